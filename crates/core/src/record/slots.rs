use std::sync::Arc;

use crate::template::{Path, Step};

/// The paths that a flow uses, each with a number, as a tree of steps. A copy
/// costs nothing until one of the two learns a new path.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Slots(Arc<Known>);

#[derive(Debug, Clone, PartialEq, Default)]
struct Known {
    paths: usize,
    forms: usize,
    root: Node,
}

/// Where the members of JSON rows go.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fill(pub(super) Node);

/// A place on the way of one or more paths.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Node {
    /// Within a [`Fill`], each node has its own number.
    pub(super) number: usize,
    /// The path that ends here.
    pub(super) slot: Option<usize>,
    /// The form whose answers begin here.
    pub(super) form: Option<usize>,
    pub(super) children: Vec<(Step, Node)>,
}

impl Slots {
    /// The number of a path; the same path has the same number.
    pub(crate) fn slot(&mut self, path: &Path) -> usize {
        if let Some(known) = self.root().below(path).and_then(|node| node.slot) {
            return known;
        }
        let known = Arc::make_mut(&mut self.0);
        let slot = known.paths;
        known.paths += 1;
        let head = Step::Key(path.head.clone());
        known
            .root
            .at(std::iter::once(&head).chain(&path.steps), &mut |node| {
                node.slot = Some(slot);
            });
        slot
    }

    /// The number of a form, by its task's id.
    pub(crate) fn form(&mut self, task: &str) -> usize {
        if let Some(known) = self.root().key(task).and_then(|node| node.form) {
            return known;
        }
        let known = Arc::make_mut(&mut self.0);
        let form = known.forms;
        known.forms += 1;
        let head = Step::Key(task.to_owned());
        known
            .root
            .at(std::iter::once(&head), &mut |node| node.form = Some(form));
        form
    }

    pub(super) fn root(&self) -> &Node {
        &self.0.root
    }

    /// The number of a path that is used.
    pub(crate) fn known(&self, path: &Path) -> Option<usize> {
        self.root().below(path)?.slot
    }

    /// The number of a form of the flow.
    pub(crate) fn known_form(&self, task: &str) -> Option<usize> {
        self.root().key(task)?.form
    }

    /// Rows that are records.
    pub(crate) fn by_record(&self) -> Fill {
        Fill::of(self.root().clone())
    }

    /// Rows whose members go to certain paths, but for one that stays where it
    /// is.
    pub(crate) fn by_members<'m>(
        &self,
        members: impl Iterator<Item = (&'m str, &'m Path)>,
        kept: &str,
    ) -> Fill {
        let mut root = Node::default();
        for (member, path) in members {
            let mut node = self.root().below(path).cloned().unwrap_or_default();
            node.form = self.known_form(&path.head);
            root.children.push((Step::Key(member.to_owned()), node));
        }
        if let Some(node) = self.root().key(kept) {
            root.children
                .push((Step::Key(kept.to_owned()), node.clone()));
        }
        Fill::of(root)
    }

    /// How many paths there are.
    pub(crate) fn len(&self) -> usize {
        self.0.paths
    }

    /// How many forms there are.
    pub(super) fn form_count(&self) -> usize {
        self.0.forms
    }
}

impl Fill {
    fn of(mut root: Node) -> Fill {
        root.count(&mut 0);
        Fill(root)
    }
}

impl Node {
    /// Gives numbers to the node and all below it.
    fn count(&mut self, next: &mut usize) {
        self.number = *next;
        *next += 1;
        for (_, child) in &mut self.children {
            child.count(next);
        }
    }

    /// Changes the node at the end of some steps, making those on the way.
    fn at<'s>(
        &mut self,
        mut steps: impl Iterator<Item = &'s Step>,
        change: &mut dyn FnMut(&mut Node),
    ) {
        let Some(step) = steps.next() else {
            change(self);
            return;
        };
        // A trait object ends the recursion of types.
        let rest: &mut dyn Iterator<Item = &'s Step> = &mut steps;
        if let Some((_, child)) = self.children.iter_mut().find(|(known, _)| known == step) {
            child.at(rest, change);
        } else {
            let mut child = Node::default();
            child.at(rest, change);
            self.children.push((step.clone(), child));
        }
    }

    fn below(&self, path: &Path) -> Option<&Node> {
        let head = self.key(&path.head)?;
        path.steps.iter().try_fold(head, |node, step| match step {
            Step::Key(key) => node.key(key),
            Step::Index(index) => node.index(*index),
        })
    }

    /// Which child a key leads to.
    pub(super) fn place(&self, key: &str) -> Option<usize> {
        self.children
            .iter()
            .position(|(step, _)| matches!(step, Step::Key(name) if name == key))
    }

    pub(super) fn child(&self, place: usize) -> Option<&Node> {
        self.children.get(place).map(|(_, node)| node)
    }

    pub(super) fn key(&self, key: &str) -> Option<&Node> {
        self.place(key).and_then(|place| self.child(place))
    }

    pub(super) fn index(&self, index: usize) -> Option<&Node> {
        self.children
            .iter()
            .find(|(step, _)| matches!(step, Step::Index(place) if *place == index))
            .map(|(_, node)| node)
    }
}
