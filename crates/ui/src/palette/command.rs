use yew::prelude::{AttrValue, Callback};

use crate::icons::Icon;

/// What a builder that is open can be told.
#[derive(Debug, Clone, PartialEq)]
pub enum Command {
    /// Adds a task of the kind of that name.
    Add(&'static str),
    /// Chooses the task of that id.
    Choose(AttrValue),
    /// Puts a copy behind the chosen task.
    Duplicate,
    /// Takes the chosen task out.
    Delete,
    /// Takes the last change back.
    Undo,
    /// Makes it again.
    Redo,
    /// Runs the workflow.
    Run,
    /// Goes through it and sends nothing.
    DryRun,
}

/// A task, as far as it is told.
#[derive(Debug, Clone, PartialEq)]
pub struct OutlineTask {
    /// Its id.
    pub id: AttrValue,
    /// What people call it.
    pub title: AttrValue,
    /// The sign of its kind.
    pub icon: Icon,
}

/// What is to be known of a builder that is open.
#[derive(Debug, Clone, PartialEq)]
pub struct Outline {
    /// The workflow's id.
    pub workflow: AttrValue,
    /// Its tasks, from top to bottom.
    pub tasks: Vec<OutlineTask>,
    /// The chosen one.
    pub chosen: Option<OutlineTask>,
    /// What "Undo" says, if there is something.
    pub undo: Option<AttrValue>,
    /// What "Redo" says, if there is something.
    pub redo: Option<AttrValue>,
    /// The body that the chosen task would send.
    pub payload: Option<AttrValue>,
    /// Whether it may be changed.
    pub may_edit: bool,
}

/// Something outside of the builder, or another page.
#[derive(Debug, Clone, PartialEq)]
pub struct Door {
    /// What it is called.
    pub title: AttrValue,
    /// Its sign.
    pub icon: Icon,
    /// Goes there, or does it.
    pub open: Callback<()>,
}
