use std::sync::Arc;

use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::answers;
use crate::receiver::{Peer, Receiver};

/// Lets a request through that comes from a page of this very address, or from
/// a program that holds the token. What changes something must say that it is
/// JSON, which a page elsewhere cannot say without being asked for its origin.
pub(crate) async fn guard(
    State(receiver): State<Arc<Receiver>>,
    Extension(peer): Extension<Peer>,
    request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    // A program elsewhere can write any origin it likes; on this machine there
    // are better ways to read what its user may read.
    let own_page = peer.is_this_machine() && is_same_origin(headers);
    if !own_page && !holds_token(headers, &receiver.token) {
        return answers::sentence(
            StatusCode::FORBIDDEN,
            "The debugger answers only pages of this address, and programs that send the header \
             `Authorization: Bearer TOKEN` with the token printed at the start.\n",
        );
    }
    if request.method() == Method::POST && !is_json(headers) {
        return answers::sentence(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "Send this with the header `Content-Type: application/json`.\n",
        );
    }
    next.run(request).await
}

fn is_json(headers: &HeaderMap) -> bool {
    let given = headers.get(header::CONTENT_TYPE);
    let given = given.and_then(|value| value.to_str().ok()).unwrap_or("");
    let essence = given.split(';').next().unwrap_or("").trim();
    essence.eq_ignore_ascii_case("application/json")
}

fn holds_token(headers: &HeaderMap, token: &str) -> bool {
    let given = headers
        .get(header::AUTHORIZATION)
        .map(|value| value.as_bytes());
    let given = given.and_then(|value| value.strip_prefix(b"Bearer "));
    // The whole token is compared whatever differs, so that the time taken
    // tells nothing.
    given.is_some_and(|given| {
        given.len() == token.len()
            && given
                .iter()
                .zip(token.bytes())
                .fold(0, |differs, (a, b)| differs | (a ^ b))
                == 0
    })
}

/// A browser always sends at least one of the two headers with a request that a
/// page makes of another origin; without either, nobody vouches for the request.
fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).map(|value| value.to_str().unwrap_or(""));
    let host = text(header::HOST.as_str()).unwrap_or("");
    let origin = text(header::ORIGIN.as_str()).map(|origin| origin == format!("http://{host}"));
    // `none` is a person's own doing: an address typed or a bookmark.
    let site = text("sec-fetch-site").map(|site| site == "same-origin" || site == "none");
    match (origin, site) {
        (None, None) => false,
        (origin, site) => origin.unwrap_or(true) && site.unwrap_or(true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(headers: &[(&'static str, &'static str)], expected: bool) {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect::<HeaderMap>();
        let open = holds_token(&headers, "sesame") || is_same_origin(&headers);
        assert_eq!(open, expected, "{headers:?}");
    }

    #[test]
    fn only_own_pages_and_holders_of_the_token_come_in() {
        let host = ("host", "127.0.0.1:4780");
        let own = ("origin", "http://127.0.0.1:4780");
        check(&[host], false);
        check(&[host, own], true);
        check(&[host, ("sec-fetch-site", "same-origin")], true);
        check(&[host, ("sec-fetch-site", "none")], true);
        check(&[host, ("sec-fetch-site", "same-site")], false);
        check(&[host, ("sec-fetch-site", "cross-site")], false);
        check(&[host, own, ("sec-fetch-site", "cross-site")], false);
        check(&[host, ("origin", "http://127.0.0.1:4781")], false);
        check(&[host, ("origin", "http://localhost:4780")], false);
        check(&[host, ("origin", "https://127.0.0.1:4780")], false);
        check(&[host, ("origin", "null")], false);
        check(
            &[
                host,
                ("origin", "http://evil.example"),
                ("sec-fetch-site", "same-origin"),
            ],
            false,
        );
        check(&[host, ("authorization", "Bearer sesame")], true);
        check(&[host, ("authorization", "Bearer sesam")], false);
        check(&[host, ("authorization", "Bearer sesamE")], false);
        check(&[host, ("authorization", "sesame")], false);
    }
}
