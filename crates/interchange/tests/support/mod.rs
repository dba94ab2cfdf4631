//! What tests of other formats share.

// Each test target uses a part of it.
#![allow(dead_code, reason = "it is shared by several targets")]

use std::fs;
use std::path::Path;
use std::sync::Arc;

use expect_test::expect_file;
use segflow_core::document::{AccountId, Workflow, WorkflowId};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::preview::{Inputs, PreviewStatus, preview};
use segflow_core::scope::User;
use segflow_core::segment::{Account, Endpoint, KeyFacts, Region, Request, Transport};
use segflow_core::time::Timestamp;

/// Checks every case of a folder, and gives how many there are.
pub(crate) fn check_folder(folder: &Path, play: impl Fn(&Value) -> String) -> usize {
    let mut count = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path
            .extension()
            .is_some_and(|extension| extension == "json")
        {
            let case = Value::read(&fs::read_to_string(&path).unwrap(), 64).unwrap();
            expect_file![path.with_extension("txt")].assert_eq(&play(&case));
            count += 1;
        }
    }
    count
}

pub(crate) fn id() -> WorkflowId {
    WorkflowId::parse("wf_new").unwrap()
}

/// The request of each Segment task for a record. An account is `region` (us, eu
/// or an address) and `transport`.
pub(crate) fn requests(
    workflow: &Workflow,
    record: &Object,
    account: Option<&Value>,
) -> Vec<(String, Request)> {
    let flow = Flow::compile(Arc::new(workflow.clone()));
    let account = account.map(|account| {
        let text = |key| account.get(key).unwrap().as_text().unwrap();
        Account {
            id: AccountId::parse("main").unwrap(),
            label: String::new(),
            region: match text("region") {
                "us" => Region::Us,
                "eu" => Region::Eu,
                address => Region::Custom(Endpoint::parse(address).unwrap()),
            },
            transport: Transport::from_name(text("transport")).unwrap(),
            key: KeyFacts::of("abcdefghijklmnopqrstuvwxyz012345"),
        }
    });
    let inputs = inputs(account.into_iter().collect());
    preview(&flow, record, &inputs, now())
        .into_iter()
        .filter_map(|task| {
            assert_ne!(task.status, PreviewStatus::Invalid, "{:?}", task.findings);
            Some((task.task.as_str().to_owned(), task.request?))
        })
        .collect()
}

fn inputs(accounts: Vec<Account>) -> Inputs {
    Inputs {
        accounts,
        run_id: "run".to_owned(),
        row: 0,
        user: User::default(),
        host: Value::Null,
    }
}

fn now() -> Timestamp {
    Timestamp::from_millis(1_700_000_000_000)
}

/// What each Segment task would send for a record: its id, and the message
/// without what is new in every run; or why nothing is sent.
pub(crate) fn messages(
    workflow: &Workflow,
    record: &Object,
) -> Vec<(String, Result<Value, String>)> {
    let flow = Flow::compile(Arc::new(workflow.clone()));
    let inputs = inputs(Vec::new());
    let now = now();
    preview(&flow, record, &inputs, now)
        .into_iter()
        .filter_map(|task| {
            let request = task.request?;
            let id = task.task.as_str().to_owned();
            if task.status == PreviewStatus::Skipped {
                return None;
            }
            if task.status == PreviewStatus::Invalid {
                let blocking = task.findings.iter().find(|finding| finding.blocks());
                return Some((id, Err(blocking.unwrap().code().to_owned())));
            }
            let Ok(Value::Object(mut message)) = Value::read(&request.shown().body, 64) else {
                panic!("a message is an object");
            };
            for name in ["messageId", "sentAt", "writeKey"] {
                message.remove(name);
            }
            if message.get("timestamp") == Some(&Value::from(now.to_string())) {
                message.remove("timestamp");
            }
            if let Some(Value::Object(context)) = message.get_mut("context") {
                context.remove("library");
                if context.is_empty() {
                    message.remove("context");
                }
            }
            Some((id, Ok(message.into())))
        })
        .collect()
}
