//! Accounts, with their write keys: from a file that nobody else may read, or
//! from the environment; never from the command line, which others can see.

use std::fs;
use std::path::Path;

use segflow_core::document::AccountId;
use segflow_core::json::Value;
use segflow_core::segment::{Account, Endpoint, KeyFacts, Region, Transport};

use crate::error::Error;
use crate::send::{Targets, is_public};

/// Holds the accounts as JSON text.
pub(crate) const VARIABLE: &str = "SEGFLOW_ACCOUNTS";

/// The connected accounts.
#[derive(Clone, Default)]
pub(crate) struct Accounts(Vec<Connected>);

/// An account and its write key. It has no `Debug`: a key is never printed.
#[derive(Clone)]
struct Connected {
    known: Account,
    key: String,
}

impl Accounts {
    /// The accounts in the file; without one, those in the environment; without
    /// these, none.
    pub(crate) fn find(file: Option<&Path>) -> Result<Accounts, Error> {
        if let Some(path) = file {
            demand_privacy(path)?;
            let text = fs::read_to_string(path).map_err(Error::reading(path))?;
            return read(&text, &path.display().to_string());
        }
        match std::env::var(VARIABLE) {
            Ok(text) => read(&text, VARIABLE),
            Err(std::env::VarError::NotPresent) => Ok(Accounts::default()),
            Err(_) => Err(Error::Accounts(format!(
                "{VARIABLE} is not written in UTF-8"
            ))),
        }
    }

    /// What the core may know of them.
    pub(crate) fn known(&self) -> Vec<Account> {
        self.0.iter().map(|account| account.known.clone()).collect()
    }

    /// The write key of an account.
    pub(crate) fn key(&self, id: &AccountId) -> Option<&str> {
        let account = self.0.iter().find(|account| account.known.id == *id)?;
        Some(&account.key)
    }

    /// Says before anything is sent what would make all of it fail.
    pub(crate) fn demand(&self, targets: Targets) -> Result<(), Error> {
        if self.0.is_empty() {
            return Err(Error::Accounts(format!(
                "no account is connected: give them by --accounts FILE or in {VARIABLE}"
            )));
        }
        let private = self
            .0
            .iter()
            .find(|account| targets == Targets::Public && is_private(account.known.region.base()));
        match private {
            None => Ok(()),
            Some(account) => Err(Error::Accounts(format!(
                "the account {} sends to {}, an address of this machine or its network; add --allow-private if that is meant",
                account.known.id.as_str(),
                account.known.region.base()
            ))),
        }
    }
}

#[cfg(unix)]
fn demand_privacy(path: &Path) -> Result<(), Error> {
    use std::os::unix::fs::PermissionsExt;

    let mode = fs::metadata(path)
        .map_err(Error::reading(path))?
        .permissions()
        .mode();
    if mode & 0o077 == 0 {
        return Ok(());
    }
    Err(Error::Accounts(format!(
        "{path} can be read by others (mode {:04o}), and it holds write keys; run `chmod 600 {path}`",
        mode & 0o7777,
        path = path.display()
    )))
}

#[cfg(not(unix))]
fn demand_privacy(_: &Path) -> Result<(), Error> {
    Ok(())
}

/// Whether an address says by itself that it is private; a name is looked up
/// only when something is sent.
fn is_private(base: &str) -> bool {
    let authority = base.split("://").nth(1).unwrap_or(base);
    let authority = authority.split('/').next().unwrap_or(authority);
    let host = authority
        .rsplit_once(':')
        .map_or(authority, |(host, _)| host);
    host == "localhost" || host.parse().is_ok_and(|address| !is_public(address))
}

/// Reads a list of accounts, alone or as the member `accounts` of an object.
fn read(text: &str, place: &str) -> Result<Accounts, Error> {
    let value = Value::read(text.trim(), 16)
        .map_err(|error| Error::Accounts(format!("{place} is not JSON: {error}")))?;
    let list = value
        .as_list()
        .or_else(|| value.get("accounts")?.as_list())
        .ok_or_else(|| {
            Error::Accounts(format!(
                "{place} has to be a list of accounts, like [{{\"id\":\"main\",\"label\":\"Shop\",\"writeKey\":\"…\",\"region\":\"us\"}}]"
            ))
        })?;
    let mut accounts: Vec<Connected> = Vec::new();
    for (number, value) in (1..).zip(list) {
        let wrong = |what: &str| Error::Accounts(format!("account {number} in {place} {what}"));
        let account = account(value).map_err(|what| wrong(&what))?;
        if accounts
            .iter()
            .any(|other| other.known.id == account.known.id)
        {
            return Err(wrong("has the id of another one; give it its own"));
        }
        accounts.push(account);
    }
    Ok(Accounts(accounts))
}

/// Reads one account, or tells what is wrong with it.
fn account(value: &Value) -> Result<Connected, String> {
    let text = |name| value.get(name).and_then(Value::as_text);
    let id = AccountId::parse(text("id").unwrap_or_default()).map_err(|_| {
        "needs an `id` of letters, digits, _ and -, beginning with a letter".to_owned()
    })?;
    let key = text("writeKey").unwrap_or_default();
    if key.is_empty() {
        return Err("needs its `writeKey`, as the source's settings in Segment show it".to_owned());
    }
    let region = match (text("region"), text("endpoint")) {
        (None | Some("us"), None) => Region::Us,
        (Some("eu"), None) => Region::Eu,
        (None | Some("custom"), Some(endpoint)) => {
            Region::Custom(Endpoint::parse(endpoint).map_err(|error| format!(": {error}"))?)
        }
        (Some("custom"), None) => {
            return Err("is of the region \"custom\" and needs an `endpoint`".to_owned());
        }
        (Some("us" | "eu"), Some(_)) => {
            return Err("has an `endpoint`, so its `region` has to be \"custom\"".to_owned());
        }
        (Some(_), _) => return Err("needs a `region`: \"us\", \"eu\" or \"custom\"".to_owned()),
    };
    let transport = match text("transport") {
        None => Transport::default(),
        Some(name) => Transport::from_name(name)
            .ok_or("needs a `transport` that is \"simple\" or \"basic\", or none")?,
    };
    Ok(Connected {
        known: Account {
            id,
            label: text("label").unwrap_or_default().to_owned(),
            region,
            transport,
            key: KeyFacts::of(key),
        },
        key: key.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(text: &str) -> String {
        read(text, "F").err().unwrap().to_string()
    }

    #[test]
    fn what_is_wrong_is_told_and_no_key() {
        for (text, told) in [
            ("nonsense", "F is not JSON"),
            ("{}", "F has to be a list of accounts"),
            (
                r#"[{"id":"1","writeKey":"CANARYKEY"}]"#,
                "account 1 in F needs an `id`",
            ),
            (r#"[{"id":"a"}]"#, "needs its `writeKey`"),
            (
                r#"[{"id":"a","writeKey":"CANARYKEY","region":"CANARYKEY"}]"#,
                "needs a `region`",
            ),
            (
                r#"[{"id":"a","writeKey":"CANARYKEY","endpoint":"http://CANARYKEY"}]"#,
                "begins with https://",
            ),
            (
                r#"[{"id":"a","writeKey":"k"},{"id":"a","writeKey":"k"}]"#,
                "account 2 in F has the id",
            ),
        ] {
            let message = message(text);
            assert!(message.contains(told), "{message}");
            assert!(!message.contains("CANARYKEY"), "{message}");
        }
    }

    #[test]
    fn a_list_is_read_alone_or_as_a_member() {
        let list = r#"[{"id":"main","writeKey":"abcdefghijklmnop","region":"eu"}]"#;
        for text in [list.to_owned(), format!("{{\"accounts\":{list}}}")] {
            let accounts = read(&text, "F").ok().unwrap();
            let id = AccountId::parse("main").unwrap();
            assert_eq!(accounts.key(&id), Some("abcdefghijklmnop"));
            assert_eq!(accounts.known()[0].region, Region::Eu);
        }
    }
}
