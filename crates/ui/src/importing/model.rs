use std::rc::Rc;

use segflow_core::document::{MAX_BYTES, WorkflowId};
use segflow_interchange::{ImportError, Imported, import};
use yew::prelude::{AttrValue, Reducible};

/// The id of a workflow that is only looked at; it gets its own when it is
/// added.
const LOOKED_AT: &str = "wf_import";

/// What was made of one file, or of what was pasted.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Found {
    /// A number of its own.
    pub(super) number: u32,
    /// What the file is called; nothing for what was pasted.
    pub(super) file: Option<String>,
    /// The workflow, or why there is none.
    pub(super) outcome: Result<Rc<Imported>, Refusal>,
}

/// Why something cannot be imported.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Refusal {
    /// What is in it cannot be taken over.
    Import(ImportError),
    /// The browser did not give the file.
    NotRead,
}

/// What the page of imports holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Model {
    /// What was found, in the order in which it came.
    pub(super) found: Vec<Rc<Found>>,
    /// What is in the box for pasting.
    pub(super) pasted: String,
    /// Why that cannot be imported.
    pub(super) problem: Option<Refusal>,
    /// How many files are still being read.
    pub(super) coming: usize,
    /// Why the workflows could not be kept.
    pub(super) refused: Option<AttrValue>,
    /// Whether they are being kept now.
    pub(super) is_adding: bool,
    count: u32,
}

/// What happened on the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    /// So many files were chosen.
    Chosen(usize),
    /// A file of that name was read; nothing where the browser did not give it.
    Read(String, Option<String>),
    /// A file is larger than a workflow may be.
    TooLarge(String),
    /// Something was typed into the box for pasting.
    Typed(String),
    /// What is in it is to be looked at.
    Pasted,
    /// One of those found is not wanted.
    Dropped(u32),
    /// Those found are being kept.
    Adding,
    /// They could not be.
    Refused(AttrValue),
}

impl Model {
    /// Those that can be added.
    pub(super) fn ready(&self) -> Vec<Rc<Imported>> {
        let outcomes = self.found.iter().map(|found| &found.outcome);
        outcomes
            .filter_map(|outcome| outcome.as_ref().ok().cloned())
            .collect()
    }

    /// The model after something happened.
    pub(super) fn after(&self, action: Action) -> Model {
        let mut next = self.clone();
        next.act(action);
        next
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Chosen(count) => self.coming += count,
            Action::Read(name, text) => {
                self.coming = self.coming.saturating_sub(1);
                let outcome = text.ok_or(Refusal::NotRead).and_then(|text| look(&text));
                self.find(Some(name), outcome);
            }
            Action::TooLarge(name) => {
                self.coming = self.coming.saturating_sub(1);
                self.find(Some(name), Err(Refusal::Import(ImportError::TooLarge)));
            }
            Action::Typed(text) => {
                self.pasted = text;
                self.problem = None;
            }
            Action::Pasted => match look(&self.pasted) {
                Ok(imported) => {
                    self.pasted.clear();
                    self.problem = None;
                    self.find(None, Ok(imported));
                }
                // What was typed stays to be mended.
                Err(problem) => self.problem = Some(problem),
            },
            Action::Dropped(number) => self.found.retain(|found| found.number != number),
            Action::Adding => {
                self.is_adding = true;
                self.refused = None;
            }
            Action::Refused(reason) => {
                self.is_adding = false;
                self.refused = Some(reason);
            }
        }
    }

    fn find(&mut self, file: Option<String>, outcome: Result<Rc<Imported>, Refusal>) {
        self.count = self.count.wrapping_add(1);
        self.found.push(Rc::new(Found {
            number: self.count,
            file,
            outcome,
        }));
    }
}

impl Reducible for Model {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}

/// The largest file that is read.
pub(super) const MOST_BYTES: usize = MAX_BYTES;

fn look(text: &str) -> Result<Rc<Imported>, Refusal> {
    // Some editors put a mark before the first letter.
    let text = text.trim_start_matches('\u{feff}').trim();
    let Ok(id) = WorkflowId::parse(LOOKED_AT) else {
        return Err(Refusal::NotRead);
    };
    import(text, id).map(Rc::new).map_err(Refusal::Import)
}
