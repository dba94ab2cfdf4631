//! What is said of workflows to begin with.

/// One thing that is said of workflows to begin with, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en/templates.rs say more than a comment could"
)]
pub enum TemplateText<'a> {
    Explained,
    SendTo { account: &'a str },
    Blank,
    BlankHint,
    FormCompleted,
    FormCompletedHint,
    SignUp,
    SignUpHint,
    Order,
    OrderHint,
    Payment,
    PaymentHint,
    Email,
    EmailHint,
    BackFill,
    BackFillHint,
}
