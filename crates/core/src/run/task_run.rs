use super::{Run, SendError, Wait, retry};
use crate::check::Finding;
use crate::condition::Clause;
use crate::document::TaskId;
use crate::json::Value;
use crate::segment::ShownRequest;
use crate::time::Timestamp;

/// What became of a task in a run.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskRun {
    /// Which task.
    pub task: TaskId,
    /// Its state.
    pub status: TaskStatus,
    /// When it was reached.
    pub started_at: Option<Timestamp>,
    /// When it came to its final state.
    pub ended_at: Option<Timestamp>,
    /// The message's id, of a Segment task that was reached.
    pub message_id: Option<String>,
    /// How often its condition came to hold, from 1: with each time it was
    /// activated.
    pub activation: u32,
    /// What became of it when it was activated before.
    pub before: Vec<TaskRun>,
    /// Why it was skipped, or is not complete yet: the clauses that decided.
    pub because: Vec<Clause>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// The failure left without an answer: Segment may have the message.
    pub may_have_arrived: bool,
    /// Every time it was sent.
    pub attempts: Vec<Attempt>,
    /// So many of them were made before a person wanted it to be tried anew;
    /// they count no more.
    pub(super) earlier: usize,
    /// So many of them were made before a person wanted the message to be sent
    /// although it may have arrived.
    pub(super) consented: usize,
    /// The request, the key masked.
    pub request: Option<ShownRequest>,
    /// The last answer.
    pub response: Option<Response>,
    /// The run of the other workflow, of a task that has begun to run one.
    pub nested: Option<Box<Run>>,
    /// What it waits for, while it does.
    pub(super) wait: Option<Wait>,
    /// Its condition held when it was asked: it is not asked again before the
    /// task does its work, or goes on with it.
    pub(super) is_activated: bool,
    /// It was activated, and its condition does not hold any more.
    pub(super) has_lapsed: bool,
}

/// So often a task is activated.
pub(super) const MAX_ACTIVATIONS: u32 = 100;

impl TaskRun {
    pub(super) fn new(task: TaskId) -> TaskRun {
        TaskRun {
            task,
            status: TaskStatus::NotReached,
            started_at: None,
            ended_at: None,
            message_id: None,
            activation: 1,
            before: Vec::new(),
            because: Vec::new(),
            failure: None,
            may_have_arrived: false,
            attempts: Vec::new(),
            earlier: 0,
            consented: 0,
            request: None,
            response: None,
            nested: None,
            wait: None,
            is_activated: false,
            has_lapsed: false,
        }
    }

    /// Whether it was activated and is not complete.
    pub fn is_under_way(&self) -> bool {
        !self.status.is_final() && self.status != TaskStatus::NotReached
    }

    /// What it waits for, if it does.
    pub fn waiting(&self) -> Option<Wait> {
        self.wait.filter(|_| self.status == TaskStatus::Waiting)
    }

    /// The same task, to be activated once more.
    pub(super) fn again(&mut self) {
        let next = TaskRun::new(self.task.clone());
        let mut done = std::mem::replace(self, next);
        self.activation = done.activation + 1;
        self.before = std::mem::take(&mut done.before);
        self.before.push(done);
        self.is_activated = true;
    }

    /// Gives the task its turn again from its condition on, if that did not
    /// hold: it is another moment.
    pub(super) fn activate(&mut self) {
        self.renew();
        self.started_at = None;
        self.is_activated = true;
    }

    /// Whether an attempt was left without an answer.
    pub(super) fn is_unsure(&self) -> bool {
        let is_left = self.failure == Some(Failure::NotSent(SendError::LeftAsItIs));
        is_left || self.attempts.iter().any(Attempt::may_have_arrived)
    }

    /// When the message may first have arrived, as far as no person has said
    /// that it is to be sent all the same.
    pub(super) fn may_have_arrived_at(&self) -> Option<Timestamp> {
        let attempts = self.attempts.iter().skip(self.consented);
        attempts
            .filter(|attempt| attempt.may_be_known())
            .map(|attempt| attempt.at)
            .min()
    }

    /// How many attempts failed of those that count, and whether another one
    /// may be made.
    pub(super) fn tries(&self) -> (usize, bool) {
        let (mut tries, mut asked) = (0, 0);
        for attempt in self.attempts.iter().skip(self.earlier) {
            match (&attempt.error, attempt.asked_millis) {
                // That a page was closed says nothing about the address.
                (Some(SendError::Interrupted), _) => {}
                (_, Some(_)) if asked < retry::MAX_ASKED_WAITS => asked += 1,
                _ => tries += 1,
            }
        }
        (tries, tries < retry::MAX_TRIES)
    }

    /// Gives the task its turn again, with the same message.
    pub(super) fn renew(&mut self) {
        self.status = TaskStatus::NotReached;
        self.ended_at = None;
        self.because = Vec::new();
        self.failure = None;
        self.may_have_arrived = false;
        self.earlier = self.attempts.len();
        if !self.is_activated {
            self.started_at = None;
        }
    }

    /// How long it took, once it has ended.
    pub fn millis(&self) -> Option<i64> {
        // A clock that was set back must not give a time below nothing.
        Some((self.ended_at?.millis() - self.started_at?.millis()).max(0))
    }
}

/// The state of a task in a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TaskStatus {
    /// Its turn has not come.
    NotReached,
    /// A person is answering the form.
    Asking,
    /// Its request is on the way.
    Sending,
    /// Its request is sent later.
    Waiting,
    /// The workflow that it runs is under way.
    Running,
    /// The form is answered, or the workflow that it ran is completed.
    Done,
    /// Segment accepted the message.
    Accepted,
    /// A dry run: the message would be sent.
    WouldSend,
    /// It could not do its work.
    Failed,
    /// Its conditions did not hold.
    Skipped,
    /// The run ended before its turn came.
    Cancelled,
}

impl TaskStatus {
    /// All of them.
    pub const ALL: [TaskStatus; 11] = [
        TaskStatus::NotReached,
        TaskStatus::Asking,
        TaskStatus::Sending,
        TaskStatus::Waiting,
        TaskStatus::Running,
        TaskStatus::Done,
        TaskStatus::Accepted,
        TaskStatus::WouldSend,
        TaskStatus::Failed,
        TaskStatus::Skipped,
        TaskStatus::Cancelled,
    ];

    /// The status of that name.
    pub fn from_name(name: &str) -> Option<TaskStatus> {
        TaskStatus::ALL
            .into_iter()
            .find(|status| status.name() == name)
    }

    /// The name handed to tags and other programs.
    pub fn name(self) -> &'static str {
        match self {
            TaskStatus::NotReached => "notReached",
            TaskStatus::Asking => "asking",
            TaskStatus::Sending => "sending",
            TaskStatus::Waiting => "waiting",
            TaskStatus::Running => "running",
            TaskStatus::Done => "done",
            TaskStatus::Accepted => "accepted",
            TaskStatus::WouldSend => "wouldSend",
            TaskStatus::Failed => "failed",
            TaskStatus::Skipped => "skipped",
            TaskStatus::Cancelled => "cancelled",
        }
    }

    /// Whether a task of that state was activated, as far as the state says.
    pub(super) fn was_activated(self) -> bool {
        !matches!(
            self,
            TaskStatus::NotReached | TaskStatus::Skipped | TaskStatus::Cancelled
        )
    }

    /// Whether nothing more becomes of the task.
    pub fn is_final(self) -> bool {
        !matches!(
            self,
            TaskStatus::NotReached
                | TaskStatus::Asking
                | TaskStatus::Sending
                | TaskStatus::Waiting
                | TaskStatus::Running
        )
    }
}

/// Why a task failed.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// These findings block: it was not sent, or did not do what it is for.
    Invalid(Vec<Finding>),
    /// The answer to it was this status.
    Refused(u16),
    /// It had no answer.
    NotSent(SendError),
}

/// One time that a request was sent.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// When.
    pub at: Timestamp,
    /// The status of the answer.
    pub http_status: Option<u16>,
    /// Why there is no answer.
    pub error: Option<SendError>,
    /// How long it took; `None` while it is under way.
    pub millis: Option<i64>,
    /// How long the answer asked to wait before the next one, in milliseconds.
    pub asked_millis: Option<i64>,
}

impl Attempt {
    pub(super) fn begun(at: Timestamp) -> Attempt {
        Attempt {
            at,
            http_status: None,
            error: None,
            millis: None,
            asked_millis: None,
        }
    }

    /// Whether it was left without an answer and the message may have arrived.
    pub fn may_have_arrived(&self) -> bool {
        match &self.error {
            Some(error) => error.may_have_arrived(),
            None => self.http_status.is_none(),
        }
    }

    /// The same, or it was answered by one that may know the message since: one
    /// that took it, or one that failed over it.
    fn may_be_known(&self) -> bool {
        let is_known = |status| (200..300).contains(&status) || status >= 500;
        self.http_status
            .map_or_else(|| self.may_have_arrived(), is_known)
    }

    pub(super) fn end(&mut self, now: Timestamp) {
        // A clock that was set back must not give a time below nothing.
        self.millis = Some((now.millis() - self.at.millis()).max(0));
    }
}

/// An answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The status of HTTP.
    pub status: u16,
    /// The beginning of the body.
    pub body: String,
}

/// How much of an answer is kept, in characters.
const KEPT_CHARS: usize = 4000;

impl Response {
    /// An answer, its body cut.
    pub fn new(status: u16, body: String) -> Response {
        let body = match body.char_indices().nth(KEPT_CHARS) {
            Some((end, _)) => body.get(..end).unwrap_or("").to_owned(),
            None => body,
        };
        Response { status, body }
    }

    /// Whether Segment accepted the message: a 2xx, unless the body says
    /// otherwise. Accepted is not delivered.
    pub fn is_accepted(&self) -> bool {
        let says_no = Value::read(&self.body, 64)
            .is_ok_and(|body| body.get("success") == Some(&Value::Bool(false)));
        (200..300).contains(&self.status) && !says_no
    }
}
