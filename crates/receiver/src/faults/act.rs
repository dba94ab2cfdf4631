use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http_body_util::BodyExt;
use http_body_util::channel::{Channel, Sender};
use serde::{Deserialize, Serialize};
use tokio::time::sleep;

use super::fault::{Break, Effect, Fault, RetryAfter};
use super::script::Script;
use crate::answers;
use crate::body::{self, Outcome};
use crate::instant;
use crate::receiver::Receiver;

/// What `POST /debugger/faults` takes.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Wanted {
    faults: Vec<Fault>,
}

/// What is still to come.
#[derive(Serialize)]
struct Left {
    faults: Vec<Fault>,
    /// So many requests were struck since the script was set.
    used: u64,
}

/// Answers `POST /debugger/faults`: the script takes the place of an earlier one.
pub(crate) async fn set(State(receiver): State<Arc<Receiver>>, request: Request) -> Response {
    let Some(script) = &receiver.faults else {
        return off();
    };
    let Outcome::Whole(body) = body::read(request.into_body()).await else {
        return refused("the script did not arrive whole, or is longer than 512 KiB");
    };
    let wanted: Wanted = match serde_json::from_slice(&body) {
        Ok(wanted) => wanted,
        Err(error) => return refused(&error.to_string()),
    };
    let mut numbered = wanted.faults.iter().enumerate();
    if let Some((index, problem)) =
        numbered.find_map(|(index, fault)| Some((index, fault.problem()?)))
    {
        return refused(&format!("/faults/{index}: {problem}"));
    }
    script.set(wanted.faults);
    tell(script)
}

/// Answers `GET /debugger/faults`.
pub(crate) async fn left(State(receiver): State<Arc<Receiver>>) -> Response {
    match &receiver.faults {
        Some(script) => tell(script),
        None => off(),
    }
}

fn tell(script: &Script) -> Response {
    let (faults, used) = script.left();
    answers::json(StatusCode::OK, &Left { faults, used })
}

fn off() -> Response {
    answers::sentence(
        StatusCode::NOT_FOUND,
        "Faults are not allowed; start the receiver with --faults.\n",
    )
}

fn refused(problem: &str) -> Response {
    answers::sentence(
        StatusCode::BAD_REQUEST,
        format!(
            "This is no script of faults: {problem}. One looks like \
             {{\"faults\":[{{\"fault\":\"status\",\"status\":503,\"retryAfter\":1,\"times\":2}}]}}.\n"
        ),
    )
}

/// Lets the next fault of the script strike a request, if one is meant for it.
pub(crate) async fn strike(
    State(receiver): State<Arc<Receiver>>,
    request: Request,
    next: Next,
) -> Response {
    let script = receiver
        .faults
        .as_ref()
        .filter(|_| request.method() != Method::OPTIONS);
    let effect = script.and_then(|script| script.next(request.uri().path()));
    match effect {
        None => next.run(request).await,
        Some(Effect::Status {
            status,
            retry_after,
            body,
            stored,
        }) => {
            if stored {
                next.run(request).await;
            } else {
                read_all(request).await;
            }
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
            let mut response = plain(status, body.unwrap_or_else(|| usual_body(status)));
            if let Some(retry_after) = retry_after {
                wait(response.headers_mut(), retry_after);
            }
            response
        }
        Some(Effect::Drop { when }) => {
            let mut response = match when {
                Break::BeforeBody => StatusCode::NO_CONTENT.into_response(),
                _ => next.run(request).await,
            };
            if when == Break::InBody {
                return half(response).await;
            }
            response.extensions_mut().insert(when);
            response
        }
        Some(Effect::Delay { millis }) => {
            let response = next.run(request).await;
            sleep(Duration::from_millis(millis)).await;
            response
        }
        Some(Effect::Slow { millis }) => slow(next.run(request).await, millis).await,
        Some(Effect::Malformed { body }) => {
            next.run(request).await;
            plain(
                StatusCode::OK,
                body.unwrap_or_else(|| "{\"success\": tru".to_owned()),
            )
        }
        Some(Effect::Redirect { location, status }) => {
            read_all(request).await;
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::TEMPORARY_REDIRECT);
            let mut response = status.into_response();
            if let Ok(location) = HeaderValue::from_str(&location) {
                response.headers_mut().insert(header::LOCATION, location);
            }
            response
        }
    }
}

/// A client that still sends may miss its answer.
async fn read_all(request: Request) {
    body::read(request.into_body()).await;
}

fn plain(status: StatusCode, body: String) -> Response {
    let json = [(
        header::CONTENT_TYPE,
        HeaderValue::from_static("application/json"),
    )];
    (status, json, body).into_response()
}

fn usual_body(status: StatusCode) -> String {
    let success = status.is_success();
    format!("{{\"success\":{success}}}")
}

fn wait(headers: &mut HeaderMap, retry_after: RetryAfter) {
    let (text, seconds) = match retry_after {
        RetryAfter::Seconds(seconds) => (seconds.to_string(), seconds),
        RetryAfter::Date { date } => {
            let then = instant::now_millis().saturating_add(date.saturating_mul(1000));
            (instant::http_date(then), date)
        }
    };
    for (name, text) in [
        ("retry-after", text),
        ("x-ratelimit-reset", seconds.to_string()),
    ] {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
        }
    }
}

/// Sends the body of an answer byte by byte.
async fn slow(response: Response, millis: u64) -> Response {
    let (response, mut send, bytes) = taken_apart(response).await;
    let pause = Duration::from_millis(millis / bytes.len().max(1) as u64);
    tokio::spawn(async move {
        for at in 0..bytes.len() {
            sleep(pause).await;
            if send.send_data(bytes.slice(at..=at)).await.is_err() {
                return;
            }
        }
    });
    response
}

/// Sends half of the body of an answer, and breaks the connection.
async fn half(response: Response) -> Response {
    let (response, mut send, bytes) = taken_apart(response).await;
    tokio::spawn(async move {
        if send.send_data(bytes.slice(..bytes.len() / 2)).await.is_ok() {
            // What was sent leaves only while nothing else is to be done.
            sleep(Duration::from_millis(50)).await;
            send.abort(io::ErrorKind::ConnectionAborted.into());
        }
    });
    response
}

/// An answer whose body is sent by hand; its headers still tell the whole length.
async fn taken_apart(response: Response) -> (Response, Sender<Bytes, io::Error>, Bytes) {
    let (mut head, body) = response.into_parts();
    // The answers here are all made of a single piece.
    let bytes = body
        .collect()
        .await
        .map(|whole| whole.to_bytes())
        .unwrap_or_default();
    head.headers
        .insert(header::CONTENT_LENGTH, bytes.len().into());
    let (send, body) = Channel::new(1);
    (Response::from_parts(head, Body::new(body)), send, bytes)
}
