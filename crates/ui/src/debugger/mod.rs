//! The Debugger: what the receiver on this computer receives, as it comes, with
//! what Segment would make of it.

mod announcing;
mod choosing;
mod entry;
mod filter;
mod filters;
mod list;
mod message;
mod model;
mod nothing;
mod page;
mod row;
mod verdict;

pub use choosing::Target;
pub use entry::Entry;
pub use message::Origin;
pub use page::DebuggerPageProps;

crate::part! {
    /// What the receiver receives, as it comes.
    pub fn debugger_page(DebuggerPageProps) in debugger = page::DebuggerPage, titled crate::text::Text::Debugger;
}
