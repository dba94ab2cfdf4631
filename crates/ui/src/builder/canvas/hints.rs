use segflow_web::storage::Storage;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_effect_with,
    use_state, use_state_eq,
};

use crate::builder::context::Builder;
use crate::icons::{Icon, sign};
use crate::model::{EditorTab, Hint};
use crate::parts::{Button, ButtonKind};
use crate::text::{CanvasText, Words, use_words};

/// The setting of the device that says which hints were seen.
const SEEN: &str = "hints";

/// Properties of [`Hints`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct HintsProps {
    pub(super) builder: Builder,
}

/// One note for those who are here for the first time, above what it is about.
/// Once it is closed the next waits until another task is chosen: nobody is led
/// through them.
#[function_component]
pub(super) fn Hints(props: &HintsProps) -> Html {
    let words = use_words();
    // Nothing until it is known what was seen.
    let seen = use_state_eq(|| None::<String>);
    let model = &props.builder.model;
    let id = model.selected().map(|task| task.id.clone());
    // It rests until a person does something: nothing moves by itself.
    let resting_at = use_state(|| id.clone());
    let storage = &props.builder.device.storage;

    use_effect_with(storage.clone(), {
        let seen = seen.setter();
        move |storage: &Storage| {
            let storage = storage.clone();
            spawn_local(async move {
                // Who cannot keep that would see them again and again.
                if let Ok(kept) = storage.setting(SEEN).await {
                    seen.set(Some(kept.unwrap_or_default()));
                }
            });
        }
    });

    let chosen = model.selected();
    let shows_values = chosen.is_some_and(|task| task.segment().is_some());
    let shows_values = shows_values && model.tab() == EditorTab::Task;
    let is_resting = *resting_at == id || chosen.is_none() || !model.may_edit();
    let hint = seen.as_ref().filter(|_| !is_resting);
    let Some((seen_so_far, hint)) =
        hint.and_then(|seen| Some((seen.clone(), Hint::next(seen, shows_values)?)))
    else {
        return Html::default();
    };
    let on_press = {
        let (seen, resting_at, storage) = (seen.clone(), resting_at.clone(), storage.clone());
        Callback::from(move |_: MouseEvent| {
            let next = hint.seen_after(&seen_so_far);
            seen.set(Some(next.clone()));
            resting_at.set(id.clone());
            let storage = storage.clone();
            spawn_local(async move {
                // At worst it is shown once more.
                let _ = storage.save_setting(SEEN, &next).await;
            });
        })
    };
    html! {
        <div class="hint" data-at={hint.name()} role="note">
            { sign(Icon::Info) }
            <p>{ said(&words, hint) }</p>
            {
                Button::new(words.say(CanvasText::GotIt))
                    .kind(ButtonKind::Quiet)
                    .small()
                    .on_press(on_press)
                    .view()
            }
        </div>
    }
}

fn said(words: &Words, hint: Hint) -> AttrValue {
    words.say(match hint {
        Hint::Field => CanvasText::HintField,
        Hint::Request => CanvasText::HintPreview,
        Hint::Run => CanvasText::HintRun,
    })
}
