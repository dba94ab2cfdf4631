//! Edits of rows keep their order and the rules for missing values, and a
//! history that has settled undoes step by step.

#![allow(clippy::unwrap_used, reason = "a test ends where it fails")]

use std::sync::Arc;

use segflow_core::document::{SegmentField, TaskId, Workflow};
use segflow_core::edit::{Edit, History};

const DOCUMENT: &str = r#"{"segflow":1,"id":"wf_1","name":"Rows","tasks":[
    {"id":"identify","kind":"segment.identify","traits":{"a":"1","b":{"c":"2"},"d":"3"},
     "missing":{"/traits/b":"null","/traits/b/c":"empty","/traits/bb":"stop"}}]}"#;

fn history() -> History {
    History::new(Arc::new(Workflow::load(DOCUMENT).unwrap()))
}

fn task() -> TaskId {
    TaskId::parse("identify").unwrap()
}

fn rename(from: &str, to: &str) -> Edit {
    Edit::RenameRow {
        task: task(),
        field: SegmentField::Traits,
        from: from.to_owned(),
        to: to.to_owned(),
    }
}

fn remove(name: &str) -> Edit {
    Edit::RemoveRow {
        task: task(),
        field: SegmentField::Traits,
        name: name.to_owned(),
    }
}

/// What an edit makes of the traits and of the rules for missing values.
fn check(edit: Edit, traits: &str, missing: &str) {
    let mut history = history();
    history.apply(edit.clone());
    let saved = history.workflow().save();
    let saved = saved.get("tasks").unwrap().as_list().unwrap();
    let member = |key: &str| saved.first().unwrap().get(key).unwrap().to_string();
    assert_eq!(member("traits"), traits, "{edit:?}");
    assert_eq!(member("missing"), missing, "{edit:?}");
}

#[test]
fn rows_keep_their_order_and_their_rules() {
    let traits = r#"{"a":"1","b":{"c":"2"},"d":"3"}"#;
    let missing = r#"{"/traits/b":"null","/traits/b/c":"empty","/traits/bb":"stop"}"#;
    check(
        rename("b", "x/y"),
        r#"{"a":"1","x/y":{"c":"2"},"d":"3"}"#,
        r#"{"/traits/x~1y":"null","/traits/x~1y/c":"empty","/traits/bb":"stop"}"#,
    );
    check(
        remove("b"),
        r#"{"a":"1","d":"3"}"#,
        r#"{"/traits/bb":"stop"}"#,
    );
    check(rename("b", "d"), traits, missing);
    check(rename("none", "z"), traits, missing);
    check(remove("none"), traits, missing);
}

#[test]
fn typing_a_name_is_undone_at_once_until_the_history_settles() {
    let mut history = history();
    history.apply(rename("a", "ab"));
    history.apply(rename("ab", "abc"));
    history.settle();
    history.apply(rename("abc", "abcd"));
    let mut steps = 0;
    while history.undo() {
        steps += 1;
    }
    assert_eq!(steps, 2);
    assert_eq!(**history.workflow(), Workflow::load(DOCUMENT).unwrap());
}
