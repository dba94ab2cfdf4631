use yew::prelude::{AttrValue, Html, NodeRef, Properties, function_component, html, use_node_ref};

use super::context::{Builder, use_doing};
use super::editor::editor;
use super::focusing::use_focusing;
use super::preview::{PreviewProps, preview};
use super::run::{AskingDialogProps, asking_dialog};
use super::shortcuts::use_shortcuts;
use super::tasks::task_list;
use crate::model::{Action, Notice, Saving};
use crate::parts::{Toast, Tone, toasts};
use crate::text::{BuilderText, Text, Words, use_words};

/// Properties of [`Columns`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ColumnsProps {
    pub(super) builder: Builder,
}

/// Tasks, the chosen task and its preview, beside or under each other.
#[function_component]
pub(super) fn Columns(props: &ColumnsProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let root: NodeRef = use_node_ref();
    let model = &props.builder.model;
    use_focusing(&root, model.focus());
    use_shortcuts(&root, &doing.act);

    let mut shown: Vec<Toast> = Vec::new();
    shown.extend(
        model
            .notice()
            .map(|(id, notice)| toast(&words, *id, notice)),
    );
    if let Saving::Refused(reason) = model.saving() {
        shown.push(Toast {
            id: NOT_SAVED,
            tone: Tone::Error,
            text: words.say(BuilderText::NotSavedBecause {
                reason: &words.say(reason),
            }),
            action: None,
        });
    }
    // A reason not to save stays in sight until the next attempt.
    let on_close = doing.maybe(|id| (id != NOT_SAVED).then_some(Action::NoticeClosed));
    html! {
        <div ref={root} class="builder" data-rights={(!model.may_edit()).then_some("look")}
            onfocusout={doing.act.reform(|_| Action::ControlLeft)}>
            <div class="builder-columns">
                { task_list(&words, &doing, &props.builder) }
                { editor(&words, &doing, &props.builder) }
                {
                    preview(PreviewProps {
                        builder: props.builder.clone(),
                    })
                }
            </div>
            if let Some(running) = model.running() {
                if !running.asking.is_empty() {
                    <div key="asking">
                        {
                            asking_dialog(AskingDialogProps {
                                running: running.clone(),
                            })
                        }
                    </div>
                }
            }
            { toasts(&shown, &doing.act.reform(|_| Action::Undone), &on_close) }
        </div>
    }
}

/// Notices count up from 1.
const NOT_SAVED: u32 = 0;

fn toast(words: &Words, id: u32, notice: &Notice) -> Toast {
    let (text, action): (AttrValue, _) = match notice {
        Notice::TaskRemoved { title, used } | Notice::FieldRemoved { title, used } => (
            words.say(BuilderText::TaskRemoved { title, used: *used }),
            Some(words.say(Text::Undo)),
        ),
        Notice::SampleRemoved { name } => (
            words.say(BuilderText::TaskRemoved {
                title: name,
                used: 0,
            }),
            Some(words.say(Text::Undo)),
        ),
        Notice::TaskMoved { title, place, of } => (
            words.say(BuilderText::TaskMoved {
                title,
                place: *place,
                of: *of,
            }),
            None,
        ),
    };
    Toast {
        id,
        tone: Tone::Neutral,
        text,
        action,
    }
}
