//! Ids that nobody else has.

use segflow_core::document::{AccountId, WorkflowId};

use crate::{Error, clock};

/// 20 characters of 5 bits: that two of a billion ids are the same is less
/// likely than one in a million million.
const ID_CHARS: usize = 20;

/// Lower-case, and without letters that are easily taken for others.
const ALPHABET: [char; 32] = [
    '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'j',
    'k', 'm', 'n', 'p', 'q', 'r', 's', 't', 'v', 'w', 'x', 'y', 'z',
];

/// A new id for a workflow, `wf_…`.
pub fn workflow_id() -> Result<WorkflowId, Error> {
    WorkflowId::parse(&random_id("wf")?).map_err(|_| Error::NoRandomness)
}

/// A new id for an account, `acc_…`.
pub fn account_id() -> Result<AccountId, Error> {
    AccountId::parse(&random_id("acc")?).map_err(|_| Error::NoRandomness)
}

/// A new id for a run, `run_…`.
fn run_id() -> Result<String, Error> {
    random_id("run")
}

/// The id of a new run. Without random numbers the time is as good as any name
/// for a run.
pub fn new_run_id() -> String {
    run_id().unwrap_or_else(|_| format!("run_{}", clock::now().millis()))
}

/// Any number, each as likely: chance for waits, not for secrets.
pub fn number() -> u32 {
    // Exact: it is below 2 to the 32nd.
    (js_sys::Math::random() * 4_294_967_296.0) as u32
}

fn random_id(prefix: &str) -> Result<String, Error> {
    Ok(id_of(prefix, bytes::<ID_CHARS>()?))
}

/// Bytes that nobody can foretell.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    web_sys::window()
        .and_then(|window| window.crypto().ok())
        .and_then(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).ok())
        .ok_or(Error::NoRandomness)?;
    Ok(bytes)
}

fn id_of(prefix: &str, bytes: [u8; ID_CHARS]) -> String {
    let chars = bytes
        .iter()
        .filter_map(|byte| ALPHABET.get(usize::from(byte % 32)));
    format!("{prefix}_{}", chars.collect::<String>())
}

#[cfg(test)]
mod tests {
    use segflow_core::document::WorkflowId;

    use super::{ID_CHARS, id_of};

    #[test]
    fn every_byte_gives_one_character_of_an_id() {
        for byte in 0..=u8::MAX {
            let id = id_of("wf", [byte; ID_CHARS]);
            assert_eq!(id.len(), "wf_".len() + ID_CHARS, "{byte}");
            assert!(WorkflowId::parse(&id).is_ok(), "{id}");
        }
    }

    #[test]
    fn ids_differ_where_their_bytes_do() {
        let mut bytes = [0; ID_CHARS];
        bytes[ID_CHARS - 1] = 31;
        assert_eq!(id_of("run", [0; ID_CHARS]), "run_00000000000000000000");
        assert_eq!(id_of("run", bytes), "run_0000000000000000000z");
    }
}
