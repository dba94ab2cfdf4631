//! Takes events, answers as Segment would, and stores what came.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde::Serialize;

use crate::answers;
use crate::batch;
use crate::body::{self, Outcome};
use crate::encoding::{self, Decoded};
use crate::event::{Received, Verdict};
use crate::message::{self, Body, Json};
use crate::receipt::Receipt;
use crate::receiver::Receiver;
use crate::verdict::{self, Call, LARGEST_EVENT};
use crate::write_key::WriteKey;

/// The paths that take one event each, and those that take many.
pub(crate) const PATHS: [(&str, Ingest); 15] = [
    ("/v1/identify", Ingest::One(Call::Identify)),
    ("/v1/track", Ingest::One(Call::Track)),
    ("/v1/page", Ingest::One(Call::Page)),
    ("/v1/screen", Ingest::One(Call::Screen)),
    ("/v1/group", Ingest::One(Call::Group)),
    ("/v1/alias", Ingest::One(Call::Alias)),
    ("/v1/i", Ingest::One(Call::Identify)),
    ("/v1/t", Ingest::One(Call::Track)),
    ("/v1/p", Ingest::One(Call::Page)),
    ("/v1/s", Ingest::One(Call::Screen)),
    ("/v1/g", Ingest::One(Call::Group)),
    ("/v1/a", Ingest::One(Call::Alias)),
    ("/v1/batch", Ingest::Many),
    ("/v1/b", Ingest::Many),
    ("/v1/import", Ingest::Many),
];

/// What a path takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ingest {
    One(Call),
    Many,
}

impl Ingest {
    pub(crate) fn at(path: &str) -> Option<Ingest> {
        let entry = PATHS.iter().find(|(known, _)| *known == path);
        entry.map(|(_, ingest)| *ingest)
    }

    /// The type that is shown and asked for.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Ingest::One(call) => call.name(),
            Ingest::Many => "batch",
        }
    }
}

/// Why a request is refused. All else Segment takes, whatever becomes of it later.
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

/// The answer to a request, in Segment's form.
#[derive(Serialize)]
struct Answer {
    success: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<&'static str>,
}

/// Answers a request, whatever its content type says, once all of it is stored.
pub(crate) async fn take(
    State(receiver): State<Arc<Receiver>>,
    ingest: Ingest,
    request: Request,
) -> Response {
    let path = request.uri().path().to_owned();
    let basic = basic_key(request.headers());
    let receipt = Receipt::new(path, ingest, receiver.forward);
    let (head, body) = request.into_parts();
    let (events, refusal) = match body::read(body).await {
        Outcome::Whole(body) => match encoding::decode(&head.headers, body) {
            Decoded::Plain(body) => examine(&receipt, ingest, &body, basic, &receiver),
            Decoded::TooLong(bytes) => {
                unread(&receipt, bytes, basic, &receiver, Refusal::BodyTooLong)
            }
            Decoded::Damaged(problem) => {
                unread(&receipt, 0, basic, &receiver, Refusal::Malformed(problem))
            }
        },
        Outcome::TooLong(bytes) => unread(&receipt, bytes, basic, &receiver, Refusal::BodyTooLong),
        // Part of an event is none: the client knows that it must send it again.
        Outcome::TooSlow => return answer(Some(&Refusal::TooSlow)),
        Outcome::Broken => return answer(Some(&Refusal::Broken)),
    };
    if receiver.store.add(events).await {
        answer(refusal.as_ref())
    } else {
        answers::sentence(
            StatusCode::SERVICE_UNAVAILABLE,
            "The receiver is stopping and did not keep this; send it again.\n",
        )
    }
}

fn examine(
    receipt: &Receipt,
    ingest: Ingest,
    body: &[u8],
    basic: Option<WriteKey>,
    receiver: &Receiver,
) -> (Vec<Received>, Option<Refusal>) {
    match message::read(body, basic, &receiver.accounts) {
        Body::Json(json) => match ingest {
            Ingest::One(call) => {
                let (event, refusal) = one(receipt, call, &json, body.len());
                (vec![event], refusal)
            }
            Ingest::Many => (batch::split(receipt, &json, body.len()), None),
        },
        Body::Malformed(malformed) => {
            let refusal = if body.is_empty() {
                Refusal::Empty
            } else {
                Refusal::Malformed(malformed.problem)
            };
            let mut event = refused(receipt, malformed.sender.name, body.len(), &refusal);
            event.raw = Some(malformed.text);
            (vec![event], Some(refusal))
        }
    }
}

fn one(
    receipt: &Receipt,
    call: Call,
    json: &Json<'_>,
    bytes: usize,
) -> (Received, Option<Refusal>) {
    let refusal = (bytes > LARGEST_EVENT).then_some(Refusal::EventTooLong(bytes));
    let verdict = match &refusal {
        Some(refusal) => Some(Verdict::refused("event_too_large", refusal.to_string())),
        None => verdict::single(call, json.value),
    };
    let mut event = receipt.event(json, json.value, verdict, |copy| copy);
    event.bytes = bytes;
    if let Some(refusal) = &refusal {
        event.status = status(Some(refusal)).as_u16();
        event.problem = Some(refusal.to_string());
        event.forward = false;
    }
    (event, refusal)
}

/// What is known of a body that cannot be shown.
fn unread(
    receipt: &Receipt,
    bytes: usize,
    basic: Option<WriteKey>,
    receiver: &Receiver,
    refusal: Refusal,
) -> (Vec<Received>, Option<Refusal>) {
    let sender = receiver.accounts.sender(basic.as_ref());
    let event = refused(receipt, sender.name, bytes, &refusal);
    (vec![event], Some(refusal))
}

fn refused(receipt: &Receipt, account: String, bytes: usize, refusal: &Refusal) -> Received {
    let verdict = Verdict::refused("bad_request", refusal.to_string());
    let mut event = receipt.blank(account, verdict);
    event.bytes = bytes;
    event.status = status(Some(refusal)).as_u16();
    event.problem = Some(refusal.to_string());
    event
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
