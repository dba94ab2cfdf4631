use std::rc::Rc;

use segflow_core::check::Problem;
use segflow_core::document::{MAX_DEPTH, SegmentField};
use segflow_core::edit::{Edit, RowType};
use segflow_core::json::{Object, Pointer, Value};
use segflow_core::plan::ViolationKind;
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, Properties, function_component, html};

use super::json_box::JsonBox;
use super::row_group::{RowGroup, RowsOf};
use super::sub_field::SubField;
use super::value_field::ValueField;
use crate::builder::beside::{ContextFormProps, Rest, Sub, context_form};
use crate::builder::context::{Doing, use_doing};
use crate::builder::findings::Told;
use crate::icons::{Icon, sign};
use crate::model::Action;
use crate::parts::Button;
use crate::text::{BuilderText, RowsText, Words, use_words};

/// The member of integrations that stands for all others.
const ALL: &str = "All";

/// The document, its tasks and the task stand around a field.
const FIELD_DEPTH: usize = MAX_DEPTH - 3;

/// Properties of [`RowsOfField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct FieldRowsProps {
    pub(super) of: RowsOf,
    pub(super) field: SegmentField,
    /// What the field holds; nothing is an object without rows.
    pub(super) value: Option<Value>,
    /// What was done with its rows, to be read out.
    pub(super) said: AttrValue,
}

/// A field that holds rows: traits, properties, context or integrations. The
/// same as JSON stands beside them.
#[function_component]
pub(super) fn RowsOfField(props: &FieldRowsProps) -> Html {
    let words = &use_words();
    let doing = use_doing();
    let FieldRowsProps {
        of,
        field,
        value,
        said,
    } = props;
    let field = *field;
    let name = field.name();
    let value = match value {
        None | Some(Value::Null) => Value::Object(Object::new()),
        Some(value) => value.clone(),
    };
    let title = match field {
        SegmentField::Traits => words.say(BuilderText::Traits),
        SegmentField::Properties => words.say(BuilderText::Properties),
        _ => words.say(field),
    };
    let hint = match field {
        SegmentField::Traits => words.say(BuilderText::TraitsHint),
        SegmentField::Properties => words.say(BuilderText::PropertiesHint),
        SegmentField::Context => words.say(RowsText::ContextHint),
        _ => words.say(RowsText::IntegrationsHint),
    };
    let add = match field {
        SegmentField::Traits => words.say(BuilderText::AddTrait),
        SegmentField::Properties => words.say(BuilderText::AddProperty),
        _ => words.say(RowsText::AddRowTo { name: &title }),
    };
    let typed = |control: String| {
        let task = of.task.clone();
        doing.act.reform(move |value: Value| Action::Typed {
            control: control.clone(),
            edit: Edit::SetField {
                task: task.clone(),
                field,
                value: Some(value),
            },
        })
    };
    let at = field.pointer();
    let rows = if value.as_object().is_some() {
        let rows = Rc::new(value.clone());
        match field {
            SegmentField::Context => context_rows(words, of, rows, add),
            SegmentField::Integrations => {
                let all = html! {
                    <SubField of={of.clone()} id="integrations-all" at={at.key(ALL)}
                        name={words.say(RowsText::AllDestinations)}
                        path={words.say(RowsText::AllDestinations)} row_type={RowType::YesNo}
                        value={rows.get(ALL).cloned()} />
                };
                let without = [AttrValue::Static(ALL)];
                html! {
                    <>
                        <div class="subs">{ all }</div>
                        <RowGroup of={of.clone()} at={at.clone()} id={name} add={words.say(RowsText::AddDestination)}
                            {rows} without={Rc::from(without)} />
                    </>
                }
            }
            _ => {
                html! {
                    <RowGroup of={of.clone()} at={at.clone()} id={name} {add} {rows} offers_usual=true />
                }
            }
        }
    } else {
        let told = Told::of(
            words,
            of.found
                .findings
                .iter()
                .filter(|found| at.contains(&found.at)),
        );
        html! {
            <ValueField id={format!("field-{name}")} at={at.to_string()} label={title.clone()}
                label_hidden=true error={told.error} warning={told.warning} value={value.clone()}
                options={Rc::clone(&of.options)} on_value={typed(name.to_owned())} />
        }
    };
    let title_id = format!("{name}-title");
    html! {
        <div class="section" role="group" aria-labelledby={title_id.clone()}>
            <h3 id={title_id}>{ title.clone() }</h3>
            <p class="section-hint">{ hint }</p>
            { rows }
            <div>{ asked_for(words, &doing, of, &at, &value).unwrap_or_default() }</div>
            <p class="rows-said" role="status">{ said }</p>
            <JsonBox id={format!("{name}-json")} at={at.to_string()}
                draft={format!("{}{at}", of.task)} field={title} {value}
                max_depth={FIELD_DEPTH} on_value={typed(format!("{name}-json"))} />
        </div>
    }
}

/// The rows that the tracking plan asks for and that are not there, each with a
/// button that adds it.
fn asked_for(
    words: &Words,
    doing: &Doing,
    of: &RowsOf,
    field: &Pointer,
    value: &Value,
) -> Option<Html> {
    let found = &of.found;
    let to_do = found.to_do.iter().map(|found| (found, true));
    let wrong = found.findings.iter().map(|found| (found, false));
    let rows: Vec<Html> = wrong
        .chain(to_do)
        .filter_map(|(found, is_to_do)| {
            let Problem::PlanViolation {
                kind: ViolationKind::Required { name },
                ..
            } = &found.problem
            else {
                return None;
            };
            let around = found.at.parent()?.moved(field, &Pointer::root())?;
            around.look_up(value)?.as_object()?.get(name).is_none().then_some(())?;
            let add = {
                let edit = Edit::AddRow {
                    task: of.task.clone(),
                    at: found.at.clone(),
                    value: of.begins(&found.at),
                };
                doing.act.reform(move |_: MouseEvent| Action::Edited(edit.clone()))
            };
            let (tone, icon) = match found.blocks() {
                _ if is_to_do => ("hint", Icon::Info),
                true => ("error", Icon::Error),
                false => ("warning", Icon::Alert),
            };
            Some(html! {
                <li key={found.at.as_str()} class="found" data-severity={tone} data-at={found.at.to_string()}>
                    { sign(icon) }
                    <span>{ words.say(&found.problem) }</span>
                    {
                        Button::new(words.say(RowsText::AddNamed { name }))
                            .icon(Icon::Add)
                            .small()
                            .on_press(add)
                            .view()
                    }
                </li>
            })
        })
        .collect();
    let label = words.say(RowsText::AskedFor);
    (!rows.is_empty()).then(|| {
        html! { <ul class="found-list asked-for" role="list" aria-label={label}>{ for rows }</ul> }
    })
}

/// The context: what Segment gives a meaning in groups, all else as rows.
fn context_rows(words: &Words, of: &RowsOf, context: Rc<Value>, add: AttrValue) -> Html {
    let root = SegmentField::Context.pointer();
    let within = {
        let (root, context) = (root.clone(), Rc::clone(&context));
        move |at: &Pointer| -> Option<Value> {
            let place = at.moved(&root, &Pointer::root())?;
            place.look_up(&context).cloned()
        }
    };
    let id_of =
        |at: &Pointer| -> AttrValue { at.steps().collect::<Vec<String>>().join("-").into() };
    // The names after `context`.
    let path_of = |at: &Pointer| -> AttrValue {
        let names: Vec<String> = at.steps().skip(1).collect();
        names.join(" › ").into()
    };
    let draw = {
        let (of, within) = (of.clone(), within.clone());
        Callback::from(move |Sub { at, row_type, hint }: Sub| {
            html! {
                <SubField of={of.clone()} id={id_of(&at)} name={at.last().unwrap_or_default()}
                    path={path_of(&at)} {row_type} value={within(&at)} {hint} {at} />
            }
        })
    };
    let rest = {
        let of = of.clone();
        let words = *words;
        Callback::from(move |Rest { at, without }: Rest| {
            let is_root = at.as_str() == root.as_str();
            let rows = within(&at).unwrap_or_else(|| Value::Object(Object::new()));
            let path = path_of(&at);
            let add = if is_root {
                add.clone()
            } else {
                words.say(RowsText::AddRowTo { name: &path })
            };
            html! {
                <RowGroup of={of.clone()} id={id_of(&at)} {path} {add} rows={Rc::new(rows)}
                    {without} {at} />
            }
        })
    };
    context_form(ContextFormProps {
        value: context,
        draw,
        rest,
    })
}
