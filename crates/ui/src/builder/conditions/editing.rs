use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use segflow_core::check::Finding;
use segflow_core::condition::{Clause, Condition, Operand, Operator, Test};
use segflow_core::document::{FormField, Task, Workflow};
use segflow_core::edit::Edit;
use segflow_core::json::{Pointer, Value};
use segflow_core::template::Path;
use yew::prelude::{AttrValue, Callback, NodeRef};

use super::subject::Subjects;
use crate::builder::context::Doing;
use crate::builder::findings::Told;
use crate::builder::focusing::focus_soon;
use crate::model::{Action, Change, Group, Way};
use crate::text::Words;

/// One of a task's two conditions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// When the task is activated.
    Activate,
    /// When the task is complete.
    Complete,
}

impl When {
    /// The member of the task that holds it.
    pub(super) const fn key(self) -> &'static str {
        match self {
            When::Activate => "activateWhen",
            When::Complete => "completeWhen",
        }
    }

    /// Marks the button that adds to it.
    pub(super) const fn add_class(self) -> &'static str {
        match self {
            When::Activate => "add-activateWhen",
            When::Complete => "add-completeWhen",
        }
    }

    pub(super) fn of(self, task: &Task) -> Option<&Condition> {
        match self {
            When::Activate => task.activate_when.as_ref(),
            When::Complete => task.complete_when.as_ref(),
        }
    }
}

/// What the parts of a condition need to be drawn and changed.
pub(super) struct Editing<'e> {
    pub(super) words: &'e Words,
    pub(super) doing: &'e Doing,
    pub(super) root: &'e NodeRef,
    pub(super) workflow: &'e Arc<Workflow>,
    pub(super) task: &'e Arc<Task>,
    pub(super) when: When,
    pub(super) tree: Rc<Group>,
    pub(super) subjects: Rc<Subjects>,
    pub(super) findings: Vec<Finding>,
    /// What the sample is called.
    pub(super) sample: AttrValue,
    /// What each comparison comes to for the sample; taken one by one.
    pub(super) clauses: RefCell<std::vec::IntoIter<Option<Clause>>>,
}

impl Editing<'_> {
    /// The id of a control of a part.
    pub(super) fn id(&self, way: &[usize], control: &str) -> String {
        element_id(self.when, way, control)
    }

    /// Changes a part, and puts the focus on what was changed.
    pub(super) fn act(&self, way: &[usize], change: Change) -> Callback<()> {
        let (root, when) = (self.root.clone(), self.when);
        let is_shown = !matches!(change, Change::Join(_) | Change::Compare(_));
        self.change(way).reform(move |()| {
            let root = root.clone();
            let follow = move |way: &Way| {
                if is_shown {
                    let field = format!("#{}", element_id(when, way, "field"));
                    let join = format!("#{}", element_id(when, way, "join"));
                    let add = format!(".{}", when.add_class());
                    focus_soon(&root, &[&field, &join, &add]);
                }
            };
            (change.clone(), None, Box::new(follow) as Follow)
        })
    }

    /// Compares otherwise; what is typed in one control is undone in one go.
    pub(super) fn compare<T: 'static>(
        &self,
        way: &[usize],
        typed: Option<&str>,
        test: impl Fn(T) -> Test + 'static,
    ) -> Callback<T> {
        let control = typed.map(|control| self.id(way, control));
        let (root, when) = (self.root.clone(), self.when);
        self.change(way).reform(move |told: T| {
            let test = test(told);
            // A field that was put into a box stands in a menu from then on.
            let is_put_in = control.is_some() && matches!(test.operand, Operand::From(_));
            let root = root.clone();
            let follow = move |way: &Way| {
                if is_put_in {
                    focus_soon(&root, &[&format!("#{}", element_id(when, way, "value"))]);
                }
            };
            let change = Change::Compare(test);
            (change, control.clone(), Box::new(follow) as Follow)
        })
    }

    fn change(&self, way: &[usize]) -> Callback<(Change, Option<String>, Follow)> {
        let (tree, task, when) = (Rc::clone(&self.tree), self.task.id.clone(), self.when);
        let way = way.to_vec();
        self.doing.act.reform(
            move |(change, control, follow): (Change, Option<String>, Follow)| {
                let (tree, next) = tree.after(&way, change);
                follow(&next);
                let (task, condition) = (task.clone(), tree.condition());
                let edit = match when {
                    When::Activate => Edit::SetActivateWhen { task, condition },
                    When::Complete => Edit::SetCompleteWhen { task, condition },
                };
                match control {
                    Some(control) => Action::Typed { control, edit },
                    None => Action::Edited(edit),
                }
            },
        )
    }

    /// A comparison to begin with.
    pub(super) fn new_test(&self) -> Test {
        Test {
            operand: Operand::Absent,
            ..Test::new(self.subjects.first(), Operator::Is, Value::Null)
        }
    }

    /// What is wrong at a place.
    pub(super) fn told(&self, at: &Pointer) -> Told {
        Told::of(
            self.words,
            self.findings.iter().filter(|found| at.contains(&found.at)),
        )
    }

    /// The form's field that a path leads to, if it leads to one.
    pub(super) fn declared(&self, path: &str) -> Option<&FormField> {
        let path = Path::parse(path).filter(|path| path.steps.len() == 1)?;
        let mut tasks = self.workflow.tasks.iter();
        let task = tasks.find(|task| task.id.as_str() == path.head)?;
        task.form()?.field(path.field()?)
    }
}

/// Moves the focus to the part at the end of a way.
type Follow = Box<dyn Fn(&Way)>;

fn element_id(when: When, way: &[usize], control: &str) -> String {
    let way: Vec<String> = way.iter().map(usize::to_string).collect();
    format!("{}-{}-{control}", when.key(), way.join("-"))
}

/// How people count a part: 2, or 2.1 for the first part of the second.
pub(super) fn number(way: &[usize]) -> String {
    let way: Vec<String> = way.iter().map(|place| (place + 1).to_string()).collect();
    way.join(".")
}
