use std::rc::Rc;

use segflow_web::debugger::listen;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, Reducible, function_component, html,
    use_callback, use_effect_with, use_memo, use_node_ref, use_reducer,
};

use super::Entry;
use super::announcing::use_announcement;
use super::choosing::{Neighbours, Target, use_focus_along, use_keys};
use super::filter::Filter;
use super::filters::Filters;
use super::list::List;
use super::message::{MessageView, Origin};
use super::model::{Action, Connection, Model};
use super::nothing::{no_receiver, nothing_found, nothing_yet};
use crate::icons::Icon;
use crate::parts::{Button, Notice, Tone, badge};
use crate::shell::PageHeading;
use crate::text::{DebuggerText, Text, Words, use_words};

impl Reducible for Model {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// What [`debugger_page`](super::debugger_page) shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct DebuggerPageProps {
    /// Whether a receiver was found that lets itself be looked into.
    pub has_receiver: bool,
    /// The address that other programs can send to.
    #[prop_or_default]
    pub endpoint: Option<AttrValue>,
    /// The message that the page's address names.
    pub target: Target,
    /// The address of the message of that number.
    pub href: Callback<u64, AttrValue>,
    /// A message is to be looked at, or the list.
    pub on_choose: Callback<Option<u64>>,
    /// The workflow that the person came from.
    #[prop_or_default]
    pub origin: Option<Origin>,
    /// The address of the list of workflows.
    pub home: AttrValue,
    /// Goes there.
    pub on_home: Callback<()>,
    /// A receiver may be there now.
    pub on_look: Callback<()>,
    /// Draws what else can be done with a message.
    #[prop_or_default]
    pub actions: Option<Callback<Rc<Entry>, Html>>,
}

/// What the receiver receives, as it comes.
#[function_component]
pub(super) fn DebuggerPage(props: &DebuggerPageProps) -> Html {
    let words = use_words();
    if !props.has_receiver {
        return html! {
            <div class="page-column stack">
                <PageHeading title={words.say(Text::Debugger)} />
                { no_receiver(&words, &props.on_look) }
            </div>
        };
    }
    html! { <Live ..props.clone() /> }
}

#[function_component]
fn Live(props: &DebuggerPageProps) -> Html {
    let words = use_words();
    let root = use_node_ref();
    let model = use_reducer(Model::default);
    let act = use_callback(model.dispatcher(), |action: Action, model| {
        model.dispatch(action);
    });
    use_effect_with(act.clone(), |act| {
        let act = act.clone();
        let listening = listen(move |heard| act.emit(Action::Heard(heard)));
        move || drop(listening)
    });

    let held_back = model.held_back();
    let matching = use_memo(
        (
            Rc::clone(model.entries()),
            model.filter().clone(),
            held_back,
        ),
        |_| model.matching(),
    );
    let names = use_memo((Rc::clone(model.entries()), model.filter().clone()), |_| {
        (model.names(), model.users())
    });
    let chosen = props.target.find(&model).cloned();
    let chosen_seq = chosen.as_ref().map(|entry| entry.seq());
    let neighbours = chosen_seq
        .map(|seq| Neighbours::of(seq, &matching))
        .unwrap_or_default();
    let is_message = props.target != Target::List;
    use_keys(is_message, neighbours, &props.on_choose);
    use_focus_along(&root, chosen_seq);

    let counted = words.say(DebuggerText::Count {
        shown: matching.len(),
        of: model.entries().len() - held_back,
    });
    let said = use_announcement(model.arrived(), model.filter(), counted.clone());
    let on_clear = act.reform(|_: MouseEvent| Action::Narrowed(Filter::default()));
    let is_bare = model.entries().is_empty() && model.connection() != Connection::Away;
    let list = match model.connection() {
        // A moment that is over before it is seen.
        Connection::Opening => Html::default(),
        _ if is_bare => nothing_yet(&words, props.endpoint.as_ref(), &props.home, &props.on_home),
        _ if matching.is_empty() && !model.filter().is_empty() => nothing_found(&words, &on_clear),
        _ => List {
            entries: (*matching).clone(),
            rows: model.rows(),
            chosen: chosen_seq,
            href: props.href.clone(),
            on_choose: props.on_choose.clone(),
            on_more: act.reform(|_: MouseEvent| Action::RowsAdded),
        }
        .view(&words),
    };
    html! {
        <div ref={root} class="debugger" data-view={if is_message { "message" } else { "list" }}>
            <div class="debugger-head">
                <PageHeading title={words.say(Text::Debugger)} />
                { state(&words, &model) }
                <span class="header-gap"></span>
                { pause(&words, &model, &act) }
            </div>
            <div class="visually-hidden" role="status">{ said }</div>
            <div class="debugger-panes">
                <section class="messages-pane" aria-label={words.say(DebuggerText::Messages)}>
                    if model.connection() == Connection::Away {
                        {
                            Notice::new(Tone::Warning)
                                .title(words.say(DebuggerText::AwayTitle))
                                .view(words.say(DebuggerText::AwayHint))
                        }
                    }
                    if !is_bare {
                        <Filters filter={model.filter().clone()} names={names.0.clone()}
                            users={names.1.clone()} on_narrow={act.reform(Action::Narrowed)} />
                        <p class="debugger-count number">{ counted }</p>
                    }
                    { list }
                </section>
                if is_message && model.connection() != Connection::Opening {
                    <section class="message-pane" aria-labelledby="message-title">
                        {
                            MessageView {
                                entry: chosen,
                                neighbours,
                                origin: props.origin.clone(),
                                href: props.href.clone(),
                                on_choose: props.on_choose.clone(),
                                actions: props.actions.clone(),
                            }
                            .view(&words)
                        }
                    </section>
                } else if !matching.is_empty() {
                    <div class="message-pane message-none">
                        <p class="muted">{ words.say(DebuggerText::NothingChosen) }</p>
                    </div>
                }
            </div>
        </div>
    }
}

/// How it stands with the receiver, in a word.
fn state(words: &Words, model: &Model) -> Html {
    let (tone, icon, text) = match (model.connection(), model.is_paused()) {
        (Connection::Opening, _) => return html! { <span role="status"></span> },
        (Connection::Away, _) => (Tone::Warning, Icon::Alert, DebuggerText::Away),
        (Connection::Live, true) => (Tone::Neutral, Icon::Pause, DebuggerText::Paused),
        (Connection::Live, false) => (Tone::Good, Icon::Pulse, DebuggerText::Live),
    };
    html! { <span role="status">{ badge(tone, Some(icon), html! { words.say(text) }) }</span> }
}

/// Holds back what comes, or shows it.
fn pause(words: &Words, model: &Model, act: &Callback<Action>) -> Html {
    let count = model.held_back();
    if model.is_paused() {
        Button::new(words.say(DebuggerText::Resume))
            .icon(Icon::Play)
            .small()
            .on_press(act.reform(|_: MouseEvent| Action::Resumed))
            .after(if count > 0 {
                badge(
                    Tone::Info,
                    None,
                    html! { words.say(DebuggerText::NewOnes { count }) },
                )
            } else {
                Html::default()
            })
            .view()
    } else {
        Button::new(words.say(DebuggerText::Pause))
            .icon(Icon::Pause)
            .small()
            .on_press(act.reform(|_: MouseEvent| Action::Paused))
            .view()
    }
}
