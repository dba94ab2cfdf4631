use std::rc::Rc;

use segflow_core::document::{FieldId, FormField, MAX_DEPTH, Task};
use segflow_core::edit::Edit;
use segflow_core::json::Value;
use yew::prelude::{Callback, Html, MouseEvent, Properties, function_component, html};

use super::titles::sample_title;
use crate::builder::context::{Builder, use_doing};
use crate::builder::questions::{Questions, Secrets};
use crate::builder::segment::JsonBox;
use crate::model::{Action, Answers, with_record};
use crate::parts::{Button, ButtonKind, Dialog};
use crate::text::{BuilderText, SampleText, Text, Words, use_words};

/// The document, its samples and the sample stand around a record.
const RECORD_DEPTH: usize = MAX_DEPTH - 3;

/// Properties of [`AnswersDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct AnswersDialogProps {
    pub(super) builder: Builder,
    pub(super) on_close: Callback<()>,
}

/// The answers of the chosen sample to every form. Each holds as it is given.
#[function_component]
pub(super) fn AnswersDialog(props: &AnswersDialogProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let model = &props.builder.model;
    let Some(sample) = model.sample() else {
        return Html::default();
    };
    let place = model.sample_index();
    let name = sample_title(&words, place, sample);
    let samples = model.workflow().samples.clone();
    let forms = model.workflow().tasks.iter().filter_map(|task| {
        let fields = &task.form()?.fields;
        Some(questions(&words, task, fields, props, &doing.act))
    });
    let forms: Vec<Html> = forms.collect();
    let on_value = doing.maybe(move |value: Value| {
        let record = value.as_object()?.clone();
        Some(Action::Typed {
            control: "sample-json".to_owned(),
            edit: Edit::SetSamples(with_record(&samples, place, record)),
        })
    });
    html! {
        <Dialog id="sample-dialog" title={words.say(SampleText::AnswersTitle { name: &name })}
            on_close={props.on_close.clone()}>
            <div class="stack">
                if forms.is_empty() {
                    <p class="muted">{ words.say(SampleText::NoForms) }</p>
                }
                { for forms }
                <JsonBox id="sample-json" draft={name.clone()} field={words.say(SampleText::Record)}
                    value={Value::Object(sample.record.clone())} max_depth={RECORD_DEPTH} {on_value} />
                <div class="form-actions">
                    {
                        Button::new(words.say(Text::Close))
                            .kind(ButtonKind::Primary)
                            .on_press(props.on_close.reform(|_: MouseEvent| ()))
                            .view()
                    }
                </div>
            </div>
        </Dialog>
    }
}

/// The questions of one form.
fn questions(
    words: &Words,
    task: &Task,
    fields: &[FormField],
    props: &AnswersDialogProps,
    act: &Callback<Action>,
) -> Html {
    let model = &props.builder.model;
    let record = model.record();
    let answers = record
        .get(task.id.as_str())
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let on_answer = {
        let samples = model.workflow().samples.clone();
        let place = model.sample_index();
        let task = task.id.clone();
        act.reform(move |(field, answers): (FieldId, Answers)| {
            let mut record = record.clone();
            record.insert(task.as_str(), answers.0);
            Action::Typed {
                control: format!("sample-{task}-{field}"),
                edit: Edit::SetSamples(with_record(&samples, place, record)),
            }
        })
    };
    let title_id = format!("answers-{}-title", task.id);
    html! {
        <section key={task.id.as_str()} class="section" aria-labelledby={title_id.clone()}>
            <h3 id={title_id}>{ task.title().to_owned() }</h3>
            if fields.is_empty() {
                <p class="muted">{ words.say(BuilderText::NoQuestions) }</p>
            }
            {
                Questions {
                    id: format!("answers-{}", task.id).into(),
                    fields: Rc::<[FormField]>::from(fields),
                    answers: Answers(answers),
                    problems: Vec::new(),
                    secrets: Secrets::Withheld,
                    on_answer,
                }
                .view(words)
            }
        </section>
    }
}
