use std::rc::Rc;

use segflow_core::document::{FieldId, FormField, FormFieldType, TaskId};
use segflow_core::edit::Named;
use segflow_core::template::Path;
use yew::prelude::{AttrValue, Callback, Event, Html, MouseEvent, html};

use super::new_field::type_choices;
use crate::builder::context::Builder;
use crate::builder::naming::{NameInTags, question_button};
use crate::builder::questions::{Questions, Secrets};
use crate::icons::Icon;
use crate::model::Answers;
use crate::parts::{Button, SelectField, TextField, TextKind, disclosure};
use crate::text::{BuilderText, Words};

/// A question: what it is called, what answers it takes, and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FieldRow {
    pub(super) builder: Builder,
    pub(super) task: TaskId,
    pub(super) field: FormField,
    /// Its place, counted from 0.
    pub(super) place: usize,
    /// The last field's place.
    pub(super) last: usize,
    /// Something of it was chosen.
    pub(super) on_change: Callback<FormField>,
    /// Something of it was typed.
    pub(super) on_typed: Callback<FormField>,
    /// It is to stand at that place.
    pub(super) on_move: Callback<usize>,
    pub(super) on_remove: Callback<()>,
}

impl FieldRow {
    /// The question as it is drawn.
    pub(super) fn view(&self, words: &Words) -> Html {
        let field = &self.field;
        let title = field.title();
        let id = |part: &str| AttrValue::from(format!("form-{}-{part}", field.id));
        let on_label = {
            let field = field.clone();
            self.on_typed.reform(move |label: String| FormField {
                label,
                ..field.clone()
            })
        };
        let on_type = {
            let field = field.clone();
            self.on_change.reform(move |name: AttrValue| FormField {
                field_type: FormFieldType::from_name(&name).unwrap_or(field.field_type),
                ..field.clone()
            })
        };
        let on_required = {
            let field = field.clone();
            self.on_change.reform(move |_: Event| FormField {
                required: !field.required,
                ..field.clone()
            })
        };
        let on_choices = {
            let field = field.clone();
            self.on_typed.reform(move |text: String| FormField {
                choices: text.split('\n').map(str::to_owned).collect(),
                ..field.clone()
            })
        };
        let on_hint = {
            let field = field.clone();
            self.on_typed.reform(move |hint: String| FormField {
                hint,
                ..field.clone()
            })
        };
        // Empty lines are for typing only.
        let on_choices_done = {
            let field = field.clone();
            self.on_typed.reform(move |text: String| FormField {
                choices: text
                    .split('\n')
                    .map(str::trim)
                    .filter(|choice| !choice.is_empty())
                    .map(str::to_owned)
                    .collect(),
                ..field.clone()
            })
        };
        let move_to = |to: usize| self.on_move.reform(move |_: MouseEvent| to);
        let takes_answer = field.field_type.takes_answer();
        html! {
            <li key={field.id.as_str()} class="question">
                <div class="question-line">
                    {
                        TextField::new(
                            id("label"),
                            words.say(if takes_answer {
                                BuilderText::Question
                            } else {
                                BuilderText::QuestionText
                            }),
                            field.label.clone().into(),
                        )
                        .kind(match field.field_type {
                            FormFieldType::Paragraph => TextKind::Lines,
                            _ => TextKind::Line,
                        })
                        .on_input(on_label)
                        .view(words)
                    }
                    <SelectField id={id("type")} label={words.say(BuilderText::QuestionType)}
                        choices={type_choices(words)} value={field.field_type.name()}
                        on_change={on_type} />
                    <div class="question-actions">
                        {
                            Button::sign_only(Icon::MoveUp, words.say(BuilderText::MoveUp { title }))
                                .id(id("up"))
                                .small()
                                .disabled(self.place == 0)
                                .on_press(move_to(self.place.saturating_sub(1)))
                                .view()
                        }
                        {
                            Button::sign_only(Icon::MoveDown, words.say(BuilderText::MoveDown { title }))
                                .id(id("down"))
                                .small()
                                .disabled(self.place == self.last)
                                .on_press(move_to(self.place + 1))
                                .view()
                        }
                        {
                            Button::sign_only(Icon::Trash, words.say(BuilderText::RemoveThat { title }))
                                .small()
                                .on_press(self.on_remove.reform(|_: MouseEvent| ()))
                                .view()
                        }
                    </div>
                </div>
                if field.field_type.has_choices() {
                    {
                        TextField::new(
                            id("choices"),
                            words.say(BuilderText::Choices),
                            field.choices.join("\n").into(),
                        )
                        .kind(TextKind::Lines)
                        .hint(Some(words.say(BuilderText::ChoicesHint)))
                        .on_input(on_choices)
                        .on_commit(on_choices_done)
                        .view(words)
                    }
                }
                if takes_answer {
                    <div class="question-foot">
                        <label class="tick">
                            <input type="checkbox" checked={field.required} onchange={on_required} />
                            { words.say(BuilderText::Required) }
                        </label>
                        {
                            NameInTags {
                                id: question_button(field.id.as_str()).into(),
                                builder: self.builder.clone(),
                                named: Named::Field(self.task.clone(), field.id.clone()),
                                title: title.to_owned().into(),
                                shown: format!(
                                    "{{{{ {} }}}}",
                                    Path::of_field(&self.task, field.id.as_str()),
                                )
                                .into(),
                            }
                            .view(words)
                        }
                        {
                            disclosure(
                                words.say(BuilderText::QuestionMore),
                                self.more(words, on_hint),
                            )
                        }
                    </div>
                }
            </li>
        }
    }

    /// What most questions do without: help and a default answer.
    fn more(&self, words: &Words, on_hint: Callback<String>) -> Html {
        let field = &self.field;
        let help = TextField::new(
            format!("form-{}-hint", field.id).into(),
            words.say(BuilderText::QuestionHelp),
            field.hint.clone().into(),
        )
        .hint(Some(words.say(BuilderText::QuestionHelpHint)))
        .on_input(on_hint)
        .view(words);
        html! {
            <div class="stack">
                { help }
                if field.field_type != FormFieldType::Password {
                    { self.default_answer(words) }
                }
            </div>
        }
    }

    /// The question itself, asked for its default answer.
    fn default_answer(&self, words: &Words) -> Html {
        let field = &self.field;
        let asked = FormField {
            label: words.say(BuilderText::QuestionDefault).to_string(),
            hint: words.say(BuilderText::QuestionDefaultHint).to_string(),
            required: false,
            ..field.clone()
        };
        let known = field.default.clone();
        let on_answer = {
            let field = field.clone();
            self.on_typed
                .reform(move |(id, answers): (FieldId, Answers)| FormField {
                    default: answers.0.get(id.as_str()).cloned(),
                    ..field.clone()
                })
        };
        Questions {
            id: "default".into(),
            fields: Rc::from([asked]),
            answers: Answers(
                known
                    .map(|known| (field.id.as_str(), known))
                    .into_iter()
                    .collect(),
            ),
            problems: Vec::new(),
            secrets: Secrets::Withheld,
            on_answer,
        }
        .view(words)
    }
}
