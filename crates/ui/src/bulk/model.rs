use std::rc::Rc;

use segflow_core::bulk::Counts;
use segflow_core::json::Value;
use segflow_core::time::Timestamp;
use yew::AttrValue;

use super::how::How;
use super::json;
use super::look::{Look, Trouble};
use super::progress::{self, Progress};
use super::saved::{SavedFile, SavedState};
use crate::text::{Text, Told, Words};

/// What the page of a workflow's files knows.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Model {
    /// The file that was chosen.
    pub(super) file: Option<ChosenFile>,
    /// How it is written: what was found, and what a person said otherwise.
    pub(super) how: How,
    pub(super) look: Option<Rc<Look>>,
    pub(super) is_looking: bool,
    /// What could not be done.
    pub(super) refused: Option<Refused>,
    /// How many rows the file has, once all of them were read.
    pub(super) rows: Option<u64>,
    /// The run under way, or the last one.
    pub(super) run: Option<Rc<FileRun>>,
    /// The runs that are kept; `None` until they were read.
    pub(super) saved: Option<Rc<[SavedFile]>>,
    /// The id of the kept run whose file is asked for.
    pub(super) wanted: Option<String>,
    /// A download is being made.
    pub(super) is_downloading: bool,
}

/// A file as it was chosen.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct ChosenFile {
    pub(super) name: String,
    pub(super) bytes: u64,
    /// The run whose rows these are again: their messages keep their ids.
    pub(super) again: Option<String>,
    /// What is known of how it is written.
    pub(super) how: How,
}

/// Why something was not done: what the worker tells, or the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    pub(super) code: String,
    pub(super) message: String,
}

impl Refused {
    pub(super) fn of(value: &Value) -> Refused {
        Refused {
            code: json::text(value, "code"),
            message: json::text(value, "message"),
        }
    }

    /// The reason in the language in use, as a part of a sentence.
    pub(super) fn reason(&self, words: &Words) -> AttrValue {
        words.say(Told {
            code: &self.code,
            message: &self.message,
        })
    }

    /// The reason as a sentence.
    pub(super) fn sentence(&self, words: &Words) -> AttrValue {
        words.say(Text::Because {
            reason: &self.reason(words),
        })
    }
}

/// A run of a file.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FileRun {
    pub(super) id: String,
    pub(super) is_dry: bool,
    pub(super) phase: Phase,
    pub(super) progress: Progress,
    /// Some of the rows that were set aside or failed.
    pub(super) troubles: Vec<Trouble>,
    /// From where it goes on, or what its downloads are made by.
    pub(super) checkpoint: Option<String>,
}

/// Where a run is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phase {
    Going,
    Paused,
    /// It was told to stop.
    Stopping,
    Completed,
    Stopped,
    /// Nothing more could be sent.
    Halted(Refused),
    /// It could not begin, or broke.
    Refused(Refused),
}

impl FileRun {
    /// A run that begins.
    pub(super) fn new(id: String, is_dry: bool) -> FileRun {
        FileRun {
            id,
            is_dry,
            phase: Phase::Going,
            progress: Progress::default(),
            troubles: Vec::new(),
            checkpoint: None,
        }
    }

    pub(super) fn is_going(&self) -> bool {
        matches!(self.phase, Phase::Going | Phase::Paused | Phase::Stopping)
    }

    pub(super) fn counts(&self) -> &Counts {
        &self.progress.counts
    }

    /// How it stands, to be kept.
    pub(super) fn state(&self) -> SavedState {
        match &self.phase {
            Phase::Going | Phase::Paused | Phase::Stopping => SavedState::Going,
            Phase::Completed => SavedState::Completed,
            Phase::Stopped => SavedState::Stopped,
            Phase::Halted(because) => SavedState::Halted(because.clone()),
            Phase::Refused(refused) => SavedState::Halted(refused.clone()),
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    /// A file was chosen; it is looked at.
    Chosen(ChosenFile),
    /// A person says how it is written, or what its columns are.
    Told(How),
    /// A person is typing how a column is read.
    Drafted(How),
    /// The worker looked at it.
    Looked(Rc<Look>),
    /// The worker could not look at it, or make a download.
    Refused(Refused),
    /// A run began.
    Begun(FileRun),
    /// The worker told how far it is.
    Progressed(Value, Timestamp),
    /// A person pauses it, lets it go on, or stops it.
    Paused,
    Resumed,
    Stopping,
    /// The worker is done with it.
    Ended(Value),
    /// It could not begin, or broke.
    Broken(Refused),
    /// The kept runs are these.
    SavedKnown(Rc<[SavedFile]>),
    /// A kept run stands like this.
    Saved(SavedFile),
    /// One was deleted.
    Removed(String),
    /// The file of a kept run is asked for, or not any more.
    Wanted(Option<String>),
    /// A download is being made, or was made.
    Downloading(bool),
}

impl Model {
    /// The model after something happened.
    pub(super) fn after(&self, action: Action) -> Model {
        let mut next = self.clone();
        match action {
            // What is being run stays what it is.
            Action::Chosen(_) | Action::Told(_) if self.is_running() => {}
            Action::Chosen(file) => {
                next.how = file.how.clone();
                next.file = Some(file);
                next.look = None;
                next.is_looking = true;
                next.refused = None;
                next.rows = None;
                next.run = None;
                next.wanted = None;
            }
            Action::Told(how) => {
                next.how = how;
                next.is_looking = true;
                next.refused = None;
                // What was found out is of the file as it was taken for then.
                next.rows = None;
                next.run = None;
            }
            Action::Drafted(how) => next.how = how,
            Action::Looked(look) => {
                // What a person said, or is typing, stays.
                next.how = next.how.or(&look.how);
                next.look = Some(look);
                next.is_looking = false;
            }
            Action::Refused(refused) => {
                next.refused = Some(refused);
                next.is_looking = false;
                next.is_downloading = false;
            }
            Action::Begun(run) => {
                next.run = Some(Rc::new(run));
                next.refused = None;
                next.wanted = None;
            }
            Action::Progressed(value, now) => {
                if let Some(run) = next.going() {
                    run.progress = run.progress.after(&value, now);
                    let troubles = json::list(&value, "troubles").iter();
                    run.troubles.extend(troubles.map(Trouble::of));
                    if run.progress.has_read_all {
                        next.rows = Some(run.progress.rows_read);
                    }
                }
            }
            Action::Paused => next.turn(Phase::Paused),
            Action::Resumed => next.turn(Phase::Going),
            Action::Stopping => next.turn(Phase::Stopping),
            Action::Ended(value) => {
                if let Some(run) = next.going() {
                    run.progress.counts = progress::counts(&value);
                    run.progress.waits_until = None;
                    let checkpoint = json::text(&value, "checkpoint");
                    run.checkpoint = Some(checkpoint).filter(|text| !text.is_empty());
                    run.phase = match value.get("halted") {
                        Some(halted @ Value::Object(_)) => Phase::Halted(Refused::of(halted)),
                        _ if json::flag(&value, "wasStopped") => Phase::Stopped,
                        _ => Phase::Completed,
                    };
                    if run.phase == Phase::Completed {
                        next.rows = Some(run.counts().rows());
                    }
                }
            }
            Action::Broken(refused) => match refused.code.as_str() {
                // It stays as it is kept, and another file may be the one.
                "checkpoint_of_other_source" => {
                    next.wanted = next.run.take().map(|run| run.id.clone());
                    next.refused = Some(refused);
                }
                "run_elsewhere" => {
                    next.run = None;
                    next.refused = Some(refused);
                }
                _ => next.turn(Phase::Refused(refused)),
            },
            Action::SavedKnown(saved) => next.saved = Some(saved),
            Action::Saved(one) => {
                let mut saved: Vec<SavedFile> =
                    next.saved.iter().flat_map(|all| all.to_vec()).collect();
                match saved.iter_mut().find(|known| known.id == one.id) {
                    Some(known) => *known = one,
                    None => saved.insert(0, one),
                }
                next.saved = Some(saved.into());
            }
            Action::Removed(id) => {
                let saved = next.saved.iter().flat_map(|all| all.to_vec());
                next.saved = Some(saved.filter(|known| known.id != id).collect());
                if next.wanted.as_ref() == Some(&id) {
                    next.wanted = None;
                }
            }
            Action::Wanted(id) => {
                next.wanted = id;
                next.refused = None;
            }
            Action::Downloading(is_downloading) => next.is_downloading = is_downloading,
        }
        next
    }

    /// Whether all was sent, so that from the beginning again it would count twice.
    pub(super) fn would_count_twice(&self) -> bool {
        let has_sent = |run: &Rc<FileRun>| {
            !run.is_dry && run.phase == Phase::Completed && run.counts().messages > 0
        };
        // Rows of an earlier run keep their message ids.
        let is_again = self.file.as_ref().is_some_and(|file| file.again.is_some());
        !is_again && self.run.as_ref().is_some_and(has_sent)
    }

    /// The run, if it goes on.
    fn going(&mut self) -> Option<&mut FileRun> {
        let run = self.run.as_mut()?;
        run.is_going().then(|| Rc::make_mut(run))
    }

    fn turn(&mut self, phase: Phase) {
        if let Some(run) = self.going() {
            run.phase = phase;
        }
    }

    /// The kept run of that id.
    pub(super) fn saved_of(&self, id: &str) -> Option<&SavedFile> {
        self.saved
            .iter()
            .flat_map(|all| all.iter())
            .find(|saved| saved.id == id)
    }

    /// The kept run whose file is asked for.
    pub(super) fn wanted(&self) -> Option<&SavedFile> {
        self.saved_of(self.wanted.as_deref()?)
    }

    /// Whether a file is being run.
    pub(super) fn is_running(&self) -> bool {
        self.run.as_ref().is_some_and(|run| run.is_going())
    }
}
