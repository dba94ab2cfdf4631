use std::rc::Rc;

use segflow_catalog::{Kind, Property, context};
use segflow_core::document::SegmentField;
use segflow_core::edit::RowType;
use segflow_core::json::{Pointer, Value};
use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html};

use crate::parts::disclosure;
use crate::text::{ContextText, Words, use_words};

/// Properties of [`ContextForm`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct ContextFormProps {
    /// The context; an empty object where there is none.
    pub(in crate::builder) value: Rc<Value>,
    /// Draws the control of one member.
    pub(in crate::builder) draw: Callback<Sub, Html>,
    /// Draws rows.
    pub(in crate::builder) rest: Callback<Rest, Html>,
}

/// A member with a control of its own.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::builder) struct Sub {
    pub(in crate::builder) at: Pointer,
    pub(in crate::builder) row_type: RowType,
    pub(in crate::builder) hint: Option<AttrValue>,
}

/// The rows at a place, but for those with a control of their own.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::builder) struct Rest {
    pub(in crate::builder) at: Pointer,
    pub(in crate::builder) without: Rc<[AttrValue]>,
}

/// The members of the context that have a meaning, in groups; all others are
/// rows.
#[function_component]
pub(in crate::builder) fn ContextForm(props: &ContextFormProps) -> Html {
    let words = use_words();
    let root = SegmentField::Context.pointer();
    let (objects, alone): (Vec<Property>, Vec<Property>) = context()
        .into_iter()
        .partition(|property| property.kind == Kind::Object);
    let objects: Vec<Property> = objects
        .into_iter()
        .filter(|property| has_control(property.kind, props.value.get(property.name)))
        .collect();
    let call = group(&words, props, &root, &props.value, &alone);
    let drawn = objects.iter().map(|property| {
        let at = root.key(property.name);
        let empty = Value::Object(segflow_core::json::Object::new());
        let value = props.value.get(property.name).unwrap_or(&empty);
        let title = words.say(ContextText::Group {
            name: property.name,
        });
        let count = value.as_object().map_or(0, segflow_core::json::Object::len);
        let summary = words.say(ContextText::Set {
            group: &title,
            count,
        });
        let known = shown_names(value, &property.within);
        let content = html! {
            <div class="subs" role="group" aria-label={title}>
                { group(&words, props, &at, value, &property.within) }
                { props.rest.emit(Rest { at, without: known.into() }) }
            </div>
        };
        html! { <div key={property.name}>{ disclosure(summary, content) }</div> }
    });
    let known: Vec<AttrValue> = shown_names(&props.value, &alone)
        .into_iter()
        .chain(objects.iter().map(|property| property.name.into()))
        .collect();
    let title = words.say(ContextText::Call);
    html! {
        <div class="context-form">
            <div class="subs" role="group" aria-label={title}>{ call }</div>
            <div class="context-groups">{ for drawn }</div>
            { props.rest.emit(Rest { at: root, without: known.into() }) }
            <p class="section-hint">{ words.say(ContextText::LibraryIsOurs) }</p>
        </div>
    }
}

/// The controls of the members that are or can be one value.
fn group(
    words: &Words,
    props: &ContextFormProps,
    around: &Pointer,
    value: &Value,
    members: &[Property],
) -> Html {
    members
        .iter()
        .filter(|property| has_control(property.kind, value.get(property.name)))
        .filter_map(|property| {
            let at = around.key(property.name);
            if property.kind == Kind::Object {
                return Some(html! {
                    <div key={property.name} class="sub-rows" role="group"
                        aria-label={property.name}>
                        <span class="mono">{ property.name }</span>
                        { props.rest.emit(Rest { at, without: Rc::default() }) }
                    </div>
                });
            }
            let hint = words.say(ContextText::Hint {
                name: property.name,
            });
            let is_alone = around.as_str() == SegmentField::Context.pointer().as_str();
            let sub = Sub {
                at,
                row_type: row_type(property.kind)?,
                hint: (is_alone && !hint.is_empty()).then_some(hint),
            };
            Some(html! { <div key={property.name}>{ props.draw.emit(sub) }</div> })
        })
        .collect()
}

/// The names of the members that have a control, and so are no rows.
fn shown_names(value: &Value, members: &[Property]) -> Vec<AttrValue> {
    members
        .iter()
        .filter(|property| property.kind != Kind::List)
        .filter(|property| has_control(property.kind, value.get(property.name)))
        .map(|property| property.name.into())
        .collect()
}

/// Whether a member can be shown by the control for its kind: it is not there,
/// or is of such a shape. All else stays a row, so that nothing is out of sight.
fn has_control(kind: Kind, value: Option<&Value>) -> bool {
    match (kind, value) {
        (Kind::List, _) => false,
        (_, None) => true,
        (Kind::Object, Some(value)) => value.as_object().is_some(),
        (_, Some(value)) => matches!(value, Value::Text(_) | Value::Number(_) | Value::Bool(_)),
    }
}

fn row_type(kind: Kind) -> Option<RowType> {
    Some(match kind {
        Kind::Text => RowType::Text,
        Kind::Number => RowType::Number,
        Kind::YesNo => RowType::YesNo,
        Kind::Date => RowType::Date,
        Kind::List | Kind::Object => return None,
    })
}

#[cfg(test)]
mod tests {
    use segflow_catalog::{Kind, context};
    use segflow_core::json::Value;

    use super::{has_control, shown_names};

    #[test]
    fn what_has_no_control_stays_a_row() {
        let value = |text: &str| Value::read(text, 8).unwrap();
        for (kind, text, expected) in [
            (Kind::Text, "", true),
            (Kind::Text, r#""{{ a.b }}""#, true),
            (Kind::Text, "1", true),
            (Kind::Text, "null", false),
            (Kind::Text, "[]", false),
            (Kind::YesNo, r#""maybe""#, true),
            (Kind::Object, "", true),
            (Kind::Object, "{}", true),
            (Kind::Object, r#""{{ host.app }}""#, false),
            (Kind::List, "", false),
            (Kind::List, "[]", false),
        ] {
            let there = (!text.is_empty()).then(|| value(text));
            assert_eq!(
                has_control(kind, there.as_ref()),
                expected,
                "{kind:?} {text}"
            );
        }
        let names = shown_names(&value(r#"{"ip":null,"locale":"en"}"#), &context());
        let has = |name: &str| names.iter().any(|other| other.as_str() == name);
        assert!(!has("ip") && has("locale") && has("timezone") && has("app"));
    }
}
