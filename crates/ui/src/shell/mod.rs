//! The frame of the app: the header, the skip link, and where the focus goes
//! when another page is opened.

mod arrival;
mod frame;
mod header;
mod save_state;
mod theme;

pub use arrival::{PageHeading, Visit};
pub use frame::Shell;
pub use header::{Header, Place};
pub use save_state::{SaveState, save_state};
pub use theme::{Theme, theme_menu};
