//! What a task or a question is called in tags, and how that is changed.

mod button;
mod dialog;

pub(super) use button::NameInTags;
use dialog::NamingDialogProps;

crate::part! {
    /// Asks what something is to be called in tags.
    fn naming_dialog(NamingDialogProps) in form = dialog::NamingDialog;
}
