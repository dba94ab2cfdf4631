use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use segflow_core::document::{AccountId, Workflow, WorkflowId};
use segflow_core::json::{Object, Value};
use segflow_core::surroundings::Surroundings;
use segflow_web::accounts::{Accounts, ConnectedAccount};
use segflow_web::bulk::{BulkWorker, FileHandle, Source, Told};
use segflow_web::storage::{Storage, StoredBulk};
use segflow_web::{Error, clock, random};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::prelude::Callback;

use super::how::How;
use super::json;
use super::look::Look;
use super::model::{Action, ChosenFile, FileRun, Model, Refused};
use super::saved::{self, SavedFile};

/// What runs the files of a workflow. It lasts while a file is run, whatever
/// page is shown meanwhile.
pub(super) struct Session {
    workflow: WorkflowId,
    storage: Storage,
    model: RefCell<Rc<Model>>,
    worker: RefCell<Option<BulkWorker>>,
    source: RefCell<Option<Source>>,
    /// What is kept of the run under way, and its file.
    keeping: RefCell<Option<SavedFile>>,
    handles: RefCell<Vec<(String, FileHandle)>>,
    /// The number of the last thing that was asked, and what it was.
    asked: Cell<u64>,
    asks: RefCell<Vec<(u64, Asked)>>,
    on_change: RefCell<Option<Callback<Rc<Model>>>>,
    on_download: RefCell<Option<Callback<(Blob, String)>>>,
}

/// What the worker was asked for.
#[derive(Debug, Clone, PartialEq)]
enum Asked {
    Look,
    Run,
    /// A file of that name for the person.
    Download(String),
    /// The rows of a run that can be run again, as a file of that name, to be
    /// looked at with this.
    Again {
        run_id: Option<String>,
        name: String,
        how: How,
        document: String,
        accounts: Accounts,
    },
}

/// What a file is run with, beside the file.
pub(super) struct With<'a> {
    pub(super) workflow: &'a Workflow,
    /// The other workflows of the device.
    pub(super) others: &'a [Arc<Workflow>],
    pub(super) accounts: &'a Accounts,
}

impl With<'_> {
    /// The workflow as a run takes it along: with those that it runs, each as a
    /// text, as they are now.
    pub(super) fn document(&self) -> String {
        let mut taken = self.workflow.without_samples();
        let surroundings = Surroundings {
            workflows: self.others.to_vec(),
            ..Surroundings::default()
        };
        let within = surroundings.run_by(self.workflow).into_iter();
        let within: Vec<Value> = within
            .map(|other| Value::text(other.without_samples().save().to_string()))
            .collect();
        if !within.is_empty() {
            taken.rest.insert(WITHIN, within);
        }
        taken.save().to_string()
    }
}

/// The member of such a text that has the workflows within.
const WITHIN: &str = "workflows";

/// The accounts that the tasks of such a text name, and those of the workflows
/// within.
pub(super) fn accounts_in(document: &str) -> Vec<AccountId> {
    let Ok(workflow) = Workflow::load(document) else {
        return Vec::new();
    };
    let tasks = workflow.tasks.iter();
    let own = tasks.filter_map(|task| task.segment()?.account.clone());
    let within = workflow.rest.get(WITHIN).and_then(Value::as_list);
    let within = within.unwrap_or_default().iter().filter_map(Value::as_text);
    own.chain(within.flat_map(accounts_in)).collect()
}

thread_local! {
    static SESSIONS: RefCell<Vec<Rc<Session>>> = const { RefCell::new(Vec::new()) };
}

impl Session {
    /// The session of a workflow, as it was left or a new one.
    pub(super) fn of(workflow: &WorkflowId, storage: &Storage) -> Rc<Session> {
        SESSIONS.with_borrow_mut(|sessions| {
            if let Some(known) = sessions.iter().find(|known| known.workflow == *workflow) {
                return Rc::clone(known);
            }
            let session = Rc::new(Session {
                workflow: workflow.clone(),
                storage: storage.clone(),
                model: RefCell::default(),
                worker: RefCell::default(),
                source: RefCell::default(),
                keeping: RefCell::default(),
                handles: RefCell::default(),
                asked: Cell::new(0),
                asks: RefCell::default(),
                on_change: RefCell::default(),
                on_download: RefCell::default(),
            });
            sessions.push(Rc::clone(&session));
            session
        })
    }

    /// Tells of every change from now on, and hands over downloads; reads what
    /// is kept.
    pub(super) fn shown(
        self: &Rc<Self>,
        on_change: Callback<Rc<Model>>,
        on_download: Callback<(Blob, String)>,
    ) {
        self.on_change.replace(Some(on_change));
        self.on_download.replace(Some(on_download));
        let session = Rc::clone(self);
        spawn_local(async move {
            let stored = session.storage.bulks().await.unwrap_or_default();
            let mine = |saved: &SavedFile| saved.workflow == session.workflow.as_str();
            let saved: Rc<[SavedFile]> = saved::all(&stored).into_iter().filter(mine).collect();
            let handles = stored
                .into_iter()
                .filter_map(|stored| Some((stored.id, stored.handle?)));
            session.handles.replace(handles.collect());
            session.act(Action::SavedKnown(saved));
        });
    }

    /// The page is left. A run goes on; all else is forgotten.
    pub(super) fn left(self: &Rc<Self>) {
        self.on_change.replace(None);
        self.on_download.replace(None);
        if !self.model().is_running() {
            SESSIONS.with_borrow_mut(|sessions| {
                sessions.retain(|known| !Rc::ptr_eq(known, self));
            });
        }
    }

    pub(super) fn model(&self) -> Rc<Model> {
        Rc::clone(&self.model.borrow())
    }

    /// Notes what happened.
    pub(super) fn act(&self, action: Action) {
        let next = Rc::new(self.model.borrow().after(action));
        self.model.replace(Rc::clone(&next));
        let on_change = self.on_change.borrow().clone();
        if let Some(on_change) = on_change {
            on_change.emit(next);
        }
    }

    fn refuse(&self, error: &Error) {
        self.act(Action::Refused(Refused {
            code: "refused".to_owned(),
            message: error.to_string(),
        }));
    }

    /// Whether the browser finds the file of a kept run by itself.
    pub(super) fn handle(&self, id: &str) -> Option<FileHandle> {
        let handles = self.handles.borrow();
        let known = handles.iter().find(|(known, _)| known == id);
        known.map(|(_, handle)| handle.clone())
    }

    /// A person chose a file: it is looked at, or a kept run goes on with it.
    pub(super) fn choose(self: &Rc<Self>, source: Source, with: &With<'_>) {
        let model = self.model();
        if model.is_running() {
            return;
        }
        let wanted = model.wanted().cloned();
        if let Some(saved) = wanted {
            return self.go_on(&saved, source, with.accounts);
        }
        self.take(
            source,
            (None, How::default()),
            with.document(),
            with.accounts,
        );
    }

    fn take(
        self: &Rc<Self>,
        source: Source,
        (again, how): (Option<String>, How),
        document: String,
        accounts: &Accounts,
    ) {
        self.act(Action::Chosen(ChosenFile {
            name: source.name(),
            bytes: source.bytes(),
            again,
            how,
        }));
        self.source.replace(Some(source));
        self.look(document, accounts);
    }

    /// A person says how the file is written, or what its columns are.
    pub(super) fn tell(self: &Rc<Self>, how: How, with: &With<'_>) {
        if self.model().is_running() {
            return;
        }
        self.act(Action::Told(how));
        self.look(with.document(), with.accounts);
    }

    fn look(self: &Rc<Self>, document: String, accounts: &Accounts) {
        let mut asking = asking("look");
        asking.insert("document", document);
        asking.insert("how", self.model().how.to_value());
        self.ask(asking, Asked::Look, accounts);
    }

    /// Goes through the whole file and sends nothing.
    pub(super) fn check(self: &Rc<Self>, with: &With<'_>) {
        let id = random::new_run_id();
        self.act(Action::Begun(FileRun::new(id.clone(), true)));
        let run_id = self.run_id(&id);
        let how = self.model().how.clone();
        self.run(&id, &run_id, &with.document(), &how, None, with.accounts);
    }

    /// The id of a new run, or the one whose rows these are again.
    fn run_id(&self, id: &str) -> String {
        let again = self
            .model()
            .file
            .as_ref()
            .and_then(|file| file.again.clone());
        again.unwrap_or_else(|| id.to_owned())
    }

    /// Sends the file. What leaves was kept before.
    pub(super) fn send(self: &Rc<Self>, with: &With<'_>) {
        let model = self.model();
        let (Some(file), Some(source)) = (&model.file, self.source.borrow().clone()) else {
            return;
        };
        let id = random::new_run_id();
        let now = clock::now();
        let saved = SavedFile {
            run_id: self.run_id(&id),
            workflow: self.workflow.to_string(),
            name: with.workflow.name.clone(),
            document: with.document(),
            file: file.name.clone(),
            file_bytes: file.bytes,
            how: model.how.clone(),
            state: super::saved::SavedState::Going,
            counts: segflow_core::bulk::Counts::default(),
            rows: model.rows,
            checkpoint: None,
            started_at: now,
            changed_at: now,
            id,
        };
        self.begin(saved, source, with.accounts);
    }

    /// Goes on with a kept run, with its file.
    pub(super) fn go_on(self: &Rc<Self>, saved: &SavedFile, source: Source, accounts: &Accounts) {
        let saved = SavedFile {
            state: super::saved::SavedState::Going,
            ..saved.clone()
        };
        self.begin(saved, source, accounts);
    }

    fn begin(self: &Rc<Self>, saved: SavedFile, source: Source, accounts: &Accounts) {
        self.act(Action::Begun(FileRun::new(saved.id.clone(), false)));
        if let Some(handle) = source.handle() {
            let mut handles = self.handles.borrow_mut();
            handles.retain(|(known, _)| *known != saved.id);
            handles.push((saved.id.clone(), handle.clone()));
        }
        self.source.replace(Some(source));
        self.keeping.replace(Some(saved.clone()));
        let (session, accounts) = (Rc::clone(self), accounts.clone());
        spawn_local(async move {
            // A run that is gone on with is kept already, as it stands.
            if saved.checkpoint.is_none()
                && let Err(error) = session.keep(saved.clone()).await
            {
                return session.act(Action::Broken(Refused {
                    code: "not_kept".to_owned(),
                    message: error.to_string(),
                }));
            }
            let checkpoint = saved.checkpoint.as_deref();
            session.run(
                &saved.id,
                &saved.run_id,
                &saved.document,
                &saved.how,
                checkpoint,
                &accounts,
            );
        });
    }

    fn run(
        self: &Rc<Self>,
        id: &str,
        run_id: &str,
        document: &str,
        how: &How,
        checkpoint: Option<&str>,
        accounts: &Accounts,
    ) {
        let is_dry = self.model().run.as_ref().is_some_and(|run| run.is_dry);
        let mut asking = asking("run");
        asking.insert("id", id);
        asking.insert("runId", run_id);
        asking.insert("document", document);
        asking.insert("how", how.to_value());
        asking.insert("dryRun", is_dry);
        if let Some(checkpoint) = checkpoint {
            asking.insert("checkpoint", checkpoint);
        }
        self.ask(asking, Asked::Run, accounts);
        if !is_dry {
            let (storage, accounts) = (self.storage.clone(), accounts_in(document));
            spawn_local(async move {
                for account in accounts {
                    storage.note_account_used(&account, clock::now()).await;
                }
            });
        }
    }

    pub(super) fn pause(self: &Rc<Self>) {
        self.act(Action::Paused);
        self.post(&asking("pause").into(), None, []);
    }

    pub(super) fn resume(self: &Rc<Self>) {
        self.act(Action::Resumed);
        self.post(&asking("resume").into(), None, []);
    }

    pub(super) fn stop(self: &Rc<Self>) {
        self.act(Action::Stopping);
        self.post(&asking("stop").into(), None, []);
    }

    /// Has a file made of the run on the page: `rerun` or `report`.
    pub(super) fn download(self: &Rc<Self>, which: &str, name: String, with: &With<'_>) {
        self.make(which, Asked::Download(name), with);
    }

    /// Takes the rows that were not accepted as the file.
    pub(super) fn again(self: &Rc<Self>, name: String, with: &With<'_>) {
        let model = self.model();
        let Some(run) = &model.run else { return };
        let kept = self.keeping.borrow().clone();
        let again = Asked::Again {
            // Of a dry run nothing was sent that could be counted twice.
            run_id: match run.is_dry {
                true => model.file.as_ref().and_then(|file| file.again.clone()),
                false => kept.map(|saved| saved.run_id),
            },
            name,
            how: self.how_of(run, with).1.again(with.workflow),
            document: with.document(),
            accounts: with.accounts.clone(),
        };
        self.make("rerun", again, with);
    }

    /// The workflow that a run goes through, and how its file is written.
    fn how_of(&self, run: &FileRun, with: &With<'_>) -> (String, How) {
        let keeping = self.keeping.borrow();
        match keeping.as_ref().filter(|saved| saved.id == run.id) {
            Some(saved) => (saved.document.clone(), saved.how.clone()),
            None => (with.document(), self.model().how.clone()),
        }
    }

    fn make(self: &Rc<Self>, which: &str, asked: Asked, with: &With<'_>) {
        let model = self.model();
        let Some((run, checkpoint)) = model
            .run
            .as_ref()
            .and_then(|run| Some((run, run.checkpoint.as_ref()?)))
        else {
            return;
        };
        let (document, how) = self.how_of(run, with);
        let mut asking = asking("download");
        asking.insert("document", document);
        asking.insert("how", how.to_value());
        asking.insert("dryRun", run.is_dry);
        asking.insert("checkpoint", checkpoint.as_str());
        asking.insert("which", which);
        self.act(Action::Downloading(true));
        self.ask(asking, asked, with.accounts);
    }

    /// Deletes what is kept of a run.
    pub(super) fn remove(self: &Rc<Self>, id: String) {
        let session = Rc::clone(self);
        spawn_local(async move {
            match session.storage.remove_bulk(&id).await {
                Ok(()) => session.act(Action::Removed(id)),
                Err(error) => session.refuse(&error),
            }
        });
    }

    fn ask(self: &Rc<Self>, mut asking: Object, asked: Asked, accounts: &Accounts) {
        let number = self.asked.get() + 1;
        self.asked.set(number);
        self.asks.borrow_mut().push((number, asked));
        asking.insert("ask", number);
        let source = self.source.borrow().clone();
        self.post(&asking.into(), source.as_ref(), accounts.iter());
    }

    /// Posts to the worker, which is started by the first thing it is told.
    fn post<'a>(
        self: &Rc<Self>,
        value: &Value,
        source: Option<&Source>,
        accounts: impl IntoIterator<Item = &'a ConnectedAccount>,
    ) {
        let mut worker = self.worker.borrow_mut();
        if worker.is_none() {
            let session = Rc::downgrade(self);
            let started = BulkWorker::start(move |told| {
                if let Some(session) = session.upgrade() {
                    session.heard(told);
                }
            });
            match started {
                Ok(started) => *worker = Some(started),
                Err(error) => {
                    drop(worker);
                    return self.lost(&error);
                }
            }
        }
        if let Some(worker) = &*worker {
            worker.post(value, source, accounts);
        }
    }

    fn heard(self: &Rc<Self>, told: Told) {
        let Told::Said(value, blob) = told else {
            // It is started again when it is needed.
            self.worker.replace(None);
            return self.lost(&Error::NotLoaded);
        };
        match json::text(&value, "told").as_str() {
            "progress" => self.act(Action::Progressed(value, clock::now())),
            "keep" => self.keep_checkpoint(&value),
            "answer" => {
                let answer = value.get("answer").cloned().unwrap_or_default();
                if let Some(asked) = self.answered(&value) {
                    self.done(asked, answer, blob);
                }
            }
            "refused" => {
                let refused = Refused::of(&value);
                match self.answered(&value) {
                    Some(Asked::Run) => self.broken(refused),
                    Some(_) => self.act(Action::Refused(refused)),
                    None => {}
                }
            }
            _ => {}
        }
    }

    /// What was asked under the number of an answer; `None` of a look that was
    /// asked for again meanwhile.
    fn answered(&self, value: &Value) -> Option<Asked> {
        let number = json::number(value, "ask");
        let mut asks = self.asks.borrow_mut();
        let place = asks.iter().position(|(known, _)| *known == number)?;
        let (_, asked) = asks.remove(place);
        let is_old = asked == Asked::Look && asks.iter().any(|(_, other)| *other == Asked::Look);
        (!is_old).then_some(asked)
    }

    fn done(self: &Rc<Self>, asked: Asked, answer: Value, blob: Option<Blob>) {
        match (asked, blob) {
            (Asked::Look, _) => self.act(Action::Looked(Rc::new(Look::of(&answer)))),
            (Asked::Run, _) => {
                self.act(Action::Ended(answer));
                self.keep_end();
            }
            (Asked::Download(name), Some(blob)) => {
                self.act(Action::Downloading(false));
                let on_download = self.on_download.borrow().clone();
                if let Some(on_download) = on_download {
                    on_download.emit((blob, name));
                }
            }
            (
                Asked::Again {
                    run_id,
                    name,
                    how,
                    document,
                    accounts,
                },
                Some(blob),
            ) => {
                self.act(Action::Downloading(false));
                match Source::of_blob(&blob, &name) {
                    Ok(source) => self.take(source, (run_id, how), document, &accounts),
                    Err(error) => self.refuse(&error),
                }
            }
            (Asked::Download(_) | Asked::Again { .. }, None) => {
                self.act(Action::Downloading(false));
            }
        }
    }

    /// The worker did not come, or broke.
    fn lost(self: &Rc<Self>, error: &Error) {
        self.asks.borrow_mut().clear();
        let refused = Refused {
            code: "not_loaded".to_owned(),
            message: error.to_string(),
        };
        if self.model().is_running() {
            self.broken(refused);
        } else {
            self.act(Action::Refused(refused));
        }
    }

    /// A run could not begin, or broke. Another file or another tab's run
    /// leaves what is kept as it is.
    fn broken(self: &Rc<Self>, refused: Refused) {
        let keeps = refused.code != "run_elsewhere" && !refused.code.starts_with("checkpoint");
        self.act(Action::Broken(refused));
        if keeps {
            self.keep_end();
        }
    }

    /// Keeps from where the run goes on, and tells the worker so.
    fn keep_checkpoint(self: &Rc<Self>, value: &Value) {
        let saved = self.keeping.borrow().clone();
        let number = json::number(value, "number");
        let Some(saved) = saved.filter(|saved| saved.id == json::text(value, "id")) else {
            return;
        };
        let saved = SavedFile {
            rows: self.model().rows.or(saved.rows),
            ..saved.with_checkpoint(&json::text(value, "checkpoint"), clock::now())
        };
        let session = Rc::clone(self);
        spawn_local(async move {
            let mut telling = asking("kept");
            telling.insert("kept", number);
            if let Err(error) = session.keep(saved).await {
                telling.insert("error", error.to_string());
            }
            session.post(&telling.into(), None, []);
        });
    }

    fn keep_end(self: &Rc<Self>) {
        let model = self.model();
        let saved = self.keeping.borrow().clone();
        let Some((run, saved)) = model.run.as_ref().zip(saved) else {
            return;
        };
        if run.is_dry || run.id != saved.id {
            return;
        }
        let saved = SavedFile {
            state: run.state(),
            counts: *run.counts(),
            rows: model.rows.or(saved.rows),
            checkpoint: run.checkpoint.clone().or(saved.checkpoint),
            changed_at: clock::now(),
            ..saved
        };
        let session = Rc::clone(self);
        spawn_local(async move {
            if let Err(error) = session.keep(saved).await {
                session.refuse(&error);
            }
        });
    }

    async fn keep(&self, saved: SavedFile) -> Result<(), Error> {
        self.keeping.replace(Some(saved.clone()));
        let stored = StoredBulk {
            id: saved.id.clone(),
            text: saved.to_text(),
            handle: self.handle(&saved.id),
        };
        self.storage.save_bulk(&stored).await?;
        self.act(Action::Saved(saved));
        Ok(())
    }
}

fn asking(kind: &str) -> Object {
    let mut object = Object::new();
    object.insert("kind", kind);
    object
}
