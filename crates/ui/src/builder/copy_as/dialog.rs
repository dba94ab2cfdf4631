use segflow_core::document::TaskId;
use segflow_core::preview::PreviewStatus;
use segflow_interchange::export::Target;
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, Properties, function_component, html};

use crate::builder::context::Builder;
use crate::icons::Icon;
use crate::model::{TaskFile, task_file};
use crate::opening::{download, not_taken_over};
use crate::parts::{Button, ButtonKind, CopyButton, Dialog, DialogWidth, Tone, notice};
use crate::text::{CopyText, Text, Words, use_words};

/// Properties of [`CopyDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct CopyDialogProps {
    pub(super) builder: Builder,
    pub(super) task: TaskId,
    pub(super) target: Target,
    pub(super) on_close: Callback<()>,
}

/// The task in another format, and what of it is not there.
#[function_component]
pub(super) fn CopyDialog(props: &CopyDialogProps) -> Html {
    let words = use_words();
    let builder = &props.builder;
    let preview = builder.checked.preview(&props.task);
    let request = preview.and_then(|preview| preview.request.as_ref());
    let task = builder.model.workflow().task(&props.task);
    let file = task.and_then(|task| task_file(task, request, props.target));
    let warned = preview
        .filter(|_| props.target != Target::MappingKit)
        .and_then(|preview| match preview.status {
            PreviewStatus::Skipped => Some(CopyText::WouldBeSkipped),
            PreviewStatus::Invalid => Some(CopyText::CannotBeSent),
            PreviewStatus::Ready | PreviewStatus::Done => None,
        });
    let format = words.say(CopyText::Format(props.target));
    let title = words.say(CopyText::CopyTaskAs { format: &format });
    html! {
        <Dialog id="copy-dialog" {title} width={DialogWidth::Wide} on_close={props.on_close.clone()}>
            <div class="stack">
                if let Some(text) = warned {
                    { notice(Tone::Warning, words.say(text)) }
                }
                if let Some(file) = file {
                    { shown(&words, props.target, format, file) }
                }
            </div>
        </Dialog>
    }
}

fn shown(words: &Words, target: Target, format: AttrValue, file: TaskFile) -> Html {
    let TaskFile { name, text, listed } = file;
    let label = words.say(CopyText::Download { file: &name });
    let on_download = {
        let text = text.clone();
        Callback::from(move |_: MouseEvent| download(&name, &text))
    };
    html! {
        <>
            <p>{ words.say(CopyText::HowToUse(target)) }</p>
            <div class="request copied">
                <pre class="json wrapped" dir="ltr" translate="no" role="group" tabindex="0"
                    aria-label={format.clone()}>{ text.clone() }</pre>
                <div class="request-foot">
                    {
                        Button::new(label)
                            .icon(Icon::Download)
                            .kind(ButtonKind::Quiet)
                            .small()
                            .on_press(on_download)
                            .view()
                    }
                    <CopyButton {text} label={words.say(Text::Copy)} />
                </div>
            </div>
            if target != Target::MappingKit {
                <p class="field-hint">{ words.say(CopyText::SameMessage) }</p>
            }
            { not_taken_over(words, &listed) }
        </>
    }
}
