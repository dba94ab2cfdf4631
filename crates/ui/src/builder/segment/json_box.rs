use segflow_core::json::Value;
use web_sys::HtmlTextAreaElement;
use yew::prelude::{
    AttrValue, Callback, Html, InputEvent, MouseEvent, Properties, TargetCast, function_component,
    html, use_node_ref, use_state_eq,
};

use crate::builder::context::use_doing;
use crate::builder::focusing::focus_soon;
use crate::model::JsonDraft;
use crate::parts::{Button, ButtonKind, Field};
use crate::text::{RowsText, use_words};

/// Properties of [`JsonBox`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct JsonBoxProps {
    /// Unique in the page.
    pub(in crate::builder) id: AttrValue,
    /// The place in the task it is for.
    #[prop_or_default]
    pub(in crate::builder) at: AttrValue,
    /// Under what a text that is no JSON yet is kept.
    pub(in crate::builder) draft: AttrValue,
    /// What is written here.
    pub(in crate::builder) field: AttrValue,
    pub(in crate::builder) value: Value,
    /// How deep lists and objects may be nested.
    pub(in crate::builder) max_depth: usize,
    /// Another value was written.
    pub(in crate::builder) on_value: Callback<Value>,
}

/// A value as JSON, on demand. What is typed holds at once; as long as it is no
/// JSON the value stays, and the place of the mistake is told.
#[function_component]
pub(in crate::builder) fn JsonBox(props: &JsonBoxProps) -> Html {
    let words = use_words();
    let root = use_node_ref();
    let area = use_node_ref();
    let drafts = use_doing().drafts;
    let draft = use_state_eq(|| drafts.json(&props.draft));
    // A text that was left broken is there again.
    let is_open = use_state_eq(|| {
        let error = draft.as_ref().and_then(|draft| draft.error(&props.value));
        error.is_some()
    });

    let toggle = {
        let is_open = is_open.clone();
        let root = root.clone();
        Callback::from(move |_: MouseEvent| {
            let opens = !*is_open;
            is_open.set(opens);
            if opens {
                focus_soon(&root, &["textarea"]);
            }
        })
    };
    let button = Button::new(words.say(if *is_open {
        RowsText::HideJson
    } else {
        RowsText::EditAsJson
    }))
    .kind(ButtonKind::Quiet)
    .small()
    .expanded(*is_open)
    .controls(is_open.then(|| props.id.clone()))
    .on_press(toggle)
    .view();
    let around = |content: Option<Html>| html! { <div ref={root} class="json-box">{ button }{ content }</div> };
    if !*is_open {
        return around(None);
    }
    let oninput = {
        let draft = draft.clone();
        let (before, place) = (props.value.clone(), props.draft.clone());
        let max_depth = props.max_depth;
        let on_value = props.on_value.clone();
        Callback::from(move |event: InputEvent| {
            let typed = event.target_unchecked_into::<HtmlTextAreaElement>().value();
            let next = JsonDraft::typed(typed, &before, max_depth);
            drafts.keep_json(&place, &next);
            let value = next.value().filter(|value| **value != before).cloned();
            draft.set(Some(next));
            if let Some(value) = value {
                on_value.emit(value);
            }
        })
    };
    let on_go = {
        let area = area.clone();
        let place = draft.as_ref().and_then(JsonDraft::error_place);
        Callback::from(move |_: MouseEvent| {
            let place = place.and_then(|place| u32::try_from(place).ok());
            if let (Some(area), Some(place)) = (area.cast::<HtmlTextAreaElement>(), place) {
                let _ = area.focus();
                let _ = area.set_selection_range(place, place);
            }
        })
    };
    let error = draft.as_ref().and_then(|draft| draft.error(&props.value));
    let field = Field {
        id: props.id.clone(),
        label: words.say(RowsText::AsJson {
            field: &props.field,
        }),
        hint: Some(words.say(RowsText::JsonHint)),
        error: error.map(|error| {
            words.say(RowsText::JsonWrong {
                reason: &words.say(error),
            })
        }),
        ..Field::default()
    };
    let control = field.control();
    let shown = JsonDraft::shown(draft.as_ref(), &props.value);
    let drawn = html! {
        <textarea ref={area} id={control.id} class="input mono json-area" rows="4" value={shown}
            autocomplete="off" autocapitalize="off" spellcheck="false" dir="ltr"
            data-at={props.at.clone()} aria-describedby={control.described_by}
            aria-invalid={control.invalid} {oninput} />
    };
    around(Some(html! {
        <>
            { field.view(&words, drawn) }
            if error.is_some() {
                {
                    Button::new(words.say(RowsText::GoToPlace))
                        .small()
                        .on_press(on_go)
                        .view()
                }
            }
        </>
    }))
}
