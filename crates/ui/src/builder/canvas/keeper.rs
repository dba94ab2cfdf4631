use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use segflow_core::document::Workflow;
use segflow_core::edit::History;
use segflow_web::storage::{OtherTabs, Storage};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    Callback, Html, MouseEvent, Properties, function_component, hook, html, use_effect_with,
    use_mut_ref,
};

use super::hints::{HintNote, use_hints};
use crate::builder::context::{Builder, use_doing};
use crate::builder::saving::InStorage;
use crate::model::{Action, Hint, Keep, Model, Saving};
use crate::parts::{Button, Notice, Tone};
use crate::text::{CanvasText, use_words};

/// How long what can be undone waits to be kept: it is no part of the document.
const GATHER_MILLIS: u32 = 1_200;

/// Properties of [`Keeper`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct KeeperProps {
    pub(in crate::builder) builder: Builder,
    pub(in crate::builder) in_storage: InStorage,
}

/// Keeps what can be undone, and takes over what other tabs save. Where both
/// have changed the workflow, asks which one stays.
#[function_component]
pub(super) fn Keeper(props: &KeeperProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let KeeperProps {
        builder,
        in_storage,
    } = props;
    let model = &builder.model;
    let storage = &builder.device.storage;

    use_hints(builder, &doing.act);
    use_kept_past(builder, &doing.act);
    use_keeping(model, storage);
    use_other_tabs(model.workflow(), in_storage, storage, &doing.act);
    let is_unsaved = matches!(model.saving(), Saving::Parted(_) | Saving::Refused(_));
    use_effect_with(is_unsaved, |is_unsaved| {
        let listener = web_sys::window().filter(|_| *is_unsaved).map(|window| {
            let options = EventListenerOptions::enable_prevent_default();
            // The browser asks whether the page is really to be left.
            EventListener::new_with_options(&window, "beforeunload", options, |event| {
                event.prevent_default();
            })
        });
        move || drop(listener)
    });

    if !matches!(model.saving(), Saving::Parted(_)) {
        return html! { <HintNote builder={builder.clone()} at={Hint::Run} /> };
    }
    let settle = |keep: Keep, text: CanvasText<'static>| {
        Button::new(words.say(text))
            .small()
            .on_press(
                doing
                    .act
                    .reform(move |_: MouseEvent| Action::PartedSettled(keep)),
            )
            .view()
    };
    let actions = html! {
        <>
            { settle(Keep::Own, CanvasText::KeepOwn) }
            { settle(Keep::Other, CanvasText::TakeOther) }
        </>
    };
    Notice::new(Tone::Error)
        .actions(Some(actions))
        .view(words.say(CanvasText::Parted))
}

/// Asks once for what was kept of the history.
#[hook]
fn use_kept_past(builder: &Builder, act: &Callback<Action>) {
    let model = &builder.model;
    let is_new = model.undoable().is_none() && model.redoable().is_none();
    let workflow = Arc::clone(model.workflow());
    let (storage, act) = (builder.device.storage.clone(), act.clone());
    use_effect_with((), move |()| {
        if is_new {
            spawn_local(async move {
                let kept = storage.history(&workflow.id).await.ok().flatten();
                let past = kept.and_then(|text| History::load(&workflow, &text));
                if let Some(past) = past {
                    act.emit(Action::PastKnown(Box::new(past)));
                }
            });
        }
    });
}

/// A history that is still to be kept.
#[derive(Default)]
struct Waiting {
    model: Option<Rc<Model>>,
    timer: Option<Timeout>,
}

/// A state of the history, the same if nothing was done in between.
#[derive(Clone)]
struct State(Rc<Model>);

impl PartialEq for State {
    fn eq(&self, other: &State) -> bool {
        let (one, other) = (self.0.history(), other.0.history());
        Arc::ptr_eq(one.workflow(), other.workflow())
            && (one.undoable(), one.redoable()) == (other.undoable(), other.redoable())
    }
}

/// Keeps the history once the workflow is saved.
#[hook]
fn use_keeping(model: &Rc<Model>, storage: &Storage) {
    let waiting = use_mut_ref(Waiting::default);
    let is_saved = *model.saving() == Saving::Saved;
    let state = State(Rc::clone(model));
    let last = use_mut_ref(|| state.clone());
    use_effect_with((state, is_saved), {
        let (waiting, storage) = (Rc::clone(&waiting), storage.clone());
        move |(state, is_saved)| {
            if *is_saved && *last.borrow() != *state {
                last.replace(state.clone());
                let mut now = waiting.borrow_mut();
                now.model = Some(Rc::clone(&state.0));
                let waiting = Rc::clone(&waiting);
                now.timer.get_or_insert_with(|| {
                    Timeout::new(GATHER_MILLIS, move || keep(&waiting, &storage))
                });
            }
        }
    });
    use_effect_with(storage.clone(), move |storage| {
        let keep_now = {
            let storage = storage.clone();
            move || keep(&waiting, &storage)
        };
        let page = web_sys::window().and_then(|window| window.document());
        let listener = page.map(|page| {
            let keep_now = keep_now.clone();
            EventListener::new(&page, "visibilitychange", move |_| keep_now())
        });
        move || {
            drop(listener);
            keep_now();
        }
    });
}

fn keep(waiting: &Rc<RefCell<Waiting>>, storage: &Storage) {
    let Waiting { model, timer } = waiting.take();
    // Dropping the timer from within itself would end it while it runs.
    if let Some(timer) = timer {
        timer.forget();
    }
    let Some(model) = model else {
        return;
    };
    let storage = storage.clone();
    spawn_local(async move {
        // Without it there is less to undo after a reload, and nothing lost.
        let text = model.history().save();
        let _ = storage.save_history(&model.workflow().id, &text).await;
    });
}

/// Tells the model of what other tabs save, also of what was not heard.
#[hook]
fn use_other_tabs(
    workflow: &Arc<Workflow>,
    in_storage: &InStorage,
    storage: &Storage,
    act: &Callback<Action>,
) {
    let deps = (
        workflow.id.clone(),
        in_storage.clone(),
        storage.clone(),
        act.clone(),
    );
    use_effect_with(deps, |(id, in_storage, storage, act)| {
        let look = {
            let (id, in_storage, storage, act) =
                (id.clone(), in_storage.clone(), storage.clone(), act.clone());
            move || {
                let (id, in_storage, storage, act) =
                    (id.clone(), in_storage.clone(), storage.clone(), act.clone());
                spawn_local(async move {
                    let found = storage.document(&id).await.ok().flatten();
                    let Some(found) = found.filter(|found| !in_storage.is(&found.text)) else {
                        return;
                    };
                    if let Ok(mut other) = Workflow::load(&found.text) {
                        other.id = id;
                        let other = Arc::new(other);
                        in_storage.offer(&other, found.text);
                        act.emit(Action::SavedElsewhere(other));
                    }
                });
            }
        };
        let tabs = OtherTabs::of(id.as_str(), look.clone());
        let page = web_sys::window().and_then(|window| window.document());
        let seen = page.map(|page| {
            EventListener::new(&page, "visibilitychange", move |event| {
                let page = event.target();
                let page = page.and_then(|page| page.dyn_into::<web_sys::Document>().ok());
                if page.is_some_and(|page| !page.hidden()) {
                    look();
                }
            })
        });
        move || drop((tabs, seen))
    });
}
