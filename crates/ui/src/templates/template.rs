use segflow_core::document::{LoadError, Workflow};

use crate::text::{TemplateText, Words};

/// A workflow to begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Template {
    FormCompleted,
    SignUp,
    Order,
    Payment,
    Email,
    BackFill,
}

impl Template {
    /// All of them, in the order of the page.
    pub(super) const ALL: [Template; 6] = [
        Template::FormCompleted,
        Template::SignUp,
        Template::Order,
        Template::Payment,
        Template::Email,
        Template::BackFill,
    ];

    pub(super) fn document(self) -> &'static str {
        match self {
            Template::FormCompleted => include_str!("documents/form-completed.json"),
            Template::SignUp => include_str!("documents/sign-up.json"),
            Template::Order => include_str!("documents/e-commerce-order.json"),
            Template::Payment => include_str!("documents/payment-made.json"),
            Template::Email => include_str!("documents/email-received.json"),
            Template::BackFill => include_str!("documents/csv-back-fill.json"),
        }
    }

    /// The workflow, with labels in the language in use. Give it an id of its
    /// own before it is saved.
    pub(super) fn workflow(self, words: &Words) -> Result<Workflow, LoadError> {
        Workflow::load(&words.ready_made(self.document()))
    }

    /// What it is called.
    pub(super) fn title(self) -> TemplateText<'static> {
        match self {
            Template::FormCompleted => TemplateText::FormCompleted,
            Template::SignUp => TemplateText::SignUp,
            Template::Order => TemplateText::Order,
            Template::Payment => TemplateText::Payment,
            Template::Email => TemplateText::Email,
            Template::BackFill => TemplateText::BackFill,
        }
    }

    /// What it is for.
    pub(super) fn hint(self) -> TemplateText<'static> {
        match self {
            Template::FormCompleted => TemplateText::FormCompletedHint,
            Template::SignUp => TemplateText::SignUpHint,
            Template::Order => TemplateText::OrderHint,
            Template::Payment => TemplateText::PaymentHint,
            Template::Email => TemplateText::EmailHint,
            Template::BackFill => TemplateText::BackFillHint,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use segflow_core::document::AccountId;
    use segflow_core::flow::Flow;
    use segflow_core::json::Value;
    use segflow_core::preview::{Inputs, PreviewStatus, preview};
    use segflow_core::scope::User;
    use segflow_core::segment::{Account, Endpoint, KeyFacts, Region, Transport};
    use segflow_core::time::Timestamp;

    use super::Template;
    use crate::model::with_account;
    use crate::text::Words;

    /// With an account there is nothing to mend, and what the sample gives would
    /// be sent.
    #[test]
    fn each_is_ready_to_run() {
        let account = Account {
            id: AccountId::parse("local").unwrap(),
            label: "Local test source".to_owned(),
            region: Region::Custom(Endpoint::parse("http://127.0.0.1:4780").unwrap()),
            transport: Transport::Simple,
            key: KeyFacts::of("abcdefghijklmnopqrstuvwxyz012345"),
        };
        for template in Template::ALL {
            let workflow = template.workflow(&Words::default()).unwrap();
            let saved = workflow.save().to_string();
            assert!(!saved.contains("\"account\""), "{template:?}");
            let flow = Flow::compile(Arc::new(with_account(workflow, &account.id)));
            let inputs = Inputs {
                accounts: vec![account.clone()],
                run_id: "run_1".to_owned(),
                row: 0,
                user: User::default(),
                host: Value::Null,
            };
            let told: Vec<String> = flow.findings().map(ToString::to_string).collect();
            assert_eq!(told, [""; 0], "{template:?}");
            let [sample] = &*flow.workflow().samples else {
                panic!("{template:?} has one sample");
            };
            let now = Timestamp::from_millis(1_767_225_600_000);
            let tasks = preview(&flow, &sample.record, &inputs, now);
            for task in tasks {
                let told: Vec<String> = task.findings.iter().map(ToString::to_string).collect();
                assert_eq!(told, [""; 0], "{template:?} {}", task.task);
                let expected = match task.request {
                    Some(_) => PreviewStatus::Ready,
                    None => PreviewStatus::Done,
                };
                assert_eq!(task.status, expected, "{template:?} {}", task.task);
            }
        }
    }
}
