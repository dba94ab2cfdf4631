use std::rc::Rc;

use segflow_core::json::Object;
use segflow_core::run::{Run, RunLoadError};
use segflow_web::Error;
use segflow_web::runs::{Role, RunNews};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{AttrValue, hook, use_effect_with, use_state_eq};

use crate::device::Device;
use crate::model::Running;
use crate::text::{HistoryText, Words};

/// What was found under a run's id.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    /// It is looked for.
    Coming,
    /// There is none.
    Nothing,
    /// It cannot be read, for this reason; with its text, if it could be had.
    Unreadable(Reason, Option<String>),
    /// The run, as it is kept.
    Run(Rc<Running>),
}

/// Why a run cannot be read.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Reason {
    /// The storage did not give it.
    Storage(Error),
    /// It is no run, or not one that this version reads.
    Run(RunLoadError),
}

impl Reason {
    /// What a person is told.
    pub(super) fn told(&self, words: &Words) -> AttrValue {
        let reason = match self {
            Reason::Storage(error) => words.say(error),
            Reason::Run(error) => words.say(error),
        };
        words.say(HistoryText::DamagedHint { reason: &reason })
    }
}

impl Found {
    /// The run, if there is one.
    pub(super) fn running(&self) -> Option<&Rc<Running>> {
        match self {
            Found::Run(running) => Some(running),
            Found::Coming | Found::Nothing | Found::Unreadable(..) => None,
        }
    }
}

/// The run of that id, as it stands from moment to moment.
#[hook]
pub(super) fn use_run(device: &Rc<Device>, id: Option<&AttrValue>) -> Found {
    let found = use_state_eq(|| Found::Coming);
    use_effect_with((id.cloned(), Rc::clone(device)), {
        let found = found.clone();
        move |(id, device)| {
            // What is shown stays until it is read with other accounts.
            let shown_id = found.running().map(|running| running.run.id());
            if shown_id != id.as_deref() {
                found.set(Found::Coming);
            }
            let watching = id.clone().map(|id| {
                let (told, accounts) = (found.clone(), device.accounts.known());
                let watched = id.clone();
                let watching = device.runs.watch(move |news| {
                    if news.run.id() == watched.as_str() {
                        told.set(shown(news.clone(), &accounts));
                    }
                });
                let device = Rc::clone(device);
                spawn_local(async move { found.set(find(&device, &id).await) });
                watching
            });
            move || drop(watching)
        }
    });
    (*found).clone()
}

async fn find(device: &Device, id: &str) -> Found {
    let accounts = device.accounts.known();
    if let Some(news) = device.runs.news_of(id) {
        return shown(news, &accounts);
    }
    match device.storage.run(id).await {
        Ok(Some(text)) => match Run::load(&text, &accounts) {
            Ok(run) => Found::Run(Rc::new(Running::of(
                RunNews {
                    run,
                    role: Role::Owner,
                    not_kept: None,
                },
                &Object::new(),
            ))),
            Err(error) => Found::Unreadable(Reason::Run(error), Some(text)),
        },
        Ok(None) => Found::Nothing,
        Err(error) => Found::Unreadable(Reason::Storage(error), None),
    }
}

/// A run as it is kept: what is secret in it is known to whoever performs it,
/// and never shown here.
fn shown(news: RunNews, accounts: &[segflow_core::segment::Account]) -> Found {
    match Run::load(&news.run.save(), accounts) {
        Ok(run) => Found::Run(Rc::new(Running::of(
            RunNews { run, ..news },
            &Object::new(),
        ))),
        Err(error) => Found::Unreadable(Reason::Run(error), None),
    }
}
