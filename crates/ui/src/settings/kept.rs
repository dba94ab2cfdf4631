use std::rc::Rc;

use segflow_web::Error;
use segflow_web::storage::{Storage, Usage};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    Callback, Html, MouseEvent, Properties, function_component, html, use_effect_with, use_state_eq,
};

use super::deleting::Deleting;
use crate::device::Device;
use crate::icons::Icon;
use crate::opening::download;
use crate::parts::{Button, ButtonKind, Tone, notice};
use crate::text::{SettingsText, Text, use_words};

/// Properties of [`Kept`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct KeptProps {
    pub(super) device: Rc<Device>,
    pub(super) on_deleted: Callback<()>,
}

/// How much is kept on this device, and what can be done with all of it.
#[function_component]
pub(super) fn Kept(props: &KeptProps) -> Html {
    let words = use_words();
    let storage = &props.device.storage;
    let usage = use_state_eq(|| None::<Usage>);
    let refused = use_state_eq(|| None::<Error>);
    let is_deleting = use_state_eq(|| false);
    use_effect_with(storage.clone(), {
        let usage = usage.clone();
        move |storage| {
            let storage = storage.clone();
            spawn_local(async move { usage.set(storage.usage().await) });
        }
    });
    let on_export = {
        let (storage, refused) = (storage.clone(), refused.clone());
        Callback::from(move |_: MouseEvent| {
            let (storage, refused) = (storage.clone(), refused.clone());
            spawn_local(async move {
                match everything(&storage).await {
                    Ok(text) => download("segflow.json", &text),
                    Err(error) => refused.set(Some(error)),
                }
            });
        })
    };
    let ask = |is_asked: bool| {
        let is_deleting = is_deleting.clone();
        move || is_deleting.set(is_asked)
    };
    let (open, close) = (ask(true), ask(false));
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bytes are whole and not below zero, and an estimate is not exact"
    )]
    let whole = |bytes: f64| bytes as u64;
    html! {
        <>
            if let Some(usage) = *usage {
                <p>{ words.say(SettingsText::Used { bytes: whole(usage.bytes), most: whole(usage.most) }) }</p>
            }
            <p class="muted">
                { words.say(SettingsText::KeptHint) }
                { " " }
                { words.say(SettingsText::ExportHint) }
            </p>
            if let Some(reason) = &*refused {
                { notice(Tone::Error, words.say(Text::Because { reason: &words.say(reason) })) }
            }
            <div class="settings-actions">
                {
                    Button::new(words.say(SettingsText::Export))
                        .icon(Icon::Download)
                        .on_press(on_export)
                        .view()
                }
                {
                    Button::new(words.say(SettingsText::Delete))
                        .icon(Icon::Trash)
                        .kind(ButtonKind::Danger)
                        .on_press(Callback::from(move |_: MouseEvent| open()))
                        .view()
                }
            </div>
            if *is_deleting {
                <Deleting storage={storage.clone()} on_deleted={props.on_deleted.clone()}
                    on_close={Callback::from(move |()| close())} />
            }
        </>
    }
}

/// All workflows and runs as one JSON text. What cannot be read is left out: it
/// is no JSON.
async fn everything(storage: &Storage) -> Result<String, Error> {
    let documents = storage.documents().await?.documents;
    let workflows: Vec<String> = documents.into_iter().map(|stored| stored.text).collect();
    let mut runs = Vec::new();
    for run in storage.runs().await?.runs {
        runs.extend(storage.run(&run.summary.id).await?);
    }
    Ok(format!(
        "{{\"segflowExport\":1,\n\"workflows\":[{}],\n\"runs\":[{}]}}\n",
        workflows.join(",\n"),
        runs.join(",\n")
    ))
}
