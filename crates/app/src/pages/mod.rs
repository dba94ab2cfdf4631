//! One page an address. Each comes with what it shows: only the list of
//! workflows, which is the first page, and a workflow's own, which is shown
//! while its parts come, are there from the start.

mod accounts;
mod builder;
mod debugger;
mod file;
mod found;
mod import;
mod new;
mod not_found;
mod runs;
mod settings;
mod versions;
mod workflows;

use segflow_ui::part;
use segflow_ui::text::Text;

pub(crate) use accounts::AccountsProps;
pub(crate) use builder::Builder;
pub(crate) use debugger::DebuggerProps;
pub(crate) use file::FileProps;
pub(crate) use import::{Handed, ImportProps, LinkedProps};
pub(crate) use new::NewProps;
pub(crate) use not_found::NotFound;
pub(crate) use runs::RunsProps;
pub(crate) use settings::SettingsProps;
pub(crate) use versions::VersionsProps;
pub(crate) use workflows::Workflows;

part! {
    /// Workflows to begin with.
    pub(crate) fn new(NewProps) in templates = new::NewRoute, titled Text::NewWorkflow;
}
part! {
    /// Imports workflows.
    pub(crate) fn import(ImportProps) in import = import::ImportRoute, titled Text::Import;
}
part! {
    /// The workflow that a link holds.
    pub(crate) fn linked(LinkedProps) in import = import::LinkedRoute, titled Text::LinkedWorkflow;
}
part! {
    /// What the receiver has received.
    pub(crate) fn debugger(DebuggerProps) in debugger = debugger::DebuggerRoute, titled Text::Debugger;
}
part! {
    /// Runs files through a workflow.
    pub(crate) fn file(FileProps) in bulk = file::FileRoute, titled Text::RunFile;
}
part! {
    /// How a workflow was before.
    pub(crate) fn versions(VersionsProps) in versions = versions::VersionsRoute, titled Text::Versions;
}
part! {
    /// The accounts of this device.
    pub(crate) fn accounts(AccountsProps) in account = accounts::AccountsRoute, titled Text::Accounts;
}
part! {
    /// The runs of this device.
    pub(crate) fn runs(RunsProps) in history = runs::RunsRoute, titled Text::Runs;
}
part! {
    /// What this device is told once.
    pub(crate) fn settings(SettingsProps) in settings = settings::SettingsRoute, titled Text::Settings;
}
