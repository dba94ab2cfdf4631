//! What each task would do for the chosen sample: the exact request, as a body,
//! as headers or as a command, and what of it is new since the last run.

mod all_tasks;
mod answers;
mod changes;
mod found;
mod panel;
mod request;

use yew::prelude::{Html, html};

pub(crate) use changes::change;
pub(super) use panel::PreviewProps;

crate::part! {
    /// The preview, under the run if there is one.
    pub(super) fn preview(PreviewProps) in preview = panel::Preview, framed frame,
        fetched by fetch_preview;
}

/// Keeps the place of the preview until it is there.
fn frame(_: &PreviewProps, shown: Html) -> Html {
    html! { <div class="builder-preview" data-open="false">{ shown }</div> }
}
