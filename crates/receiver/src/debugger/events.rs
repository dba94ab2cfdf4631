use std::collections::HashMap;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::channel::{Channel, Sender};

use crate::answers;
use crate::receiver::Receiver;
use crate::store::{self, End, Selection};

/// So many events are read and sent at a time, whatever is asked for.
pub(super) const PAGE: usize = 250;

/// Answers `/debugger/events`, the oldest event first.
pub(crate) async fn events(
    State(receiver): State<Arc<Receiver>>,
    Query(query): Query<HashMap<String, String>>,
) -> Response {
    let mut wanted = match wanted(&query) {
        Ok(wanted) => wanted,
        Err(name) => {
            return answers::sentence(
                StatusCode::BAD_REQUEST,
                format!(
                    "`{name}` must be {}, a whole number.\n",
                    if name == "limit" {
                        "how many events to give"
                    } else {
                        "the `seq` of an event"
                    }
                ),
            );
        }
    };
    if wanted.end == End::Latest {
        // The latest are found from their end on, but given from the oldest on.
        let Some(first) = first_of_latest(&receiver, wanted.clone()).await else {
            return list("[]");
        };
        wanted.after = Some(first.saturating_sub(1));
        wanted.end = End::Oldest;
    }
    let (mut text, mut rest) = page(&receiver, &mut wanted, "[").await;
    if rest == Rest::None {
        text.push(']');
        return list(text);
    }
    let (mut send, body) = Channel::<Bytes>::new(1);
    tokio::spawn(async move {
        while rest == Rest::Some {
            // The client has gone, and with it the need for more.
            if send.send_data(text.into()).await.is_err() {
                return;
            }
            (text, rest) = page(&receiver, &mut wanted, ",").await;
        }
        close(send, text).await;
    });
    list(Body::new(body))
}

async fn close(mut send: Sender<Bytes>, mut text: String) {
    // A page without any event is a comma too many.
    if text == "," {
        text.clear();
    }
    text.push(']');
    let _ = send.send_data(text.into()).await;
}

fn list(body: impl Into<Body>) -> Response {
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (StatusCode::OK, headers, body.into()).into_response()
}

/// What a query asks for, or the name of what is wrong in it.
fn wanted(query: &HashMap<String, String>) -> Result<Selection, &'static str> {
    let number = |name: &'static str| match query.get(name) {
        None => Ok(None),
        Some(text) => text.parse::<u64>().map(Some).map_err(|_| name),
    };
    let after = number("after")?;
    let before = number("before")?;
    let limit = number("limit")?;
    Ok(Selection {
        after,
        before,
        message_id: query.get("messageId").cloned(),
        // A limit counts from the bound that is named, else from the newest.
        end: match (after, limit) {
            (None, Some(_)) => End::Latest,
            _ => End::Oldest,
        },
        limit: limit.map_or(usize::MAX, |limit| {
            usize::try_from(limit).unwrap_or(usize::MAX)
        }),
    })
}

async fn first_of_latest(receiver: &Arc<Receiver>, wanted: Selection) -> Option<u64> {
    let mut before = wanted.before;
    let mut left = wanted.limit;
    let mut first = None;
    while left > 0 {
        let selection = Selection {
            before,
            limit: left.min(PAGE),
            ..wanted.clone()
        };
        let rows = receiver.read(move |store| store.select(&selection)).await?;
        let Some(oldest) = rows.first() else {
            break;
        };
        first = Some(oldest.seq);
        before = first;
        left -= rows.len().min(left);
    }
    first
}

/// Whether there may be more events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rest {
    None,
    Some,
}

/// The next events with commas between, after a beginning; what is wanted is
/// then what comes after them.
async fn page(receiver: &Receiver, wanted: &mut Selection, start: &str) -> (String, Rest) {
    let most = wanted.limit.min(PAGE);
    let selection = Selection {
        limit: most,
        ..wanted.clone()
    };
    let rows = receiver.read(move |store| store.select(&selection)).await;
    let rows = rows.unwrap_or_default();
    let mut text = start.to_owned();
    for row in &rows {
        if let Ok(shown) = row.shown() {
            if !text.ends_with(['[', ',']) {
                text.push(',');
            }
            text.push_str(&shown);
        }
    }
    wanted.after = rows.last().map(|row| row.seq).or(wanted.after);
    wanted.limit -= rows.len().min(wanted.limit);
    let last = rows.len() < most && !store::is_full(&rows);
    let rest = if last || wanted.limit == 0 {
        Rest::None
    } else {
        Rest::Some
    };
    (text, rest)
}
