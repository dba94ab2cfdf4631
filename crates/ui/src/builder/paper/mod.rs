//! A workflow on paper: every task with its condition, its questions or what it
//! sends.

mod document;

pub(super) use document::PaperProps;

crate::part! {
    /// The workflow as it is printed. On the screen nothing of it is seen.
    pub(super) fn paper(PaperProps) in paper = document::Paper, framed frame;
}

/// Nothing stands on the screen for what is seen on paper alone.
fn frame(_: &PaperProps, _: yew::Html) -> yew::Html {
    yew::Html::default()
}
