//! Workflows to begin with, each a whole one: its tasks, and a sample to try
//! them with.

mod page;
mod template;

pub use page::TemplatesPageProps;

crate::part! {
    /// Offers workflows to begin with.
    pub fn templates_page(TemplatesPageProps) in templates = page::TemplatesPage,
        titled crate::text::Text::NewWorkflow;
}
