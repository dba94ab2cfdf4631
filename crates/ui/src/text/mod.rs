//! Everything the interface says. Components name a [`Text`], or one of a
//! feature; a language turns it into words. A language is one exhaustive match
//! for each, so a sentence that is missing from it does not compile. What the
//! first page says is in [`Text`]: the English of a feature comes with its code.
//! German is a part of its own, which comes before anything is said in it.

mod accounts;
mod ago;
mod asking;
mod builder;
mod bulk;
mod canvas;
mod catalog;
mod check;
mod context;
mod copy;
mod de;
mod debugger;
mod disguise;
mod en;
mod field_name;
mod flow;
mod history;
mod importing;
mod language;
mod naming;
mod palette;
mod paper;
mod pinned;
mod plan;
mod ready_made;
mod rows;
mod samples;
mod server;
mod settings;
mod sharing;
mod sub;
mod tags;
mod taken;
mod templates;
mod told;
mod triggers;
mod versions;
mod words;

pub use accounts::AccountsText;
pub use ago::Ago;
pub use asking::AskingText;
pub use builder::BuilderText;
pub use bulk::BulkText;
pub use canvas::CanvasText;
pub use catalog::CatalogText;
pub use check::CheckText;
pub use context::ContextText;
pub use copy::CopyText;
pub use debugger::{Advice, DebuggerText};
pub use field_name::FieldName;
pub use flow::FlowText;
pub use history::HistoryText;
pub use importing::ImportText;
pub use language::Language;
pub use naming::NamingText;
pub use palette::PaletteText;
pub use paper::PaperText;
pub use pinned::PinnedText;
pub use plan::PlanText;
pub use ready_made::ReadyMade;
pub use rows::RowsText;
pub use samples::SampleText;
pub use server::ServerText;
pub use settings::SettingsText;
pub use sharing::SharingText;
pub use sub::SubText;
pub use tags::TagText;
pub use taken::TakenText;
pub use templates::TemplateText;
pub use told::Told;
pub use triggers::TriggersText;
pub use versions::VersionText;
pub use words::{Said, Words, WordsProvider, use_words};

/// One thing to say, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en.rs say more than a comment could"
)]
pub enum Text<'a> {
    // Everywhere
    Add,
    Because {
        reason: &'a str,
    },
    Cancel,
    Close,
    Copied,
    Copy,
    CopyMessageId,
    CopyRefused,
    Delete,
    ExactBytes,
    Optional,
    PartComing,
    PartMissing,
    PartOutdated,
    Reload,
    Save,
    SetOut,
    StillToFillIn,
    TryAgain,
    Undo,

    // The frame
    Commands,
    SkipToContent,
    ProductHome,
    Accounts,
    LocalSource,
    Debugger,
    Pages,
    Saved,
    Saving,
    NotSaved,
    Theme,
    ThemeSystem,
    ThemeLight,
    ThemeDark,
    Settings,

    // The list of workflows
    Workflows,
    NewWorkflow,
    NoWorkflows,
    NoWorkflowsHint,
    OneWorkflowHint,
    NoTasks,
    TasksOf {
        workflow: &'a str,
    },
    MoreTasks {
        count: usize,
    },
    ChangedAgo(Ago),
    SearchWorkflows,
    SearchWorkflowsHint,
    CountWorkflows {
        shown: usize,
        of: usize,
    },
    NoWorkflowFound,
    NoWorkflowFoundHint,
    ClearSearch,
    OrderBy,
    OrderChanged,
    OrderName,
    Import,
    DropToImport,
    LinkedWorkflow,

    // What can be done with a workflow
    MoreFor {
        workflow: &'a str,
    },
    Rename,
    Duplicate,
    ExportFile,
    ShareLink,
    Versions,
    CopyOf {
        workflow: &'a str,
    },
    Duplicated {
        workflow: &'a str,
    },
    Deleted {
        workflow: &'a str,
    },
    NotDone {
        reason: &'a str,
    },

    NewWorkflowName,
    UnnamedWorkflow,
    ListRefused {
        reason: &'a str,
    },
    SessionOnly {
        reason: &'a str,
    },

    // A workflow that cannot be opened
    UnknownWorkflow,
    UnknownWorkflowHint,
    UnreadableWorkflow,
    StoredAsItIs,
    DownloadStored,
    ShowStored,

    // Task kinds
    KindForm,
    KindIdentify,
    KindTrack,
    KindPage,
    KindScreen,
    KindGroup,
    KindAlias,
    KindWorkflow,

    // Runs
    Runs,
    DryRun,
    InRuns,
    RunFile,
    FileNotEnded {
        file: &'a str,
        workflow: &'a str,
        done: u64,
    },
    FileGoOn,

    // A page that is not there
    PageNotFound,
    PageNotFoundHint,
    GoToWorkflows,
}

/// What ends a sentence that ends in this.
fn point(text: &str) -> &'static str {
    if text.ends_with('…') { "" } else { "." }
}
