use std::rc::Rc;

use segflow_core::document::{Sample, Workflow};
use segflow_core::json::Object;
use segflow_core::run::{Event, Run};
use segflow_web::clock;
use segflow_web::random::new_run_id;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use super::deleting::Deleting;
use super::page::{HistoryPageProps, Shown};
use crate::builder::{go_on_text, keep_with_sample, sample_title};
use crate::icons::Icon;
use crate::model::{Running, free_sample_name};
use crate::opening::download;
use crate::parts::{
    Button, ButtonKind, ButtonSize, Dialog, Menu, MenuEdge, MenuItem, Tone, form_actions, notice,
};
use crate::text::{BuilderText, HistoryText, SampleText, Words, use_words};

const SAME: &str = "same";
const NEW: &str = "new";
const DRY: &str = "dry";
const SAMPLE: &str = "sample";
const DOWNLOAD: &str = "download";
const DELETE: &str = "delete";

/// Properties of [`Actions`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ActionsProps {
    pub(super) page: HistoryPageProps,
    pub(super) running: Rc<Running>,
    pub(super) tell: Callback<Event>,
    pub(super) on_removed: Callback<Rc<[String]>>,
}

/// What is asked before something is done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asked {
    Nothing,
    AsNew,
    Deletion,
}

/// What can be done with a run.
#[function_component]
pub(super) fn Actions(props: &ActionsProps) -> Html {
    let words = use_words();
    let asked = use_state_eq(|| Asked::Nothing);
    let said = use_state_eq(|| None::<(Tone, AttrValue)>);
    let run = &props.running.run;
    let has_ended = run.status().is_some();

    let on_said = {
        let said = said.clone();
        Callback::from(move |told| said.set(Some(told)))
    };
    let ask = |what: Asked| {
        let asked = asked.clone();
        move || asked.set(what)
    };
    let on_pick = {
        let (props, on_said) = (props.clone(), on_said.clone());
        let (ask_new, ask_deletion) = (ask(Asked::AsNew), ask(Asked::Deletion));
        Callback::from(move |key: AttrValue| {
            let run = &props.running.run;
            match key.as_str() {
                SAME => props.tell.emit(Event::Rerun { now: clock::now() }),
                NEW => ask_new(),
                DRY => begin(&props, run.as_dry_run(new_run_id()), &words, &on_said),
                SAMPLE => keep_as_sample(&props, &words, &on_said),
                DOWNLOAD => download(&format!("{}.json", run.id()), &run.save()),
                _ => ask_deletion(),
            }
        })
    };
    let on_new = {
        let (props, on_said, close) = (props.clone(), on_said.clone(), ask(Asked::Nothing));
        Callback::from(move |_: MouseEvent| {
            close();
            let new = props.running.run.as_new(new_run_id());
            begin(&props, new, &words, &on_said);
        })
    };
    let on_close = {
        let close = ask(Asked::Nothing);
        Callback::from(move |()| close())
    };
    let press = |text: AttrValue, icon: Icon, event: fn() -> Event| {
        let on_press = props.tell.reform(move |_: MouseEvent| event());
        Button::new(text).icon(icon).small().on_press(on_press)
    };
    html! {
        <>
            <div class="cluster">
                if has_ended {
                    if run.can_be_retried() {
                        {
                            press(go_on_text(&words, run.status()), Icon::Play, || Event::Retried {
                                now: clock::now(),
                            })
                            .view()
                        }
                    }
                    <Menu id="run-again" label={words.say(HistoryText::RunAgain)} icon={Icon::Redo}
                        kind={ButtonKind::Secondary} size={ButtonSize::Small}
                        items={again_items(&words, run)} on_pick={on_pick.clone()} />
                } else {
                    {
                        press(words.say(BuilderText::Stop), Icon::Stop, || Event::Stopped {
                            now: clock::now(),
                        })
                        .kind(ButtonKind::Danger)
                        .view()
                    }
                }
                <Menu id="run-more" label={words.say(HistoryText::More)} icon={Icon::More}
                    icon_only=true size={ButtonSize::Small} edge={MenuEdge::End}
                    items={more_items(&words, run)} {on_pick} />
            </div>
            <div role="status">
                if let Some((tone, sentence)) = &*said {
                    { notice(*tone, sentence.clone()) }
                }
            </div>
            if *asked == Asked::AsNew {
                { as_new(&words, run, &on_new, on_close.clone()) }
            }
            if *asked == Asked::Deletion {
                <Deleting runs={props.page.device.runs.clone()} ids={Rc::from([run.id().to_owned()])}
                    on_removed={props.on_removed.clone()} {on_close} />
            }
        </>
    }
}

fn again_items(words: &Words, run: &Run) -> Vec<MenuItem> {
    let item = |key: &'static str, text, hint| MenuItem {
        detail: Some(words.say(hint)),
        ..MenuItem::new(key, words.say(text))
    };
    let mut items = Vec::new();
    if run.can_be_rerun() {
        items.push(item(
            SAME,
            HistoryText::AgainSame,
            HistoryText::AgainSameHint,
        ));
        items.push(item(NEW, HistoryText::AgainNew, HistoryText::AgainNewHint));
    }
    items.push(item(DRY, HistoryText::AgainDry, HistoryText::AgainDryHint));
    items
}

fn more_items(words: &Words, run: &Run) -> Vec<MenuItem> {
    let item = |key: &'static str, text, icon| MenuItem {
        icon: Some(icon),
        ..MenuItem::new(key, words.say(text))
    };
    let mut items = Vec::new();
    if !is_empty(run.record()) {
        items.push(item(SAMPLE, HistoryText::UseAsSample, Icon::Form));
    }
    items.push(item(DOWNLOAD, HistoryText::Download, Icon::Download));
    if run.status().is_some() {
        items.push(MenuItem {
            kind: ButtonKind::Danger,
            ..item(DELETE, HistoryText::DeleteRun, Icon::Trash)
        });
    }
    items
}

fn is_empty(record: &Object) -> bool {
    record
        .iter()
        .all(|(_, answers)| answers.as_object().is_none_or(Object::is_empty))
}

/// Asks whether everything is to be counted once more.
fn as_new(words: &Words, run: &Run, on_new: &Callback<MouseEvent>, on_close: Callback<()>) -> Html {
    let messages = run.tasks().iter().filter(|task| task.message_id.is_some());
    let count = messages.count();
    html! {
        <Dialog id="send-as-new" title={words.say(HistoryText::NewTitle)} on_close={on_close.clone()}>
            <div class="stack">
                <p>{ words.say(HistoryText::NewWarning { count }) }</p>
                {
                    form_actions(
                        words,
                        &on_close,
                        Button::new(words.say(HistoryText::NewConfirm))
                            .kind(ButtonKind::Primary)
                            .on_press(on_new.clone()),
                    )
                }
            </div>
        </Dialog>
    }
}

/// Has a new run performed, and shows it.
fn begin(props: &ActionsProps, run: Run, words: &Words, on_said: &Callback<(Tone, AttrValue)>) {
    let page = props.page.clone();
    let (words, on_said) = (*words, on_said.clone());
    spawn_local(async move {
        let id = run.id().to_owned();
        let begun = Event::Started { now: clock::now() };
        match page.device.runs.perform(run, begun).await {
            Ok(()) => page.on_show.emit(Shown {
                run: Some(id.into()),
                with: None,
            }),
            Err(error) => on_said.emit(not_done(&words, &error)),
        }
    });
}

fn not_done(words: &Words, error: &segflow_web::Error) -> (Tone, AttrValue) {
    let reason = words.say(error);
    (
        Tone::Error,
        words.say(HistoryText::NotDone { reason: &reason }),
    )
}

/// Keeps the answers of the run as a sample of its workflow as it is now.
fn keep_as_sample(props: &ActionsProps, words: &Words, on_said: &Callback<(Tone, AttrValue)>) {
    let (page, words, on_said) = (props.page.clone(), *words, on_said.clone());
    let run = props.running.run.clone();
    spawn_local(async move {
        let storage = &page.device.storage;
        let document = storage.document(&run.flow().workflow().id).await;
        let text = match document {
            Ok(Some(document)) => document.text,
            Ok(None) => {
                let said = words.say(HistoryText::NoWorkflow);
                return on_said.emit((Tone::Warning, said));
            }
            Err(error) => return on_said.emit(not_done(&words, &error)),
        };
        let Ok(workflow) = Workflow::load(&text) else {
            return on_said.emit(not_done(&words, &segflow_web::Error::Unreadable));
        };
        let record = workflow.without_secrets(run.record().clone());
        let samples = &workflow.samples;
        let mut known = samples.iter().enumerate();
        if let Some((place, same)) = known.find(|(_, sample)| sample.record == record) {
            let name = sample_title(&words, place, same);
            let said = words.say(HistoryText::SampleIs { name: &name });
            return on_said.emit((Tone::Info, said));
        }
        let base = words.say(HistoryText::SampleBase);
        let sample = Sample {
            name: free_sample_name(samples, &base),
            record,
            ..Sample::default()
        };
        let name = sample.name.clone();
        // Where it is open it can be undone.
        let next = page.last_visit.with_sample(&workflow, sample);
        let kept = keep_with_sample(storage, &next, &name).await;
        on_said.emit(match kept {
            Ok(()) => (
                Tone::Good,
                words.say(HistoryText::SampleKept { name: &name }),
            ),
            Err(error) => (
                Tone::Error,
                words.say(SampleText::NotKept {
                    reason: &words.say(&error),
                }),
            ),
        });
    });
}
