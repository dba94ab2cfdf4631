use segflow_core::document::Call;
use segflow_core::json::{Pointer, Value};
use yew::prelude::AttrValue;

/// The call a suggestion is for, and its event.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::builder) struct Asked {
    pub(in crate::builder) call: Call,
    pub(in crate::builder) event: Option<AttrValue>,
    /// What is named: an event at `/event`, else the rows that a row is among.
    pub(in crate::builder) at: Pointer,
}

/// A suggestion that was taken.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::builder) struct Picked {
    pub(in crate::builder) name: &'static str,
    /// What a row of that name begins with.
    pub(in crate::builder) begins: Value,
}
