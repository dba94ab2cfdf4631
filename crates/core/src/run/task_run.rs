use super::SendError;
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
    /// Why it was skipped: the clauses that decided.
    pub because: Vec<Clause>,
    /// Why it failed.
    pub failure: Option<Failure>,
    /// The failure left without an answer: Segment may have the message.
    pub may_have_arrived: bool,
    /// Every time it was sent.
    pub attempts: Vec<Attempt>,
    /// The request, the key masked.
    pub request: Option<ShownRequest>,
    /// The last answer.
    pub response: Option<Response>,
}

impl TaskRun {
    pub(super) fn new(task: TaskId) -> TaskRun {
        TaskRun {
            task,
            status: TaskStatus::NotReached,
            started_at: None,
            ended_at: None,
            message_id: None,
            because: Vec::new(),
            failure: None,
            may_have_arrived: false,
            attempts: Vec::new(),
            request: None,
            response: None,
        }
    }

    /// How long it took, once it has ended.
    pub fn millis(&self) -> Option<i64> {
        Some(self.ended_at?.millis() - self.started_at?.millis())
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
    /// The form is answered.
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
    /// The name handed to tags and other programs.
    pub fn name(self) -> &'static str {
        match self {
            TaskStatus::NotReached => "notReached",
            TaskStatus::Asking => "asking",
            TaskStatus::Sending => "sending",
            TaskStatus::Done => "done",
            TaskStatus::Accepted => "accepted",
            TaskStatus::WouldSend => "wouldSend",
            TaskStatus::Failed => "failed",
            TaskStatus::Skipped => "skipped",
            TaskStatus::Cancelled => "cancelled",
        }
    }

    /// Whether nothing more becomes of the task.
    pub fn is_final(self) -> bool {
        !matches!(
            self,
            TaskStatus::NotReached | TaskStatus::Asking | TaskStatus::Sending
        )
    }
}

/// Why a task failed.
#[derive(Debug, Clone, PartialEq)]
pub enum Failure {
    /// It was not sent: these findings block.
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
}

impl Attempt {
    pub(super) fn begun(at: Timestamp) -> Attempt {
        Attempt {
            at,
            http_status: None,
            error: None,
            millis: None,
        }
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
    pub(crate) fn new(status: u16, body: String) -> Response {
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
