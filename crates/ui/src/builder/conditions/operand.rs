//! What a field is compared with: the control that fits.

use std::rc::Rc;

use segflow_core::condition::{Operand, OperandKind, Operator, Test};
use segflow_core::document::FormFieldType;
use segflow_core::json::{Number, Pointer, Value};
use yew::prelude::{AttrValue, Html, html};

use super::clause::compared_field;
use super::editing::Editing;
use crate::builder::tags::{TagFieldProps, TagsStand, tag_field};
use crate::model::{Comparing, comparing, lone_path, shown_value, typed_value};
use crate::parts::{Choice, SelectField, TextField, TextKind};
use crate::text::BuilderText;

/// The units of a span of time, as the document names them.
const UNITS: [&str; 5] = ["minute", "hour", "day", "week", "second"];

/// A value, or another field.
pub(super) fn operand(editing: &Editing<'_>, way: &[usize], test: &Test, at: &Pointer) -> Html {
    let words = editing.words;
    let other = compared_field(test);
    let on_mode = {
        let another = editing.subjects.another(&test.field);
        let test = test.clone();
        move |mode: AttrValue| Test {
            operand: match mode.as_str() {
                "field" => Operand::From(another.clone()),
                _ => Operand::Absent,
            },
            ..test.clone()
        }
    };
    let modes = [
        ("value", BuilderText::WithValue),
        ("field", BuilderText::WithField),
    ];
    let modes: Vec<Choice> = modes
        .into_iter()
        .map(|(value, text)| Choice {
            value: value.into(),
            label: words.say(text),
        })
        .collect();
    let mode = if other.is_some() { "field" } else { "value" };
    html! {
        <div class="operand">
            <SelectField id={editing.id(way, "with")} label={words.say(BuilderText::CompareWith)}
                label_hidden=true choices={modes} value={mode}
                on_change={editing.compare(way, None, on_mode)} />
            {
                match other {
                    Some(path) => field(editing, way, test, at, path),
                    None => value(editing, way, test, at),
                }
            }
        </div>
    }
}

fn field(editing: &Editing<'_>, way: &[usize], test: &Test, at: &Pointer, path: &str) -> Html {
    let on_path = {
        let test = test.clone();
        move |path: AttrValue| Test {
            operand: Operand::From(path.to_string()),
            ..test.clone()
        }
    };
    let subjects = &editing.subjects;
    let mut strangers = subjects.strangers(editing.words, path);
    strangers.retain(|choice| choice.value != super::subject::ANOTHER_PATH || choice.value == path);
    html! {
        <SelectField id={editing.id(way, "value")} label_hidden=true
            label={editing.words.say(BuilderText::OtherField)} choices={strangers}
            groups={subjects.groups.clone()} value={path.to_owned()}
            error={editing.told(&at.key("valueFrom")).error}
            on_change={editing.compare(way, None, on_path)} />
    }
}

fn value(editing: &Editing<'_>, way: &[usize], test: &Test, at: &Pointer) -> Html {
    let error = editing.told(&at.key("value")).error;
    let declared = editing.declared(&test.field);
    let known = match &test.operand {
        Operand::Value(value) => Some(value),
        Operand::Absent | Operand::From(_) => None,
    };
    match test.operator.operand() {
        OperandKind::Span => span(editing, way, test, known, error),
        OperandKind::Pair => pair(editing, way, test, known, error),
        OperandKind::One if matches!(test.operator, Operator::Is | Operator::IsNot) => {
            let choices = declared.and_then(|field| match field.field_type {
                FormFieldType::Yesno => Some(vec![
                    ("true".into(), editing.words.say(BuilderText::Yes)),
                    ("false".into(), editing.words.say(BuilderText::No)),
                ]),
                FormFieldType::Radio | FormFieldType::Dropdown => {
                    let choices = field.choices.iter();
                    let choices = choices.map(|choice| {
                        let choice = AttrValue::from(choice.clone());
                        (choice.clone(), choice)
                    });
                    Some(choices.collect())
                }
                _ => None,
            });
            match choices {
                Some(choices) => choice(editing, way, test, known, error, choices),
                None => text(editing, way, test, at, known, error),
            }
        }
        _ => text(editing, way, test, at, known, error),
    }
}

/// One of what the form offers.
fn choice(
    editing: &Editing<'_>,
    way: &[usize],
    test: &Test,
    known: Option<&Value>,
    error: Option<AttrValue>,
    offered: Vec<(AttrValue, AttrValue)>,
) -> Html {
    let is_yesno = editing.subjects.field_type(&test.field) == Some(FormFieldType::Yesno);
    let chosen = AttrValue::from(known.map(shown_value).unwrap_or_default());
    let stranger = (!offered.iter().any(|(value, _)| *value == chosen))
        .then(|| (chosen.clone(), chosen.clone()));
    let choices: Vec<Choice> = stranger
        .into_iter()
        .chain(offered)
        .map(|(value, label)| Choice {
            label: if label.is_empty() {
                editing.words.say(BuilderText::ChooseValue)
            } else {
                label
            },
            value,
        })
        .collect();
    let on_choice = {
        let test = test.clone();
        move |chosen: AttrValue| Test {
            operand: match chosen.as_str() {
                "" => Operand::Absent,
                "true" | "false" if is_yesno => Operand::Value(Value::Bool(chosen == "true")),
                chosen => Operand::Value(Value::text(chosen)),
            },
            ..test.clone()
        }
    };
    html! {
        <SelectField id={editing.id(way, "value")} label_hidden=true {error}
            label={editing.words.say(BuilderText::ConditionValue)} {choices} value={chosen}
            on_change={editing.compare(way, None, on_choice)} />
    }
}

fn text(
    editing: &Editing<'_>,
    way: &[usize],
    test: &Test,
    at: &Pointer,
    known: Option<&Value>,
    error: Option<AttrValue>,
) -> Html {
    let words = editing.words;
    let field_type = editing.subjects.field_type(&test.field);
    let is_list = test.operator.operand() == OperandKind::List;
    let is_pattern = test.operator.operand() == OperandKind::Pattern;
    let shown = match known {
        Some(Value::List(list)) if is_list => {
            let values: Vec<String> = list.iter().map(shown_value).collect();
            values.join(", ")
        }
        known => known.map(shown_value).unwrap_or_default(),
    };
    let is_day =
        comparing(test.operator) == Comparing::Dates || field_type == Some(FormFieldType::Date);
    let kind = if is_pattern {
        TextKind::Code
    } else if is_day && (shown.is_empty() || is_date(&shown)) {
        TextKind::Date
    } else {
        match field_type {
            Some(FormFieldType::Number) if !is_list => TextKind::Number,
            _ => TextKind::Line,
        }
    };
    let hint = if is_list {
        Some(BuilderText::WithCommas)
    } else if is_pattern {
        Some(BuilderText::PatternHint)
    } else {
        None
    };
    let takes_field = test.operator.operand() == OperandKind::One;
    let on_value = {
        let test = test.clone();
        move |typed: String| Test {
            operand: match lone_path(&typed).filter(|_| takes_field) {
                Some(path) => Operand::From(path),
                None => typed_operand(&test, field_type, &typed),
            },
            ..test.clone()
        }
    };
    let label = words.say(BuilderText::ConditionValue);
    if takes_field && matches!(kind, TextKind::Line | TextKind::Number) {
        return tag_field(TagFieldProps {
            id: editing.id(way, "value").into(),
            at: at.key("value").to_string().into(),
            label,
            label_hidden: true,
            hint: None,
            error,
            warning: None,
            to_do: None,
            value: shown.into(),
            options: Rc::clone(&editing.subjects.fields),
            tags: TagsStand::Alone,
            input_mode: (kind == TextKind::Number).then_some("decimal"),
            on_input: editing.compare(way, Some("value"), on_value),
        });
    }
    TextField::new(editing.id(way, "value").into(), label, shown.into())
        .label_hidden()
        .kind(kind)
        .hint(hint.map(|hint| words.say(hint)))
        .error(error)
        .on_input(editing.compare(way, Some("value"), on_value))
        .view(words)
}

/// The two ends of what a value lies between.
fn pair(
    editing: &Editing<'_>,
    way: &[usize],
    test: &Test,
    known: Option<&Value>,
    error: Option<AttrValue>,
) -> Html {
    let list = known.and_then(Value::as_list).unwrap_or(&[]);
    let field_type = editing.subjects.field_type(&test.field);
    let end = |place: usize, control: &str, label: BuilderText<'_>, error: Option<AttrValue>| {
        let on_value = {
            let test = test.clone();
            let list = list.to_vec();
            move |typed: String| {
                let mut ends = list.clone();
                ends.resize(2, Value::text(""));
                if let Some(end) = ends.get_mut(place) {
                    *end = typed_one(Some(end), field_type, &typed);
                }
                Test {
                    operand: Operand::Value(Value::List(ends)),
                    ..test.clone()
                }
            }
        };
        TextField::new(
            editing.id(way, control).into(),
            editing.words.say(label),
            list.get(place).map(shown_value).unwrap_or_default().into(),
        )
        .label_hidden()
        .kind(TextKind::Number)
        .error(error)
        .on_input(editing.compare(way, Some(control), on_value))
        .view(editing.words)
    };
    html! {
        <div class="pair">
            { end(0, "value", BuilderText::PairLow, error) }
            <span>{ editing.words.say(BuilderText::PairAnd) }</span>
            { end(1, "high", BuilderText::PairHigh, None) }
        </div>
    }
}

/// A span of time: how many, and of what.
fn span(
    editing: &Editing<'_>,
    way: &[usize],
    test: &Test,
    known: Option<&Value>,
    error: Option<AttrValue>,
) -> Html {
    let words = editing.words;
    let shown = known.map(shown_value).unwrap_or_default();
    let (amount, unit) = shown.split_once(' ').unwrap_or((&shown, "days"));
    let unit = unit.trim().trim_end_matches('s');
    let written = |amount: &str, unit: &str| match amount.trim() {
        "" => Operand::Absent,
        "1" => Operand::Value(Value::text(format!("1 {unit}"))),
        amount => Operand::Value(Value::text(format!("{amount} {unit}s"))),
    };
    let on_amount = {
        let (test, unit) = (test.clone(), unit.to_owned());
        move |amount: String| Test {
            operand: written(&amount, &unit),
            ..test.clone()
        }
    };
    let on_unit = {
        let (test, amount) = (test.clone(), amount.to_owned());
        move |unit: AttrValue| Test {
            operand: written(&amount, &unit),
            ..test.clone()
        }
    };
    let units: Vec<Choice> = UNITS
        .into_iter()
        .map(|unit| Choice {
            value: unit.into(),
            label: words.say(BuilderText::SpanIn(unit)),
        })
        .collect();
    html! {
        <div class="pair">
            {
                TextField::new(
                    editing.id(way, "value").into(),
                    words.say(BuilderText::SpanAmount),
                    amount.to_owned().into(),
                )
                .label_hidden()
                .kind(TextKind::Number)
                .error(error)
                .on_input(editing.compare(way, Some("value"), on_amount))
                .view(words)
            }
            <SelectField id={editing.id(way, "unit")} label={words.say(BuilderText::SpanUnit)}
                label_hidden=true choices={units} value={unit.to_owned()}
                on_change={editing.compare(way, None, on_unit)} />
        </div>
    }
}

/// What stays of a value when another comparison is chosen: what the new one
/// can still be made with.
pub(super) fn fitting(test: &Test, operator: Operator) -> Operand {
    let (before, after) = (test.operator.operand(), operator.operand());
    match &test.operand {
        Operand::Value(value) if before != after => match (value, after) {
            (Value::List(list), OperandKind::One | OperandKind::Pattern) => list
                .first()
                .map_or(Operand::Absent, |first| Operand::Value(first.clone())),
            (Value::List(_), OperandKind::List) | (_, OperandKind::None) => test.operand.clone(),
            (value, OperandKind::List) => Operand::Value(Value::List(vec![value.clone()])),
            (value, OperandKind::One | OperandKind::Pattern) if before != OperandKind::Span => {
                Operand::Value(value.clone())
            }
            _ => Operand::Absent,
        },
        operand => operand.clone(),
    }
}

/// A number, yes or no that came with the document stays one while what is
/// typed still is; a number typed for a field of numbers is one. All else is
/// text, which compares with numbers as well.
fn typed_operand(test: &Test, field_type: Option<FormFieldType>, typed: &str) -> Operand {
    if typed.is_empty() {
        return Operand::Absent;
    }
    let before = match &test.operand {
        Operand::Value(value) => Some(value),
        Operand::Absent | Operand::From(_) => None,
    };
    if test.operator.operand() == OperandKind::List {
        let known = before.and_then(Value::as_list).unwrap_or(&[]);
        let values = typed.split(',').enumerate();
        let values =
            values.map(|(place, part)| typed_one(known.get(place), field_type, part.trim()));
        return Operand::Value(Value::List(values.collect()));
    }
    Operand::Value(typed_one(before, field_type, typed))
}

fn typed_one(before: Option<&Value>, field_type: Option<FormFieldType>, typed: &str) -> Value {
    if let Some(before) = before.filter(|before| before.as_text().is_none()) {
        return typed_value(before, typed).unwrap_or_else(|_| Value::text(typed));
    }
    let number = (field_type == Some(FormFieldType::Number))
        .then(|| Number::new(typed.trim()))
        .flatten();
    number.map_or_else(|| Value::text(typed), Value::Number)
}

/// Whether the browser's calendar can show it.
fn is_date(text: &str) -> bool {
    let mut letters = text.bytes();
    text.len() == 10
        && "0000-00-00".bytes().all(|shape| {
            letters.next().is_some_and(|letter| match shape {
                b'-' => letter == b'-',
                _ => letter.is_ascii_digit(),
            })
        })
}
