//! What the page decides, without a page.

use std::rc::Rc;
use std::sync::Arc;

use segflow_core::bulk::{CellType, Counts};
use segflow_core::document::Workflow;
use segflow_core::json::Value;
use segflow_core::time::Timestamp;
use segflow_web::accounts::Accounts;

use super::how::{Header, How, Mapped};
use super::look::{Look, Status};
use super::model::{Action, ChosenFile, FileRun, Model, Phase, Refused};
use super::progress::{Progress, Rows};
use super::saved::{SavedFile, SavedState};
use super::session::{With, accounts_in};

fn value(text: &str) -> Value {
    Value::read(text, 64).unwrap()
}

fn at(millis: i64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn refused(message: &str) -> Refused {
    Refused {
        code: String::new(),
        message: message.to_owned(),
    }
}

fn mapped(column: &str, field: &str) -> Mapped {
    Mapped {
        column: column.to_owned(),
        field: field.to_owned(),
        cell_type: CellType::Text,
        format: String::new(),
        separator: String::new(),
    }
}

#[test]
fn a_field_is_answered_by_one_column() {
    let how = How {
        columns: Some(vec![mapped("a", "f.x"), mapped("b", "f.y")]),
        ..How::default()
    };
    let fields = |how: &How| -> Vec<(String, String)> {
        let columns = how.columns.iter().flatten();
        columns
            .map(|each| (each.column.clone(), each.field.clone()))
            .collect()
    };
    let pair = |column: &str, field: &str| (column.to_owned(), field.to_owned());
    let taken = how.with_column("c", Some(mapped("c", "f.x")));
    assert_eq!(fields(&taken), [pair("b", "f.y"), pair("c", "f.x")]);
    let changed = how.with_column("a", Some(mapped("a", "f.z")));
    assert_eq!(fields(&changed), [pair("a", "f.z"), pair("b", "f.y")]);
    assert_eq!(fields(&how.with_column("a", None)), [pair("b", "f.y")]);
}

#[test]
fn how_a_file_is_written_is_kept_as_it_is() {
    for text in [
        "{}",
        r#"{"format":"csv","delimiter":";","encoding":"utf-16le","mapping":{"When":{"field":"f.d","type":"date","format":"DD/MM/YYYY"},"T":{"field":"f.t","type":"checkboxes","separator":"|"}}}"#,
        r#"{"format":"json","encoding":"utf-8"}"#,
        r#"{"format":"csv-rows","mapping":{"Column 1":{"field":"f.d","type":"text"}}}"#,
    ] {
        assert_eq!(How::of(&value(text)).to_value().to_string(), text);
    }
}

#[test]
fn a_first_row_names_the_columns_or_not() {
    let how = How {
        format: Some("csv".to_owned()),
        delimiter: Some(";".to_owned()),
        encoding: Some("utf-16le".to_owned()),
        columns: Some(vec![mapped("a", "f.x"), mapped("b", "g.gone")]),
    };
    assert!(how.is_csv() && how.has_header());
    // Its columns are called otherwise then.
    let rows = how.with_header(Header::Row);
    assert!(rows.is_csv() && !rows.has_header());
    assert_eq!(
        rows,
        How {
            format: Some("csv-rows".to_owned()),
            columns: None,
            ..how.clone()
        }
    );
    assert!(rows.with_header(Header::Names).has_header());

    // Rows that are run again have names, and what was told of them, but for
    // fields that are gone.
    let workflow = Workflow::load(
        r#"{"segflow":1,"id":"w","name":"","tasks":[{"id":"f","kind":"form","fields":[{"id":"x","label":"","type":"text"}]}]}"#,
    )
    .unwrap();
    let told = How {
        columns: how.columns.clone(),
        ..rows
    };
    let again = told.again(&workflow);
    assert_eq!(
        again,
        How {
            encoding: None,
            columns: Some(vec![mapped("a", "f.x")]),
            ..how
        }
    );
    let chosen = Model::default().after(Action::Chosen(ChosenFile {
        how: again.clone(),
        ..ChosenFile::default()
    }));
    assert_eq!(chosen.how, again);
}

#[test]
fn progress_knows_its_rate_and_what_is_left() {
    let told = |accepted: u64, read: u64, bytes: u64, all: bool| {
        value(&format!(
            r#"{{"accepted":{accepted},"rowsRead":{read},"fileRead":{bytes},"hasReadAll":{all},"waitsUntil":2000}}"#
        ))
    };
    let start = Progress::default();
    assert_eq!(start.rows(None, 1000), None);
    assert_eq!(start.seconds_left(10), None);
    let one = start.after(&told(0, 100, 500, false), at(1000));
    // Half of the bytes are read, and twice the rows are in it.
    assert_eq!(one.rows(None, 1000), Some(Rows::About(200)));
    assert_eq!(one.rows(Some(150), 1000), Some(Rows::Known(150)));
    assert_eq!(one.waits_until, Some(at(2000)));
    assert_eq!(one.rate(), None);
    let two = one.after(&told(50, 200, 1000, true), at(3000));
    assert_eq!(two.rate(), Some(25.0));
    assert_eq!(two.rows(None, 1000), Some(Rows::Known(200)));
    assert_eq!(two.seconds_left(200), Some(6));
    assert_eq!(two.waits_until, None);
    // What is long ago counts no more.
    let late = two.after(&told(50, 200, 1000, true), at(60_000));
    let later = late.after(&told(60, 200, 1000, true), at(70_000));
    assert_eq!(later.rate(), Some(1.0));
}

#[test]
fn a_look_is_read() {
    let look = Look::of(&value(
        r#"{"format":"csv","delimiter":",","encoding":"utf-8","columns":[{"name":"a","samples":["1","2"]}],
            "mapping":{"a":{"field":"f.a","type":"number"}},"readsStatus":false,
            "rows":[{"row":1,"status":"wouldSend","findings":[],"messages":[{"task":"t","account":"m","body":"{}"}],"cells":["1"]},
                    {"row":2,"status":"setAside","findings":[{"message":"no"}],"messages":[],"cells":[]}]}"#,
    ));
    assert_eq!(look.columns[0].samples, ["1", "2"]);
    assert_eq!(look.how.mapped("a").unwrap().cell_type, CellType::Number);
    assert_eq!(look.rows[0].messages[0].body, "{}");
    assert_eq!(look.rows[1].status, Status::SetAside);
    assert_eq!(look.rows[1].reasons, [refused("no")]);
}

fn saved(id: &str) -> SavedFile {
    SavedFile {
        id: id.to_owned(),
        run_id: "run_1".to_owned(),
        workflow: "wf_1".to_owned(),
        name: "Sign-up".to_owned(),
        document: "{}".to_owned(),
        file: "users.csv".to_owned(),
        file_bytes: 12,
        how: How::default(),
        state: SavedState::Going,
        counts: Counts::default(),
        rows: None,
        checkpoint: None,
        started_at: at(1),
        changed_at: at(2),
    }
}

#[test]
fn a_kept_run_is_read_as_it_was_kept() {
    let counts = Counts {
        accepted: 3,
        set_aside: 2,
        not_reached: 1,
        messages: 6,
        ..Counts::default()
    };
    assert_eq!(
        (counts.done(), counts.rows(), counts.not_accepted()),
        (5, 6, 3)
    );
    for state in [
        SavedState::Going,
        SavedState::Stopped,
        SavedState::Completed,
        SavedState::Halted(refused("the answer was 401")),
    ] {
        let one = SavedFile {
            state,
            counts,
            rows: Some(9),
            checkpoint: Some("{}".to_owned()),
            ..saved("a")
        };
        assert_eq!(SavedFile::read("a", &one.to_text()), Some(one));
    }
    let going = saved("a").with_checkpoint(r#"{"counts":{"accepted":7}}"#, at(5));
    assert_eq!((going.counts.accepted, going.changed_at), (7, at(5)));
    for text in ["", "{}", r#"{"segflowFile":2}"#] {
        assert_eq!(SavedFile::read("a", text), None, "{text}");
    }
}

#[test]
fn a_run_turns_as_it_is_told() {
    let typing = |format: &str| How {
        columns: Some(vec![Mapped {
            format: format.to_owned(),
            ..mapped("a", "f.a")
        }]),
        ..How::default()
    };
    // What is typed while the worker looks is not lost to what it saw.
    let drafted = Model::default()
        .after(Action::Told(typing("D")))
        .after(Action::Drafted(typing("D/M")));
    let seen =
        value(r#"{"format":"csv","mapping":{"a":{"field":"f.a","type":"date","format":"D"}}}"#);
    let looked = drafted.after(Action::Looked(Rc::new(Look::of(&seen))));
    assert_eq!(looked.how.columns, typing("D/M").columns);
    assert_eq!(looked.how.format.as_deref(), Some("csv"));

    let begun = |model: &Model| model.after(Action::Begun(FileRun::new("a".to_owned(), false)));
    let chosen = Model::default().after(Action::Chosen(ChosenFile::default()));
    assert!(chosen.is_looking);
    let going = begun(&chosen);
    let phase = |model: &Model| model.run.as_ref().unwrap().phase.clone();
    let paused = going.after(Action::Paused);
    assert_eq!(phase(&paused), Phase::Paused);
    assert_eq!(phase(&paused.after(Action::Resumed)), Phase::Going);
    let report = r#"{"accepted":4,"failed":1,"halted":null,"wasStopped":false,"checkpoint":"{}"}"#;
    let ended = going.after(Action::Ended(value(report)));
    assert_eq!(phase(&ended), Phase::Completed);
    assert_eq!(ended.rows, Some(5));
    // Sent from its beginning again it would count twice, unless it keeps its ids.
    let sent = going.after(Action::Ended(value(r#"{"accepted":4,"messages":8}"#)));
    assert!(sent.would_count_twice() && !going.would_count_twice());
    let file = ChosenFile {
        again: Some("a".to_owned()),
        ..ChosenFile::default()
    };
    assert!(
        !Model {
            file: Some(file),
            ..sent
        }
        .would_count_twice()
    );
    // What comes too late changes nothing.
    assert_eq!(ended.after(Action::Paused), ended);
    let stopped = going.after(Action::Ended(value(r#"{"halted":null,"wasStopped":true}"#)));
    assert_eq!(phase(&stopped), Phase::Stopped);
    let halted = going.after(Action::Ended(value(r#"{"halted":{"message":"no"}}"#)));
    assert_eq!(phase(&halted), Phase::Halted(refused("no")));

    // Another file is refused, and the right one still asked for.
    let known = going.after(Action::SavedKnown(Rc::new([saved("a"), saved("b")])));
    let refused = Refused {
        code: "checkpoint_of_other_source".to_owned(),
        message: String::new(),
    };
    let other = known.after(Action::Broken(refused.clone()));
    assert_eq!(other.wanted().map(|saved| saved.id.as_str()), Some("a"));
    assert_eq!(
        (other.run.as_ref(), other.refused.as_ref()),
        (None, Some(&refused))
    );
    let removed = other.after(Action::Removed("a".to_owned()));
    assert_eq!(
        (
            removed.wanted(),
            removed.saved.iter().flat_map(|all| all.iter()).count()
        ),
        (None, 1)
    );
}

#[test]
fn a_run_uses_the_accounts_of_the_workflows_within_too() {
    let outer = r#"{"segflow":1,"id":"wf_outer","name":"","tasks":[
        {"id":"own","kind":"segment.track","account":"main"},
        {"id":"one","kind":"workflow","workflow":"wf_inner"}]}"#;
    let inner = r#"{"segflow":1,"id":"wf_inner","name":"","tasks":[
        {"id":"form","kind":"form"},
        {"id":"hello","kind":"segment.identify","account":"other"},
        {"id":"bye","kind":"segment.track"}]}"#;
    let with = With {
        workflow: &Workflow::load(outer).unwrap(),
        others: &[Arc::new(Workflow::load(inner).unwrap())],
        accounts: &Accounts::default(),
    };
    let accounts = accounts_in(&with.document());
    let ids: Vec<&str> = accounts.iter().map(|id| id.as_str()).collect();
    assert_eq!(ids, ["main", "other"]);
    assert!(accounts_in("nonsense").is_empty());
}
