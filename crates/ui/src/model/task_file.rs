use segflow_core::document::Task;
use segflow_core::segment::Request;
use segflow_interchange::export::{Target, of_request};
use segflow_interchange::{NotTakenOver, mapping_kit};

/// A task in another format, as a file.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskFile {
    /// What the file is called.
    pub name: String,
    /// What is in it. A write key is not.
    pub text: String,
    /// What of the task is not there, or means something else there.
    pub listed: Vec<NotTakenOver>,
}

/// Writes a task in another format. A mapping is of the task itself, all else of
/// the request it would send; none where it sends none.
pub fn task_file(task: &Task, request: Option<&Request>, target: Target) -> Option<TaskFile> {
    let exported = match target {
        Target::MappingKit => mapping_kit::export(task)?,
        _ => of_request(request?, target)?,
    };
    let ending = match target {
        Target::Curl => "sh",
        Target::PowerShell => "ps1",
        Target::AnalyticsJs => "js",
        Target::AnalyticsNode => "mjs",
        Target::MappingKit => "json",
    };
    Some(TaskFile {
        name: format!("{}.{ending}", task.id),
        text: exported.text,
        listed: exported.listed,
    })
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use segflow_core::document::{AccountId, Workflow};
    use segflow_core::flow::Flow;
    use segflow_core::json::{Object, Value};
    use segflow_core::preview::{Inputs, preview};
    use segflow_core::scope::User;
    use segflow_core::segment::{Account, KeyFacts, Region, Transport};
    use segflow_core::time::Timestamp;
    use segflow_interchange::export::Target;

    use super::task_file;

    const WRITE_KEY: &str = "abcdefghijklmnopqrstuvwxyz012345";

    #[test]
    fn a_file_is_of_the_task_and_has_no_key() {
        let text = r#"{"segflow":1,"id":"wf","name":"W","tasks":[{"id":"paid","kind":"segment.track",
            "account":"a","userId":"u","event":"Order Paid","properties":{"exact":9007199254740993}}]}"#;
        let workflow = Arc::new(Workflow::load(text).unwrap());
        let inputs = Inputs {
            accounts: vec![Account {
                id: AccountId::parse("a").unwrap(),
                label: String::new(),
                region: Region::Us,
                transport: Transport::Simple,
                key: KeyFacts::of(WRITE_KEY),
            }],
            run_id: "run".to_owned(),
            row: 0,
            user: User::default(),
            host: Value::Null,
        };
        let flow = Flow::compile(Arc::clone(&workflow));
        let now = Timestamp::from_millis(0);
        let previews = preview(&flow, &Object::new(), &inputs, now);
        let task = workflow.tasks.first().unwrap();
        for (target, name, holds, listed) in [
            (Target::Curl, "paid.sh", "$SEGMENT_WRITE_KEY", 0),
            (Target::PowerShell, "paid.ps1", "$env:SEGMENT_WRITE_KEY", 0),
            (Target::AnalyticsJs, "paid.js", "analytics.track(", 1),
            (
                Target::AnalyticsNode,
                "paid.mjs",
                "process.env.SEGMENT_WRITE_KEY",
                1,
            ),
            (Target::MappingKit, "paid.json", "\"subscribe\"", 0),
        ] {
            let file = task_file(task, previews[0].request.as_ref(), target).unwrap();
            assert_eq!(
                (file.name.as_str(), file.listed.len()),
                (name, listed),
                "{target:?}"
            );
            assert!(file.text.contains(holds), "{}", file.text);
            assert!(!file.text.contains(WRITE_KEY), "{}", file.text);
            let is_of_task = target == Target::MappingKit;
            assert_eq!(task_file(task, None, target).is_some(), is_of_task);
        }
    }
}
