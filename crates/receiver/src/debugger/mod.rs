//! Shows what was received: to the app's own pages and to programs that hold
//! the token, and to no other web page.

mod clear;
mod events;
mod guard;
mod status;
mod stream;

pub(crate) use self::clear::clear;
pub(crate) use self::events::events;
pub(crate) use self::guard::guard;
pub(crate) use self::status::status;
pub(crate) use self::stream::{MOST_STREAMS, stream};
