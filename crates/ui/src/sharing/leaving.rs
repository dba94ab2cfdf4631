use std::sync::Arc;

use segflow_core::document::{Sample, TaskKind, Workflow};

/// How a workflow is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// As a file.
    File,
    /// As a link.
    Link,
}

/// What of a workflow goes along when it is handed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Leaving {
    /// Its samples, without answers of password fields.
    pub(crate) samples: bool,
    /// What these should give.
    pub(crate) expected: bool,
    /// The ids of the accounts that its tasks send to: of use on this device,
    /// and where the accounts have the same ids.
    pub(crate) accounts: bool,
}

impl Leaving {
    /// What goes along unless a person says otherwise. A file may be kept for
    /// oneself; a link is for others.
    pub(crate) const fn usually(way: Way) -> Leaving {
        let is_file = matches!(way, Way::File);
        Leaving {
            samples: is_file,
            expected: is_file,
            accounts: is_file,
        }
    }

    /// The document that leaves.
    pub(crate) fn document(self, workflow: &Workflow) -> String {
        let mut leaving = workflow.clone();
        leaving.samples = match self.samples {
            true => workflow
                .samples
                .iter()
                .cloned()
                .map(|sample| Sample {
                    expected: sample.expected.filter(|_| self.expected),
                    record: workflow.without_secrets(sample.record),
                    ..sample
                })
                .collect(),
            false => Vec::new(),
        };
        if !self.accounts {
            without_accounts(&mut leaving);
        }
        leaving.save().to_string()
    }
}

/// Takes the accounts out of all tasks: a person chooses them anew.
pub(crate) fn without_accounts(workflow: &mut Workflow) {
    for task in &mut workflow.tasks {
        let has_account = task
            .segment()
            .is_some_and(|segment| segment.account.is_some());
        if has_account && let TaskKind::Segment(segment) = &mut Arc::make_mut(task).kind {
            segment.account = None;
        }
    }
}

/// What the file of a workflow is called: its name, as far as every device takes
/// it.
pub(crate) fn file_name(workflow: &Workflow) -> String {
    let name: String = workflow
        .name
        .chars()
        .map(|char| if char.is_alphanumeric() { char } else { ' ' })
        .collect();
    let words: Vec<&str> = name.split_whitespace().collect();
    let name: String = words.join("-").chars().take(60).collect();
    match name.as_str() {
        "" => "workflow.segflow.json".to_owned(),
        name => format!("{name}.segflow.json"),
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::document::Workflow;

    use super::{Leaving, Way, file_name};

    const WORKFLOW: &str = r#"{"segflow":1,"id":"wf_1","name":"A","tasks":[{"id":"f","kind":"form","fields":[{"id":"a","type":"text"},{"id":"pin","type":"password"}]},{"id":"t","kind":"segment.track","account":"acc_1","event":"E"}],"samples":[{"name":"S","record":{"f":{"a":"x","pin":"1"}},"expected":{"t":{}}}],"later":1}"#;

    #[test]
    fn what_is_not_ticked_stays_here() {
        let workflow = Workflow::load(WORKFLOW).unwrap();
        let bare = r#"{"segflow":1,"id":"wf_1","name":"A","tasks":[{"id":"f","kind":"form","fields":[{"id":"a","type":"text"},{"id":"pin","type":"password"}]},{"id":"t","kind":"segment.track","event":"E"}],"later":1}"#;
        assert_eq!(Leaving::usually(Way::Link).document(&workflow), bare);
        let file = Leaving::usually(Way::File).document(&workflow);
        assert_eq!(file, WORKFLOW.replace(r#","pin":"1""#, ""));
        let samples = Leaving {
            expected: false,
            ..Leaving::usually(Way::File)
        };
        let without = file.replace(r#","expected":{"t":{}}"#, "");
        assert_eq!(samples.document(&workflow), without);
    }

    #[test]
    fn files_are_called_like_their_workflow() {
        for (name, file) in [
            ("Sign-up follow-up", "Sign-up-follow-up.segflow.json"),
            ("Über: alles / nichts?", "Über-alles-nichts.segflow.json"),
            ("../..", "workflow.segflow.json"),
            ("", "workflow.segflow.json"),
        ] {
            let workflow = Workflow {
                name: name.to_owned(),
                ..Workflow::load(WORKFLOW).unwrap()
            };
            assert_eq!(file_name(&workflow), file);
        }
    }
}
