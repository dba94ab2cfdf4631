//! Which Segment account the chosen task sends to.

mod connect;
mod guide;
mod tab;

pub(super) use tab::AccountTab;
