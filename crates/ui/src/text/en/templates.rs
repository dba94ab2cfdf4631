//! What is said of workflows to begin with, in English.

use yew::AttrValue;

use crate::text::TemplateText;

pub(in crate::text) fn say(text: TemplateText<'_>) -> AttrValue {
    AttrValue::Static(match text {
        TemplateText::Explained => {
            "Begin with nothing, or with a workflow that is whole already: its tasks, and a sample to try it with. All of it can be changed."
        }
        TemplateText::SendTo { account } => {
            return format!(
                "Their tasks send to {account}, the one account that is connected here."
            )
            .into();
        }
        TemplateText::Blank => "Blank workflow",
        TemplateText::BlankHint => "Add tasks one by one.",
        TemplateText::FormCompleted => "Form completed",
        TemplateText::FormCompletedHint => {
            "Somebody fills in a contact form: say who it was, and what it was about."
        }
        TemplateText::SignUp => "Sign-up",
        TemplateText::SignUpHint => {
            "A new user signs up: keep their plan, and put them with the others of their company."
        }
        TemplateText::Order => "E-commerce order",
        TemplateText::OrderHint => {
            "An order is placed: send it as Segment’s “Order Completed”, with its products."
        }
        TemplateText::Payment => "Payment made",
        TemplateText::PaymentHint => {
            "A customer pays: track the amount, and the first payment as an event of its own."
        }
        TemplateText::Email => "Email received",
        TemplateText::EmailHint => {
            "An email arrives in a mailbox: say who wrote, and track its subject. A page or a program hands it over."
        }
        TemplateText::BackFill => "CSV back-fill",
        TemplateText::BackFillHint => {
            "Bring what happened earlier into Segment: each row of a file becomes a user and an event with its own time."
        }
    })
}
