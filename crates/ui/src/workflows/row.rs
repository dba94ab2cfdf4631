use segflow_web::clock;
use yew::prelude::{AttrValue, Callback, Html, html};

use super::deed::{Deed, DeedMenu};
use super::entry::{Entry, Reading, TaskSummary};
use crate::icons::{Icon, sign};
use crate::parts::{Link, MenuEdge};
use crate::text::{Ago, Text, Words};

/// How many tasks a row names before it only counts.
const NAMED_TASKS: usize = 4;

/// What can be done with a workflow, and with one that cannot be loaded.
const ALL: &[Deed] = &[
    Deed::Rename,
    Deed::Duplicate,
    Deed::Export,
    Deed::Share,
    Deed::Versions,
    Deed::Delete,
];
const OF_TEXT: &[Deed] = &[Deed::Export, Deed::Delete];

/// The id of the button of a workflow's menu.
pub(super) fn menu_id(id: &str) -> String {
    format!("menu-{id}")
}

/// One workflow: its name is the link, the whole row can be pressed, and its
/// menu stands at the end.
pub(super) struct Row<'r> {
    pub(super) entry: &'r Entry,
    pub(super) href: AttrValue,
    pub(super) on_open: Callback<()>,
    pub(super) on_pick: Callback<Deed>,
}

impl Row<'_> {
    pub(super) fn view(self, words: &Words) -> Html {
        let entry = self.entry;
        let deeds = match entry.reading {
            Reading::Workflow => Some(ALL),
            Reading::Text => Some(OF_TEXT),
            Reading::Nothing => None,
        };
        let menu = deeds.map(|deeds| DeedMenu {
            id: menu_id(&entry.id).into(),
            name: entry.name.clone(),
            deeds,
            icon: Icon::More,
            edge: MenuEdge::End,
            on_pick: self.on_pick,
        });
        let changed = entry.changed_at.map(|changed_at| {
            #[allow(clippy::cast_precision_loss, reason = "moments are exact")]
            let ago = Ago::between(changed_at.millis() as f64, clock::now().millis() as f64);
            words.say(Text::ChangedAgo(ago))
        });
        html! {
            <li key={entry.id.as_str()} class="workflow-row">
                {
                    Link::to(self.href, self.on_open)
                        .class("workflow-link")
                        .view(html! { <span dir="auto">{ entry.name.clone() }</span> })
                }
                { tasks(words, &entry.name, &entry.tasks) }
                <p class="workflow-changed">{ changed.unwrap_or_default() }</p>
                <div class="workflow-menu">
                    { menu.map(|menu| menu.view(words)).unwrap_or_default() }
                </div>
            </li>
        }
    }
}

/// The first tasks of a workflow, in one line.
pub(crate) fn tasks(words: &Words, name: &str, tasks: &[TaskSummary]) -> Html {
    let more = tasks.len().saturating_sub(NAMED_TASKS);
    if tasks.is_empty() {
        return html! { <p class="workflow-tasks">{ words.say(Text::NoTasks) }</p> };
    }
    html! {
        <ol class="workflow-tasks" role="list" aria-label={words.say(Text::TasksOf { workflow: name })}>
            { for tasks.iter().take(NAMED_TASKS).map(|task| html! {
                <li>{ sign(task.icon) }<span dir="auto">{ task.label.clone() }</span></li>
            }) }
            if more > 0 {
                <li>{ words.say(Text::MoreTasks { count: more }) }</li>
            }
        </ol>
    }
}
