use std::fmt;
use std::sync::Arc;

use super::nested::nested;
use super::save::FORMAT_VERSION;
use super::{
    Attempt, Failure, Mode, Phase, Response, Run, RunStatus, SendError, TaskRun, TaskStatus,
    Trigger, Wait,
};
use crate::check::{Finding, Problem};
use crate::condition::{Clause, Operator};
use crate::document::{AccountId, LoadError, TaskId, Workflow};
use crate::flow::Flow;
use crate::json::{Object, Pointer, ReadError, Value};
use crate::preview::Inputs;
use crate::scope::User;
use crate::segment::{Account, Endpoint, KeyFacts, Region, ShownRequest, Transport};
use crate::surroundings::Surroundings;
use crate::time::Timestamp;

/// How deep lists and objects may be nested: a record may be deeper than a
/// document, and runs stand within runs.
const MAX_DEPTH: usize = 400;

/// Why a text is no saved run.
#[derive(Debug, Clone, PartialEq)]
pub enum RunLoadError {
    /// It is no JSON.
    NotJson(ReadError),
    /// It is JSON, but has no `"segflowRun"` version.
    NotARun,
    /// It was saved by a newer segflow.
    TooNew(String),
    /// Its workflow cannot be read.
    Workflow(LoadError),
    /// What should be at this place is not.
    Damaged(&'static str),
}

impl fmt::Display for RunLoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            RunLoadError::NotJson(error) => {
                write!(f, "this saved run is damaged, as it is not JSON: {error}")
            }
            RunLoadError::NotARun => write!(
                f,
                "this is JSON but not a saved run: it has no \"segflowRun\": {FORMAT_VERSION}"
            ),
            RunLoadError::TooNew(version) => write!(
                f,
                "this run was saved by a newer segflow (format {version}, this one reads {FORMAT_VERSION}); update segflow to open it"
            ),
            RunLoadError::Workflow(error) => {
                write!(f, "the workflow of this saved run cannot be read: {error}")
            }
            RunLoadError::Damaged(place) => write!(
                f,
                "this saved run is damaged: its \"{place}\" is not what it should be; run the workflow anew"
            ),
        }
    }
}

impl std::error::Error for RunLoadError {}

type Load<T> = Result<T, RunLoadError>;

/// What is absent or of the wrong kind makes the run damaged there.
fn sound<T>(value: Option<T>, place: &'static str) -> Load<T> {
    value.ok_or(RunLoadError::Damaged(place))
}

impl Run {
    /// Reads a [saved](Run::save) run. `accounts` are those that are connected
    /// now: they stand in for those of the same id that were connected then.
    ///
    /// A run that had not ended does nothing until it is told
    /// [`Event::Resumed`](super::Event::Resumed).
    pub fn load(text: &str, accounts: &[Account]) -> Result<Run, RunLoadError> {
        let value = Value::read(text, MAX_DEPTH).map_err(RunLoadError::NotJson)?;
        let Some(Value::Number(version)) = value.get("segflowRun") else {
            return Err(RunLoadError::NotARun);
        };
        if version.as_str() != "1" {
            return Err(RunLoadError::TooNew(version.as_str().to_owned()));
        }
        let load = |workflow: &Value| {
            let loaded = Workflow::load(&workflow.to_string());
            loaded.map(Arc::new).map_err(RunLoadError::Workflow)
        };
        let workflow = load(sound(value.get("workflow"), "workflow")?)?;
        let workflows = sound(optional_list(&value, "workflows"), "workflows")?;
        let surroundings = Surroundings {
            workflows: workflows.iter().map(load).collect::<Load<_>>()?,
            ..Surroundings::default()
        };
        let flow = Arc::new(Flow::compile_in(workflow, Arc::new(surroundings)));
        let mut known = Vec::new();
        for saved in sound(list(&value, "accounts"), "accounts")? {
            let saved = sound(read_account(saved), "accounts")?;
            let now = accounts.iter().find(|account| account.id == saved.id);
            known.push(now.cloned().unwrap_or(saved));
        }
        let of_user = |name| Some(value.get("user")?.get(name)?.as_text()?.to_owned());
        let inputs = Inputs {
            accounts: known,
            run_id: sound(text_of(&value, "id"), "id")?.to_owned(),
            row: sound(integer(&value, "row"), "row")?,
            user: User {
                role: of_user("role"),
                email: of_user("email"),
            },
            host: value.get("host").cloned().unwrap_or_default(),
        };
        let mode = match text_of(&value, "mode") {
            Some("send") => Mode::Send,
            Some("dryRun") => Mode::DryRun,
            _ => return Err(RunLoadError::Damaged("mode")),
        };
        let mut run = Run::new(flow, Object::new(), inputs, mode);
        run.latest = sound(moment(&value, "changedAt"), "changedAt")?;
        run.pauses = sound(read_pauses(&value), "pauses")?;
        run.trigger = Trigger::read(value.get("trigger"));
        run.load_state(&value)?;
        Ok(run)
    }

    /// Reads where it is, and what it was answered.
    fn load_state(&mut self, value: &Value) -> Load<()> {
        self.started_at = sound(moment(value, "startedAt"), "startedAt")?;
        self.read_tasks(value)?;
        let phase = value.get("phase");
        self.phase = sound(phase.and_then(|phase| self.read_phase(phase)), "phase")?;
        self.record = sound(value.get("record").and_then(Value::as_object), "record")?.clone();
        self.withheld = sound(read_withheld(value, &self.flow), "withheld")?;
        Ok(())
    }

    /// The run with the accounts that are connected now in place of those of
    /// the same id that it knew.
    #[must_use]
    pub fn with_accounts(mut self, accounts: &[Account]) -> Run {
        self.set_accounts(accounts);
        self
    }

    fn set_accounts(&mut self, accounts: &[Account]) {
        for account in accounts {
            let known = self.inputs.accounts.iter_mut();
            match known.into_iter().find(|known| known.id == account.id) {
                Some(known) => known.clone_from(account),
                None => self.inputs.accounts.push(account.clone()),
            }
        }
        for nested in self
            .tasks
            .iter_mut()
            .filter_map(|task| task.nested.as_mut())
        {
            nested.set_accounts(accounts);
        }
    }

    fn read_phase(&mut self, value: &Value) -> Option<Phase> {
        let name = text_of(value, "is")?;
        if name == "new" {
            return Some(Phase::New);
        }
        if let Some(status) = RunStatus::from_name(name) {
            return Some(Phase::Finished(status));
        }
        let status = TaskStatus::from_name(name)?;
        let mut entered = optional(value, "entered", number)?;
        if status != TaskStatus::Running {
            let task = text_of(value, "task")?;
            let is_it = |state: &TaskRun| state.task.as_str() == task;
            let index = self.tasks.iter().position(is_it)?;
            // Versions that know no levels write here alone what is waited for.
            let state = self.tasks.get_mut(index)?;
            if status == TaskStatus::Waiting && state.wait.is_none() {
                state.wait = Some(read_wait(value)?);
            }
            entered.get_or_insert(self.flow.workflow().level_of(index).end);
        }
        let entered = entered?;
        (entered <= self.tasks.len()).then_some(Phase::UnderWay { entered })
    }

    /// The states of the tasks, which are those of the workflow in its order.
    fn read_tasks(&mut self, value: &Value) -> Load<()> {
        let saved = sound(list(value, "tasks"), "tasks")?;
        if saved.len() != self.tasks.len() {
            return Err(RunLoadError::Damaged("tasks"));
        }
        let tasks = self.tasks.iter().zip(saved).enumerate();
        let tasks = tasks.map(|(index, (task, saved))| self.read_task(index, &task.task, saved));
        self.tasks = tasks.collect::<Load<_>>()?;
        Ok(())
    }

    fn read_task(&self, index: usize, id: &TaskId, value: &Value) -> Load<TaskRun> {
        let mut task = sound(read_task(id, value), "tasks")?;
        if let Some(saved) = value.get("nested") {
            let nested = nested(
                &self.flow,
                &self.inputs,
                self.mode,
                (index, task.activation),
                Object::new(),
            );
            let mut nested = sound(nested, "nested")?;
            nested.latest = self.latest;
            nested.load_state(saved)?;
            task.nested = Some(Box::new(nested));
        }
        let before = sound(optional_list(value, "before"), "before")?.iter();
        let before = before.map(|saved| self.read_task(index, id, saved));
        task.before = before.collect::<Load<_>>()?;
        Ok(task)
    }
}

fn text_of<'v>(value: &'v Value, name: &str) -> Option<&'v str> {
    value.get(name)?.as_text()
}

fn list<'v>(value: &'v Value, name: &str) -> Option<&'v [Value]> {
    value.get(name)?.as_list()
}

/// A list that is left out where it is empty.
fn optional_list<'v>(value: &'v Value, name: &str) -> Option<&'v [Value]> {
    value.get(name).map_or(Some(&[]), Value::as_list)
}

fn number<T: std::str::FromStr>(value: &Value) -> Option<T> {
    match value {
        Value::Number(number) => number.as_str().parse().ok(),
        _ => None,
    }
}

fn integer<T: std::str::FromStr>(value: &Value, name: &str) -> Option<T> {
    number(value.get(name)?)
}

fn moment(value: &Value, name: &str) -> Option<Timestamp> {
    integer(value, name).map(Timestamp::from_millis)
}

/// A member that may be absent, but not something else.
fn optional<'v, T>(
    value: &'v Value,
    name: &str,
    read: impl FnOnce(&'v Value) -> Option<T>,
) -> Option<Option<T>> {
    match value.get(name) {
        None => Some(None),
        Some(value) => read(value).map(Some),
    }
}

fn read_account(value: &Value) -> Option<Account> {
    Some(Account {
        id: AccountId::parse(text_of(value, "id")?).ok()?,
        label: text_of(value, "label")?.to_owned(),
        region: match text_of(value, "region")? {
            "us" => Region::Us,
            "eu" => Region::Eu,
            "custom" => Region::Custom(Endpoint::parse(text_of(value, "endpoint")?).ok()?),
            _ => return None,
        },
        transport: Transport::from_name(text_of(value, "transport")?)?,
        key: KeyFacts::load(value.get("key")?)?,
    })
}

fn read_pauses(value: &Value) -> Option<Vec<(AccountId, Timestamp)>> {
    let pauses = list(value, "pauses")?
        .iter()
        .map(|pause| match pause.as_list()? {
            [account, until] => Some((
                AccountId::parse(account.as_text()?).ok()?,
                Timestamp::from_millis(number(until)?),
            )),
            _ => None,
        });
    pauses.collect()
}

fn read_withheld(value: &Value, flow: &Flow) -> Option<Vec<TaskId>> {
    let forms = optional_list(value, "withheld")?.iter().map(|form| {
        let form = TaskId::parse(form.as_text()?).ok()?;
        flow.workflow().task(&form)?.form()?;
        Some(form)
    });
    forms.collect()
}

fn read_wait(value: &Value) -> Option<Wait> {
    if let Some(sent_at) = moment(value, "sentAt") {
        return Some(Wait::Consent { sent_at });
    }
    Some(match value.get("until")? {
        Value::Text(online) if online == "online" => Wait::Network,
        _ => Wait::Until {
            at: moment(value, "until")?,
            asked_millis: optional(value, "askedMillis", number)?,
        },
    })
}

fn read_task(id: &TaskId, value: &Value) -> Option<TaskRun> {
    if text_of(value, "task")? != id.as_str() {
        return None;
    }
    let at = |value| number(value).map(Timestamp::from_millis);
    let because = optional_list(value, "because")?.iter().map(read_clause);
    let attempts = optional_list(value, "attempts")?.iter().map(read_attempt);
    let status = TaskStatus::from_name(text_of(value, "status")?)?;
    let is_so = |name| optional(value, name, Value::as_bool);
    Some(TaskRun {
        task: id.clone(),
        status,
        activation: optional(value, "activation", number)?.unwrap_or(1),
        before: Vec::new(),
        nested: None,
        wait: optional(value, "wait", read_wait)?,
        is_activated: is_so("activated")?.unwrap_or(status.was_activated()),
        has_lapsed: is_so("lapsed")?.unwrap_or(false),
        started_at: optional(value, "startedAt", at)?,
        ended_at: optional(value, "endedAt", at)?,
        message_id: optional(value, "messageId", Value::as_text)?.map(str::to_owned),
        because: because.collect::<Option<_>>()?,
        failure: optional(value, "failure", |failure| read_failure(id, failure))?,
        may_have_arrived: is_so("mayHaveArrived")?.unwrap_or(false),
        attempts: attempts.collect::<Option<_>>()?,
        earlier: optional(value, "earlier", number)?.unwrap_or(0),
        consented: optional(value, "consented", number)?.unwrap_or(0),
        request: optional(value, "request", read_request)?,
        response: optional(value, "response", |response| {
            Some(Response {
                status: integer(response, "status")?,
                body: text_of(response, "body")?.to_owned(),
            })
        })?,
    })
}

fn read_clause(value: &Value) -> Option<Clause> {
    let is_so = |name| value.get(name)?.as_bool();
    Some(Clause {
        field: text_of(value, "field")?.to_owned(),
        title: text_of(value, "title")?.to_owned(),
        operator: Operator::from_name(text_of(value, "op")?)?,
        left: value.get("left").cloned(),
        right: value.get("right").cloned(),
        holds: is_so("holds")?,
        type_differs: is_so("typeDiffers")?,
    })
}

fn read_failure(task: &TaskId, value: &Value) -> Option<Failure> {
    if let Some(status) = integer(value, "status") {
        return Some(Failure::Refused(status));
    }
    if let Some(error) = text_of(value, "error") {
        return SendError::from_code(error).map(Failure::NotSent);
    }
    let findings = list(value, "findings")?.iter().map(|finding| {
        Some(Finding::of_task(
            task,
            Pointer::parse(text_of(finding, "at")?)?,
            Problem::Recorded {
                code: text_of(finding, "code")?.to_owned(),
                message: text_of(finding, "message")?.to_owned(),
            },
        ))
    });
    Some(Failure::Invalid(findings.collect::<Option<_>>()?))
}

fn read_attempt(value: &Value) -> Option<Attempt> {
    let error = optional(value, "error", Value::as_text)?;
    Some(Attempt {
        at: moment(value, "at")?,
        http_status: optional(value, "httpStatus", number)?,
        error: error.map_or(Some(None), |code| SendError::from_code(code).map(Some))?,
        millis: optional(value, "millis", number)?,
        asked_millis: optional(value, "askedMillis", number)?,
    })
}

fn read_request(value: &Value) -> Option<ShownRequest> {
    let headers: &Object = value.get("headers")?.as_object()?;
    let headers = headers.iter().map(|(name, value)| {
        let mut known = ["Content-Type", "Authorization"].into_iter();
        let name = known.find(|known| *known == name)?;
        Some((name, value.as_text()?.to_owned()))
    });
    Some(ShownRequest {
        method: "POST",
        url: text_of(value, "url")?.to_owned(),
        headers: headers.collect::<Option<_>>()?,
        body: text_of(value, "body")?.to_owned(),
    })
}
