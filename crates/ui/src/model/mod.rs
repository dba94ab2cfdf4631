//! What the builder holds and how it changes: pure, so that everything a
//! person does can be tried without a browser.

mod action;
mod answers;
mod checked;
mod clauses;
mod connection;
mod field_options;
mod focus;
mod json_draft;
mod rows;
mod running;
mod samples;
mod state;
mod tag_entry;
#[cfg(test)]
mod tests;

pub use action::Action;
pub use answers::{AnswerProblem, Answers};
pub use checked::{Checked, missing_before_run};
pub use clauses::{ClauseList, Join, Part};
pub use connection::{ConnectionDraft, ConnectionProblem, NewAccount, RegionChoice};
pub use field_options::{FieldOption, field_options, narrowed};
pub use focus::{FocusRequest, FocusTarget};
pub use json_draft::JsonDraft;
pub use rows::{RowName, row_name, shown_value, typed_value};
pub use running::{Asking, Running};
pub use samples::{SampleNameProblem, free_sample_name, sample_name_problem, with_record};
pub use state::{Accounts, EditorTab, Model, Notice, Saving};
pub use tag_entry::{Insertion, TagEntry};
