//! What the builder holds and how it changes: pure, so that everything a
//! person does can be tried without a browser.

mod account;
mod action;
mod answers;
mod arrangement;
mod checked;
mod condition_tree;
mod connection;
mod differences;
mod drafts;
mod field_options;
mod focus;
mod fresh;
mod given;
mod hints;
mod json_draft;
mod missing;
mod moment;
mod naming;
mod on_server;
mod operators;
mod pasted;
mod plan_file;
mod question_type;
mod rows;
mod running;
mod samples;
mod state;
mod tags;
mod task_file;
#[cfg(test)]
mod tests;
mod triggers;
mod trimmed;
mod unanswered;

pub use account::{with_account, without_account};
pub use action::Action;
pub use answers::{AnswerProblem, Answers};
pub use arrangement::{Destination, Edge, OnLevel, Toward, apart, beside, dropped, step};
pub use checked::{Checked, hands, missing_before_run};
pub use condition_tree::{Change, Group, Join, Part, Way};
pub use connection::{ConnectionDraft, ConnectionProblem, NewAccount, RegionChoice};
pub use differences::{Difference, differences};
pub use drafts::{Drafts, gone_on};
pub use field_options::{Above, FieldOption, Fields, field_options, narrowed, short_text};
pub use focus::{FocusRequest, FocusTarget};
pub use given::{Given, Rights};
pub use hints::{Hint, Hints};
pub use json_draft::JsonDraft;
pub use missing::{MissingChoice, typed_default};
pub use moment::Moment;
pub use naming::{NamingProblem, name_in_tags, naming};
pub use on_server::OnServer;
pub use operators::{Comparing, FIRST, comparing, comparisons, minds_capitals};
pub use pasted::{Beside, Into, Pasted, Unread, Why, is_rows};
pub use plan_file::{MAX_PLAN_BYTES, PlanFile, PlanProblem, plan_file, read_plan};
pub use question_type::question_type;
pub use rows::{RowName, lone_path, row_name, shown_value, typed_value};
pub use running::{Asking, Running, WantedBy};
pub use samples::{SampleNameProblem, free_sample_name, pinning, sample_name_problem, with_record};
pub use state::{Accounts, EditorTab, Keep, Model, Notice, Saving};
pub use tags::{
    Echo, FieldSpot, FilterSpot, Help, OfferedFilter, Piece, PieceKind, Side, Spot, TagEditor,
    TagSpot, Trail, TrailStep, head_of, offered_filters, trail_path,
};
pub use task_file::{TaskFile, task_file};
pub use triggers::{
    Pace, PageMessage, Schedule, Triggers, When, address_answers, exact_origin, page_message,
};
pub use trimmed::trimmed;
pub use unanswered::unanswered;
