use segflow_core::document::Workflow;
use segflow_interchange::{Format, ImportError};

use super::model::{Action, Model, Refusal};
use super::sends;

const OWN: &str = r#"{"segflow":1,"id":"wf_1","name":"A","tasks":[
    {"id":"f","kind":"form","label":"Form"},
    {"id":"i","kind":"segment.identify","label":"Who","account":"acc"},
    {"id":"t","kind":"segment.track","label":"What","event":"Order Placed"},
    {"id":"p","kind":"segment.page","name":"Home"}]}"#;

fn read(model: &Model, name: &str, text: &str) -> Model {
    model.after(Action::Read(name.to_owned(), Some(text.to_owned())))
}

#[test]
fn several_files_are_looked_at_each_on_its_own() {
    let model = Model::default().after(Action::Chosen(4));
    let model = read(&model, "a.json", &format!("\u{feff}{OWN}\n"));
    let model = read(
        &model,
        "b.json",
        r#"{"event":"E","userId":{"@path":"$.userId"}}"#,
    );
    let model = read(&model, "c.json", "no JSON");
    assert_eq!(model.coming, 1);
    let model = model.after(Action::Read("d.json".to_owned(), None));
    let ready: Vec<Format> = model.ready().iter().map(|ready| ready.format).collect();
    assert_eq!(ready, [Format::Workflow, Format::MappingKit]);
    assert_eq!((model.found.len(), model.coming), (4, 0));
    assert!(matches!(
        model.found[2].outcome,
        Err(Refusal::Import(ImportError::NotJson(_)))
    ));
    assert_eq!(model.found[3].outcome, Err(Refusal::NotRead));
    let model = model.after(Action::Dropped(model.found[0].number));
    assert_eq!(model.ready().len(), 1);
    let model = model.after(Action::TooLarge("e.json".to_owned()));
    let last = model.found.last().unwrap();
    assert_eq!(last.outcome, Err(Refusal::Import(ImportError::TooLarge)));
}

#[test]
fn what_was_pasted_stays_where_it_cannot_be_read() {
    let model = Model::default().after(Action::Typed("{".to_owned()));
    let model = model.after(Action::Pasted);
    assert_eq!(model.pasted, "{");
    assert!(model.problem.is_some());
    let model = model.after(Action::Typed(OWN.to_owned()));
    assert_eq!(model.problem, None);
    let model = model.after(Action::Pasted);
    assert_eq!((model.pasted.as_str(), model.ready().len()), ("", 1));
    let ready = model.ready();
    let task = ready[0].workflow.tasks[1].segment().unwrap();
    assert_eq!(task.account, None);
}

#[test]
fn what_is_sent_is_told_task_by_task() {
    let told = sends(&Workflow::load(OWN).unwrap());
    let told: Vec<(&str, &str, &str, bool)> = told
        .iter()
        .map(|one| {
            let (title, what) = (one.title.as_str(), one.what.as_str());
            (title, one.call.name(), what, one.account.is_some())
        })
        .collect();
    assert_eq!(
        told,
        [
            ("Who", "identify", "", true),
            ("What", "track", "Order Placed", false),
            ("p", "page", "Home", false),
        ]
    );
}
