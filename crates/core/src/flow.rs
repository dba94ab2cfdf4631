//! A workflow made ready to run.

use std::cell::RefCell;
use std::sync::Arc;

use crate::check::{self, Finding};
use crate::condition::{ConditionProgram, Context};
use crate::document::{AccountId, SegmentTask, Task, TaskId, TaskKind, Workflow};
use crate::json::{Object, Pointer, ReadError};
use crate::plan::Plan;
use crate::record::{Row, Slots};
use crate::reference::{Asked, Places, References};
use crate::segment::{InputProgram, MessageProgram};
use crate::surroundings::Surroundings;
use crate::template::Path;

/// A compiled workflow: templates and conditions are read, and what is wrong
/// with them is known.
#[derive(Debug, Clone, PartialEq)]
pub struct Flow {
    workflow: Arc<Workflow>,
    tasks: Vec<Arc<CompiledTask>>,
    slots: Slots,
    /// Findings about how tasks go together, of each task.
    between: Vec<Vec<Finding>>,
    surroundings: Arc<Surroundings>,
    plan: Option<Plan>,
    /// How many paths there were when it was last compiled from nothing.
    paths_at_first: usize,
}

/// A task of a [`Flow`].
#[derive(Debug, Clone, PartialEq)]
pub struct CompiledTask {
    /// The task as it stands in the document.
    pub task: Arc<Task>,
    /// What it sends, if it is a Segment task.
    pub message: Option<MessageProgram>,
    /// When it is activated; `None` means always.
    pub activate_when: Option<ConditionProgram>,
    /// When it is complete; `None` means always.
    pub complete_when: Option<ConditionProgram>,
    /// What it hands to the workflow that it runs, if it does.
    pub(crate) input: Option<InputProgram>,
    /// What it asks, if it is a form.
    pub(crate) questions: Option<Questions>,
    /// What is wrong with it, whatever the record and the order of tasks.
    findings: Vec<Finding>,
    asked: Asked,
}

/// Where a form's answers are found.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Questions {
    form: usize,
    required: Vec<(usize, String)>,
}

impl Questions {
    /// Whether the record has anything for the form.
    pub(crate) fn has_answers(&self, row: &Row<'_>) -> bool {
        row.has_form(self.form)
    }

    /// Whether every required question has an answer.
    pub(crate) fn is_answered(&self, row: &Row<'_>) -> bool {
        self.required
            .iter()
            .all(|(slot, _)| !row.datum(*slot).is_empty())
    }

    /// What people call the required questions that have no answer.
    pub(crate) fn unanswered(&self, row: &Row<'_>) -> Vec<String> {
        self.required
            .iter()
            .filter(|(slot, _)| row.datum(*slot).is_empty())
            .map(|(_, title)| title.clone())
            .collect()
    }
}

impl CompiledTask {
    /// The Segment call and its program, if this is a Segment task.
    pub fn segment(&self) -> Option<(&SegmentTask, &MessageProgram)> {
        Some((self.task.segment()?, self.message.as_ref()?))
    }
}

impl Flow {
    /// Compiles a workflow that stands alone. Total: what is broken gives
    /// findings.
    pub fn compile(workflow: Arc<Workflow>) -> Flow {
        Flow::compile_in(workflow, Arc::default())
    }

    /// Compiles a workflow in its surroundings.
    pub fn compile_in(workflow: Arc<Workflow>, surroundings: Arc<Surroundings>) -> Flow {
        let plan = surroundings.plan(&workflow);
        Flow::made(workflow, surroundings, plan, Slots::default(), |_, _| None)
    }

    /// Compiles what an edit has changed, and shares the rest. It behaves as
    /// if it had been compiled from nothing.
    #[must_use]
    pub fn recompiled(&self, workflow: Arc<Workflow>) -> Flow {
        // Paths that nothing uses any more are forgotten now and then.
        if self.slots.len() > self.paths_at_first * 2 + SPARE_PATHS {
            return Flow::compile_in(workflow, Arc::clone(&self.surroundings));
        }
        let known = Places::of(&self.workflow);
        let before = |task: &Task| self.tasks.get(known.get(task.id.as_str())?);
        let looks_the_same = |task: &Arc<Task>| {
            before(task)
                .is_some_and(|old| Arc::ptr_eq(&old.task, task) || looks_the_same(&old.task, task))
        };
        let same: Vec<bool> = workflow.tasks.iter().map(looks_the_same).collect();
        let is_same_order = self.tasks.len() == workflow.tasks.len()
            && std::iter::zip(&self.tasks, &workflow.tasks)
                .all(|(old, task)| old.task.id == task.id);
        let is_stable = is_same_order && same.iter().all(|same| *same);
        let plan = if Arc::ptr_eq(&workflow.plan, &self.workflow.plan)
            || workflow.plan == self.workflow.plan
        {
            self.plan.clone()
        } else {
            self.surroundings.plan(&workflow)
        };
        let next = Flow::made(
            Arc::clone(&workflow),
            Arc::clone(&self.surroundings),
            plan,
            self.slots.clone(),
            |place, places| {
                let task = workflow.tasks.get(place)?;
                let old = before(task).filter(|old| Arc::ptr_eq(&old.task, task))?;
                // Whatever it refers to still stands above it as it stood.
                let stays = |id: &String| {
                    let stands = places.get(id);
                    let stood = known.get(id).zip(known.get(task.id.as_str()));
                    stood.is_some_and(|(stood, own)| stood < own)
                        && stands
                            .is_some_and(|stands| stands < place && same.get(stands) == Some(&true))
                };
                let is_usable =
                    is_stable || (!old.asked.found_nothing && old.asked.tasks.iter().all(stays));
                is_usable.then(|| Arc::clone(old))
            },
        );
        Flow {
            paths_at_first: self.paths_at_first,
            ..next
        }
    }

    /// Compiles the tasks that are not `ready`.
    fn made(
        workflow: Arc<Workflow>,
        surroundings: Arc<Surroundings>,
        plan: Option<Plan>,
        mut slots: Slots,
        ready: impl Fn(usize, &Places<'_>) -> Option<Arc<CompiledTask>>,
    ) -> Flow {
        let places = Places::of(&workflow);
        let tasks = workflow.tasks.iter().enumerate().map(|(place, task)| {
            ready(place, &places).unwrap_or_else(|| {
                let asked = RefCell::new(Asked::default());
                let references = References::at(&workflow, &task.id, place, &places, &asked)
                    .with_host(surroundings.host.as_deref());
                let mut compiled = compile(task, &references, &surroundings, &mut slots);
                compiled.asked = asked.take();
                Arc::new(compiled)
            })
        });
        Flow {
            tasks: tasks.collect(),
            between: check::check_order(&workflow, &surroundings),
            paths_at_first: slots.len(),
            slots,
            workflow,
            surroundings,
            plan,
        }
    }

    /// The workflow that the task at a place runs, compiled, if it is known.
    pub fn nested(&self, place: usize) -> Option<Arc<Flow>> {
        let TaskKind::Workflow(sub) = &self.tasks.get(place)?.task.kind else {
            return None;
        };
        let other = self.surroundings.workflow(&sub.workflow)?;
        let flow = Flow::compile_in(Arc::clone(other), Arc::clone(&self.surroundings));
        Some(Arc::new(flow))
    }

    /// The same, if nothing keeps that task from running it: what runs itself is
    /// not looked into.
    pub fn sound_nested(&self, place: usize) -> Option<Arc<Flow>> {
        let is_sound = !self.findings_at(place).any(Finding::blocks);
        is_sound.then(|| self.nested(place)).flatten()
    }

    /// The workflow, then those that it runs, and those that these run.
    pub fn workflows(&self) -> impl Iterator<Item = &Arc<Workflow>> {
        let others = self.surroundings.run_by(&self.workflow);
        std::iter::once(&self.workflow).chain(others)
    }

    /// The accounts that the tasks of all these name.
    pub fn accounts(&self) -> impl Iterator<Item = &AccountId> {
        let tasks = self.workflows().flat_map(|workflow| &workflow.tasks);
        tasks.filter_map(|task| task.segment()?.account.as_ref())
    }

    /// What the workflow was compiled in.
    pub fn surroundings(&self) -> &Arc<Surroundings> {
        &self.surroundings
    }

    /// The tracking plan that messages have to keep to.
    pub fn plan(&self) -> Option<&Plan> {
        self.plan.as_ref()
    }

    /// What that task's tags can refer to.
    pub fn references<'f>(&'f self, task: &'f TaskId) -> References<'f> {
        References::of(&self.workflow, task).with_host(self.surroundings.host.as_deref())
    }

    /// The workflow that was compiled.
    pub fn workflow(&self) -> &Arc<Workflow> {
        &self.workflow
    }

    /// The tasks in order.
    pub fn tasks(&self) -> &[Arc<CompiledTask>] {
        &self.tasks
    }

    /// What is wrong with the document, whatever the record: task by task.
    pub fn findings(&self) -> impl Iterator<Item = &Finding> + Clone {
        let places = 0..self.tasks.len();
        places.flat_map(|place| self.findings_at(place))
    }

    /// What is wrong with the task at a place, counted from 0, whatever the
    /// record.
    pub fn findings_at(&self, place: usize) -> impl Iterator<Item = &Finding> + Clone {
        let own = self.tasks.get(place).into_iter();
        let between = self.between.get(place).into_iter();
        own.flat_map(|task| &task.findings).chain(between.flatten())
    }

    /// How many paths are found in each record.
    pub fn path_count(&self) -> usize {
        self.slots.len()
    }

    /// Where answers are found.
    pub(crate) fn slots(&self) -> &Slots {
        &self.slots
    }

    /// Whether a tag or condition reads another task's status, here or in a
    /// workflow that a task runs.
    pub fn reads_status(&self) -> bool {
        self.tasks.iter().enumerate().any(|(place, task)| {
            let within = || self.sound_nested(place);
            task.asked.reads_status || within().is_some_and(|flow| flow.reads_status())
        })
    }

    /// Whether the task at a place refers to what tasks above it did.
    pub(crate) fn reads_results(&self, place: usize) -> bool {
        let task = self.tasks.get(place);
        task.is_some_and(|task| task.asked.reads_results)
    }

    /// Finds in a record what the flow needs of it.
    pub fn row<'r>(&self, record: &'r Object) -> Row<'r> {
        Row::from_object(record, &self.slots)
    }

    /// The same, with copies of the values, so that the record can go.
    pub fn copied_row(&self, record: &Object) -> Row<'static> {
        Row::from_copy(record, &self.slots)
    }

    /// Finds in a record's JSON text what the flow needs of it. Accepts
    /// exactly what `JSON.parse` accepts, if it is an object; of a key that
    /// comes twice the last value wins.
    pub fn read_row<'r>(&self, record: &'r str) -> Result<Row<'r>, ReadError> {
        Row::from_text(record, &self.slots)
    }
}

/// How many paths may be left over of what was edited before all is compiled
/// anew.
const SPARE_PATHS: usize = 256;

/// Whether other tasks see no difference between two tasks of one id.
fn looks_the_same(one: &Task, other: &Task) -> bool {
    one.label == other.label
        && match (&one.kind, &other.kind) {
            (TaskKind::Form(one), TaskKind::Form(other)) => one == other,
            (TaskKind::Segment(_), TaskKind::Segment(_))
            | (TaskKind::Workflow(_), TaskKind::Workflow(_)) => true,
            _ => false,
        }
}

fn compile(
    task: &Arc<Task>,
    references: &References<'_>,
    surroundings: &Surroundings,
    slots: &mut Slots,
) -> CompiledTask {
    let mut findings = Vec::new();
    let message = task
        .segment()
        .map(|segment| MessageProgram::compile(segment, references, slots, &mut findings));
    let questions = match &task.kind {
        TaskKind::Form(form) => Some(Questions {
            form: slots.form(task.id.as_str()),
            required: form
                .fields
                .iter()
                .filter(|field| field.required && field.field_type.takes_answer())
                .map(|field| {
                    let path = Path::of_field(&task.id, field.id.as_str());
                    (slots.slot(&path), field.title().to_owned())
                })
                .collect(),
        }),
        TaskKind::Segment(_) | TaskKind::Workflow(_) => None,
    };
    let input = match &task.kind {
        TaskKind::Workflow(sub) => {
            check::check_input(sub, &task.id, surroundings, &mut findings);
            let input = InputProgram::compile(sub, references, slots, &mut findings);
            Some(input)
        }
        TaskKind::Form(_) | TaskKind::Segment(_) => None,
    };
    let mut condition = |condition: &Option<_>, key: &str, references: &References<'_>| {
        condition.as_ref().map(|condition| {
            let at = Pointer::root().key(key);
            let mut context = Context {
                references,
                slots,
                findings: &mut findings,
            };
            ConditionProgram::compile(condition, &at, &mut context)
        })
    };
    let activate_when = condition(&task.activate_when, "activateWhen", references);
    let complete_when = condition(&task.complete_when, "completeWhen", &references.with_own());
    check::check_task(task, &mut findings);
    CompiledTask {
        message,
        input,
        questions,
        activate_when,
        complete_when,
        findings,
        asked: Asked::default(),
        task: Arc::clone(task),
    }
}
