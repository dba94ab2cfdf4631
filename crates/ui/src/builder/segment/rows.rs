use std::rc::Rc;

use segflow_core::check::Finding;
use segflow_core::document::{SegmentField, TaskId};
use segflow_core::edit::Edit;
use segflow_core::json::{Object, Value};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_node_ref,
    use_state_eq,
};

use super::row::Row;
use crate::builder::context::use_doing;
use crate::builder::findings::Told;
use crate::builder::focusing::focus_soon;
use crate::icons::Icon;
use crate::model::{Action, FieldOption};
use crate::parts::Button;
use crate::text::{BuilderText, use_words};

/// Properties of [`Rows`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct RowsProps {
    pub(super) task: TaskId,
    /// Traits or properties.
    pub(super) field: SegmentField,
    /// What is there.
    pub(super) rows: Rc<Object>,
    pub(super) findings: Vec<Finding>,
    pub(super) options: Rc<Vec<FieldOption>>,
}

/// The rows of traits or properties, and a button that adds one. A new row
/// becomes part of the document as soon as it has a name.
#[function_component]
pub(super) fn Rows(props: &RowsProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let root = use_node_ref();
    let new_value = use_state_eq(|| None::<Value>);
    let (field, around) = (props.field, props.field.pointer());
    let (title, add) = match field {
        SegmentField::Traits => (BuilderText::Traits, BuilderText::AddTrait),
        _ => (BuilderText::Properties, BuilderText::AddProperty),
    };
    let hint = match field {
        SegmentField::Traits => BuilderText::TraitsHint,
        _ => BuilderText::PropertiesHint,
    };
    let told = |name: &str| {
        let place = around.key(name);
        Told::of(
            props
                .findings
                .iter()
                .filter(|found| place.contains(&found.at)),
        )
    };
    let setting = RowSetting {
        task: props.task.clone(),
        field,
        rows: Rc::clone(&props.rows),
    };
    let kept = props.rows.iter().enumerate().map(|(place, (name, value))| {
        let told = told(name);
        let task = props.task.clone();
        let from = name.to_owned();
        let on_name = doing.act.reform(move |to: String| Action::Typed {
            control: format!("row-{place}-name"),
            edit: Edit::RenameRow {
                task: task.clone(),
                field,
                from: from.clone(),
                to,
            },
        });
        let on_value = {
            let setting = setting.clone();
            let name = name.to_owned();
            doing.act.reform(move |value: Value| Action::Typed {
                control: format!("row-{place}-value"),
                edit: setting.edit(&name, value),
            })
        };
        let on_remove = {
            let act = doing.act.clone();
            let task = props.task.clone();
            let name = name.to_owned();
            let root = root.clone();
            Callback::from(move |()| {
                act.emit(Action::Edited(Edit::RemoveRow {
                    task: task.clone(),
                    field,
                    name: name.clone(),
                }));
                focus_soon(&root, &[&format!("#row-{place}-name"), ".rows-add"]);
            })
        };
        html! {
            <Row key={place} {place} rows={Rc::clone(&props.rows)}
                name={AttrValue::from(name.to_owned())} value={value.clone()}
                around={around.clone()} error={told.error}
                warning={told.warning} options={Rc::clone(&props.options)}
                {on_name} {on_value} {on_remove} />
        }
    });
    // The new row has the key that it will have as part of the document, so
    // that the focus stays in it when it becomes one.
    let place = props.rows.len();
    let new = new_value.as_ref().map(|value| {
        let on_name = {
            let act = doing.act.clone();
            let new_value = new_value.clone();
            let value = value.clone();
            let setting = setting.clone();
            Callback::from(move |name: String| {
                act.emit(Action::Typed {
                    control: format!("row-{place}-name"),
                    edit: setting.edit(&name, value.clone()),
                });
                new_value.set(None);
            })
        };
        let on_value = {
            let new_value = new_value.clone();
            Callback::from(move |value: Value| new_value.set(Some(value)))
        };
        let on_remove = {
            let new_value = new_value.clone();
            let root = root.clone();
            Callback::from(move |()| {
                new_value.set(None);
                focus_soon(&root, &[&format!("#row-{place}-name"), ".rows-add"]);
            })
        };
        html! {
            <Row key={place} {place} rows={Rc::clone(&props.rows)} name={None::<AttrValue>}
                value={value.clone()} around={around.clone()}
                options={Rc::clone(&props.options)} {on_name} {on_value} {on_remove} />
        }
    });
    let on_press = {
        let new_value = new_value.clone();
        let root = root.clone();
        Callback::from(move |_: MouseEvent| {
            if new_value.is_none() {
                new_value.set(Some(Value::text("")));
            }
            focus_soon(&root, &[&format!("#row-{place}-name"), ".rows-add"]);
        })
    };
    html! {
        <div ref={root.clone()} class="section" role="group" aria-labelledby="rows-title">
            <h3 id="rows-title">{ words.say(title) }</h3>
            <p class="section-hint">{ words.say(hint) }</p>
            if !props.rows.is_empty() || new.is_some() {
                <div class="rows">
                    <div class="rows-head" aria-hidden="true">
                        <span>{ words.say(BuilderText::RowsName) }</span>
                        <span>{ words.say(BuilderText::RowsValue) }</span>
                    </div>
                    { for kept }
                    { for new }
                </div>
            }
            <div>
                {
                    Button::new(words.say(add))
                        .class("rows-add")
                        .icon(Icon::Add)
                        .small()
                        .on_press(on_press)
                        .view()
                }
            </div>
        </div>
    }
}

/// How a row of these rows is set.
#[derive(Clone)]
struct RowSetting {
    task: TaskId,
    field: SegmentField,
    rows: Rc<Object>,
}

impl RowSetting {
    fn edit(&self, name: &str, value: Value) -> Edit {
        let mut rows = (*self.rows).clone();
        rows.insert(name, value);
        Edit::SetField {
            task: self.task.clone(),
            field: self.field,
            value: Some(Value::Object(rows)),
        }
    }
}
