//! Edits of rows keep their order and the rules for missing values, a history
//! that has settled undoes step by step, and samples keep no secret.

#![allow(clippy::unwrap_used, reason = "a test ends where it fails")]

use std::sync::Arc;

use proptest::prelude::*;
use segflow_core::document::{
    FormFieldType, MAX_DEPTH, MissingRule, RuleFrom, Sample, SegmentField, TaskId, Workflow,
};
use segflow_core::edit::{Edit, History};
use segflow_core::json::{Pointer, Value};

const DOCUMENT: &str = r#"{"segflow":1,"id":"wf_1","name":"Rows","tasks":[
    {"id":"identify","kind":"segment.identify","traits":{"a":"1","b":{"c":"2"},"d":["x","y","z"]},
     "missing":{"/traits/b":"null","/traits/b/c":"empty","/traits/bb":"stop","/traits/d/1":"null","/traits/d/2":"stop"}}]}"#;

fn history() -> History {
    History::new(Arc::new(Workflow::load(DOCUMENT).unwrap()))
}

fn task() -> TaskId {
    TaskId::parse("identify").unwrap()
}

fn at(place: &str) -> Pointer {
    Pointer::parse(place).unwrap()
}

fn value(text: &str) -> Value {
    Value::read(text, 8).unwrap()
}

fn rename(from: &str, to: &str) -> Edit {
    Edit::RenameRow {
        task: task(),
        at: at(from),
        to: to.to_owned(),
    }
}

fn remove(place: &str) -> Edit {
    Edit::RemoveRow {
        task: task(),
        at: at(place),
    }
}

fn add(place: &str, text: &str) -> Edit {
    Edit::AddRow {
        task: task(),
        at: at(place),
        value: value(text),
    }
}

fn set(place: &str, text: &str) -> Edit {
    Edit::SetRow {
        task: task(),
        at: at(place),
        value: value(text),
    }
}

fn move_to(place: &str, to: usize) -> Edit {
    Edit::MoveRow {
        task: task(),
        at: at(place),
        to,
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

const TRAITS: &str = r#"{"a":"1","b":{"c":"2"},"d":["x","y","z"]}"#;
const MISSING: &str = r#"{"/traits/b":"null","/traits/b/c":"empty","/traits/bb":"stop","/traits/d/1":"null","/traits/d/2":"stop"}"#;

#[test]
fn rows_keep_their_order_and_their_rules() {
    check(
        rename("/traits/b", "x/y"),
        r#"{"a":"1","x/y":{"c":"2"},"d":["x","y","z"]}"#,
        r#"{"/traits/x~1y":"null","/traits/x~1y/c":"empty","/traits/bb":"stop","/traits/d/1":"null","/traits/d/2":"stop"}"#,
    );
    check(
        remove("/traits/b"),
        r#"{"a":"1","d":["x","y","z"]}"#,
        r#"{"/traits/bb":"stop","/traits/d/1":"null","/traits/d/2":"stop"}"#,
    );
    check(
        remove("/traits/d/1"),
        r#"{"a":"1","b":{"c":"2"},"d":["x","z"]}"#,
        r#"{"/traits/b":"null","/traits/b/c":"empty","/traits/bb":"stop","/traits/d/1":"stop"}"#,
    );
    check(
        move_to("/traits/d/2", 0),
        r#"{"a":"1","b":{"c":"2"},"d":["z","x","y"]}"#,
        r#"{"/traits/b":"null","/traits/b/c":"empty","/traits/bb":"stop","/traits/d/2":"null","/traits/d/0":"stop"}"#,
    );
    check(
        move_to("/traits/b", 9),
        r#"{"a":"1","d":["x","y","z"],"b":{"c":"2"}}"#,
        MISSING,
    );
    // A name that gives its rules to a row takes the place of rules without one.
    check(
        rename("/traits/b", "bb"),
        r#"{"a":"1","bb":{"c":"2"},"d":["x","y","z"]}"#,
        r#"{"/traits/bb":"null","/traits/bb/c":"empty","/traits/d/1":"null","/traits/d/2":"stop"}"#,
    );
    for edit in [
        rename("/traits/b", "d"),
        rename("/traits/none", "z"),
        rename("/traits/d/0", "z"),
        remove("/traits/none"),
        remove("/traits/d/3"),
        remove("/traits"),
        move_to("/traits/d/3", 0),
        add("/traits/a", "2"),
        add("/traits/d/4", "2"),
        set("/traits/none", "2"),
    ] {
        check(edit, TRAITS, MISSING);
    }
}

#[test]
fn rows_are_added_and_set_however_deep() {
    check(
        add("/traits/b/e~1", "1e21"),
        r#"{"a":"1","b":{"c":"2","e/":1e21},"d":["x","y","z"]}"#,
        MISSING,
    );
    check(
        add("/traits/d/3", "{}"),
        r#"{"a":"1","b":{"c":"2"},"d":["x","y","z",{}]}"#,
        MISSING,
    );
    // What is no longer there needs no rule; what never was there keeps its.
    check(
        set("/traits/b", r#"["c"]"#),
        r#"{"a":"1","b":["c"],"d":["x","y","z"]}"#,
        r#"{"/traits/b":"null","/traits/bb":"stop","/traits/d/1":"null","/traits/d/2":"stop"}"#,
    );
    check(
        Edit::SetField {
            task: task(),
            field: SegmentField::Traits,
            value: Some(value(r#"{"d":["x","y"]}"#)),
        },
        r#"{"d":["x","y"]}"#,
        r#"{"/traits/bb":"stop","/traits/d/1":"null"}"#,
    );
    let mut history = history();
    history.apply(add("/context/ip", "\"{{ a.b }}\""));
    let context = history.workflow().save().to_string();
    assert!(
        context.contains(r#""context":{"ip":"{{ a.b }}"}"#),
        "{context}"
    );
}

#[test]
fn several_rows_are_one_edit() {
    let add_many = |place: &str, rows: &str| Edit::AddRows {
        task: task(),
        at: at(place),
        rows: value(rows),
    };
    check(
        add_many("/traits", r#"{"e":1.0,"b":{"c":"3"},"f":[]}"#),
        r#"{"a":"1","b":{"c":"3"},"d":["x","y","z"],"e":1.0,"f":[]}"#,
        MISSING,
    );
    check(
        add_many("/traits/b", r#"{"c":{},"g":""}"#),
        r#"{"a":"1","b":{"c":{},"g":""},"d":["x","y","z"]}"#,
        MISSING,
    );
    check(
        add_many("/traits/h", r#"{"c":1}"#),
        r#"{"a":"1","b":{"c":"2"},"d":["x","y","z"],"h":{"c":1}}"#,
        MISSING,
    );
    check(
        add("/traits/h/i", "1"),
        r#"{"a":"1","b":{"c":"2"},"d":["x","y","z"],"h":{"i":1}}"#,
        MISSING,
    );
    check(
        add_many("/traits/d", r#"["w",1]"#),
        r#"{"a":"1","b":{"c":"2"},"d":["x","y","z","w",1]}"#,
        MISSING,
    );
    for edit in [
        add_many("/traits/d", r#"{"c":1}"#),
        add_many("/traits/b", "[1]"),
        add_many("/traits/a", r#"{"c":1}"#),
        add_many("/traits/none", "[1]"),
    ] {
        check(edit, TRAITS, MISSING);
    }
    let mut history = history();
    assert!(history.apply(add_many("/properties", r#"{"a":1,"b":2}"#)));
    let saved = history.workflow().save().to_string();
    assert!(saved.contains(r#""properties":{"a":1,"b":2}"#), "{saved}");
    assert!(history.undo() && !history.undo());
}

#[test]
fn a_row_is_put_where_it_belongs_and_leaves_nothing_empty() {
    let put = |place: &str, text: &str| Edit::PutRow {
        task: task(),
        at: at(place),
        value: (!text.is_empty()).then(|| value(text)),
    };
    check(
        put("/traits/e/f", "1"),
        r#"{"a":"1","b":{"c":"2"},"d":["x","y","z"],"e":{"f":1}}"#,
        MISSING,
    );
    check(
        put("/traits/b/c", "true"),
        r#"{"a":"1","b":{"c":true},"d":["x","y","z"]}"#,
        MISSING,
    );
    check(
        put("/traits/b/c", ""),
        r#"{"a":"1","d":["x","y","z"]}"#,
        r#"{"/traits/bb":"stop","/traits/d/1":"null","/traits/d/2":"stop"}"#,
    );
    for edit in [
        put("/traits/a/b", "1"),
        put("/traits/d/e", "1"),
        put("/traits/d/0/e", "1"),
        put("/traits/none", ""),
        put("/traits", "1"),
    ] {
        check(edit, TRAITS, MISSING);
    }
    let mut history = history();
    history.apply(put("/context/app/name", "\"a\""));
    assert!(history.apply(put("/context/app/name", "\"ab\"")));
    let saved = history.workflow().save().to_string();
    assert!(
        saved.contains(r#""context":{"app":{"name":"ab"}}"#),
        "{saved}"
    );
    // What is typed is one edit; what is emptied leaves nothing behind.
    assert!(history.undo() && !history.undo());
    assert!(history.redo());
    history.settle();
    history.apply(put("/context/app/name", ""));
    let saved = history.workflow().save().to_string();
    assert!(!saved.contains("context"), "{saved}");
}

#[test]
fn a_place_without_a_rule_has_one_from_around() {
    let workflow = Workflow::load(DOCUMENT).unwrap();
    let mut rules = workflow
        .task(&task())
        .unwrap()
        .segment()
        .unwrap()
        .missing
        .clone();
    for (place, rule, from) in [
        (
            "/traits/b/c",
            MissingRule::Null,
            RuleFrom::Around(at("/traits/b")),
        ),
        ("/traits/b", MissingRule::Omit, RuleFrom::Nowhere),
        ("/traits/bb", MissingRule::Omit, RuleFrom::Nowhere),
        (
            "/traits/b/c/d",
            MissingRule::Empty,
            RuleFrom::Around(at("/traits/b/c")),
        ),
    ] {
        assert_eq!(rules.inherited(&at(place)), (rule, from), "{place}");
    }
    rules.everywhere = Some(MissingRule::Stop);
    let everywhere = (MissingRule::Stop, RuleFrom::Everywhere);
    assert_eq!(rules.inherited(&at("/traits/b")), everywhere);
    assert_eq!(rules.inherited(&at("/userId")), everywhere);
}

#[test]
fn nothing_becomes_too_deep_to_be_loaded() {
    let mut history = history();
    let mut place = at("/traits/deep");
    history.apply(add(place.as_str(), "{}"));
    while history.apply(add(place.key("x").as_str(), "{}")) {
        place = place.key("x");
    }
    let saved = history.workflow().save();
    assert_eq!(saved.depth(), MAX_DEPTH);
    assert_eq!(
        Workflow::load(&saved.to_string()).unwrap(),
        **history.workflow()
    );
}

#[test]
fn typing_is_undone_at_once_until_the_history_settles() {
    let steps = |edits: Vec<Edit>| {
        let mut history = history();
        for edit in edits {
            assert!(history.apply(edit));
        }
        let mut steps = 0;
        while history.undo() {
            steps += 1;
        }
        assert_eq!(**history.workflow(), Workflow::load(DOCUMENT).unwrap());
        steps
    };
    let name = [rename("/traits/a", "ab"), rename("/traits/ab", "abc")];
    assert_eq!(steps(name.to_vec()), 1);
    let new = [add("/traits/e", "1"), rename("/traits/e", "ef")];
    assert_eq!(steps(new.to_vec()), 1);
    let typed = [set("/traits/b/c", "1"), set("/traits/b/c", "12")];
    assert_eq!(steps(typed.to_vec()), 1);
    let other = [set("/traits/a", "1"), set("/traits/b/c", "12")];
    assert_eq!(steps(other.to_vec()), 2);

    let mut history = history();
    history.apply(rename("/traits/a", "ab"));
    history.settle();
    history.apply(rename("/traits/ab", "abc"));
    assert!(history.undo() && history.undo() && !history.undo());
}

#[test]
fn what_typing_passes_through_costs_no_rule() {
    let field = |text: &str| Edit::SetField {
        task: task(),
        field: SegmentField::Traits,
        value: Some(value(text)),
    };
    let mut history = history();
    let before = history.workflow().task(&task()).cloned().unwrap();
    history.apply(field("{}"));
    history.apply(field(TRAITS));
    assert_eq!(history.workflow().task(&task()).unwrap(), &before);
    history.apply(field("{}"));
    history.settle();
    history.apply(field(TRAITS));
    let after = history.workflow().task(&task()).cloned().unwrap();
    assert_eq!(after.segment().unwrap().missing.places.len(), 1);
}

/// Every text of the value with its place.
fn leaves(value: &Value, at: &Pointer, found: &mut Vec<(Pointer, String)>) {
    match value {
        Value::Text(text) => found.push((at.clone(), text.clone())),
        Value::List(list) => {
            for (place, element) in list.iter().enumerate() {
                leaves(element, &at.index(place), found);
            }
        }
        Value::Object(object) => {
            for (key, member) in object.iter() {
                leaves(member, &at.key(key), found);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

proptest! {
    /// Whatever becomes of rows, each keeps its own rule and no other.
    #[test]
    fn a_rule_stays_with_its_row(choices in prop::collection::vec((0..3_u8, any::<prop::sample::Index>(), 0..4_usize), 0..12)) {
        let mut workflow = Workflow::load(DOCUMENT).unwrap();
        let fields = value(r#"{"a":["1",["2","3"],{"x/y":"4","z":"5"}],"b":{"c":{"d":["6","7","8"]},"e":"9"}}"#);
        let mut places = Vec::new();
        leaves(&fields, &at("/traits"), &mut places);
        workflow = workflow.edited(Edit::SetField { task: task(), field: SegmentField::Traits, value: Some(fields) });
        for (place, text) in &places {
            let rule = MissingRule::Default(Value::text(text.as_str()));
            workflow = workflow.edited(Edit::SetMissing { task: task(), at: place.clone(), rule: Some(rule) });
        }
        for (what, index, number) in choices {
            let segment = workflow.task(&task()).unwrap().segment().unwrap().clone();
            let mut now = Vec::new();
            leaves(segment.field(SegmentField::Traits).unwrap(), &at("/traits"), &mut now);
            if now.is_empty() {
                break;
            }
            // A leaf, or something around it.
            let mut place = index.get(&now).0.clone();
            for _ in 0..number {
                if let Some(around) = place.parent().filter(|around| around.as_str().len() > "/traits".len()) {
                    place = around;
                }
            }
            workflow = workflow.edited(match what {
                0 => Edit::RemoveRow { task: task(), at: place },
                1 => Edit::MoveRow { task: task(), at: place, to: number },
                _ => Edit::RenameRow { task: task(), at: place, to: format!("new~{number}") },
            });
        }
        let segment = workflow.task(&task()).unwrap().segment().unwrap().clone();
        let mut now = Vec::new();
        leaves(segment.field(SegmentField::Traits).unwrap(), &at("/traits"), &mut now);
        let mut rules: Vec<(Pointer, String)> = Vec::new();
        for (place, rule) in &segment.missing.places {
            if let MissingRule::Default(Value::Text(text)) = rule {
                rules.push((place.clone(), text.clone()));
            }
        }
        now.sort();
        rules.sort();
        prop_assert_eq!(now, rules);
    }
}

#[test]
fn samples_hold_no_answer_of_a_password_field() {
    let workflow = Workflow::load(
        r#"{"segflow":1,"id":"wf_1","name":"","tasks":[{"id":"form","kind":"form","fields":[
            {"id":"name","type":"text"},{"id":"pin","type":"password"}]}],
            "samples":[{"name":"A","record":{"form":{"name":"x"}}}]}"#,
    )
    .unwrap();
    let sample = |record: &str| Sample {
        record: value(record).as_object().unwrap().clone(),
        ..Sample::default()
    };
    let secret = sample(r#"{"form":{"name":"y","pin":"1234"},"other":{"pin":"kept"}}"#);
    let kept = r#"{"form":{"name":"y"},"other":{"pin":"kept"}}"#;
    let record = |workflow: &Workflow, place: usize| {
        Value::Object(workflow.samples.get(place).unwrap().record.clone()).to_string()
    };
    let added = workflow.edited(Edit::AddSample(secret.clone()));
    assert_eq!(record(&added, 1), kept);
    let set = workflow.edited(Edit::SetSamples(vec![secret]));
    assert_eq!(record(&set, 0), kept);
    // A question that becomes one for a password loses its answers.
    let task = TaskId::parse("form").unwrap();
    let mut fields = workflow.task(&task).unwrap().form().unwrap().fields.clone();
    fields.first_mut().unwrap().field_type = FormFieldType::Password;
    let changed = added.edited(Edit::SetFormFields { task, fields });
    assert_eq!(record(&changed, 0), r#"{"form":{}}"#);

    let renamed = added.edited(Edit::RenameSample {
        place: 1,
        name: "B".to_owned(),
    });
    assert_eq!(renamed.samples.get(1).unwrap().name, "B");
    let removed = renamed.edited(Edit::RemoveSample(0));
    assert_eq!(removed.samples.len(), 1);
    assert_eq!(removed.edited(Edit::RemoveSample(1)), removed);
}
