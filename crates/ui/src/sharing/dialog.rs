use std::rc::Rc;

use segflow_core::document::Workflow;
use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, HtmlInputElement};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, TargetCast, UseStateHandle,
    function_component, html, use_effect_with, use_state_eq,
};

use super::leaving::{Leaving, Way, file_name};
use super::link::{LONG, LinkProblem, TOO_LONG, fragment};
use crate::icons::Icon;
use crate::opening::download;
use crate::parts::{Button, ButtonKind, CopyButton, Dialog, Tone, notice};
use crate::text::{SharingText, Text, Words, use_words};

/// Properties of [`SharingDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct SharingDialogProps {
    /// The workflow as it is now.
    pub(crate) workflow: Rc<Workflow>,
    /// How.
    pub(crate) way: Way,
    /// It is to be closed.
    pub(crate) on_close: Callback<()>,
}

/// Asks what goes along, and hands the workflow over.
#[function_component]
pub(crate) fn SharingDialog(props: &SharingDialogProps) -> Html {
    let words = use_words();
    let leaving = use_state_eq(|| Leaving::usually(props.way));
    let link = use_state_eq(|| None::<Result<AttrValue, LinkProblem>>);
    use_effect_with((props.way, *leaving, Rc::clone(&props.workflow)), {
        let link = link.clone();
        move |(way, leaving, workflow): &(Way, Leaving, Rc<Workflow>)| {
            let document = (*way == Way::Link).then(|| leaving.document(workflow));
            if let Some(document) = document {
                spawn_local(async move {
                    let made = fragment(&document).await;
                    link.set(Some(
                        made.map(|made| format!("{}/#{made}", origin()).into()),
                    ));
                });
            }
        }
    });
    let title = match props.workflow.name.as_str() {
        "" => words.say(Text::UnnamedWorkflow),
        name => name.to_owned().into(),
    };
    let title = words.say(match props.way {
        Way::File => SharingText::ExportTitle { workflow: &title },
        Way::Link => SharingText::ShareTitle { workflow: &title },
    });
    let file = file_name(&props.workflow);
    let on_download = {
        let (leaving, props, file) = (*leaving, props.clone(), file.clone());
        Callback::from(move |_: MouseEvent| {
            download(&file, &leaving.document(&props.workflow));
            props.on_close.emit(());
        })
    };
    let is_too_long = matches!(&*link, Some(Ok(link)) if link.len() > TOO_LONG);
    let is_file = props.way == Way::File || is_too_long;
    html! {
        <Dialog id="sharing" {title} on_close={props.on_close.clone()}>
            <div class="stack">
                <p>{ words.say(match props.way {
                    Way::File => SharingText::ExportHint,
                    Way::Link => SharingText::ShareHint,
                }) }</p>
                { ticks(&words, &props.workflow, &leaving) }
                if props.way == Way::Link {
                    { made(&words, link.as_ref()) }
                }
                <div class="form-actions">
                    {
                        Button::new(words.say(Text::Close))
                            .kind(ButtonKind::Quiet)
                            .on_press(props.on_close.reform(|_: MouseEvent| ()))
                            .view()
                    }
                    if is_file {
                        {
                            Button::new(words.say(SharingText::Download { file: &file }))
                                .icon(Icon::Download)
                                .kind(ButtonKind::Primary)
                                .on_press(on_download)
                                .view()
                        }
                    }
                </div>
            </div>
        </Dialog>
    }
}

/// What goes along besides the tasks.
fn ticks(words: &Words, workflow: &Workflow, leaving: &UseStateHandle<Leaving>) -> Html {
    let samples = workflow.samples.len();
    let has_expected = workflow.samples.iter().any(|one| one.expected.is_some());
    if samples == 0 {
        return Html::default();
    }
    let tick = |label: AttrValue, checked: bool, change: fn(Leaving, bool) -> Leaving| {
        let leaving = leaving.clone();
        let onchange = Callback::from(move |event: Event| {
            let is_ticked = event.target_unchecked_into::<HtmlInputElement>().checked();
            leaving.set(change(*leaving, is_ticked));
        });
        html! { <label class="tick"><input type="checkbox" {checked} {onchange} />{ label }</label> }
    };
    html! {
        <fieldset class="field">
            <legend class="field-label">{ words.say(SharingText::GoAlong) }</legend>
            <div class="ticks">
                {
                    tick(
                        words.say(SharingText::Samples { count: samples }),
                        leaving.samples,
                        |leaving, samples| Leaving {
                            expected: leaving.expected && samples,
                            samples,
                            ..leaving
                        },
                    )
                }
                if has_expected {
                    {
                        tick(
                            words.say(SharingText::Expected),
                            leaving.expected,
                            |leaving, expected| Leaving {
                                samples: leaving.samples || expected,
                                expected,
                                ..leaving
                            },
                        )
                    }
                }
            </div>
            <p class="field-hint">{ words.say(SharingText::SamplesHint) }</p>
        </fieldset>
    }
}

/// The link, and what is to be known of it.
fn made(words: &Words, link: Option<&Result<AttrValue, LinkProblem>>) -> Html {
    match link {
        None => Html::default(),
        Some(Err(_)) => notice(Tone::Error, words.say(SharingText::NoLinks)),
        Some(Ok(link)) if link.len() > TOO_LONG => {
            let count = link.len();
            notice(Tone::Warning, words.say(SharingText::TooLong { count }))
        }
        Some(Ok(link)) => {
            let count = link.len();
            html! {
                <div class="field">
                    <label class="field-label" for="sharing-link">{ words.say(SharingText::Link) }</label>
                    <div class="share-link">
                        <input id="sharing-link" class="input mono" readonly=true dir="ltr"
                            value={link.clone()} aria-describedby="sharing-size"
                            onfocus={Callback::from(|event: yew::FocusEvent| {
                                event.target_unchecked_into::<HtmlInputElement>().select();
                            })} />
                        <CopyButton text={link.clone()} label={words.say(SharingText::CopyLink)}
                            kind={ButtonKind::Primary} />
                    </div>
                    <p id="sharing-size" class="field-hint">
                        { words.say(match count > LONG {
                            true => SharingText::SizeLong { count },
                            false => SharingText::Size { count },
                        }) }
                    </p>
                </div>
            }
        }
    }
}

/// Where this app is.
fn origin() -> String {
    web_sys::window()
        .and_then(|window| window.location().origin().ok())
        .unwrap_or_default()
}
