use std::sync::Arc;

use segflow_core::document::Workflow;
use segflow_core::flow::Flow;
use segflow_core::surroundings::Surroundings;

use super::{FirstRunDialogProps, Wanted};
use crate::builder::others::others;
use crate::importing::foreign;
use crate::model::missing_before_run;

/// What a person is to see before a run.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Unseen {
    /// All that would run: the workflow, those that it runs, and so on.
    pub(super) all: Vec<Arc<Workflow>>,
    /// Those of them that came from elsewhere and were not confirmed yet.
    pub(super) foreign: Vec<Arc<Workflow>>,
}

/// Reads the other workflows that are to run, and tells of them; gives what a
/// person has to see, if anything.
pub(super) async fn look(props: &FirstRunDialogProps) -> Option<Unseen> {
    let FirstRunDialogProps {
        workflow, device, ..
    } = props;
    let storage = &device.storage;
    let mut surroundings = Surroundings::default();
    if let Some(others) = others(workflow, storage).await {
        props.on_others.emit(others.clone());
        surroundings.workflows = others;
    }
    if props.wanted == Wanted::Dry {
        return None;
    }
    let mut all = vec![Arc::clone(workflow)];
    all.extend(surroundings.run_by(workflow).into_iter().cloned());
    let foreign = foreign(storage, &all).await;
    // What is missing is told first: there is no run without it.
    let is_whole = || {
        let flow = Flow::compile_in(Arc::clone(workflow), Arc::new(surroundings));
        missing_before_run(&flow, &device.accounts.known()).is_empty()
    };
    let is_asked = !foreign.is_empty() && (props.wanted == Wanted::Anyway || is_whole());
    is_asked.then_some(Unseen { all, foreign })
}
