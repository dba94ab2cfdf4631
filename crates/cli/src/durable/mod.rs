//! Workflows on a durable engine, Restate: every step is kept in its journal,
//! and whoever takes over after a crash goes on from there.
//!
//! [`worker`] is the service that the engine calls; [`submit`] hands runs to the
//! engine, [`up`] starts both on this machine, and [`status`] and
//! [`dead_letters`] ask the engine how things stand.

pub(crate) mod dead_letters;
mod engine;
mod job;
mod log;
mod metrics;
mod perform;
mod rate;
mod service;
pub(crate) mod status;
pub(crate) mod submit;
pub(crate) mod up;
pub(crate) mod worker;
