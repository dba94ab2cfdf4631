use std::rc::Rc;

use segflow_core::document::{Call, MissingRules, SegmentField, TaskId};
use segflow_core::edit::{Edit, RowType};
use segflow_core::json::{Object, Pointer, Value};
use segflow_core::plan::Plan;
use wasm_bindgen::JsCast;
use web_sys::{ClipboardEvent, Element};
use yew::prelude::{
    AttrValue, Callback, Event, Html, MouseEvent, Properties, function_component, html,
    use_node_ref, use_state_eq,
};

use super::row::{Row, RowKey};
use crate::builder::catalog::{Asked, PasteBoxProps, UsualProps, paste_box, usual_rows};
use crate::builder::context::use_doing;
use crate::builder::findings::FoundAt;
use crate::builder::focusing::focus_soon;
use crate::icons::Icon;
use crate::model::{Action, Fields, is_rows};
use crate::parts::{Button, ButtonKind};
use crate::text::{BuilderText, RowsText, use_words};

/// How many rows are drawn before a person asks for more.
const DRAWN: usize = 100;

/// What all rows of a field share.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct RowsOf {
    pub(super) task: TaskId,
    pub(super) call: Call,
    pub(super) event: Option<AttrValue>,
    /// The tracking plan, and the context, which says the version of an event.
    pub(super) plan: Option<(Plan, Rc<Value>)>,
    pub(super) found: FoundAt,
    pub(super) options: Rc<Fields>,
    /// The rules for tags without a value.
    pub(super) missing: Rc<MissingRules>,
    /// What rows that are still empty are meant to hold.
    pub(super) expected: Rc<[(Pointer, RowType)]>,
    /// Tells what was done.
    pub(super) say: Callback<AttrValue>,
}

impl RowsOf {
    /// What an empty row at a place is meant to hold, where that is known.
    pub(super) fn expected_at(&self, at: &Pointer) -> Option<RowType> {
        let found = self.expected.iter().find(|(other, _)| other == at);
        found.map(|(_, row_type)| *row_type)
    }

    /// What is suggested for the names of rows at a place.
    pub(super) fn asked_at(&self, at: &Pointer) -> Asked {
        Asked {
            call: self.call,
            event: self.event.clone(),
            plan: self.plan.clone(),
            at: at.clone(),
            names: Rc::default(),
        }
    }

    /// What a row at a place begins with: as the tracking plan asks for it, else
    /// empty text.
    pub(super) fn begins(&self, at: &Pointer) -> Value {
        let (Some(around), Some(name)) = (at.parent(), at.last()) else {
            return Value::text("");
        };
        let members = self.asked_at(&around).planned().into_iter();
        let member = members.into_iter().find(|member| member.name == name);
        let types = member.map(|member| member.types).unwrap_or_default();
        match types
            .iter()
            .find(|name| *name != "null")
            .map(String::as_str)
        {
            Some("array") => Value::List(Vec::new()),
            Some("object") => Value::Object(Object::new()),
            _ => Value::text(""),
        }
    }

    /// Whether the rows at a place are destinations, which are on or off.
    pub(super) fn is_destination(&self, around: &Pointer) -> bool {
        *around == SegmentField::Integrations.pointer()
    }
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
    /// The names of the rows that are shown elsewhere.
    #[prop_or_default]
    pub(super) without: Rc<[AttrValue]>,
    /// Offers the usual rows that are not there.
    #[prop_or_default]
    pub(super) offers_usual: bool,
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
    // The box for many rows is open; with what was pasted, if anything was.
    let pasting = use_state_eq(|| None::<Option<AttrValue>>);
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
    let is_whole = props.without.is_empty();
    let row = |place: usize, key: RowKey, value: Value, on_named, on_remove: Callback<()>| {
        let on_move = (is_whole && key != RowKey::New).then(|| {
            let (act, say, root) = (doing.act.clone(), of.say.clone(), root.clone());
            let (task, at, id) = (of.task.clone(), key.at(at).unwrap_or_default(), id.clone());
            let name = key.path(&words, &props.path);
            Callback::from(move |(to, control): (usize, String)| {
                act.emit(Action::Edited(Edit::MoveRow {
                    task: task.clone(),
                    at: at.clone(),
                    to,
                }));
                let moved = format!("#{id}-{to}");
                focus_soon(
                    &root,
                    &[
                        &format!("{moved}-{control}"),
                        &format!("{moved}-name"),
                        &format!("{moved}-type"),
                    ],
                );
                say.emit(words.say(RowsText::Moved {
                    name: &name,
                    place: to + 1,
                    of: count,
                }));
            })
        });
        html! {
            <Row key={place} of={of.clone()} id={format!("{id}-{place}")} number={place + 1} {count}
                around={at.clone()} path={props.path.clone()} row={key} {value} {on_move}
                beside={Rc::clone(&props.rows)} {on_named} {on_remove} />
        }
    };
    let kept = entries
        .into_iter()
        .take(*drawn)
        .enumerate()
        .filter(|(_, (key, _))| match key {
            RowKey::Named(name) => !props.without.contains(name),
            RowKey::Element(_) | RowKey::New => true,
        })
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
        })
        .collect::<Vec<Html>>();
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
        let begins = match of.is_destination(at) {
            true => Value::Bool(true),
            false => Value::text(""),
        };
        row(count, RowKey::New, begins, on_named, on_remove)
    });
    let on_rows = {
        let (drawn, is_adding, root) = (drawn.clone(), is_adding.clone(), root.clone());
        let act = doing.act.clone();
        let (task, at, id) = (of.task.clone(), at.clone(), id.clone());
        let there = Rc::clone(&props.rows);
        Callback::from(move |rows: Value| {
            let (added, first) = match &rows {
                Value::Object(rows) => {
                    let place = |name: &str| there.as_object()?.keys().position(|key| key == name);
                    (rows.len(), rows.keys().next().and_then(place))
                }
                Value::List(list) => (list.len(), None),
                _ => (0, None),
            };
            is_adding.set(false);
            drawn.set((*drawn).max(count + added));
            act.emit(Action::Edited(Edit::AddRows {
                task: task.clone(),
                at: at.clone(),
                rows,
            }));
            let first = format!("#{id}-{}", first.unwrap_or(count));
            focus_soon(&root, &[&format!("{first}-name"), &format!("{first}-type")]);
        })
    };
    let usual = props.offers_usual.then(|| {
        usual_rows(UsualProps {
            asked: of.asked_at(at),
            there: Rc::clone(&props.rows),
            options: Rc::clone(&of.options),
            on_rows: on_rows.clone(),
        })
    });
    let on_paste = {
        let (pasting, root) = (pasting.clone(), root.clone());
        let opened = format!("#{id}-many");
        Callback::from(move |_: MouseEvent| {
            let opens = pasting.is_none();
            pasting.set(opens.then_some(None));
            if opens {
                focus_soon(&root, &[&opened]);
            }
        })
    };
    let onpaste = {
        let pasting = pasting.clone();
        Callback::from(move |event: Event| {
            if let Some(text) = pasted_rows(&event) {
                event.prevent_default();
                event.stop_propagation();
                pasting.set(Some(Some(text)));
            }
        })
    };
    let paste = pasting.as_ref().map(|pasted| {
        let on_close = {
            let (pasting, root, say) = (pasting.clone(), root.clone(), of.say.clone());
            let button = format!("#{id}-paste");
            Callback::from(move |said: Option<AttrValue>| {
                pasting.set(None);
                match said {
                    Some(said) => say.emit(said),
                    None => focus_soon(&root, &[&button]),
                }
            })
        };
        paste_box(PasteBoxProps {
            id: format!("{id}-many").into(),
            asked: of.asked_at(at),
            there: Rc::clone(&props.rows),
            pasted: pasted.clone(),
            on_rows: on_rows.clone(),
            on_close,
        })
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
        <div ref={root} class="row-group" {onpaste}>
            if !kept.is_empty() || new.is_some() {
                <div class="rows" data-sorted="rows">
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
                <div class="rows-beside">{ usual.unwrap_or_default() }</div>
                if is_field && is_whole {
                    {
                        Button::new(words.say(RowsText::PasteMany))
                            .id(AttrValue::from(format!("{id}-paste")))
                            .icon(Icon::Copy)
                            .kind(ButtonKind::Quiet)
                            .small()
                            .expanded(paste.is_some())
                            .controls(paste.as_ref().map(|_| AttrValue::from(format!("{id}-many"))))
                            .on_press(on_paste)
                            .view()
                    }
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
            <div>{ paste.unwrap_or_default() }</div>
        </div>
    }
}

/// The text that is pasted where rows are, if it is rows. Boxes for values take
/// whatever is pasted into them.
fn pasted_rows(event: &Event) -> Option<AttrValue> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let is_value = |selector: &str| target.closest(selector).ok().flatten().is_some();
    if event.default_prevented() || is_value(".row-value, .sub, textarea") {
        return None;
    }
    let pasted = event.dyn_ref::<ClipboardEvent>()?.clipboard_data()?;
    let text = pasted.get_data("text/plain").ok()?;
    is_rows(&text).then(|| text.into())
}
