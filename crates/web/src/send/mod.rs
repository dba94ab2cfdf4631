//! Performs [`Effect::Send`](segflow_core::run::Effect::Send).

mod stop;

pub use stop::Stop;

use gloo_net::http::{Method, RequestBuilder};
use segflow_core::document::AccountId;
use segflow_core::run::{Event, SendError, TaskPath};
use segflow_core::segment::{Request, ShownRequest};

use crate::accounts::{Accounts, WriteKey};
use crate::fetch::{Answer, Deadline, NoAnswer, discreet, exchange};
use crate::{clock, network, random};

/// How long an answer may take.
const PATIENCE_MILLIS: u32 = 30_000;

/// Performs the effect and says what came of it, as the run's next event.
pub async fn perform(
    task: TaskPath,
    account: &AccountId,
    request: &Request,
    accounts: &Accounts,
    stop: &Stop,
) -> Event {
    let sent = match accounts.key(account) {
        Some(key) => send(request, key, stop).await,
        None => Err(SendError::NoKey),
    };
    let (now, random) = (clock::now(), random::number());
    match sent {
        Ok(answer) => Event::Responded {
            task,
            status: answer.status,
            body: answer.body,
            retry_after: answer.retry_after,
            now,
            random,
        },
        Err(error) => Event::NotResponded {
            task,
            error,
            now,
            random,
        },
    }
}

/// Sends a request with its key filled in; gives the answer, of whose body no
/// more than 64 KiB are read. Dropping the future aborts the request.
pub(crate) async fn send(
    request: &Request,
    key: &WriteKey,
    stop: &Stop,
) -> Result<Answer, SendError> {
    if stop.is_stopped() {
        return Err(SendError::Stopped);
    }
    // What is on this computer is reached without a network.
    if !network::is_online() && !network::is_this_computer(request.url()) {
        return Err(SendError::Offline);
    }
    let deadline =
        Deadline::after_millis(PATIENCE_MILLIS).map_err(|_| SendError::BlockedOrOffline)?;
    let _watched = stop.watch(deadline.controller());
    match post(request.fill(key.reveal()), &deadline).await {
        Ok(answer) => Ok(Answer {
            // Some servers tell what they were sent.
            body: key.struck_from(answer.body),
            ..answer
        }),
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
