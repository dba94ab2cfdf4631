//! Taking workflows over: from files, from what is pasted, and from links.
//! Nothing that comes in so runs by itself.

mod card;
mod dropping;
mod linked;
mod model;
mod origin;
mod page;
mod sends;
#[cfg(test)]
mod tests;

pub(crate) use dropping::{chosen, use_dropping};
pub use linked::LinkedPageProps;
pub use origin::{Origin, add, origin};
pub(crate) use origin::{confirm, foreign};
pub use page::ImportPageProps;
pub(crate) use sends::{Sends, sends};

crate::part! {
    /// Imports workflows from files and from what is pasted.
    pub fn import_page(ImportPageProps) in import = page::ImportPage, titled crate::text::Text::Import;
}
crate::part! {
    /// Shows the workflow that a link holds, and asks whether to keep it.
    pub fn linked_page(LinkedPageProps) in import = linked::LinkedPage, titled crate::text::Text::LinkedWorkflow;
}
