//! A run as text: JSON that any version from this one on can read.

use super::secret::Secrets;
use super::{Attempt, Failure, Mode, Phase, Run, TaskRun, TaskStatus, Wait};
use crate::check::Finding;
use crate::condition::Clause;
use crate::json::{Number, Object, Value};
use crate::segment::{Account, Region, ShownRequest};

/// The version of the format that this code reads and writes.
pub(super) const FORMAT_VERSION: i64 = 1;

impl Run {
    /// The run as text, whole: workflow, answers, and where it is. It holds no
    /// write key and no answer of a password field.
    pub fn save(&self) -> String {
        let mut object = Object::new();
        object.insert("segflowRun", integer(FORMAT_VERSION));
        object.insert("id", self.id());
        object.insert("mode", mode_name(self.mode));
        if let Some(trigger) = self.trigger.save() {
            object.insert("trigger", trigger);
        }
        object.insert("row", integer(i64::try_from(self.inputs.row).unwrap_or(0)));
        object.insert("startedAt", integer(self.started_at.millis()));
        object.insert("changedAt", integer(self.latest.millis()));
        self.save_state(&mut object);
        let user = &self.inputs.user;
        let known = [("role", &user.role), ("email", &user.email)];
        let known = known
            .into_iter()
            .filter_map(|(name, value)| Some((name, value.as_deref()?)));
        object.insert("user", Object::from_iter(known));
        object.insert("host", self.inputs.host.clone());
        object.insert("accounts", list(&self.inputs.accounts, account));
        let pauses = list(&self.pauses, |(account, until)| {
            Value::List(vec![account.as_str().into(), integer(until.millis())])
        });
        object.insert("pauses", pauses);
        object.insert("workflow", self.flow.workflow().without_samples().save());
        let nested = self.flow.surroundings().run_by(self.flow.workflow());
        let nested = nested.iter().map(|other| other.without_samples().save());
        put(&mut object, "workflows", nested.collect());
        Value::Object(object).to_string()
    }

    /// Where it is, and what it was answered.
    fn save_state(&self, object: &mut Object) {
        let secrets = Secrets::of(self.flow.workflow());
        let (record, withheld) = secrets.withhold(&self.record);
        let withheld = withheld.iter().chain(&self.withheld);
        let withheld = withheld.map(|form| form.as_str().into()).collect();
        object.insert("phase", phase(self));
        object.insert(
            "tasks",
            list(&self.tasks, |task| task_run(self, &secrets, task)),
        );
        object.insert("record", record);
        put(object, "withheld", withheld);
    }
}

pub(super) fn mode_name(mode: Mode) -> &'static str {
    match mode {
        Mode::Send => "send",
        Mode::DryRun => "dryRun",
    }
}

pub(super) fn integer(integer: i64) -> Value {
    Value::Number(Number::from_integer(integer))
}

fn list<T>(items: &[T], save: impl Fn(&T) -> Value) -> Value {
    Value::List(items.iter().map(save).collect())
}

/// Sets a member unless there is nothing to say.
fn put(object: &mut Object, name: &str, items: Vec<Value>) {
    if !items.is_empty() {
        object.insert(name, Value::List(items));
    }
}

/// How far it has come; while it is under way the first task that is, as
/// versions write it that know no levels and no runs within runs.
fn phase(run: &Run) -> Value {
    let mut object = Object::new();
    let entered = match run.phase {
        Phase::New => {
            object.insert("is", "new");
            return object.into();
        }
        Phase::Finished(status) => {
            object.insert("is", status.name());
            return object.into();
        }
        Phase::UnderWay { entered } => entered,
    };
    let running = TaskStatus::Running;
    let mut tasks = run.tasks.iter().filter(|task| task.is_under_way());
    let first = tasks.find(|task| task.status != running);
    object.insert("is", first.map_or(running, |task| task.status).name());
    if let Some(task) = first {
        object.insert("task", task.task.as_str());
        save_wait(task.waiting(), &mut object);
    }
    object.insert("entered", integer(i64::try_from(entered).unwrap_or(0)));
    object.into()
}

fn save_wait(wait: Option<Wait>, object: &mut Object) {
    match wait {
        Some(Wait::Until { at, asked_millis }) => {
            object.insert("until", integer(at.millis()));
            if let Some(asked) = asked_millis {
                object.insert("askedMillis", integer(asked));
            }
        }
        Some(Wait::Network) => object.insert("until", "online"),
        Some(Wait::Consent { sent_at }) => object.insert("sentAt", integer(sent_at.millis())),
        None => {}
    }
}

fn task_run(run: &Run, secrets: &Secrets<'_>, state: &TaskRun) -> Value {
    let task = run.flow.workflow().task(&state.task);
    let is_secret = task.is_some_and(|task| secrets.are_sent_by(task));
    let mut object = Object::new();
    object.insert("task", state.task.as_str());
    // What is made of a secret is not kept, but begun again: as the same.
    let is_lost = is_secret && state.status == TaskStatus::Running;
    let status = if is_lost {
        TaskStatus::NotReached
    } else {
        state.status
    };
    object.insert("status", status.name());
    if state.is_activated != status.was_activated() {
        object.insert("activated", state.is_activated);
    }
    if state.has_lapsed {
        object.insert("lapsed", true);
    }
    if state.activation > 1 {
        object.insert("activation", integer(i64::from(state.activation)));
    }
    let mut wait = Object::new();
    save_wait(state.waiting(), &mut wait);
    if !wait.is_empty() {
        object.insert("wait", wait);
    }
    for (name, moment) in [("startedAt", state.started_at), ("endedAt", state.ended_at)] {
        if let Some(moment) = moment {
            object.insert(name, integer(moment.millis()));
        }
    }
    if let Some(id) = &state.message_id {
        object.insert("messageId", id.as_str());
    }
    // Why it is not complete says nothing secret.
    let condition = task.and_then(|task| task.activate_when.as_ref());
    let hides = state.status == TaskStatus::Skipped
        && condition.is_some_and(|condition| secrets.are_compared_by(condition));
    let because = state.because.iter().map(|each| clause(each, hides));
    put(&mut object, "because", because.collect());
    if let Some(failure) = &state.failure {
        object.insert("failure", self::failure(failure));
    }
    if state.may_have_arrived {
        object.insert("mayHaveArrived", true);
    }
    put(
        &mut object,
        "attempts",
        state.attempts.iter().map(attempt).collect(),
    );
    for (name, count) in [("earlier", state.earlier), ("consented", state.consented)] {
        if count > 0 {
            object.insert(name, integer(i64::try_from(count).unwrap_or(i64::MAX)));
        }
    }
    if let Some(shown) = state.request.as_ref().filter(|_| !is_secret) {
        object.insert("request", request(shown));
    }
    if let Some(response) = &state.response {
        // Some servers tell what they were sent.
        let body = if is_secret { "" } else { &response.body };
        object.insert(
            "response",
            Object::from_iter([
                ("status", integer(i64::from(response.status))),
                ("body", body.into()),
            ]),
        );
    }
    if let Some(nested) = state.nested.as_ref().filter(|_| !is_secret) {
        let mut inner = Object::new();
        inner.insert("startedAt", integer(nested.started_at.millis()));
        nested.save_state(&mut inner);
        object.insert("nested", inner);
    }
    let before = state.before.iter();
    let before = before.map(|state| task_run(run, secrets, state)).collect();
    put(&mut object, "before", before);
    object.into()
}

fn clause(clause: &Clause, hides_values: bool) -> Value {
    let mut object = Object::from_iter([
        ("field", clause.field.as_str()),
        ("title", &clause.title),
        ("op", clause.operator.name()),
    ]);
    for (name, value) in [("left", &clause.left), ("right", &clause.right)] {
        if let Some(value) = value.as_ref().filter(|_| !hides_values) {
            object.insert(name, value.clone());
        }
    }
    object.insert("holds", clause.holds);
    object.insert("typeDiffers", clause.type_differs);
    object.into()
}

fn failure(failure: &Failure) -> Value {
    match failure {
        Failure::Invalid(findings) => Object::from_iter([("findings", list(findings, finding))]),
        Failure::Refused(status) => Object::from_iter([("status", integer(i64::from(*status)))]),
        Failure::NotSent(error) => Object::from_iter([("error", error.code())]),
    }
    .into()
}

fn finding(finding: &Finding) -> Value {
    Value::from(Object::from_iter([
        ("at", finding.at.as_str().to_owned()),
        ("code", finding.code().to_owned()),
        ("message", finding.to_string()),
    ]))
}

fn attempt(attempt: &Attempt) -> Value {
    let mut object = Object::from_iter([("at", integer(attempt.at.millis()))]);
    if let Some(status) = attempt.http_status {
        object.insert("httpStatus", integer(i64::from(status)));
    }
    if let Some(error) = &attempt.error {
        object.insert("error", error.code());
    }
    for (name, millis) in [
        ("millis", attempt.millis),
        ("askedMillis", attempt.asked_millis),
    ] {
        if let Some(millis) = millis {
            object.insert(name, integer(millis));
        }
    }
    object.into()
}

fn request(request: &ShownRequest) -> Value {
    let headers = request.headers.iter();
    let headers: Object = headers
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    Value::from(Object::from_iter([
        ("url", request.url.as_str().into()),
        ("headers", Value::Object(headers)),
        ("body", request.body.as_str().into()),
    ]))
}

fn account(account: &Account) -> Value {
    let mut object = Object::from_iter([
        ("id", account.id.as_str()),
        ("label", &account.label),
        ("region", account.region.name()),
    ]);
    if let Region::Custom(endpoint) = &account.region {
        object.insert("endpoint", endpoint.base());
    }
    object.insert("transport", account.transport.name());
    object.insert("key", account.key.save());
    object.into()
}
