//! What a template gives for a record, step by step: help at the cursor.

use std::ops::Range;

use crate::document::TaskId;
use crate::expression::{Expression, Part, TagProgram};
use crate::flow::Flow;
use crate::json::{Object, Value};
use crate::preview::Inputs;
use crate::record::{Row, Slots};
use crate::scope::Scope;
use crate::template::Template;
use crate::time::Timestamp;

/// What a template gives.
#[derive(Debug, Clone, PartialEq)]
pub struct Trace {
    /// The value; `None` if it is missing.
    pub value: Option<Value>,
    /// What its tags give, in order.
    pub tags: Vec<TagTrace>,
}

/// What a tag gives.
#[derive(Debug, Clone, PartialEq)]
pub struct TagTrace {
    /// The tag's place in the template, in bytes.
    pub range: Range<usize>,
    /// The value as it comes in, and after each filter; `None` where it is
    /// missing.
    pub steps: Vec<Option<Value>>,
}

/// Renders a template as if it stood in a task of the flow.
pub fn trace(
    flow: &Flow,
    task: &TaskId,
    template: &str,
    record: &Object,
    inputs: &Inputs,
    now: Timestamp,
) -> Trace {
    let template = Template::parse(template);
    let mut slots = Slots::default();
    let references = flow.references(task);
    let expression = Expression::compile(&template, &references, &mut slots);
    let row = Row::from_object(record, &slots);
    let scope = Scope {
        workflow: flow.workflow(),
        answers: &row,
        run_id: &inputs.run_id,
        started_at: now,
        row: inputs.row,
        user: &inputs.user,
        host: &inputs.host,
        results: &[],
    };
    let programs: Vec<&TagProgram> = match &expression {
        Expression::Whole(tag) => vec![tag],
        Expression::Mixed(parts) => parts
            .iter()
            .filter_map(|part| match part {
                Part::Tag(tag) => Some(tag),
                Part::Literal { .. } => None,
            })
            .collect(),
    };
    let tags = template
        .tags()
        .zip(programs)
        .map(|(tag, program)| TagTrace {
            range: tag.range.clone(),
            steps: program
                .steps(&scope)
                .iter()
                .map(|datum| datum.to_value())
                .collect(),
        })
        .collect();
    Trace {
        tags,
        value: expression.evaluate(&scope, "", &mut |_| {}).to_value(),
    }
}
