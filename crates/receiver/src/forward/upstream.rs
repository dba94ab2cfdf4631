use std::net::SocketAddr;
use std::time::Duration;

use ureq::Agent;

use super::region::Region;

/// A request may take so long, all in all.
const PATIENCE: Duration = Duration::from_secs(15);

/// So much of an answer is read; Segment's has twenty bytes.
const LONGEST_ANSWER: u64 = 16 * 1024;

/// The longest wait that an answer can ask for.
const LONGEST_WAIT_SECONDS: u64 = 300;

/// The host that messages are passed on to.
#[derive(Clone)]
pub(crate) struct Upstream {
    origin: String,
    agent: Agent,
}

/// What one attempt came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Attempt {
    Accepted {
        status: u16,
    },
    /// Trying again would not help.
    Refused {
        status: u16,
        error: String,
    },
    /// It may work later.
    Failed {
        status: Option<u16>,
        error: String,
        wait: Option<Duration>,
    },
}

impl Upstream {
    pub(crate) fn segment(region: Region) -> Upstream {
        Upstream {
            origin: region.origin().to_owned(),
            agent: agent(Transport::Tls),
        }
    }

    /// A program on this machine that takes Segment's place in a test.
    pub(crate) fn stand_in(address: SocketAddr) -> Option<Upstream> {
        address.ip().is_loopback().then(|| Upstream {
            origin: format!("http://{address}"),
            agent: agent(Transport::Plain),
        })
    }

    /// Sends once. This waits for the answer.
    pub(super) fn send(&self, path: &str, body: &str) -> Attempt {
        let sent = self
            .agent
            .post(format!("{}{path}", self.origin))
            .header("content-type", "application/json")
            .send(body);
        let mut response = match sent {
            Ok(response) => response,
            Err(error) => {
                return Attempt::Failed {
                    status: None,
                    error: error.to_string(),
                    wait: None,
                };
            }
        };
        let header = |name| response.headers().get(name)?.to_str().ok();
        let seconds = header("retry-after").and_then(|text: &str| text.trim().parse::<u64>().ok());
        let wait = seconds.map(|seconds| Duration::from_secs(seconds.min(LONGEST_WAIT_SECONDS)));
        let status = response.status().as_u16();
        let read = response.body_mut().with_config().limit(LONGEST_ANSWER);
        attempt(status, wait, &read.read_to_string().unwrap_or_default())
    }
}

enum Transport {
    Tls,
    Plain,
}

fn agent(transport: Transport) -> Agent {
    Agent::config_builder()
        .https_only(matches!(transport, Transport::Tls))
        .proxy(None)
        .max_redirects(0)
        .max_redirects_will_error(false)
        .http_status_as_error(false)
        .timeout_global(Some(PATIENCE))
        .user_agent(concat!("segflow-receiver/", env!("CARGO_PKG_VERSION")))
        .build()
        .into()
}

fn attempt(status: u16, wait: Option<Duration>, body: &str) -> Attempt {
    match status {
        200..=299 if !says_no(body) => Attempt::Accepted { status },
        200..=299 => Attempt::Refused {
            status,
            error: "Segment answered `success: false`".to_owned(),
        },
        300..=399 => Attempt::Refused {
            status,
            error: "the answer was a redirect, which is not followed".to_owned(),
        },
        // Those that Segment's own libraries try again.
        408 | 410 | 429 | 460 => failed(status, wait),
        501 | 505 | 511 => refused(status),
        500..=599 => failed(status, wait),
        _ => refused(status),
    }
}

fn says_no(body: &str) -> bool {
    let answer: Result<serde_json::Value, _> = serde_json::from_str(body);
    answer.is_ok_and(|answer| answer.get("success") == Some(&false.into()))
}

fn refused(status: u16) -> Attempt {
    Attempt::Refused {
        status,
        error: format!("Segment answered {status}"),
    }
}

fn failed(status: u16, wait: Option<Duration>) -> Attempt {
    Attempt::Failed {
        status: Some(status),
        error: format!("Segment answered {status}; it is tried again"),
        wait,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(status: u16, body: &str) -> &'static str {
        match attempt(status, None, body) {
            Attempt::Accepted { .. } => "accepted",
            Attempt::Refused { .. } => "refused",
            Attempt::Failed { .. } => "failed",
        }
    }

    #[test]
    fn answers_are_read_as_segments_libraries_do() {
        for (status, body, expected) in [
            (200, r#"{"success":true}"#, "accepted"),
            (200, "", "accepted"),
            (200, r#"{"success":false}"#, "refused"),
            (302, "", "refused"),
            (400, "", "refused"),
            (401, "", "refused"),
            (413, "", "refused"),
            (408, "", "failed"),
            (410, "", "failed"),
            (429, "", "failed"),
            (460, "", "failed"),
            (500, "", "failed"),
            (501, "", "refused"),
            (503, "", "failed"),
            (505, "", "refused"),
            (511, "", "refused"),
        ] {
            assert_eq!(kind(status, body), expected, "{status} {body}");
        }
    }
}
