use std::rc::Rc;

use web_sys::{Element, HtmlInputElement, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::{
    AttrValue, Callback, Html, InputEvent, KeyboardEvent, MouseEvent, NodeRef, Properties,
    TargetCast, UseStateHandle, function_component, html, use_effect_with, use_node_ref,
    use_state_eq,
};

use super::tag_list::{grouped, option_id, tag_list};
use crate::icons::Icon;
use crate::model::{FieldOption, Fields, TagEntry, narrowed};
use crate::parts::{Button, Field};
use crate::text::{BuilderText, use_words};

/// Properties of [`TagField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct TagFieldProps {
    /// Unique in the page.
    pub(super) id: AttrValue,
    /// The place of the task it is for.
    pub(super) at: AttrValue,
    pub(super) label: AttrValue,
    #[prop_or_default]
    pub(super) label_hidden: bool,
    #[prop_or_default]
    pub(super) hint: Option<AttrValue>,
    #[prop_or_default]
    pub(super) error: Option<AttrValue>,
    #[prop_or_default]
    pub(super) warning: Option<AttrValue>,
    /// The text with its tags.
    pub(super) value: AttrValue,
    /// The fields that tags can use.
    pub(super) options: Rc<Fields>,
    /// Every change, as it is typed.
    pub(super) on_input: Callback<String>,
}

/// A box for text with tags. A brace opens the list of fields; the box is then
/// a combobox: arrows choose, Enter and Tab put the field in, Esc closes.
#[function_component]
pub(super) fn TagField(props: &TagFieldProps) -> Html {
    let words = use_words();
    let input = use_node_ref();
    let entry = use_state_eq(|| None::<TagEntry>);
    let active = use_state_eq(|| 0_usize);
    let list_id = AttrValue::from(format!("{}-fields", props.id));
    let found: Vec<FieldOption> = match &*entry {
        Some(entry) => grouped(narrowed(&props.options.options, &entry.query)),
        None => Vec::new(),
    };

    use_effect_with((entry.is_some(), *active), {
        let input = input.clone();
        move |(open, _)| {
            if *open {
                show_active(&input);
            }
        }
    });

    let pick = {
        let input = input.clone();
        let entry = entry.clone();
        let on_input = props.on_input.clone();
        Callback::from(move |path: String| {
            let (Some(typed), Some(input)) = (&*entry, input.cast::<HtmlInputElement>()) else {
                return;
            };
            let insertion = typed.insert(&input.value(), &path);
            // Set here and now: once the model says the same, nothing is drawn
            // anew and the caret stays.
            input.set_value(&insertion.text);
            put_caret(&input, insertion.caret);
            entry.set(None);
            on_input.emit(insertion.text);
        })
    };
    let oninput = {
        let entry = entry.clone();
        let active = active.clone();
        let on_input = props.on_input.clone();
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            look_for_tag(&input, &entry);
            active.set(0);
            on_input.emit(input.value());
        })
    };
    let onkeydown = {
        let entry = entry.clone();
        let active = active.clone();
        let pick = pick.clone();
        let paths: Vec<String> = found.iter().map(|option| option.path.clone()).collect();
        Callback::from(move |event: KeyboardEvent| {
            if entry.is_none() {
                return;
            }
            let count = paths.len();
            match event.key().as_str() {
                "ArrowDown" if count > 0 => {
                    event.prevent_default();
                    active.set((*active + 1) % count);
                }
                "ArrowUp" if count > 0 => {
                    event.prevent_default();
                    active.set((*active + count - 1) % count);
                }
                "Enter" | "Tab" if !event.shift_key() => {
                    if let Some(path) = paths.get(*active) {
                        event.prevent_default();
                        pick.emit(path.clone());
                    } else {
                        entry.set(None);
                    }
                }
                "Escape" => {
                    event.prevent_default();
                    event.stop_propagation();
                    entry.set(None);
                }
                // The caret goes somewhere else.
                "ArrowLeft" | "ArrowRight" | "Home" | "End" => entry.set(None),
                _ => {}
            }
        })
    };
    let close = {
        let entry = entry.clone();
        move || entry.set(None)
    };
    let onblur = {
        let close = close.clone();
        Callback::from(move |_| close())
    };
    let onclick = Callback::from(move |_: MouseEvent| close());
    let on_press = {
        let input = input.clone();
        let entry = entry.clone();
        let active = active.clone();
        let on_input = props.on_input.clone();
        Callback::from(move |_: MouseEvent| {
            let Some(input) = input.cast::<HtmlInputElement>() else {
                return;
            };
            begin_tag(&input);
            look_for_tag(&input, &entry);
            active.set(0);
            on_input.emit(input.value());
        })
    };

    let open = entry.is_some();
    let field = Field {
        id: props.id.clone(),
        label: props.label.clone(),
        label_hidden: props.label_hidden,
        hint: props.hint.clone(),
        error: props.error.clone(),
        warning: props.warning.clone(),
        ..Field::default()
    };
    let control = field.control();
    let active_id = (open && !found.is_empty()).then(|| option_id(&list_id, *active));
    let insert = Button::sign_only(Icon::Tag, words.say(BuilderText::InsertField))
        .class("tag-insert")
        .small()
        .controls(Some(props.id.clone()))
        .on_press(on_press);
    let drawn = html! {
        <div class="tag-input">
            <input ref={input} id={control.id} class="input" type="text"
                value={props.value.clone()} dir="auto" autocomplete="off" autocapitalize="off"
                spellcheck="false" role="combobox" aria-autocomplete="list"
                aria-expanded={open.to_string()} aria-controls={open.then(|| list_id.clone())}
                aria-activedescendant={active_id} aria-describedby={control.described_by}
                aria-invalid={control.invalid} data-at={props.at.clone()} {oninput} {onkeydown}
                {onblur} {onclick} />
            { insert.view() }
            if open {
                { tag_list(&words, list_id, &found, *active, &pick) }
            }
        </div>
    };
    field.view(&words, drawn)
}

fn look_for_tag(input: &HtmlInputElement, entry: &UseStateHandle<Option<TagEntry>>) {
    let caret = input.selection_start().ok().flatten();
    let found = caret.and_then(|caret| TagEntry::at(&input.value(), caret as usize));
    entry.set(found);
}

/// Puts a brace where the caret is, as if it had been typed.
fn begin_tag(input: &HtmlInputElement) {
    let end = input.value().encode_utf16().count();
    let place = |place: Option<u32>| place.map_or(end, |place| place as usize);
    let from = place(input.selection_start().ok().flatten());
    let to = place(input.selection_end().ok().flatten());
    let entry = TagEntry {
        range: from..to,
        query: String::new(),
    };
    let insertion = entry.replace(&input.value(), "{");
    input.set_value(&insertion.text);
    let _ = input.focus();
    put_caret(input, insertion.caret);
}

fn put_caret(input: &HtmlInputElement, caret: usize) {
    if let Ok(caret) = u32::try_from(caret) {
        let _ = input.set_selection_range(caret, caret);
    }
}

/// Keeps the option that Enter takes in sight.
fn show_active(input: &NodeRef) {
    let active = input
        .cast::<Element>()
        .and_then(|input| input.parent_element())
        .and_then(|around| around.query_selector("[aria-selected=true]").ok().flatten());
    if let Some(active) = active {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        active.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
