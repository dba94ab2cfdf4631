//! Files of rows: each ends in exactly one count, one user's messages leave in
//! order, and what is begun is gone on with.

#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::collections::BTreeMap;
use std::sync::Arc;

use proptest::prelude::*;
use segflow_core::bulk::{
    Bulk, BulkEffect, BulkEvent, BulkProgram, BulkRequest, BulkStatus, Checkpoint, CheckpointError,
    Counts, Delimiter, Download, DownloadKind, Format, Look, Looking, Mapping, RowResult, Setup,
    SetupError, Split, SplitRow, Tells,
};
use segflow_core::document::{AccountId, Workflow};
use segflow_core::flow::Flow;
use segflow_core::json::Value;
use segflow_core::preview::Inputs;
use segflow_core::run::{Mode, SendError};
use segflow_core::scope::User;
use segflow_core::segment::{Account, KeyFacts, Region, Transport};
use segflow_core::time::Timestamp;

/// 2024-05-01T12:00:00.000Z
const NOW: Timestamp = Timestamp::from_millis(1_714_564_800_000);

const DOCUMENT: &str = r#"{"segflow":1,"id":"wf_1","name":"Sign-up","tasks":[
    {"id":"signup","kind":"form","fields":[
        {"id":"email","label":"Email address","type":"email","required":true},
        {"id":"amount","label":"Amount","type":"number"},
        {"id":"agreed","type":"yesno"},
        {"id":"born","type":"date"},
        {"id":"topics","type":"checkboxes"},
        {"id":"plan","type":"text"}]},
    {"id":"identify","kind":"segment.identify","account":"main","userId":"{{ signup.email | downcase }}",
     "traits":{"plan":"{{ signup.plan }}","born":"{{ signup.born }}","agreed":"{{ signup.agreed }}","topics":"{{ signup.topics }}"},
     "activateWhen":{"field":"signup.plan","op":"isNot","value":"none"}},
    {"id":"track","kind":"segment.track","account":"main","userId":"{{ signup.email | downcase }}","event":"Form Completed",
     "properties":{"revenue":"{{ signup.amount }}","row":"{{ row.number }}"},
     "activateWhen":{"field":"signup.plan","op":"isNot","value":"none"}}]}"#;

fn flow(document: &str) -> Arc<Flow> {
    Arc::new(Flow::compile(Arc::new(Workflow::load(document).unwrap())))
}

fn setup(format: Format) -> Setup {
    Setup {
        flow: flow(DOCUMENT),
        inputs: Inputs {
            accounts: vec![Account {
                id: AccountId::parse("main").unwrap(),
                label: "Main".to_owned(),
                region: Region::Us,
                transport: Transport::Simple,
                key: KeyFacts::of("0123456789abcdefghijklmnopqrstuv"),
            }],
            run_id: "run_1".to_owned(),
            row: 0,
            user: User::default(),
            host: Value::Null,
        },
        mode: Mode::Send,
        now: NOW,
        format,
        delimiter: None,
        mapping: None,
        lanes: 3,
        source: None,
        checkpoint: None,
        tells: Tells::Everything,
    }
}

/// What a run came to.
struct Ended {
    status: BulkStatus,
    counts: Counts,
    rows: Vec<RowResult>,
    /// The messages that were accepted, in the order in which they arrived.
    messages: Vec<Value>,
    checkpoint: Option<String>,
}

/// What a server does with the request of that number.
type Server<'s> = &'s mut dyn FnMut(usize, &BulkRequest) -> Result<u16, SendError>;

/// Performs a run on a source that comes in pieces of so many bytes.
fn perform(setup: Setup, source: &[u8], piece: usize, server: Server<'_>) -> Ended {
    let (mut bulk, effects) = Bulk::new(setup).unwrap();
    let mut todo: Vec<BulkEffect> = effects;
    let mut pieces = source.chunks(piece.max(1));
    let mut ended = Ended {
        status: BulkStatus::Cancelled,
        counts: Counts::default(),
        rows: Vec::new(),
        messages: Vec::new(),
        checkpoint: None,
    };
    let mut sent = 0;
    let mut now = NOW;
    while !todo.is_empty() {
        let more = match todo.remove(0) {
            BulkEffect::Read => bulk.step(match pieces.next() {
                Some(bytes) => BulkEvent::Read { bytes, now },
                None => BulkEvent::SourceEnded { now },
            }),
            BulkEffect::Send(request) => {
                sent += 1;
                let lane = request.lane;
                match server(sent, &request) {
                    Ok(status) => {
                        if status == 200 {
                            ended.messages.extend(messages(&request));
                        }
                        bulk.step(BulkEvent::Responded {
                            lane,
                            status,
                            body: String::new(),
                            retry_after: None,
                            now,
                            random: 7,
                        })
                    }
                    Err(SendError::Stopped) => {
                        // Other requests are broken off before they leave.
                        todo.clear();
                        bulk.step(BulkEvent::Stopped)
                    }
                    Err(error) => bulk.step(BulkEvent::NotResponded {
                        lane,
                        error,
                        now,
                        random: 7,
                    }),
                }
            }
            BulkEffect::Wait { lane, millis } => {
                now = Timestamp::from_millis(now.millis() + millis);
                bulk.step(BulkEvent::Waited { lane, now })
            }
            BulkEffect::Save(text) => {
                ended.checkpoint = Some(text);
                Vec::new()
            }
            BulkEffect::End(status) => {
                ended.status = status;
                Vec::new()
            }
        };
        todo.extend(more);
        ended.rows.extend(bulk.take_told());
    }
    ended.counts = bulk.counts();
    ended
}

fn messages(request: &BulkRequest) -> Vec<Value> {
    let filled = request.request.fill("k");
    assert!(filled.body.len() <= 475_000);
    let body = Value::read(&filled.body, 64).unwrap();
    body.get("batch").unwrap().as_list().unwrap().to_vec()
}

fn accept(_: usize, _: &BulkRequest) -> Result<u16, SendError> {
    Ok(200)
}

fn shown(rows: &[RowResult]) -> String {
    let mut rows: Vec<&RowResult> = rows.iter().collect();
    rows.sort_by_key(|row| row.row);
    let lines = rows.iter().map(|row| {
        let reasons: Vec<&str> = row.reasons.iter().map(|reason| reason.code()).collect();
        format!("{} {} {}\n", row.row, row.status.name(), reasons.join(" "))
    });
    lines.collect()
}

fn text<'v>(message: &'v Value, key: &str) -> &'v str {
    message.get(key).and_then(Value::as_text).unwrap_or("")
}

const CSV: &str = "Email address;Amount;agreed;born;topics;plan;note\r\n\
    Ana@Example.com;12.50;yes;2001-02-03;tea; pro;x\r\n\
    \"b@example.com\";;;;;\"say \"\"hi\"\"\";\r\n\
    c@example.com;twelve;;;;pro;\r\n\
    d@example.com;;perhaps;;;pro;\r\n\
    e@example.com;;;3.2.2001;;pro;\r\n\
    ;1;;;;pro;\r\n\
    f@example.com;;;;;none;\r\n\
    g@example.com\r\n\
    h@example.com;1;no;2001-02-03T04:05:06Z;a;b;c;d\r\n\
    \"i\"@example.com;1;;;;;\r\n\
    j@example.com; 1e3 ;;;\"tea;coffee\";pro;\"two\r\nlines\"\r\n";

#[test]
fn cells_are_converted_or_set_their_row_aside() {
    let ended = perform(setup(Format::Csv), CSV.as_bytes(), 7, &mut accept);
    assert_eq!(
        shown(&ended.rows),
        "1 accepted \n2 accepted \n3 setAside cell_not_number\n4 setAside cell_not_yesno\n\
         5 setAside cell_not_date\n6 setAside form_unanswered\n7 skipped \n8 accepted \n\
         9 setAside too_many_cells\n10 setAside bad_quotes\n11 accepted \n"
    );
    let traits: Vec<String> = ended
        .messages
        .iter()
        .filter(|message| text(message, "type") == "identify")
        .map(|message| {
            format!(
                "{} {}",
                text(message, "userId"),
                message.get("traits").unwrap()
            )
        })
        .collect();
    let mut traits = traits;
    traits.sort();
    assert_eq!(
        traits,
        [
            r#"ana@example.com {"plan":" pro","born":"2001-02-03","agreed":true,"topics":["tea"]}"#,
            r#"b@example.com {"plan":"say \"hi\""}"#,
            r#"g@example.com {}"#,
            r#"j@example.com {"plan":"pro","topics":["tea","coffee"]}"#,
        ]
    );
    let last = ended.messages.iter().find(|message| {
        text(message, "type") == "track" && text(message, "userId") == "j@example.com"
    });
    assert_eq!(
        last.unwrap().get("properties").unwrap().to_string(),
        r#"{"revenue":1e3,"row":11}"#
    );
    assert_eq!(ended.counts.rows(), 11);
    assert_eq!(ended.status, BulkStatus::Completed);
}

#[test]
fn a_mapping_says_where_cells_go_and_how_dates_are_written() {
    let workflow = Workflow::load(DOCUMENT).unwrap();
    let mapping = Value::read(
        r#"{"Mail":"signup.email","When":{"field":"signup.born","format":"D/M/YYYY"},
            "What":{"field":"signup.topics","separator":"|"},"Code":{"field":"signup.plan","type":"number"}}"#,
        9,
    )
    .unwrap();
    let mapping = Mapping::read(mapping.as_object().unwrap(), &workflow).unwrap();
    let setup = Setup {
        mapping: Some(mapping.clone()),
        ..setup(Format::Csv)
    };
    let csv = "Mail,When,What,Code\na@b.c,3/12/2001,x|y ; z,007\nd@e.f,31/12/2001,,7\n";
    let ended = perform(setup, csv.as_bytes(), 1000, &mut accept);
    assert_eq!(
        shown(&ended.rows),
        "1 setAside cell_not_number\n2 accepted \n"
    );
    assert_eq!(
        ended.messages[0].get("traits").unwrap().to_string(),
        r#"{"plan":7,"born":"2001-12-31"}"#
    );
    let saved = mapping.to_value();
    assert_eq!(
        Mapping::read(saved.as_object().unwrap(), &workflow),
        Ok(mapping)
    );
    for (wrong, sentence) in [
        (r#"{"a":"signup.nothing"}"#, "names a field that no form"),
        (r#"{"a":7}"#, "needs a field"),
        (
            r#"{"a":{"field":"signup.plan","type":"x"}}"#,
            "has a type that is none",
        ),
    ] {
        let wrong = Value::read(wrong, 9).unwrap();
        let error = Mapping::read(wrong.as_object().unwrap(), &workflow).unwrap_err();
        assert!(error.to_string().contains(sentence), "{error}");
    }
}

#[test]
fn lines_and_lists_of_json_are_rows() {
    let rows = [
        r#"{"signup":{"email":"a@b.c","amount":9007199254740993,"plan":"pro"}}"#,
        r#"{"signup":{"email":"a@b.c","amount":"12","plan":{"deep":[1,{"x":"]}"}]}}}"#,
        r#"{"signup":{"amount":1}}"#,
        "{}",
        r#"{"signup":}"#,
        r#"["a"]"#,
        "7",
        r#"{"segflow_row":70,"signup":{"email":"late@b.c"}}"#,
    ];
    let expected = "1 accepted \n2 accepted \n3 setAside form_unanswered\n4 setAside form_unanswered\n\
         5 setAside not_json\n6 setAside not_json\n7 setAside not_json\n70 accepted \n";
    let lines = format!("\u{feff}{}\r\n\r\n", rows.join(" \n"));
    let list = format!("\u{feff} [ {} ] \n", rows.join(" ,\n"));
    for piece in [1, 5, 1 << 20] {
        let ended = perform(
            setup(Format::JsonLines),
            lines.as_bytes(),
            piece,
            &mut accept,
        );
        assert_eq!(shown(&ended.rows), expected);
        let told: Vec<String> = ended.messages.iter().map(Value::to_string).collect();
        assert!(
            told.iter()
                .any(|message| message.contains(r#""revenue":9007199254740993,"row":1"#))
        );
        assert!(
            told.iter()
                .any(|message| message.contains(r#""plan":{"deep":[1,{"x":"]}"}]}"#))
        );
        assert!(told.iter().any(|message| message.contains("-70-1\"")));
        let ended = perform(setup(Format::Json), list.as_bytes(), piece, &mut accept);
        assert_eq!(shown(&ended.rows), expected);
    }
    for (broken, expected) in [
        ("[{}", "1 setAside form_unanswered\n2 setAside no_row\n"),
        ("[{}] x", "1 setAside form_unanswered\n2 setAside no_row\n"),
        ("{}", "1 setAside no_row\n"),
        ("[}", "1 setAside not_json\n2 setAside no_row\n"),
    ] {
        let ended = perform(setup(Format::Json), broken.as_bytes(), 2, &mut accept);
        assert_eq!(shown(&ended.rows), expected, "{broken}");
    }
}

#[test]
fn a_last_line_is_a_row_as_any_other() {
    for (csv, rows) in [
        ("plan\temail\nx\ta@b.c\n\t", 2),
        ("plan\temail\nx\ta@b.c\n\t\n", 2),
        ("plan,email\nx,a@b.c\n,", 2),
        ("plan,email\nx,a@b.c\n  ", 1),
        ("plan,email\nx,a@b.c\n  \n\r\n \r\n", 1),
        ("  \nplan,email\n \nx,a@b.c\n", 1),
        ("plan,email\nx,\"a@b.c\"  ", 1),
    ] {
        let ended = perform(setup(Format::Csv), csv.as_bytes(), 5, &mut accept);
        assert_eq!(ended.counts.rows(), rows, "{csv:?}");
        assert_eq!(ended.counts.accepted, 1, "{csv:?}");
    }
}

#[test]
fn bytes_that_are_no_text_set_their_row_aside_and_no_other() {
    let csv = b"email\na@b.c\n\xff\xfe\nd@e.f\n";
    let ended = perform(setup(Format::Csv), csv, 3, &mut accept);
    assert_eq!(
        shown(&ended.rows),
        "1 accepted \n2 setAside not_utf8\n3 accepted \n"
    );
}

#[test]
fn a_quote_that_never_closes_costs_one_row() {
    let mut csv = String::from("email,plan\na@b.c,\"open\n");
    let filling = "p".repeat(4000);
    for row in 0..2000 {
        csv.push_str(&format!("u{row}@example.com,{filling}\n"));
    }
    let ended = perform(setup(Format::Csv), csv.as_bytes(), 1 << 16, &mut accept);
    assert_eq!(ended.counts.set_aside, 1);
    assert_eq!(ended.counts.accepted, 2000);
}

#[test]
fn delimiters_are_found() {
    for (text, delimiter) in [
        ("a,b\n1,2\n", Delimiter::Comma),
        ("a;b\n1,5;2,5\n", Delimiter::Semicolon),
        ("a\tb\n1,2\t3\n", Delimiter::Tab),
        ("a|b|c\n1|2|3\n", Delimiter::Bar),
        ("a\nb\n", Delimiter::Comma),
        ("\"x;y\",b\n1,2\n", Delimiter::Comma),
        ("a;b;c\n1;2\n", Delimiter::Semicolon),
    ] {
        assert_eq!(Delimiter::detect(text.as_bytes()), delimiter, "{text}");
    }
}

#[test]
fn what_may_pass_is_tried_again_and_what_is_refused_is_told() {
    let csv = "email\na@b.c\n";
    let mut answers = vec![Ok(200), Err(SendError::TimedOut), Ok(429), Ok(503)];
    let ended = perform(setup(Format::Csv), csv.as_bytes(), 9, &mut |_, _| {
        answers.pop().unwrap()
    });
    assert_eq!((ended.counts.accepted, ended.counts.requests), (1, 4));

    let ended = perform(setup(Format::Csv), csv.as_bytes(), 9, &mut |_, _| Ok(400));
    assert_eq!(shown(&ended.rows), "1 failed refused\n");
    assert_eq!(ended.status, BulkStatus::Completed);

    for answer in [Ok(401), Ok(302), Ok(503), Err(SendError::NoKey)] {
        let ended = perform(setup(Format::Csv), csv.as_bytes(), 9, &mut |_, _| {
            answer.clone()
        });
        assert_eq!(shown(&ended.rows), "1 notReached not_reached\n");
        assert!(matches!(ended.status, BulkStatus::Halted(_)), "{answer:?}");
    }
}

#[test]
fn a_dry_run_counts_what_would_be_sent() {
    let csv: String = (0..4000).map(|row| format!("u{row}@b.c\n")).collect();
    let csv = format!("email\n{csv}");
    let sent = perform(setup(Format::Csv), csv.as_bytes(), 4096, &mut accept);
    let dry = Setup {
        mode: Mode::DryRun,
        ..setup(Format::Csv)
    };
    let dry = perform(dry, csv.as_bytes(), 4096, &mut |_, _| {
        panic!("a dry run sends")
    });
    assert_eq!(dry.counts.would_send, sent.counts.accepted);
    assert_eq!(
        (dry.counts.messages, dry.counts.requests, dry.counts.bytes),
        (
            sent.counts.messages,
            sent.counts.requests,
            sent.counts.bytes
        )
    );
    assert_eq!(dry.counts.messages, 8000);
}

#[test]
fn a_checkpoint_of_something_else_is_refused() {
    let csv = "email\na@b.c\n";
    let saved = perform(setup(Format::Csv), csv.as_bytes(), 9, &mut accept).checkpoint;
    let checkpoint = Checkpoint::read(&saved.unwrap()).unwrap();
    assert_eq!(
        Checkpoint::read(&checkpoint.to_text()),
        Ok(checkpoint.clone())
    );
    let resumed = |change: &dyn Fn(&mut Setup)| {
        let mut setup = Setup {
            checkpoint: Some(checkpoint.clone()),
            ..setup(Format::Csv)
        };
        change(&mut setup);
        Bulk::new(setup).map(|_| ()).map_err(|error| match error {
            SetupError::Checkpoint(error) => error,
            SetupError::ReadsStatus | SetupError::LacksMapping => CheckpointError::Unreadable,
        })
    };
    assert_eq!(resumed(&|_| {}), Ok(()));
    assert_eq!(
        resumed(&|setup| setup.flow = flow(&DOCUMENT.replace("Form Completed", "Form Sent"))),
        Err(CheckpointError::OtherWorkflow)
    );
    assert_eq!(
        resumed(&|setup| setup.format = Format::JsonLines),
        Err(CheckpointError::OtherMapping)
    );
    assert_eq!(
        resumed(&|setup| setup.source = Some(segflow_core::bulk::Fingerprint::of(1, b"a", b"a"))),
        Err(CheckpointError::OtherSource)
    );
    assert_eq!(Checkpoint::read("{}"), Err(CheckpointError::Unreadable));
}

/// What is made of a source after a run that came to a checkpoint.
fn download(
    kind: DownloadKind,
    checkpoint: &Checkpoint,
    mapping: Option<Mapping>,
    source: &str,
) -> String {
    let setup = setup(checkpoint.format);
    let program = BulkProgram::new(
        setup.flow,
        setup.inputs,
        Mode::Send,
        NOW,
        checkpoint.format,
        checkpoint.delimiter,
        mapping,
    );
    let mut download = Download::new(kind, program, checkpoint.clone());
    let mut file = download.read(source.as_bytes());
    file.extend(download.end());
    String::from_utf8(file).unwrap()
}

#[test]
fn rows_that_were_not_accepted_are_given_back_and_can_be_run_again() {
    let ended = perform(setup(Format::Csv), CSV.as_bytes(), 1000, &mut accept);
    let checkpoint = Checkpoint::read(&ended.checkpoint.unwrap()).unwrap();
    let download = |kind, source: &str| download(kind, &checkpoint, None, source);
    let rerun = download(DownloadKind::Rerun, CSV);
    assert_eq!(
        rerun,
        "Email address;Amount;agreed;born;topics;plan;note;segflow_row;segflow_reason\r\n\
         c@example.com;twelve;;;;pro;;3;cell_not_number\r\n\
         d@example.com;;perhaps;;;pro;;4;cell_not_yesno\r\n\
         e@example.com;;;3.2.2001;;pro;;5;cell_not_date\r\n\
         ;1;;;;pro;;6;form_unanswered\r\n\
         h@example.com;1;no;2001-02-03T04:05:06Z;a;b;c;d;9;too_many_cells\r\n\
         \"i\"@example.com;1;;;;;;10;bad_quotes\r\n"
    );
    // What is bad in a row leaves it its number.
    let same = rerun.replace(";c;d;", ";c;");
    let again = perform(setup(Format::Csv), same.as_bytes(), 1000, &mut accept);
    assert_eq!(
        shown(&again.rows),
        "3 setAside cell_not_number\n4 setAside cell_not_yesno\n5 setAside cell_not_date\n\
         6 setAside form_unanswered\n9 accepted \n10 setAside bad_quotes\n"
    );
    let mended = rerun.replace("twelve", "12");
    let again = perform(setup(Format::Csv), mended.as_bytes(), 1000, &mut accept);
    assert!(
        shown(&again.rows).contains("3 accepted"),
        "{}",
        shown(&again.rows)
    );
    assert!(text(&again.messages[0], "messageId").ends_with("-3-1"));
    let report = download(DownloadKind::Report, CSV);
    assert!(report.starts_with("row,status,reason,message,messageIds\r\n1,accepted,,,sf-"));
    assert!(report.contains(
        "\r\n3,setAside,cell_not_number,\"the cell of \"\"Amount\"\" is not a number\",\r\n"
    ));
}

#[test]
fn another_tasks_status_is_not_known_in_a_batch() {
    let document = DOCUMENT.replace(
        r#""row":"{{ row.number }}""#,
        r#""was":"{{ identify.status }}""#,
    );
    let setup = Setup {
        flow: flow(&document),
        ..setup(Format::Csv)
    };
    assert!(matches!(Bulk::new(setup), Err(SetupError::ReadsStatus)));
}

/// A row of a generated file.
fn row() -> impl Strategy<Value = String> {
    let user = (0..30_u32).prop_map(|user| format!("user{user}@example.com"));
    let cell = prop_oneof![
        Just(String::new()),
        "[a-z ]{0,12}",
        Just("\"quoted, and \"\"doubled\"\"\"".to_owned()),
        Just("none".to_owned()),
        Just("\"two\nlines\"".to_owned()),
        Just("bro\"ken".to_owned()),
    ];
    let amount = prop_oneof![Just("12"), Just(""), Just("x"), Just("1e400")];
    (user, amount, cell).prop_map(|(user, amount, cell)| format!("{user},{amount},{cell}\n"))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever the file, the pieces it comes in, the answers, and the moment
    /// it is stopped at: each row ends in one count, nothing that was accepted
    /// is lost or doubled, and one user's messages arrive in order.
    #[test]
    fn every_row_ends_once_and_users_keep_their_order(
        rows in prop::collection::vec(row(), 0..120),
        piece in 1_usize..400,
        answers in prop::collection::vec(0_u8..10, 1..40),
        stop_at in 0_usize..6,
    ) {
        let csv = format!("email,amount,plan\n{}", rows.concat());
        let server = |sent: usize, _: &BulkRequest| match answers[sent % answers.len()] {
            0 => Err(SendError::TimedOut),
            1 => Ok(503),
            2 => Ok(429),
            _ => Ok(200),
        };
        let first = perform(setup(Format::Csv), csv.as_bytes(), piece, &mut |sent, request| {
            if sent == stop_at { Err(SendError::Stopped) } else { server(sent, request) }
        });
        let mut messages = first.messages;
        let mut ended = first.counts;
        prop_assert_eq!(first.rows.len() as u64, ended.rows());
        if first.status == BulkStatus::Cancelled {
            let checkpoint = first.checkpoint.map(|text| Checkpoint::read(&text).unwrap());
            let setup = Setup { checkpoint, ..setup(Format::Csv) };
            let second = perform(setup, csv.as_bytes(), piece, &mut |_, _| Ok(200));
            messages.extend(second.messages);
            ended = second.counts;
        }
        if ended.not_reached == 0 {
            prop_assert_eq!(ended.rows(), rows.len() as u64);
            prop_assert_eq!(messages.len() as u64, 2 * ended.accepted);
        }
        let mut last: BTreeMap<&str, (u64, bool)> = BTreeMap::new();
        for message in &messages {
            let id = text(message, "messageId");
            let row: u64 = id.split('-').rev().nth(1).unwrap().parse().unwrap();
            let place = (row, text(message, "type") == "track");
            let before = last.insert(text(message, "userId"), place);
            prop_assert!(before < Some(place), "{id} came after {before:?}");
        }
    }
}

#[test]
fn rows_that_go_separate_ways_are_the_rows_they_were() {
    let lines = [
        r#"{"signup":{"email":"ana@example.com","plan":"pro"}}"#,
        r#"{"signup":{"email":"ben@example.com"}}"#,
        r#"{"signup":{"email":"ANA@example.com","plan":"none"}}"#,
        r#"{ "signup": {"email":"ANA@example.com"}, "segflow_row": 77 }"#,
        r#"{"signup":{"email":"eve@example.com"}"#,
    ];
    let csv = "email;plan\nana@example.com;pro\nben@example.com\n\"ANA@example.com\";none\nANA@example.com;x\neve@example.com;y;z\n";
    for (format, source) in [
        (Format::JsonLines, lines.join("\n")),
        (Format::Json, format!("[\n{}\n]", lines.join(",\n"))),
        (Format::Csv, csv.to_owned()),
    ] {
        let delimiter = Delimiter::detect(source.as_bytes());
        let Setup {
            flow,
            inputs,
            mode,
            now,
            ..
        } = setup(format);
        let program = BulkProgram::new(flow, inputs, mode, now, format, delimiter.byte(), None);
        let mut split = Split::new(program, format, delimiter.byte());
        let mut rows: Vec<SplitRow> = Vec::new();
        for bytes in source.as_bytes().chunks(7) {
            split.read(bytes, &mut |row| rows.push(row));
        }
        split.end(&mut |row| rows.push(row));
        let numbers: Vec<_> = rows.iter().map(|row| row.number).collect();
        let fourth = if format == Format::Csv { 4 } else { 77 };
        assert_eq!(numbers, [1, 2, 3, fourth, 5], "{format:?}");
        assert_eq!(rows[0].user, rows[3].user);
        assert_ne!(rows[0].user, rows[1].user);

        let all = perform(setup(format), source.as_bytes(), 100, &mut |_, _| Ok(200));
        let mut apart = Vec::new();
        for row in &rows {
            let source = [split.header(), b"\n", &row.bytes].concat();
            let alone = Setup {
                delimiter: Some(delimiter),
                ..setup(split.format())
            };
            let ended = perform(alone, &source, 100, &mut |_, _| Ok(200));
            assert_eq!(ended.rows.len(), 1, "{format:?}");
            assert_eq!(ended.rows[0].row, row.number, "{format:?}");
            apart.extend(ended.messages);
        }
        let by_id = |mut messages: Vec<Value>| {
            messages.sort_by_key(ToString::to_string);
            messages
        };
        assert_eq!(by_id(all.messages), by_id(apart), "{format:?}");
    }
}

/// A member of a sign-up as any program may write it, or what is none.
fn member() -> impl Strategy<Value = String> {
    let name = prop_oneof![
        Just("email"),
        Just("\\u0065mail"),
        Just("amount"),
        Just("plan"),
        Just("born"),
        Just("signup"),
        Just("a column that is nobody's, with quite a long name"),
    ];
    let value = prop_oneof![
        Just("\"Ana@Example.com\""),
        Just("\"pro \\\"1\\\"\""),
        Just("\"2001-02-03\""),
        Just("12.50"),
        Just("true"),
        Just("null"),
        Just("{\"email\":\"deeper@example.com\",\"list\":[1,{\"plan\":2}]}"),
        Just("[\"a\",\"b\"]"),
    ];
    (name, value, "[ ]?", "[ ]?")
        .prop_map(|(name, value, before, behind)| format!("{before}\"{name}\"{behind}:{value}"))
}

proptest! {
    /// Rows are read by what the row before looked like; that it was there
    /// changes nothing.
    #[test]
    fn a_row_is_read_as_if_it_were_alone(
        rows in prop::collection::vec((prop::collection::vec(member(), 0..6), any::<bool>()), 1..12),
    ) {
        let lines: Vec<String> = (1..)
            .zip(rows)
            .map(|(number, (members, comes_first))| {
                let own = format!("\"segflow_row\":{number}");
                let email = "\"email\":\"ben@example.com\"".to_owned();
                let members = match comes_first {
                    true => [vec![email], members].concat(),
                    false => [members, vec![email]].concat(),
                };
                let signup = format!("\"signup\":{{{}}}", members.join(","));
                match comes_first {
                    true => format!("{{{own},{signup}}}\n"),
                    false => format!("{{{signup}, {own} }}\n"),
                }
            })
            .collect();
        let all = |source: &str| {
            let ended = perform(setup(Format::JsonLines), source.as_bytes(), 1 << 16, &mut accept);
            let mut told: Vec<String> = ended.messages.iter().map(Value::to_string).collect();
            told.extend(ended.rows.iter().map(|row| shown(std::slice::from_ref(row))));
            told.sort();
            told
        };
        let mut alone: Vec<String> = lines.iter().flat_map(|line| all(line)).collect();
        alone.sort();
        prop_assert_eq!(all(&lines.concat()), alone);
    }
}

/// Looks at the beginning of a source.
fn look(source: &str, is_whole: bool, mapping: Option<&str>) -> Look {
    let Setup { flow, inputs, .. } = setup(Format::Csv);
    let mapping = mapping.map(|text| {
        let value = Value::read(text, 9).unwrap();
        Mapping::read(value.as_object().unwrap(), flow.workflow()).unwrap()
    });
    let looking = Looking {
        flow,
        inputs,
        now: NOW,
        format: None,
        delimiter: None,
        mapping,
        most: 9,
    };
    Look::at(looking, source.as_bytes(), is_whole)
}

#[test]
fn a_look_shows_what_the_first_rows_would_become() {
    let csv = look(CSV, false, None);
    assert_eq!(
        (csv.format, csv.delimiter),
        (Format::Csv, Delimiter::Semicolon)
    );
    let columns: Vec<(&str, usize)> = csv
        .columns
        .iter()
        .map(|column| (column.name.as_str(), column.samples.len()))
        .collect();
    assert_eq!(columns.len(), 7);
    assert_eq!(columns[0], ("Email address", 3));
    assert_eq!(csv.columns[5].samples, [" pro", "say \"hi\"", "pro"]);
    assert_eq!(csv.mapping.unwrap().columns.len(), 6);
    let statuses: Vec<&str> = csv.rows.iter().map(|row| row.status.name()).collect();
    assert_eq!(
        statuses,
        [
            "wouldSend",
            "wouldSend",
            "setAside",
            "setAside",
            "setAside",
            "setAside",
            "skipped",
            "wouldSend",
            "setAside"
        ]
    );
    // What is shown is what a run sends.
    let sent = perform(setup(Format::Csv), CSV.as_bytes(), 1000, &mut accept);
    for row in &csv.rows {
        for message in &row.messages {
            assert!(
                sent.messages
                    .iter()
                    .any(|sent| sent.to_string() == message.body)
            );
        }
    }
    assert_eq!(csv.rows[0].messages.len(), 2);

    // Without its last line break a row may be half a row.
    let lines = "{\"mail\":\"a@b.c\",\"plan\":\"pro\"}\n{\"mail\":\"d@e.f\",\"n\":[1]}";
    let half = look(lines, false, None);
    assert_eq!(half.rows.len(), 1);
    // Members of flat rows are columns, matched by their names.
    let flat = look(lines, true, Some(r#"{"mail":"signup.email"}"#));
    assert_eq!(flat.format, Format::JsonLines);
    assert_eq!(flat.rows[1].cells, ["d@e.f", "", "[1]"]);
    assert_eq!(flat.rows[1].status.name(), "wouldSend");
    let records = look(r#"[{"signup":{"email":"a@b.c"}}]"#, true, None);
    assert_eq!((records.format, records.mapping), (Format::Json, None));
    assert_eq!(records.rows[0].status.name(), "wouldSend");
    let nothing = look("", true, None);
    assert!(nothing.columns.is_empty() && nothing.rows.is_empty());
}

#[test]
fn a_paused_run_sends_and_reads_nothing_until_it_goes_on() {
    let csv: String = (0..9000).map(|row| format!("u{row}@b.c\n")).collect();
    let csv = format!("email\n{csv}");
    let later = Timestamp::from_millis(NOW.millis() + 60_000);
    let (mut bulk, _) = Bulk::new(setup(Format::Csv)).unwrap();
    let sends = bulk.step(BulkEvent::Read {
        bytes: csv.as_bytes(),
        now: NOW,
    });
    assert!(bulk.step(BulkEvent::Paused).is_empty());
    for effect in sends {
        let BulkEffect::Send(request) = effect else {
            continue;
        };
        let answered = bulk.step(BulkEvent::Responded {
            lane: request.lane,
            status: 200,
            body: String::new(),
            retry_after: None,
            now: NOW,
            random: 0,
        });
        let sends_more = |effect: &BulkEffect| !matches!(effect, BulkEffect::Save(_));
        assert!(!answered.iter().any(sends_more), "{answered:?}");
    }
    let resumed = bulk.step(BulkEvent::Resumed { now: later });
    let sent: Vec<String> = resumed
        .iter()
        .filter_map(|effect| match effect {
            BulkEffect::Send(request) => Some(request.request.fill("k").body),
            _ => None,
        })
        .collect();
    assert!(!sent.is_empty());
    for body in sent {
        assert!(body.contains("\"sentAt\":\"2024-05-01T12:01:00.000Z\""));
    }
}

#[test]
fn troubles_are_told_and_no_more_of_them_than_asked_for() {
    let of = |checkpoint, most| Setup {
        tells: Tells::Troubles { most },
        checkpoint,
        ..setup(Format::Csv)
    };
    let ended = perform(of(None, 3), CSV.as_bytes(), 1000, &mut accept);
    let expected =
        "3 setAside cell_not_number\n4 setAside cell_not_yesno\n5 setAside cell_not_date\n";
    assert_eq!(shown(&ended.rows), expected);

    // Rows of a refused batch are told again when the run goes on.
    let csv = "email\na@b.c\n";
    let refused = perform(of(None, 3), csv.as_bytes(), 9, &mut |_, _| Ok(400));
    assert_eq!(shown(&refused.rows), "1 failed refused\n");
    let checkpoint = Checkpoint::read(&refused.checkpoint.unwrap()).ok();
    let again = perform(of(checkpoint, 3), csv.as_bytes(), 9, &mut accept);
    assert_eq!(shown(&again.rows), "1 failed refused\n");
}

fn mapping(text: &str) -> Mapping {
    let value = Value::read(text, 9).unwrap();
    let workflow = Workflow::load(DOCUMENT).unwrap();
    Mapping::read(value.as_object().unwrap(), &workflow).unwrap()
}

/// The rows that a run did not accept, as they are given back.
fn given_back(setup: Setup, source: &str) -> String {
    let mapping = setup.mapping.clone();
    let ended = perform(setup, source.as_bytes(), 1000, &mut |_, _| Ok(401));
    let checkpoint = Checkpoint::read(&ended.checkpoint.unwrap()).unwrap();
    download(DownloadKind::Rerun, &checkpoint, mapping, source)
}

#[test]
fn rows_without_names_of_columns_are_mapped_by_their_places() {
    let by_place = || Setup {
        mapping: Some(mapping(
            r#"{"Column 1":"signup.email","Column 2":"signup.amount","Column 3":"signup.plan"}"#,
        )),
        ..setup(Format::CsvRows)
    };
    let csv = "\u{feff}ana@example.com;12;pro\r\nben@example.com;twelve\r\n\
        carl@example.com;;free;x\r\ndora@example.com;3;;\r\n";
    for piece in [1, 7, 1 << 20] {
        let ended = perform(by_place(), csv.as_bytes(), piece, &mut accept);
        assert_eq!(
            shown(&ended.rows),
            "1 accepted \n2 setAside cell_not_number\n3 setAside too_many_cells\n4 accepted \n"
        );
        let second = ended.rows.iter().find(|row| row.row == 2).unwrap();
        assert_eq!(
            second.reasons[0].to_string(),
            "the cell of \"Column 2\" is not a number"
        );
        let first = text(&ended.messages[0], "messageId").to_owned();
        assert!(first.ends_with("-1-1"), "{first}");
    }

    let ended = perform(by_place(), csv.as_bytes(), 1000, &mut accept);
    let saved = Checkpoint::read(&ended.checkpoint.unwrap()).unwrap();
    assert_eq!(Checkpoint::read(&saved.to_text()), Ok(saved.clone()));
    let rerun = download(DownloadKind::Rerun, &saved, by_place().mapping, csv);
    assert_eq!(
        rerun,
        "Column 1;Column 2;Column 3;segflow_row;segflow_reason\r\n\
         ben@example.com;twelve;;2;cell_not_number\r\n\
         carl@example.com;;free;x;3;too_many_cells\r\n"
    );
    let report = download(DownloadKind::Report, &saved, by_place().mapping, csv);
    assert!(
        report.contains("\r\n2,setAside,cell_not_number,"),
        "{report}"
    );
    assert!(report.contains("\r\n4,accepted,"), "{report}");

    // What is given back names its columns, and is read so whatever is said.
    let mended = rerun.replace("twelve", "12").replace("free;x", "free");
    for format in [Format::Csv, Format::CsvRows] {
        let again = Setup {
            format,
            ..by_place()
        };
        let again = perform(again, mended.as_bytes(), 1000, &mut accept);
        assert_eq!(shown(&again.rows), "2 accepted \n3 accepted \n");
        assert_eq!(
            given_back(
                Setup {
                    format,
                    ..by_place()
                },
                &mended
            ),
            mended
                .replace("cell_not_number", "not_reached")
                .replace("too_many_cells", "not_reached"),
        );
    }

    // It goes on as what it was, and needs to be told what is where.
    let resumed = |format| {
        Bulk::new(Setup {
            format,
            checkpoint: Some(saved.clone()),
            ..by_place()
        })
        .map(|_| ())
    };
    assert_eq!(resumed(Format::CsvRows), Ok(()));
    assert_eq!(
        resumed(Format::Csv),
        Err(SetupError::Checkpoint(CheckpointError::OtherMapping))
    );
    let lacking = Bulk::new(setup(Format::CsvRows)).map(|_| ());
    assert_eq!(lacking, Err(SetupError::LacksMapping));
}

#[test]
fn a_first_row_that_never_ends_names_no_columns() {
    let filling = "p".repeat(4000);
    let rows: String = (0..1100)
        .map(|row| format!("u{row}@b.c,x,{filling}\n"))
        .collect();
    let source = format!("a@b.c,\"open\n{rows}");
    let by_place = Setup {
        mapping: Some(mapping(r#"{"Column 1":"signup.email"}"#)),
        ..setup(Format::CsvRows)
    };
    let ended = perform(by_place, source.as_bytes(), 1 << 16, &mut accept);
    assert_eq!((ended.counts.set_aside, ended.counts.accepted), (1, 1100));
}

#[test]
fn columns_of_one_name_are_told_apart() {
    let names = |csv: &str| {
        let columns = look(csv, true, None).columns.into_iter();
        columns.map(|column| column.name).collect::<Vec<_>>()
    };
    assert_eq!(
        names("Email,Email,Amount,,Email (2),Email, ,email\n"),
        [
            "Email",
            "Email (3)",
            "Amount",
            "Column 4",
            "Email (2)",
            "Email (4)",
            "Column 7",
            "email"
        ]
    );
    let many: String = vec!["a"; 50_000].join(",");
    assert_eq!(names(&many).last().unwrap(), "a (50000)");

    // The first is the one that is found by its name; another one is mapped.
    let csv = "email,amount,Amount,amount\na@b.c,1,2,x\nd@e.f,,3,4\n";
    let ended = perform(setup(Format::Csv), csv.as_bytes(), 9, &mut accept);
    let revenues = |ended: &Ended| {
        let tracks = ended
            .messages
            .iter()
            .filter_map(|message| message.get("properties"));
        let mut revenues: Vec<String> = tracks.map(Value::to_string).collect();
        revenues.sort();
        revenues.concat()
    };
    assert_eq!(revenues(&ended), r#"{"revenue":1,"row":1}{"row":2}"#);
    let second = Setup {
        mapping: Some(mapping(
            r#"{"email":"signup.email","amount (2)":"signup.amount"}"#,
        )),
        ..setup(Format::Csv)
    };
    let ended = perform(second, csv.as_bytes(), 9, &mut accept);
    assert_eq!(revenues(&ended), r#"{"revenue":4,"row":2}"#);
    assert_eq!(
        ended.rows[0].reasons[0].to_string(),
        "the cell of \"amount (2)\" is not a number"
    );
}

#[test]
fn a_first_row_is_taken_for_what_it_looks_like() {
    for (first, datum) in [
        ("Email,Amount", None),
        ("Name,Who", None),
        ("email,2023,2024", None),
        ("Year 2023,Address line 2,e-mail @ work", None),
        ("Column 1,segflow_row,segflow_reason", None),
        ("", Some("x@example.com")),
        ("Ana,ana@example.com", Some("ana@example.com")),
        ("email, ana@example.com ", Some(" ana@example.com ")),
        ("Ana,12.50", Some("12.50")),
        ("Ana,\"1.234,56 €\"", Some("1.234,56 €")),
        ("Ana,+49 (170) 123", Some("+49 (170) 123")),
        ("Ana,3/2/2001", Some("3/2/2001")),
        ("Ana,2001-02-03T04:05:06Z", Some("2001-02-03T04:05:06Z")),
    ] {
        let Setup { flow, inputs, .. } = setup(Format::Csv);
        let looking = |format| Looking {
            flow: Arc::clone(&flow),
            inputs: inputs.clone(),
            now: NOW,
            format,
            delimiter: None,
            mapping: None,
            most: 2,
        };
        let source = format!("{first}\nx@example.com,2\ny@example.com,3\n");
        let look = Look::at(looking(None), source.as_bytes(), true);
        assert_eq!(look.datum.as_deref(), datum, "{first}");
        let is_row = datum.is_some();
        let format = match is_row {
            true => Format::CsvRows,
            false => Format::Csv,
        };
        assert_eq!((look.format, look.rows.len()), (format, 2), "{first}");
        let name = match is_row {
            true => "Column 1",
            false => first.split(',').next().unwrap(),
        };
        assert_eq!(look.columns[0].name, name, "{first}");
        // What is said counts more than what it looks like.
        for said in [Format::Csv, Format::CsvRows] {
            let look = Look::at(looking(Some(said)), source.as_bytes(), true);
            let is_ours = first.ends_with("segflow_reason");
            let expected = if is_ours { Format::Csv } else { said };
            assert_eq!(look.format, expected, "{first}");
        }
    }
}

#[test]
fn what_is_added_to_a_row_stands_in_its_own_columns() {
    let csv = "email,amount,plan\na@b.c,twelve\nd@e.f,much,,,\n\"g,h\",few,\"x,\"\ni@j.k\n";
    assert_eq!(
        given_back(setup(Format::Csv), csv),
        "email,amount,plan,segflow_row,segflow_reason\r\n\
         a@b.c,twelve,,1,cell_not_number\r\nd@e.f,much,,2,cell_not_number\r\n\
         \"g,h\",few,\"x,\",3,cell_not_number\r\ni@j.k,,,4,not_reached\r\n"
    );
}

#[test]
fn rows_that_are_run_again_get_no_second_number() {
    // Where they were moved, the columns are ours all the same.
    for columns in [
        "email,amount,segflow_row,segflow_reason",
        "segflow_row,email,amount,segflow_reason",
    ] {
        let rows = match columns.starts_with("segflow_row") {
            true => ["7,a@b.c,twelve,", "9,d@e.f,1,"],
            false => ["a@b.c,twelve,7,", "d@e.f,1,9,"],
        };
        for format in [Format::Csv, Format::CsvRows] {
            let by_name = mapping(r#"{"email":"signup.email","amount":"signup.amount"}"#);
            let again = Setup {
                mapping: Some(by_name),
                ..setup(format)
            };
            assert_eq!(
                given_back(again, &format!("{columns}\n{}\n", rows.join("\n"))),
                format!(
                    "{columns}\r\n{}cell_not_number\r\n{}not_reached\r\n",
                    rows[0], rows[1]
                )
            );
        }
    }
}

#[test]
fn rows_without_names_go_separate_ways_behind_a_line_of_names() {
    let Setup { flow, inputs, .. } = setup(Format::CsvRows);
    let by_place = mapping(r#"{"Column 2":"signup.email"}"#);
    let program = BulkProgram::new(
        flow,
        inputs,
        Mode::DryRun,
        NOW,
        Format::CsvRows,
        b',',
        Some(by_place.clone()),
    );
    let mut split = Split::new(program, Format::CsvRows, b',');
    let mut rows: Vec<SplitRow> = Vec::new();
    split.read(b"1,ana@example.com\n2,ben@example.com\n", &mut |row| {
        rows.push(row);
    });
    split.end(&mut |row| rows.push(row));
    assert_eq!(split.format(), Format::Csv);
    assert_eq!(split.header(), b"segflow_row,Column 1,Column 2");
    let apart = rows.iter().map(|row| {
        let source = [split.header(), b"\n", &row.bytes].concat();
        let alone = Setup {
            mapping: Some(by_place.clone()),
            ..setup(split.format())
        };
        shown(&perform(alone, &source, 100, &mut accept).rows)
    });
    assert_eq!(apart.collect::<String>(), "1 accepted \n2 accepted \n");
}
