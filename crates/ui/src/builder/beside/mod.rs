//! What is sent beside a message: its context, and when it happened.

mod context_form;
mod timestamp_form;

pub(super) use context_form::{ContextFormProps, Rest, Sub};
pub(super) use timestamp_form::TimestampFormProps;

crate::part! {
    /// The members of the context, each with its control.
    pub(super) fn context_form(ContextFormProps) in context = context_form::ContextForm;
}
crate::part! {
    /// When a message happened.
    pub(super) fn timestamp_form(TimestampFormProps) in context = timestamp_form::TimestampForm;
}
