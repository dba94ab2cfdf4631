use segflow_core::check::Finding;
use segflow_core::preview::PreviewStatus;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use super::answers::sample_answers;
use super::request::RequestView;
use crate::builder::context::{Builder, Doing, use_doing};
use crate::builder::run::run_panel;
use crate::builder::samples::SampleBar;
use crate::builder::words::clauses_words;
use crate::icons::{Icon, sign};
use crate::parts::{Button, ButtonKind, Tone, badge};
use crate::text::{BuilderText, Words, use_words};

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
    let builder = &props.builder;
    let toggle = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    html! {
        <div class="builder-preview" data-open={open.to_string()}>
            { run_panel(&words, &doing, builder) }
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
                    { task_preview(&words, &doing, builder) }
                </div>
            </section>
        </div>
    }
}

/// What the chosen task would do.
fn task_preview(words: &Words, doing: &Doing, builder: &Builder) -> Html {
    let Some(task) = builder.model.selected() else {
        return html! { <p class="muted">{ words.say(BuilderText::NoPreview) }</p> };
    };
    if let Some(form) = task.form() {
        return sample_answers(words, doing, builder, &task.id, form);
    }
    let Some(preview) = builder.checked.preview(&task.id) else {
        return Html::default();
    };
    let blocking: Vec<&Finding> = preview
        .findings
        .iter()
        .filter(|found| found.blocks())
        .collect();
    // Without a sample only what the document itself lacks can be told.
    let is_known = builder.checked.has_sample() || !blocking.is_empty();
    let (tone, icon, state) = match preview.status {
        PreviewStatus::Ready => (Tone::Good, Icon::Check, BuilderText::WouldBeSent),
        PreviewStatus::Done => (Tone::Neutral, Icon::Info, BuilderText::NothingSent),
        PreviewStatus::Skipped => (Tone::Neutral, Icon::Dash, BuilderText::WouldBeSkipped),
        PreviewStatus::Invalid => (Tone::Error, Icon::Error, BuilderText::CannotBeSent),
    };
    html! {
        <>
            <div class="preview-state" role="status">
                if is_known {
                    { badge(tone, Some(icon), html! { words.say(state) }) }
                }
                if is_known && preview.status == PreviewStatus::Skipped {
                    <p class="because">{ clauses_words(words, &preview.because) }</p>
                }
                if preview.status == PreviewStatus::Invalid && !blocking.is_empty() {
                    <ul class="because">
                        { for blocking.iter().map(|found| html! { <li>{ found.to_string() }</li> }) }
                    </ul>
                }
                if !builder.checked.has_sample() {
                    <p class="because">
                        { sign(Icon::Info) }
                        { words.say(BuilderText::NoSampleYet) }
                    </p>
                }
            </div>
            if let Some(request) = &preview.request {
                <RequestView request={request.shown()} bytes={request.body_bytes()}
                    message_id={preview.message_id.clone().map(AttrValue::from)} />
            }
        </>
    }
}
