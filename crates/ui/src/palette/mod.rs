//! Everything by its name: the palette of commands, tasks and workflows, and
//! the list of keys.

mod asked;
mod command;
mod finder;
mod ranking;
mod shortcuts;

pub use asked::{Asked, asked};
pub use command::{Command, Door, Outline, OutlineTask};
pub use finder::PaletteProps;
pub use shortcuts::ShortcutsProps;

crate::part! {
    /// Finds what is to be done, or where to go, by what is typed.
    pub fn palette(PaletteProps) in palette = finder::FinderDialog;
}

crate::part! {
    /// The keys that do something.
    pub fn shortcuts(ShortcutsProps) in palette = shortcuts::ShortcutsDialog;
}
