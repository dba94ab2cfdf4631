use std::rc::Rc;

use segflow_core::document::TaskKind;
use segflow_core::run::Event;
use segflow_core::segment::Account;
use segflow_web::clock;
use segflow_web::storage::Storage;
use yew::prelude::{AttrValue, Callback, MouseEvent, hook, use_context};

use super::first_run::Wanted;
use super::words::kind_text;
use crate::device::Device;
use crate::model::{Action, Checked, Drafts, Model};
use crate::text::Words;

/// What the parts of the builder show. Copies are cheap, and equal only if
/// nothing at all has changed.
#[derive(Debug, Clone)]
pub(super) struct Builder {
    pub(super) model: Rc<Model>,
    pub(super) checked: Rc<Checked>,
    pub(super) device: Rc<Device>,
}

impl PartialEq for Builder {
    fn eq(&self, other: &Builder) -> bool {
        Rc::ptr_eq(&self.model, &other.model)
            && Rc::ptr_eq(&self.checked, &other.checked)
            && Rc::ptr_eq(&self.device, &other.device)
    }
}

/// Leads to what has an id: to a message in the Debugger by its messageId, to a
/// run, to a workflow.
#[derive(Debug, Clone, PartialEq)]
pub struct IdLinks {
    /// The address.
    pub href: Callback<AttrValue, AttrValue>,
    /// Goes there.
    pub on_follow: Callback<AttrValue>,
}

/// What the parts of the builder can do.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Doing {
    /// Tells the model what happened.
    pub(super) act: Callback<Action>,
    /// Wants to run the workflow, in some way.
    pub(super) run: Callback<Wanted>,
    /// Goes to the page that runs a file.
    pub(super) run_file: Option<Callback<()>>,
    /// Stops the run.
    pub(super) stop: Callback<()>,
    /// Tells the run what a person wants of it.
    pub(super) tell: Callback<Event>,
    /// An account was connected: it is to be known from now on.
    pub(super) connected: Callback<segflow_web::accounts::ConnectedAccount>,
    /// The way to a message in the Debugger, where there is one.
    pub(super) messages: Option<IdLinks>,
    /// The way to all about a run, where there is one.
    pub(super) runs: Option<IdLinks>,
    /// The way to another workflow, where there is one.
    pub(super) workflows: Option<IdLinks>,
    /// What was typed and is part of nothing yet.
    pub(super) drafts: Drafts,
    /// Where that stays when the page is loaded anew.
    pub(super) storage: Option<Storage>,
}

impl Doing {
    /// What can be done where there is a run and no builder.
    pub(crate) fn telling(tell: Callback<Event>, storage: &Storage) -> Doing {
        Doing {
            storage: Some(storage.clone()),
            stop: tell.reform(|()| Event::Stopped { now: clock::now() }),
            tell,
            ..Doing::default()
        }
    }

    /// Tells the model what happened, where anything did.
    pub(super) fn maybe<T: 'static>(
        &self,
        action: impl Fn(T) -> Option<Action> + 'static,
    ) -> Callback<T> {
        let act = self.act.clone();
        Callback::from(move |told: T| {
            if let Some(action) = action(told) {
                act.emit(action);
            }
        })
    }

    /// Adds a task of that kind, called what its kind is called.
    pub(super) fn add_task(&self, words: Words, kind: TaskKind) -> Callback<MouseEvent> {
        self.act.reform(move |_: MouseEvent| Action::TaskAdded {
            label: words.say(kind_text(&kind)).to_string(),
            kind: kind.clone(),
        })
    }
}

/// How a part of the builder does what it does.
#[hook]
pub(super) fn use_doing() -> Doing {
    use_context::<Doing>().unwrap_or_default()
}

/// What people call an account.
pub(super) fn account_title(account: &Account) -> &str {
    if account.label.is_empty() {
        account.id.as_str()
    } else {
        &account.label
    }
}
