use std::rc::Rc;

use segflow_core::document::Workflow;
use segflow_interchange::{Extent, Format, Imported, NotTakenOver};
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, html};

use super::model::{Found, Refusal};
use super::sends;
use crate::builder::{call_icon, call_text, kind_icon};
use crate::icons::{Icon, sign};
use crate::parts::{Button, Notice, Tone, badge, disclosure};
use crate::text::{ImportText, Text, Words};

/// A longer list of what is not as it was is shown on demand.
const MOST_SHOWN: usize = 5;

/// What people call a workflow.
pub(super) fn title(words: &Words, workflow: &Workflow) -> AttrValue {
    match workflow.name.as_str() {
        "" => words.say(Text::UnnamedWorkflow),
        name => name.to_owned().into(),
    }
}

/// What was found in one file: what it becomes, or why it becomes nothing.
pub(super) fn card(words: &Words, found: &Rc<Found>, on_drop: &Callback<u32>) -> Html {
    let number = found.number;
    let source = match &found.file {
        Some(file) => AttrValue::from(file.clone()),
        None => words.say(ImportText::Pasted),
    };
    let drop = |name: &str| {
        Button::sign_only(Icon::Close, words.say(ImportText::LeaveOut { name }))
            .small()
            .on_press(on_drop.reform(move |_: MouseEvent| number))
            .view()
    };
    match &found.outcome {
        Ok(imported) => {
            let name = title(words, &imported.workflow);
            html! {
                <li key={number} class="card import-card">
                    <div class="import-head">
                        <h2 dir="auto">{ name.clone() }</h2>
                        { drop(&name) }
                    </div>
                    <p class="import-source">
                        { badge(Tone::Neutral, None, html! { words.say(format(imported.format)) }) }
                        <span dir="auto">{ source }</span>
                    </p>
                    { becomes(words, &imported.workflow) }
                    { not_taken_over(words, imported) }
                </li>
            }
        }
        Err(refusal) => html! {
            <li key={number} class="import-refused">
                {
                    Notice::new(Tone::Error)
                        .title(source.clone())
                        .actions(Some(drop(&source)))
                        .view(refused(words, refusal))
                }
            </li>
        },
    }
}

/// Why something cannot be imported, as a sentence.
pub(super) fn refused(words: &Words, refusal: &Refusal) -> AttrValue {
    match refusal {
        Refusal::Import(error) => words.say(ImportText::Refused(error)),
        Refusal::NotRead => words.say(ImportText::NotRead),
    }
}

fn format(format: Format) -> ImportText<'static> {
    match format {
        Format::Workflow => ImportText::FormatWorkflow,
        Format::Kotive => ImportText::FormatKotive,
        Format::MappingKit => ImportText::FormatMapping,
        Format::N8n => ImportText::FormatN8n,
    }
}

/// The tasks that a workflow has, and what each of them sends.
pub(super) fn becomes(words: &Words, workflow: &Workflow) -> Html {
    let mut sending = sends(workflow).into_iter();
    let name = title(words, workflow);
    let tasks = workflow.tasks.iter().map(|task| {
        let sends = task.segment().and_then(|_| sending.next());
        let what = match &sends {
            Some(sends) if !sends.what.is_empty() => sends.what.clone().into(),
            Some(sends) => words.say(call_text(sends.call)),
            None => AttrValue::default(),
        };
        // What a task is called may say it already.
        let what = Some(what).filter(|what| *what != task.title());
        let icon = sends
            .as_ref()
            .map_or_else(|| kind_icon(&task.kind), |sends| call_icon(sends.call));
        html! {
            <li key={task.id.as_str()}>
                { sign(icon) }
                <span dir="auto">{ task.title().to_owned() }</span>
                <span class="import-what" dir="auto">{ what.unwrap_or_default() }</span>
            </li>
        }
    });
    if workflow.tasks.is_empty() {
        return html! { <p class="muted">{ words.say(Text::NoTasks) }</p> };
    }
    html! {
        <ol class="import-tasks" role="list" aria-label={words.say(Text::TasksOf { workflow: &name })}>
            { for tasks }
        </ol>
    }
}

/// What of the source is not here, or not as it was, with its places.
fn not_taken_over(words: &Words, imported: &Imported) -> Html {
    let count = imported.listed.len();
    if count == 0 {
        return Html::default();
    }
    let title = words.say(ImportText::NotTakenOver { count });
    let listed = html! {
        <ul class="import-listed" role="list">
            { for imported.listed.iter().map(|listed| one(words, listed)) }
        </ul>
    };
    if count > MOST_SHOWN {
        return disclosure(title, listed);
    }
    html! {
        <section class="import-changed">
            <h3>{ sign(Icon::Alert) }{ title }</h3>
            { listed }
        </section>
    }
}

fn one(words: &Words, listed: &NotTakenOver) -> Html {
    let (tone, word) = match listed.why.extent() {
        Extent::LeftOut => (Tone::Warning, ImportText::LeftOut),
        Extent::Changed => (Tone::Neutral, ImportText::Changed),
    };
    let place = match listed.place.as_str() {
        "" => "/",
        place => place,
    };
    html! {
        <li>
            { badge(tone, None, html! { words.say(word) }) }
            <div>
                <p>{ words.say(ImportText::Why(&listed.why)) }</p>
                <p class="import-place" dir="ltr"><code>{ place.to_owned() }</code>{ " " }<code>{ listed.what.clone() }</code></p>
            </div>
        </li>
    }
}
