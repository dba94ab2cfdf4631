use std::rc::Rc;

use segflow_core::edit::{Converted, Edit, RowType};
use segflow_core::json::{Pointer, Value};
use web_sys::Element;
use yew::prelude::{
    AttrValue, Callback, Html, KeyboardEvent, MouseEvent, PointerEvent, Properties, TargetCast,
    classes, function_component, html, use_effect_with, use_node_ref, use_state_eq,
};

use super::missing_field::{Held, MissingField};
use super::name_field::NameField;
use super::row_group::{RowGroup, RowsOf};
use super::row_value::{FROM_FIELD, RowValue};
use crate::builder::canvas::{Grabbed, RowDragProps, row_drag};
use crate::builder::catalog::Picked;
use crate::builder::context::use_doing;
use crate::builder::findings::Told;
use crate::icons::{Icon, sign};
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
    pub(super) fn path(&self, words: &Words, around: &str) -> AttrValue {
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
    /// How many rows there are beside it, itself counted.
    pub(super) count: usize,
    /// Wants the row at another place, with the focus on the control of that
    /// name; none where rows keep their places.
    pub(super) on_move: Option<Callback<(usize, String)>>,
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
    let root = use_node_ref();
    let grabbed = use_state_eq(|| None::<Grabbed>);
    // Whoever drags once drags again; and what came of it is to be heard.
    let has_dragged = use_state_eq(|| false);
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
    // A row that is still empty is what its name is meant to hold.
    let expected = at
        .as_ref()
        .filter(|_| !*stays_text && *value == Value::text(""))
        .and_then(|at| props.of.expected_at(at));
    let row_type = match (&*draft, derived) {
        (Some(draft), _) => draft.row_type,
        (None, RowType::Date) if *stays_text => RowType::Text,
        (None, derived) => expected.unwrap_or(derived),
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
            if row_type == RowType::YesNo && typed == FROM_FIELD {
                draft.set(Some(Draft {
                    row_type: RowType::Tag,
                    text: String::new(),
                }));
                return None;
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
        Some(at) => Told::of(
            &words,
            props.of.found.findings.iter().filter(|found| {
                if is_nested {
                    found.at == *at
                } else {
                    at.contains(&found.at)
                }
            }),
        ),
        None => Told::default(),
    };
    let on_pick = {
        let (on_named, is_new) = (props.on_named.clone(), props.row == RowKey::New);
        let (act, task, around) = (
            doing.act.clone(),
            props.of.task.clone(),
            props.around.clone(),
        );
        let name = props.row.name().map(str::to_owned);
        let control = format!("{}-name", props.id);
        let value = value.clone();
        Callback::from(move |picked: Picked| match &name {
            Some(from) => {
                act.emit(Action::Typed {
                    control: control.clone(),
                    edit: Edit::RenameRow {
                        task: task.clone(),
                        at: around.key(from),
                        to: picked.name.to_string(),
                    },
                });
                if value == Value::text("") && picked.begins != value {
                    act.emit(Action::Edited(Edit::SetRow {
                        task: task.clone(),
                        at: around.key(&picked.name),
                        value: picked.begins,
                    }));
                }
            }
            // What was chosen for the row before its name stays.
            None if is_new => {
                let is_empty = value == Value::text("");
                let value = if is_empty {
                    picked.begins
                } else {
                    value.clone()
                };
                on_named.emit((picked.name.to_string(), value));
            }
            None => {}
        })
    };
    let missing = at.as_ref().map(|at| {
        MissingField {
            id: props.id.to_string(),
            name: &path,
            at,
            value,
            held: match props.row {
                RowKey::Element(_) => Held::Element,
                RowKey::Named(_) | RowKey::New => Held::Member,
            },
        }
        .view(&words, &doing, &props.of)
    });
    let moves = moves(&words, props, &path);
    let onkeydown = {
        let (id, place, count) = (props.id.clone(), props.number - 1, props.count);
        let on_move = props.on_move.clone();
        Callback::from(move |event: KeyboardEvent| {
            let Some(on_move) = on_move.as_ref().filter(|_| event.alt_key()) else {
                return;
            };
            let to = match event.key().as_str() {
                "ArrowUp" => place.checked_sub(1),
                "ArrowDown" => Some(place + 1).filter(|to| *to < count),
                _ => return,
            };
            // In a menu of types the keys open the menu.
            let target = event.target_dyn_into::<Element>();
            let Some(target) = target.filter(|target| !target.matches("select").unwrap_or(false))
            else {
                return;
            };
            event.prevent_default();
            if let Some(to) = to {
                let control = target.id();
                let control = control.strip_prefix(&format!("{id}-")).unwrap_or("value");
                on_move.emit((to, control.to_owned()));
            }
        })
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
        name: match path.as_str() {
            "" => value_label(&words, props, &path),
            _ => path.clone(),
        },
        at: at.as_ref().map(Pointer::to_string).unwrap_or_default(),
        row_type,
        value,
        draft: match &*draft {
            Some(draft) => Some(draft.text.as_str()),
            None => expected.map(|_| ""),
        },
        is_optional: draft.is_none() && expected.is_some(),
        told,
        options: &props.of.options,
        on_input: &on_input,
    };
    let types = RowType::ALL.into_iter().enumerate();
    let is_destination = props.of.is_destination(&props.around);
    let types: Vec<Choice> = types
        .filter(|(_, one)| {
            !is_destination
                || *one == row_type
                || matches!(one, RowType::YesNo | RowType::Object | RowType::Tag)
        })
        .map(|(place, row_type)| Choice {
            value: place.to_string().into(),
            label: words.say(match row_type {
                RowType::YesNo if is_destination => RowsText::OnOrOff,
                RowType::Object if is_destination => RowsText::DestinationOptions,
                row_type => RowsText::Type(row_type),
            }),
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
    let place = props.number - 1;
    let may_move = props.on_move.is_some() && props.count > 1;
    let onpointerdown = {
        let (grabbed, has_dragged) = (grabbed.setter(), has_dragged.setter());
        Callback::from(move |event: PointerEvent| {
            if let Some(taken) = Grabbed::by(&event).filter(|_| may_move) {
                grabbed.set(Some(taken));
                has_dragged.set(true);
            }
        })
    };
    let on_end = {
        let (grabbed, on_move) = (grabbed.setter(), props.on_move.clone());
        Callback::from(move |to: Option<usize>| {
            grabbed.set(None);
            if let (Some(to), Some(on_move)) = (to, &on_move) {
                on_move.emit((to, "name".to_owned()));
            }
        })
    };
    html! {
        <>
            <div ref={root.clone()} class={classes!("row", grabbed.is_some().then_some("dragged"))} data-sort={may_move.then(|| place.to_string())}
                {onkeydown} {onpointerdown}>
                <div class="row-key">
                    if let RowKey::Element(place) = props.row {
                        <span class="row-place number" aria-hidden="true">{ place + 1 }</span>
                    } else {
                        <NameField id={format!("{}-name", props.id)} label={name_label(&words, props)}
                            name={props.row.name().map(AttrValue::from)}
                            beside={Rc::clone(&props.beside)} {on_name} {on_pick}
                            asked={props.of.asked_at(&props.around)} />
                    }
                </div>
                <div class="row-type">
                    <SelectField id={format!("{}-type", props.id)} label={type_label}
                        label_hidden=true choices={types}
                        value={type_place.unwrap_or_default().to_string()} on_change={on_type} />
                </div>
                <div class="row-value" data-at={at.as_ref().map(Pointer::to_string)}>
                    { shown.view(&words) }
                    { missing.unwrap_or_default() }
                </div>
                <div class="row-end">
                    <span class="row-moves">
                        if may_move {
                            <span class="grip" aria-hidden="true" title={words.say(BuilderText::DragToMove)}>
                                { sign(Icon::Grip) }
                            </span>
                        }
                        { moves }
                    </span>
                    {
                        Button::sign_only(Icon::Trash, remove_label(&words, props, &path))
                            .small()
                            .id(format!("{}-remove", props.id).into())
                            .on_press(props.on_remove.reform(|_: MouseEvent| ()))
                            .view()
                    }
                </div>
            </div>
            if *has_dragged {
                {
                    row_drag(RowDragProps {
                        row: root,
                        place,
                        count: props.count,
                        grabbed: (*grabbed).clone(),
                        on_end,
                    })
                }
            }
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

/// The buttons that move the row.
fn moves(words: &Words, props: &RowProps, path: &str) -> Html {
    let Some(on_move) = &props.on_move else {
        return Html::default();
    };
    let place = props.number - 1;
    let button = |icon: Icon, text: BuilderText<'_>, suffix: &'static str, to: Option<usize>| {
        let on_press = {
            let on_move = on_move.clone();
            Callback::from(move |_: MouseEvent| {
                if let Some(to) = to {
                    on_move.emit((to, suffix.to_owned()));
                }
            })
        };
        Button::sign_only(icon, words.say(text))
            .small()
            .id(format!("{}-{suffix}", props.id).into())
            .shortcut(if suffix == "up" {
                "Alt+ArrowUp"
            } else {
                "Alt+ArrowDown"
            })
            .disabled(to.is_none())
            .on_press(on_press)
            .view()
    };
    html! {
        <>
            { button(Icon::MoveUp, BuilderText::MoveUp { title: path }, "up", place.checked_sub(1)) }
            { button(Icon::MoveDown, BuilderText::MoveDown { title: path }, "down",
                Some(place + 1).filter(|to| *to < props.count)) }
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
