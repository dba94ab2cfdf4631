use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use segflow_scan::{Out, as_text, cell_end, plain_cell};

use super::csv::unquoted;
use super::hash::hash_of;
use super::mapping::Target;
use super::rows::Found;
use super::{CellType, Format, LookedMessage, Mapping, Reason, cell, names};
use crate::check::{self, Finding, Problem};
use crate::datum::Datum;
use crate::document::{OnError, SubWorkflow, TaskKind};
use crate::flow::{CompiledTask, Flow};
use crate::json::{Pointer, Value};
use crate::preview::{self, Inputs};
use crate::record::{Fill, Row, Shape, Slots, Spare};
use crate::run::Mode;
use crate::scope::{Scope, TaskResult};
use crate::segment::{
    Keep, MAX_BATCH_BYTES, MAX_EVENT_BYTES, MessageIdStem, MessageProgram, Request, Stamp,
};
use crate::time::Timestamp;

/// The column or member by which a row set aside keeps its number when it is
/// run again.
pub(super) const ROW_NUMBER: &str = "segflow_row";

/// The column or member that says why a row was set aside.
pub(super) const ROW_REASON: &str = "segflow_reason";

/// A flow made ready for many rows: whatever is the same for all of them is
/// known.
#[derive(Debug, Clone)]
pub struct BulkProgram {
    flow: Arc<Flow>,
    inputs: Inputs,
    mode: Mode,
    started_at: Timestamp,
    tasks: Vec<TaskPlan>,
    slots: Slots,
    number: usize,
    reading: Reading,
    /// Some task refers to what another did.
    reads_results: bool,
    /// The number of its first task among those of all workflows of a row.
    first: usize,
}

/// What is the same for all messages of a task.
#[derive(Debug, Clone)]
struct TaskPlan {
    stem: MessageIdStem,
    stamp: Option<Stamp>,
    account: Option<usize>,
    /// Findings of the document that block the task.
    blocking: Vec<Finding>,
    has_bad_condition: bool,
    /// What a body has besides the message, in bytes.
    extra_bytes: usize,
    /// The workflow that it runs, for what it is handed.
    within: Option<Box<BulkProgram>>,
}

/// How rows are read.
#[derive(Debug, Clone, PartialEq)]
enum Reading {
    Json(Fill),
    Csv {
        delimiter: u8,
        mapping: Option<Mapping>,
        /// The first record is to name the columns, and is no row.
        has_names: bool,
        /// Known once the first record has been read.
        columns: Vec<CsvColumn>,
        forms: Vec<usize>,
    },
}

/// What a column's cells are for.
#[derive(Debug, Clone, PartialEq)]
struct CsvColumn {
    name: String,
    purpose: Purpose,
}

#[derive(Debug, Clone, PartialEq)]
enum Purpose {
    Nothing,
    Answer { slot: usize, target: Target },
}

/// Room that rows use one after the other.
#[derive(Debug, Default)]
pub(super) struct Room {
    /// The messages of the row, one after the other, with commas between them.
    pub(super) out: Out,
    pub(super) parts: Vec<Part>,
    /// Why tasks of the row failed.
    pub(super) findings: Vec<Finding>,
    results: Vec<TaskResult>,
    spare: Spare,
    shape: Shape,
}

/// A message among those of a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Part {
    pub(super) task: usize,
    pub(super) account: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// What a row came to before anything is sent.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Ready {
    /// It could not be read.
    SetAside(Reason),
    /// No Segment task was activated.
    Skipped,
    /// A task failed and there is nothing to send.
    Failed,
    /// Its messages wait in the room.
    Messages {
        /// The hash of its user's id.
        hash: u64,
        /// A task failed beside those that have messages.
        has_failed: bool,
    },
}

impl BulkProgram {
    /// Makes a flow ready. Columns of CSV without a mapping are matched by
    /// their names.
    pub fn new(
        flow: Arc<Flow>,
        inputs: Inputs,
        mode: Mode,
        started_at: Timestamp,
        format: Format,
        delimiter: u8,
        mapping: Option<Mapping>,
    ) -> BulkProgram {
        let mut slots = flow.slots().clone();
        let number = slots.slot(&Target::row_number().path);
        let reading = match (format, mapping) {
            (Format::Csv | Format::CsvRows, mapping) => Reading::Csv {
                delimiter,
                mapping,
                has_names: format == Format::Csv,
                columns: Vec::new(),
                forms: Vec::new(),
            },
            (_, Some(mapping)) => Reading::Json(
                slots.by_members(
                    mapping
                        .columns
                        .iter()
                        .map(|column| (column.name.as_str(), &column.target.path)),
                    ROW_NUMBER,
                ),
            ),
            (_, None) => Reading::Json(slots.by_record()),
        };
        let tasks = flow
            .tasks()
            .iter()
            .enumerate()
            .map(|(place, compiled)| plan(place, compiled, &flow, &inputs, (mode, started_at)))
            .collect();
        let reads_results = (0..flow.tasks().len()).any(|place| flow.reads_results(place));
        let mut program = BulkProgram {
            flow,
            inputs,
            mode,
            started_at,
            tasks,
            slots,
            number,
            reading,
            reads_results,
            first: 0,
        };
        program.number_from(0);
        program
    }

    /// Numbers its tasks, and behind them those of the workflows within; gives
    /// the number behind the last.
    fn number_from(&mut self, first: usize) -> usize {
        self.first = first;
        let within = self
            .tasks
            .iter_mut()
            .filter_map(|plan| plan.within.as_mut());
        let own = first + self.flow.tasks().len();
        within.fold(own, |next, program| program.number_from(next))
    }

    /// The program that has the task of a number, and the task's place there.
    fn having(&self, task: usize) -> Option<(&BulkProgram, usize)> {
        let place = task.checked_sub(self.first)?;
        if place < self.tasks.len() {
            return Some((self, place));
        }
        let mut within = self.tasks.iter().filter_map(|plan| plan.within.as_ref());
        within.find_map(|program| program.having(task))
    }

    /// The flow.
    pub fn flow(&self) -> &Arc<Flow> {
        &self.flow
    }

    /// What the run is given.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// Whether requests leave.
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// When the run began: the moment of every message.
    pub fn started_at(&self) -> Timestamp {
        self.started_at
    }

    /// Sets what stands between cells, once it is known.
    pub(super) fn set_delimiter(&mut self, byte: u8) {
        if let Reading::Csv { delimiter, .. } = &mut self.reading {
            *delimiter = byte;
        }
    }

    /// Whether the columns are still to be known, by the next record.
    pub(super) fn wants_header(&self) -> bool {
        matches!(&self.reading, Reading::Csv { columns, .. } if columns.is_empty())
    }

    /// Reads the columns off the first record. Tells whether it names them; else
    /// it is a row.
    pub(super) fn read_header(&mut self, found: Found<'_>) -> bool {
        let workflow = self.flow.workflow();
        if let Reading::Csv {
            delimiter,
            mapping,
            has_names,
            columns,
            forms,
        } = &mut self.reading
        {
            let record = found.bytes();
            *has_names |= names::is_ours(record, *delimiter);
            let names = match (*has_names, found) {
                (true, _) => names::given(record, *delimiter),
                (false, Found::Row(_)) => names::numbered(record, *delimiter),
                // Of what is no row nobody knows how many columns there are.
                (false, _) => return false,
            };
            let mapping = mapping.get_or_insert_with(|| {
                Mapping::of_columns(workflow, names.iter().map(String::as_str))
            });
            *columns = names
                .into_iter()
                .map(|name| CsvColumn {
                    purpose: purpose(&name, mapping, &self.slots),
                    name,
                })
                .collect();
            *forms = columns
                .iter()
                .filter_map(|column| mapping.target(&column.name))
                .filter_map(|target| self.slots.known_form(&target.path.head))
                .collect();
            return *has_names;
        }
        false
    }

    /// The line that names the columns of what is made of the source: the first
    /// record, or the names they have without one.
    pub(super) fn header_line<'r>(&self, first: &'r [u8]) -> Cow<'r, [u8]> {
        match &self.reading {
            Reading::Csv {
                has_names: false,
                delimiter,
                columns,
                ..
            } => {
                let names: Vec<&[u8]> = columns
                    .iter()
                    .map(|column| column.name.as_bytes())
                    .collect();
                Cow::Owned(names.join(delimiter))
            }
            _ => Cow::Borrowed(first),
        }
    }

    /// How many columns there are.
    pub(super) fn columns(&self) -> usize {
        match &self.reading {
            Reading::Csv { columns, .. } => columns.len(),
            Reading::Json(_) => 0,
        }
    }

    /// Reads a row and renders its messages into the room.
    pub(super) fn render(&self, bytes: &[u8], ordinal: u64, room: &mut Room) -> (Ready, u64) {
        room.out.clear();
        room.parts.clear();
        room.findings.clear();
        let Some(text) = as_text(bytes) else {
            return (Ready::SetAside(Reason::NotUtf8), ordinal);
        };
        let mut row = Row::of_spare(std::mem::take(&mut room.spare), &self.slots);
        let ready = match self.read(text, &mut row, &mut room.shape) {
            // What was read before the trouble may have been its number.
            Err(reason) => {
                let number = self.number(&row).unwrap_or(ordinal);
                (Ready::SetAside(reason), number)
            }
            Ok(()) => {
                let number = self.number(&row).unwrap_or(ordinal);
                (self.messages(&row, number, room), number)
            }
        };
        room.spare = row.into_spare();
        ready
    }

    fn number(&self, row: &Row<'_>) -> Option<u64> {
        match row.datum(self.number) {
            Datum::Missing => None,
            number => number.as_text().trim().parse().ok(),
        }
    }

    fn read<'r>(&self, text: &'r str, row: &mut Row<'r>, shape: &mut Shape) -> Result<(), Reason> {
        match &self.reading {
            Reading::Json(fill) => row.read(text, fill, shape).map_err(Reason::NotJson),
            Reading::Csv {
                delimiter,
                columns,
                forms,
                ..
            } => {
                for form in forms {
                    row.answer_form(*form);
                }
                cells(text, *delimiter, columns, row)
            }
        }
    }

    /// The way to the task of a number.
    fn path(&self, task: usize) -> Option<String> {
        let tasks = self.flow.tasks();
        if let Some(own) = tasks.get(task.checked_sub(self.first)?) {
            return Some(own.task.id.to_string());
        }
        tasks.iter().zip(&self.tasks).find_map(|(compiled, plan)| {
            let way = plan.within.as_ref()?.path(task)?;
            Some(format!("{}/{way}", compiled.task.id))
        })
    }

    /// Renders the messages of a workflow within for what it is handed, as JSON
    /// text.
    fn messages_of(&self, input: &str, number: u64, room: &mut Room) -> Ready {
        let mut row = Row::of_spare(Spare::default(), &self.slots);
        match self.read(input, &mut row, &mut Shape::default()) {
            Err(reason) => Ready::SetAside(reason),
            Ok(()) => self.messages(&row, number, room),
        }
    }

    fn messages(&self, row: &Row<'_>, number: u64, room: &mut Room) -> Ready {
        // A workflow within sees nothing of them.
        let mut results = std::mem::take(&mut room.results);
        results.clear();
        let ready = self.messages_after(row, number, room, &mut results);
        room.results = results;
        ready
    }

    fn messages_after(
        &self,
        row: &Row<'_>,
        number: u64,
        room: &mut Room,
        results: &mut Vec<TaskResult>,
    ) -> Ready {
        let mut has_failed = false;
        let mut hash = None;
        let mut above = 0;
        for (index, (compiled, plan)) in self.flow.tasks().iter().zip(&self.tasks).enumerate() {
            if !compiled.task.beside_previous {
                above = results.len();
            }
            let scope = Scope {
                workflow: self.flow.workflow(),
                answers: row,
                run_id: &self.inputs.run_id,
                started_at: self.started_at,
                row: number,
                user: &self.inputs.user,
                host: &self.inputs.host,
                // Of tasks beside it a task sees nothing.
                results: results.get(..above).unwrap_or_default(),
            };
            let before = room.out.len();
            let mut status = "accepted";
            if !plan.has_bad_condition
                && let Some(condition) = &compiled.activate_when
                && !condition.holds(&scope)
            {
                status = "skipped";
            } else if !plan.blocking.is_empty() {
                room.findings.extend_from_slice(&plan.blocking);
                status = "failed";
            } else if let Some(questions) = &compiled.questions {
                if !questions.has_answers(row) || !questions.is_answered(row) {
                    let finding = preview::unanswered_form(compiled, row);
                    return Ready::SetAside(Reason::FormUnanswered(Box::new(finding)));
                }
                if let Some(finding) = incomplete(compiled, &scope) {
                    return Ready::SetAside(Reason::Invalid(Box::new(finding)));
                }
            } else if let Some((_, program)) = compiled.segment() {
                let findings = room.findings.len();
                if !room.parts.is_empty() {
                    room.out.push(b',');
                }
                let start = room.out.len();
                let id = self.message(program, plan, &scope, &mut room.out, &mut room.findings);
                if room.findings.len() > findings {
                    status = "failed";
                } else if let Some(account) = plan.account {
                    room.parts.push(Part {
                        task: self.first + index,
                        account,
                        start,
                        end: room.out.len(),
                    });
                    hash.get_or_insert_with(|| {
                        hash_of(room.out.since(id.start).get(..id.len()).unwrap_or_default())
                    });
                }
            } else if let (Some(within), Some(input)) = (&plan.within, &compiled.input) {
                let findings = room.findings.len();
                let mut text = Out::new();
                input.write(&scope, Keep::Blocking, &mut room.findings, &mut text);
                let ready = match room.findings.len() > findings {
                    true => Ready::Failed,
                    false => within.messages_of(&text.into_string(), number, room),
                };
                match ready {
                    Ready::SetAside(reason) => return Ready::SetAside(reason),
                    Ready::Skipped => {}
                    Ready::Failed => status = "failed",
                    Ready::Messages {
                        hash: of_user,
                        has_failed,
                    } => {
                        hash.get_or_insert(of_user);
                        if has_failed {
                            status = "failed";
                        }
                    }
                }
                if status != "failed"
                    && let Some(finding) = incomplete(compiled, &scope)
                {
                    room.findings.push(finding);
                    status = "failed";
                }
            }
            // What a workflow within sent before it failed leaves all the same.
            if status == "failed" && plan.within.is_none() {
                room.out.truncate(before);
            }
            if compiled.message.is_some()
                && (self.reads_results || compiled.complete_when.is_some())
            {
                let own = TaskResult {
                    task: compiled.task.id.clone(),
                    message_id: (status == "accepted").then(|| plan.stem.id(number, 1)),
                    status,
                };
                if status == "accepted" {
                    let seen = [scope.results, std::slice::from_ref(&own)].concat();
                    let results = &seen;
                    if let Some(finding) = incomplete(compiled, &Scope { results, ..scope }) {
                        // Its message leaves all the same.
                        room.findings.push(finding);
                        status = "failed";
                    }
                }
                results.push(TaskResult { status, ..own });
            }
            if status == "failed" {
                has_failed = true;
                if compiled.task.on_error == OnError::Stop {
                    break;
                }
            }
        }
        match hash {
            _ if room.out.len() + ROOM_OF_A_BATCH > MAX_BATCH_BYTES => {
                room.parts.clear();
                Ready::SetAside(Reason::RowTooLarge)
            }
            Some(hash) => Ready::Messages { hash, has_failed },
            None if has_failed => Ready::Failed,
            None => Ready::Skipped,
        }
    }

    /// Renders one message; tells where its user's id stands.
    fn message(
        &self,
        program: &MessageProgram,
        plan: &TaskPlan,
        scope: &Scope<'_>,
        out: &mut Out,
        findings: &mut Vec<Finding>,
    ) -> Range<usize> {
        let start = out.len();
        let Some(stamp) = &plan.stamp else {
            return start..start;
        };
        let written = program.render(scope, stamp, Keep::Blocking, findings, out);
        if written.is_read_by_segment {
            let text = String::from_utf8_lossy(out.since(start));
            let read = Value::read(&text, usize::MAX).unwrap_or_default();
            let found = check::check_message(program.call(), program.task(), &read);
            findings.extend(found.into_iter().filter(Finding::blocks));
        }
        if let Some(kept) = self.flow.plan().filter(|kept| kept.is_strict()) {
            let text = String::from_utf8_lossy(out.since(start));
            let read = Value::read(&text, usize::MAX).unwrap_or_default();
            findings.extend(check::check_plan(
                kept,
                program.call(),
                program.task(),
                &read,
            ));
        }
        let bytes = out.len() - start + plan.extra_bytes;
        if bytes > MAX_EVENT_BYTES {
            findings.push(Finding::of_task(
                program.task(),
                Pointer::root(),
                Problem::EventTooLarge { bytes },
            ));
        }
        if plan.account.is_none() {
            findings.push(Finding::of_task(
                program.task(),
                Pointer::root().key("account"),
                Problem::NoAccount,
            ));
        }
        written.id
    }

    /// The messages of the row that was rendered last.
    pub(super) fn messages_in(&self, room: &Room) -> Vec<LookedMessage> {
        let message = |part: &Part| {
            let text = room.out.since(part.start).get(..part.end - part.start)?;
            Some(LookedMessage {
                task: self.path(part.task)?,
                account: self.inputs.accounts.get(part.account)?.id.clone(),
                body: String::from_utf8_lossy(text).into_owned(),
            })
        };
        room.parts.iter().filter_map(message).collect()
    }

    /// The id that a row's message of a task has.
    pub(super) fn message_id(&self, task: usize, number: u64) -> String {
        self.having(task)
            .and_then(|(program, place)| program.tasks.get(place))
            .map(|plan| plan.stem.id(number, 1))
            .unwrap_or_default()
    }
}

fn incomplete(compiled: &CompiledTask, scope: &Scope<'_>) -> Option<Finding> {
    let condition = compiled.complete_when.as_ref()?;
    preview::incomplete(condition, &compiled.task.id, scope)
}

/// More than a batch has besides its messages and the longest key.
const ROOM_OF_A_BATCH: usize = 1024;

fn plan(
    place: usize,
    compiled: &CompiledTask,
    flow: &Flow,
    inputs: &Inputs,
    (mode, started_at): (Mode, Timestamp),
) -> TaskPlan {
    let workflow = flow.workflow();
    let id = &compiled.task.id;
    let named = compiled
        .segment()
        .and_then(|(segment, _)| segment.account.as_ref());
    let account = named.and_then(|named| {
        inputs
            .accounts
            .iter()
            .position(|account| account.id == *named)
    });
    let mut blocking: Vec<Finding> = flow
        .findings_at(place)
        .filter(|finding| finding.blocks())
        .cloned()
        .collect();
    if let (Some(named), None) = (named, account) {
        blocking.push(Finding::of_task(
            id,
            Pointer::root().key("account"),
            Problem::UnknownAccount {
                account: named.clone(),
            },
        ));
    }
    let mut within = None;
    if let TaskKind::Workflow(sub) = &compiled.task.kind
        && blocking.is_empty()
    {
        within = handed(flow, place, sub).and_then(|(flow_within, mapping)| {
            let inputs = preview::nested_inputs(flow, inputs, place, 1)?;
            let format = Format::JsonLines;
            let mapping = Some(mapping);
            let program =
                BulkProgram::new(flow_within, inputs, mode, started_at, format, b',', mapping);
            Some(Box::new(program))
        });
        if within.is_none() {
            blocking.push(Finding::of_task(
                id,
                Pointer::root().key("kind"),
                Problem::CannotRun,
            ));
        }
    }
    let activate_when = Pointer::root().key("activateWhen");
    let stem = MessageIdStem::new(
        workflow.id.as_str(),
        &inputs.run_id,
        id.as_str(),
        named.map_or("", |named| named.as_str()),
    );
    let program = compiled.message.as_ref();
    TaskPlan {
        stamp: program.map(|program| program.stamp(&stem, 1, started_at)),
        stem,
        has_bad_condition: blocking
            .iter()
            .any(|finding| activate_when.contains(&finding.at)),
        extra_bytes: account
            .and_then(|place| inputs.accounts.get(place))
            .map_or(0, Request::extra_bytes),
        account,
        blocking,
        within,
    }
}

/// The workflow that the task at a place runs, and which of its fields are
/// answered by what it is handed; none where that goes deeper than a field.
fn handed(flow: &Flow, place: usize, sub: &SubWorkflow) -> Option<(Arc<Flow>, Mapping)> {
    let within = flow.nested(place)?;
    let names = sub.input.keys().map(|path| (path, Value::text(path)));
    let mapping = Mapping::read(&names.collect(), within.workflow()).ok()?;
    let mut paths = mapping.columns.iter().map(|column| &column.target.path);
    let are_fields = paths.all(|path| path.steps.len() == 1);
    are_fields.then_some((within, mapping))
}

fn purpose(name: &str, mapping: &Mapping, slots: &Slots) -> Purpose {
    let number = (name == ROW_NUMBER).then(Target::row_number);
    let answer = number.as_ref().or(mapping.target(name)).and_then(|target| {
        let slot = slots.known(&target.path)?;
        let target = target.clone();
        Some(Purpose::Answer { slot, target })
    });
    answer.unwrap_or(Purpose::Nothing)
}

/// Reads the cells of a record into a row; those behind a bad one, too, of which
/// one may be its number.
fn cells<'r>(
    record: &'r str,
    delimiter: u8,
    columns: &[CsvColumn],
    row: &mut Row<'r>,
) -> Result<(), Reason> {
    let mut rest = Some(record);
    let mut bad = None;
    for column in columns {
        // A record that ends early leaves its last cells empty.
        let Some(from) = rest else { break };
        let plain = plain_cell(from.as_bytes(), delimiter);
        let end = plain.unwrap_or_else(|| cell_end(from.as_bytes(), delimiter));
        let (text, after) = from.split_at_checked(end).unwrap_or((from, ""));
        rest = after.get(1..);
        let (slot, target) = match &column.purpose {
            Purpose::Nothing => continue,
            Purpose::Answer { slot, target } => (*slot, target),
        };
        if plain.is_some() && !text.is_empty() && target.cell_type == CellType::Text {
            row.set_slot(slot, Datum::Plain(text));
            continue;
        }
        let unquoted = unquoted(text);
        let is_quoted_well = unquoted.is_some();
        match unquoted.and_then(|text| cell::read(text, target)) {
            Some(datum) => row.set_slot(slot, datum),
            None => bad = bad.or(Some((is_quoted_well, column, target.cell_type))),
        }
    }
    Err(match (bad, rest) {
        (Some((false, ..)), _) => Reason::BadQuotes,
        (Some((true, column, cell_type)), _) => Reason::CellNot {
            cell_type,
            column: column.name.clone(),
        },
        // Programs that write a delimiter too many leave empty cells behind.
        (None, Some(more)) if more.bytes().any(|byte| byte != delimiter) => Reason::TooManyCells,
        (None, _) => return Ok(()),
    })
}
