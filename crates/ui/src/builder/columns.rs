use yew::prelude::{
    AttrValue, Callback, Html, NodeRef, Properties, UseStateHandle, function_component, html,
    use_callback, use_node_ref, use_state_eq,
};

use super::canvas::{KeeperProps, keeper};
use super::commanding::{commanded, outline};
use super::context::{Builder, Doing, use_doing};
use super::editor::editor;
use super::focusing::use_focusing;
use super::paper::{PaperProps, paper};
use super::preview::{PreviewProps, preview};
use super::run::{AskingDialogProps, asking_dialog};
use super::saving::InStorage;
use super::shortcuts::use_shortcuts;
use super::tasks::{TaskListProps, task_list};
use crate::model::{Action, Notice, Saving};
use crate::palette::{Asked, PaletteProps, ShortcutsProps, palette, shortcuts};
use crate::parts::{Toast, Tone, toasts};
use crate::text::{BuilderText, Text, Words, use_words};

/// Properties of [`Columns`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ColumnsProps {
    pub(super) builder: Builder,
    pub(super) in_storage: InStorage,
}

/// Tasks, the chosen task and its preview, beside or under each other.
#[function_component]
pub(super) fn Columns(props: &ColumnsProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let root: NodeRef = use_node_ref();
    let model = &props.builder.model;
    use_focusing(&root, model.focus());
    let asked = use_state_eq(|| None::<Asked>);
    let is_hosts = props.builder.device.storage.is_hosts();
    let on_asked = use_callback(asked.setter(), |now, asked| asked.set(Some(now)));
    use_shortcuts(&root, &doing.act, is_hosts.then_some(on_asked));

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
            if !props.builder.device.storage.is_hosts() {
                <div class="keeper">
                    {
                        keeper(KeeperProps {
                            builder: props.builder.clone(),
                            in_storage: props.in_storage.clone(),
                        })
                    }
                </div>
            }
            <div class="builder-columns">
                <section class="builder-tasks" aria-label={words.say(BuilderText::Tasks)}>
                    {
                        task_list(TaskListProps {
                            builder: props.builder.clone(),
                        })
                    }
                </section>
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
                                on_again: Some(doing.act.reform(Action::AnswerAgain)),
                            })
                        }
                    </div>
                }
            }
            { asked.as_ref().map(|now| finding(&words, &doing, &props.builder, *now, &asked)).unwrap_or_default() }
            {
                paper(PaperProps {
                    builder: props.builder.clone(),
                })
            }
            { toasts(&shown, &doing.act.reform(|_| Action::Undone), &on_close) }
        </div>
    }
}

/// What is found by its name where no app is around the builder.
fn finding(
    words: &Words,
    doing: &Doing,
    builder: &Builder,
    now: Asked,
    asked: &UseStateHandle<Option<Asked>>,
) -> Html {
    let on = |next: Option<Asked>| {
        let asked = asked.clone();
        Callback::from(move |()| asked.set(next))
    };
    match now {
        Asked::Shortcuts => shortcuts(ShortcutsProps { on_close: on(None) }),
        Asked::Palette => palette(PaletteProps {
            outline: Some(outline(words, builder)),
            on_command: commanded(*words, builder, doing),
            doors: Vec::new(),
            storage: None,
            on_open: Callback::noop(),
            on_shortcuts: on(Some(Asked::Shortcuts)),
            on_close: on(None),
        }),
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
        Notice::TaskMoved {
            title,
            place,
            of,
            beside,
        } => {
            let told = match beside {
                Some(other) => BuilderText::TaskMovedBeside { title, other },
                None => BuilderText::TaskMoved {
                    title,
                    place: *place,
                    of: *of,
                },
            };
            (words.say(told), None)
        }
    };
    Toast {
        id,
        tone: Tone::Neutral,
        text,
        action,
    }
}
