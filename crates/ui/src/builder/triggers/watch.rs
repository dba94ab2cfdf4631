use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use gloo_events::EventListener;
use gloo_timers::callback::Interval;
use js_sys::{Date, JSON};
use segflow_core::json::Object;
use segflow_core::run::{Event, Mode, Run, Trigger};
use segflow_web::clock;
use segflow_web::random::new_run_id;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::MessageEvent;
use yew::prelude::{Callback, Html, Properties, function_component, use_effect_with, use_mut_ref};

use super::happened::Happened;
use crate::builder::context::Builder;
use crate::builder::others::others;
use crate::importing::foreign;
use crate::model::{Action, Pace, PageMessage, Schedule, Triggers, page_message};

/// Properties of [`Watch`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct WatchProps {
    pub(super) builder: Builder,
    pub(super) triggers: Triggers,
    pub(super) on_happened: Callback<Happened>,
}

/// How often it is seen whether a time has come.
const LOOK_MILLIS: u32 = 1_000;

/// Shows nothing: begins runs when their time comes or a message does, as long
/// as the workflow is open.
#[function_component]
pub(super) fn Watch(props: &WatchProps) -> Html {
    // What is heard is about the workflow as it is then.
    let now = use_mut_ref(|| props.clone());
    now.replace(props.clone());
    use_effect_with(props.triggers.schedule.clone(), {
        let now = Rc::clone(&now);
        move |schedule| {
            let timer = schedule.clone().map(|schedule| {
                let since = RefCell::new(clock::now().millis());
                Interval::new(LOOK_MILLIS, move || look(&now, &schedule, &since))
            });
            move || drop(timer)
        }
    });
    use_effect_with(props.triggers.origins.clone(), {
        let now = Rc::clone(&now);
        move |origins| {
            let window = web_sys::window().filter(|_| !origins.is_empty());
            let (origins, pace) = (origins.clone(), RefCell::new(Pace::default()));
            let listener = window.map(|window| {
                EventListener::new(&window, "message", move |event| {
                    if let Some(event) = event.dyn_ref::<MessageEvent>() {
                        hear(&now.borrow(), &origins, &pace, event);
                    }
                })
            });
            move || drop(listener)
        }
    });
    Html::default()
}

/// Runs if the time has come and nothing runs already.
fn look(now: &Rc<RefCell<WatchProps>>, schedule: &Schedule, since: &RefCell<i64>) {
    let at = clock::now().millis();
    #[allow(clippy::cast_possible_truncation, reason = "minutes from UTC are few")]
    let behind = Date::new_0().get_timezone_offset() as i64;
    if !schedule.when.has_come(*since.borrow(), at, behind) {
        return;
    }
    since.replace(at);
    let props = now.borrow().clone();
    let model = &props.builder.model;
    let samples = &model.workflow().samples;
    let sample = samples.iter().find(|sample| sample.name == schedule.sample);
    let record = sample
        .map(|sample| sample.record.clone())
        .unwrap_or_default();
    let (storage, id) = (
        props.builder.device.storage.clone(),
        model.workflow().id.clone(),
    );
    let every = match schedule.when {
        crate::model::When::Every { minutes } => i64::from(minutes.max(1)) * 60_000,
        crate::model::When::At { .. } => 60_000,
    };
    spawn_local(async move {
        // Another tab with the same workflow may have been first.
        let setting = format!("triggers-ran:{id}");
        let last = storage.setting(&setting).await.ok().flatten();
        let last = last.and_then(|last| last.parse::<i64>().ok()).unwrap_or(0);
        if at.saturating_sub(last) < every / 2 {
            return;
        }
        let _ = storage.save_setting(&setting, &at.to_string()).await;
        begin(&props, record, Trigger::Schedule, Happened::RanOnTime);
    });
}

/// Judges a message of another page. What is not for this workflow is passed
/// over without a word: pages tell each other many things.
fn hear(props: &WatchProps, origins: &[String], pace: &RefCell<Pace>, event: &MessageEvent) {
    let text = JSON::stringify(&event.data()).ok().map(String::from);
    let workflow = props.builder.model.workflow();
    let message = match text {
        Some(text) => page_message(&text, workflow),
        None => PageMessage::NotOurs,
    };
    let origin = event.origin();
    let tell = |happened: fn(String) -> Happened| props.on_happened.emit(happened(origin.clone()));
    if message == PageMessage::NotOurs {
        return;
    }
    if !origins.contains(&origin) {
        return tell(Happened::NotListed);
    }
    if !pace.borrow_mut().takes(clock::now().millis()) {
        return tell(Happened::TooMany);
    }
    match message {
        PageMessage::NotOurs => {}
        PageMessage::TooLarge => tell(Happened::TooLarge),
        PageMessage::NoRecord => tell(Happened::NoRecord),
        PageMessage::Run(record) => {
            let trigger = Trigger::Message {
                origin: origin.clone(),
            };
            begin(props, record, trigger, Happened::RanFor(origin));
        }
    }
}

fn begin(props: &WatchProps, record: Object, trigger: Trigger, happened: Happened) {
    let Builder {
        mut model, device, ..
    } = props.builder.clone();
    let on_happened = props.on_happened.clone();
    spawn_local(async move {
        let storage = &device.storage;
        if let Some(others) = others(model.workflow(), storage).await {
            model = model.after(Action::OthersKnown(others));
        }
        // Nobody is there who could be asked, as before a first run by hand.
        if !foreign(storage, model.flow().workflows()).await.is_empty() {
            return on_happened.emit(Happened::NotConfirmed);
        }
        let inputs = model.inputs(&new_run_id());
        let run = Run::new(Arc::clone(model.flow()), record, inputs, Mode::Send).begun_by(trigger);
        let begun = device
            .runs
            .perform(run, Event::Started { now: clock::now() });
        on_happened.emit(match begun.await {
            Ok(()) => happened,
            Err(error) => Happened::Refused(error),
        });
    });
}
