use std::rc::Rc;
use std::sync::Arc;

use segflow_core::document::{Sample, Workflow};
use segflow_core::flow::Flow;
use segflow_core::json::Value;
use segflow_core::trace_back::{TracedBack, trace_back};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_memo,
    use_state_eq,
};

use super::name::NameDialog;
use crate::icons::Icon;
use crate::model::free_sample_name;
use crate::parts::{Button, Dialog};
use crate::text::{BuilderText, SampleText, Text, Words, use_words};

/// Properties of [`FromMessage`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FromMessageProps {
    /// The workflow that gets the sample.
    pub workflow: Rc<Workflow>,
    /// The message.
    pub message: Value,
    /// What came of keeping the last one, to be said.
    #[prop_or_default]
    pub said: Option<AttrValue>,
    /// A sample was made.
    pub on_keep: Callback<Sample>,
}

/// Makes a sample out of a message: the answers that it tells, and what it does
/// not tell.
#[function_component]
pub fn FromMessage(props: &FromMessageProps) -> Html {
    let words = use_words();
    let is_open = use_state_eq(|| false);
    let traced = use_memo(
        (Rc::clone(&props.workflow), props.message.clone(), *is_open),
        |(workflow, message, is_open)| {
            is_open.then(|| {
                let flow = Flow::compile(Arc::new((**workflow).clone()));
                trace_back(&flow, message).filter(|traced| !traced.found.is_empty())
            })
        },
    );
    let set_open = |open: bool| {
        let is_open = is_open.clone();
        move || is_open.set(open)
    };
    let on_press = {
        let open = set_open(true);
        Callback::from(move |_: MouseEvent| open())
    };
    let on_close = {
        let close = set_open(false);
        Callback::from(move |()| close())
    };
    let title = match props.workflow.name.as_str() {
        "" => words.say(BuilderText::UnnamedWorkflow),
        name => AttrValue::from(name.to_owned()),
    };
    let heading = words.say(SampleText::UseAsSample { workflow: &title });
    let dialog = traced.as_ref().as_ref().map(|traced| match traced {
        None => html! {
            <Dialog id="sample-dialog" title={heading.clone()} on_close={on_close.clone()}>
                <p>{ words.say(SampleText::NothingFound) }</p>
                <div class="form-actions">
                    {
                        Button::new(words.say(Text::Close))
                            .on_press(on_close.reform(|_: MouseEvent| ()))
                            .view()
                    }
                </div>
            </Dialog>
        },
        Some(traced) => {
            let base = words.say(SampleText::FromMessage);
            let record = traced.record.clone();
            let on_name = props.on_keep.reform(move |name: String| Sample {
                name,
                record: record.clone(),
                ..Sample::default()
            });
            html! {
                <NameDialog title={heading.clone()}
                    name={free_sample_name(&props.workflow.samples, &base)}
                    samples={Rc::from(props.workflow.samples.as_slice())} {on_name}
                    on_close={on_close.clone()}>
                    { told(&words, &props.workflow, traced) }
                </NameDialog>
            }
        }
    });
    html! {
        <>
            {
                Button::new(heading.clone())
                    .icon(Icon::Add)
                    .small()
                    .on_press(on_press)
                    .view()
            }
            <span role="status">{ props.said.clone() }</span>
            { dialog }
        </>
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
