//! How a workflow was before: its versions, what changed from one to the next
//! in words, and the way back to one of them.

mod change;
mod changes;
mod list;
mod page;
mod point;
mod said;
#[cfg(test)]
mod tests;

pub use page::VersionsPageProps;

crate::part! {
    /// The versions of a workflow.
    pub fn versions_page(VersionsPageProps) in versions = page::VersionsPage,
        titled crate::text::Text::Versions;
}
