//! Passes messages on to Segment, in the order in which they came.

mod parcel;
mod region;
mod upstream;
mod worker;

pub(crate) use self::region::Region;
pub(crate) use self::upstream::Upstream;
pub(crate) use self::worker::run;
