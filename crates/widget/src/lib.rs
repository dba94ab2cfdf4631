//! The builder as an element of somebody's page.
//!
//! The facade in `www/npm/src/builder` is the element; here is what it shows,
//! behind a handle for each element. One module serves all elements of a page.
//! The page keeps documents and accounts: nothing here is kept anywhere.

mod death;
mod frame;
mod given;
mod handle;
mod host;
mod seat;
mod told;

pub use death::on_death;
pub use handle::{BuilderHandle, mount};
pub use host::Host;
