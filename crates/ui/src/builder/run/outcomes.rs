use segflow_core::document::Task;
use segflow_core::run::{Run, TaskPath, TaskRun};
use segflow_core::segment::Region;
use segflow_web::accounts::{Accounts, ConnectedAccount};
use yew::prelude::{AttrValue, Html, html};

use super::outcome::Outcome;
use crate::builder::context::{IdLinks, account_title};
use crate::model::unanswered;
use crate::text::{FlowText, Words};

/// What became of each task of a run: level by level, those of a workflow
/// within below its task.
pub(crate) struct OutcomesOf<'a> {
    pub(crate) words: Words,
    pub(crate) accounts: &'a Accounts,
    /// The way to a message in the Debugger.
    pub(crate) messages: Option<&'a IdLinks>,
    /// What else there is to say of a task.
    pub(crate) more: &'a dyn Fn(&TaskPath, &Run, &Task, &TaskRun) -> Html,
}

impl OutcomesOf<'_> {
    /// The entries of the list.
    pub(crate) fn view(&self, run: &Run) -> Html {
        self.levels(run, None)
    }

    fn levels(&self, run: &Run, around: Option<&TaskPath>) -> Html {
        let workflow = run.flow().workflow();
        let tasks = run.tasks();
        let starts = (0..tasks.len()).filter(|place| workflow.level_of(*place).start == *place);
        let levels = starts.map(|start| {
            let level = tasks.get(workflow.level_of(start)).unwrap_or_default();
            let entries = level.iter().map(|task| self.task(run, around, task));
            if level.len() < 2 {
                return html! { { for entries } };
            }
            html! {
                <li key={format!("level-{start}")} class="outcome-level">
                    <span class="outcome-level-name">{ self.words.say(FlowText::SideBySide) }</span>
                    <ol class="outcomes" role="list"
                        aria-label={self.words.say(FlowText::SideBySide)}>
                        { for entries }
                    </ol>
                </li>
            }
        });
        html! { { for levels } }
    }

    /// Each time that a task was activated.
    fn task(&self, run: &Run, around: Option<&TaskPath>, task: &TaskRun) -> Html {
        let path = match around {
            Some(around) => around.inner(&task.task),
            None => task.task.clone().into(),
        };
        let times = task.before.iter().chain([task]);
        html! { { for times.map(|state| self.entry(run, &path, state, std::ptr::eq(state, task))) } }
    }

    fn entry(&self, run: &Run, path: &TaskPath, outcome: &TaskRun, is_last: bool) -> Html {
        let Some(task) = run.flow().workflow().task(&outcome.task) else {
            return Html::default();
        };
        let account = task
            .segment()
            .and_then(|segment| segment.account.as_ref())
            .and_then(|id| run.accounts().iter().find(|account| account.id == *id));
        // Segment's own hosts are Segment; any other address has its label.
        let own_receiver = account
            .filter(|account| matches!(account.region, Region::Custom(_)))
            .map(|account| AttrValue::from(account_title(account).to_owned()));
        // Only what went to the receiver of this page is found in its Debugger,
        // and of a dry run nothing did.
        let connected = account.and_then(|account| self.accounts.get(&account.id));
        let messages = self
            .messages
            .filter(|_| connected.is_some_and(ConnectedAccount::is_receivers))
            .filter(|_| !outcome.attempts.is_empty())
            .cloned();
        let more = if is_last {
            (self.more)(path, run, task, outcome)
        } else {
            Html::default()
        };
        let unanswered = unanswered(run.flow().workflow(), outcome.failure.as_ref())
            .map(|question| AttrValue::from(question.to_owned()));
        let nested = outcome.nested.as_ref().map(|nested| {
            let title = task.title();
            html! {
                <ol class="outcomes" role="list"
                    aria-label={self.words.say(FlowText::TasksOf { task: title })}>
                    { self.levels(nested, Some(path)) }
                </ol>
            }
        });
        html! {
            <Outcome key={format!("{path} {}", outcome.activation)} outcome={outcome.clone()}
                task={task.clone()} {own_receiver} {messages} {unanswered} {more}
                nested={nested.unwrap_or_default()} />
        }
    }
}
