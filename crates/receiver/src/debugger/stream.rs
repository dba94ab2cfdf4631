//! Server-sent events: every event as it comes, and what becomes of earlier ones.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes};
use axum::extract::{Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use http_body_util::channel::{Channel, Sender};
use serde::Serialize;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{interval, timeout};

use super::events::PAGE;
use super::status::Status;
use crate::answers;
use crate::event::Forward;
use crate::receiver::Receiver;
use crate::stop;
use crate::store::{Change, Selection};

/// Something is sent at least so often, so that both ends notice when the other
/// has gone.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// A client that takes nothing for so long is let go; it can resume.
const PATIENCE: Duration = Duration::from_secs(30);

/// So many streams are held at a time; other requests need room as well.
pub(crate) const MOST_STREAMS: usize = 64;

/// A browser comes back after so many milliseconds.
const RETRY_MILLIS: u32 = 1000;

#[derive(Serialize)]
struct Forwarded {
    seq: u64,
    forward: Forward,
}

/// Answers `/debugger/stream`. It begins after `Last-Event-ID` or `?after=`, else
/// with what comes next.
pub(crate) async fn stream(
    State(receiver): State<Arc<Receiver>>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    let header = headers
        .get("last-event-id")
        .map(|id| id.to_str().unwrap_or("?"));
    let after = header
        .filter(|id| !id.is_empty())
        .or(query.get("after").map(String::as_str));
    let after = match after.map(str::parse::<u64>) {
        None => None,
        Some(Ok(seq)) => Some(seq),
        Some(Err(_)) => {
            return answers::sentence(
                StatusCode::BAD_REQUEST,
                "`after` and `Last-Event-ID` must be the `seq` of an event, a whole number.\n",
            );
        }
    };
    let Ok(place) = Arc::clone(&receiver.streams).try_acquire_owned() else {
        return answers::sentence(
            StatusCode::SERVICE_UNAVAILABLE,
            "Too many pages follow the events already; close some and try again.\n",
        );
    };
    let (send, body) = Channel::<Bytes>::new(2);
    tokio::spawn(async move {
        // However it ends, the client comes back for more.
        let _ = Listener { receiver, send }.follow(after).await;
        drop(place);
    });
    let headers = [
        (
            header::CONTENT_TYPE,
            HeaderValue::from_static("text/event-stream"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (StatusCode::OK, headers, Body::new(body)).into_response()
}

/// The client has gone, or takes nothing.
struct Gone;

struct Listener {
    receiver: Arc<Receiver>,
    send: Sender<Bytes>,
}

impl Listener {
    async fn follow(&mut self, after: Option<u64>) -> Result<(), Gone> {
        let mut changes = self.receiver.store.changes();
        let mut newest = self.receiver.store.last_seq();
        let mut stop = self.receiver.stop.clone();
        let mut heartbeat = interval(HEARTBEAT);

        let last = *newest.borrow_and_update();
        self.send(format!("retry: {RETRY_MILLIS}\n\n")).await?;
        self.status().await?;
        let mut at = match after {
            // Numbers never go back: these events were another store's.
            Some(after) if after > last => {
                self.reset(last).await?;
                last
            }
            after => after.unwrap_or(last),
        };
        loop {
            at = self.events(at).await?;
            tokio::select! {
                () = stop::requested(&mut stop) => return Ok(()),
                changed = newest.changed() => changed.map_err(|_| Gone)?,
                change = changes.recv() => match change {
                    Ok(Change::Others) => self.reset(at).await?,
                    Ok(Change::Moved) => self.status().await?,
                    Ok(Change::Forwarded { seqs, forward }) => {
                        self.forwarded(seqs, &forward, at).await?;
                    }
                    // It missed some; it has to look at all events anew.
                    Err(RecvError::Lagged(_)) => self.reset(at).await?,
                    Err(RecvError::Closed) => return Ok(()),
                },
                _ = heartbeat.tick() => self.send(": still here\n\n".to_owned()).await?,
            }
        }
    }

    /// Sends all events after one, and gives the last that it sent.
    async fn events(&mut self, mut at: u64) -> Result<u64, Gone> {
        loop {
            let selection = Selection {
                after: Some(at),
                limit: PAGE,
                ..Selection::default()
            };
            let rows = self
                .receiver
                .read(move |store| store.select(&selection))
                .await
                .ok_or(Gone)?;
            let mut text = String::new();
            for row in &rows {
                if let Ok(shown) = row.shown() {
                    text.push_str(&format!("id: {}\ndata: {shown}\n\n", row.seq));
                }
            }
            let Some(last) = rows.last() else {
                return Ok(at);
            };
            at = last.seq;
            self.send(text).await?;
        }
    }

    async fn forwarded(&mut self, seqs: Vec<u64>, forward: &Forward, at: u64) -> Result<(), Gone> {
        for seq in seqs {
            // Later ones are sent with what became of them.
            if seq <= at {
                let forward = forward.clone();
                self.named("forwarded", &Forwarded { seq, forward }).await?;
            }
        }
        Ok(())
    }

    async fn status(&mut self) -> Result<(), Gone> {
        let receiver = Arc::clone(&self.receiver);
        self.named("status", &Status::of(&receiver)).await
    }

    /// Tells that the events sent so far may be others now. The id lets a client
    /// that resumes go on from here.
    async fn reset(&mut self, at: u64) -> Result<(), Gone> {
        self.send(format!("event: reset\nid: {at}\ndata: {{}}\n\n"))
            .await
    }

    async fn named(&mut self, name: &str, data: &impl Serialize) -> Result<(), Gone> {
        let data = serde_json::to_string(data).map_err(|_| Gone)?;
        self.send(format!("event: {name}\ndata: {data}\n\n")).await
    }

    async fn send(&mut self, text: String) -> Result<(), Gone> {
        match timeout(PATIENCE, self.send.send_data(text.into())).await {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) | Err(_) => Err(Gone),
        }
    }
}
