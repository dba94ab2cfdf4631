use std::rc::Rc;

use segflow_core::document::Workflow;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_effect_with,
    use_state,
};

use super::card::{becomes, title};
use super::origin::{Origin, add};
use crate::device::Device;
use crate::icons::Icon;
use crate::parts::{Button, ButtonKind, Link, Notice, Tone, notice};
use crate::sharing::link::{LinkProblem, workflow};
use crate::shell::PageHeading;
use crate::text::{ImportText, Text, Words, use_words};

/// Properties of [`linked_page`](super::linked_page).
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct LinkedPageProps {
    /// What stands in the link.
    pub written: AttrValue,
    /// Where workflows are kept.
    pub device: Rc<Device>,
    /// The workflow of that id was added and is to be opened.
    pub on_open: Callback<AttrValue>,
    /// The address of the list of workflows.
    pub home: AttrValue,
    /// Goes there.
    pub on_home: Callback<()>,
}

/// Shows what a link holds; nothing of it is kept until a person says so.
#[function_component]
pub(super) fn LinkedPage(props: &LinkedPageProps) -> Html {
    let words = use_words();
    let found = use_state(|| None::<Result<Rc<Workflow>, LinkProblem>>);
    let refused = use_state(|| None::<AttrValue>);
    use_effect_with(props.written.clone(), {
        let found = found.clone();
        move |written: &AttrValue| {
            let written = written.clone();
            spawn_local(async move {
                found.set(Some(workflow(&written).await.map(Rc::new)));
            });
        }
    });
    let on_add = {
        let (props, found, refused) = (props.clone(), found.clone(), refused.clone());
        Callback::from(move |_: MouseEvent| {
            let Some(Ok(workflow)) = &*found else { return };
            let (props, workflow) = (props.clone(), (**workflow).clone());
            let refused = refused.clone();
            spawn_local(async move {
                match add(&props.device.storage, workflow, Origin::Foreign).await {
                    Ok(id) => props.on_open.emit(id.into()),
                    Err(error) => refused.set(Some(words.say(&error))),
                }
            });
        })
    };
    let heading = |title: AttrValue| html! { <PageHeading {title} /> };
    match &*found {
        // A moment that is over before it is seen.
        None => Html::default(),
        Some(Err(problem)) => html! {
            <div class="page-column stack">
                { heading(words.say(Text::LinkedWorkflow)) }
                {
                    Notice::new(Tone::Error)
                        .title(words.say(ImportText::LinkBroken))
                        .view(problem_text(&words, problem))
                }
                <p>
                    {
                        Link::to(props.home.clone(), props.on_home.clone())
                            .view(html! { words.say(Text::GoToWorkflows) })
                    }
                </p>
            </div>
        },
        Some(Ok(workflow)) => html! {
            <div class="page-column stack import">
                <div class="bulk-head">
                    { heading(words.say(Text::LinkedWorkflow)) }
                    <p class="muted">{ words.say(ImportText::LinkExplained) }</p>
                </div>
                <section class="card import-card" aria-labelledby="linked-name">
                    <div class="import-head">
                        <h2 id="linked-name" dir="auto">{ title(&words, workflow) }</h2>
                    </div>
                    <p class="import-source">{ told(&words, workflow) }</p>
                    { becomes(&words, workflow) }
                </section>
                if let Some(reason) = &*refused {
                    { notice(Tone::Error, words.say(Text::NotDone {
                        reason: &words.say(Text::Because { reason }),
                    })) }
                }
                <div class="import-add">
                    <p class="muted">{ words.say(ImportText::Unconfirmed) }</p>
                    {
                        Button::new(words.say(ImportText::NotNow))
                            .on_press(props.on_home.reform(|_: MouseEvent| ()))
                            .view()
                    }
                    {
                        Button::new(words.say(ImportText::Add { count: 1 }))
                            .icon(Icon::Add)
                            .kind(ButtonKind::Primary)
                            .on_press(on_add)
                            .view()
                    }
                </div>
            </div>
        },
    }
}

fn told(words: &Words, workflow: &Workflow) -> AttrValue {
    words.say(ImportText::Holds {
        tasks: workflow.tasks.len(),
        samples: workflow.samples.len(),
    })
}

fn problem_text(words: &Words, problem: &LinkProblem) -> AttrValue {
    match problem {
        LinkProblem::Newer => words.say(ImportText::LinkNewer),
        LinkProblem::NotWhole => words.say(ImportText::LinkNotWhole),
        LinkProblem::TooLarge => words.say(ImportText::LinkTooLarge),
        LinkProblem::NoWorkflow(reason) => words.say(ImportText::LinkNoWorkflow {
            reason: &words.say(Text::Because {
                reason: &words.say(reason),
            }),
        }),
        LinkProblem::NotHere => words.say(ImportText::LinkNotHere),
    }
}
