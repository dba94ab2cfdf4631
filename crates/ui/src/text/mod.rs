//! Everything the interface says. Components name a [`Text`]; a language turns
//! it into words. A language is one exhaustive match, so a sentence that is
//! missing from it does not compile.

mod ago;
mod builder;
mod debugger;
mod en;
mod rows;
mod samples;
mod words;

pub use ago::Ago;
pub use builder::BuilderText;
pub use debugger::{Advice, DebuggerText};
pub use rows::RowsText;
pub use samples::SampleText;
pub use words::{Language, Words, WordsProvider, use_words};

/// One thing to say, with what it is about.
#[derive(Debug, Clone, Copy, PartialEq)]
#[allow(
    missing_docs,
    reason = "a name and its sentence in text/en.rs say more than a comment could"
)]
pub enum Text<'a> {
    // The builder, which says the most
    Builder(BuilderText<'a>),

    // The Debugger
    Debugger(DebuggerText<'a>),

    // Traits, properties and what they hold
    Rows(RowsText<'a>),

    // Samples
    Samples(SampleText<'a>),

    // Everywhere
    Add,
    Cancel,
    Close,
    Copied,
    Copy,
    CopyRefused,
    Delete,
    Optional,
    PartComing,
    PartMissing,
    PartOutdated,
    Reload,
    Save,
    TryAgain,
    Undo,

    // The frame
    SkipToContent,
    ProductHome,
    Pages,
    Saved,
    Saving,
    NotSaved,
    Theme,
    ThemeSystem,
    ThemeLight,
    ThemeDark,

    // The list of workflows
    Workflows,
    NewWorkflow,
    NoWorkflows,
    NoWorkflowsHint,
    NoTasks,
    TasksOf { workflow: &'a str },
    MoreTasks { count: usize },
    ChangedAgo(Ago),

    // Task kinds
    KindForm,
    KindIdentify,
    KindTrack,
    KindPage,
    KindScreen,
    KindGroup,
    KindAlias,
    KindWorkflow,

    // A page that is not there
    PageNotFound,
    PageNotFoundHint,
    GoToWorkflows,
}

impl<'a> From<BuilderText<'a>> for Text<'a> {
    fn from(text: BuilderText<'a>) -> Text<'a> {
        Text::Builder(text)
    }
}

impl<'a> From<DebuggerText<'a>> for Text<'a> {
    fn from(text: DebuggerText<'a>) -> Text<'a> {
        Text::Debugger(text)
    }
}

impl<'a> From<RowsText<'a>> for Text<'a> {
    fn from(text: RowsText<'a>) -> Text<'a> {
        Text::Rows(text)
    }
}

impl<'a> From<SampleText<'a>> for Text<'a> {
    fn from(text: SampleText<'a>) -> Text<'a> {
        Text::Samples(text)
    }
}
