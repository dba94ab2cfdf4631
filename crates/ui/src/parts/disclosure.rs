use yew::prelude::{AttrValue, Html, html};

use crate::icons::{Icon, sign};

/// Something that is shown on demand, under the line that opens and closes it:
/// the browser's own `<details>`.
pub fn disclosure(summary: AttrValue, content: Html) -> Html {
    html! {
        <details class="disclosure">
            <summary>{ sign(Icon::ChevronEnd) }{ summary }</summary>
            <div class="disclosure-body">{ content }</div>
        </details>
    }
}
