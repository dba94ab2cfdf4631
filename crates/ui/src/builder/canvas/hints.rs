use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Element, HtmlElement};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, hook, html,
    use_effect_with, use_node_ref, use_state,
};

use crate::builder::context::{Builder, use_doing};
use crate::icons::{Icon, sign};
use crate::model::{Action, Hint};
use crate::parts::{Button, ButtonKind};
use crate::text::{CanvasText, Words, use_words};

/// The setting of the device that says which hints were seen.
const SEEN: &str = "hints";

/// Reads what was seen, and has the hints rest until another task is chosen:
/// nothing moves by itself.
#[hook]
pub(super) fn use_hints(builder: &Builder, act: &Callback<Action>) {
    let model = &builder.model;
    let id = model.selected().map(|task| task.id.clone());
    let first = use_state(|| id.clone());
    use_effect_with(
        (builder.device.storage.clone(), act.clone()),
        |(storage, act)| {
            act.emit(Action::HintsAwake(false));
            let (storage, act) = (storage.clone(), act.clone());
            spawn_local(async move {
                // Who cannot keep that would see them again and again.
                if let Ok(kept) = storage.setting(SEEN).await {
                    act.emit(Action::HintsSeen(kept.unwrap_or_default()));
                }
            });
        },
    );
    let is_awake = *first != id && model.may_edit();
    use_effect_with((is_awake, act.clone()), |(is_awake, act)| {
        if *is_awake {
            act.emit(Action::HintsAwake(true));
        }
    });
}

/// Properties of [`HintNote`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct HintProps {
    pub(in crate::builder) builder: Builder,
    pub(in crate::builder) at: Hint,
}

/// A note for those who are here for the first time, beside what it is about.
/// Each is closed by itself, or all of them at once.
#[function_component]
pub(super) fn HintNote(props: &HintProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let drawn = use_node_ref();
    let hint = props.at;
    let seen = props.builder.model.hints().seen();
    let Some(seen) = seen.filter(|seen| hint.is_new(seen)) else {
        return Html::default();
    };
    let button = |text: CanvasText<'static>, next: String| {
        let (storage, drawn) = (props.builder.device.storage.clone(), drawn.clone());
        let act = doing.act.clone();
        let on_press = Callback::from(move |_: MouseEvent| {
            // The button goes: the focus stays with what it is about.
            if let Some(near) = drawn.cast().and_then(|drawn| near(&drawn, hint)) {
                let _ = near.focus();
            }
            let (storage, next) = (storage.clone(), next.clone());
            act.emit(Action::HintsSeen(next.clone()));
            spawn_local(async move {
                // At worst it is shown once more.
                let _ = storage.save_setting(SEEN, &next).await;
            });
        });
        Button::new(words.say(text))
            .kind(ButtonKind::Quiet)
            .small()
            .on_press(on_press)
            .view()
    };
    let next = hint.seen_after(seen);
    let all = Hint::all_after(&next);
    html! {
        <div ref={drawn.clone()} class="hint" data-at={hint.name()} role="note">
            { sign(Icon::Info) }
            <p>{ said(&words, hint) }</p>
            <div class="hint-actions">
                if all != next {
                    { button(CanvasText::NoMoreHints, all) }
                }
                { button(CanvasText::GotIt, next) }
            </div>
        </div>
    }
}

/// What a hint is about, or the tab that shows it.
fn near(drawn: &Element, hint: Hint) -> Option<HtmlElement> {
    let near = match hint {
        Hint::Run => drawn.owner_document()?.query_selector("button.run"),
        Hint::Field | Hint::Request => {
            let tabs = drawn.closest(".tabs").ok()??;
            tabs.query_selector("[aria-selected=true]")
        }
    };
    near.ok()??.dyn_into().ok()
}

fn said(words: &Words, hint: Hint) -> AttrValue {
    words.say(match hint {
        Hint::Field => CanvasText::HintField,
        Hint::Request => CanvasText::HintPreview,
        Hint::Run => CanvasText::HintRun,
    })
}
