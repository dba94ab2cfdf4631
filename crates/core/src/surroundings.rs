//! What a workflow is compiled with, besides itself.

use std::sync::Arc;

use crate::check::sub_workflows;
use crate::document::{FormFieldType, Workflow};
use crate::plan::Plan;
use crate::template::Path;

/// What stands around a workflow: the page it runs in, the other workflows it
/// may run, and the tracking plan it has to keep to.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Surroundings {
    /// The other workflows that tasks may run.
    pub workflows: Vec<Arc<Workflow>>,
    /// What the host page says it gives; `None` where it says nothing, so that
    /// any path may be right.
    pub host: Option<Vec<HostField>>,
    /// A plan in place of the document's own.
    pub plan: Option<Plan>,
    /// Whether the plan is strict, in place of what it says itself.
    pub strict: Option<bool>,
}

/// A value that the host page gives.
#[derive(Debug, Clone, PartialEq)]
pub struct HostField {
    /// Where it is found: begins with `host`.
    pub path: Path,
    /// What people call it.
    pub label: String,
    /// Of which type it is, if the page says so.
    pub field_type: Option<FormFieldType>,
}

impl HostField {
    /// A field of a path without `host.` before it; none if that is no path.
    pub fn new(
        path: &str,
        label: Option<&str>,
        field_type: Option<FormFieldType>,
    ) -> Option<HostField> {
        Some(HostField {
            path: Path::parse(&format!("host.{path}"))?,
            label: label.unwrap_or(path).to_owned(),
            field_type,
        })
    }
}

impl Surroundings {
    /// The other workflow of that id, if it is known.
    pub fn workflow(&self, id: &str) -> Option<&Arc<Workflow>> {
        let mut known = self.workflows.iter();
        known.find(|workflow| workflow.id.as_str() == id)
    }

    /// Whether a workflow may run another one: that does not lead back to it.
    pub fn may_run(&self, workflow: &Workflow, other: &Workflow) -> bool {
        let mut run = vec![other];
        run.extend(self.run_by(other).into_iter().map(|inner| &**inner));
        run.iter().all(|inner| {
            let leads_back = sub_workflows(inner).any(|id| id == workflow.id.as_str());
            inner.id != workflow.id && !leads_back
        })
    }

    /// The workflows that a workflow runs, and those that these run.
    pub fn run_by(&self, workflow: &Workflow) -> Vec<&Arc<Workflow>> {
        let mut found: Vec<&Arc<Workflow>> = Vec::new();
        let mut looked_at = 0;
        let mut next = Some(workflow);
        while let Some(workflow) = next {
            for other in sub_workflows(workflow).filter_map(|id| self.workflow(id)) {
                if found.iter().all(|known| known.id != other.id) {
                    found.push(other);
                }
            }
            next = found.get(looked_at).map(|other| &***other);
            looked_at += 1;
        }
        found
    }

    /// The plan that a workflow has to keep to, if any.
    pub(crate) fn plan(&self, workflow: &Workflow) -> Option<Plan> {
        let plan = self.plan.clone().or_else(|| Plan::read(&workflow.plan))?;
        let strict = self.strict.unwrap_or(plan.is_strict());
        Some(plan.with_strictness(strict))
    }
}
