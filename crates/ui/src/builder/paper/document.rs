use gloo_events::EventListener;
use segflow_core::document::{Form, Task, TaskKind};
use segflow_core::preview::{PreviewStatus, TaskPreview};
use segflow_core::reference::References;
use yew::prelude::{Html, Properties, function_component, html, use_effect_with, use_state_eq};

use crate::builder::context::{Builder, account_title};
use crate::builder::words::{clauses_words, condition_words, kind_text, type_text};
use crate::parts::{JsonLayout, json_view};
use crate::text::{PaperText, Words, use_words};

/// Properties of [`Paper`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct PaperProps {
    pub(in crate::builder) builder: Builder,
}

/// The workflow as a document. It is written when the page is about to be
/// printed, and put away afterwards.
#[function_component]
pub(super) fn Paper(props: &PaperProps) -> Html {
    let words = use_words();
    let is_printed = use_state_eq(|| false);
    use_effect_with((), {
        let is_printed = is_printed.setter();
        move |()| {
            let listeners = web_sys::window().map(|window| {
                [("beforeprint", true), ("afterprint", false)].map(|(event, is_now)| {
                    let is_printed = is_printed.clone();
                    EventListener::new(&window, event, move |_| is_printed.set(is_now))
                })
            });
            move || drop(listeners)
        }
    });
    if !*is_printed {
        return Html::default();
    }
    let model = &props.builder.model;
    let workflow = model.workflow();
    html! {
        <article class="paper">
            <h1 dir="auto">{ workflow.name.clone() }</h1>
            if let Some(sample) = model.sample() {
                <p class="muted" dir="auto">{ words.say(PaperText::ForSample { name: &sample.name }) }</p>
            }
            { for workflow.tasks.iter().enumerate().map(|(place, task)| section(&words, &props.builder, place, task)) }
        </article>
    }
}

fn section(words: &Words, builder: &Builder, place: usize, task: &Task) -> Html {
    let number = place + 1;
    let references = References::of(builder.model.workflow(), &task.id);
    let condition = task.activate_when.as_ref().map(|condition| {
        let condition = condition_words(words, condition, &references);
        words.say(PaperText::OnlyWhen {
            condition: &condition,
        })
    });
    html! {
        <section key={task.id.as_str()} class="paper-task">
            <h2 dir="auto">{ format!("{number}. {}", task.title()) }</h2>
            <p class="muted">{ words.say(kind_text(&task.kind)) }</p>
            if let Some(condition) = condition {
                <p dir="auto">{ condition }</p>
            }
            {
                match &task.kind {
                    TaskKind::Form(form) => questions(words, form),
                    TaskKind::Segment(_) | TaskKind::Workflow(_) => sends(words, builder, task, place),
                }
            }
        </section>
    }
}

fn questions(words: &Words, form: &Form) -> Html {
    let question = |field: &segflow_core::document::FormField| {
        let kind = words.say(type_text(field.field_type));
        html! {
            <tr key={field.id.as_str()}>
                <td dir="auto">{ field.title().to_owned() }</td>
                <td>{ kind }</td>
                <td>{ words.say(if field.required { PaperText::Required } else { PaperText::MayBeEmpty }) }</td>
            </tr>
        }
    };
    html! {
        <table>
            <thead>
                <tr>
                    <th scope="col">{ words.say(PaperText::Question) }</th>
                    <th scope="col">{ words.say(PaperText::Kind) }</th>
                    <th scope="col">{ words.say(PaperText::Answer) }</th>
                </tr>
            </thead>
            <tbody>{ for form.fields.iter().map(question) }</tbody>
        </table>
    }
}

/// What a task would do for the sample.
fn sends(words: &Words, builder: &Builder, task: &Task, place: usize) -> Html {
    let Some(preview) = builder.checked.preview_at(place) else {
        return Html::default();
    };
    html! {
        <>
            { for preview.findings.iter().map(|found| html! { <p class="paper-finding">{ words.say(&found.problem) }</p> }) }
            { sent(words, builder, task, preview) }
        </>
    }
}

fn sent(words: &Words, builder: &Builder, task: &Task, preview: &TaskPreview) -> Html {
    if preview.status == PreviewStatus::Skipped {
        return html! { <p dir="auto">{ clauses_words(words, &preview.because) }</p> };
    }
    let Some(request) = &preview.request else {
        return html! { <p>{ words.say(PaperText::SendsNothing) }</p> };
    };
    let shown = request.shown();
    let account = task
        .segment()
        .and_then(|segment| builder.model.account(segment.account.as_ref()?))
        .map(account_title);
    html! {
        <>
            if let Some(account) = account {
                <p dir="auto">{ words.say(PaperText::SentTo { account }) }</p>
            }
            <p class="mono" dir="ltr">{ format!("{} {}", shown.method, shown.url) }</p>
            { json_view(&shown.body, JsonLayout::Lines) }
        </>
    }
}
