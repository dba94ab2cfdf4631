use std::ops::Range;

use super::{Finding, Problem};
use crate::json::Pointer;
use crate::reference::References;
use crate::template::Template;

/// Finds what is wrong with the tags of a text.
pub(crate) fn check_template(
    template: &Template,
    at: &Pointer,
    references: &References<'_>,
    findings: &mut Vec<Finding>,
) {
    let mut find = |range: &Range<usize>, problem| {
        findings.push(Finding {
            range: Some(range.clone()),
            ..Finding::of_task(references.task(), at.clone(), problem)
        });
    };
    for problem in template.problems() {
        find(&problem.range, Problem::BadTag(problem.kind.clone()));
    }
    for path in template.tags().flat_map(|tag| tag.paths()) {
        if let Err(unknown) = references.resolve(&path.path) {
            find(
                &path.range,
                Problem::UnknownField {
                    path: path.path.to_string(),
                    unknown,
                },
            );
        }
    }
}
