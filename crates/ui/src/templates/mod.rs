//! Workflows to begin with, each a whole one: its tasks, and a sample to try
//! them with.

mod list;
mod page;
mod template;

pub use list::TemplateListProps;
pub use page::TemplatesPageProps;

/// The documents of all templates.
#[cfg(test)]
pub(crate) fn documents() -> impl Iterator<Item = &'static str> {
    template::Template::ALL
        .into_iter()
        .map(template::Template::document)
}

crate::part! {
    /// Offers workflows to begin with.
    pub fn templates_page(TemplatesPageProps) in templates = page::TemplatesPage,
        titled crate::text::Text::NewWorkflow;
}
crate::part! {
    /// Workflows to begin with, and an empty one, each to be made by a press.
    pub fn template_list(TemplateListProps) in templates = list::TemplateList;
}
