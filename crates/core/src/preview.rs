//! The exact requests a run would send, without running.

use std::sync::Arc;

use segflow_scan::Out;

use crate::check::{self, Finding, Problem};
use crate::condition::{Clause, ConditionProgram, Verdict};
use crate::document::{SegmentTask, Task, TaskId};
use crate::flow::{CompiledTask, Flow};
use crate::json::{Object, Pointer, Value};
use crate::record::Row;
use crate::scope::{Scope, TaskResult, User};
use crate::segment::{
    Account, Keep, MAX_EVENT_BYTES, Message, MessageIdStem, MessageProgram, Request,
};
use crate::template::has_tag;
use crate::time::Timestamp;

/// What a preview or run is given besides the workflow and the record.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Inputs {
    /// The connected accounts.
    pub accounts: Vec<Account>,
    /// The id of the run.
    pub run_id: String,
    /// The row of the source, from 1; 0 for a single run.
    pub row: u64,
    /// The person who runs it.
    pub user: User,
    /// What the host page gives.
    pub host: Value,
}

/// What one task would do.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskPreview {
    /// Which task.
    pub task: TaskId,
    /// What would become of it.
    pub status: PreviewStatus,
    /// Why it would be skipped: the clauses that decided.
    pub because: Vec<Clause>,
    /// Whether its condition holds and because of what, if it has one.
    pub verdict: Option<Verdict>,
    /// The message's id, of a Segment task.
    pub message_id: Option<String>,
    /// The request, of a Segment task; it is there even when it is invalid,
    /// so that it can be looked at.
    pub request: Option<Request>,
    /// What is wrong, with the document and with this record.
    pub findings: Vec<Finding>,
    /// What the workflow would do that it runs, if it runs one.
    pub nested: Option<NestedPreview>,
}

/// What the tasks of a workflow would do that a task runs.
#[derive(Debug, Clone, PartialEq)]
pub struct NestedPreview {
    /// The workflow.
    pub flow: Arc<Flow>,
    /// Its tasks.
    pub tasks: Vec<TaskPreview>,
}

/// What would become of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PreviewStatus {
    /// A request would be sent.
    Ready,
    /// Its conditions do not hold.
    Skipped,
    /// Something keeps it from being sent.
    Invalid,
    /// A form or sub-workflow: nothing is sent.
    Done,
}

impl PreviewStatus {
    /// The name handed to other programs.
    pub fn name(self) -> &'static str {
        match self {
            PreviewStatus::Ready => "ready",
            PreviewStatus::Skipped => "skipped",
            PreviewStatus::Invalid => "invalid",
            PreviewStatus::Done => "done",
        }
    }
}

/// Previews every task for a record, as if every task before it succeeded.
pub fn preview(flow: &Flow, record: &Object, inputs: &Inputs, now: Timestamp) -> Vec<TaskPreview> {
    preview_row(flow, &flow.row(record), inputs, now)
}

/// The same for a record that has been read already.
pub fn preview_row(
    flow: &Flow,
    row: &Row<'_>,
    inputs: &Inputs,
    now: Timestamp,
) -> Vec<TaskPreview> {
    previews(flow, row, inputs, now, flow.tasks().len())
}

/// Previews the task at one place, counted from 0. The tasks above it are
/// looked at only if it refers to what they did.
pub fn preview_task(
    flow: &Flow,
    place: usize,
    row: &Row<'_>,
    inputs: &Inputs,
    now: Timestamp,
) -> Option<TaskPreview> {
    if flow.reads_results(place) {
        return previews(flow, row, inputs, now, place.saturating_add(1)).pop();
    }
    let scope = scope(flow, row, inputs, now, &[]);
    task(flow, place, &scope, inputs, now)
}

/// Where tasks differ from the tracking plan whatever the record will be.
pub fn certain_violations(flow: &Flow) -> Vec<Finding> {
    if flow.plan().is_none() {
        return Vec::new();
    }
    let (record, now) = (Object::new(), Timestamp::from_millis(0));
    let previews = preview(flow, &record, &Inputs::default(), now);
    let tasks = std::iter::zip(&flow.workflow().tasks, previews);
    tasks
        .flat_map(|(task, preview)| {
            let findings = preview.findings.into_iter();
            findings.filter(|found| is_certain_violation(task, found))
        })
        .collect()
}

/// Whether a task violates the tracking plan whatever the record will be: no
/// tag has a part in it.
pub fn is_certain_violation(task: &Task, found: &Finding) -> bool {
    let is_violation = matches!(found.problem, Problem::PlanViolation { .. });
    let Some(segment) = task.segment().filter(|_| is_violation) else {
        return false;
    };
    let mut steps = found.at.steps();
    let field = steps.next().map(|name| Pointer::root().key(&name));
    let mut value = field.and_then(|field| segment.value_at(&field));
    for step in steps {
        let Some(around) = value else {
            return true;
        };
        // What a tag gives may have such a member.
        if around.as_text().is_some_and(|_| has_tag(around)) {
            return false;
        }
        value = match around {
            Value::List(list) => step.parse().ok().and_then(|place: usize| list.get(place)),
            around => around.get(&step),
        };
    }
    !value.is_some_and(has_tag)
}

/// Whether a condition of the task at a place holds for a record, and what
/// each of its comparisons comes to by itself, in the order of the document;
/// nothing for one that is broken.
pub fn judge(
    flow: &Flow,
    place: usize,
    condition: &ConditionProgram,
    row: &Row<'_>,
    inputs: &Inputs,
    now: Timestamp,
) -> (Verdict, Vec<Option<Clause>>) {
    let results = if flow.reads_results(place) {
        let level = flow.workflow().level_of(place);
        let above = previews(flow, row, inputs, now, level.start);
        above.iter().filter_map(result_of).collect()
    } else {
        Vec::new()
    };
    let scope = scope(flow, row, inputs, now, &results);
    (condition.evaluate(&scope), condition.clauses(&scope))
}

/// What a Segment task did, as tags can read it: it was accepted, if it can be
/// sent.
fn result_of(preview: &TaskPreview) -> Option<TaskResult> {
    preview.request.as_ref()?;
    let is_ready = preview.status == PreviewStatus::Ready;
    Some(TaskResult {
        task: preview.task.clone(),
        message_id: preview.message_id.clone().filter(|_| is_ready),
        status: if is_ready {
            "accepted"
        } else {
            preview.status.name()
        },
    })
}

/// The first so many tasks.
fn previews(
    flow: &Flow,
    row: &Row<'_>,
    inputs: &Inputs,
    now: Timestamp,
    count: usize,
) -> Vec<TaskPreview> {
    let mut results: Vec<TaskResult> = Vec::new();
    let mut above = 0;
    let mut previews = Vec::with_capacity(count);
    for place in 0..count {
        // Of tasks beside it a task sees nothing.
        if flow.workflow().level_of(place).start == place {
            above = results.len();
        }
        let seen = results.get(..above).unwrap_or_default();
        let scope = scope(flow, row, inputs, now, seen);
        let Some(preview) = task(flow, place, &scope, inputs, now) else {
            break;
        };
        results.extend(result_of(&preview));
        previews.push(preview);
    }
    previews
}

fn scope<'a>(
    flow: &'a Flow,
    row: &'a Row<'a>,
    inputs: &'a Inputs,
    now: Timestamp,
    results: &'a [TaskResult],
) -> Scope<'a> {
    Scope {
        workflow: flow.workflow(),
        answers: row,
        run_id: &inputs.run_id,
        started_at: now,
        row: inputs.row,
        user: &inputs.user,
        host: &inputs.host,
        results,
    }
}

fn task(
    flow: &Flow,
    place: usize,
    scope: &Scope<'_>,
    inputs: &Inputs,
    now: Timestamp,
) -> Option<TaskPreview> {
    let compiled = flow.tasks().get(place)?;
    let id = &compiled.task.id;
    let mut preview = TaskPreview {
        task: id.clone(),
        status: PreviewStatus::Done,
        because: Vec::new(),
        verdict: None,
        message_id: None,
        request: None,
        findings: flow.findings_at(place).cloned().collect(),
        nested: None,
    };
    if let Some((segment, program)) = compiled.segment() {
        let call = render_call(flow, segment, program, scope, &inputs.accounts, 1, now);
        for finding in call.findings {
            if !is_known(&finding, &preview.findings) {
                preview.findings.push(finding);
            }
        }
        let message = Value::read(&call.message.text, usize::MAX).unwrap_or_default();
        for finding in check::check_message(call.message.call, id, &message) {
            if !is_known(&finding, &preview.findings) {
                preview.findings.push(finding);
            }
        }
        preview.message_id = Some(call.message_id);
        preview.request = Some(call.request);
        preview.status = PreviewStatus::Ready;
    } else if let Some(questions) = &compiled.questions {
        let problem = unanswered(compiled, scope.answers);
        let is_answered = problem.is_none() && questions.has_answers(scope.answers);
        preview.findings.extend(problem);
        if let Some(condition) = compiled.complete_when.as_ref().filter(|_| is_answered) {
            preview.findings.extend(incomplete(condition, id, scope));
        }
    } else if let Some(input) = &compiled.input {
        let mut findings = Vec::new();
        let record = input.render(scope, &mut findings);
        preview.findings.extend(findings);
        // What runs itself is not looked into.
        if !preview.findings.iter().any(Finding::blocks) {
            preview.nested = nested(flow, place, &record, inputs, now);
        }
    }
    if preview.findings.iter().any(Finding::blocks) {
        preview.status = PreviewStatus::Invalid;
    }
    if let Some(condition) = &compiled.activate_when {
        let verdict = condition.evaluate(scope);
        if !verdict.holds && !has_bad_condition(&preview.findings) {
            preview.status = PreviewStatus::Skipped;
            preview.because.clone_from(&verdict.deciding);
        }
        preview.verdict = Some(verdict);
    }
    Some(preview)
}

fn nested(
    flow: &Flow,
    place: usize,
    record: &Object,
    inputs: &Inputs,
    now: Timestamp,
) -> Option<NestedPreview> {
    let inputs = nested_inputs(flow, inputs, place, 1)?;
    let flow = flow.nested(place)?;
    let tasks = preview(&flow, record, &inputs, now);
    Some(NestedPreview { flow, tasks })
}

/// What a workflow is given that a task runs: the task's place, and how often
/// it has been activated, are part of the run's id.
pub(crate) fn nested_inputs(
    flow: &Flow,
    inputs: &Inputs,
    place: usize,
    activation: u32,
) -> Option<Inputs> {
    let task = &flow.tasks().get(place)?.task.id;
    Some(Inputs {
        run_id: format!("{}/{}/{activation}", inputs.run_id, task.as_str()),
        ..inputs.clone()
    })
}

/// The finding about answers that do not complete their form.
pub(crate) fn incomplete(
    condition: &ConditionProgram,
    form: &TaskId,
    scope: &Scope<'_>,
) -> Option<Finding> {
    let verdict = condition.evaluate(scope);
    let because = verdict.deciding;
    let at = Pointer::root().key("completeWhen");
    let problem = Problem::NotCompleted { because };
    (!verdict.holds).then(|| Finding::of_task(form, at, problem))
}

/// Some things are found in the document and again in the record; and that a
/// path leads nowhere says already that it has no value.
fn is_known(finding: &Finding, known: &[Finding]) -> bool {
    known.iter().any(|other| {
        let explains = match (&finding.problem, &other.problem) {
            (
                Problem::MissingValue { path: missing, .. },
                Problem::UnknownField { path: unknown, .. },
            ) => missing == unknown && finding.at == other.at,
            _ => false,
        };
        explains || finding == other
    })
}

/// Whether what is wrong with a task's condition keeps it from being decided.
pub(crate) fn has_bad_condition(findings: &[Finding]) -> bool {
    let activate_when = Pointer::root().key("activateWhen");
    findings
        .iter()
        .any(|finding| finding.blocks() && activate_when.contains(&finding.at))
}

/// The finding about a form that is not answered.
pub(crate) fn unanswered_form(compiled: &CompiledTask, row: &Row<'_>) -> Finding {
    unanswered(compiled, row).unwrap_or_else(|| {
        Finding::of_task(
            &compiled.task.id,
            Pointer::root().key("fields"),
            Problem::FormUnanswered { fields: Vec::new() },
        )
    })
}

/// The finding about required questions of a form that have no answer.
pub(crate) fn unanswered(compiled: &CompiledTask, row: &Row<'_>) -> Option<Finding> {
    let fields = compiled.questions.as_ref()?.unanswered(row);
    (!fields.is_empty()).then(|| {
        Finding::of_task(
            &compiled.task.id,
            Pointer::root().key("fields"),
            Problem::FormUnanswered { fields },
        )
    })
}

/// A Segment task rendered for a record.
pub(crate) struct RenderedCall {
    pub(crate) message_id: String,
    pub(crate) account: Option<Account>,
    pub(crate) message: Message,
    pub(crate) request: Request,
    pub(crate) findings: Vec<Finding>,
}

/// Renders a Segment task: what a preview shows and what a run sends.
pub(crate) fn render_call(
    flow: &Flow,
    segment: &SegmentTask,
    program: &MessageProgram,
    scope: &Scope<'_>,
    accounts: &[Account],
    activation: u32,
    now: Timestamp,
) -> RenderedCall {
    let account = segment
        .account
        .as_ref()
        .and_then(|id| accounts.iter().find(|account| account.id == *id));
    let stem = MessageIdStem::new(
        scope.workflow.id.as_str(),
        scope.run_id,
        program.task().as_str(),
        segment.account.as_ref().map_or("", |id| id.as_str()),
    );
    let stamp = program.stamp(&stem, activation, now);
    let mut findings = Vec::new();
    let mut out = Out::new();
    let written = program.render(scope, &stamp, Keep::All, &mut findings, &mut out);
    let message = Message {
        call: program.call(),
        text: out.into_string(),
    };
    let request = Request::new(&message, account, now);
    if written.is_read_by_segment {
        let read = Value::read(&message.text, usize::MAX).unwrap_or_default();
        findings.extend(check::check_message(message.call, program.task(), &read));
    }
    if let Some(plan) = flow.plan() {
        let read = Value::read(&message.text, usize::MAX).unwrap_or_default();
        findings.extend(check::check_plan(plan, message.call, program.task(), &read));
    }
    let mut find = |at: Pointer, problem| {
        findings.push(Finding::of_task(program.task(), at, problem));
    };
    let at_account = Pointer::root().key("account");
    match (&segment.account, account) {
        (Some(id), None) => find(
            at_account,
            Problem::UnknownAccount {
                account: id.clone(),
            },
        ),
        (_, Some(account)) if !account.key.has_usual_shape() => {
            find(at_account, Problem::WriteKeyShape);
        }
        _ => {}
    }
    let bytes = request.body_bytes();
    if bytes > MAX_EVENT_BYTES {
        find(Pointer::root(), Problem::EventTooLarge { bytes });
    }
    RenderedCall {
        message_id: stem.id(scope.row, activation),
        account: account.cloned(),
        message,
        request,
        findings,
    }
}
