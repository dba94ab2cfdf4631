use std::rc::Rc;

use segflow_core::document::{FieldId, Form, FormField, Sample, TaskId};
use segflow_core::edit::Edit;
use segflow_core::json::{Object, Value};
use yew::prelude::{Html, Properties, function_component, html};

use crate::builder::context::{Builder, use_doing};
use crate::builder::questions::{Questions, Secrets};
use crate::model::{Action, Answers};
use crate::text::{BuilderText, use_words};

/// Properties of [`SampleAnswers`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct SampleAnswersProps {
    pub(super) builder: Builder,
    pub(super) task: TaskId,
    pub(super) form: Form,
}

/// What a person will be asked, with the sample's answers. They can be changed
/// here, and every preview follows.
#[function_component]
pub(super) fn SampleAnswers(props: &SampleAnswersProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let model = &props.builder.model;
    let record = model.record();
    let answers = record
        .get(props.task.as_str())
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let on_answer = {
        let samples = model.workflow().samples.clone();
        let place = model.sample_index();
        let task = props.task.clone();
        let name = words.say(BuilderText::Sample { number: 1 }).to_string();
        doing
            .act
            .reform(move |(field, answers): (FieldId, Answers)| Action::Typed {
                control: format!("sample-{field}"),
                edit: Edit::SetSamples(answered(&samples, place, &name, &task, answers.0)),
            })
    };
    html! {
        <>
            <p class="because">{ words.say(BuilderText::WillBeAsked) }</p>
            if props.form.fields.is_empty() {
                <p class="muted">{ words.say(BuilderText::NoQuestions) }</p>
            } else {
                <div class="request sample-answers">
                    <Questions id="sample" fields={Rc::<[FormField]>::from(props.form.fields.as_slice())}
                        answers={Answers(answers)} secrets={Secrets::Withheld} {on_answer} />
                </div>
            }
        </>
    }
}

/// The samples with other answers for a task in one of them; the first is made
/// where there is none.
fn answered(
    samples: &[Sample],
    place: usize,
    name: &str,
    task: &TaskId,
    answers: Object,
) -> Vec<Sample> {
    let mut samples = samples.to_vec();
    if samples.get(place).is_none() {
        samples.push(Sample {
            name: name.to_owned(),
            ..Sample::default()
        });
    }
    let place = place.min(samples.len().saturating_sub(1));
    if let Some(sample) = samples.get_mut(place) {
        sample.record.insert(task.as_str(), answers);
    }
    samples
}
