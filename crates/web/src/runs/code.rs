//! The code that performs runs comes when there is a run, as a part of the
//! program. Nothing else may call it by its name.

use std::cell::Cell;
use std::pin::Pin;

use segflow_core::run::{Event, Run};

use super::Runs;
use crate::Error;

/// Something that is done.
type Deed<T> = Pin<Box<dyn Future<Output = T>>>;

/// The code, once it is there.
#[derive(Clone, Copy)]
pub(super) struct Code {
    pub(super) begin: fn(Runs, Run, Event) -> Deed<Result<(), Error>>,
    pub(super) take_on: fn(Runs, String) -> Deed<()>,
    pub(super) follow: fn(Runs, String) -> Deed<()>,
    pub(super) tell: fn(&Runs, &str, Event),
}

thread_local! {
    static CODE: Cell<Option<Code>> = const { Cell::new(None) };
}

/// The code, if it is there.
pub(super) fn here() -> Option<Code> {
    CODE.get()
}

/// The code, when it is there.
pub(super) async fn arrived() -> Result<Code, Error> {
    if here().is_none() {
        arrive().await?;
    }
    here().ok_or(Error::NotLoaded)
}

#[cfg(feature = "split")]
#[wasm_split_helpers::wasm_split(runs, fallible)]
fn arrive() -> Result<(), Error> {
    CODE.set(Some(super::performing::CODE));
    Ok(())
}

#[cfg(not(feature = "split"))]
async fn arrive() -> Result<(), Error> {
    CODE.set(Some(super::performing::CODE));
    Ok(())
}

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for Error {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Error {
        Error::NotLoaded
    }
}
