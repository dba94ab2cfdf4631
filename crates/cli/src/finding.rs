//! Findings, for people and for programs.

use segflow_core::check::{Finding, Problem, Severity};
use segflow_core::document::Workflow;
use segflow_core::template::TagProblemKind;

use crate::document;
use crate::terminal::{Colours, Tone, count, harmless};

/// What is wrong, for somebody at a terminal: there is no page to choose on, and
/// accounts and other workflows come from files.
pub(crate) fn told(finding: &Finding) -> String {
    let told = match &finding.problem {
        Problem::UnknownAccount { account } => format!(
            "The account \"{account}\" is not given. Name the file that has it by --accounts."
        ),
        Problem::NoAccount => {
            "The task names no Segment account. Write the id of one as its \"account\".".to_owned()
        }
        Problem::UnknownWorkflow { workflow: None } => {
            "The task names no workflow. Write the id of one as its \"workflow\".".to_owned()
        }
        Problem::UnknownWorkflow {
            workflow: Some(workflow),
        } => format!(
            "The workflow \"{workflow}\" is not given. Name the file that has it by --workflows."
        ),
        Problem::NoUserAnonId => "Segment would discard this: it needs a User ID or an Anonymous ID. Write the tag of a field that always has an answer.".to_owned(),
        Problem::BadTag(TagProblemKind::UnfinishedPath) => {
            "A field is missing after the dot.".to_owned()
        }
        Problem::BadTag(TagProblemKind::LonePath(word)) => {
            format!("\"{word}\" alone names no field. Write task.field, or put text in quotes.")
        }
        problem => problem.to_string(),
    };
    harmless(&told)
}

/// A finding in two or three lines: how bad, what, and where.
pub(crate) fn shown(finding: &Finding, workflow: &Workflow, colours: Colours) -> String {
    let tone = tone(finding.severity());
    let severity = colours.paint(tone, format!("{:7}", finding.severity().name()));
    let code = colours.paint(Tone::Quiet, finding.code());
    let mut text = format!("{severity} {}  {code}", told(finding));
    let task = finding.task.as_ref().and_then(|id| workflow.task(id));
    let mut place = Vec::new();
    if let Some(task) = task {
        place.push(format!(
            "{} ({})",
            document::title(workflow, &task.id),
            task.id
        ));
    }
    if !finding.at.as_str().is_empty() {
        place.push(harmless(finding.at.as_str()));
    }
    if !place.is_empty() {
        let place = colours.paint(Tone::Quiet, format!("at {}", place.join(" ")));
        text.push_str(&format!("\n        {place}"));
    }
    if let Some(excerpt) = excerpt(finding, workflow, tone, colours) {
        text.push_str(&format!("\n        {excerpt}"));
    }
    text
}

/// The text at the place, with the part in question marked.
fn excerpt(finding: &Finding, workflow: &Workflow, tone: Tone, colours: Colours) -> Option<String> {
    let range = finding.range.clone()?;
    let id = finding.task.as_ref()?;
    let document = workflow.save();
    let place = workflow.position(id)?;
    let task = document.get("tasks")?.as_list()?.get(place)?;
    let text = finding.at.look_up(task)?.as_text()?;
    let (before, rest) = text.split_at_checked(range.start)?;
    let (marked, after) = rest.split_at_checked(range.end.checked_sub(range.start)?)?;
    Some(format!(
        "{}{}{}",
        harmless(before),
        match colours {
            Colours::Shown => colours.paint(tone, harmless(marked)),
            Colours::Not => format!(">>{}<<", harmless(marked)),
        },
        harmless(after)
    ))
}

fn tone(severity: Severity) -> Tone {
    match severity {
        Severity::Error => Tone::Bad,
        Severity::Warning => Tone::Doubtful,
        Severity::Hint => Tone::Hint,
    }
}

/// How many there are of each severity.
pub(crate) fn summary(findings: &[Finding]) -> String {
    let of = |severity| {
        let number = findings
            .iter()
            .filter(|finding| finding.severity() == severity)
            .count();
        u64::try_from(number).unwrap_or(u64::MAX)
    };
    [
        count(of(Severity::Error), "error", "errors"),
        count(of(Severity::Warning), "warning", "warnings"),
        count(of(Severity::Hint), "hint", "hints"),
    ]
    .join(", ")
}
