//! `segflow check`: what is wrong with a workflow.

use segflow_core::check::Finding;
use segflow_core::preview::certain_violations;

use crate::error::{Error, Outcome};
use crate::options::{Given, Takes};
use crate::terminal::{Colours, Tone, say};
use crate::{document, finding};

pub(crate) const TAKES: Takes = Takes {
    files: &["FILE"],
    values: &["workflows"],
    flags: &["json"],
};

pub(crate) fn run(given: &Given) -> Result<Outcome, Error> {
    let flow = document::given(given)?;
    let violations = certain_violations(&flow);
    let findings: Vec<Finding> = flow.findings().cloned().chain(violations).collect();
    let fine = !findings.iter().any(Finding::blocks);
    if given.has("json") {
        say(Finding::list(&findings));
        return Ok(Outcome::fine_if(fine));
    }
    let colours = Colours::of_output();
    for finding in &findings {
        say(finding::shown(finding, flow.workflow(), colours));
    }
    let (tone, word) = if fine {
        (Tone::Good, "can run")
    } else {
        (Tone::Bad, "cannot run whole")
    };
    say(format!(
        "{} {}: {}",
        colours.paint(
            Tone::Strong,
            crate::terminal::harmless(&flow.workflow().name)
        ),
        colours.paint(tone, word),
        finding::summary(&findings)
    ));
    Ok(Outcome::fine_if(fine))
}
