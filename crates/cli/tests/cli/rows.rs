//! Running for the rows of a file.

use std::path::Path;

use serde_json::Value;

use crate::support::fake::{Answer, Fake};
use crate::support::{Folder, assert_refused, command, printed, record, segflow, stderr, stdout};

/// CSV of so many rows, of ten users.
fn csv(rows: usize) -> String {
    let mut text = String::from("email,First name,amount,plan\n");
    for row in 1..=rows {
        text.push_str(&format!(
            "user{}@example.com,N{row},{row}.50,pro\n",
            row % 10
        ));
    }
    text
}

#[test]
fn rows_of_every_format_give_the_same_messages() {
    let lines: Vec<_> = (1..=30).map(|row| record(row % 10, row)).collect();
    let mut sent: Vec<Vec<Value>> = Vec::new();
    for (name, text) in [
        ("rows.csv", csv(30)),
        ("rows.jsonl", lines.join("\n")),
        ("rows.json", format!("[{}]", lines.join(","))),
    ] {
        let fake = Fake::start(|_, _| Answer::Accepted);
        let folder = Folder::new();
        let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
        let records = folder.file(name, &text);
        let output = segflow(&[
            "run",
            &workflow,
            "--records",
            &records,
            "--accounts",
            &accounts,
            "--allow-private",
            "--run-id",
            "run_1",
            "--json",
        ]);
        let counts = printed(&output);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
        assert_eq!(
            (&counts["rows"], &counts["accepted"]),
            (&30.into(), &30.into())
        );
        assert!(!Path::new(&format!("{records}.segflow-checkpoint")).exists());
        let mut messages = fake.messages();
        for message in &mut messages {
            message["timestamp"].take();
        }
        messages.sort_by_key(|message| message["messageId"].to_string());
        sent.push(messages);
    }
    assert_eq!(sent[0].len(), 60);
    assert_eq!(sent[0], sent[1]);
    assert_eq!(sent[1], sent[2]);
}

#[test]
fn a_run_that_was_killed_goes_on() {
    let fake = Fake::start(|body, _| match body.to_string().contains("\"N5900\"") {
        true => Answer::Held,
        false => Answer::Accepted,
    });
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let records = folder.file("rows.csv", &csv(6_000));
    let run = [
        "run",
        &workflow,
        "--records",
        &records,
        "--accounts",
        &accounts,
        "--allow-private",
        "--json",
    ];
    let mut first = command(&run).spawn().unwrap();
    fake.wait_for_held();
    fake.wait_for(1);
    first.kill().unwrap();
    first.wait().unwrap();
    fake.release();
    // Neither by mistake begun anew, nor of other rows.
    let output = segflow(&run);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("--resume"), "{}", stderr(&output));

    let output = segflow(&[&run[..], &["--resume"]].concat());
    let counts = printed(&output);
    assert_eq!(output.status.code(), Some(0), "{counts}");
    assert_eq!(counts["accepted"], 6_000);
    let mut ids: Vec<_> = fake
        .messages()
        .iter()
        .map(|message| message["messageId"].to_string())
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 12_000);
}

#[test]
fn rows_that_cannot_go_are_told_and_written() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let records = folder.file(
        "rows.csv",
        "email,amount\na@example.com,1\nb@example.com,much\n,3\nd@example.com,4\n",
    );
    let (report, rerun) = (folder.path("report.csv"), folder.path("rerun.csv"));
    let output = segflow(&[
        "run",
        &workflow,
        "--records",
        &records,
        "--accounts",
        &accounts,
        "--allow-private",
        "--report",
        &report,
        "--rerun",
        &rerun,
        "--json",
    ]);
    assert_eq!(output.status.code(), Some(1));
    let counts = printed(&output);
    assert_eq!(
        (&counts["accepted"], &counts["setAside"]),
        (&2.into(), &2.into())
    );
    let rerun = folder.read("rerun.csv");
    assert!(
        rerun.contains("b@example.com,much") && rerun.contains("cell_not_number"),
        "{rerun}"
    );
    assert!(!rerun.contains("a@example.com"), "{rerun}");
    let report = folder.read("report.csv");
    assert_eq!(report.lines().count(), 5, "{report}");
    assert!(report.contains("1,accepted,"), "{report}");
}

#[test]
fn rows_without_names_of_columns_are_mapped_by_their_places() {
    let fake = Fake::start(|_, _| Answer::Accepted);
    let folder = Folder::new();
    let (workflow, accounts) = (folder.workflow(), folder.accounts(fake.address));
    let records = folder.file("rows.csv", "a@example.com,1\nb@example.com,much\n");
    let mapping = folder.file(
        "mapping.json",
        r#"{"Column 1":"signup.email","Column 2":"signup.amount"}"#,
    );
    let rerun = folder.path("rerun.csv");
    let run = |records: &str, more: &[&str]| {
        let run = [
            "run",
            &workflow,
            "--records",
            records,
            "--mapping",
            &mapping,
            "--accounts",
            &accounts,
            "--allow-private",
            "--run-id",
            "run_1",
            "--json",
            "--no-header",
        ];
        printed(&segflow(&[&run[..], more].concat()))
    };
    let counts = run(&records, &["--rerun", &rerun]);
    assert_eq!(
        (&counts["accepted"], &counts["setAside"]),
        (&1.into(), &1.into())
    );
    let given_back = folder.read("rerun.csv");
    assert_eq!(
        given_back,
        "Column 1,Column 2,segflow_row,segflow_reason\r\nb@example.com,much,2,cell_not_number\r\n"
    );
    let mended = folder.file("mended.csv", &given_back.replace("much", "2"));
    assert_eq!(run(&mended, &[])["accepted"], 1);
    let ids: Vec<_> = fake
        .messages()
        .iter()
        .map(|message| message["messageId"].to_string())
        .collect();
    assert!(ids.iter().any(|id| id.ends_with("-2-1\"")), "{ids:?}");

    let run = ["run", &workflow, "--records", &records, "--no-header"];
    assert_refused(&[&run[..], &["--dry-run"]].concat(), 2, "--mapping");
}

#[test]
fn of_rows_that_did_not_go_it_is_told_why() {
    let folder = Folder::new();
    let workflow = folder.workflow();
    let rows: String = (1..9)
        .map(|row| format!("u{row}@example.com,x\n"))
        .collect();
    let records = folder.file(
        "rows.csv",
        &format!("email,amount\na@example.com,1\n{rows}"),
    );
    let fake = Fake::start(|_, _| Answer::Accepted);
    let accounts = folder.accounts(fake.address);
    let run = ["run", &workflow, "--records", &records, "--dry-run"];
    let unsendable = stdout(&segflow(&run));
    assert!(
        unsendable.contains("row 1: The account \"main\" is not given."),
        "{unsendable}"
    );
    let output = segflow(&[&run[..], &["--accounts", &accounts]].concat());
    let told = stdout(&output);
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(
        told.contains("row 2: the cell of \"amount\" is not a number\n"),
        "{told}"
    );
    assert_eq!(told.matches("is not a number").count(), 5, "{told}");
    assert!(told.contains("…"), "{told}");
}

#[test]
fn what_cannot_be_rows_is_refused_before_anything_is_sent() {
    let folder = Folder::new();
    let workflow = folder.workflow();
    let bytes = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.path(name), bytes).unwrap();
        folder.path(name)
    };
    let utf16: Vec<u8> = "email\nä@example.com\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    for (records, told) in [
        (
            bytes("sheet.xlsx", b"PK\x03\x04\x14\0\x06\0"),
            "save its sheet as CSV",
        ),
        (bytes("plain.csv", &utf16), "iconv -f UTF-16"),
        (
            bytes("marked.csv", &[b"\xff\xfe", &utf16[..]].concat()),
            "iconv -f UTF-16",
        ),
    ] {
        assert_refused(
            &["run", &workflow, "--records", &records, "--dry-run"],
            3,
            told,
        );
    }
    let records = folder.file("rows.csv", "email,first name\na@example.com,A\n");
    let mapping = folder.file(
        "mapping.json",
        r#"{"email":"signup.email","name":"signup.first_name"}"#,
    );
    let run = ["run", &workflow, "--records", &records, "--dry-run"];
    let told = "\"name\", which ";
    assert_refused(&[&run[..], &["--mapping", &mapping]].concat(), 3, told);
    for option in ["--report", "--rerun"] {
        assert_refused(
            &[&run[..], &[option, &records]].concat(),
            2,
            "would write over",
        );
        let nowhere = folder.path("no/where.csv");
        assert_refused(
            &[&run[..], &[option, &nowhere]].concat(),
            3,
            "cannot be written",
        );
        let piped = [
            "run",
            &workflow,
            "--records",
            "-",
            "--format",
            "csv",
            "--dry-run",
        ];
        let report = folder.path("report.csv");
        assert_refused(&[&piped[..], &[option, &report]].concat(), 2, "give a file");
    }
    assert_eq!(
        folder.read("rows.csv"),
        "email,first name\na@example.com,A\n"
    );
}
