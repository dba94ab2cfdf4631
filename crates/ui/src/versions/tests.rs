use segflow_core::document::Workflow;

use super::change::{Change, Shown};
use super::changes::changes;

fn workflow(tasks: &str, rest: &str) -> Workflow {
    let text = format!(r#"{{"segflow":1,"id":"wf","name":"A","tasks":[{tasks}]{rest}}}"#);
    Workflow::load(&text).unwrap()
}

fn told(before: &Workflow, after: &Workflow) -> Vec<String> {
    let shown = |shown: &Option<Shown>| match shown {
        None => "-".to_owned(),
        Some(Shown::Text(text)) => text.clone(),
        Some(Shown::Condition(task)) => format!("if of {}", task.id),
        Some(other) => format!("{other:?}"),
    };
    let lines = changes(before, after)
        .into_iter()
        .flat_map(|change| match change {
            Change::Added(task) => vec![format!("+ {}", task.title())],
            Change::Removed(task) => vec![format!("- {}", task.title())],
            Change::Moved { title, from, to } => vec![format!("{title} {from}>{to}")],
            Change::Task { title, details } => details
                .iter()
                .map(|one| {
                    let (before, after) = (shown(&one.before), shown(&one.after));
                    format!("{title}: {:?} {before} > {after}", one.place)
                })
                .collect(),
            other => vec![format!("{other:?}")],
        });
    lines.collect()
}

const FORM: &str = r#"{"id":"f","kind":"form","label":"Form","fields":[{"id":"a","label":"A","type":"text"},{"id":"b","label":"B","type":"dropdown","choices":["x"]}]}"#;
const TRACK: &str = r#"{"id":"t","kind":"segment.track","label":"Track","account":"one","event":"E","properties":{"n":"{{ f.a }}","deep":{"x":1}}}"#;
const PAGE: &str = r#"{"id":"p","kind":"segment.page","label":"Page","name":"Home"}"#;

#[test]
fn what_is_the_same_differs_in_nothing() {
    let one = workflow(&format!("{FORM},{TRACK}"), "");
    assert_eq!(changes(&one, &one), []);
}

#[test]
fn tasks_come_go_and_move() {
    let all = workflow(&format!("{FORM},{TRACK},{PAGE}"), "");
    let fewer = workflow(&format!("{FORM},{PAGE}"), "");
    assert_eq!(told(&all, &fewer), ["- Track"]);
    assert_eq!(told(&fewer, &all), ["+ Track"]);
    let other = workflow(&format!("{PAGE},{FORM},{TRACK}"), "");
    assert_eq!(told(&all, &other), ["Page 3>1"]);
    let swapped = workflow(&format!("{FORM},{PAGE},{TRACK}"), "");
    assert_eq!(told(&all, &swapped).len(), 1);
    // Another name in tags alone makes no other task of it.
    let renamed = workflow(
        &format!("{FORM},{},{PAGE}", TRACK.replace(r#""t""#, r#""t2""#)),
        "",
    );
    assert_eq!(told(&all, &renamed), ["Track: Id t > t2"]);
    // Another kind does.
    let kind = workflow(&format!("{FORM},{}", TRACK.replace("track", "page")), "");
    assert_eq!(
        told(&workflow(&format!("{FORM},{TRACK}"), ""), &kind),
        ["- Track", "+ Track"]
    );
}

#[test]
fn what_differs_in_a_task_is_told_place_by_place() {
    let before = workflow(TRACK, "");
    for (from, to, expected) in [
        (
            r#""label":"Track""#,
            r#""label":"Send""#,
            "Send: Label Track > Send",
        ),
        (
            r#""event":"E""#,
            r#""event":"F""#,
            "Track: Field(Event, []) E > F",
        ),
        (r#""event":"E","#, "", "Track: Field(Event, []) E > -"),
        (
            r#""x":1"#,
            r#""x":"1""#,
            r#"Track: Field(Properties, ["deep", "x"]) 1 > 1"#,
        ),
        (
            r#","deep":{"x":1}"#,
            "",
            r#"Track: Field(Properties, ["deep", "x"]) 1 > -"#,
        ),
        (r#""account":"one","#, "", "Track: Account one > -"),
        (
            r#""event":"E""#,
            r#""event":"E","missing":{"/properties/n":"null"}"#,
            r#"Track: Missing("/properties/n") - > Rule(Null)"#,
        ),
        (
            r#""event":"E""#,
            r#""event":"E","activateWhen":{"all":[{"field":"f.a","op":"isSet"}]}"#,
            "Track: ActivateWhen - > if of t",
        ),
        (
            r#""event":"E""#,
            r#""event":"E","onError":"continue","besidePrevious":true"#,
            "Track: GoesOn No > Yes",
        ),
        (
            r#""event":"E""#,
            r#""event":"E","later":1"#,
            "Track: Rest - > -",
        ),
    ] {
        let after = workflow(&TRACK.replace(from, to), "");
        let lines = told(&before, &after);
        assert_eq!(lines.first().map(String::as_str), Some(expected), "{to}");
    }
}

#[test]
fn what_differs_in_a_form_is_told_question_by_question() {
    let before = workflow(FORM, "");
    for (from, to, expected) in [
        (
            r#""label":"A""#,
            r#""label":"Who""#,
            r#"Form: QuestionLabel("Who") A > Who"#,
        ),
        (
            r#""type":"text""#,
            r#""type":"email""#,
            r#"Form: QuestionType("A") text > email"#,
        ),
        (
            r#""type":"text""#,
            r#""type":"text","required":true"#,
            r#"Form: QuestionRequired("A") No > Yes"#,
        ),
        (
            r#"["x"]"#,
            r#"["x","y"]"#,
            r#"Form: QuestionChoices("B") x > x, y"#,
        ),
        (
            r#"{"id":"a","label":"A","type":"text"},"#,
            "",
            r#"Form: Question("A") A > -"#,
        ),
    ] {
        let after = workflow(&FORM.replace(from, to), "");
        assert_eq!(told(&before, &after), [expected]);
    }
    let a = r#"{"id":"a","label":"A","type":"text"}"#;
    let b = r#"{"id":"b","label":"B","type":"dropdown","choices":["x"]}"#;
    let turned = FORM.replace(&format!("{a},{b}"), &format!("{b},{a}"));
    assert_eq!(
        told(&before, &workflow(&turned, "")),
        ["Form: QuestionOrder - > -"]
    );
}

#[test]
fn samples_the_name_and_what_nobody_knows_are_told_as_a_whole() {
    let sample = |name: &str, answer: &str| {
        format!(r#","samples":[{{"name":"{name}","record":{{"f":{{"a":"{answer}"}}}}}}]"#)
    };
    let before = workflow(FORM, &sample("S", "1"));
    for (rest, expected) in [
        (sample("S", "2"), r#"SampleChanged("S")"#),
        (String::new(), r#"SampleRemoved("S")"#),
        (sample("S", "1") + r#","plan":{"rules":[]}"#, "Plan"),
        (sample("S", "1") + r#","later":1"#, "Rest"),
    ] {
        assert_eq!(told(&before, &workflow(FORM, &rest)), [expected]);
    }
    let named = Workflow {
        name: "B".to_owned(),
        ..before.clone()
    };
    assert_eq!(told(&before, &named), [r#"Renamed { from: "A", to: "B" }"#]);
}
