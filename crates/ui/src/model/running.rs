use segflow_core::check::Finding;
use segflow_core::document::{Form, TaskId};
use segflow_core::json::Object;
use segflow_core::run::Run;
use segflow_web::runs::{Role, RunNews};

/// A run the page shows, and what it asks.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    /// The run.
    pub run: Run,
    /// Whether this page performs it.
    pub role: Role,
    /// The form that is asked now.
    pub asking: Option<Asking>,
    /// Why it is in this page's memory only, or could not be begun.
    pub problem: Option<String>,
}

/// A form whose questions a person is asked.
#[derive(Debug, Clone, PartialEq)]
pub struct Asking {
    /// The form.
    pub task: TaskId,
    /// The answers known so far.
    pub answers: Object,
    /// What is wrong with them.
    pub problem: Option<Finding>,
}

impl Running {
    /// A run that is to be begun.
    pub(super) fn new(run: Run) -> Running {
        Running {
            run,
            role: Role::Owner,
            asking: None,
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
        let asked = run.asking().filter(|_| role == Role::Owner);
        let asking = asked.map(|(task, answers, problem)| {
            let first_time = run.record().get(task.as_str()).is_none();
            let begun = prefill
                .get(task.as_str())
                .and_then(|begun| begun.as_object());
            Asking {
                answers: match begun {
                    Some(begun) if first_time => begun.clone(),
                    None if first_time => {
                        let form = run.flow().workflow().task(task);
                        let form = form.and_then(|task| task.form());
                        form.map(Form::defaults).unwrap_or(answers)
                    }
                    _ => answers,
                },
                // Nobody has answered yet: there is nothing to complain of.
                problem: problem.filter(|_| !first_time),
                task: task.clone(),
            }
        });
        Running {
            asking,
            role,
            problem: not_kept.map(|reason| reason.to_string()),
            run,
        }
    }
}
