//! Running a file: choosing one, telling its columns, seeing what its first
//! rows would become, running it, and going on with one that was left.
//!
//! What reads and sends is the [worker](segflow_web::bulk); here is what a
//! person sees of it.

mod columns;
mod earlier;
mod file;
mod how;
mod json;
mod look;
mod model;
mod notices;
mod outcome;
mod page;
mod progress;
mod rows;
mod running;
mod saved;
mod session;
#[cfg(test)]
mod tests;

pub use notices::unfinished_notices;
pub use page::BulkPageProps;
pub use saved::{UnfinishedFile, unfinished};

crate::part! {
    /// Runs a file through a workflow.
    pub fn bulk_page(BulkPageProps) in bulk = page::BulkPage, titled crate::text::Text::RunFile;
}
