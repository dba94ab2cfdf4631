use std::rc::Rc;
use std::sync::Arc;

use segflow_core::check::Finding;
use segflow_core::document::{AccountId, Sample, Task, TaskId, Workflow};
use segflow_core::edit::{Change, Edit, History, Named};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Pointer};
use segflow_core::preview::Inputs;
use segflow_core::run::{Mode, Run, Trigger};
use segflow_core::segment::Account;
use segflow_core::surroundings::Surroundings;
use segflow_web::Error;
use segflow_web::runs::RunNews;

use super::fresh::Fresh;
use super::samples::sample_after;
use super::{
    Action, Destination, Drafts, FocusRequest, FocusTarget, Given, Hints, Rights, Running,
    missing_before_run, step, with_account,
};

/// The connected accounts, shared by all that show them.
pub type Accounts = Rc<[Account]>;

/// The tabs of the chosen task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum EditorTab {
    /// What the task does: the call's fields, or the form's questions.
    #[default]
    Task,
    /// When it is activated.
    Conditions,
    /// Which account it sends to.
    Account,
}

impl EditorTab {
    /// The tab that shows a place of a task.
    pub fn showing(at: &Pointer) -> EditorTab {
        match at.steps().next().as_deref() {
            Some("account") => EditorTab::Account,
            Some("activateWhen" | "completeWhen") => EditorTab::Conditions,
            _ => EditorTab::Task,
        }
    }
}

/// How saving stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Saving {
    /// What is shown is in storage.
    Saved,
    /// It soon will be.
    Saving,
    /// Storage refused it, for this reason.
    Refused(Error),
    /// Another tab has saved the workflow as this; which one stays is up to the
    /// person.
    Parted(Arc<Workflow>),
}

/// Which of two versions stays; the other can be had by undoing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// The one that is shown here.
    Own,
    /// The one that the other tab has saved.
    Other,
}

/// Something that was done, with a way back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Notice {
    /// A task was taken out.
    TaskRemoved {
        /// What people called it.
        title: String,
        /// How many places elsewhere used its values.
        used: usize,
    },
    /// A question was taken out that other tasks use.
    FieldRemoved {
        /// What was asked.
        title: String,
        /// How many places used its answer.
        used: usize,
    },
    /// A sample was taken out.
    SampleRemoved {
        /// What people called it.
        name: String,
    },
    /// A task stands somewhere else now.
    TaskMoved {
        /// What people call it.
        title: String,
        /// Its place, from 1.
        place: usize,
        /// How many tasks there are.
        of: usize,
        /// What people call a task on the same level.
        beside: Option<String>,
    },
}

/// What the builder holds.
#[derive(Debug, Clone, PartialEq)]
pub struct Model {
    history: History,
    flow: Arc<Flow>,
    selected: Option<TaskId>,
    /// Goes with the chosen task, if that was added just now.
    fresh: Option<Fresh>,
    tab: EditorTab,
    sample: usize,
    accounts: Accounts,
    given: Given,
    /// The control whose keystrokes are undone together.
    typing: Option<String>,
    /// Counts notices, so that two equal ones are two.
    notice: Option<(u32, Notice)>,
    notices: u32,
    focus: FocusRequest,
    saving: Saving,
    running: Option<Rc<Running>>,
    /// The run that was on the page before.
    closed: Option<Rc<Running>>,
    /// What was missing when the person wanted to run.
    missing: Option<Rc<[Finding]>>,
    drafts: Drafts,
    hints: Hints,
}

impl Model {
    /// A builder for a workflow that is in storage as it is.
    pub fn new(workflow: Arc<Workflow>, accounts: Accounts) -> Model {
        Model {
            selected: workflow.tasks.first().map(|task| task.id.clone()),
            fresh: None,
            flow: Arc::new(Flow::compile(Arc::clone(&workflow))),
            history: History::new(workflow),
            tab: EditorTab::default(),
            sample: 0,
            accounts,
            given: Given::default(),
            typing: None,
            notice: None,
            notices: 0,
            focus: FocusRequest::default(),
            saving: Saving::Saved,
            running: None,
            closed: None,
            missing: None,
            drafts: Drafts::default(),
            hints: Hints::default(),
        }
    }

    /// The builder in a page that gives something.
    #[must_use]
    pub fn in_page(mut self, given: Given) -> Model {
        if given.sample.is_some() {
            self.sample = self.workflow().samples.len();
        }
        self.give(given);
        self
    }

    /// The builder with the sample of that name chosen, if there is one.
    #[must_use]
    pub fn with_sample(mut self, name: &str) -> Model {
        let samples = &self.workflow().samples;
        if let Some(place) = samples.iter().position(|sample| sample.name == name) {
            self.sample = place;
        }
        self
    }

    /// The builder for another visit of its page: nothing is told a second time,
    /// and how a run stands is heard anew.
    #[must_use]
    pub fn rested(&self) -> Model {
        Model {
            fresh: None,
            typing: None,
            notice: None,
            focus: FocusRequest::default(),
            saving: Saving::Saved,
            missing: None,
            ..self.clone()
        }
    }

    /// The workflow as it is.
    pub fn workflow(&self) -> &Arc<Workflow> {
        self.history.workflow()
    }

    /// The workflow, compiled.
    pub fn flow(&self) -> &Arc<Flow> {
        &self.flow
    }

    /// The chosen task.
    pub fn selected(&self) -> Option<&Arc<Task>> {
        self.workflow().task(self.selected.as_ref()?)
    }

    /// Whether a finding only says what the chosen task, which is new, does not
    /// have yet: that is to do, and not wrong.
    pub fn is_to_do(&self, found: &Finding) -> bool {
        let fresh = self.fresh.as_ref().zip(self.selected());
        fresh.is_some_and(|(fresh, task)| {
            found.task.as_ref() == Some(&task.id) && fresh.is_to_do(task, found)
        })
    }

    /// The chosen tab.
    pub fn tab(&self) -> EditorTab {
        self.tab
    }

    /// The place of the chosen sample.
    pub fn sample_index(&self) -> usize {
        self.sample
    }

    /// The chosen sample.
    pub fn sample(&self) -> Option<&Sample> {
        let own = self.workflow().samples.get(self.sample);
        own.or(self.given.sample.as_ref())
    }

    /// What the page around the builder gives.
    pub fn given(&self) -> &Given {
        &self.given
    }

    /// The sample that the page gives, which stands behind the document's own.
    pub fn given_sample(&self) -> Option<&Sample> {
        self.given.sample.as_ref()
    }

    /// Whether the document may be changed.
    pub fn may_edit(&self) -> bool {
        self.given.rights == Rights::Edit
    }

    /// The chosen sample's record; empty where there is no sample.
    pub fn record(&self) -> Object {
        self.sample()
            .map(|sample| sample.record.clone())
            .unwrap_or_default()
    }

    /// The connected accounts.
    pub fn accounts(&self) -> &Accounts {
        &self.accounts
    }

    /// The account a task names, if it is connected.
    pub fn account(&self, id: &AccountId) -> Option<&Account> {
        self.accounts.iter().find(|account| account.id == *id)
    }

    /// The workflow and the way back.
    pub fn history(&self) -> &History {
        &self.history
    }

    /// What can be undone.
    pub fn undoable(&self) -> Option<Change> {
        self.history.undoable()
    }

    /// What can be made again.
    pub fn redoable(&self) -> Option<Change> {
        self.history.redoable()
    }

    /// The last notice and its number.
    pub fn notice(&self) -> Option<&(u32, Notice)> {
        self.notice.as_ref()
    }

    /// Where the focus is to go.
    pub fn focus(&self) -> &FocusRequest {
        &self.focus
    }

    /// How saving stands.
    pub fn saving(&self) -> &Saving {
        &self.saving
    }

    /// The run on the page.
    pub fn running(&self) -> Option<&Rc<Running>> {
        self.running.as_ref()
    }

    /// The last run that ended, with what it sent.
    pub fn last_run(&self) -> Option<&Rc<Running>> {
        let ended = |running: &&Rc<Running>| running.run.status().is_some();
        let on_page = self.running.as_ref().filter(ended);
        on_page.or(self.closed.as_ref())
    }

    /// What is known of the hints.
    pub fn hints(&self) -> &Hints {
        &self.hints
    }

    /// What was typed and is part of nothing yet.
    pub fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    /// What was missing when the person wanted to run; empty where there is
    /// not even a task.
    pub fn missing(&self) -> Option<&Rc<[Finding]>> {
        self.missing.as_ref()
    }

    /// What a preview or a run of that id is given.
    pub fn inputs(&self, run_id: &str) -> Inputs {
        Inputs {
            accounts: self.accounts.to_vec(),
            run_id: run_id.to_owned(),
            row: 0,
            user: self.given.user.clone(),
            host: self.given.host.clone(),
        }
    }

    /// The model after something happened; the same one if nothing changed.
    #[must_use]
    pub fn after(self: &Rc<Model>, action: Action) -> Rc<Model> {
        let mut next = (**self).clone();
        if next.apply(action) {
            Rc::new(next)
        } else {
            Rc::clone(self)
        }
    }

    /// Whether something changed.
    fn apply(&mut self, action: Action) -> bool {
        if action.is_edit() && !self.may_edit() {
            return false;
        }
        match action {
            Action::Edited(edit) => self.edit(edit),
            Action::Typed { control, edit } => self.type_into(control, edit),
            Action::ControlLeft => self.typing.take().is_some(),
            // Passing by is not giving anything.
            Action::FieldLeft(field) => {
                self.typing.as_deref() == Some(field.name()) && self.leave(field.pointer())
            }
            Action::TaskAdded { kind, label } => self.add_task(kind, label),
            Action::TaskRemoved(task) => self.remove_task(&task),
            Action::QuestionRemoved { task, place } => self.remove_question(task, place),
            Action::TaskInserted { kind, label, to } => {
                self.put_new_task(Edit::InsertTask { kind, label, to }, to)
            }
            Action::TaskDuplicated { task, label } => {
                let place = self.workflow().position(&task).unwrap_or_default();
                self.put_task(Edit::DuplicateTask { task, label }, place + 1)
            }
            Action::TaskMoved { task, to } => self.move_task(task, to),
            Action::TaskStepped { task, toward } => {
                let place = self.workflow().position(&task);
                let to = place.and_then(|place| step(self.workflow(), place, toward));
                to.is_some_and(|to| self.move_task(task, to))
            }
            Action::Undone => self.travel(History::undo),
            Action::Redone => self.travel(History::redo),
            Action::TaskChosen(task) => self.choose(&task),
            Action::TaskPointedAt(task) => {
                self.choose(&task);
                self.focus.ask(FocusTarget::Task(task));
                true
            }
            Action::TabChosen(tab) => set(&mut self.tab, tab),
            Action::SampleChosen(sample) => set(&mut self.sample, sample),
            Action::SampleAdded(sample) => self.add_sample(sample),
            Action::SampleRemoved(place) => self.remove_sample(place),
            Action::PlaceFollowed { task, at } => {
                self.choose(&task);
                self.tab = EditorTab::showing(&at);
                self.focus.ask(if at.as_str().is_empty() {
                    FocusTarget::Task(task)
                } else {
                    FocusTarget::Place(at)
                });
                true
            }
            Action::AccountsKnown(accounts) => {
                let changed = *self.accounts != *accounts;
                self.accounts = accounts.into();
                self.look_for_missing();
                changed
            }
            Action::AccountConnected { account, task } => self.connect(account, task),
            Action::AccountForRest(id) => {
                let next = with_account(Workflow::clone(self.workflow()), &id);
                self.typing = None;
                self.history.replace(Arc::new(next), Change::Account);
                self.changed(true)
            }
            Action::HintsSeen(seen) => set(&mut self.hints.seen, Some(seen)),
            Action::HintsAwake(are_awake) => set(&mut self.hints.are_awake, are_awake),
            Action::NoticeClosed => self.notice.take().is_some(),
            Action::SavingChanged(saving) => set(&mut self.saving, saving),
            Action::PastKnown(past) => self.history.go_on_from(*past),
            Action::SavedElsewhere(other) => self.take_over(other),
            Action::PartedSettled(keep) => self.settle_parted(keep),
            Action::RunAsked { run_id } => {
                self.fresh = None;
                let missing = missing_before_run(&self.flow, &self.accounts);
                if missing.is_empty() && !self.workflow().tasks.is_empty() {
                    return self.start(&run_id, Object::new(), Mode::Send, Trigger::Manual);
                }
                self.missing = Some(missing.into());
                self.focus.ask(FocusTarget::Missing);
                true
            }
            Action::RunInsisted { run_id } => {
                self.start(&run_id, Object::new(), Mode::Send, Trigger::Manual)
            }
            Action::DryRunAsked { run_id } => {
                self.start(&run_id, Object::new(), Mode::DryRun, Trigger::Manual)
            }
            Action::RunBegun {
                run_id,
                record,
                mode,
            } => self.start(&run_id, record, mode, Trigger::Host),
            Action::GivenChanged(given) => self.give(*given),
            Action::OthersKnown(workflows) => {
                let given = self.given.clone();
                let surroundings = Surroundings {
                    workflows,
                    ..Surroundings::clone(&given.surroundings)
                };
                self.give(Given {
                    surroundings: Arc::new(surroundings),
                    ..given
                })
            }
            Action::RunKnown(news) => self.know(*news),
            Action::RunRefused { run_id, reason } => self.refuse(&run_id, reason),
            Action::AnswerAgain(path) => match self.running.take() {
                Some(running) => {
                    let running = Rc::unwrap_or_clone(running);
                    self.running = Some(Rc::new(running.answering_again(path.as_ref())));
                    true
                }
                None => false,
            },
            Action::RunClosed => {
                let is_closed = self.missing.take().is_some();
                let running = self.running.take();
                let was_running = running.is_some();
                self.closed = running.or(self.closed.take());
                was_running || is_closed
            }
        }
    }

    fn edit(&mut self, edit: Edit) -> bool {
        self.history.settle();
        let renamed = match &edit {
            Edit::RenameTask { task, to } if self.selected.as_ref() == Some(task) => {
                Some(to.clone())
            }
            _ => None,
        };
        // What is chosen from a list is given at once.
        let left = match &edit {
            Edit::SetAccount { .. } => Some("account"),
            Edit::SetWorkflow { .. } => Some("workflow"),
            _ => None,
        };
        let changed = self.history.apply(edit);
        self.history.settle();
        self.typing = None;
        if changed && renamed.is_some() {
            self.selected = renamed;
        }
        if let Some(left) = left.filter(|_| changed) {
            self.leave(Pointer::root().key(left));
        }
        self.changed(changed)
    }

    fn leave(&mut self, place: Pointer) -> bool {
        let fresh = self.fresh.as_mut();
        fresh.is_some_and(|fresh| fresh.leave(place))
    }

    fn type_into(&mut self, control: String, edit: Edit) -> bool {
        if self.typing.as_ref() != Some(&control) {
            self.history.settle();
            self.typing = Some(control);
        }
        let changed = self.history.apply(edit);
        self.changed(changed)
    }

    /// What follows from a change of the workflow.
    fn changed(&mut self, changed: bool) -> bool {
        if changed {
            self.flow = Arc::new(self.flow.recompiled(Arc::clone(self.workflow())));
            // The notice's "Undo" would take back something else from now on.
            self.notice = None;
            if !matches!(self.saving, Saving::Parted(_)) {
                self.saving = Saving::Saving;
            }
            self.look_for_missing();
        }
        changed
    }

    /// What is told to be missing goes as it is mended.
    fn look_for_missing(&mut self) {
        if self.missing.is_some() {
            let missing = missing_before_run(&self.flow, &self.accounts);
            let is_empty = missing.is_empty() && !self.workflow().tasks.is_empty();
            self.missing = (!is_empty).then(|| missing.into());
        }
    }

    /// Goes back or forth; a task that comes back is shown.
    fn travel(&mut self, step: fn(&mut History) -> bool) -> bool {
        let before = Arc::clone(self.workflow());
        let changed = step(&mut self.history);
        self.typing = None;
        if self.changed(changed) {
            let workflow = Arc::clone(self.workflow());
            self.sample = if self.sample >= before.samples.len() && self.given.sample.is_some() {
                workflow.samples.len()
            } else {
                sample_after(&before.samples, &workflow.samples, self.sample)
            };
            let tasks = || workflow.tasks.iter().map(|task| &task.id);
            let back = tasks().find(|id| before.task(id).is_none());
            if back.is_some() {
                self.select(back.cloned());
            } else if self.selected().is_none() {
                self.select(tasks().next().cloned());
            }
        }
        changed
    }

    /// Takes over what another tab has saved, if nothing of this one would be
    /// lost. Else saving finds out.
    fn take_over(&mut self, other: Arc<Workflow>) -> bool {
        if self.saving != Saving::Saved || *other == **self.workflow() {
            return false;
        }
        self.put_other(other, Change::TakenOver);
        self.saving = Saving::Saved;
        true
    }

    fn settle_parted(&mut self, keep: Keep) -> bool {
        let Saving::Parted(other) = &self.saving else {
            return false;
        };
        let (other, own) = (Arc::clone(other), Arc::clone(self.workflow()));
        self.saving = Saving::Saved;
        self.put_other(other, Change::TakenOver);
        self.saving = Saving::Saved;
        if keep == Keep::Own {
            // A value of its own, so that it is saved.
            self.put_other(Arc::new((*own).clone()), Change::KeptOwn);
        }
        true
    }

    /// Puts another workflow in the place of this one.
    fn put_other(&mut self, other: Arc<Workflow>, change: Change) {
        self.typing = None;
        let before = Arc::clone(self.workflow());
        self.history.replace(other, change);
        self.changed(true);
        self.sample = sample_after(&before.samples, &self.workflow().samples, self.sample);
        if self.selected().is_none() {
            let first = self.workflow().tasks.first();
            self.select(first.map(|task| task.id.clone()));
        }
    }

    fn choose(&mut self, task: &TaskId) -> bool {
        if self.selected.as_ref() == Some(task) || self.workflow().task(task).is_none() {
            return false;
        }
        self.select(Some(task.clone()));
        true
    }

    fn select(&mut self, task: Option<TaskId>) {
        self.typing = None;
        self.fresh = None;
        self.selected = task;
        // A form has no account; the tab that both have is shown instead.
        if self.tab == EditorTab::Account
            && self.selected().is_none_or(|task| task.segment().is_none())
        {
            self.tab = EditorTab::Task;
        }
    }

    fn add_task(&mut self, kind: segflow_core::document::TaskKind, label: String) -> bool {
        let place = self.workflow().tasks.len();
        self.put_new_task(Edit::AddTask { kind, label }, place)
    }

    fn put_new_task(&mut self, edit: Edit, place: usize) -> bool {
        let is_there = self.put_task(edit, place);
        if is_there {
            self.fresh = Some(Fresh::default());
        }
        is_there
    }

    /// Makes an edit after which another task is at a place, and shows that.
    fn put_task(&mut self, edit: Edit, place: usize) -> bool {
        if !self.edit(edit) {
            return false;
        }
        let there = self.workflow().tasks.get(place);
        let added = there.map(|task| task.id.clone());
        self.select(added);
        self.tab = EditorTab::Task;
        self.focus.ask(FocusTarget::FirstField);
        true
    }

    fn remove_task(&mut self, id: &TaskId) -> bool {
        let Some(place) = self.workflow().position(id) else {
            return false;
        };
        let title = self
            .workflow()
            .task(id)
            .map(|task| task.title().to_owned())
            .unwrap_or_default();
        let used = self.workflow().mentions(&Named::Task(id.clone())).len();
        self.edit(Edit::RemoveTask(id.clone()));
        // The next one, else the one before, else the button that adds one.
        let tasks = &self.workflow().tasks;
        let near = tasks
            .get(place)
            .or(tasks.last())
            .map(|task| task.id.clone());
        self.focus.ask(match &near {
            Some(task) => FocusTarget::Task(task.clone()),
            None => FocusTarget::AddTask,
        });
        if self.selected.as_ref() == Some(id) {
            self.select(near);
        }
        self.notify(Notice::TaskRemoved { title, used });
        true
    }

    fn remove_question(&mut self, task: TaskId, place: usize) -> bool {
        let form = self.workflow().task(&task).and_then(|task| task.form());
        let Some(mut fields) = form.map(|form| form.fields.clone()) else {
            return false;
        };
        if place >= fields.len() {
            return false;
        }
        let removed = fields.remove(place);
        let named = Named::Field(task.clone(), removed.id.clone());
        let used = self.workflow().mentions(&named).len();
        self.edit(Edit::SetFormFields { task, fields });
        if used > 0 {
            let title = removed.title().to_owned();
            self.notify(Notice::FieldRemoved { title, used });
        }
        true
    }

    fn move_task(&mut self, task: TaskId, to: Destination) -> bool {
        let Destination { to, stands } = to;
        let edit = Edit::MoveTask {
            task: task.clone(),
            to,
            stands,
        };
        if !self.edit(edit) {
            return false;
        }
        let workflow = self.workflow();
        if let Some(place) = workflow.position(&task) {
            let title = |place: usize| Some(workflow.tasks.get(place)?.title().to_owned());
            let mut level = workflow.level_of(place);
            let notice = Notice::TaskMoved {
                title: title(place).unwrap_or_default(),
                place: place + 1,
                of: workflow.tasks.len(),
                beside: level.find(|other| *other != place).and_then(title),
            };
            self.notify(notice);
        }
        self.focus.ask(FocusTarget::Task(task));
        true
    }

    /// What a password field was answered is dropped before the history sees it.
    fn add_sample(&mut self, mut sample: Sample) -> bool {
        sample.record = self.workflow().without_secrets(sample.record);
        if !self.edit(Edit::AddSample(sample)) {
            return false;
        }
        self.sample = self.workflow().samples.len().saturating_sub(1);
        true
    }

    fn remove_sample(&mut self, place: usize) -> bool {
        let before = Arc::clone(self.workflow());
        let Some(removed) = before.samples.get(place) else {
            return false;
        };
        self.edit(Edit::RemoveSample(place));
        self.sample = sample_after(&before.samples, &self.workflow().samples, self.sample);
        self.notify(Notice::SampleRemoved {
            name: removed.name.clone(),
        });
        true
    }

    fn notify(&mut self, notice: Notice) {
        self.notices = self.notices.wrapping_add(1);
        self.notice = Some((self.notices, notice));
    }

    fn connect(&mut self, account: Account, task: TaskId) -> bool {
        let id = account.id.clone();
        let mut accounts: Vec<Account> = self
            .accounts
            .iter()
            .filter(|known| known.id != id)
            .cloned()
            .collect();
        accounts.push(account);
        self.accounts = accounts.into();
        self.edit(Edit::SetAccount {
            task,
            account: Some(id),
        });
        true
    }

    fn give(&mut self, given: Given) -> bool {
        if given.surroundings != self.given.surroundings {
            let surroundings = Arc::clone(&given.surroundings);
            self.flow = Arc::new(Flow::compile_in(Arc::clone(self.workflow()), surroundings));
        }
        if given.sample.is_some() && given.sample != self.given.sample {
            self.sample = self.workflow().samples.len();
        }
        set(&mut self.given, given)
    }

    fn start(&mut self, run_id: &str, record: Object, mode: Mode, trigger: Trigger) -> bool {
        // What was typed last is part of it, and is not undone with what follows.
        self.typing = None;
        self.fresh = None;
        self.missing = None;
        let run = Run::new(Arc::clone(&self.flow), record, self.inputs(run_id), mode);
        let run = run.begun_by(trigger);
        self.closed = self.last_run().cloned();
        self.running = Some(Rc::new(Running::new(run)));
        self.focus.ask(FocusTarget::Run);
        true
    }

    /// Takes note of how a run stands: the one that is shown, or one that goes
    /// on where none is under way.
    fn know(&mut self, news: RunNews) -> bool {
        if news.run.flow().workflow().id != self.workflow().id {
            return false;
        }
        let shown = self.running.as_ref();
        let is_shown = shown.is_some_and(|shown| shown.run.id() == news.run.id());
        let is_free = shown.is_none_or(|shown| shown.run.status().is_some());
        if !is_shown && (!is_free || news.run.status().is_some()) {
            return false;
        }
        let shown = shown.filter(|_| is_shown);
        let was_asking = shown.is_some_and(|shown| !shown.asking.is_empty());
        let again = shown.and_then(|shown| shown.again()).cloned();
        let next = Running::of(news, &self.record()).answering_again(again.as_ref());
        // The questions over the page have gone; what comes of them is told
        // where it may be out of sight.
        if was_asking && next.asking.is_empty() {
            self.focus.ask(FocusTarget::Run);
        }
        set(&mut self.running, Some(Rc::new(next)))
    }

    fn refuse(&mut self, run_id: &str, reason: Error) -> bool {
        let Some(shown) = self.running.take_if(|shown| shown.run.id() == run_id) else {
            return false;
        };
        self.running = Some(Rc::new(Running {
            problem: Some(reason),
            ..Rc::unwrap_or_clone(shown)
        }));
        true
    }
}

fn set<T: PartialEq>(place: &mut T, value: T) -> bool {
    let changed = *place != value;
    *place = value;
    changed
}
