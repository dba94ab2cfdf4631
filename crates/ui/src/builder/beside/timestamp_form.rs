use std::rc::Rc;

use segflow_core::document::SegmentField;
use segflow_core::json::Value;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, html, use_effect_with, use_state_eq,
};

use crate::model::{FieldOption, Fields, Moment};
use crate::parts::{Choice, ChoiceGroup, SelectField};
use crate::text::{BuilderText, ContextText, Words, use_words};

/// Properties of [`TimestampForm`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct TimestampFormProps {
    /// The timestamp of the task, if it has one.
    pub(in crate::builder) value: Option<Value>,
    pub(in crate::builder) options: Rc<Fields>,
    /// What is wrong with it.
    pub(in crate::builder) error: Option<AttrValue>,
    /// What is probably not as it was meant.
    pub(in crate::builder) warning: Option<AttrValue>,
    /// Draws the control for a date.
    pub(in crate::builder) date: Callback<(), Html>,
    /// Draws the box for any text with tags.
    pub(in crate::builder) text: Callback<(), Html>,
    /// It is another one, or none.
    pub(in crate::builder) on_value: Callback<Option<Value>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    Reached,
    Date,
    Field,
}

const ALL: [(When, &str, ContextText<'static>); 3] = [
    (When::Reached, "reached", ContextText::WhenReached),
    (When::Date, "date", ContextText::WhenDate),
    (When::Field, "field", ContextText::WhenField),
];

/// When a message happened: when its task is reached, at a date, or as a field
/// says.
#[function_component]
pub(in crate::builder) fn TimestampForm(props: &TimestampFormProps) -> Html {
    let words = use_words();
    // The document does not show a choice before something is chosen with it.
    let shown = use_state_eq(|| when(props.value.as_ref()));
    use_effect_with(props.value.clone(), {
        let shown = shown.clone();
        move |value| shown.set(shown_after(*shown, value.as_ref()))
    });
    let when = *shown;
    let on_when = {
        let on_value = props.on_value.clone();
        let now = when;
        Callback::from(move |chosen: AttrValue| {
            let next = ALL.iter().find(|(_, key, _)| *key == chosen.as_str());
            if let Some((next, ..)) = next.filter(|(next, ..)| *next != now) {
                shown.set(*next);
                on_value.emit(None);
            }
        })
    };
    let choices = ALL
        .iter()
        .map(|(_, key, text)| Choice {
            value: (*key).into(),
            label: words.say(*text),
        })
        .collect::<Vec<Choice>>();
    let key = ALL.iter().find(|(one, ..)| *one == when);
    let key = key.map(|(_, key, _)| *key).unwrap_or_default();
    let text = props.value.as_ref().and_then(Value::as_text);
    let path = text.and_then(path_of);
    let is_offered = |path: &str| {
        props
            .options
            .options
            .iter()
            .any(|option| option.path == path)
    };
    let control = match when {
        When::Reached => Html::default(),
        When::Date => props.date.emit(()),
        When::Field if props.value.is_none() || path.is_some_and(is_offered) => {
            let on_change = props.on_value.reform(|path: AttrValue| {
                (!path.is_empty()).then(|| Value::text(format!("{{{{ {path} | to_iso }}}}")))
            });
            html! {
                <SelectField id="timestamp-field" label={words.say(ContextText::WhichField)}
                    choices={vec![Choice {
                        value: AttrValue::default(),
                        label: words.say(ContextText::ChooseField),
                    }]}
                    groups={Rc::new(groups(&words, &props.options.options))} error={props.error.clone()}
                    warning={props.warning.clone()}
                    value={path.unwrap_or_default().to_owned()} {on_change} />
            }
        }
        When::Field => props.text.emit(()),
    };
    html! {
        <div class="timestamp-form" role="group" aria-label={words.say(SegmentField::Timestamp)}>
            <SelectField id="timestamp-when" label={words.say(ContextText::When)} {choices}
                value={key} on_change={on_when} />
            <div data-at="/timestamp">{ control }</div>
        </div>
    }
}

fn when(value: Option<&Value>) -> When {
    match value {
        None => When::Reached,
        Some(Value::Text(text)) if Moment::of(text).is_some() => When::Date,
        Some(_) => When::Field,
    }
}

/// What is shown once the value has changed: a text that is typed may become a
/// date, but then it is still being typed.
fn shown_after(shown: When, value: Option<&Value>) -> When {
    match (shown, when(value)) {
        (shown, When::Reached) => shown,
        (When::Field, When::Date) => When::Field,
        (_, when) => when,
    }
}

/// The path of a tag that gives the value of a field, maybe as a date.
fn path_of(text: &str) -> Option<&str> {
    let inside = text.trim().strip_prefix("{{")?.strip_suffix("}}")?;
    let path = match inside.split_once('|') {
        Some((path, filter)) if filter.trim() == "to_iso" => path,
        Some(_) => return None,
        None => inside,
    };
    Some(path.trim())
}

/// The fields by their tasks.
fn groups(words: &Words, options: &[FieldOption]) -> Vec<ChoiceGroup> {
    let mut groups: Vec<ChoiceGroup> = Vec::new();
    for option in options {
        let choice = Choice {
            value: option.path.clone().into(),
            label: option.label.clone().into(),
        };
        let title = match option.task_title.as_str() {
            "" => words.say(BuilderText::RunValues),
            title => title.to_owned().into(),
        };
        match groups.iter_mut().find(|(other, _)| *other == title) {
            Some((_, choices)) => choices.push(choice),
            None => groups.push((title, vec![choice])),
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use segflow_core::json::Value;

    use super::{When, path_of, shown_after, when};

    #[test]
    fn a_timestamp_is_one_of_three() {
        for (text, expected) in [
            (r#""2024-02-29T10:30:00Z""#, When::Date),
            (r#""2024-02-29""#, When::Date),
            (r#""{{ a.b | to_iso }}""#, When::Field),
            (r#""soon""#, When::Field),
            ("12", When::Field),
        ] {
            let value = Value::read(text, 8).unwrap();
            assert_eq!(when(Some(&value)), expected, "{text}");
        }
        assert_eq!(when(None), When::Reached);
        let date = Value::text("2024-02-29T10:30:00Z");
        let tag = Value::text("{{ a.b }}");
        for (shown, value, expected) in [
            (When::Date, None, When::Date),
            (When::Reached, Some(&date), When::Date),
            (When::Field, Some(&date), When::Field),
            (When::Date, Some(&tag), When::Field),
        ] {
            assert_eq!(shown_after(shown, value), expected, "{shown:?} {value:?}");
        }
        for (text, expected) in [
            ("{{ a.b }}", Some("a.b")),
            (" {{ a.b | to_iso }} ", Some("a.b")),
            ("{{ a.b | date: \"%s\" }}", None),
            ("at {{ a.b }}", None),
        ] {
            assert_eq!(path_of(text), expected, "{text}");
        }
    }
}
