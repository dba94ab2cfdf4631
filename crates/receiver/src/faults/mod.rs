//! Faults on demand, for tests of clients: only with `--faults`.

mod act;
mod fault;
mod script;

pub(crate) use self::act::{left, set, strike};
pub(crate) use self::fault::Break;
pub(crate) use self::script::Script;
