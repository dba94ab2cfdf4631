//! Answers only to this machine's own names. A web page elsewhere can have its
//! own name point at this machine, and would then be of the same origin; the
//! `Host` header gives it away.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::answers;
use crate::receiver::Receiver;

/// A name this receiver answers to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Host {
    /// `127.0.0.1` or `[::1]`
    Address,
    /// `localhost`, with the port that was named.
    Localhost { port: Option<u16> },
    /// A name given by `--host`.
    Given,
}

/// Refuses a request that was made to another name, and remembers the name of
/// all others.
pub(crate) async fn guard(
    State(receiver): State<Arc<Receiver>>,
    mut request: Request,
    next: Next,
) -> Response {
    match named(request.uri(), request.headers(), &receiver.hosts) {
        Some(host) => {
            request.extensions_mut().insert(host);
            next.run(request).await
        }
        None => answers::sentence(
            StatusCode::MISDIRECTED_REQUEST,
            "This receiver answers only to the names 127.0.0.1, localhost and [::1], and to \
             those given by --host; open it by one of them.\n",
        ),
    }
}

/// Every name a request gives must be one of ours.
fn named(uri: &Uri, headers: &HeaderMap, given: &[String]) -> Option<Host> {
    let mut values = headers.get_all(header::HOST).iter();
    let host = read(values.next()?.to_str().ok()?, given)?;
    if values.next().is_some() {
        return None;
    }
    match uri.authority() {
        Some(authority) => read(authority.as_str(), given),
        None => Some(host),
    }
}

fn read(text: &str, given: &[String]) -> Option<Host> {
    // A user name before the address would make another name look like ours.
    let authority: Authority = text.parse().ok().filter(|_| !text.contains('@'))?;
    let port = authority.port_u16();
    if authority.as_str().len() != authority.host().len() && port.is_none() {
        return None;
    }
    match authority.host().to_ascii_lowercase().as_str() {
        "127.0.0.1" | "[::1]" => Some(Host::Address),
        "localhost" => Some(Host::Localhost { port }),
        name if given.iter().any(|given| given == name) => Some(Host::Given),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_names_are_answered() {
        let localhost = |port| Some(Host::Localhost { port });
        for (text, host) in [
            ("127.0.0.1:4780", Some(Host::Address)),
            ("127.0.0.1", Some(Host::Address)),
            ("[::1]:4780", Some(Host::Address)),
            ("localhost:4780", localhost(Some(4780))),
            ("LocalHost", localhost(None)),
            ("localhost.", None),
            ("localhost.evil.example", None),
            ("127.0.0.1.evil.example:4780", None),
            ("evil.example", None),
            ("evil@127.0.0.1", None),
            ("127.0.0.1@evil.example", None),
            ("127.0.0.1:", None),
            ("127.0.0.1:99999", None),
            ("127.0.0.2", None),
            ("127.1", None),
            ("::1", None),
            ("0.0.0.0:4780", None),
            ("", None),
            ("Events.Example.com:80", Some(Host::Given)),
            ("events.example.com", Some(Host::Given)),
            ("www.events.example.com", None),
        ] {
            let given = ["events.example.com".to_owned()];
            assert_eq!(read(text, &given), host, "{text}");
        }
    }

    #[test]
    fn every_name_given_counts() {
        let check = |uri: &str, hosts: &[&str], expected: bool| {
            let mut headers = HeaderMap::new();
            for host in hosts {
                headers.append(header::HOST, host.parse().unwrap());
            }
            let answered = named(&uri.parse().unwrap(), &headers, &[]).is_some();
            assert_eq!(answered, expected, "{uri} {hosts:?}");
        };
        check("/", &["127.0.0.1"], true);
        check("/", &[], false);
        check("/", &["127.0.0.1", "evil.example"], false);
        check("http://evil.example/", &["127.0.0.1"], false);
        check("http://127.0.0.1/", &["evil.example"], false);
        check("http://127.0.0.1/", &["127.0.0.1"], true);
    }
}
