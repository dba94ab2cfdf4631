//! Performs the effects of a worker's runs.

use std::collections::HashMap;
use std::fmt;
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use segflow_core::document::AccountId;
use segflow_core::flow::Flow;
use segflow_core::run::SendError;
use segflow_core::segment::{Account, Request};
use serde::{Deserialize, Serialize};

use super::job::Carried;
use super::log::{Log, Sending};
use super::metrics::Metrics;
use super::rate::Rate;
use crate::accounts::Accounts;
use crate::clock;
use crate::send::Sender;

/// So many workflows are kept compiled.
const MOST_FLOWS: usize = 64;

/// What all runs of a worker share.
pub(crate) struct Performer {
    pub(crate) accounts: Arc<Accounts>,
    pub(crate) sender: Sender,
    pub(crate) rate: Rate,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) log: Arc<Log>,
    /// A run that cannot even be tried is tried so often; then it is paused.
    pub(crate) tries: u64,
    flows: Mutex<HashMap<String, (Carried, Arc<Flow>)>>,
}

/// What came of sending, as the journal keeps it.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Sent {
    pub(crate) status: Option<u16>,
    pub(crate) body: String,
    pub(crate) retry_after: Option<String>,
    /// The code of the error, if there was no answer.
    pub(crate) error: Option<String>,
    /// When, in milliseconds since 1970.
    pub(crate) at_millis: i64,
    /// Any number, each as likely.
    pub(crate) random: u32,
}

impl Sent {
    /// Why there was no answer. An error of a newer worker, which this one does
    /// not know, is told as the usual one.
    pub(crate) fn send_error(&self) -> SendError {
        self.error
            .as_deref()
            .and_then(SendError::from_code)
            .unwrap_or(SendError::BlockedOrOffline)
    }
}

/// The account is not connected here: no fault of the record's.
#[derive(thiserror::Error)]
#[error("the account {0} is not connected to this worker; start it with that account")]
pub(crate) struct NotConnected(String);

/// The engine shows it so to people.
impl fmt::Debug for NotConnected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// So much of an answer is kept in the journal, in characters.
const KEPT_CHARS: usize = 1000;

impl Performer {
    pub(crate) fn new(
        accounts: Arc<Accounts>,
        sender: Sender,
        rate: Rate,
        log: Log,
        tries: u64,
    ) -> Performer {
        Performer {
            accounts,
            sender,
            rate,
            log: Arc::new(log),
            tries,
            metrics: Arc::default(),
            flows: Mutex::default(),
        }
    }

    pub(crate) fn known_accounts(&self) -> Vec<Account> {
        self.accounts.known()
    }

    /// The workflow made ready, once.
    pub(crate) fn flow(&self, workflow: &Carried) -> Result<Arc<Flow>, String> {
        let mut flows = self.flows.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, flow)) = flows.get(&workflow.hash)
            && known == workflow
        {
            return Ok(Arc::clone(flow));
        }
        let flow = workflow.compile()?;
        if flows.len() >= MOST_FLOWS {
            flows.clear();
        }
        flows.insert(workflow.hash.clone(), (workflow.clone(), Arc::clone(&flow)));
        Ok(flow)
    }

    /// Refuses a workflow that names an account which is not connected here,
    /// before any of its records fails for it.
    pub(crate) fn demand_accounts(&self, flow: &Flow, run_id: &str) -> Result<(), NotConnected> {
        let missing = flow
            .accounts()
            .find(|account| self.accounts.key(account).is_none());
        match missing {
            None => Ok(()),
            Some(account) => {
                self.log.not_connected(run_id, account);
                Err(NotConnected(account.as_str().to_owned()))
            }
        }
    }

    /// Sends once, when it is its turn.
    pub(crate) async fn send(
        self: Arc<Performer>,
        sending: Sending,
        account: AccountId,
        request: Request,
    ) -> Sent {
        // Each attempt leaves with its own time.
        let request = request.sent_again_at(clock::now());
        let ids = MessageIds::of(&request.shown().body);
        let wait = self.rate.take(ids.0.len(), Instant::now());
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
        let request = request.sent_again_at(clock::now());
        let metrics = Arc::clone(&self.metrics);
        metrics.under_way.fetch_add(1, Ordering::Relaxed);
        let (sender, to) = (self.sender.clone(), account.clone());
        let began = Instant::now();
        let sent = tokio::task::spawn_blocking(move || sender.send(&to, &request)).await;
        metrics.under_way.fetch_sub(1, Ordering::Relaxed);
        let mut kept = Sent {
            status: None,
            body: String::new(),
            retry_after: None,
            error: None,
            at_millis: clock::now().millis(),
            random: clock::random(),
        };
        match sent {
            Ok(Ok(answer)) => {
                Metrics::add(match answer.status {
                    200..=299 => &metrics.accepted,
                    429 => &metrics.limited,
                    _ => &metrics.refused,
                });
                if let 200..=299 = answer.status {
                    let number = u64::try_from(ids.0.len()).unwrap_or(0);
                    metrics.messages.fetch_add(number, Ordering::Relaxed);
                }
                kept.status = Some(answer.status);
                kept.body = answer.body.chars().take(KEPT_CHARS).collect();
                kept.retry_after = answer.retry_after;
            }
            no_answer => {
                let error = match no_answer {
                    Ok(Err(no_answer)) => no_answer.error,
                    // The thread that sent it is gone: nobody knows how far it came.
                    _ => SendError::TimedOut,
                };
                Metrics::add(&metrics.unanswered);
                kept.error = Some(error.code().to_owned());
            }
        }
        self.log
            .sent(&sending, &account, &ids.0, &kept, began.elapsed());
        kept
    }
}

/// The ids of the messages in a body.
struct MessageIds(Vec<String>);

impl MessageIds {
    fn of(body: &str) -> MessageIds {
        let body: Body = serde_json::from_str(body).unwrap_or_default();
        let alone = body.message_id.into_iter();
        let together = body.batch.into_iter().filter_map(|one| one.message_id);
        MessageIds(alone.chain(together).collect())
    }
}

/// What of a body its ids are found in.
#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Body {
    message_id: Option<String>,
    batch: Vec<Member>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Member {
    message_id: Option<String>,
}
