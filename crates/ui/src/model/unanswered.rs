use segflow_core::check::Problem;
use segflow_core::document::{TaskId, Workflow};
use segflow_core::run::Failure;

/// The question without whose answer a task could not be sent, if that alone is
/// what it failed for.
pub fn unanswered<'w>(workflow: &'w Workflow, failure: Option<&Failure>) -> Option<&'w str> {
    let Some(Failure::Invalid(findings)) = failure else {
        return None;
    };
    let missing = |problem| question(workflow, path_of(problem)?);
    let (at, question) = findings
        .iter()
        .find_map(|found| Some((&found.at, missing(&found.problem)?)))?;
    findings
        .iter()
        .all(|found| found.at == *at)
        .then_some(question)
}

/// The path without whose value a task cannot be sent. A kept run has it in its
/// sentence.
fn path_of(problem: &Problem) -> Option<&str> {
    match problem {
        Problem::MissingValue {
            path,
            is_needed: true,
        } => Some(path),
        Problem::Recorded { code, message } if code == "missing_value" => {
            let (_, path) = message.split_once("{{ ")?;
            Some(path.split_once(" }}")?.0)
        }
        _ => None,
    }
}

/// What is asked for the answer at a path.
fn question<'w>(workflow: &'w Workflow, path: &str) -> Option<&'w str> {
    let (task, field) = path.split_once('.')?;
    let form = workflow.task(&TaskId::parse(task).ok()?)?.form()?;
    let field = form
        .fields
        .iter()
        .find(|known| known.id.as_str() == field)?;
    Some(field.title())
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use segflow_core::check::{Finding, Problem};
    use segflow_core::document::Workflow;
    use segflow_core::flow::Flow;
    use segflow_core::json::{Object, Value};
    use segflow_core::preview::{Inputs, preview};
    use segflow_core::run::Failure;
    use segflow_core::time::Timestamp;

    use super::unanswered;

    const FLOW: &str = r#"{ "segflow": 1, "id": "wf_a", "name": "A", "tasks": [
        { "id": "form", "kind": "form", "fields": [
            { "id": "mail", "label": "Email address", "type": "email" },
            { "id": "text", "label": "Text", "type": "text" } ] },
        { "id": "a", "kind": "segment.identify", "userId": "{{ form.mail | downcase }}" },
        { "id": "b", "kind": "segment.track", "userId": "{{ form.mail }}", "event": "{{ form.text }}" },
        { "id": "c", "kind": "segment.track", "userId": "x", "event": "" } ] }"#;

    /// One empty answer is told as that; where there is more to mend, all of it is.
    #[test]
    fn an_answer_that_was_needed_is_named_by_its_question() {
        let workflow = Workflow::load(FLOW).unwrap();
        let flow = Flow::compile(Arc::new(workflow));
        let inputs = Inputs {
            accounts: Vec::new(),
            run_id: "run_1".to_owned(),
            row: 0,
            user: segflow_core::scope::User::default(),
            host: Value::Null,
        };
        let record = Object::from_iter([("form", Value::Object(Object::new()))]);
        let now = Timestamp::from_millis(1_767_225_600_000);
        let told: Vec<_> = preview(&flow, &record, &inputs, now)
            .into_iter()
            .map(|task| {
                let blocking = task.findings.into_iter().filter(|found| found.blocks());
                let blocking: Vec<Finding> = blocking.collect();
                let told = |findings| {
                    let failure = Failure::Invalid(findings);
                    unanswered(flow.workflow(), Some(&failure)).map(str::to_owned)
                };
                let kept = blocking.iter().map(|found| Finding {
                    problem: Problem::Recorded {
                        code: found.code().to_owned(),
                        message: found.to_string(),
                    },
                    ..found.clone()
                });
                let kept = told(kept.collect());
                let told = told(blocking);
                assert_eq!(told, kept, "{}", task.task);
                (task.task.to_string(), told)
            })
            .collect();
        let title = Some("Email address".to_owned());
        assert_eq!(
            told,
            [
                ("form".to_owned(), None),
                ("a".to_owned(), title),
                ("b".to_owned(), None),
                ("c".to_owned(), None),
            ]
        );
        assert_eq!(unanswered(flow.workflow(), None), None);
    }
}
