use std::rc::Rc;

use segflow_core::document::{FieldId, Form, FormField, Sample, TaskId};
use segflow_core::edit::Edit;
use segflow_core::json::{Object, Value};
use yew::prelude::{Html, html};

use crate::builder::context::{Builder, Doing};
use crate::builder::questions::{Questions, Secrets};
use crate::model::{Action, Answers};
use crate::text::{BuilderText, Words};

/// What a person will be asked, with the sample's answers. They can be changed
/// here, and every preview follows.
pub(super) fn sample_answers(
    words: &Words,
    doing: &Doing,
    builder: &Builder,
    task: &TaskId,
    form: &Form,
) -> Html {
    let model = &builder.model;
    let record = model.record();
    let answers = record
        .get(task.as_str())
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let on_answer = {
        let samples = model.workflow().samples.clone();
        let place = model.sample_index();
        let task = task.clone();
        // What is changed of the page's own sample becomes one of the document.
        let first = model.given_sample().cloned().unwrap_or(Sample {
            name: words.say(BuilderText::Sample { number: 1 }).to_string(),
            ..Sample::default()
        });
        doing
            .act
            .reform(move |(field, answers): (FieldId, Answers)| Action::Typed {
                control: format!("sample-{field}"),
                edit: Edit::SetSamples(answered(&samples, place, &first, &task, answers.0)),
            })
    };
    html! {
        <>
            <p class="because">{ words.say(BuilderText::WillBeAsked) }</p>
            if form.fields.is_empty() {
                <p class="muted">{ words.say(BuilderText::NoQuestions) }</p>
            } else {
                <div class="request sample-answers">
                    {
                        Questions {
                            id: "sample".into(),
                            fields: Rc::<[FormField]>::from(form.fields.as_slice()),
                            answers: Answers(answers),
                            problems: Vec::new(),
                            secrets: Secrets::Withheld,
                            on_answer,
                        }
                        .view(words)
                    }
                </div>
            }
        </>
    }
}

/// The samples with other answers for a task in one of them; `first` becomes one
/// where there is none.
fn answered(
    samples: &[Sample],
    place: usize,
    first: &Sample,
    task: &TaskId,
    answers: Object,
) -> Vec<Sample> {
    let mut samples = samples.to_vec();
    if samples.get(place).is_none() {
        samples.push(first.clone());
    }
    let place = place.min(samples.len().saturating_sub(1));
    if let Some(sample) = samples.get_mut(place) {
        sample.record.insert(task.as_str(), answers);
    }
    samples
}
