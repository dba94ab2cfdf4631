use yew::prelude::{AttrValue, Children, Html, Properties, function_component, html};

use crate::icons::{Icon, Sign};

/// Properties of [`Disclosure`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct DisclosureProps {
    /// The line that opens and closes it.
    pub summary: AttrValue,
    /// Whether it starts open.
    #[prop_or_default]
    pub open: bool,
    /// What it shows when open.
    pub children: Children,
}

/// Something that is shown on demand: the browser's own `<details>`.
#[function_component]
pub fn Disclosure(props: &DisclosureProps) -> Html {
    html! {
        <details class="disclosure" open={props.open}>
            <summary><Sign icon={Icon::ChevronEnd} />{ props.summary.clone() }</summary>
            <div class="disclosure-body">{ for props.children.iter() }</div>
        </details>
    }
}
