//! What a task or a question is called in tags, and how that is changed.

mod button;
mod dialog;

pub(super) use button::NameInTags;
use dialog::NamingDialogProps;

/// The id of the button that shows a question's name in tags.
pub(super) fn question_button(field: &str) -> String {
    format!("form-{field}-tag")
}

crate::part! {
    /// Asks what something is to be called in tags.
    fn naming_dialog(NamingDialogProps) in form = dialog::NamingDialog;
}
