use segflow_core::json::{Object, Value};
use segflow_core::pinned::Difference as Pinned;
use yew::prelude::{Html, MouseEvent, Properties, function_component, html};

use super::titles::sample_title;
use crate::builder::context::{Builder, use_doing};
use crate::builder::preview::change;
use crate::icons::{Icon, sign};
use crate::model::{Action, Difference, pinning};
use crate::parts::{Button, ButtonKind, Tone};
use crate::text::{PinnedText, Text, Words, use_words};

/// Properties of [`Payloads`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct PayloadsProps {
    pub(in crate::builder) builder: Builder,
    /// What the chosen sample should give.
    pub(in crate::builder) pinned: Object,
}

/// The payloads that a sample should give: that they are as they were, or what
/// has changed, until a person accepts it or takes it back.
#[function_component]
pub(in crate::builder) fn Payloads(props: &PayloadsProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let model = &props.builder.model;
    let checked = &props.builder.checked;
    let found = checked.pin_differences(&props.pinned);
    let samples = &model.workflow().samples;
    let place = model.sample_index();
    let edit = |expected: Option<Object>| {
        let edit = pinning(samples, place, expected);
        doing
            .act
            .reform(move |_: MouseEvent| Action::Edited(edit.clone()))
    };
    let unpin = Button::new(words.say(PinnedText::Unpin))
        .kind(ButtonKind::Quiet)
        .small()
        .on_press(edit(None));
    if found.is_empty() {
        let count = props.pinned.len();
        return html! {
            <div class="pinned">
                <p class="muted" role="status">
                    { sign(Icon::Check) }
                    { words.say(PinnedText::AsPinned { count }) }
                </p>
                { unpin.view() }
            </div>
        };
    }
    let name = model
        .sample()
        .map(|sample| sample_title(&words, place, sample));
    let name = name.unwrap_or_default();
    let workflow = model.workflow();
    let tasks = workflow.tasks.iter().filter_map(|task| {
        let of_it: Vec<&Pinned> = found.iter().filter(|one| one.task == task.id).collect();
        (!of_it.is_empty()).then(|| changes(&words, task.title(), &of_it))
    });
    let tasks: Vec<Html> = tasks.collect();
    let accept = edit(Some(checked.pins()));
    html! {
        <div class="pinned notice warn" role={Tone::Warning.role()}>
            { sign(Icon::Alert) }
            <div class="notice-body">
                <p class="notice-title">
                    { words.say(PinnedText::Changed { count: tasks.len() }) }
                </p>
                <p>{ words.say(PinnedText::ChangedHint { name: &name }) }</p>
                { for tasks }
                <div class="notice-actions">
                    {
                        Button::new(words.say(PinnedText::Accept))
                            .small()
                            .on_press(accept)
                            .view()
                    }
                    if model.undoable().is_some() {
                        {
                            Button::new(words.say(Text::Undo))
                                .icon(Icon::Undo)
                                .small()
                                .on_press(doing.act.reform(|_: MouseEvent| Action::Undone))
                                .view()
                        }
                    }
                    { unpin.view() }
                </div>
            </div>
        </div>
    }
}

/// What of the payload of one task is not as it was pinned.
fn changes(words: &Words, title: &str, found: &[&Pinned]) -> Html {
    let is_gone = found
        .iter()
        .any(|one| one.given.is_none() && one.at.as_str().is_empty());
    html! {
        <>
            <h3 class="pinned-task" dir="auto">{ title.to_owned() }</h3>
            if is_gone {
                <p>{ words.say(PinnedText::NoLongerSent) }</p>
            } else {
                <ul class="changes" role="list"
                    aria-label={words.say(PinnedText::ChangesOf { task: title })}>
                    { for found.iter().map(|one| change(words, &told(one))) }
                </ul>
            }
        </>
    }
}

fn told(one: &Pinned) -> Difference {
    let steps: Vec<String> = one.at.steps().map(|step| step.to_string()).collect();
    Difference {
        path: steps.join("."),
        before: one.pinned.as_ref().map(Value::to_string),
        after: one.given.as_ref().map(Value::to_string),
    }
}
