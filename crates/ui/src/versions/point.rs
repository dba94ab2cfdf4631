use std::rc::Rc;

use segflow_core::document::Workflow;
use segflow_core::time::Timestamp;
use segflow_web::storage::{Because, StoredDocument, StoredVersion};

use super::change::Change;
use super::changes::changes;

/// A workflow at some time: a version, or as it is now.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Point {
    /// When it came to be so.
    pub(super) at: Timestamp,
    /// The document.
    pub(super) text: String,
    /// The workflow; nothing if this version of segflow cannot load it.
    pub(super) workflow: Option<Rc<Workflow>>,
    /// Why it was kept; nothing for how it is now.
    pub(super) because: Option<Because>,
    /// What is other than in the version before; nothing where there is none.
    pub(super) since: Option<Rc<[Change]>>,
}

/// How a workflow is and was, the last first.
pub(super) fn points(now: StoredDocument, versions: Vec<StoredVersion>) -> Vec<Point> {
    let point = |at, text: String, because| Point {
        at,
        workflow: Workflow::load(&text).ok().map(Rc::new),
        text,
        because,
        since: None,
    };
    let present = point(now.changed_at, now.text, None);
    let mut points = vec![present];
    for version in versions.into_iter().rev() {
        // What is now was kept as a version when it was opened.
        let is_now = points.len() == 1 && points.iter().any(|one| one.text == version.text);
        if !is_now {
            points.push(point(version.at, version.text, Some(version.because)));
        }
    }
    let since: Vec<Option<Rc<[Change]>>> = points
        .iter()
        .zip(points.iter().skip(1))
        .map(|(after, before)| {
            let (before, after) = (before.workflow.as_ref()?, after.workflow.as_ref()?);
            Some(changes(before, after).into())
        })
        .collect();
    for (point, since) in points.iter_mut().zip(since) {
        point.since = since;
    }
    points
}

#[cfg(test)]
mod tests {
    use segflow_core::time::Timestamp;
    use segflow_web::storage::{Because, StoredDocument, StoredVersion};

    use super::points;

    fn text(name: &str) -> String {
        format!(r#"{{"segflow":1,"id":"wf","name":"{name}","tasks":[]}}"#)
    }

    #[test]
    fn each_is_compared_with_the_one_before() {
        let version = |at: i64, name: &str| StoredVersion {
            at: Timestamp::from_millis(at),
            text: text(name),
            because: Because::Opened,
        };
        let now = StoredDocument {
            id: "wf".to_owned(),
            text: text("C"),
            changed_at: Timestamp::from_millis(9),
        };
        let broken = StoredVersion {
            text: "{}".to_owned(),
            ..version(1, "")
        };
        let versions = vec![broken, version(2, "A"), version(3, "B"), version(9, "C")];
        let points = points(now, versions);
        let told: Vec<(i64, Option<usize>)> = points
            .iter()
            .map(|point| {
                (
                    point.at.millis(),
                    point.since.as_ref().map(|since| since.len()),
                )
            })
            .collect();
        assert_eq!(told, [(9, Some(1)), (3, Some(1)), (2, None), (1, None)]);
        assert_eq!(points[0].because, None);
        assert_eq!(points[3].workflow, None);
    }
}
