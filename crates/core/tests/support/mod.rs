//! What the fixture tests share: reading cases, and writing what they give.

pub(crate) mod flow;
pub(crate) mod run;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use expect_test::expect_file;
use segflow_core::check::Finding;
use segflow_core::condition::{Clause, Verdict};
use segflow_core::document::{AccountId, FormFieldType, TaskId, Workflow};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::preview::Inputs;
use segflow_core::scope::User;
use segflow_core::segment::{Account, Endpoint, KeyFacts, Region, Transport};
use segflow_core::surroundings::{HostField, Surroundings};
use segflow_core::time::Timestamp;

/// The moment at which every case plays: 2024-05-01T12:00:00.000Z.
pub(crate) const NOW: Timestamp = Timestamp::from_millis(1_714_564_800_000);

/// An input file.
pub(crate) struct Case {
    pub(crate) value: Value,
}

/// What a case plays on.
pub(crate) struct Stage {
    pub(crate) workflow: Arc<Workflow>,
    pub(crate) surroundings: Arc<Surroundings>,
    pub(crate) record: Object,
    pub(crate) inputs: Inputs,
    /// The write key of the first account.
    pub(crate) key: String,
}

const USUAL_KEY: &str = "0123456789abcdefghijklmnopqrstuv";

fn cases(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests")
        .join(folder);
    let mut paths: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .collect();
    paths.sort();
    assert!(!paths.is_empty(), "{} has no case", folder.display());
    paths
}

/// Checks every case of a folder, the input read as JSON.
pub(crate) fn check_folder(folder: &str, play: impl Fn(&Case) -> String) {
    check_texts(folder, |text| {
        let value = Value::read(text, 64).unwrap();
        play(&Case { value })
    });
}

/// Checks every case of a folder, the input taken as it is.
pub(crate) fn check_texts(folder: &str, play: impl Fn(&str) -> String) {
    for path in cases(folder) {
        // Bytes that are no UTF-8 cannot reach the core: shells decode.
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap()).into_owned();
        expect_file![path.with_extension("txt")].assert_eq(&play(&text));
    }
}

/// A task id that comes after all others.
pub(crate) fn end() -> TaskId {
    TaskId::parse("end_of_the_workflow").unwrap()
}

impl Case {
    /// The case's workflow with its record and accounts. A workflow that is
    /// not given is one form called `form`, which has the fields of the
    /// record's member of that name.
    pub(crate) fn stage(&self) -> Stage {
        let record = match self.value.get("record") {
            Some(Value::Object(record)) => record.clone(),
            _ => Object::new(),
        };
        let document = match self.value.get("workflow") {
            Some(document) => document.clone(),
            None => form_for(&record),
        };
        Stage {
            workflow: Arc::new(Workflow::load(&document.to_string()).unwrap()),
            surroundings: Arc::new(self.surroundings()),
            record,
            key: self
                .value
                .get("accounts")
                .and_then(|accounts| accounts.as_list()?.first()?.get("writeKey")?.as_text())
                .unwrap_or(USUAL_KEY)
                .to_owned(),
            inputs: Inputs {
                accounts: accounts(self.value.get("accounts")),
                run_id: "run_1".to_owned(),
                row: 0,
                user: User {
                    role: Some("Maker".to_owned()),
                    email: None,
                },
                host: self.value.get("host").cloned().unwrap_or_default(),
            },
        }
    }
}

impl Case {
    /// The other workflows, what the host page gives, and whether the plan is
    /// strict after all.
    fn surroundings(&self) -> Surroundings {
        let list = |key: &str| self.value.get(key).and_then(Value::as_list);
        Surroundings {
            workflows: {
                let load = |value: &Value| Workflow::load(&value.to_string()).unwrap();
                let list = list("workflows").unwrap_or_default();
                list.iter().map(|value| Arc::new(load(value))).collect()
            },
            host: list("hostFields").map(|list| {
                let field = |value: &Value| {
                    let text = |key: &str| value.get(key).and_then(Value::as_text);
                    let field_type = text("type").and_then(FormFieldType::from_name);
                    HostField::new(text("path").unwrap(), text("label"), field_type).unwrap()
                };
                list.iter().map(field).collect()
            }),
            plan: None,
            strict: self.value.get("strict").and_then(Value::as_bool),
        }
    }
}

impl Stage {
    /// The workflow, compiled in its surroundings.
    pub(crate) fn flow(&self) -> Flow {
        Flow::compile_in(self.workflow.clone(), self.surroundings.clone())
    }
}

fn form_for(record: &Object) -> Value {
    let answers = record.get("form").and_then(Value::as_object);
    let fields = answers
        .into_iter()
        .flat_map(Object::keys)
        .chain(["missing"])
        .map(|id| {
            let field_type = if id.starts_with("amount") {
                "number"
            } else {
                "text"
            };
            Value::Object(Object::from_iter([("id", id), ("type", field_type)]))
        })
        .collect();
    let form = Object::from_iter([
        ("id", Value::text("form")),
        ("kind", Value::text("form")),
        ("fields", Value::List(fields)),
    ]);
    Value::Object(Object::from_iter([
        ("segflow", Value::read("1", 1).unwrap()),
        ("id", Value::text("wf_case")),
        ("name", Value::text("Case")),
        ("tasks", Value::List(vec![Value::Object(form)])),
    ]))
}

fn accounts(given: Option<&Value>) -> Vec<Account> {
    let account = |value: &Value| {
        let text = |key: &str| value.get(key).and_then(Value::as_text);
        Account {
            id: AccountId::parse(text("id").unwrap()).unwrap(),
            label: "Test".to_owned(),
            region: match text("endpoint") {
                Some(endpoint) => Region::Custom(Endpoint::parse(endpoint).unwrap()),
                None if text("region") == Some("eu") => Region::Eu,
                None => Region::Us,
            },
            transport: text("transport")
                .and_then(Transport::from_name)
                .unwrap_or_default(),
            key: KeyFacts::of(text("writeKey").unwrap_or(USUAL_KEY)),
        }
    };
    given
        .and_then(Value::as_list)
        .map(|list| list.iter().map(account).collect())
        .unwrap_or_default()
}

pub(crate) fn show_finding(finding: &Finding) -> String {
    let task = finding.task.as_ref().map_or("", TaskId::as_str);
    let range = finding
        .range
        .as_ref()
        .map(|range| format!("[{}..{}]", range.start, range.end))
        .unwrap_or_default();
    format!(
        "{} {task}{}{range} {}: {finding}",
        finding.severity().name(),
        finding.at,
        finding.code(),
    )
}

pub(crate) fn show_verdict(verdict: &Verdict) -> String {
    let holds = if verdict.holds { "holds" } else { "fails" };
    let clauses: Vec<String> = verdict.deciding.iter().map(show_clause).collect();
    format!("{holds}: {}", clauses.join("; "))
}

pub(crate) fn show_clause(clause: &Clause) -> String {
    let value = |value: &Option<Value>| match value {
        Some(value) => value.to_string(),
        None => "missing".to_owned(),
    };
    let sign = if clause.holds { "yes" } else { "no" };
    let differs = if clause.type_differs {
        " (type_differs)"
    } else {
        ""
    };
    format!(
        "{} {} {} {} {sign}{differs}",
        clause.field,
        value(&clause.left),
        clause.operator.name(),
        value(&clause.right),
    )
}
