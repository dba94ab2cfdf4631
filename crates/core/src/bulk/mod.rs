//! Bulk: a file of many rows, each a record, sent in batches.
//!
//! [`Bulk::step`] takes what has happened, the bytes of the source among it,
//! and gives effects; it does nothing itself. A row is read, its messages are
//! rendered, and the row joins the lane of its user. A lane sends one request
//! at a time, so that one user's messages leave in order.

mod cell;
mod checkpoint;
mod counts;
mod csv;
mod download;
mod fingerprint;
mod format;
mod hash;
mod lane;
mod look;
mod mapping;
mod names;
mod number;
mod outcome;
mod program;
mod rows;
mod run;
mod split;

pub use checkpoint::{Checkpoint, CheckpointError};
pub use counts::Counts;
pub use csv::{Cells, Delimiter};
pub use download::{Download, DownloadKind};
pub use fingerprint::Fingerprint;
pub use format::Format;
pub use look::{Look, LookedColumn, LookedMessage, LookedRow, Looking};
pub use mapping::{CellType, Column, Mapping, MappingError, Target};
pub use outcome::{Reason, RowResult, RowStatus};
pub use program::BulkProgram;
pub use rows::{MAX_ROW_BYTES, Rows};
pub use run::{Bulk, BulkEffect, BulkEvent, BulkRequest, BulkStatus, Setup, SetupError, Tells};
pub use split::{Split, SplitRow};
