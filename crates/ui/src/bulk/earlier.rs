use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use super::model::Action;
use super::outcome::sentence;
use super::page::Bulk;
use super::saved::{SavedFile, SavedState};
use crate::icons::Icon;
use crate::parts::{Button, ButtonKind, Dialog, Notice, Tone, badge, form_actions, time};
use crate::text::{BulkText, Text, Words, use_words};

/// Offers to go on with what has not ended, first of all.
pub(super) fn unfinished_notices(words: &Words, bulk: &Bulk) -> Html {
    let model = &bulk.model;
    let on_page = model.run.as_ref().map(|run| run.id.as_str());
    let all = model.saved.iter().flat_map(|saved| saved.iter());
    let unfinished = all.filter(|saved| {
        saved.state == SavedState::Going
            && on_page != Some(&*saved.id)
            && model.wanted.as_ref() != Some(&saved.id)
    });
    html! {
        { for unfinished.map(|saved| html! {
            <div key={saved.id.as_str()}>
                {
                    Notice::new(Tone::Info)
                        .title(words.say(BulkText::NotEnded))
                        .actions(Some(go_on_button(words, bulk, &saved.id)))
                        .view(done(words, saved))
                }
            </div>
        }) }
    }
}

fn done(words: &Words, saved: &SavedFile) -> yew::AttrValue {
    let done = saved.counts.done();
    words.say(BulkText::FileDone {
        file: &saved.file,
        done,
        of: saved.rows,
    })
}

/// Goes on with a kept run: by itself where the browser finds its file, else by
/// asking for the file.
pub(super) fn go_on_button(words: &Words, bulk: &Bulk, id: &str) -> Html {
    let Some(saved) = bulk.model.saved_of(id).cloned() else {
        return Html::default();
    };
    let on_press = bulk.on({
        let saved = saved.clone();
        move |session, with, _: MouseEvent| {
            let Some(handle) = session.handle(&saved.id) else {
                return session.act(Action::Wanted(Some(saved.id.clone())));
            };
            let (session, saved) = (session.clone(), saved.clone());
            let accounts = with.accounts.clone();
            spawn_local(async move {
                match handle.open().await {
                    Ok(source) => session.go_on(&saved, source, &accounts),
                    // It was moved, or a person said no.
                    Err(_) => session.act(Action::Wanted(Some(saved.id.clone()))),
                }
            });
        }
    });
    Button::new(words.say(BulkText::GoOn { file: &saved.file }))
        .icon(Icon::Play)
        .kind(ButtonKind::Primary)
        .disabled(bulk.model.is_running())
        .on_press(on_press)
        .view()
}

/// Properties of [`Earlier`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct EarlierProps {
    pub(super) bulk: Bulk,
}

/// The runs of files that are kept.
#[function_component]
pub(super) fn Earlier(props: &EarlierProps) -> Html {
    let words = use_words();
    let deleting = use_state_eq(|| None::<String>);
    let bulk = &props.bulk;
    let on_page = bulk.model.run.as_ref().map(|run| run.id.as_str());
    let saved = bulk.model.saved.iter().flat_map(|saved| saved.iter());
    let saved: Vec<&SavedFile> = saved.filter(|saved| on_page != Some(&*saved.id)).collect();
    if saved.is_empty() {
        return Html::default();
    }
    let on_close = {
        let deleting = deleting.clone();
        Callback::from(move |()| deleting.set(None))
    };
    let on_delete = {
        let deleting = deleting.clone();
        bulk.on(move |session, _, _: MouseEvent| {
            if let Some(id) = &*deleting {
                session.remove(id.clone());
            }
            deleting.set(None);
        })
    };
    html! {
        <section class="card bulk-step" aria-labelledby="bulk-earlier">
            <h2 id="bulk-earlier">{ words.say(BulkText::Earlier) }</h2>
            <ul class="bulk-earlier" role="list">
                {
                    for saved.into_iter().map(|saved| {
                        let id = saved.id.clone();
                        let deleting = deleting.clone();
                        let on_ask = Callback::from(move |_: MouseEvent| deleting.set(Some(id.clone())));
                        entry(&words, bulk, saved, on_ask)
                    })
                }
            </ul>
            if deleting.is_some() {
                <Dialog id="bulk-delete" title={words.say(BulkText::DeleteTitle)} on_close={on_close.clone()}>
                    <div class="stack">
                        <p>{ words.say(BulkText::DeleteHint) }</p>
                        {
                            form_actions(
                                &words,
                                &on_close,
                                Button::new(words.say(Text::Delete))
                                    .icon(Icon::Trash)
                                    .kind(ButtonKind::Danger)
                                    .on_press(on_delete),
                            )
                        }
                    </div>
                </Dialog>
            }
        </section>
    }
}

fn entry(words: &Words, bulk: &Bulk, saved: &SavedFile, on_ask: Callback<MouseEvent>) -> Html {
    let (tone, icon, text) = match &saved.state {
        SavedState::Going => (Tone::Info, Icon::Pause, BulkText::NotEnded),
        SavedState::Stopped => (Tone::Neutral, Icon::Stop, BulkText::Stopped),
        SavedState::Halted(_) => (Tone::Error, Icon::Error, BulkText::Halted),
        SavedState::Completed => (Tone::Good, Icon::Check, BulkText::Completed),
    };
    let has_ended = saved.state != SavedState::Going;
    let calendar = words.calendar();
    html! {
        <li key={saved.id.as_str()}>
            <div class="cluster">
                <strong dir="auto">{ saved.file.clone() }</strong>
                { badge(tone, Some(icon), html! { words.say(text) }) }
                <span class="muted number">
                    { time(&calendar, saved.started_at, calendar.recent(saved.started_at)) }
                </span>
            </div>
            <p class="number">
                if has_ended {
                    { sentence(words, &saved.counts, false) }
                } else {
                    { done(words, saved) }
                }
            </p>
            if let SavedState::Halted(because) = &saved.state {
                <p>{ words.say(BulkText::HaltedBecause { reason: &because.reason(words) }) }</p>
            }
            <div class="cluster">
                if has_ended && saved.state.is_unfinished() {
                    { go_on_button(words, bulk, &saved.id) }
                }
                {
                    Button::new(words.say(BulkText::DeleteRun { file: &saved.file }))
                        .kind(ButtonKind::Quiet)
                        .icon(Icon::Trash)
                        .small()
                        .on_press(on_ask)
                        .view()
                }
            </div>
        </li>
    }
}
