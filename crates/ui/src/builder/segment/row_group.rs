use std::rc::Rc;

use segflow_core::check::Finding;
use segflow_core::document::TaskId;
use segflow_core::edit::Edit;
use segflow_core::json::{Object, Pointer, Value};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_node_ref,
    use_state_eq,
};

use super::row::{Row, RowKey};
use crate::builder::context::use_doing;
use crate::builder::focusing::focus_soon;
use crate::icons::Icon;
use crate::model::{Action, Fields};
use crate::parts::{Button, ButtonKind};
use crate::text::{BuilderText, RowsText, use_words};

/// How many rows are drawn before a person asks for more.
const DRAWN: usize = 100;

/// What all rows of a field share.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RowsOf {
    pub(super) task: TaskId,
    pub(super) findings: Rc<[Finding]>,
    pub(super) options: Rc<Fields>,
}

/// Properties of [`RowGroup`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct RowGroupProps {
    pub(super) of: RowsOf,
    /// The place of what holds the rows.
    pub(super) at: Pointer,
    /// Begins every id; unique in the page.
    pub(super) id: AttrValue,
    /// The names that lead to it; nothing for a field itself.
    #[prop_or_default]
    pub(super) path: AttrValue,
    /// What the button says that adds a row.
    pub(super) add: AttrValue,
    /// The object or the list.
    pub(super) rows: Rc<Value>,
}

/// The rows of an object or a list, each of which may hold rows itself, and a
/// button that adds one. A row with a name becomes part of the document as soon
/// as it has it.
#[function_component]
pub(super) fn RowGroup(props: &RowGroupProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let root = use_node_ref();
    let is_adding = use_state_eq(|| false);
    let drawn = use_state_eq(|| DRAWN);
    let RowGroupProps { of, at, id, .. } = props;

    let nothing = Object::new();
    let entries: Vec<(RowKey, &Value)> = match &*props.rows {
        Value::List(list) => list
            .iter()
            .enumerate()
            .map(|(place, value)| (RowKey::Element(place), value))
            .collect(),
        other => other
            .as_object()
            .unwrap_or(&nothing)
            .iter()
            .map(|(name, value)| (RowKey::Named(name.to_owned().into()), value))
            .collect(),
    };
    let is_list = matches!(&*props.rows, Value::List(_));
    let count = entries.len();
    // The row whose place is free now, else the button.
    let after_removal = {
        let (root, id) = (root.clone(), id.clone());
        move |place: usize| {
            let next = format!("{id}-{place}");
            focus_soon(
                &root,
                &[
                    &format!("#{next}-name"),
                    &format!("#{next}-value"),
                    &format!("#{next}-type"),
                    &format!("#{id}-add"),
                ],
            );
        }
    };
    let row = |place: usize, key: RowKey, value: Value, on_named, on_remove: Callback<()>| {
        html! {
            <Row key={place} of={of.clone()} id={format!("{id}-{place}")} number={place + 1}
                around={at.clone()} path={props.path.clone()} row={key} {value}
                beside={Rc::clone(&props.rows)} {on_named} {on_remove} />
        }
    };
    let kept = entries
        .into_iter()
        .take(*drawn)
        .enumerate()
        .map(|(place, (key, value))| {
            let on_remove = {
                let act = doing.act.clone();
                let after_removal = after_removal.clone();
                let task = of.task.clone();
                let at = key.at(at).unwrap_or_default();
                Callback::from(move |()| {
                    act.emit(Action::Edited(Edit::RemoveRow {
                        task: task.clone(),
                        at: at.clone(),
                    }));
                    after_removal(place);
                })
            };
            row(place, key, value.clone(), Callback::noop(), on_remove)
        });
    // The new row has the key that it will have as part of the document, so
    // that the focus stays in it when it becomes one.
    let new = (*is_adding && !is_list).then(|| {
        let on_named = {
            let is_adding = is_adding.clone();
            let (task, at) = (of.task.clone(), at.clone());
            let control = format!("{id}-{count}-name");
            let act = doing.act.clone();
            Callback::from(move |(name, value): (String, Value)| {
                act.emit(Action::Typed {
                    control: control.clone(),
                    edit: Edit::AddRow {
                        task: task.clone(),
                        at: at.key(&name),
                        value,
                    },
                });
                is_adding.set(false);
            })
        };
        let on_remove = {
            let is_adding = is_adding.clone();
            let after_removal = after_removal.clone();
            Callback::from(move |()| {
                is_adding.set(false);
                after_removal(count);
            })
        };
        row(count, RowKey::New, Value::text(""), on_named, on_remove)
    });
    let on_add = {
        let is_adding = is_adding.clone();
        let drawn = drawn.clone();
        let root = root.clone();
        let act = doing.act.clone();
        let (task, at, id) = (of.task.clone(), at.clone(), id.clone());
        Callback::from(move |_: MouseEvent| {
            drawn.set((*drawn).max(count + 1));
            if is_list {
                act.emit(Action::Edited(Edit::AddRow {
                    task: task.clone(),
                    at: at.index(count),
                    value: Value::text(""),
                }));
            } else {
                is_adding.set(true);
            }
            let new = format!("#{id}-{count}");
            focus_soon(&root, &[&format!("{new}-name"), &format!("{new}-value")]);
        })
    };
    let on_more = {
        let drawn = drawn.clone();
        let root = root.clone();
        let first = format!("#{id}-{}-type", *drawn);
        Callback::from(move |_: MouseEvent| {
            drawn.set(*drawn + DRAWN);
            focus_soon(&root, &[&first]);
        })
    };
    let hidden = count.saturating_sub(*drawn);
    let is_field = props.path.is_empty();
    html! {
        <div ref={root} class="row-group">
            if count > 0 || new.is_some() {
                <div class="rows">
                    if is_field {
                        <div class="rows-head" aria-hidden="true">
                            <span>{ words.say(BuilderText::RowsName) }</span>
                            <span>{ words.say(RowsText::TypeColumn) }</span>
                            <span>{ words.say(BuilderText::RowsValue) }</span>
                        </div>
                    }
                    { for kept }
                    { for new }
                </div>
            }
            <div class="cluster">
                {
                    Button::new(props.add.clone())
                        .id(AttrValue::from(format!("{id}-add")))
                        .icon(Icon::Add)
                        .kind(if is_field { ButtonKind::Secondary } else { ButtonKind::Quiet })
                        .small()
                        .on_press(on_add)
                        .view()
                }
                if hidden > 0 {
                    {
                        Button::new(words.say(RowsText::More { count: hidden.min(DRAWN) }))
                            .kind(ButtonKind::Quiet)
                            .small()
                            .on_press(on_more)
                            .view()
                    }
                }
            </div>
        </div>
    }
}
