use std::rc::Rc;

use segflow_catalog::{Kind, Property, usual};
use segflow_core::document::{Call, SegmentField};
use segflow_core::json::{Object, Value};
use web_sys::HtmlInputElement;
use yew::prelude::{
    AttrValue, Callback, Event, Html, MouseEvent, Properties, TargetCast, classes,
    function_component, html, use_effect_with, use_node_ref, use_state_eq,
};

use super::Asked;
use super::planned::planned_kind;
use crate::builder::focusing::focus_soon;
use crate::icons::Icon;
use crate::model::{FieldOption, Fields};
use crate::parts::{Button, ButtonKind};
use crate::text::{CatalogText, Text, use_words};

/// Properties of [`UsualRows`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct UsualProps {
    pub(in crate::builder) asked: Asked,
    /// The rows that are there.
    pub(in crate::builder) there: Rc<Value>,
    /// The fields whose values they may have.
    pub(in crate::builder) options: Rc<Fields>,
    /// An object of rows is to be added.
    pub(in crate::builder) on_rows: Callback<Value>,
}

/// A property that is offered.
#[derive(Debug, Clone, PartialEq)]
struct Offered {
    name: AttrValue,
    kind: Kind,
    within: Vec<Property>,
}

/// Those of the tracking plan, the required ones first; where there is none for
/// such a message, those that are usual.
fn offered(asked: &Asked) -> Vec<Offered> {
    let mut planned = asked.planned();
    planned.sort_by_key(|member| !member.is_required);
    let planned = planned.into_iter().map(|member| Offered {
        kind: planned_kind(&member).unwrap_or(Kind::Text),
        name: member.name.into(),
        within: Vec::new(),
    });
    let mut offered: Vec<Offered> = planned.collect();
    if offered.is_empty() {
        let usual = usual(asked.call, asked.event.as_deref());
        offered.extend(usual.into_iter().map(|property| Offered {
            name: AttrValue::Static(property.name),
            kind: property.kind,
            within: property.within,
        }));
    }
    offered
}

/// Offers the properties that are planned or usual and are not there yet: a
/// button, and a list to choose from.
#[function_component]
pub(in crate::builder) fn UsualRows(props: &UsualProps) -> Html {
    let words = use_words();
    let root = use_node_ref();
    let is_open = use_state_eq(|| false);
    let refused = use_state_eq(Vec::<AttrValue>::new);
    use_effect_with(props.asked.clone(), {
        let refused = refused.clone();
        move |_| refused.set(Vec::new())
    });
    let Asked { call, event, .. } = &props.asked;
    let mut offered = offered(&props.asked);
    offered.retain(|property| props.there.get(&property.name).is_none());
    if offered.is_empty() {
        return Html::default();
    }
    let is_traits = call.rows() == Some(SegmentField::Traits);
    let close = {
        let (is_open, root) = (is_open.clone(), root.clone());
        Callback::from(move |_: MouseEvent| {
            is_open.set(false);
            focus_soon(&root, &["button"]);
        })
    };
    let toggle = {
        let (is_open, root) = (is_open.clone(), root.clone());
        Callback::from(move |_: MouseEvent| {
            let opens = !*is_open;
            is_open.set(opens);
            if opens {
                focus_soon(&root, &["input"]);
            }
        })
    };
    let button = Button::new(words.say(if is_traits {
        CatalogText::AddUsualTraits
    } else {
        CatalogText::AddUsualProperties
    }))
    .icon(Icon::Add)
    .kind(ButtonKind::Quiet)
    .small()
    .expanded(*is_open)
    .controls(is_open.then_some(AttrValue::Static("usual")))
    .on_press(toggle)
    .view();
    let chosen: Vec<Offered> = offered
        .iter()
        .filter(|property| !refused.contains(&property.name))
        .cloned()
        .collect();
    let title = match (call, event) {
        _ if props.asked.plan.is_some() && !props.asked.planned().is_empty() => {
            words.say(CatalogText::Planned)
        }
        (Call::Track, Some(event)) => words.say(CatalogText::UsualPropertiesOf { event }),
        _ if is_traits => words.say(CatalogText::UsualTraits),
        _ => words.say(CatalogText::UsualProperties),
    };
    let add = {
        let (is_open, on_rows) = (is_open.clone(), props.on_rows.clone());
        let rows = rows_of(&chosen, &props.options.options);
        let is_any = !chosen.is_empty();
        Callback::from(move |_: MouseEvent| {
            if is_any {
                is_open.set(false);
                on_rows.emit(Value::Object(rows.clone()));
            }
        })
    };
    let all = {
        let refused = refused.clone();
        let names: Vec<AttrValue> = offered
            .iter()
            .map(|property| property.name.clone())
            .collect();
        let is_none_refused = refused.is_empty();
        Callback::from(move |_: MouseEvent| {
            refused.set(if is_none_refused {
                names.clone()
            } else {
                Vec::new()
            });
        })
    };
    let items = offered.iter().map(|property| {
        let name = &property.name;
        let onchange = {
            let (refused, name) = (refused.clone(), name.clone());
            Callback::from(move |event: Event| {
                let is_chosen = event.target_unchecked_into::<HtmlInputElement>().checked();
                let mut next: Vec<AttrValue> = (*refused).clone();
                next.retain(|other| *other != name);
                if !is_chosen {
                    next.push(name.clone());
                }
                refused.set(next);
            })
        };
        let field = field_for(name, &props.options.options).filter(|_| property.within.is_empty());
        html! {
            <label key={name.to_string()} class="tick usual-item">
                <input type="checkbox" checked={!refused.contains(name)} {onchange} />
                <span class="mono">{ name.clone() }</span>
                <span class="field-type">{ words.say(CatalogText::Holds(property.kind)) }</span>
                if let Some(field) = field {
                    <span class="usual-field">
                        { words.say(CatalogText::FromField { field: &field.label }) }
                    </span>
                } else {
                    <span class="usual-field">
                        { words.say(CatalogText::HoldsRows { count: property.within.len() }) }
                    </span>
                }
            </label>
        }
    });
    let panel = is_open.then(|| {
        html! {
                <fieldset id="usual" class="usual-panel">
                    <legend>{ title }</legend>
                    <div class="usual-items">{ for items }</div>
                    <div class="cluster">
                        {
                            Button::new(words.say(match chosen.len() {
                                0 => CatalogText::NothingChosen,
                                count => CatalogText::AddRows { count },
                            }))
                            .small()
                            .disabled(chosen.is_empty())
                            .on_press(add)
                            .view()
                        }
                        {
                            Button::new(words.say(if refused.is_empty() {
                                CatalogText::ChooseNone
                            } else {
                                CatalogText::ChooseAll
                            }))
                            .kind(ButtonKind::Quiet)
                            .small()
                            .on_press(all)
                            .view()
                        }
                        {
                            Button::new(words.say(Text::Cancel))
                                .kind(ButtonKind::Quiet)
                                .small()
                                .on_press(close)
                                .view()
                        }
                    </div>
                </fieldset>
        }
    });
    html! {
        <div ref={root} class={classes!("usual", is_open.then_some("open"))}>
            <div>{ button }</div>
            <div>{ panel.unwrap_or_default() }</div>
        </div>
    }
}

/// The rows that properties become: with the value of the field that is called
/// the same, where there is one, and else still empty.
fn rows_of(properties: &[Offered], options: &[FieldOption]) -> Object {
    let row = |one: &Offered| row_of(&one.name, one.kind, &one.within, options);
    let rows = properties
        .iter()
        .map(|one| (one.name.to_string(), row(one)));
    rows.collect()
}

fn row_of(name: &str, kind: Kind, within: &[Property], options: &[FieldOption]) -> Value {
    let inside = |options: &[FieldOption]| -> Value {
        let row = |one: &Property| row_of(one.name, one.kind, &one.within, options);
        Value::Object(within.iter().map(|one| (one.name, row(one))).collect())
    };
    match kind {
        Kind::List if within.is_empty() => Value::List(Vec::new()),
        Kind::List => Value::List(vec![inside(&[])]),
        Kind::Object => inside(options),
        _ => Value::text(match field_for(name, options) {
            Some(field) => format!("{{{{ {} }}}}", field.path),
            None => String::new(),
        }),
    }
}

/// The one field that is called what a property is called.
fn field_for<'o>(name: &str, options: &'o [FieldOption]) -> Option<&'o FieldOption> {
    let folded = |text: &str| -> String {
        let letters = text.chars().filter(|char| char.is_alphanumeric());
        letters.flat_map(char::to_lowercase).collect()
    };
    let wanted = folded(name);
    let mut found = options.iter().filter(|option| {
        // A task's own values, such as its status, are no answers.
        let last = option.path.rsplit('.').next().unwrap_or_default();
        option.field_type.is_some() && (folded(last) == wanted || folded(&option.label) == wanted)
    });
    let first = found.next();
    first.filter(|_| found.next().is_none())
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use segflow_core::document::{Call, FormFieldType};
    use segflow_core::json::{Pointer, Value};
    use segflow_core::plan::Plan;

    use super::{offered, rows_of};
    use crate::builder::catalog::Asked;
    use crate::model::FieldOption;

    #[test]
    fn rows_begin_with_the_fields_that_are_called_the_same() {
        let option = |path: &str, label: &str, field_type| FieldOption {
            path: path.to_owned(),
            label: label.to_owned(),
            task_title: String::new(),
            field_type,
            sample: None,
        };
        let text = Some(FormFieldType::Text);
        let options = [
            option("form.mail", "Email", text),
            option("form.first_name", "What is your name?", text),
            option("form.phone", "Phone", text),
            option("other.phone", "Phone", text),
            option("earlier.title", "title", None),
        ];
        let usual = |event: &'static str| {
            offered(&Asked {
                call: Call::Track,
                event: Some(event.into()),
                plan: None,
                at: Pointer::root().key("properties"),
                names: Rc::default(),
            })
        };
        let signed_up = usual("Signed Up");
        let rows = Value::Object(rows_of(&signed_up, &options)).to_string();
        assert_eq!(
            rows,
            r#"{"type":"","first_name":"{{ form.first_name }}","last_name":"","email":"{{ form.mail }}","phone":"","username":"","title":""}"#
        );
        let cart = usual("Cart Shared");
        let rows = Value::Object(rows_of(&cart, &options)).to_string();
        assert!(
            rows.ends_with(r#""products":[{"product_id":""}]}"#),
            "{rows}"
        );
        let installed = usual("Install Attributed");
        let rows = Value::Object(rows_of(&installed, &[])).to_string();
        assert!(rows.contains(r#""campaign":{"source":"","#), "{rows}");
    }

    #[test]
    fn what_is_planned_comes_in_place_of_what_is_usual_what_is_required_first() {
        let rules = r#"{"rules":[{"type":"TRACK","key":"Signed Up","jsonSchema":{"properties":{
            "properties":{"properties":{"at":{"type":"string","format":"date-time"},
            "seats":{"type":"integer"},"any":{},"tags":{"type":"array"}},
            "required":["seats"]}}}}]}"#;
        let plan = Plan::read(&Value::read(rules, 16).unwrap()).unwrap();
        let asked = |event: &'static str| Asked {
            call: Call::Track,
            event: Some(event.into()),
            plan: Some((plan.clone(), Rc::new(Value::Null))),
            at: Pointer::root().key("properties"),
            names: Rc::default(),
        };
        let rows = Value::Object(rows_of(&offered(&asked("Signed Up")), &[])).to_string();
        assert_eq!(rows, r#"{"seats":"","at":"","any":"","tags":[]}"#);
        assert!(offered(&asked("Coupon Applied")).len() > 3);
    }
}
