use std::rc::Rc;
use std::sync::Arc;

use segflow_core::document::{Sample, Workflow};
use segflow_core::flow::Flow;
use segflow_core::json::Value;
use segflow_core::trace_back::{TracedBack, trace_back};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_memo,
};

use super::from_message::{FromMessageProps, KeptSample};
use super::name::NameDialog;
use crate::model::free_sample_name;
use crate::parts::{Button, Dialog};
use crate::text::{SampleText, Text, Words, use_words};

/// Properties of [`TracedDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct TracedDialogProps {
    pub(super) heading: AttrValue,
    /// The workflow and the message.
    pub(super) from: FromMessageProps,
    pub(super) on_close: Callback<()>,
}

/// The answers that a message tells and what it does not tell, and what the
/// sample made of it is to be called.
#[function_component]
pub(super) fn TracedDialog(props: &TracedDialogProps) -> Html {
    let words = use_words();
    let (from, on_close) = (&props.from, &props.on_close);
    let traced = use_memo(
        (Rc::clone(&from.workflow), from.message.clone()),
        |(workflow, message)| {
            let flow = Flow::compile(Arc::new((**workflow).clone()));
            trace_back(&flow, message).filter(|traced| !traced.found.is_empty())
        },
    );
    let Some(traced) = &*traced else {
        return html! {
            <Dialog id="sample-dialog" title={props.heading.clone()} on_close={on_close.clone()}>
                <p>{ words.say(SampleText::NothingFound) }</p>
                <div class="form-actions">
                    {
                        Button::new(words.say(Text::Close))
                            .on_press(on_close.reform(|_: MouseEvent| ()))
                            .view()
                    }
                </div>
            </Dialog>
        };
    };
    let on_name = {
        let record = traced.record.clone();
        let (workflow, last_visit) = (Rc::clone(&from.workflow), from.last_visit.clone());
        from.on_keep.reform(move |name: String| {
            let sample = Sample {
                name: name.clone(),
                record: record.clone(),
                ..Sample::default()
            };
            KeptSample {
                workflow: Rc::new(last_visit.with_sample(&workflow, sample)),
                name,
            }
        })
    };
    let samples = &from.workflow.samples;
    html! {
        <NameDialog title={props.heading.clone()}
            name={free_sample_name(samples, &words.say(SampleText::FromMessage))}
            samples={Rc::from(samples.as_slice())} {on_name} on_close={on_close.clone()}>
            { told(&words, &from.workflow, traced) }
        </NameDialog>
    }
}

/// The answers that were found, and the questions that have none.
fn told(words: &Words, workflow: &Workflow, traced: &TracedBack) -> Html {
    let fields = workflow.tasks.iter().flat_map(|task| {
        let fields = task.form().into_iter().flat_map(|form| form.fields.iter());
        fields.map(move |field| (task, field))
    });
    let found = fields.clone().filter_map(|(task, field)| {
        let answers = traced.record.get(task.id.as_str())?;
        let answer = answers.get(field.id.as_str())?;
        let answer = match answer {
            Value::Text(text) => text.clone(),
            other => other.to_string(),
        };
        Some(html! {
            <div class="detail">
                <dt dir="auto">{ field.title().to_owned() }</dt>
                <dd dir="auto">{ answer }</dd>
            </div>
        })
    });
    let unknown: Vec<String> = fields
        .filter(|(task, field)| {
            traced
                .unknown
                .iter()
                .any(|(form, id)| *form == task.id && *id == field.id)
        })
        .map(|(_, field)| field.title().to_owned())
        .collect();
    html! {
        <>
            <section class="section" aria-labelledby="found-answers">
                <h3 id="found-answers">{ words.say(SampleText::FoundAnswers) }</h3>
                <dl class="details">{ for found }</dl>
            </section>
            if !unknown.is_empty() {
                <p class="muted">
                    { words.say(SampleText::NotFound) }
                    { " " }
                    { unknown.join(", ") }
                </p>
            }
            if !traced.differs.is_empty() {
                <p class="muted">
                    { words.say(SampleText::Differs { count: traced.differs.len() }) }
                </p>
            }
        </>
    }
}
