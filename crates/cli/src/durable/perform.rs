//! Performs the effects of a worker's runs.

use std::collections::HashMap;
use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use segflow_core::document::{AccountId, LoadError};
use segflow_core::flow::Flow;
use segflow_core::run::SendError;
use segflow_core::segment::{Account, Request};
use serde::{Deserialize, Serialize};

use super::metrics::Metrics;
use super::rate::Rate;
use crate::accounts::Accounts;
use crate::send::Sender;
use crate::{clock, document};

/// So many workflows are kept compiled.
const MOST_FLOWS: usize = 64;

/// What all runs of a worker share.
pub(crate) struct Performer {
    pub(crate) accounts: Arc<Accounts>,
    pub(crate) sender: Sender,
    pub(crate) rate: Rate,
    pub(crate) metrics: Arc<Metrics>,
    flows: Mutex<HashMap<u64, (String, Arc<Flow>)>>,
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

/// The account is not connected here: no fault of the record's.
#[derive(Debug, thiserror::Error)]
#[error("the account {0} is not connected to this worker; start it with that account")]
pub(crate) struct NotConnected(String);

/// So much of an answer is kept in the journal, in characters.
const KEPT_CHARS: usize = 1000;

impl Performer {
    pub(crate) fn new(accounts: Arc<Accounts>, sender: Sender, rate: Rate) -> Performer {
        Performer {
            accounts,
            sender,
            rate,
            metrics: Arc::default(),
            flows: Mutex::default(),
        }
    }

    pub(crate) fn known_accounts(&self) -> Vec<Account> {
        self.accounts.known()
    }

    /// The workflow of that text, compiled once.
    pub(crate) fn flow(&self, text: &str) -> Result<Arc<Flow>, LoadError> {
        let mut hasher = DefaultHasher::new();
        text.hash(&mut hasher);
        let digest = hasher.finish();
        let mut flows = self.flows.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((known, flow)) = flows.get(&digest)
            && known == text
        {
            return Ok(Arc::clone(flow));
        }
        let flow = document::compile(text)?;
        if flows.len() >= MOST_FLOWS {
            flows.clear();
        }
        flows.insert(digest, (text.to_owned(), Arc::clone(&flow)));
        Ok(flow)
    }

    /// Sends once, when it is its turn.
    pub(crate) async fn send(
        self: Arc<Performer>,
        account: AccountId,
        request: Request,
        messages: usize,
    ) -> Result<Sent, NotConnected> {
        if self.accounts.key(&account).is_none() {
            return Err(NotConnected(account.as_str().to_owned()));
        }
        let wait = self.rate.take(messages, Instant::now());
        if !wait.is_zero() {
            tokio::time::sleep(wait).await;
        }
        let metrics = Arc::clone(&self.metrics);
        metrics.under_way.fetch_add(1, Ordering::Relaxed);
        let sender = self.sender.clone();
        // Each attempt leaves with its own time.
        let request = request.sent_again_at(clock::now());
        let sent = tokio::task::spawn_blocking(move || sender.send(&account, &request)).await;
        metrics.under_way.fetch_sub(1, Ordering::Relaxed);
        let mut kept = Sent {
            status: None,
            body: String::new(),
            retry_after: None,
            error: None,
            at_millis: clock::now().millis(),
            random: clock::random(),
        };
        let error = match sent {
            Ok(Ok(answer)) => {
                Metrics::add(match answer.status {
                    200..=299 => &metrics.accepted,
                    429 => &metrics.limited,
                    _ => &metrics.refused,
                });
                kept.status = Some(answer.status);
                kept.body = answer.body.chars().take(KEPT_CHARS).collect();
                kept.retry_after = answer.retry_after;
                return Ok(kept);
            }
            Ok(Err(no_answer)) => no_answer.error,
            // The thread that sent it is gone: nobody knows how far it came.
            Err(_) => SendError::TimedOut,
        };
        Metrics::add(&metrics.unanswered);
        kept.error = Some(error.code().to_owned());
        Ok(kept)
    }
}
