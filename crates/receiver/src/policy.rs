use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// What the pages of the app may do. `index.html` says the same, but for the
/// frames, which only a header can forbid.
const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self' data:; font-src 'self'; \
    connect-src 'self' https: http://127.0.0.1:* http://localhost:*; worker-src 'self'; \
    base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; \
    trusted-types segflow; frame-ancestors 'none'";

/// No opener policy: pages that open the app may send it messages.
const HEADERS: [(HeaderName, &str); 4] = [
    (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
];

/// Sets the policy headers on everything that is not for other origins.
pub(crate) async fn apply(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}
