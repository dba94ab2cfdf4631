use std::sync::Arc;

use segflow_core::check::Finding;
use segflow_core::document::{Form, Task};
use segflow_core::json::{Object, Value};
use segflow_core::run::{Run, TaskPath, TaskStatus};
use segflow_web::Error;
use segflow_web::runs::{Role, RunNews};

/// A run the page shows, and what it asks.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    /// The run.
    pub run: Run,
    /// Whether this page performs it.
    pub role: Role,
    /// The forms that are asked now.
    pub asking: Vec<Asking>,
    /// Why it is in this page's memory only, or could not be begun.
    pub problem: Option<Error>,
}

/// A form whose questions a person is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Asking {
    /// Which form of the run.
    pub path: TaskPath,
    /// The form as it stands in its workflow.
    pub task: Arc<Task>,
    /// The answers known so far.
    pub answers: Object,
    /// What is wrong with them.
    pub problem: Option<Finding>,
    /// Who wants it.
    pub wanted_by: WantedBy,
}

/// Who wants a form to be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WantedBy {
    /// The run, which waits for it.
    Run,
    /// The person, who answered it before.
    Person,
}

impl Running {
    /// A run that is to be begun.
    pub(super) fn new(run: Run) -> Running {
        Running {
            run,
            role: Role::Owner,
            asking: Vec::new(),
            problem: None,
        }
    }

    /// The run as it stands now. `prefill` gives the answers a form begins with.
    pub fn of(news: RunNews, prefill: &Object) -> Running {
        let RunNews {
            run,
            role,
            not_kept,
        } = news;
        // Questions are asked where the run is performed.
        let asked = run.asking().into_iter().filter(|_| role == Role::Owner);
        let asking = asked.filter_map(|asked| {
            let id = &asked.task.task;
            let task = asked.run.flow().workflow().task(id)?.clone();
            let first_time = asked.run.record().get(id.as_str()).is_none();
            let is_own = asked.run.id() == run.id();
            let begun = prefill.get(id.as_str()).filter(|_| is_own);
            Some(Asking {
                answers: match begun.and_then(Value::as_object) {
                    Some(begun) if first_time => begun.clone(),
                    None if first_time => task.form().map(Form::defaults).unwrap_or(asked.answers),
                    _ => asked.answers,
                },
                // Nobody has answered yet: there is nothing to complain of.
                problem: asked.problem.filter(|_| !first_time),
                path: asked.path,
                task,
                wanted_by: WantedBy::Run,
            })
        });
        Running {
            asking: asking.collect(),
            role,
            problem: not_kept,
            run,
        }
    }

    /// Whether a form can be answered once more.
    pub fn may_be_answered_again(&self, path: &TaskPath) -> bool {
        self.role == Role::Owner && self.answered(path).is_some()
    }

    /// A form that was answered, while its run goes on.
    fn answered(&self, path: &TaskPath) -> Option<Asking> {
        self.run.status().is_none().then_some(())?;
        let (run, state) = self.run.at(path)?;
        let is_done = state.status == TaskStatus::Done && run.status().is_none();
        let task = run.flow().workflow().task(&state.task)?;
        let is_form = task.form().is_some() && is_done;
        let answers = run.record().get(task.id.as_str());
        is_form.then(|| Asking {
            path: path.clone(),
            task: Arc::clone(task),
            answers: answers
                .and_then(Value::as_object)
                .cloned()
                .unwrap_or_default(),
            problem: None,
            wanted_by: WantedBy::Person,
        })
    }

    /// The forms that can be answered once more and are not asked anyway.
    pub fn answered_forms(&self) -> Vec<Asking> {
        if self.role == Role::Follower {
            return Vec::new();
        }
        let mut forms = Vec::new();
        self.run
            .visit(&mut |path, _, _| forms.extend(self.answered(&path)));
        forms.retain(|form| self.asking.iter().all(|asked| asked.path != form.path));
        forms
    }

    /// The same, with a form to be answered once more, or none.
    #[must_use]
    pub(super) fn answering_again(mut self, path: Option<&TaskPath>) -> Running {
        self.asking
            .retain(|asking| asking.wanted_by == WantedBy::Run);
        self.asking
            .extend(path.and_then(|path| self.answered(path)));
        self
    }

    /// The form that is answered once more.
    pub(super) fn again(&self) -> Option<&TaskPath> {
        let mut asking = self.asking.iter();
        let again = asking.find(|asking| asking.wanted_by == WantedBy::Person)?;
        Some(&again.path)
    }
}
