use std::rc::Rc;

use segflow_core::check::Finding;
use segflow_core::condition::{Operand, OperandKind, Operator, Test};
use segflow_core::json::{Pointer, Value};
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, html};

use crate::builder::findings::Told;
use crate::icons::Icon;
use crate::model::{FieldOption, shown_value, typed_value};
use crate::parts::{Button, Choice, SelectField, TextField};
use crate::text::{BuilderText, Words};

/// One comparison: a field, how it is compared, and with what.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ClauseRow {
    /// Its place, counted from 0.
    pub(super) place: usize,
    pub(super) test: Test,
    /// Its place in the task.
    pub(super) at: AttrValue,
    pub(super) options: Rc<Vec<FieldOption>>,
    pub(super) findings: Vec<Finding>,
    /// Something was chosen.
    pub(super) on_change: Callback<Test>,
    /// The value was typed.
    pub(super) on_typed: Callback<Test>,
    pub(super) on_remove: Callback<()>,
}

impl ClauseRow {
    /// The comparison as it is drawn.
    pub(super) fn view(&self, words: &Words) -> Html {
        let number = self.place + 1;
        let at = Pointer::parse(&self.at).unwrap_or_default();
        let told = |key: &str| {
            let place = at.key(key);
            let here = self.findings.iter();
            Told::of(here.filter(|found| place.contains(&found.at)))
        };
        let on_field = {
            let test = self.test.clone();
            self.on_change.reform(move |path: AttrValue| Test {
                field: path.to_string(),
                ..test.clone()
            })
        };
        let on_operator = {
            let test = self.test.clone();
            self.on_change.reform(move |name: AttrValue| Test {
                operator: Operator::from_name(&name).unwrap_or(test.operator),
                ..test.clone()
            })
        };
        let on_value = {
            let test = self.test.clone();
            self.on_typed.reform(move |typed: String| Test {
                operand: typed_operand(&test, typed),
                ..test.clone()
            })
        };
        let operators = Operator::ALL
            .iter()
            .map(|operator| Choice {
                value: operator.name().into(),
                label: words.say(BuilderText::Operator(*operator)),
            })
            .collect::<Vec<_>>();
        let (value, value_hint) = match &self.test.operand {
            Operand::Absent => (String::new(), None),
            Operand::Value(value) => (written_operand(&self.test, value), None),
            Operand::From(path) => (
                String::new(),
                Some(words.say(BuilderText::ComparedWith { path })),
            ),
        };
        let place_of = |key: &str| at.key(key).to_string();
        html! {
            <div key={self.place} class="clause" role="group"
                aria-label={words.say(BuilderText::Condition { number })}>
                <div class="clause-field" data-at={place_of("field")}>
                    <SelectField id={format!("clause-{}-field", self.place)} label_hidden=true
                        label={words.say(BuilderText::ConditionField)}
                        choices={subjects(words, &self.options, &self.test.field)}
                        value={self.test.field.clone()} error={told("field").error}
                        on_change={on_field} />
                </div>
                <div class="clause-op" data-at={place_of("op")}>
                    <SelectField id={format!("clause-{}-op", self.place)} label_hidden=true
                        label={words.say(BuilderText::ConditionOperator)} choices={operators}
                        value={self.test.operator.name()} on_change={on_operator} />
                </div>
                <div class="clause-value" data-at={place_of("value")}>
                    if self.test.operator.operand() != OperandKind::None {
                    {
                        TextField::new(
                            format!("clause-{}-value", self.place).into(),
                            words.say(BuilderText::ConditionValue),
                            value.into(),
                        )
                        .label_hidden()
                        .hint(value_hint)
                        .error(told("value").error.or(told("valueFrom").error))
                        .on_input(on_value)
                        .view(words)
                    }
                    }
                </div>
                <div class="clause-end">
                    {
                        Button::sign_only(Icon::Trash, words.say(BuilderText::RemoveCondition { number }))
                            .on_press(self.on_remove.reform(|_: MouseEvent| ()))
                            .view()
                    }
                </div>
            </div>
        }
    }
}

/// The fields to choose from; one that the document names and that is none of
/// them stays to be seen.
fn subjects(words: &Words, options: &[FieldOption], chosen: &str) -> Vec<Choice> {
    let known = options.iter().any(|option| option.path == chosen);
    let stranger = (!known).then(|| Choice {
        value: chosen.to_owned().into(),
        label: if chosen.is_empty() {
            words.say(BuilderText::ChooseField)
        } else {
            chosen.to_owned().into()
        },
    });
    let fields = options.iter().map(|option| Choice {
        value: option.path.clone().into(),
        label: if option.task_title.is_empty() {
            option.label.clone().into()
        } else {
            words.say(BuilderText::FieldOfTask {
                field: &option.label,
                task: &option.task_title,
            })
        },
    });
    stranger.into_iter().chain(fields).collect()
}

/// What stands in the field for the value: a list is its values with commas.
fn written_operand(test: &Test, value: &Value) -> String {
    match (test.operator.operand(), value) {
        (OperandKind::List | OperandKind::Pair, Value::List(list)) => {
            let values: Vec<String> = list.iter().map(shown_value).collect();
            values.join(", ")
        }
        _ => shown_value(value),
    }
}

/// A number, yes or no that came with the document stays one while what is
/// typed still is; all else is text, which compares with numbers as well.
fn typed_operand(test: &Test, typed: String) -> Operand {
    if typed.is_empty() {
        return Operand::Absent;
    }
    let before = match &test.operand {
        Operand::Value(value) => Some(value),
        Operand::Absent | Operand::From(_) => None,
    };
    if let OperandKind::List | OperandKind::Pair = test.operator.operand() {
        let known = before.and_then(Value::as_list).unwrap_or(&[]);
        let values = typed.split(',').enumerate().map(|(place, part)| {
            let part = part.trim();
            known
                .get(place)
                .and_then(|before| typed_value(before, part).ok())
                .unwrap_or_else(|| Value::text(part))
        });
        return Operand::Value(Value::List(values.collect()));
    }
    Operand::Value(match before {
        Some(value) => typed_value(value, &typed).unwrap_or_else(|_| Value::text(typed)),
        None => Value::text(typed),
    })
}
