use crate::template::{Path, Step};

/// The paths that a flow uses, each with a number, as a tree of steps.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Slots {
    paths: Vec<Path>,
    forms: Vec<String>,
    pub(super) root: Node,
}

/// A place on the way of one or more paths.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Node {
    /// The path that ends here.
    pub(super) slot: Option<usize>,
    /// The form whose answers begin here.
    pub(super) form: Option<usize>,
    pub(super) children: Vec<(Step, Node)>,
}

impl Slots {
    /// The number of a path; the same path has the same number.
    pub(crate) fn slot(&mut self, path: &Path) -> usize {
        if let Some(known) = self.paths.iter().position(|known| known == path) {
            return known;
        }
        let slot = self.paths.len();
        self.paths.push(path.clone());
        let head = Step::Key(path.head.clone());
        self.root
            .at(std::iter::once(&head).chain(&path.steps), &mut |node| {
                node.slot = Some(slot);
            });
        slot
    }

    /// The number of a form, by its task's id.
    pub(crate) fn form(&mut self, task: &str) -> usize {
        if let Some(known) = self.forms.iter().position(|known| known == task) {
            return known;
        }
        let form = self.forms.len();
        self.forms.push(task.to_owned());
        let head = Step::Key(task.to_owned());
        self.root
            .at(std::iter::once(&head), &mut |node| node.form = Some(form));
        form
    }

    /// How many paths there are.
    pub(super) fn len(&self) -> usize {
        self.paths.len()
    }

    /// How many forms there are.
    pub(super) fn form_count(&self) -> usize {
        self.forms.len()
    }
}

impl Node {
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

    pub(super) fn key(&self, key: &str) -> Option<&Node> {
        self.children
            .iter()
            .find(|(step, _)| matches!(step, Step::Key(name) if name == key))
            .map(|(_, node)| node)
    }

    pub(super) fn index(&self, index: usize) -> Option<&Node> {
        self.children
            .iter()
            .find(|(step, _)| matches!(step, Step::Index(place) if *place == index))
            .map(|(_, node)| node)
    }
}
