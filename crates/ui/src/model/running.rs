use segflow_core::check::Finding;
use segflow_core::document::TaskId;
use segflow_core::json::Object;
use segflow_core::run::{Effect, Event, Run, TaskStatus};

/// A run the page performs, and what it waits for.
#[derive(Debug, Clone, PartialEq)]
pub struct Running {
    /// The run.
    pub run: Run,
    /// The form that is asked now.
    pub asking: Option<Asking>,
    /// The effects of the run in order; the page performs each once.
    pub outgoing: Vec<Outgoing>,
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

/// An effect with its place in the run.
#[derive(Debug, Clone, PartialEq)]
pub struct Outgoing {
    /// How many came before it.
    pub number: usize,
    /// What to do.
    pub effect: Effect,
}

impl Running {
    pub(super) fn new(run: Run) -> Running {
        Running {
            run,
            asking: None,
            outgoing: Vec::new(),
        }
    }

    /// The run as a result, if it has ended: nothing of it is left to do.
    pub(super) fn rested(&self) -> Option<Running> {
        self.run.status()?;
        Some(Running::new(self.run.clone()))
    }

    /// The run after an event. Questions are kept apart from what the page
    /// does by itself; `prefill` gives the answers a form begins with.
    pub(super) fn stepped(self, event: Event, prefill: &Object) -> Running {
        let mut outgoing = self.outgoing;
        let (run, effects) = self.run.step(event);
        // An event that came too late leaves the question open.
        let mut asking = self.asking.filter(|asking| {
            run.task(&asking.task)
                .is_some_and(|task| task.status == TaskStatus::Asking)
        });
        for effect in effects {
            match effect {
                Effect::Ask {
                    task,
                    answers,
                    problem,
                } => {
                    let first_time = run.record().get(task.as_str()).is_none();
                    let begun = prefill
                        .get(task.as_str())
                        .and_then(|begun| begun.as_object());
                    asking = Some(Asking {
                        answers: match begun {
                            Some(begun) if first_time => begun.clone(),
                            _ => answers,
                        },
                        // Nobody has answered yet: there is nothing to complain of.
                        problem: problem.filter(|_| !first_time),
                        task,
                    });
                }
                effect => {
                    let number = outgoing.len();
                    outgoing.push(Outgoing { number, effect });
                }
            }
        }
        Running {
            run,
            asking,
            outgoing,
        }
    }
}
