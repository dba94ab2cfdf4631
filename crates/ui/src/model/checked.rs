use std::cell::OnceCell;
use std::sync::Arc;

use segflow_core::check::{Finding, Problem};
use segflow_core::condition::{Clause, ConditionProgram, Verdict};
use segflow_core::document::{SubWorkflow, TaskId, TaskKind};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Pointer};
use segflow_core::pinned::{Difference, differences, pin};
use segflow_core::preview::{
    Inputs, PreviewStatus, TaskPreview, is_certain_violation, judge, preview_task,
};
use segflow_core::record::Row;
use segflow_core::segment::Account;
use segflow_core::template::Path;
use segflow_core::time::Timestamp;

/// What every task would do for the chosen sample, and what is wrong. A task
/// is looked at when it is first asked for, so that only what is shown costs
/// anything.
#[derive(Debug, Clone)]
pub struct Checked {
    flow: Arc<Flow>,
    row: Row<'static>,
    has_sample: bool,
    inputs: Inputs,
    now: Timestamp,
    previews: Vec<OnceCell<TaskPreview>>,
}

impl Checked {
    /// Checks a workflow for a sample. Without a sample nothing is said about
    /// values, as there are none.
    pub fn new(
        flow: &Arc<Flow>,
        sample: Option<&Object>,
        inputs: Inputs,
        now: Timestamp,
    ) -> Checked {
        Checked {
            row: flow.copied_row(sample.unwrap_or(&Object::new())),
            has_sample: sample.is_some(),
            previews: vec![OnceCell::new(); flow.tasks().len()],
            flow: Arc::clone(flow),
            inputs,
            now,
        }
    }

    /// Whether there was a sample.
    pub fn has_sample(&self) -> bool {
        self.has_sample
    }

    /// What a task would do.
    pub fn preview(&self, task: &TaskId) -> Option<&TaskPreview> {
        self.preview_at(self.flow.workflow().position(task)?)
    }

    /// What the task at a place, counted from 0, would do.
    pub fn preview_at(&self, place: usize) -> Option<&TaskPreview> {
        let cell = self.previews.get(place)?;
        if let Some(known) = cell.get() {
            return Some(known);
        }
        let mut preview = preview_task(&self.flow, place, &self.row, &self.inputs, self.now)?;
        ask_a_person(&mut preview);
        if !self.has_sample {
            leave_what_is_certain(&self.flow, place, &mut preview);
        }
        look_within(&self.flow, place, &mut preview);
        Some(cell.get_or_init(|| preview))
    }

    /// The payloads that the sample gives, to be pinned.
    pub fn pins(&self) -> Object {
        let previews = (0..self.previews.len()).filter_map(|place| self.preview_at(place));
        pin(&previews.cloned().collect::<Vec<_>>(), self.now)
    }

    /// Where the payloads that the sample gives are not as they were pinned. A
    /// task that is gone gives none, and so differs no more.
    pub fn pin_differences(&self, pinned: &Object) -> Vec<Difference> {
        let tasks = self.flow.workflow().tasks.iter().enumerate();
        let places = tasks.filter(|(_, task)| pinned.get(task.id.as_str()).is_some());
        let previews = places.filter_map(|(place, _)| self.preview_at(place));
        differences(pinned, &previews.cloned().collect::<Vec<_>>(), self.now)
    }

    /// Whether a condition of the task at a place holds, and what each of its
    /// comparisons comes to; nothing can be told without a sample.
    pub fn judged(
        &self,
        place: usize,
        condition: Option<&ConditionProgram>,
    ) -> Option<(Verdict, Vec<Option<Clause>>)> {
        let condition = condition.filter(|_| self.has_sample)?;
        let (flow, row) = (&self.flow, &self.row);
        Some(judge(flow, place, condition, row, &self.inputs, self.now))
    }

    /// What is wrong with a task.
    pub fn findings(&self, task: &TaskId) -> &[Finding] {
        self.preview(task)
            .map_or(&[], |preview| preview.findings.as_slice())
    }

    /// What is wrong at a place of a task or within it.
    pub fn within(&self, task: &TaskId, at: &Pointer) -> Vec<Finding> {
        self.findings(task)
            .iter()
            .filter(|found| at.contains(&found.at))
            .cloned()
            .collect()
    }

    /// What is wrong with a task as a whole.
    pub fn of_whole(&self, task: &TaskId) -> Vec<Finding> {
        self.findings(task)
            .iter()
            .filter(|found| found.at == Pointer::root())
            .cloned()
            .collect()
    }
}

/// What a person should mend before a run, whatever the answers will be; of a
/// workflow that a task runs the first thing, told of that task.
pub fn missing_before_run(flow: &Flow, accounts: &[Account]) -> Vec<Finding> {
    let mut missing: Vec<Finding> = flow
        .findings()
        .filter(|found| found.blocks() || is_about_accounts(&found.problem))
        .cloned()
        .collect();
    for (place, task) in flow.workflow().tasks.iter().enumerate() {
        if let Some(within) = flow.sound_nested(place) {
            let first = missing_before_run(&within, accounts).into_iter().next();
            let at = Pointer::root().key("workflow");
            missing.extend(first.map(|found| Finding::of_task(&task.id, at, found.problem)));
        }
        let Some(id) = task.segment().and_then(|segment| segment.account.as_ref()) else {
            continue;
        };
        let problem = match accounts.iter().find(|account| account.id == *id) {
            None => Problem::UnknownAccount {
                account: id.clone(),
            },
            Some(account) if !account.key.has_usual_shape() => Problem::WriteKeyShape,
            Some(_) => continue,
        };
        missing.push(Finding::of_task(
            &task.id,
            Pointer::root().key("account"),
            problem,
        ));
    }
    missing
}

/// Leaves of what is wrong with the task at a place what is so whatever the
/// answers will be.
fn leave_what_is_certain(flow: &Flow, place: usize, preview: &mut TaskPreview) {
    let task = flow.workflow().tasks.get(place);
    preview.findings.retain(|found| {
        flow.findings_at(place).any(|known| known == found)
            || is_about_accounts(&found.problem)
            || task.is_some_and(|task| is_certain_violation(task, found))
    });
}

/// Whether a workflow is handed answers to a form of its.
pub fn hands(sub: &SubWorkflow, form: &TaskId) -> bool {
    let mut paths = sub.input.keys().filter_map(Path::parse);
    paths.any(|path| path.head == form.as_str())
}

/// The same for the tasks of the workflow that the task at a place runs. The
/// forms that it does not answer are asked, and then nothing is known of values.
fn look_within(flow: &Flow, place: usize, preview: &mut TaskPreview) {
    let task = flow.workflow().tasks.get(place).map(|task| &task.kind);
    let (Some(TaskKind::Workflow(sub)), Some(nested)) = (task, &mut preview.nested) else {
        return;
    };
    let flow = Arc::clone(&nested.flow);
    let is_unanswered = |preview: &TaskPreview| preview.findings.iter().any(is_about_answers);
    let mut tasks = std::iter::zip(&flow.workflow().tasks, &nested.tasks);
    let is_asked = tasks.any(|(task, preview)| {
        task.form().is_some() && (is_unanswered(preview) || !hands(sub, &task.id))
    });
    for (place, preview) in nested.tasks.iter_mut().enumerate() {
        ask_a_person(preview);
        if is_asked {
            leave_what_is_certain(&flow, place, preview);
            let can_be_sent = !preview.findings.iter().any(Finding::blocks);
            if preview.request.is_some() && preview.status == PreviewStatus::Invalid && can_be_sent
            {
                preview.status = PreviewStatus::Ready;
            }
        }
        look_within(&flow, place, preview);
    }
}

/// What a sample does not answer is no fault here: the page asks a person.
fn ask_a_person(preview: &mut TaskPreview) {
    let before = preview.findings.len();
    preview.findings.retain(|found| !is_about_answers(found));
    let is_asked = preview.findings.len() < before && !preview.findings.iter().any(Finding::blocks);
    if is_asked && preview.status == PreviewStatus::Invalid {
        preview.status = PreviewStatus::Done;
    }
}

fn is_about_answers(found: &Finding) -> bool {
    matches!(found.problem, Problem::FormUnanswered { .. })
}

fn is_about_accounts(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::NoAccount | Problem::UnknownAccount { .. } | Problem::WriteKeyShape
    )
}
