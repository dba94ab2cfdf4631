//! The runs of this device: a list to search, and each of them whole.
//!
//! What is shown of a run is what is kept of it, so that nothing secret is.

mod actions;
mod compare;
mod comparison;
mod deleting;
mod entry;
mod filter;
mod filters;
mod found;
mod kept;
mod list;
mod model;
mod page;
#[cfg(test)]
mod tests;
mod whole;

pub use page::{HistoryPageProps, Shown};

crate::part! {
    /// The runs of this device.
    pub fn history_page(HistoryPageProps) in history = page::HistoryPage, titled crate::text::Text::Runs;
}
