use std::rc::Rc;

use segflow_core::edit::{Converted, Edit, RowType};
use segflow_core::json::{Pointer, Value};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_effect_with,
    use_state_eq,
};

use super::name_field::NameField;
use super::row_group::{RowGroup, RowsOf};
use super::row_value::RowValue;
use crate::builder::context::use_doing;
use crate::builder::findings::Told;
use crate::icons::Icon;
use crate::model::Action;
use crate::parts::{Button, Choice, SelectField};
use crate::text::{BuilderText, RowsText, Words, use_words};

/// How a row is called among those beside it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum RowKey {
    /// By its name.
    Named(AttrValue),
    /// By its place in a list, counted from 0.
    Element(usize),
    /// Not yet: it is still to be named.
    New,
}

impl RowKey {
    /// The row's place; none while it is no part of the document.
    pub(super) fn at(&self, around: &Pointer) -> Option<Pointer> {
        match self {
            RowKey::Named(name) => Some(around.key(name)),
            RowKey::Element(place) => Some(around.index(*place)),
            RowKey::New => None,
        }
    }

    fn name(&self) -> Option<&str> {
        match self {
            RowKey::Named(name) => Some(name),
            RowKey::Element(_) | RowKey::New => None,
        }
    }

    /// The names that lead to the row, one after the other; nothing where it
    /// has none.
    fn path(&self, words: &Words, around: &str) -> AttrValue {
        let name = match self {
            RowKey::Named(name) => name.clone(),
            RowKey::Element(place) => (place + 1).to_string().into(),
            RowKey::New => AttrValue::default(),
        };
        if around.is_empty() || name.is_empty() {
            name
        } else {
            words.say(RowsText::Within {
                around,
                name: &name,
            })
        }
    }
}

/// Properties of [`Row`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct RowProps {
    pub(super) of: RowsOf,
    /// Begins the ids of its controls.
    pub(super) id: AttrValue,
    /// Its place, counted from 1.
    pub(super) number: usize,
    /// The place of what holds it.
    pub(super) around: Pointer,
    /// The names that lead to what holds it.
    pub(super) path: AttrValue,
    pub(super) row: RowKey,
    /// Its value; of a new row the one it begins with.
    pub(super) value: Value,
    /// All rows it stands among, so that no two get one name.
    pub(super) beside: Rc<Value>,
    /// A new row was given a name; with the value it has then.
    pub(super) on_named: Callback<(String, Value)>,
    pub(super) on_remove: Callback<()>,
}

/// A type that was chosen, and the text to go on from until it is one.
#[derive(Debug, Clone, PartialEq)]
struct Draft {
    row_type: RowType,
    text: String,
}

/// A row of traits or properties: its name, its type, its value, its removal,
/// and the rows within it.
#[function_component]
pub(super) fn Row(props: &RowProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let new_value = use_state_eq(|| props.value.clone());
    let draft = use_state_eq(|| None::<Draft>);
    // Text that happens to spell a day stays text while it is typed.
    let stays_text = use_state_eq(|| false);
    let at = props.row.at(&props.around);
    let value = match props.row {
        RowKey::New => &*new_value,
        RowKey::Named(_) | RowKey::Element(_) => &props.value,
    };
    use_effect_with((value.clone(), at.clone()), {
        let draft = draft.clone();
        move |_| draft.set(None)
    });

    let derived = RowType::of(value);
    let row_type = match (&*draft, derived) {
        (Some(draft), _) => draft.row_type,
        (None, RowType::Date) if *stays_text => RowType::Text,
        (None, derived) => derived,
    };
    let path = props.row.path(&words, &props.path);
    let set = {
        let task = props.of.task.clone();
        let at = at.clone();
        let new_value = new_value.clone();
        move |value: Value| match &at {
            Some(at) => Some(Edit::SetRow {
                task: task.clone(),
                at: at.clone(),
                value,
            }),
            None => {
                new_value.set(value);
                None
            }
        }
    };
    let on_input = {
        let (draft, stays_text, set) = (draft.clone(), stays_text.clone(), set.clone());
        let control = format!("{}-value", props.id);
        doing.maybe(move |typed: String| {
            if row_type == RowType::Text {
                stays_text.set(true);
            }
            let is_tag_wanted = draft.is_some() && row_type == RowType::Tag;
            let read = row_type
                .read(&typed)
                .filter(|value| !is_tag_wanted || RowType::of(value) != RowType::Text);
            let Some(value) = read else {
                draft.set(Some(Draft {
                    row_type,
                    text: typed,
                }));
                return None;
            };
            draft.set(None);
            set(value).map(|edit| Action::Typed {
                control: control.clone(),
                edit,
            })
        })
    };
    let on_type = {
        let (draft, stays_text) = (draft.clone(), stays_text.clone());
        let value = value.clone();
        let set = set.clone();
        doing.maybe(move |chosen: AttrValue| {
            let to = *RowType::ALL.get(chosen.parse::<usize>().ok()?)?;
            stays_text.set(to == RowType::Text);
            match to.convert(&value) {
                Converted::Value(value) => {
                    draft.set(None);
                    set(value).map(Action::Edited)
                }
                Converted::Unfinished(text) => {
                    draft.set(Some(Draft { row_type: to, text }));
                    None
                }
            }
        })
    };
    let is_nested = matches!(value, Value::List(_) | Value::Object(_));
    let told = match &at {
        Some(at) => Told::of(props.of.findings.iter().filter(|found| {
            if is_nested {
                found.at == *at
            } else {
                at.contains(&found.at)
            }
        })),
        None => Told::default(),
    };
    let on_name = {
        let task = props.of.task.clone();
        let around = props.around.clone();
        let control = format!("{}-name", props.id);
        let act = doing.act.clone();
        let on_named = props.on_named.clone();
        let value = value.clone();
        Callback::from(move |(from, to): (Option<String>, String)| match from {
            Some(from) => act.emit(Action::Typed {
                control: control.clone(),
                edit: Edit::RenameRow {
                    task: task.clone(),
                    at: around.key(&from),
                    to,
                },
            }),
            None => on_named.emit((to, value.clone())),
        })
    };
    let shown = RowValue {
        id: format!("{}-value", props.id).into(),
        label: value_label(&words, props, &path),
        at: at.as_ref().map(Pointer::to_string).unwrap_or_default(),
        row_type,
        value,
        draft: draft.as_ref().map(|draft| draft.text.as_str()),
        told,
        options: &props.of.options,
        on_input: &on_input,
    };
    let types = RowType::ALL.into_iter().enumerate();
    let types: Vec<Choice> = types
        .map(|(place, row_type)| Choice {
            value: place.to_string().into(),
            label: words.say(RowsText::Type(row_type)),
        })
        .collect();
    let type_place = RowType::ALL.iter().position(|each| *each == row_type);
    let type_label = if path.is_empty() {
        words.say(RowsText::TypeOfNew {
            number: props.number,
        })
    } else {
        words.say(RowsText::TypeOf { name: &path })
    };
    html! {
        <>
            <div class="row">
                <div class="row-key">
                    if let RowKey::Element(place) = props.row {
                        <span class="row-place number" aria-hidden="true">{ place + 1 }</span>
                    } else {
                        <NameField id={format!("{}-name", props.id)} label={name_label(&words, props)}
                            name={props.row.name().map(AttrValue::from)}
                            beside={Rc::clone(&props.beside)} {on_name} />
                    }
                </div>
                <div class="row-type">
                    <SelectField id={format!("{}-type", props.id)} label={type_label}
                        label_hidden=true choices={types}
                        value={type_place.unwrap_or_default().to_string()} on_change={on_type} />
                </div>
                <div class="row-value" data-at={at.as_ref().map(Pointer::to_string)}>
                    { shown.view(&words) }
                </div>
                <div class="row-end">
                    {
                        Button::sign_only(Icon::Trash, remove_label(&words, props, &path))
                            .on_press(props.on_remove.reform(|_: MouseEvent| ()))
                            .view()
                    }
                </div>
            </div>
            if let Some(at) = at.filter(|_| is_nested) {
                <div class="row-within" role="group" aria-label={path.clone()}>
                    <RowGroup of={props.of.clone()} {at} id={props.id.clone()} path={path.clone()}
                        add={words.say(match value {
                            Value::List(_) => RowsText::AddItemTo { name: &path },
                            _ => RowsText::AddRowTo { name: &path },
                        })}
                        rows={Rc::new(value.clone())} />
                </div>
            }
        </>
    }
}

fn name_label(words: &Words, props: &RowProps) -> AttrValue {
    let number = props.number;
    match props.path.as_str() {
        "" => words.say(BuilderText::RowName { number }),
        around => words.say(RowsText::NameIn { number, around }),
    }
}

fn value_label(words: &Words, props: &RowProps, path: &str) -> AttrValue {
    let number = props.number;
    match (path, props.path.as_str()) {
        ("", "") => words.say(BuilderText::RowValue { number }),
        ("", around) => words.say(RowsText::ValueIn { number, around }),
        (name, _) => words.say(BuilderText::RowValueOf { name }),
    }
}

fn remove_label(words: &Words, props: &RowProps, path: &str) -> AttrValue {
    let number = props.number;
    match (path, props.path.as_str()) {
        ("", "") => words.say(BuilderText::RemoveRow { number }),
        ("", around) => words.say(RowsText::RemoveIn { number, around }),
        (title, _) => words.say(BuilderText::RemoveThat { title }),
    }
}
