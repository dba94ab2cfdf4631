//! Finds the receiver that serves this page, if one does.

use gloo_net::http::RequestBuilder;
use segflow_core::json::Value;

use crate::accounts::ConnectedAccount;
use crate::fetch::{Deadline, discreet, exchange};

const PATH: &str = "/segflow.json";
/// The receiver is on this computer, so it is quick or not there.
const PATIENCE_MILLIS: u32 = 5_000;
const MAX_DEPTH: usize = 8;

/// What the receiver says of itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Receiver {
    /// Its version.
    pub version: String,
    /// The account that works at once. It is added to the others, by
    /// [`Accounts::with`](crate::accounts::Accounts::with), and never saved.
    pub account: Option<ConnectedAccount>,
    /// Whether it has a debugger to look at.
    pub debugger: bool,
}

/// Asks the server of this page whether it is a receiver.
///
/// Only a server on this computer is asked: browsers write every missing file
/// to the console, and elsewhere there is none.
pub async fn find() -> Option<Receiver> {
    let location = web_sys::window()?.location();
    if !is_this_computer(&location.hostname().ok()?) {
        return None;
    }
    let deadline = Deadline::after_millis(PATIENCE_MILLIS).ok()?;
    let request = discreet(RequestBuilder::new(PATH), &deadline.signal());
    let answer = exchange(request.build().ok()?).await.ok()?;
    (answer.status == 200).then(|| read(&answer.body)).flatten()
}

fn is_this_computer(host: &str) -> bool {
    matches!(host, "127.0.0.1" | "localhost" | "[::1]")
}

fn read(text: &str) -> Option<Receiver> {
    let value = Value::read(text, MAX_DEPTH).ok()?;
    // Any page may serve a file of that name: this member says that it is ours.
    let is_ours =
        matches!(value.get("segflow"), Some(Value::Number(format)) if format.as_str() == "1");
    if !is_ours {
        return None;
    }
    Some(Receiver {
        version: value.get("version")?.as_text()?.to_owned(),
        account: value
            .get("account")
            .and_then(ConnectedAccount::from_value)
            .filter(ConnectedAccount::is_receivers),
        debugger: value
            .get("debugger")
            .and_then(Value::as_bool)
            .unwrap_or(false),
    })
}

#[cfg(test)]
mod tests {
    use super::{is_this_computer, read};

    #[test]
    fn a_receiver_is_told_from_other_files() {
        let account = r#""account":{"id":"local","label":"Local test source","writeKey":"abcdefghijklmnopqrstuvwxyz012345","region":"custom","endpoint":"http://127.0.0.1:4780","transport":"simple"}"#;
        for (text, found) in [
            (
                format!(r#"{{"segflow":1,"version":"0.1.0",{account},"debugger":true}}"#),
                Some(("0.1.0", Some("http://127.0.0.1:4780"), true)),
            ),
            (
                r#"{"segflow":1,"version":"0.2.0"}"#.to_owned(),
                Some(("0.2.0", None, false)),
            ),
            (
                format!(
                    r#"{{"segflow":1,"version":"1",{}}}"#,
                    account.replace("\"local\"", "\"main\"")
                ),
                Some(("1", None, false)),
            ),
            (r#"{"segflow":2,"version":"9"}"#.to_owned(), None),
            (r#"{"version":"9"}"#.to_owned(), None),
            ("<!doctype html>".to_owned(), None),
            (String::new(), None),
        ] {
            let receiver = read(&text);
            let told = receiver.as_ref().map(|receiver| {
                let account = receiver.account.as_ref();
                (
                    &*receiver.version,
                    account.map(|account| account.account().region.base()),
                    receiver.debugger,
                )
            });
            assert_eq!(told, found, "{text}");
        }
    }

    #[test]
    fn only_this_computer_is_asked() {
        for (host, asked) in [
            ("127.0.0.1", true),
            ("localhost", true),
            ("[::1]", true),
            ("segflow.example", false),
            ("localhost.example", false),
            ("", false),
        ] {
            assert_eq!(is_this_computer(host), asked, "{host}");
        }
    }
}
