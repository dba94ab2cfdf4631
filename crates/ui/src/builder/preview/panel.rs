use segflow_core::check::Finding;
use segflow_core::document::{Task, TaskKind};
use segflow_core::preview::{PreviewStatus, TaskPreview};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, UseStateHandle, function_component, html,
    use_state_eq,
};

use super::all_tasks::all_tasks;
use super::answers::sample_answers;
use super::changes::changes;
use super::found::found;
use super::request::{Body, command, headers};
use crate::builder::canvas::{HintProps, hint};
use crate::builder::context::{Builder, Doing, use_doing};
use crate::builder::copy_as::CopyMenu;
use crate::builder::run::{RunPanelProps, run_panel, run_said};
use crate::builder::samples::{PayloadsProps, SampleBar, pinned_payloads};
use crate::builder::words::clauses_words;
use crate::icons::{Icon, sign};
use crate::model::{Hint, Model};
use crate::parts::{Button, ButtonKind, Tab, Tabs, Tone, badge};
use crate::text::{BuilderText, Text, Words, use_words};

/// Properties of [`Preview`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct PreviewProps {
    pub(in crate::builder) builder: Builder,
}

/// The preview, under the run if there is one.
#[function_component]
pub(in crate::builder) fn Preview(props: &PreviewProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let open = use_state_eq(|| false);
    let view = use_state_eq(|| View::Body);
    let builder = &props.builder;
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <div class="builder-preview" data-open={open.to_string()}>
            { run_said(&words, &builder.model) }
            { run(builder).unwrap_or_default() }
            <section aria-labelledby="preview-title" class="preview">
                <div class="preview-head">
                    <h2 id="preview-title">{ words.say(BuilderText::RequestPreview) }</h2>
                    <SampleBar builder={builder.clone()} />
                    {
                        Button::new(words.say(if *open {
                            BuilderText::HidePreview
                        } else {
                            BuilderText::ShowPreview
                        }))
                        .class("preview-toggle")
                        .kind(ButtonKind::Quiet)
                        .small()
                        .expanded(*open)
                        .controls(Some(AttrValue::Static("preview-body")))
                        .on_press(toggle)
                        .view()
                    }
                </div>
                <div class="preview-body" id="preview-body">
                    { payloads(builder) }
                    { views(&words, &doing, builder, &view) }
                </div>
            </section>
        </div>
    }
}

/// The run, or what is missing for one.
fn run(builder: &Builder) -> Option<Html> {
    let model = &builder.model;
    let is_there = model.running().is_some() || model.missing().is_some();
    is_there.then(|| {
        run_panel(RunPanelProps {
            builder: builder.clone(),
        })
    })
}

/// What has become of the payloads that the chosen sample has pinned.
fn payloads(builder: &Builder) -> Option<Html> {
    let pinned = builder.model.sample()?.expected.clone()?;
    Some(pinned_payloads(PayloadsProps {
        builder: builder.clone(),
        pinned,
    }))
}

/// A way to look at what would be sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum View {
    Answers,
    Body,
    Headers,
    Command,
    Changes,
    AllTasks,
}

impl View {
    const fn key(self) -> &'static str {
        match self {
            View::Answers => "answers",
            View::Body => "body",
            View::Headers => "headers",
            View::Command => "curl",
            View::Changes => "changes",
            View::AllTasks => "all",
        }
    }

    const fn text(self) -> BuilderText<'static> {
        match self {
            View::Answers => BuilderText::ViewAnswers,
            View::Body => BuilderText::ViewBody,
            View::Headers => BuilderText::ViewHeaders,
            View::Command => BuilderText::ViewCommand,
            View::Changes => BuilderText::ViewChanges,
            View::AllTasks => BuilderText::ViewAllTasks,
        }
    }
}

/// The views that the chosen task has, and the one that is shown: the one that
/// was chosen last, if this task has it.
fn views(words: &Words, doing: &Doing, builder: &Builder, chosen: &UseStateHandle<View>) -> Html {
    let Some(task) = builder.model.selected() else {
        return html! { <p class="muted">{ words.say(BuilderText::NoPreview) }</p> };
    };
    let offered: &[View] = match &task.kind {
        TaskKind::Form(_) => &[View::Answers, View::AllTasks],
        TaskKind::Segment(_) => &[
            View::Body,
            View::Headers,
            View::Command,
            View::Changes,
            View::AllTasks,
        ],
        TaskKind::Workflow(_) => &[View::AllTasks],
    };
    let shown = offered.iter().find(|view| **view == **chosen);
    let Some(shown) = shown.or(offered.first()).copied() else {
        return Html::default();
    };
    let tabs = offered.iter().map(|view| Tab {
        key: AttrValue::Static(view.key()),
        label: words.say(view.text()),
        mark: None,
    });
    let on_select = {
        let chosen = chosen.clone();
        Callback::from(move |key: AttrValue| {
            if let Some(view) = offered.iter().find(|view| key == view.key()) {
                chosen.set(*view);
            }
        })
    };
    let panel = match (shown, task.form()) {
        (View::AllTasks, _) => all_tasks(words, doing, builder),
        (_, Some(form)) => sample_answers(words, doing, builder, &task.id, form),
        (view, None) => task_preview(words, doing, builder, task, view),
    };
    Tabs {
        id: "preview".into(),
        label: words.say(BuilderText::PreviewViews),
        tabs: tabs.collect(),
        selected: shown.key().into(),
        on_select,
        panel: html! { <div key={shown.key()} class="stack preview-view">{ panel }</div> },
    }
    .view()
}

/// What a task's state looks like and is called. Only of a task of the model's
/// own it is known whether it is new.
pub(super) fn state_of(
    words: &Words,
    model: Option<&Model>,
    preview: &TaskPreview,
) -> (Tone, Icon, AttrValue) {
    let is_to_do = |found: &Finding| model.is_some_and(|model| model.is_to_do(found));
    let mut blocking = preview.findings.iter().filter(|found| found.blocks());
    let (tone, icon, text) = match preview.status {
        PreviewStatus::Ready => (Tone::Good, Icon::Check, BuilderText::WouldBeSent),
        PreviewStatus::Done => (Tone::Neutral, Icon::Info, BuilderText::NothingSent),
        PreviewStatus::Skipped => (Tone::Neutral, Icon::Dash, BuilderText::WouldBeSkipped),
        PreviewStatus::Invalid if blocking.clone().any(is_to_do) && blocking.all(is_to_do) => {
            return (Tone::Info, Icon::Info, words.say(Text::StillToFillIn));
        }
        PreviewStatus::Invalid => (Tone::Error, Icon::Error, BuilderText::CannotBeSent),
    };
    (tone, icon, words.say(text))
}

/// What a Segment task would do.
fn task_preview(words: &Words, doing: &Doing, builder: &Builder, task: &Task, view: View) -> Html {
    let Some(preview) = builder.checked.preview(&task.id) else {
        return Html::default();
    };
    // Without a sample only what the document itself lacks can be told.
    let is_known =
        builder.checked.has_sample() || preview.findings.iter().any(|found| found.blocks());
    let (tone, icon, state) = state_of(words, Some(&builder.model), preview);
    let content = preview.request.as_ref().map(|request| match view {
        View::Headers => headers(words, &request.shown()),
        View::Command => command(words, request),
        View::Changes => changes(words, builder, &task.id, &request.shown()),
        View::Body | View::Answers | View::AllTasks => html! {
            <Body request={request.shown()} bytes={request.body_bytes()}
                message_id={preview.message_id.clone().map(AttrValue::from)} />
        },
    });
    html! {
        <>
            <div class="hint-place">
                {
                    hint(HintProps {
                        builder: builder.clone(),
                        at: Hint::Request,
                    })
                }
            </div>
            <div class="preview-task">
            <div class="preview-state" role="status">
                if is_known {
                    { badge(tone, Some(icon), html! { state }) }
                }
                if is_known && preview.status == PreviewStatus::Skipped {
                    <p class="because">{ clauses_words(words, &preview.because) }</p>
                }
                if !builder.checked.has_sample() {
                    <p class="because">
                        { sign(Icon::Info) }
                        { words.say(BuilderText::NoSampleYet) }
                    </p>
                }
            </div>
            <CopyMenu builder={builder.clone()} task={task.id.clone()} />
            </div>
            { found(words, doing, &builder.model, &preview.findings) }
            { content.unwrap_or_default() }
        </>
    }
}
