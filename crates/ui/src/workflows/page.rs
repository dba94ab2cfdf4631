use std::rc::Rc;

use gloo_timers::callback::Timeout;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{File, HtmlElement};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, classes, function_component, html,
    use_callback, use_effect_with, use_memo, use_reducer, use_state,
};

use super::deed::Deed;
use super::doing;
use super::doing::{DoingProps, Request, What};
use super::entry::Entry;
use super::keeping;
use super::model::{Action, Model, Told};
use super::row::{Row, menu_id};
use super::tools::tools;
use crate::builder::IdLinks;
use crate::bulk::{self, UnfinishedFile, unfinished_notices};
use crate::device::Device;
use crate::icons::Icon;
use crate::importing::use_dropping;
use crate::parts::{Button, ButtonKind, Toast, Tone, Windowed, notice, toasts};
use crate::shell::PageHeading;
use crate::templates::{TemplateListProps, template_list};
use crate::text::{Text, Words, use_words};

/// Properties of [`WorkflowsPage`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct WorkflowsPageProps {
    /// Where the workflows are.
    pub device: Rc<Device>,
    /// The way to a workflow.
    pub workflows: IdLinks,
    /// The way to the page that runs a file through it.
    pub files: IdLinks,
    /// The way to the page of its earlier versions.
    pub versions: IdLinks,
    /// A workflow is to be made.
    pub on_new: Callback<()>,
    /// Workflows are to be imported, from these files if there are any.
    pub on_import: Callback<Vec<File>>,
}

/// The workflows kept on this device.
#[function_component]
pub fn WorkflowsPage(props: &WorkflowsPageProps) -> Html {
    let words = use_words();
    let model = use_reducer(Model::default);
    let act = use_callback(model.dispatcher(), |action: Action, model| {
        model.dispatch(action);
    });
    let unfinished = use_state(Vec::<UnfinishedFile>::new);
    let asked = use_state(|| None::<Request>);
    let storage = &props.device.storage;
    use_effect_with((), {
        let (act, unfinished, storage) = (act.clone(), unfinished.clone(), storage.clone());
        move |()| {
            spawn_local(async move {
                let found = keeping::read(&storage).await;
                unfinished.set(bulk::unfinished(&storage).await);
                act.emit(match found {
                    Ok((entries, order)) => Action::Read(entries, order),
                    Err(error) => Action::Refused(words.say(&error)),
                });
            });
        }
    });
    use_effect_with(model.focus.clone(), |(_, id)| {
        let focusing = id
            .clone()
            .map(|id| Timeout::new(0, move || focus(&menu_id(&id))));
        move || drop(focusing)
    });
    let (is_over, dropping) = use_dropping(&props.on_import);
    let shown = use_memo(
        (model.entries.clone(), model.text.clone(), model.order),
        |_| model.shown(),
    );

    let Some(entries) = &model.entries else {
        // A moment that is over before it is seen.
        return Html::default();
    };
    let ask = {
        let (asked, number) = (asked.setter(), asked.as_ref().map_or(0, |one| one.number));
        Callback::from(move |what: What| {
            asked.set(Some(Request {
                number: number.wrapping_add(1),
                what,
            }));
        })
    };
    let on_deed = {
        let (ask, versions) = (ask.clone(), props.versions.on_follow.clone());
        Callback::from(move |(deed, entry): (Deed, Entry)| match deed {
            Deed::Versions => versions.emit(entry.id),
            deed => ask.emit(What::Deed {
                deed,
                id: entry.id,
                name: entry.name,
                workflow: None,
            }),
        })
    };
    let doing = (*asked).clone().map(|request| {
        let (act, asked) = (act.clone(), asked.setter());
        doing(DoingProps {
            request,
            storage: storage.clone(),
            on_done: Callback::from(move |done: Option<Action>| {
                asked.set(None);
                if let Some(action) = done {
                    act.emit(action);
                }
            }),
        })
    });
    let unfinished: Vec<(UnfinishedFile, AttrValue)> = unfinished
        .iter()
        .map(|file| {
            let href = props.files.href.emit(file.workflow.clone().into());
            (file.clone(), href)
        })
        .collect();
    let keep = shown
        .iter()
        .position(|entry| Some(&entry.id) == model.focus.1.as_ref());
    let row = {
        let (entries, workflows, on_deed) =
            (Rc::clone(&*shown), props.workflows.clone(), on_deed.clone());
        Callback::from(move |place: usize| match entries.get(place) {
            Some(entry) => row(&words, entry, &workflows, &on_deed),
            None => Html::default(),
        })
    };
    let order_act = {
        let (act, storage) = (act.clone(), storage.clone());
        Callback::from(move |action: Action| {
            if let Action::Ordered(order) = action {
                let storage = storage.clone();
                spawn_local(async move { keeping::keep_order(&storage, order).await });
            }
            act.emit(action);
        })
    };
    let list = if entries.is_empty() {
        nothing_yet(&words, props)
    } else if shown.is_empty() {
        nothing_found(&words, &act)
    } else {
        html! {
            <div class="card workflow-list">
                <Windowed class={classes!("workflow-rows")} label={words.say(Text::Workflows)}
                    count={shown.len()} {keep} {row} />
            </div>
        }
    };
    html! {
        <div class={classes!("workflows", is_over.then_some("over"))} ondragenter={dropping.enter}
            ondragover={dropping.over} ondragleave={dropping.leave} ondrop={dropping.drop}>
            <div class="page-column stack">
                { said(&words, props, &model) }
                { unfinished_notices(&words, &unfinished, &props.files.on_follow) }
                <div>
                    <div class="page-head">
                        <PageHeading title={words.say(Text::Workflows)} />
                        <div class="cluster">
                            { import(&words, props) }
                            if !entries.is_empty() {
                                { new(&words, props) }
                            }
                        </div>
                    </div>
                    {
                        match entries.len() {
                            0 => Html::default(),
                            1 => html! { <p class="page-hint">{ words.say(Text::OneWorkflowHint) }</p> },
                            _ => tools(&words, &model, shown.len(), &order_act),
                        }
                    }
                    { list }
                </div>
            </div>
            <p class="drop-here" aria-hidden="true">{ words.say(Text::DropToImport) }</p>
            { doing.unwrap_or_default() }
            { messages(&words, &model, &act, &ask) }
        </div>
    }
}

fn row(
    words: &Words,
    entry: &Entry,
    workflows: &IdLinks,
    on_deed: &Callback<(Deed, Entry)>,
) -> Html {
    let id = entry.id.clone();
    let picked = entry.clone();
    Row {
        entry,
        href: workflows.href.emit(id.clone()),
        on_open: workflows.on_follow.reform(move |()| id.clone()),
        on_pick: on_deed.reform(move |deed| (deed, picked.clone())),
    }
    .view(words)
}

fn new(words: &Words, props: &WorkflowsPageProps) -> Html {
    Button::new(words.say(Text::NewWorkflow))
        .icon(Icon::Add)
        .kind(ButtonKind::Primary)
        .on_press(props.on_new.reform(|_: MouseEvent| ()))
        .view()
}

fn import(words: &Words, props: &WorkflowsPageProps) -> Html {
    Button::new(words.say(Text::Import))
        .icon(Icon::MoveDown)
        .on_press(props.on_import.reform(|_: MouseEvent| Vec::new()))
        .view()
}

fn nothing_yet(words: &Words, props: &WorkflowsPageProps) -> Html {
    html! {
        <div class="stack">
            <div class="workflows-none">
                <h2>{ words.say(Text::NoWorkflows) }</h2>
                <p>{ words.say(Text::NoWorkflowsHint) }</p>
            </div>
            {
                template_list(TemplateListProps {
                    device: Rc::clone(&props.device),
                    on_open: props.workflows.on_follow.clone(),
                })
            }
        </div>
    }
}

fn nothing_found(words: &Words, act: &Callback<Action>) -> Html {
    let on_clear = act.reform(|_: MouseEvent| Action::Searched(String::new()));
    html! {
        <div class="card empty">
            <h2>{ words.say(Text::NoWorkflowFound) }</h2>
            <p>{ words.say(Text::NoWorkflowFoundHint) }</p>
            { Button::new(words.say(Text::ClearSearch)).on_press(on_clear).view() }
        </div>
    }
}

/// What has to be said before the list.
fn said(words: &Words, props: &WorkflowsPageProps, model: &Model) -> Html {
    let because = |reason: &str| words.say(Text::Because { reason });
    let session = props.device.storage.session_only();
    let session = session.map(|error| words.say(error));
    match (&model.refused, session) {
        (Some(reason), _) => {
            let reason = because(reason);
            notice(
                Tone::Error,
                words.say(Text::ListRefused { reason: &reason }),
            )
        }
        (None, Some(reason)) => {
            let reason = because(&reason);
            notice(
                Tone::Warning,
                words.say(Text::SessionOnly { reason: &reason }),
            )
        }
        (None, None) => Html::default(),
    }
}

/// What was done, with a way back where there is one.
fn messages(words: &Words, model: &Model, act: &Callback<Action>, ask: &Callback<What>) -> Html {
    let shown: Vec<Toast> = model
        .told
        .iter()
        .map(|(id, told)| {
            let (tone, text, action) = match told {
                Told::Removed { name, .. } => (
                    Tone::Neutral,
                    words.say(Text::Deleted { workflow: name }),
                    Some(words.say(Text::Undo)),
                ),
                Told::Duplicated(name) => (
                    Tone::Neutral,
                    words.say(Text::Duplicated { workflow: name }),
                    None,
                ),
                Told::NotDone(reason) => {
                    let reason = words.say(Text::Because { reason });
                    let text = words.say(Text::NotDone { reason: &reason });
                    (Tone::Error, text, None)
                }
            };
            Toast {
                id: *id,
                tone,
                text,
                action,
            }
        })
        .collect();
    let on_act = {
        let (ask, told) = (ask.clone(), model.told.clone());
        Callback::from(move |number: u32| {
            let told = told.iter().find(|(told, _)| *told == number);
            if let Some((_, Told::Removed { kept, .. })) = told {
                ask.emit(What::PutBack(number, kept.clone()));
            }
        })
    };
    toasts(&shown, &on_act, &act.reform(Action::Closed))
}

fn focus(id: &str) {
    let document = web_sys::window().and_then(|window| window.document());
    let found = document.and_then(|document| document.get_element_by_id(id));
    if let Some(found) = found.and_then(|found| found.dyn_into::<HtmlElement>().ok()) {
        let _ = found.focus();
    }
}
