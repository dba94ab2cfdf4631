//! A task as something else.
//!
//! [`Target::MappingKit`] is of the task itself: its tags become paths. All
//! others are of a concrete request, that of the task for one record: they send
//! the very message, with its id, so that it counts once however often they are
//! run within a day. None holds a write key; it is a variable of the shell or
//! program, or the page has it.

mod analytics_js;
mod analytics_node;
mod curl;
mod javascript;
mod powershell;

use segflow_core::segment::Request;

use crate::NotTakenOver;

pub use curl::curl;
pub use powershell::powershell;

/// A task in another format, and what of it is not there.
#[derive(Debug, Clone, PartialEq)]
pub struct Exported {
    /// The text.
    pub text: String,
    /// What is not in it, or not as it was, with its place in the task.
    pub listed: Vec<NotTakenOver>,
}

/// What a task can be written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A command for a POSIX shell.
    Curl,
    /// A command for PowerShell.
    PowerShell,
    /// A call of Segment's library on a page.
    AnalyticsJs,
    /// A program for Node with Segment's library.
    AnalyticsNode,
    /// A mapping of Segment's mapping kit.
    MappingKit,
}

impl Target {
    /// All of them, in the order menus show them.
    pub const ALL: [Target; 5] = [
        Target::Curl,
        Target::PowerShell,
        Target::AnalyticsJs,
        Target::AnalyticsNode,
        Target::MappingKit,
    ];

    /// The name in commands.
    pub fn name(self) -> &'static str {
        match self {
            Target::Curl => "curl",
            Target::PowerShell => "powershell",
            Target::AnalyticsJs => "analytics-js",
            Target::AnalyticsNode => "analytics-node",
            Target::MappingKit => "mapping-kit",
        }
    }

    /// The target of that name.
    pub fn from_name(name: &str) -> Option<Target> {
        Target::ALL.into_iter().find(|target| target.name() == name)
    }
}

/// Writes a request; none as a mapping, which is of a task
/// ([`mapping_kit::export`](crate::mapping_kit::export)).
pub fn of_request(request: &Request, target: Target) -> Option<Exported> {
    let as_it_is = |text| Exported {
        text,
        listed: Vec::new(),
    };
    match target {
        Target::Curl => Some(as_it_is(curl(request))),
        Target::PowerShell => Some(as_it_is(powershell(request))),
        Target::AnalyticsJs => analytics_js::write(request),
        Target::AnalyticsNode => analytics_node::write(request),
        Target::MappingKit => None,
    }
}
