//! The engine's own interfaces, as an HTTP client sees them.

use std::time::Duration;

use serde::Deserialize;
use serde_json::Value;
use ureq::Agent;

use crate::error::Error;
use crate::options::Given;

/// Where an engine takes calls, unless it is said otherwise.
const CALLS: &str = "http://127.0.0.1:8080";
/// Where it is asked how things stand.
const ADMIN: &str = "http://127.0.0.1:9070";

/// More requests are never under way at once.
const IDLE_CONNECTIONS: usize = 64;

/// An engine.
#[derive(Clone)]
pub(super) struct Engine {
    calls: String,
    admin: String,
    agent: Agent,
}

#[derive(Deserialize)]
struct Rows {
    rows: Vec<Value>,
}

impl Engine {
    pub(super) fn of(given: &Given) -> Result<Engine, Error> {
        let address = |option, usual: &str| -> Result<String, Error> {
            let text = given.text(option)?.unwrap_or(usual).trim_end_matches('/');
            if text.starts_with("http://") || text.starts_with("https://") {
                Ok(text.to_owned())
            } else {
                Err(Error::Usage(format!(
                    "--{option} takes an address like {usual}"
                )))
            }
        };
        Ok(Engine::at(
            address("engine", CALLS)?,
            address("admin", ADMIN)?,
        ))
    }

    pub(super) fn at(calls: String, admin: String) -> Engine {
        let agent = Agent::config_builder()
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(60)))
            .max_idle_connections(IDLE_CONNECTIONS)
            .max_idle_connections_per_host(IDLE_CONNECTIONS)
            .build()
            .into();
        Engine {
            calls,
            admin,
            agent,
        }
    }

    /// Whether it is ready.
    pub(super) fn is_well(&self) -> bool {
        let answer = self.agent.get(format!("{}/health", self.admin)).call();
        answer.is_ok_and(|answer| answer.status() == 200)
    }

    /// Tells it where its workers are.
    pub(super) fn register(&self, worker: &str) -> Result<(), Error> {
        let body = serde_json::json!({ "uri": worker, "force": true });
        self.post(
            &format!("{}/deployments", self.admin),
            &body.to_string(),
            None,
        )
        .map(|_| ())
    }

    /// Hands over a call that it will see to; returns once it is kept.
    pub(super) fn send(
        &self,
        service: &str,
        key: &str,
        handler: &str,
        body: &str,
        idempotency_key: Option<&str>,
    ) -> Result<(), Error> {
        let url = format!(
            "{}/restate/send/{service}/{}/{handler}",
            self.calls,
            escaped(key)
        );
        self.post(&url, body, idempotency_key).map(|_| ())
    }

    /// Calls and waits for the answer.
    pub(super) fn call(
        &self,
        service: &str,
        key: &str,
        handler: &str,
        body: &str,
    ) -> Result<String, Error> {
        let url = format!(
            "{}/restate/call/{service}/{}/{handler}",
            self.calls,
            escaped(key)
        );
        self.post(&url, body, None)
    }

    /// Asks in its SQL.
    pub(super) fn query(&self, sql: &str) -> Result<Vec<Value>, Error> {
        let body = serde_json::json!({ "query": sql });
        let text = self.post(&format!("{}/query", self.admin), &body.to_string(), None)?;
        let rows: Rows = serde_json::from_str(&text).map_err(|error| {
            Error::Cannot(format!("the engine's answer cannot be read: {error}"))
        })?;
        Ok(rows.rows)
    }

    /// Lets what is paused go on.
    pub(super) fn resume(&self, invocation: &str) -> Result<(), Error> {
        let url = format!("{}/invocations/{}/resume", self.admin, escaped(invocation));
        let answer = self.agent.patch(&url).send_empty();
        Engine::read(&url, answer).map(|_| ())
    }

    fn post(&self, url: &str, body: &str, idempotency_key: Option<&str>) -> Result<String, Error> {
        let mut post = self
            .agent
            .post(url)
            .header("content-type", "application/json")
            .header("accept", "application/json");
        if let Some(key) = idempotency_key {
            post = post.header("idempotency-key", key);
        }
        Engine::read(url, post.send(body))
    }

    fn read(
        url: &str,
        answer: Result<ureq::http::Response<ureq::Body>, ureq::Error>,
    ) -> Result<String, Error> {
        let mut answer = answer.map_err(|error| {
            Error::Cannot(format!(
                "the engine does not answer at {url} ({error}); start it with `segflow up`, or name it by --engine and --admin"
            ))
        })?;
        let status = answer.status();
        let text = answer.body_mut().read_to_string().unwrap_or_default();
        if status.is_success() {
            Ok(text)
        } else {
            Err(Error::Cannot(format!(
                "the engine answered {} at {url}: {}",
                status.as_u16(),
                crate::terminal::harmless(&text)
            )))
        }
    }
}

/// A part of a path.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            escaped.push(char::from(byte));
        } else {
            escaped.push_str(&format!("%{byte:02X}"));
        }
    }
    escaped
}

/// A text of SQL.
pub(super) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}
