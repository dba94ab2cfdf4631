//! Sends requests: the adapter of the core's `Send`.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use segflow_core::document::AccountId;
use segflow_core::run::SendError;
use segflow_core::segment::Request;
use ureq::Agent;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};

use crate::accounts::Accounts;

/// A request may take so long, all in all.
const PATIENCE: Duration = Duration::from_secs(30);

/// So many connections wait for their next request: as many as may be under way
/// at once, since each new one costs more than a request.
const IDLE_CONNECTIONS: usize = 256;

/// So much of an answer is read; Segment's has twenty bytes.
const LONGEST_ANSWER: u64 = 64 * 1024;

/// Whether addresses of this machine and its network are sent to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Targets {
    Public,
    Any,
}

/// An answer as the core wants it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    pub(crate) retry_after: Option<String>,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct NoAnswer {
    pub(crate) error: SendError,
    /// What the network said, without any key.
    pub(crate) detail: String,
}

/// Sends with the keys of the connected accounts. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Sender {
    accounts: Arc<Accounts>,
    agent: Agent,
}

impl Sender {
    pub(crate) fn new(accounts: Arc<Accounts>, targets: Targets) -> Sender {
        let config = Agent::config_builder()
            // A proxy would see the keys of whoever forgot that one is set.
            .proxy(None)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .timeout_global(Some(PATIENCE))
            .max_idle_connections(IDLE_CONNECTIONS)
            .max_idle_connections_per_host(IDLE_CONNECTIONS)
            .user_agent(concat!("segflow/", env!("CARGO_PKG_VERSION")))
            .build();
        let resolver = Guarded {
            targets,
            usual: DefaultResolver::default(),
        };
        Sender {
            accounts,
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
        }
    }

    /// Fills the key in and sends. This waits for the answer.
    pub(crate) fn send(&self, account: &AccountId, request: &Request) -> Result<Answer, NoAnswer> {
        let no_answer = |error, detail: &str| NoAnswer {
            error,
            detail: detail.to_owned(),
        };
        let Some(key) = self.accounts.key(account) else {
            return Err(no_answer(SendError::NoKey, "the account is not connected"));
        };
        let filled = request.fill(key);
        let mut post = self.agent.post(&filled.url);
        for (name, value) in &filled.headers {
            post = post.header(*name, value);
        }
        let mut response = post.send(&filled.body).map_err(|error| match error {
            ureq::Error::Timeout(_) => no_answer(SendError::TimedOut, "no answer came in time"),
            // Neither error has anything of the request in it.
            ureq::Error::HostNotFound => no_answer(
                SendError::BlockedOrOffline,
                "the host cannot be found, or only at a private address (see --allow-private)",
            ),
            other => no_answer(SendError::BlockedOrOffline, &told(&other)),
        })?;
        let status = response.status().as_u16();
        if (300..400).contains(&status) {
            return Err(no_answer(
                SendError::Redirected,
                "the answer was a redirect",
            ));
        }
        let header = |name| Some(response.headers().get(name)?.to_str().ok()?.to_owned());
        let retry_after = header("retry-after");
        let read = response.body_mut().with_config().limit(LONGEST_ANSWER);
        // The status decides; a body that breaks off says nothing else.
        let body = read.read_to_string().unwrap_or_default();
        Ok(Answer {
            status,
            body,
            retry_after,
        })
    }
}

/// The kind of error, and nothing that might quote a request.
fn told(error: &ureq::Error) -> String {
    match error {
        ureq::Error::Io(error) => format!("the connection failed ({})", error.kind()),
        ureq::Error::ConnectionFailed => "the connection failed".to_owned(),
        ureq::Error::Tls(_) | ureq::Error::Rustls(_) => {
            "no secure connection could be made".to_owned()
        }
        _ => "the request could not be sent".to_owned(),
    }
}

/// Looks names up, and leaves private addresses out unless they are allowed. It
/// is asked for each connection, so that a name cannot change its mind.
#[derive(Debug)]
struct Guarded {
    targets: Targets,
    usual: DefaultResolver,
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.usual.resolve(uri, config, timeout)?;
        if self.targets == Targets::Any {
            return Ok(found);
        }
        let mut allowed = self.empty();
        for address in found.iter().filter(|address| is_public(address.ip())) {
            allowed.push(*address);
        }
        if allowed.is_empty() {
            return Err(ureq::Error::HostNotFound);
        }
        Ok(allowed)
    }
}

/// Whether an address is one of the internet, as far as the registries of
/// special addresses say.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            let special = matches!(
                (a, b, c),
                (0 | 10 | 127 | 224.., _, _)
                    | (100, 64..=127, _)
                    | (169, 254, _)
                    | (172, 16..=31, _)
                    | (192, 168, _)
                    | (192, 0, 0 | 2)
                    | (198, 18..=19, _)
                    | (198, 51, 100)
                    | (203, 0, 113)
            );
            !special
        }
        IpAddr::V6(v6) => {
            let [first, second, ..] = v6.segments();
            // 2000::/3 is what is given out; in it are examples and old tunnels
            // that lead to any address of IPv4.
            first & 0xe000 == 0x2000
                && !(first == 0x2001 && (second == 0xdb8 || second < 0x200))
                && first != 0x2002
                && first != 0x3fff
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_of_the_internet_are_told_from_others() {
        for (address, public) in [
            ("1.1.1.1", true),
            ("52.20.30.40", true),
            ("127.0.0.1", false),
            ("10.1.2.3", false),
            ("172.15.0.1", true),
            ("172.31.0.1", false),
            ("192.168.0.9", false),
            ("169.254.169.254", false),
            ("100.100.0.1", false),
            ("0.0.0.0", false),
            ("255.255.255.255", false),
            ("::1", false),
            ("::ffff:10.0.0.1", false),
            ("::ffff:1.1.1.1", true),
            ("fe80::1", false),
            ("fd00::1", false),
            ("2606:4700::1111", true),
            ("2001:db8::1", false),
            ("2002:a00:1::", false),
            ("64:ff9b::a00:1", false),
        ] {
            assert_eq!(is_public(address.parse().unwrap()), public, "{address}");
        }
    }
}
