use std::rc::Rc;

use segflow_core::document::{Workflow, WorkflowId};
use segflow_web::storage::{Because, Storage, StoredDocument, StoredVersion};
use segflow_web::{Error, clock};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, UseStateHandle, classes, function_component,
    html, use_effect_with, use_state,
};

use super::changes::changes;
use super::list::{list, when};
use super::point::{Point, points};
use super::said::{Kind, Line, Speaker};
use crate::device::Device;
use crate::icons::{Icon, sign};
use crate::parts::{Button, ButtonKind, Link, Toast, Tone, notice, toasts};
use crate::shell::PageHeading;
use crate::text::{Text, VersionText, Words, use_words};

/// Properties of [`versions_page`](super::versions_page).
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct VersionsPageProps {
    /// The workflow's id.
    pub id: AttrValue,
    /// Where it and its versions are kept, and the accounts.
    pub device: Rc<Device>,
    /// The address of the workflow.
    pub href: AttrValue,
    /// Goes there.
    pub on_workflow: Callback<()>,
}

/// What the page shows.
#[derive(Debug, Clone, PartialEq, Default)]
struct Shown {
    points: Option<Rc<Vec<Point>>>,
    chosen: usize,
    /// Why something could not be done.
    refused: Option<AttrValue>,
    /// The text that a version took the place of, under a number of its own.
    replaced: Option<(u32, String)>,
}

/// The versions of a workflow, and what is different in the one that is chosen.
#[function_component]
pub(super) fn VersionsPage(props: &VersionsPageProps) -> Html {
    let words = use_words();
    let shown = use_state(Shown::default);
    use_effect_with(props.id.clone(), {
        let (shown, storage) = (shown.clone(), props.device.storage.clone());
        move |id: &AttrValue| {
            let id = id.clone();
            spawn_local(
                async move { shown.set(read(&words, &storage, &id, Shown::default()).await) },
            );
        }
    });
    let Some(all) = &shown.points else {
        // A moment that is over before it is seen.
        return Html::default();
    };
    let name = all.iter().find_map(|point| point.workflow.clone());
    let name = name
        .map(|workflow| workflow.name.clone())
        .unwrap_or_default();
    let name = match name.as_str() {
        "" => words.say(Text::UnnamedWorkflow),
        name => name.to_owned().into(),
    };
    let on_choose = {
        let shown = shown.clone();
        Callback::from(move |chosen: usize| {
            shown.set(Shown {
                chosen,
                ..(*shown).clone()
            });
        })
    };
    let restore = restore(&words, props, &shown);
    html! {
        <div class="page-column stack versions">
            <div class="bulk-head">
                <PageHeading title={words.say(Text::Versions)} />
                <p>
                    {
                        Link::to(props.href.clone(), props.on_workflow.clone())
                            .view(html! { <span dir="auto">{ name }</span> })
                    }
                </p>
                <p class="muted">{ words.say(VersionText::Explained) }</p>
            </div>
            if let Some(reason) = &shown.refused {
                { notice(Tone::Error, words.say(Text::NotDone {
                    reason: &words.say(Text::Because { reason }),
                })) }
            }
            <div class="version-panes">
                <div class="card">{ list(&words, all, shown.chosen, &on_choose) }</div>
                { chosen(&words, props, all, shown.chosen, &restore) }
            </div>
            { told(&words, &shown, &restore) }
        </div>
    }
}

/// The version that is chosen: what is other than before, and what restoring it
/// would do.
fn chosen(
    words: &Words,
    props: &VersionsPageProps,
    all: &[Point],
    place: usize,
    restore: &Callback<String>,
) -> Html {
    let (Some(point), Some(now)) = (all.get(place), all.first()) else {
        return Html::default();
    };
    let before = all
        .get(place + 1)
        .and_then(|before| before.workflow.as_ref());
    let since = match (&point.workflow, before) {
        (Some(after), Some(before)) => difference(words, props, before, after),
        (Some(_), None) => html! { <p class="muted">{ words.say(VersionText::NothingBefore) }</p> },
        (None, _) => html! { <p class="muted">{ words.say(VersionText::UnreadableHint) }</p> },
    };
    let back = match (&now.workflow, &point.workflow) {
        (Some(now), Some(workflow)) if place > 0 => {
            let text = point.text.clone();
            let is_same = changes(now, workflow).is_empty();
            html! {
                <section class="version-part">
                    <h3>{ words.say(VersionText::Restoring) }</h3>
                    { difference(words, props, now, workflow) }
                    if !is_same {
                        <div>
                            {
                                Button::new(words.say(VersionText::Restore))
                                    .icon(Icon::Undo)
                                    .kind(ButtonKind::Primary)
                                    .on_press(restore.reform(move |_: MouseEvent| text.clone()))
                                    .view()
                            }
                        </div>
                    }
                </section>
            }
        }
        _ => Html::default(),
    };
    html! {
        <section class="card version-chosen" aria-labelledby="version-title">
            <h2 id="version-title">{ when(words, &words.calendar(), point) }</h2>
            <section class="version-part">
                <h3>{ words.say(VersionText::Since) }</h3>
                { since }
            </section>
            { back }
        </section>
    }
}

fn difference(
    words: &Words,
    props: &VersionsPageProps,
    before: &Workflow,
    after: &Workflow,
) -> Html {
    let found = changes(before, after);
    if found.is_empty() {
        return html! { <p class="muted">{ words.say(VersionText::Same) }</p> };
    }
    let speaker = Speaker {
        words: *words,
        accounts: &props.device.accounts,
        before,
        after,
    };
    html! {
        <ul class="changes-said" role="list">
            { for found.iter().map(|change| line(words, &speaker.line(change))) }
        </ul>
    }
}

fn line(words: &Words, said: &Line) -> Html {
    let (class, icon) = match said.kind {
        Kind::Added => ("added", Icon::Add),
        Kind::Removed => ("removed", Icon::Dash),
        Kind::Changed => ("changed", Icon::Tilde),
    };
    let value = |class: &'static str, word: VersionText<'_>, value: &String| {
        html! {
            <p class={classes!("change-value", class)}>
                <span class="change-word">{ words.say(word) }</span>
                <span dir="auto">{ value.clone() }</span>
            </p>
        }
    };
    let values = said.values.as_ref().map(|(before, after)| {
        html! {
            <>
                { for before.iter().map(|before| value("removed", VersionText::Before, before)) }
                { for after.iter().map(|after| value("added", VersionText::After, after)) }
            </>
        }
    });
    html! {
        <li class={classes!("change-said", class)}>
            { sign(icon) }
            <div>
                <p dir="auto">{ said.said.clone() }</p>
                { values.unwrap_or_default() }
                if !said.details.is_empty() {
                    <ul class="changes-said" role="list">
                        { for said.details.iter().map(|detail| line(words, detail)) }
                    </ul>
                }
            </div>
        </li>
    }
}

/// Tells that a version was restored, and offers the way back.
fn told(words: &Words, shown: &UseStateHandle<Shown>, restore: &Callback<String>) -> Html {
    let messages: Vec<Toast> = shown
        .replaced
        .iter()
        .map(|(id, _)| Toast {
            id: *id,
            tone: Tone::Neutral,
            text: words.say(VersionText::Restored),
            action: Some(words.say(Text::Undo)),
        })
        .collect();
    let on_act = {
        let (shown, restore) = (shown.clone(), restore.clone());
        Callback::from(move |_: u32| {
            if let Some((_, text)) = &shown.replaced {
                restore.emit(text.clone());
            }
        })
    };
    let on_close = {
        let shown = shown.clone();
        Callback::from(move |_: u32| {
            shown.set(Shown {
                replaced: None,
                ..(*shown).clone()
            });
        })
    };
    toasts(&messages, &on_act, &on_close)
}

/// Puts a text in the place of what is there now, which becomes a version.
fn restore(
    words: &Words,
    props: &VersionsPageProps,
    shown: &UseStateHandle<Shown>,
) -> Callback<String> {
    let words = *words;
    let (storage, id) = (props.device.storage.clone(), props.id.clone());
    let shown = shown.clone();
    Callback::from(move |text: String| {
        let (storage, id, shown) = (storage.clone(), id.clone(), shown.clone());
        spawn_local(async move {
            let before = (*shown).clone();
            let next = match replace(&storage, &id, text).await {
                Ok(replaced) => {
                    let number = before.replaced.as_ref().map_or(0, |(number, _)| *number);
                    let told = Shown {
                        replaced: Some((number + 1, replaced)),
                        ..Shown::default()
                    };
                    read(&words, &storage, &id, told).await
                }
                Err(error) => Shown {
                    refused: Some(words.say(&error)),
                    ..before
                },
            };
            shown.set(next);
        });
    })
}

/// Gives the text that was there.
async fn replace(storage: &Storage, id: &AttrValue, text: String) -> Result<String, Error> {
    let workflow = WorkflowId::parse(id).map_err(|_| Error::Unreadable)?;
    let now = storage
        .document(&workflow)
        .await?
        .ok_or(Error::Unreadable)?;
    let version = StoredVersion {
        at: now.changed_at,
        text: now.text.clone(),
        because: Because::Restored,
    };
    // Without it nothing is replaced: it is the way back.
    storage.keep_version(id, version, clock::now()).await?;
    let document = StoredDocument {
        text,
        changed_at: clock::now(),
        ..now.clone()
    };
    storage.save_document(document).await?;
    Ok(now.text)
}

async fn read(words: &Words, storage: &Storage, id: &AttrValue, shown: Shown) -> Shown {
    let found = async {
        let workflow = WorkflowId::parse(id).map_err(|_| Error::Unreadable)?;
        let now = storage
            .document(&workflow)
            .await?
            .ok_or(Error::Unreadable)?;
        Ok::<_, Error>(points(now, storage.versions(id).await?))
    };
    match found.await {
        Ok(points) => Shown {
            points: Some(Rc::new(points)),
            ..shown
        },
        Err(error) => Shown {
            points: Some(Rc::default()),
            refused: Some(words.say(&error)),
            ..shown
        },
    }
}
