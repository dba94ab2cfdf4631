use segflow_core::document::Workflow;
use segflow_core::time::Timestamp;
use segflow_web::storage::StoredDocument;

use super::entry::{Entry, Reading};
use super::model::{Action, Kept, Model, Order, Told};

fn document(name: &str, label: &str, changed_at: i64) -> StoredDocument {
    let text = format!(
        r#"{{"segflow":1,"id":"wf_{name}","name":"{name}","tasks":[{{"id":"t","kind":"segment.track","label":"{label}"}}]}}"#
    );
    StoredDocument {
        id: format!("wf_{name}"),
        text,
        changed_at: Timestamp::from_millis(changed_at),
    }
}

fn kept(document: StoredDocument) -> Kept {
    Kept {
        document,
        versions: Vec::new(),
    }
}

fn model() -> Model {
    let entries = [
        document("Newsletter", "Track a sign-up", 30),
        document("booking", "Identify the guest", 20),
        document("Angebot", "Track an order", 10),
    ];
    let entries = entries.iter().map(Entry::of).collect();
    Model::default().after(Action::Read(entries, Order::Changed))
}

fn names(model: &Model) -> Vec<String> {
    let shown = model.shown();
    shown.iter().map(|entry| entry.name.to_string()).collect()
}

fn focused(model: &Model) -> &str {
    model.focus.1.as_deref().unwrap_or_default()
}

#[test]
fn words_are_found_in_names_and_tasks_whatever_their_order() {
    for (text, order, expected) in [
        (
            "",
            Order::Changed,
            &["Newsletter", "booking", "Angebot"][..],
        ),
        ("", Order::Name, &["Angebot", "booking", "Newsletter"]),
        ("  TRACK ", Order::Name, &["Angebot", "Newsletter"]),
        ("order track", Order::Changed, &["Angebot"]),
        ("guest track", Order::Changed, &[]),
    ] {
        let model = model().after(Action::Searched(text.to_owned()));
        let model = model.after(Action::Ordered(order));
        assert_eq!(names(&model), expected, "{text:?} {order:?}");
    }
}

#[test]
fn what_was_deleted_comes_back_to_its_place() {
    let model = model();
    let gone = document("booking", "Identify the guest", 20);
    let without = model.after(Action::Removed(kept(gone.clone())));
    assert_eq!(names(&without), ["Newsletter", "Angebot"]);
    assert_eq!(focused(&without), "wf_Angebot");
    let (number, told) = without.told[0].clone();
    let expected = Told::Removed {
        name: "booking".into(),
        kept: kept(gone.clone()),
    };
    assert_eq!(told, expected);
    let back = without.after(Action::Returned(number, Entry::of(&gone)));
    assert_eq!(names(&back), ["Newsletter", "booking", "Angebot"]);
    assert_eq!((focused(&back), back.told.len()), ("wf_booking", 0));
}

#[test]
fn the_focus_goes_to_the_row_before_where_none_is_below() {
    let only =
        |model: &Model, name: &str| model.after(Action::Removed(kept(document(name, "", 0))));
    let model = only(&model(), "Angebot");
    assert_eq!(focused(&model), "wf_booking");
    let model = only(&only(&model, "booking"), "Newsletter");
    assert_eq!((focused(&model), names(&model).len()), ("", 0));
    // Of what is not shown nothing is beside it.
    assert_eq!(model.told.len(), 3);
}

#[test]
fn what_changes_is_the_first() {
    let model = model();
    let copy = Entry::of(&document("Copy", "", 99));
    let model = model.after(Action::Duplicated(copy));
    assert_eq!(names(&model), ["Copy", "Newsletter", "booking", "Angebot"]);
    assert_eq!(focused(&model), "wf_Copy");
    assert_eq!(model.told[0].1, Told::Duplicated("Copy".into()));
    let renamed = Workflow::load(&document("Angebot", "", 0).text).unwrap();
    let renamed = Workflow {
        name: "Offer".to_owned(),
        ..renamed
    };
    let at = Timestamp::from_millis(100);
    let entry = Entry::of_workflow("wf_Angebot", &renamed, at);
    let model = model.after(Action::Put(entry));
    assert_eq!(names(&model), ["Offer", "Copy", "Newsletter", "booking"]);
    let number = model.told[0].0;
    assert_eq!(model.after(Action::Closed(number)).told, []);
}

#[test]
fn what_cannot_be_loaded_is_listed_under_its_id() {
    let broken = StoredDocument {
        text: "{}".to_owned(),
        ..document("broken", "", 5)
    };
    let entry = Entry::of(&broken);
    assert_eq!(
        (entry.name.as_str(), entry.reading),
        ("wf_broken", Reading::Text)
    );
    assert_eq!(entry.changed_at, Some(Timestamp::from_millis(5)));
}
