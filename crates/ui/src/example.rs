//! The workflow that is there from the start, so that something works at once.

use segflow_core::document::{LoadError, Workflow};

use crate::text::Words;

/// The document of "Sign-up follow-up". It sends to the account that the
/// receiver on this computer offers.
pub const SIGN_UP_FOLLOW_UP: &str = include_str!("examples/sign-up-follow-up.json");

/// The example, loaded. Give it an id of its own before it is saved.
pub fn workflow(words: &Words) -> Result<Workflow, LoadError> {
    Workflow::load(&words.ready_made(SIGN_UP_FOLLOW_UP))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use segflow_core::check::Severity;
    use segflow_core::document::AccountId;
    use segflow_core::flow::Flow;
    use segflow_core::json::Value;
    use segflow_core::preview::{Inputs, PreviewStatus, preview};
    use segflow_core::scope::User;
    use segflow_core::segment::{Account, Endpoint, KeyFacts, Region, Transport};
    use segflow_core::time::Timestamp;

    use crate::text::Words;

    #[test]
    fn the_example_is_ready_to_run() {
        let flow = Flow::compile(Arc::new(super::workflow(&Words::default()).unwrap()));
        let local = Account {
            id: AccountId::parse("local").unwrap(),
            label: "Local test source".to_owned(),
            region: Region::Custom(Endpoint::parse("http://127.0.0.1:4780").unwrap()),
            transport: Transport::Simple,
            key: KeyFacts::of("abcdefghijklmnopqrstuvwxyz012345"),
        };
        let inputs = Inputs {
            accounts: vec![local],
            run_id: "run_1".to_owned(),
            row: 0,
            user: User::default(),
            host: Value::Null,
        };
        let ana = &flow.workflow().samples[0].record;
        for task in preview(&flow, ana, &inputs, Timestamp::from_millis(0)) {
            let told: Vec<String> = task
                .findings
                .iter()
                .filter(|found| found.severity() < Severity::Hint)
                .map(ToString::to_string)
                .collect();
            assert_eq!(told, [""; 0], "{}", task.task);
            let expected = match task.request {
                Some(_) => PreviewStatus::Ready,
                None => PreviewStatus::Done,
            };
            assert_eq!(task.status, expected, "{}", task.task);
        }
    }
}
