//! The questions of a form, with the right control for each type.

use std::rc::Rc;

use segflow_core::document::{FieldId, FormField, FormFieldType};
use yew::prelude::{AttrValue, Callback, Event, Html, html};

use crate::icons::{Icon, sign};
use crate::model::{AnswerProblem, Answers};
use crate::parts::{Choice, SelectField, TextField, TextKind};
use crate::text::{BuilderText, Words};

/// Whether password fields can be answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Secrets {
    /// Yes, for a run.
    Asked,
    /// No: what is answered here is kept.
    Withheld,
}

/// The id of a question's control.
pub(super) fn question_id(id: &str, field: &FieldId) -> String {
    format!("{id}-{field}")
}

/// The questions of a form, one under the other.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Questions {
    /// Begins every id; unique in the page.
    pub(super) id: AttrValue,
    pub(super) fields: Rc<[FormField]>,
    pub(super) answers: Answers,
    /// What is wrong with answers, to be told beside them.
    pub(super) problems: Vec<(FieldId, AnswerProblem)>,
    /// Whether answers to password fields are taken: a sample keeps none.
    pub(super) secrets: Secrets,
    /// A question was answered: the field, and all answers then.
    pub(super) on_answer: Callback<(FieldId, Answers)>,
}

impl Questions {
    /// The questions as they are drawn.
    pub(super) fn view(&self, words: &Words) -> Html {
        html! {
            <div class="stack">
                { for self.fields.iter().map(|field| {
                    let problem = self.problems.iter().find(|(id, _)| *id == field.id);
                    let question = Question {
                        id: question_id(&self.id, &field.id).into(),
                        field,
                        problem: problem.map(|(_, problem)| *problem),
                        all: self,
                    };
                    html! { <key={field.id.as_str()}>{ question.view(words) }</> }
                }) }
            </div>
        }
    }
}

struct Question<'q> {
    id: AttrValue,
    field: &'q FormField,
    problem: Option<AnswerProblem>,
    all: &'q Questions,
}

impl Question<'_> {
    fn view(&self, words: &Words) -> Html {
        let field = self.field;
        let title = AttrValue::from(field.title().to_owned());
        let error = self.problem.map(|problem| {
            words.say(match problem {
                AnswerProblem::Required => BuilderText::AnswerRequired,
                AnswerProblem::NotANumber => BuilderText::AnswerNotANumber,
                AnswerProblem::NotAnEmail => BuilderText::AnswerNotAnEmail,
            })
        });
        let typed = {
            let field = field.clone();
            let answers = self.all.answers.clone();
            self.all.on_answer.reform(move |text: String| {
                (field.id.clone(), answers.clone().typed(&field, &text))
            })
        };
        let text = |kind: TextKind| {
            TextField::new(
                self.id.clone(),
                title.clone(),
                self.all.answers.text(field).into(),
            )
            .kind(kind)
            .optional(!field.required)
            .error(error.clone())
            .on_input(typed.clone())
            .view(words)
        };
        match field.field_type {
            FormFieldType::Heading => html! { <h3>{ title }</h3> },
            FormFieldType::Paragraph => html! { <p>{ title }</p> },
            FormFieldType::Divider => html! { <hr /> },
            FormFieldType::Password if self.all.secrets == Secrets::Withheld => html! {
                <p class="muted">{ words.say(BuilderText::SecretWithheld { field: &title }) }</p>
            },
            FormFieldType::Text => text(TextKind::Line),
            FormFieldType::Textarea => text(TextKind::Lines),
            FormFieldType::Email => text(TextKind::Email),
            FormFieldType::Number => text(TextKind::Number),
            FormFieldType::Date => text(TextKind::Date),
            FormFieldType::Time => text(TextKind::Time),
            FormFieldType::Telephone => text(TextKind::Telephone),
            FormFieldType::Url => text(TextKind::Url),
            FormFieldType::Password => text(TextKind::Secret),
            FormFieldType::Dropdown => {
                let answer = self.all.answers.text(field);
                html! {
                    <SelectField id={self.id.clone()} label={title} {error}
                        choices={offered(field, &answer)} value={answer}
                        on_change={typed.reform(|value: AttrValue| value.to_string())} />
                }
            }
            FormFieldType::Yesno => {
                let answer = self.all.answers.yes_or_no(field);
                let decide = |yes: bool| {
                    let field = field.clone();
                    let answers = self.all.answers.clone();
                    self.all.on_answer.reform(move |_: Event| {
                        (field.id.clone(), answers.clone().decided(&field, yes))
                    })
                };
                let ticks = html! {
                    <>
                        {
                            tick(
                                self,
                                "yes",
                                words.say(BuilderText::Yes),
                                "radio",
                                answer == Some(true),
                                decide(true),
                            )
                        }
                        {
                            tick(
                                self,
                                "no",
                                words.say(BuilderText::No),
                                "radio",
                                answer == Some(false),
                                decide(false),
                            )
                        }
                    </>
                };
                group(self, title, error, ticks)
            }
            FormFieldType::Radio | FormFieldType::Checkboxes => {
                let ticks = field.choices.iter().enumerate().map(|(place, choice)| {
                    let on_change = {
                        let field = field.clone();
                        let choice = choice.clone();
                        let answers = self.all.answers.clone();
                        self.all.on_answer.reform(move |_: Event| {
                            let answers = answers.clone();
                            let answers = match field.field_type {
                                FormFieldType::Radio => answers.typed(&field, &choice),
                                _ => answers.ticked(&field, &choice),
                            };
                            (field.id.clone(), answers)
                        })
                    };
                    let kind = match field.field_type {
                        FormFieldType::Radio => "radio",
                        _ => "checkbox",
                    };
                    let is_chosen = self.all.answers.is_chosen(field, choice);
                    tick(
                        self,
                        &place.to_string(),
                        choice.clone().into(),
                        kind,
                        is_chosen,
                        on_change,
                    )
                });
                let ticks = html! { <>{ for ticks }</> };
                group(self, title, error, ticks)
            }
        }
    }
}

/// What a menu offers: nothing at first, and an answer that is none of the
/// choices stays to be seen.
fn offered(field: &FormField, answer: &str) -> Vec<Choice> {
    let stranger = (!answer.is_empty() && !field.choices.iter().any(|choice| choice == answer))
        .then(|| answer.to_owned());
    std::iter::once(String::new())
        .chain(field.choices.iter().cloned())
        .chain(stranger)
        .map(|choice| Choice {
            value: choice.clone().into(),
            label: choice.into(),
        })
        .collect()
}

/// Several boxes under one name.
fn group(props: &Question<'_>, title: AttrValue, error: Option<AttrValue>, ticks: Html) -> Html {
    let error_id = format!("{}-error", props.id);
    html! {
        <fieldset class="field" id={props.id.clone()} tabindex="-1"
            aria-describedby={error.as_ref().map(|_| error_id.clone())}>
            <legend class="field-label">{ title }</legend>
            <div class="cluster">{ ticks }</div>
            if let Some(error) = error {
                <p class="field-error" id={error_id}>{ sign(Icon::Error) }{ error }</p>
            }
        </fieldset>
    }
}

fn tick(
    props: &Question<'_>,
    key: &str,
    label: AttrValue,
    kind: &'static str,
    checked: bool,
    onchange: Callback<Event>,
) -> Html {
    html! {
        <label class="tick" key={key.to_owned()}>
            <input type={kind} name={props.id.clone()} {checked} {onchange} />
            { label }
        </label>
    }
}
