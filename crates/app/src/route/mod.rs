//! The addresses of the app, and the way from one to another without loading the
//! page anew.

mod address;
mod navigator;

pub(crate) use address::{Address, Route};
pub(crate) use navigator::{Navigator, use_address};
