use std::sync::Arc;

use segflow_core::document::Sample;
use segflow_core::json::Value;
use segflow_core::scope::User;
use segflow_core::surroundings::Surroundings;

/// What the page around the builder gives to it. An app of its own gives
/// nothing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Given {
    /// What workflows are compiled in.
    pub surroundings: Arc<Surroundings>,
    /// What tags read as `host`.
    pub host: Value,
    /// Who builds and runs.
    pub user: User,
    /// A sample that is no part of the document; it stands behind those that are.
    pub sample: Option<Sample>,
    /// Whether the document may be changed.
    pub rights: Rights,
}

/// What a person may do with the document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Rights {
    /// Change it.
    #[default]
    Edit,
    /// Look at it, and run it.
    Look,
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;
    use std::sync::Arc;

    use segflow_core::document::{Sample, Workflow};
    use segflow_core::edit::Edit;
    use segflow_core::json::{Object, Value};
    use segflow_core::run::Mode;
    use segflow_core::surroundings::{HostField, Surroundings};

    use super::{Given, Rights};
    use crate::model::{Action, Model};

    const WORKFLOW: &str = r#"{"segflow":1,"id":"wf_1","name":"A","tasks":[
        {"id":"t","kind":"segment.track","userId":"{{ host.id }}","event":"{{ host.what }}"}],
        "samples":[{"name":"Own","record":{}}]}"#;

    fn model(given: Given) -> Rc<Model> {
        let workflow = Arc::new(Workflow::load(WORKFLOW).unwrap());
        Rc::new(Model::new(workflow, Rc::from([])).in_page(given))
    }

    fn named(name: &str) -> Option<Sample> {
        Some(Sample {
            name: name.to_owned(),
            ..Sample::default()
        })
    }

    fn shown(model: &Model) -> &str {
        model.sample().map_or("", |sample| &sample.name)
    }

    #[test]
    fn what_may_only_be_looked_at_is_run_and_not_changed() {
        let look = model(Given {
            rights: Rights::Look,
            ..Given::default()
        });
        let rename = || Action::Edited(Edit::RenameWorkflow("B".to_owned()));
        assert!(Rc::ptr_eq(&look, &look.after(rename())));
        let begun = look.after(Action::RunBegun {
            run_id: "run_1".to_owned(),
            record: Object::from_iter([("f", Object::new())]),
            mode: Mode::DryRun,
        });
        let run = &begun.running().unwrap().run;
        assert_eq!((run.id(), run.record().len()), ("run_1", 1));
        // It is up to the page, at any time.
        let edit = look.after(Action::GivenChanged(Box::default()));
        assert_eq!(edit.after(rename()).workflow().name, "B");
    }

    #[test]
    fn a_sample_of_the_page_stands_behind_the_documents_own() {
        let given = model(Given {
            sample: named("Given"),
            ..Given::default()
        });
        assert_eq!((given.sample_index(), shown(&given)), (1, "Given"));
        let own = given.after(Action::SampleChosen(0));
        assert_eq!(shown(&own), "Own");
        // Undoing leads away from neither.
        let edited = given.after(Action::Edited(Edit::RenameWorkflow("B".to_owned())));
        assert_eq!(shown(&edited.after(Action::Undone)), "Given");
        let other = own.after(Action::GivenChanged(Box::new(Given {
            sample: named("Another"),
            ..Given::default()
        })));
        assert_eq!(shown(&other), "Another");
        assert_eq!(
            shown(&other.after(Action::GivenChanged(Box::default()))),
            ""
        );
    }

    #[test]
    fn what_the_page_says_it_gives_is_checked() {
        let fields = |paths: &[&str]| {
            let fields = paths
                .iter()
                .filter_map(|path| HostField::new(path, None, None));
            Given {
                surroundings: Arc::new(Surroundings {
                    host: Some(fields.collect()),
                    ..Surroundings::default()
                }),
                host: Value::text("x"),
                ..Given::default()
            }
        };
        let unknown = |model: &Model| {
            let found = model.flow().findings();
            found
                .filter(|found| found.problem.code() == "unknown_field")
                .count()
        };
        let model = model(fields(&["id"]));
        assert_eq!(unknown(&model), 1);
        let both = model.after(Action::GivenChanged(Box::new(fields(&["id", "what"]))));
        assert_eq!(unknown(&both), 0);
        assert_eq!(both.inputs("run_1").host, Value::text("x"));
    }
}
