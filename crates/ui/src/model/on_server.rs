//! What to type to run a workflow outside of a browser.

use std::collections::BTreeMap;
use std::net::IpAddr;
use std::sync::Arc;

use segflow_core::document::{Sample, TaskKind, Workflow};
use segflow_core::json::{Object, Value};
use segflow_core::segment::{Account, Region, Transport};

/// The file and the commands for one workflow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OnServer {
    /// What the workflow's file is called.
    pub file: String,
    /// What is in it: without answers of password fields.
    pub document: String,
    /// The files of the workflows that it runs, each with what is in it.
    pub within: Vec<(String, String)>,
    /// Puts those into the folder where they are found; empty if there are none.
    pub gather: String,
    /// Writes the file of accounts, which its owner alone may read; empty if no
    /// task has an account.
    pub accounts: String,
    /// Runs the rows of a file in one process.
    pub alone: String,
    /// Starts an engine and a worker.
    pub start: String,
    /// Hands the rows to the engine, and asks how they fare.
    pub submit: String,
    /// The columns that such a file may have.
    pub columns: Vec<String>,
}

impl OnServer {
    /// The commands for a workflow and those that it runs, with the accounts
    /// their tasks name. What stands in the place of a key is up to `key`.
    pub fn of(
        workflow: &Workflow,
        within: &[&Arc<Workflow>],
        known: &[Account],
        key: impl Fn(&Account) -> String,
    ) -> OnServer {
        let all = || std::iter::once(workflow).chain(within.iter().map(|other| &***other));
        let named = |account: &&Account| {
            let mut tasks = all().flat_map(|workflow| &workflow.tasks);
            tasks.any(|task| {
                task.segment().and_then(|segment| segment.account.as_ref()) == Some(&account.id)
            })
        };
        let accounts: Vec<&Account> = known.iter().filter(named).collect();
        let private = match accounts.iter().any(|account| is_private(&account.region)) {
            true => " --allow-private",
            false => "",
        };
        let file = format!("{}.json", slug(workflow));
        // Two may be called the same.
        let within = (1..).zip(within);
        let within: Vec<(String, String)> = within
            .map(|(number, other)| (format!("{}-{number}.json", slug(other)), document(other)))
            .collect();
        let files: Vec<&str> = within.iter().map(|(file, _)| file.as_str()).collect();
        let (gather, found) = match files.as_slice() {
            [] => (String::new(), ""),
            files => (
                format!("mkdir -p workflows\nmv {} workflows/", files.join(" ")),
                " --workflows workflows",
            ),
        };
        OnServer {
            document: document(workflow),
            alone: format!(
                "segflow run {file}{found} --records users.csv --accounts accounts.json{private} --report report.csv"
            ),
            start: format!("segflow up --accounts accounts.json{private}"),
            submit: format!(
                "segflow submit {file}{found} --records users.csv\nsegflow status\nsegflow dead-letters"
            ),
            accounts: match accounts.is_empty() {
                true => String::new(),
                false => written(&accounts, key),
            },
            columns: columns(workflow),
            gather,
            within,
            file,
        }
    }
}

/// Letters, digits and hyphens of the name, which every shell takes as they are.
fn slug(workflow: &Workflow) -> String {
    let lower = workflow.name.to_lowercase();
    let words = lower.split(|char: char| !char.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    match words.is_empty() {
        true => "workflow".to_owned(),
        false => words.join("-"),
    }
}

fn document(workflow: &Workflow) -> String {
    let mut bare = workflow.clone();
    bare.samples = workflow
        .samples
        .iter()
        .map(|sample| Sample {
            record: workflow.without_secrets(sample.record.clone()),
            ..sample.clone()
        })
        .collect();
    bare.save().to_string()
}

/// A shell's command that writes the accounts. On one line of JSON nothing ends
/// the text before its end.
fn written(accounts: &[&Account], key: impl Fn(&Account) -> String) -> String {
    let list = accounts.iter().map(|account| {
        let mut object = Object::from_iter([
            ("id", Value::from(account.id.as_str())),
            ("label", account.label.as_str().into()),
            ("writeKey", key(account).into()),
            ("region", account.region.name().into()),
        ]);
        if let Region::Custom(endpoint) = &account.region {
            object.insert("endpoint", endpoint.base());
        }
        if account.transport != Transport::Simple {
            object.insert("transport", account.transport.name());
        }
        Value::from(object)
    });
    let list = Value::List(list.collect());
    format!("(umask 077; cat > accounts.json) <<'END'\n{list}\nEND")
}

/// Whether an address is one of a machine or network of one's own, which the
/// program sends to only when it is told so.
fn is_private(region: &Region) -> bool {
    let Region::Custom(endpoint) = region else {
        return false;
    };
    let authority = endpoint.base().split('/').nth(2).unwrap_or_default();
    let host = authority.split(':').next().unwrap_or_default();
    host == "localhost"
        || match host.parse() {
            Ok(IpAddr::V4(address)) => {
                address.is_loopback() || address.is_private() || address.is_link_local()
            }
            _ => false,
        }
}

/// The questions that a row may answer: by the field's id, or with the task's
/// where several forms have it.
fn columns(workflow: &Workflow) -> Vec<String> {
    let fields = || {
        workflow.tasks.iter().flat_map(|task| {
            let form = match &task.kind {
                TaskKind::Form(form) => Some(form),
                _ => None,
            };
            form.into_iter()
                .flat_map(|form| &form.fields)
                .filter(|field| field.field_type.takes_answer())
                .map(move |field| (task.id.as_str(), field.id.as_str()))
        })
    };
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, field) in fields() {
        *count.entry(field).or_default() += 1;
    }
    fields()
        .map(|(task, field)| match count.get(field) {
            Some(1) => field.to_owned(),
            _ => format!("{task}.{field}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::process::Command;

    use segflow_core::document::AccountId;
    use segflow_core::segment::{Endpoint, KeyFacts};

    use super::*;

    const DOCUMENT: &str = r#"{
        "segflow": 1, "id": "wf_1", "name": "Zoë's sign-up: $(follow) up!",
        "tasks": [
            { "id": "signup", "kind": "form", "fields": [
                { "id": "intro", "type": "heading" },
                { "id": "email", "type": "email" },
                { "id": "secret", "type": "password" } ] },
            { "id": "more", "kind": "form", "fields": [ { "id": "email", "type": "email" }, { "id": "plan" } ] },
            { "id": "track", "kind": "segment.track", "account": "main", "event": "Form Completed" }
        ],
        "samples": [ { "name": "Ana", "record": { "signup": { "email": "ana@example.com", "secret": "hush" } } } ]
    }"#;

    fn account(id: &str, region: Region) -> Account {
        Account {
            id: AccountId::parse(id).unwrap(),
            label: "Zoë's \"shop\"\nEND".to_owned(),
            region,
            transport: Transport::Basic,
            key: KeyFacts::absent(),
        }
    }

    fn on_server(region: Region) -> OnServer {
        let workflow = Workflow::load(DOCUMENT).unwrap();
        let known = [account("main", region), account("other", Region::Eu)];
        OnServer::of(&workflow, &[], &known, |_| "PUT IT HERE".to_owned())
    }

    #[test]
    fn the_file_has_a_name_for_every_shell_and_no_secrets() {
        let on_server = on_server(Region::Us);
        assert_eq!(on_server.file, "zo-s-sign-up-follow-up.json");
        assert_eq!(
            on_server.columns,
            ["signup.email", "secret", "more.email", "plan"]
        );
        assert!(on_server.document.contains("ana@example.com"));
        assert!(!on_server.document.contains("hush"));
        assert!(!on_server.alone.contains("--allow-private"));
        assert!(!on_server.alone.contains("--workflows"));
        assert!(on_server.within.is_empty() && on_server.gather.is_empty());
    }

    #[test]
    fn workflows_within_come_along_with_their_accounts() {
        let outer = r#"{"segflow":1,"id":"wf_2","name":"Outer","tasks":[
            {"id":"one","kind":"workflow","workflow":"wf_1"}]}"#;
        let outer = Workflow::load(outer).unwrap();
        let inner = Arc::new(Workflow::load(DOCUMENT).unwrap());
        let known = [account("main", Region::Us), account("other", Region::Eu)];
        let key = |_: &Account| String::new();
        let on_server = OnServer::of(&outer, &[&inner, &inner], &known, key);
        let files: Vec<&str> = on_server.within.iter().map(|(file, _)| &**file).collect();
        assert_eq!(
            files,
            [
                "zo-s-sign-up-follow-up-1.json",
                "zo-s-sign-up-follow-up-2.json"
            ]
        );
        assert!(!on_server.within[0].1.contains("hush"));
        assert!(
            on_server
                .gather
                .ends_with("-1.json zo-s-sign-up-follow-up-2.json workflows/")
        );
        for command in [&on_server.alone, &on_server.submit] {
            assert!(
                command.contains("outer.json --workflows workflows"),
                "{command}"
            );
        }
        assert!(on_server.accounts.contains("main") && !on_server.accounts.contains("other"));
    }

    #[test]
    fn addresses_of_ones_own_network_are_allowed_by_name() {
        for (address, is_private) in [
            ("http://127.0.0.1:4780", true),
            ("http://localhost:4780/x", true),
            ("https://192.168.7.1", true),
            ("https://events.example.com", false),
        ] {
            let region = Region::Custom(Endpoint::parse(address).unwrap());
            let on_server = on_server(region);
            for command in [&on_server.alone, &on_server.start] {
                assert_eq!(command.contains("--allow-private"), is_private, "{address}");
            }
        }
    }

    /// A shell writes exactly the accounts that are meant, for its user alone.
    #[test]
    #[cfg(unix)]
    fn a_shell_writes_the_accounts() {
        use std::os::unix::fs::PermissionsExt;

        let folder = std::env::temp_dir().join(format!("segflow-on-server-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let endpoint = Endpoint::parse("http://127.0.0.1:4780").unwrap();
        let command = on_server(Region::Custom(endpoint)).accounts;
        let status = Command::new("sh")
            .args(["-c", &command])
            .current_dir(&folder)
            .status();
        assert!(status.unwrap().success());
        let path = folder.join("accounts.json");
        let text = fs::read_to_string(&path).unwrap();
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        fs::remove_dir_all(&folder).unwrap();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(
            Value::read(&text, 9).unwrap().to_string(),
            r#"[{"id":"main","label":"Zoë's \"shop\"\nEND","writeKey":"PUT IT HERE","region":"custom","endpoint":"http://127.0.0.1:4780","transport":"basic"}]"#
        );
    }
}
