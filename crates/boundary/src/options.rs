use std::sync::Arc;

use segflow_core::document::{AccountId, TaskKind, Workflow};
use segflow_core::json::Value;
use segflow_core::preview::Inputs;
use segflow_core::run::Mode;
use segflow_core::scope::User;
use segflow_core::segment::Account;
use segflow_core::surroundings::Surroundings;
use segflow_core::time::Timestamp;

use crate::account::GivenAccount;
use crate::error::EngineError;

/// What a preview or run is given, as the facade has made it complete.
pub struct Options {
    /// The one account of all tasks.
    account: Option<GivenAccount>,
    accounts: Vec<GivenAccount>,
    run_id: String,
    user: User,
    host: Value,
    show_key: bool,
    /// Whether requests are sent.
    pub mode: Mode,
}

/// How deep what the host page gives may be nested.
const MAX_DEPTH: usize = 256;

impl Options {
    /// Reads the JSON text of the options.
    pub fn read(text: &str) -> Result<Options, EngineError> {
        let options = Value::read(text, MAX_DEPTH).map_err(EngineError::Options)?;
        let is_set = |name| options.get(name).and_then(Value::as_bool) == Some(true);
        let of_user = |name| Some(options.get("user")?.get(name)?.as_text()?.to_owned());
        let account = options.get("account");
        let accounts = options.get("accounts").and_then(Value::as_list);
        Ok(Options {
            account: account
                .map(|account| GivenAccount::read(account, 0))
                .transpose()?,
            accounts: (1..)
                .zip(accounts.unwrap_or_default())
                .map(|(place, account)| GivenAccount::read(account, place))
                .collect::<Result<_, _>>()?,
            run_id: options
                .get("runId")
                .and_then(Value::as_text)
                .unwrap_or_default()
                .to_owned(),
            user: User {
                role: of_user("role"),
                email: of_user("email"),
            },
            host: options.get("host").cloned().unwrap_or_default(),
            show_key: is_set("showKey"),
            mode: if is_set("dryRun") {
                Mode::DryRun
            } else {
                Mode::Send
            },
        })
    }

    /// The id of the one account of all tasks, if there is one.
    pub fn only_account(&self) -> Option<&AccountId> {
        self.account.as_ref().map(|account| &account.known.id)
    }

    /// The workflow with every task sent to the one account, if there is one.
    pub fn readdress(&self, mut workflow: Workflow) -> Workflow {
        self.readdress_in_place(&mut workflow);
        workflow
    }

    /// Sends every task of a workflow to the one account, if there is one.
    pub fn readdress_in_place(&self, workflow: &mut Workflow) {
        if let Some(account) = self.only_account() {
            for task in &mut workflow.tasks {
                if let TaskKind::Segment(segment) = &mut Arc::make_mut(task).kind {
                    segment.account = Some(account.clone());
                }
            }
        }
    }

    /// The same for the workflows that it may run.
    pub fn readdress_others(&self, surroundings: &Surroundings) -> Surroundings {
        let others = surroundings.workflows.iter();
        let others = others.map(|other| Arc::new(self.readdress(Workflow::clone(other))));
        Surroundings {
            workflows: others.collect(),
            ..surroundings.clone()
        }
    }

    /// The key to show of an account, if keys are to be shown.
    pub fn shown_key(&self, id: Option<&AccountId>) -> Option<&str> {
        let id = id.filter(|_| self.show_key)?;
        let account = self.given().find(|account| account.known.id == *id)?;
        Some(&account.key)
    }

    fn given(&self) -> impl Iterator<Item = &GivenAccount> {
        self.account.iter().chain(&self.accounts)
    }

    /// The same for the core, without the keys.
    pub fn inputs(&self) -> Inputs {
        let known: Vec<Account> = self.given().map(|account| account.known.clone()).collect();
        Inputs {
            accounts: known,
            run_id: self.run_id.clone(),
            row: 0,
            user: self.user.clone(),
            host: self.host.clone(),
        }
    }
}

/// JavaScript's moments are numbers of milliseconds.
pub fn timestamp(millis: f64) -> Timestamp {
    // A cast saturates, and what is no number is 0.
    Timestamp::from_millis(millis as i64)
}
