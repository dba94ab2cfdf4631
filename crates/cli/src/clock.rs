//! The time and chance, which the core does not have.

use std::time::{SystemTime, UNIX_EPOCH};

use segflow_core::time::Timestamp;

use crate::error::Error;

/// What time it is.
pub(crate) fn now() -> Timestamp {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp::from_millis(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
}

/// Any number, each as likely. Where the system has none to give, all are the
/// same: waits are then merely not spread.
pub(crate) fn random() -> u32 {
    getrandom::u32().unwrap_or(0)
}

/// An id that no other run has: `run_` and twenty letters and digits.
pub(crate) fn run_id() -> Result<String, Error> {
    new_id("run_")
}

/// An id that no other workflow has: `wf_` and twenty letters and digits.
pub(crate) fn workflow_id() -> Result<String, Error> {
    new_id("wf_")
}

fn new_id(beginning: &str) -> Result<String, Error> {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghijkmnpqrstuvwx";
    let mut bytes = [0; 20];
    getrandom::fill(&mut bytes)
        .map_err(|error| Error::Cannot(format!("the system gives no random numbers ({error})")))?;
    let digits = bytes
        .iter()
        .filter_map(|byte| DIGITS.get(usize::from(byte % 32)))
        .map(|digit| char::from(*digit));
    Ok(beginning.chars().chain(digits).collect())
}
