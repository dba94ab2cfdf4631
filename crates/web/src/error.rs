use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

/// Why the browser could not do what was asked of it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// The browser offers this page no storage.
    #[error(
        "this browser keeps nothing for this page ({0}); leave private browsing or allow the page to store data, then reload"
    )]
    StorageRefused(String),

    /// The device or the page's share of it is full.
    #[error(
        "there is no room left to save this; free some space on this device, or delete workflows you no longer need, then try again"
    )]
    StorageFull,

    /// A newer segflow has been here.
    #[error(
        "what is stored here was saved by a newer version of segflow; reload the page to get that version"
    )]
    StorageNewer,

    /// Another tab would not let the storage be brought up to date.
    #[error(
        "another tab still uses the storage of an older version of segflow; close the other tabs of this page, then reload"
    )]
    StorageHeld,

    /// Something else went wrong with the storage.
    #[error("the browser's storage failed ({0}); reload the page and try again")]
    StorageFailed(String),

    /// What is stored has not the shape it should have.
    #[error(
        "this was saved in a form that this version of segflow cannot read; it is left as it is"
    )]
    Unreadable,

    /// The page was not loaded over a safe connection, so nothing can be encrypted.
    #[error(
        "this page was not loaded over https, so the browser cannot encrypt accounts; they last until the page is closed"
    )]
    NotSecure,

    /// The browser could not encrypt, or could not keep the key for it.
    #[error(
        "this browser cannot keep accounts encrypted ({0}); they last until the page is closed"
    )]
    CannotEncrypt(String),

    /// An account was encrypted with another key than this browser's.
    #[error(
        "this account can no longer be decrypted, as the browser has lost its key; connect it again"
    )]
    CannotDecrypt,

    /// Whoever holds this page keeps work and accounts.
    #[error("the page that holds this keeps what is to be kept; look for it there")]
    HostKeeps,

    /// There is no write key in the text.
    #[error("a write key is needed; copy it from the source's settings in Segment")]
    NoWriteKey,

    /// The receiver's own account is not a person's to change.
    #[error("this account belongs to the receiver on this computer and is not saved")]
    ReceiverAccount,

    /// As many runs wait for their end as may.
    #[error("too many runs have not ended yet; wait for them, or stop some, then run this again")]
    TooManyRuns,

    /// Another tab performs the run.
    #[error("another tab of this page is at this run; look at it there")]
    RunElsewhere,

    /// The code that does it did not come.
    #[error(
        "a part of segflow did not load; check that the program that serves this page is running, then try again"
    )]
    NotLoaded,

    /// A file cannot be had from the browser.
    #[error("the browser did not give the file; choose it again")]
    FileNotRead,

    /// The browser gives no random numbers.
    #[error("this browser gives no random numbers, so no safe id can be made; update the browser")]
    NoRandomness,
}

impl Error {
    /// Tells apart what the storage may answer.
    pub(crate) fn of_storage(value: &JsValue) -> Error {
        match name_of(value).as_deref() {
            Some("QuotaExceededError") => Error::StorageFull,
            Some("VersionError") => Error::StorageNewer,
            Some("SecurityError" | "NotAllowedError" | "InvalidStateError") => {
                Error::StorageRefused(describe(value))
            }
            _ => Error::StorageFailed(describe(value)),
        }
    }
}

/// The name of a `DOMException`.
pub(crate) fn name_of(value: &JsValue) -> Option<String> {
    value.dyn_ref::<DomException>().map(DomException::name)
}

/// What the browser said, for people who look into it. Never called with
/// anything that holds a write key.
pub(crate) fn describe(value: &JsValue) -> String {
    let said = match value.dyn_ref::<js_sys::Error>() {
        Some(error) => Some(String::from(error.to_string())),
        None => value.as_string(),
    };
    // It goes into a sentence of ours.
    said.map_or_else(
        || "it did not say why".to_owned(),
        |said| said.trim_end_matches('.').to_owned(),
    )
}

#[cfg(test)]
mod tests {
    use super::Error;

    #[test]
    fn messages_are_one_lower_case_sentence_that_says_what_to_do() {
        for error in [
            Error::StorageRefused("SecurityError".to_owned()),
            Error::StorageFull,
            Error::StorageNewer,
            Error::StorageHeld,
            Error::StorageFailed("UnknownError".to_owned()),
            Error::Unreadable,
            Error::NotSecure,
            Error::CannotEncrypt("DataCloneError".to_owned()),
            Error::CannotDecrypt,
            Error::HostKeeps,
            Error::NoWriteKey,
            Error::ReceiverAccount,
            Error::TooManyRuns,
            Error::RunElsewhere,
            Error::NotLoaded,
            Error::FileNotRead,
            Error::NoRandomness,
        ] {
            let message = error.to_string();
            assert!(message.starts_with(char::is_lowercase), "{message}");
            assert!(!message.ends_with('.'), "{message}");
        }
    }
}
