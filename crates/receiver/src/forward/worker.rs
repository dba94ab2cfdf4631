use std::sync::Arc;
use std::time::Duration;

use tokio::time::sleep;

use super::parcel::Parcel;
use super::upstream::{Attempt, Upstream};
use crate::event::{Forward, ForwardState};
use crate::instant;
use crate::receiver::Receiver;
use crate::stop;
use crate::store::Selection;

/// After so long a message is given up, as Segment's own libraries do.
const LONGEST_TRY_MILLIS: u64 = 12 * 60 * 60 * 1000;

const FIRST_WAIT: Duration = Duration::from_millis(500);
const LONGEST_WAIT: Duration = Duration::from_secs(60);

/// So many of the events that wait are looked at for one request.
const LOOKED_AT: usize = 2_500;

/// Passes on what waits, one request after the other, until the receiver stops.
/// What then still waits is passed on after the next start.
pub(crate) async fn run(receiver: Arc<Receiver>, upstream: Upstream) {
    let mut stop = receiver.stop.clone();
    tokio::select! {
        () = stop::requested(&mut stop) => {}
        () = pass_on(&receiver, &upstream) => {}
    }
}

async fn pass_on(receiver: &Arc<Receiver>, upstream: &Upstream) {
    let mut newest = receiver.store.last_seq();
    let mut failures = 0;
    loop {
        newest.borrow_and_update();
        match next(receiver).await {
            Some(parcel) => {
                let wait = attempt(receiver, upstream, parcel, failures).await;
                failures = if wait.is_some() { failures + 1 } else { 0 };
                sleep(wait.unwrap_or_default()).await;
            }
            None => {
                if newest.changed().await.is_err() {
                    return;
                }
            }
        }
    }
}

async fn next(receiver: &Arc<Receiver>) -> Option<Parcel> {
    let (seq, parcel) = receiver
        .read(|store| {
            let seq = store.oldest_waiting()?;
            let rows = store.select(&Selection {
                after: Some(seq.saturating_sub(1)),
                limit: LOOKED_AT,
                ..Selection::default()
            });
            Some((seq, Parcel::pack(&rows)))
        })
        .await??;
    if parcel.is_none() {
        // It must not hold up the others.
        let forward = Forward {
            state: ForwardState::Failed,
            error: Some("it cannot be read any more".to_owned()),
            ..Forward::waiting()
        };
        receiver.store.forwarded(vec![seq], forward).await;
    }
    parcel
}

/// Tries once and notes what came of it. Gives how long to wait if it is to be
/// tried again.
async fn attempt(
    receiver: &Arc<Receiver>,
    upstream: &Upstream,
    parcel: Parcel,
    failures: u32,
) -> Option<Duration> {
    let now = instant::now_millis();
    let mut forward = Forward {
        state: ForwardState::Failed,
        attempts: parcel.attempts + 1,
        at: Some(instant::format(now)),
        status: None,
        error: None,
    };
    let Some(account) = receiver.accounts.labelled(&parcel.account) else {
        forward.attempts = parcel.attempts;
        forward.error = Some("its account is no longer given by --key".to_owned());
        receiver.store.forwarded(parcel.seqs, forward).await;
        return None;
    };
    let body = parcel.body(account.write_key.reveal(), now);
    let path = parcel.path().to_owned();
    let upstream = upstream.clone();
    let sent = tokio::task::spawn_blocking(move || upstream.send(&path, &body)).await;
    let mut wait = None;
    match sent {
        Ok(Attempt::Accepted { status }) => {
            forward.state = ForwardState::Accepted;
            forward.status = Some(status);
        }
        Ok(Attempt::Refused { status, error }) => {
            forward.status = Some(status);
            forward.error = Some(error);
        }
        Ok(Attempt::Failed {
            status,
            error,
            wait: asked,
        }) => {
            forward.status = status;
            forward.error = Some(error);
            if now.saturating_sub(parcel.millis) < LONGEST_TRY_MILLIS {
                forward.state = ForwardState::Waiting;
                wait = Some(asked.unwrap_or_else(|| back_off(failures)));
            }
        }
        Err(_) => forward.error = Some("the receiver has a bug here; please report it".to_owned()),
    }
    receiver.store.forwarded(parcel.seqs, forward).await;
    wait
}

fn back_off(failures: u32) -> Duration {
    let factor = 2_u32.saturating_pow(failures.min(16));
    FIRST_WAIT.saturating_mul(factor).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_grow_to_a_minute() {
        let millis: Vec<_> = [0, 1, 2, 6, 7, 99]
            .into_iter()
            .map(|failures| back_off(failures).as_millis())
            .collect();
        assert_eq!(millis, [500, 1000, 2000, 32_000, 60_000, 60_000]);
    }
}
