//! Takes an event, answers as Segment would, and stores what came.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

use crate::accounts::Accounts;
use crate::answers;
use crate::body::{self, Outcome};
use crate::instant;
use crate::message::{self, Content};
use crate::receiver::Receiver;
use crate::store::Received;
use crate::write_key::WriteKey;

/// The paths that take one event each.
pub(crate) const PATHS: [&str; 6] = [
    "/v1/identify",
    "/v1/track",
    "/v1/page",
    "/v1/screen",
    "/v1/group",
    "/v1/alias",
];

/// Segment refuses a single event of more bytes.
const LARGEST_EVENT: usize = 32_768;

/// Why an event is refused. All else Segment takes, whatever becomes of it later.
#[derive(Debug, thiserror::Error)]
enum Refusal {
    #[error("the body is empty; send one event as a JSON object")]
    Empty,
    #[error(
        "the body is longer than {} bytes; send fewer or smaller events",
        body::LARGEST
    )]
    BodyTooLong,
    #[error("the event has {0} bytes and may have {LARGEST_EVENT}; make its values shorter")]
    EventTooLong(usize),
    #[error("{0}")]
    Malformed(String),
    #[error("the body did not arrive in time; send it again")]
    TooSlow,
    #[error("the body broke off, or its chunks are not what HTTP asks for; send it again")]
    Broken,
}

/// The answer to an event, in Segment's form.
#[derive(Serialize)]
struct Answer {
    success: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
}

/// Answers a single event, whatever its content type says.
pub(crate) async fn event(State(receiver): State<Arc<Receiver>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let basic = basic_key(request.headers());
    let received = match body::read(request.into_body()).await {
        Outcome::Whole(body) => examine(path, &body, basic, &receiver.accounts),
        Outcome::TooLong(bytes) => unread(path, bytes, basic, &receiver.accounts),
        // Part of an event is none: the client knows that it must send it again.
        Outcome::TooSlow => return answer(Some(&Refusal::TooSlow)),
        Outcome::Broken => return answer(Some(&Refusal::Broken)),
    };
    let response = answer(received.1.as_ref());
    receiver.store.add(received.0);
    response
}

fn examine(
    path: String,
    body: &[u8],
    basic: Option<WriteKey>,
    accounts: &Accounts,
) -> (Received, Option<Refusal>) {
    let read = message::read(body, basic, accounts);
    let refusal = refusal(body, &read.content);
    let mut remark = None;
    let (message, raw) = match read.content {
        Content::Json(message) => (Some(message), None),
        Content::Malformed { text, .. } => (None, Some(text)),
        Content::Deep(text) => {
            remark = Some("nested too deeply to be shown as JSON; here is its text".to_owned());
            (None, Some(text))
        }
    };
    let received = Received {
        received_at: instant::now(),
        path,
        account: read.account,
        message_id: read.id,
        message,
        raw,
        problem: refusal.as_ref().map(Refusal::to_string).or(remark),
        bytes: body.len(),
        status: status(refusal.as_ref()).as_u16(),
    };
    (received, refusal)
}

/// What is known of a body that was too long to be kept.
fn unread(
    path: String,
    bytes: usize,
    basic: Option<WriteKey>,
    accounts: &Accounts,
) -> (Received, Option<Refusal>) {
    let refusal = Refusal::BodyTooLong;
    let received = Received {
        received_at: instant::now(),
        path,
        account: accounts.name(basic.as_ref()),
        message_id: None,
        message: None,
        raw: None,
        problem: Some(refusal.to_string()),
        bytes,
        status: status(Some(&refusal)).as_u16(),
    };
    (received, Some(refusal))
}

fn refusal(body: &[u8], content: &Content) -> Option<Refusal> {
    if body.is_empty() {
        return Some(Refusal::Empty);
    }
    if let Content::Malformed { problem, .. } = content {
        return Some(Refusal::Malformed(problem.clone()));
    }
    (body.len() > LARGEST_EVENT).then_some(Refusal::EventTooLong(body.len()))
}

fn basic_key(headers: &HeaderMap) -> Option<WriteKey> {
    let header = headers.get(header::AUTHORIZATION)?;
    WriteKey::from_basic(header.to_str().ok()?)
}

fn status(refusal: Option<&Refusal>) -> StatusCode {
    match refusal {
        None => StatusCode::OK,
        Some(Refusal::TooSlow) => StatusCode::REQUEST_TIMEOUT,
        Some(_) => StatusCode::BAD_REQUEST,
    }
}

fn answer(refusal: Option<&Refusal>) -> Response {
    let answer = Answer {
        success: refusal.is_none(),
        message: refusal.map(Refusal::to_string),
        code: refusal.map(|_| "invalid_request"),
    };
    answers::json(status(refusal), &answer)
}
