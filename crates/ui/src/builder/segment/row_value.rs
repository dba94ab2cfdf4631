use std::rc::Rc;

use segflow_core::edit::RowType;
use segflow_core::json::Value;
use yew::prelude::{AttrValue, Callback, Html, html};

use crate::builder::findings::Told;
use crate::builder::tags::{TagFieldProps, TagsStand, tag_field};
use crate::model::{Fields, Moment, shown_value};
use crate::parts::{Choice, SelectField, TextField, TextKind};
use crate::text::{BuilderText, RowsText, Words};

/// What the choice of a field says instead of yes or no.
pub(super) const FROM_FIELD: &str = "field";

/// The value of a row, with the right control for its type.
pub(super) struct RowValue<'r> {
    pub(super) id: AttrValue,
    pub(super) label: AttrValue,
    /// What people call it.
    pub(super) name: AttrValue,
    /// Its place in the task.
    pub(super) at: String,
    /// The type it has, or the one that was chosen for it.
    pub(super) row_type: RowType,
    /// The value in the document.
    pub(super) value: &'r Value,
    /// What was typed and is no value of the type yet.
    pub(super) draft: Option<&'r str>,
    /// It may be nothing at all, which is no mistake.
    pub(super) is_optional: bool,
    pub(super) told: Told,
    pub(super) options: &'r Rc<Fields>,
    pub(super) on_input: &'r Callback<String>,
}

impl RowValue<'_> {
    /// The control as it is drawn.
    pub(super) fn view(self, words: &Words) -> Html {
        let is_tag = matches!(self.value, Value::Text(_)) && self.draft.is_none();
        match (self.row_type, self.value) {
            (RowType::Null, _) => held(words.say(RowsText::SentAsNull)),
            (RowType::List, Value::List(list)) => {
                held(words.say(RowsText::Items { count: list.len() }))
            }
            (RowType::Object, Value::Object(rows)) if self.at.is_empty() && rows.is_empty() => {
                held(words.say(RowsText::NameFirst))
            }
            (RowType::Object, Value::Object(rows)) => {
                held(words.say(RowsText::Members { count: rows.len() }))
            }
            (RowType::YesNo, _) if !is_tag => self.yes_or_no(words),
            (RowType::Date, _) if !is_tag || is_literal(self.value) => self.day(words),
            _ => self.text(words),
        }
    }

    fn text(self, words: &Words) -> Html {
        let begun = self
            .draft
            .filter(|draft| !(self.is_optional && draft.is_empty()));
        let wrong = begun.and_then(|draft| match self.row_type {
            // A field is being looked for.
            _ if draft.contains('{') => None,
            RowType::Tag => Some(RowsText::NotATag),
            _ => Some(RowsText::NotANumber),
        });
        let value = match self.draft {
            Some(draft) => draft.to_owned(),
            None => shown_value(self.value),
        };
        tag_field(TagFieldProps {
            id: self.id,
            at: self.at.into(),
            label: self.label,
            label_hidden: true,
            hint: None,
            error: wrong.map(|wrong| words.say(wrong)).or(self.told.error),
            warning: self.told.warning,
            to_do: None,
            value: value.into(),
            options: Rc::clone(self.options),
            tags: TagsStand::Anywhere,
            input_mode: None,
            on_input: self.on_input.clone(),
        })
    }

    fn yes_or_no(self, words: &Words) -> Html {
        let given = match self.value {
            Value::Bool(yes) if self.draft.is_none() => Some(yes.to_string()),
            _ => None,
        };
        let is_none = given.is_none();
        let error = (is_none && !self.is_optional).then(|| words.say(RowsText::ChooseYesOrNo));
        let nothing = (is_none || self.is_optional).then(|| Choice {
            value: AttrValue::default(),
            label: if self.is_optional {
                words.say(RowsText::NotSet)
            } else {
                AttrValue::default()
            },
        });
        let from_field = self.is_optional.then(|| Choice {
            value: FROM_FIELD.into(),
            label: words.say(RowsText::FromField),
        });
        let choices = nothing
            .into_iter()
            .chain(
                [("true", BuilderText::Yes), ("false", BuilderText::No)].map(|(value, label)| {
                    Choice {
                        value: value.into(),
                        label: words.say(label),
                    }
                }),
            )
            .chain(from_field)
            .collect::<Vec<Choice>>();
        html! {
            <SelectField id={self.id} label={self.label} label_hidden=true {choices}
                error={error.or(self.told.error)} warning={self.told.warning}
                value={given.unwrap_or_default()}
                on_change={self.on_input.reform(|chosen: AttrValue| chosen.to_string())} />
        }
    }

    fn day(self, words: &Words) -> Html {
        let (value, error) = match self.draft {
            Some("") if self.is_optional => (String::new(), None),
            Some(draft) => (draft.to_owned(), Some(words.say(RowsText::NotADate))),
            None => (shown_value(self.value), self.told.error),
        };
        moment_field(
            words,
            self.id,
            (self.label, &self.name),
            &value,
            error,
            self.on_input,
        )
    }
}

/// The day, and beside it the time, which need not be given.
pub(super) fn moment_field(
    words: &Words,
    id: AttrValue,
    (label, name): (AttrValue, &str),
    value: &str,
    error: Option<AttrValue>,
    on_input: &Callback<String>,
) -> Html {
    let Moment { day, time } = Moment::begun(value);
    let with_day = {
        let time = time.clone();
        on_input.reform(move |day: String| {
            Moment {
                day,
                time: time.clone(),
            }
            .typed()
        })
    };
    let with_time = {
        let day = day.clone();
        on_input.reform(move |time: String| {
            Moment {
                day: day.clone(),
                time,
            }
            .typed()
        })
    };
    let time_id = format!("{id}-time");
    let time_label = words.say(RowsText::TimeOf { name });
    html! {
        <div class="moment">
            { TextField::new(id, label, day.into())
                .label_hidden()
                .kind(TextKind::Date)
                .error(error)
                .on_input(with_day)
                .view(words) }
            <div class="moment-time">
                { TextField::new(time_id.into(), time_label, time.into())
                    .label_hidden()
                    .kind(TextKind::Time)
                    .on_input(with_time)
                    .view(words) }
                <span class="moment-zone" aria-hidden="true">{ "UTC" }</span>
            </div>
        </div>
    }
}

/// Whether a text is no tag.
fn is_literal(value: &Value) -> bool {
    value.as_text().is_some_and(|text| !text.contains("{{"))
}

/// What stands where nothing can be typed.
fn held(told: AttrValue) -> Html {
    html! { <p class="row-held">{ told }</p> }
}
