use std::rc::Rc;

use segflow_core::run::RunSummary;
use segflow_web::calendar::Calendar;
use segflow_web::clock;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_callback,
    use_effect_with, use_memo, use_reducer,
};

use super::entry::Entry;
use super::filter::Filter;
use super::filters::filters;
use super::kept::Kept;
use super::list::list;
use super::model::{Action, Model};
use super::whole::Whole;
use crate::builder::{IdLinks, LastVisit};
use crate::device::Device;
use crate::icons::{Icon, sign};
use crate::parts::{Button, Link, Tone, notice};
use crate::shell::PageHeading;
use crate::text::{HistoryText, Text, Words, use_words};

/// What is looked at.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Shown {
    /// The id of the run that is shown whole; `None` for the list alone.
    pub run: Option<AttrValue>,
    /// The id of the run it is compared with.
    pub with: Option<AttrValue>,
}

/// What [`history_page`](super::history_page) shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct HistoryPageProps {
    /// Where runs are kept and performed.
    pub device: Rc<Device>,
    /// What the page's address names.
    pub shown: Shown,
    /// The address of what is looked at.
    pub href: Callback<Shown, AttrValue>,
    /// Something else is to be looked at.
    pub on_show: Callback<Shown>,
    /// The way to a workflow by its id.
    pub workflows: IdLinks,
    /// The way to a message in the Debugger, where there is one.
    #[prop_or_default]
    pub messages: Option<IdLinks>,
    /// What there is to be said of runs of files that have not ended.
    #[prop_or_default]
    pub of_files: Html,
    /// The builder as it was left.
    pub last_visit: LastVisit,
    /// The address of the list of workflows.
    pub home: AttrValue,
    /// Goes there.
    pub on_home: Callback<()>,
}

/// A run as the list has it.
fn entry(calendar: &Calendar, summary: RunSummary) -> Entry {
    let when = calendar.exact(summary.started_at);
    Entry::new(summary, when)
}

/// The list of runs, and the one that is chosen beside it or in its place.
#[function_component]
pub(super) fn HistoryPage(props: &HistoryPageProps) -> Html {
    let words = use_words();
    let model = use_reducer(Model::default);
    let act = use_callback(model.dispatcher(), |action: Action, model| {
        model.dispatch(action);
    });
    use_effect_with((props.device.clone(), act.clone()), move |(device, act)| {
        let calendar = words.calendar();
        let (told, written) = (act.clone(), calendar.clone());
        let watching = device
            .runs
            .watch(move |news| told.emit(Action::Known(entry(&written, news.run.summary()))));
        let (device, act) = (Rc::clone(device), act.clone());
        spawn_local(async move {
            act.emit(match device.storage.runs().await {
                Ok(stored) => {
                    let summaries = stored.runs.into_iter().map(|run| run.summary);
                    let entries = summaries.map(|run| entry(&calendar, run)).collect();
                    Action::Read(entries, stored.unreadable.len())
                }
                Err(error) => Action::Refused(error),
            });
            // What could not be kept is known all the same.
            for news in device.runs.known() {
                act.emit(Action::Known(entry(&calendar, news.run.summary())));
            }
        });
        move || drop(watching)
    });
    let matching = use_memo(
        (model.entries.clone(), model.filter.clone()),
        |(entries, filter)| {
            let entries = entries.clone().unwrap_or_default();
            filter.matching(&entries, clock::now())
        },
    );

    let chosen = props.shown.run.clone();
    let is_bare = model.entries.as_ref().is_some_and(|all| all.is_empty());
    let on_clear = act.reform(|_: MouseEvent| Action::Narrowed(Filter::default()));
    let content = match &model.entries {
        // A moment that is over before it is seen.
        None => Html::default(),
        Some(all) if all.is_empty() => nothing_yet(&words, props),
        Some(_) if matching.is_empty() => nothing_found(&words, &on_clear),
        Some(_) => list(
            &words,
            &matching,
            chosen.as_ref(),
            &props.href,
            &props.on_show,
        ),
    };
    let all = model.entries.as_ref().map_or(0, |all| all.len());
    html! {
        <div class="debugger runs" data-view={if chosen.is_some() { "message" } else { "list" }}>
            <div class="debugger-head">
                <PageHeading title={words.say(Text::Runs)} />
                <span class="header-gap"></span>
                if model.entries.is_some() {
                    <Kept device={Rc::clone(&props.device)} entries={Rc::clone(&*matching)}
                        on_removed={act.reform(Action::Removed)} />
                }
            </div>
            <div class="debugger-panes">
                <section class="messages-pane" aria-label={words.say(Text::Runs)}>
                    { said(&words, props, &model) }
                    if !is_bare {
                        { filters(&words, &model, &act) }
                        <p class="debugger-count number" role="status">
                            { words.say(HistoryText::Count { shown: matching.len(), of: all }) }
                        </p>
                    }
                    { content }
                </section>
                if let Some(id) = chosen {
                    <section class="message-pane" aria-labelledby="message-title">
                        <Whole key={id.as_str()} id={id.clone()} page={props.clone()}
                            entries={model.entries.clone().unwrap_or_default()}
                            on_removed={act.reform(Action::Removed)} />
                    </section>
                } else if !matching.is_empty() {
                    <div class="message-pane message-none">
                        <p class="muted">{ words.say(HistoryText::NothingChosen) }</p>
                    </div>
                }
            </div>
        </div>
    }
}

/// What has to be said before the list.
fn said(words: &Words, props: &HistoryPageProps, model: &Model) -> Html {
    let refused = model.refused.as_ref();
    let session = props.device.storage.session_only();
    html! {
        <>
            { props.of_files.clone() }
            if let Some(reason) = refused {
                { notice(Tone::Error, words.say(HistoryText::ListRefused { reason: &words.say(reason) })) }
            }
            if let Some(reason) = session {
                { notice(Tone::Warning, words.say(HistoryText::SessionOnly { reason: &words.say(reason) })) }
            }
            if model.unreadable > 0 {
                {
                    notice(
                        Tone::Warning,
                        words.say(HistoryText::Unreadable {
                            count: model.unreadable,
                        }),
                    )
                }
            }
        </>
    }
}

fn nothing_yet(words: &Words, props: &HistoryPageProps) -> Html {
    html! {
        <div class="empty">
            { sign(Icon::Clock) }
            <h2>{ words.say(HistoryText::Nothing) }</h2>
            <p>{ words.say(HistoryText::NothingHint) }</p>
            <p>
                {
                    Link::to(props.home.clone(), props.on_home.clone())
                        .view(html! { words.say(Text::GoToWorkflows) })
                }
            </p>
        </div>
    }
}

fn nothing_found(words: &Words, on_clear: &Callback<MouseEvent>) -> Html {
    html! {
        <div class="empty">
            <h2>{ words.say(HistoryText::NothingFound) }</h2>
            <p>{ words.say(HistoryText::NothingFoundHint) }</p>
            { Button::new(words.say(HistoryText::ClearFilters)).on_press(on_clear.clone()).view() }
        </div>
    }
}
