use segflow_core::document::{Sample, WorkflowId};
use segflow_web::{clock, program};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    Callback, Html, Properties, function_component, html, use_callback, use_effect_with,
    use_reducer, use_state_eq,
};

use super::happened::{Happened, Log};
use super::{TriggersDialogProps, WatchProps, triggers_dialog, watch};
use crate::builder::context::{Builder, use_doing};
use crate::builder::opener::opener;
use crate::icons::Icon;
use crate::model::{Action, Given, Triggers, address_answers};
use crate::parts::{Button, ButtonKind};
use crate::text::{BuilderText, use_words};

/// Properties of [`TriggersEntry`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct TriggersEntryProps {
    pub(in crate::builder) builder: Builder,
}

/// The name of the setting that says when a workflow runs.
fn setting(workflow: &WorkflowId) -> String {
    format!("triggers:{workflow}")
}

/// Opens what there is to say about when the workflow runs, and has it run then.
#[function_component]
pub(in crate::builder) fn TriggersEntry(props: &TriggersEntryProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    // None until the setting is read.
    let triggers = use_state_eq(|| None::<Triggers>);
    let log = use_reducer(Log::default);
    let builder = &props.builder;
    let model = &builder.model;
    let storage = &builder.device.storage;

    use_effect_with((storage.clone(), model.workflow().id.clone()), {
        let (triggers, act) = (triggers.clone(), doing.act.clone());
        let (workflow, given) = (model.workflow().clone(), model.given().clone());
        move |(storage, id): &(segflow_web::storage::Storage, WorkflowId)| {
            let (storage, id) = (storage.clone(), id.clone());
            spawn_local(async move {
                let saved = storage.setting(&setting(&id)).await.ok().flatten();
                let known = saved.map(|saved| Triggers::read(&saved));
                let known = known.unwrap_or_default();
                let record = match known.from_address {
                    true => address_answers(&workflow, program::query().into_iter()),
                    false => Default::default(),
                };
                triggers.set(Some(known));
                if !record.is_empty() {
                    let sample = Sample {
                        name: words.say(BuilderText::FromAddress).to_string(),
                        record,
                        ..Sample::default()
                    };
                    act.emit(Action::GivenChanged(Box::new(Given {
                        sample: Some(sample),
                        ..given
                    })));
                }
            });
        }
    });
    let on_change = {
        let (triggers, storage) = (triggers.clone(), storage.clone());
        let id = model.workflow().id.clone();
        Callback::from(move |next: Triggers| {
            let (storage, id, text) = (storage.clone(), id.clone(), next.save());
            triggers.set(Some(next));
            spawn_local(async move {
                // Where it is not kept, it lasts until the page is closed.
                let _ = storage.save_setting(&setting(&id), &text).await;
            });
        })
    };
    let on_happened = use_callback(log.dispatcher(), |happened: Happened, log| {
        log.dispatch((happened, clock::now()));
    });
    let Some(known) = (*triggers).clone() else {
        return Html::default();
    };
    let is_watching = known.schedule.is_some() || !known.origins.is_empty();
    let watching = is_watching.then(|| {
        watch(WatchProps {
            builder: builder.clone(),
            triggers: known.clone(),
            on_happened,
        })
    });
    let is_on = known.any();
    let button = move |on_press| {
        let state = is_on.then(|| {
            html! { <span class="muted">{ words.say(BuilderText::TriggersOn) }</span> }
        });
        Button::new(words.say(BuilderText::WhenItRuns))
            .icon(Icon::Clock)
            .kind(ButtonKind::Quiet)
            .small()
            .popup("dialog")
            .after(state.unwrap_or_default())
            .on_press(on_press)
            .view()
    };
    let dialog = {
        let (builder, log) = (builder.clone(), (*log).clone());
        move |on_close| {
            triggers_dialog(TriggersDialogProps {
                builder: builder.clone(),
                triggers: known.clone(),
                log: log.clone(),
                on_change: on_change.clone(),
                on_close,
            })
        }
    };
    html! {
        <div class="plan-entry">
            { opener(button, dialog) }
            <div hidden=true>{ watching.unwrap_or_default() }</div>
        </div>
    }
}
