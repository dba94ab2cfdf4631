//! Performs [`Effect::Send`](segflow_core::run::Effect::Send).

mod stop;

pub use stop::Stop;

use gloo_net::http::{Method, RequestBuilder};
use segflow_core::document::AccountId;
use segflow_core::run::{Event, SendError};
use segflow_core::segment::{Request, ShownRequest};

use crate::accounts::{Accounts, WriteKey};
use crate::clock;
use crate::fetch::{Answer, Deadline, NoAnswer, discreet, exchange};

/// How long an answer may take.
const PATIENCE_MILLIS: u32 = 30_000;

/// Performs the effect and says what came of it, as the run's next event.
pub async fn perform(
    account: &AccountId,
    request: &Request,
    accounts: &Accounts,
    stop: &Stop,
) -> Event {
    let sent = match accounts.key(account) {
        Some(key) => send(request, key, stop).await,
        None => Err(SendError::NoKey),
    };
    let now = clock::now();
    match sent {
        Ok((status, body)) => Event::Responded { status, body, now },
        Err(error) => Event::NotResponded { error, now },
    }
}

/// Sends a request with its key filled in; gives the status and the body, of
/// which no more than 64 KiB are read. Dropping the future aborts the request.
pub async fn send(
    request: &Request,
    key: &WriteKey,
    stop: &Stop,
) -> Result<(u16, String), SendError> {
    if stop.is_stopped() {
        return Err(SendError::Stopped);
    }
    let deadline =
        Deadline::after_millis(PATIENCE_MILLIS).map_err(|_| SendError::BlockedOrOffline)?;
    let _watched = stop.watch(deadline.controller());
    let request = request.fill(key.reveal());
    match post(request, &deadline).await {
        Ok(Answer { status, body }) => Ok((status, body)),
        Err(NoAnswer::Redirected) => Err(SendError::Redirected),
        Err(NoAnswer::Unknown) if stop.is_stopped() => Err(SendError::Stopped),
        Err(NoAnswer::Unknown) if deadline.has_passed() => Err(SendError::TimedOut),
        Err(NoAnswer::Unknown) => Err(SendError::BlockedOrOffline),
    }
}

async fn post(request: ShownRequest, deadline: &Deadline) -> Result<Answer, NoAnswer> {
    let builder = discreet(RequestBuilder::new(&request.url), &deadline.signal());
    let builder = request
        .headers
        .iter()
        .fold(builder.method(Method::POST), |builder, (name, value)| {
            builder.header(name, value)
        });
    exchange(builder.body(request.body).map_err(|_| NoAnswer::Unknown)?).await
}
