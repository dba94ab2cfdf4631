//! The questions of a form, with the right control for each type.

use std::rc::Rc;

use segflow_core::document::{FieldId, FormField, FormFieldType};
use yew::prelude::{AttrValue, Callback, Event, Html, html};

use crate::icons::{Icon, sign};
use crate::model::{AnswerProblem, Answers};
use crate::parts::{Choice, SelectField, TextField, TextKind};
use crate::text::{BuilderText, Text, Words};

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

/// What is wrong with an answer, as a sentence.
pub(super) fn problem_text(problem: AnswerProblem) -> BuilderText<'static> {
    match problem {
        AnswerProblem::Required => BuilderText::AnswerRequired,
        AnswerProblem::NotANumber => BuilderText::AnswerNotANumber,
        AnswerProblem::NotAnEmail => BuilderText::AnswerNotAnEmail,
        AnswerProblem::NotATelephone => BuilderText::AnswerNotATelephone,
        AnswerProblem::NotAUrl => BuilderText::AnswerNotAUrl,
        AnswerProblem::NotAChoice => BuilderText::AnswerNotAChoice,
    }
}

impl Question<'_> {
    fn view(&self, words: &Words) -> Html {
        let field = self.field;
        let title = AttrValue::from(field.title().to_owned());
        match field.field_type {
            FormFieldType::Heading => return html! { <h3 dir="auto">{ title }</h3> },
            FormFieldType::Paragraph => return html! { <p class="prose" dir="auto">{ title }</p> },
            FormFieldType::Divider => return html! { <hr /> },
            FormFieldType::Password if self.all.secrets == Secrets::Withheld => {
                return html! {
                    <p class="muted">{ words.say(BuilderText::SecretWithheld { field: &title }) }</p>
                };
            }
            _ => {}
        }
        let error = self.problem.map(|problem| words.say(problem_text(problem)));
        let hint = (!field.hint.is_empty()).then(|| AttrValue::from(field.hint.clone()));
        let on_text = self.answering(|answers, field, text: String| answers.typed(field, &text));
        let kind = match field.field_type {
            FormFieldType::Textarea => TextKind::Lines,
            FormFieldType::Email => TextKind::Email,
            FormFieldType::Number => TextKind::Number,
            FormFieldType::Date => TextKind::Date,
            FormFieldType::Time => TextKind::Time,
            FormFieldType::Telephone => TextKind::Telephone,
            FormFieldType::Url => TextKind::Url,
            FormFieldType::Password => TextKind::Secret,
            FormFieldType::Dropdown => {
                let answer = self.all.answers.text(field);
                return html! {
                    <SelectField id={self.id.clone()} label={title} {hint} {error}
                        optional={!field.required} choices={offered(words, field, &answer)}
                        value={answer}
                        on_change={on_text.reform(|value: AttrValue| value.to_string())} />
                };
            }
            FormFieldType::Yesno => {
                let answer = self.all.answers.yes_or_no(field);
                let ticks = [
                    (true, "yes", BuilderText::Yes),
                    (false, "no", BuilderText::No),
                ];
                let ticks = ticks.map(|(yes, key, text)| {
                    let decide =
                        self.answering(move |answers, field, _: Event| answers.decided(field, yes));
                    let label = words.say(text);
                    tick(self, key, label, "radio", answer == Some(yes), decide)
                });
                return group(
                    self,
                    words,
                    title,
                    hint,
                    error,
                    html! { <>{ for ticks }</> },
                );
            }
            FormFieldType::Radio | FormFieldType::Checkboxes => {
                let is_one = field.field_type == FormFieldType::Radio;
                let ticks = field.choices.iter().enumerate().map(|(place, choice)| {
                    let on_change = {
                        let choice = choice.clone();
                        self.answering(move |answers, field, _: Event| {
                            if is_one {
                                answers.typed(field, &choice)
                            } else {
                                answers.ticked(field, &choice)
                            }
                        })
                    };
                    let kind = if is_one { "radio" } else { "checkbox" };
                    let is_chosen = self.all.answers.is_chosen(field, choice);
                    let label = choice.clone().into();
                    tick(self, &place.to_string(), label, kind, is_chosen, on_change)
                });
                return group(
                    self,
                    words,
                    title,
                    hint,
                    error,
                    html! { <>{ for ticks }</> },
                );
            }
            FormFieldType::Text
            | FormFieldType::Heading
            | FormFieldType::Paragraph
            | FormFieldType::Divider => TextKind::Line,
        };
        TextField::new(self.id.clone(), title, self.all.answers.text(field).into())
            .kind(kind)
            .optional(!field.required)
            .hint(hint)
            .error(error)
            .on_input(on_text)
            .view(words)
    }

    /// Answers the question by what a control tells.
    fn answering<T: 'static>(
        &self,
        answer: impl Fn(Answers, &FormField, T) -> Answers + 'static,
    ) -> Callback<T> {
        let field = self.field.clone();
        let answers = self.all.answers.clone();
        self.all
            .on_answer
            .reform(move |told: T| (field.id.clone(), answer(answers.clone(), &field, told)))
    }
}

/// What a menu offers: nothing at first, and an answer that is none of the
/// choices stays to be seen.
fn offered(words: &Words, field: &FormField, answer: &str) -> Vec<Choice> {
    let stranger = (!answer.is_empty() && !field.choices.iter().any(|choice| choice == answer))
        .then(|| answer.to_owned());
    std::iter::once(String::new())
        .chain(field.choices.iter().cloned())
        .chain(stranger)
        .map(|choice| Choice {
            label: if choice.is_empty() {
                words.say(BuilderText::ChooseAnswer)
            } else {
                choice.clone().into()
            },
            value: choice.into(),
        })
        .collect()
}

/// Several boxes under one name.
fn group(
    props: &Question<'_>,
    words: &Words,
    title: AttrValue,
    hint: Option<AttrValue>,
    error: Option<AttrValue>,
    ticks: Html,
) -> Html {
    let error_id = format!("{}-error", props.id);
    let hint_id = format!("{}-hint", props.id);
    let described: Vec<&str> = [(&hint, &hint_id), (&error, &error_id)]
        .into_iter()
        .filter_map(|(text, id)| text.as_ref().map(|_| id.as_str()))
        .collect();
    html! {
        <fieldset class="field" id={props.id.clone()} tabindex="-1"
            aria-describedby={(!described.is_empty()).then(|| described.join(" "))}>
            <legend class="field-label" dir="auto">
                { title }
                if !props.field.required {
                    <span class="field-optional">{ words.say(Text::Optional) }</span>
                }
            </legend>
            if let Some(hint) = hint {
                <p class="field-hint" id={hint_id} dir="auto">{ hint }</p>
            }
            if let Some(error) = error {
                <p class="field-error" id={error_id}>{ sign(Icon::Error) }{ error }</p>
            }
            <div class="ticks">{ ticks }</div>
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
