use std::rc::Rc;

use segflow_web::storage::{StoredDocument, StoredVersion};
use yew::AttrValue;
use yew::prelude::Reducible;

use super::entry::Entry;

/// Workflows in an order.
pub(super) type Entries = Rc<Vec<Entry>>;

/// The order of the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Order {
    /// The last changed first.
    #[default]
    Changed,
    /// By name.
    Name,
}

impl Order {
    /// All of them, in the order of the menu.
    pub(super) const ALL: [Order; 2] = [Order::Changed, Order::Name];

    /// Its name in storage.
    pub(super) const fn name(self) -> &'static str {
        match self {
            Order::Changed => "changed",
            Order::Name => "name",
        }
    }

    /// The order of that name; the usual one for any other name.
    pub(super) fn named(name: &str) -> Order {
        Order::ALL
            .into_iter()
            .find(|order| order.name() == name)
            .unwrap_or_default()
    }
}

/// The workflows in which all words are found, in an order.
pub(super) fn matching(entries: &Entries, text: &str, order: Order) -> Entries {
    let text = text.to_lowercase();
    let words: Vec<&str> = text.split_whitespace().collect();
    if words.is_empty() && order == Order::Changed {
        return Rc::clone(entries);
    }
    let found = entries.iter().filter(|entry| entry.has_all(&words));
    let mut found: Vec<Entry> = found.cloned().collect();
    if order == Order::Name {
        found.sort_by_cached_key(|entry| entry.name.to_lowercase());
    }
    Rc::new(found)
}

/// What is kept of a workflow.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Kept {
    /// Its document.
    pub(super) document: StoredDocument,
    /// How it was before.
    pub(super) versions: Vec<StoredVersion>,
}

/// Something that was done, or was not.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Told {
    /// A workflow was deleted; this was kept of it.
    Removed {
        /// What people called it.
        name: AttrValue,
        /// What was kept of it.
        kept: Kept,
    },
    /// A copy was made, which is called that.
    Duplicated(AttrValue),
    /// It could not be done, for this reason.
    NotDone(AttrValue),
}

/// What the list of workflows holds.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct Model {
    /// The workflows, the last changed first; nothing until they were read.
    pub(super) entries: Option<Entries>,
    /// Why they could not be read.
    pub(super) refused: Option<AttrValue>,
    /// What is searched for.
    pub(super) text: String,
    /// The order of the list.
    pub(super) order: Order,
    /// What there is to tell, by a number of its own.
    pub(super) told: Vec<(u32, Told)>,
    /// The workflow whose menu gets the focus; the number tells two requests apart.
    pub(super) focus: (u32, Option<AttrValue>),
    count: u32,
}

/// What happened on the page.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Action {
    /// The workflows were read, and the order that was chosen last.
    Read(Vec<Entry>, Order),
    /// They could not be.
    Refused(AttrValue),
    /// Something else is searched for.
    Searched(String),
    /// Another order was chosen.
    Ordered(Order),
    /// A workflow is there or has changed: it is the last changed now.
    Put(Entry),
    /// A copy is there.
    Duplicated(Entry),
    /// A deleted workflow is back, as that message offered.
    Returned(u32, Entry),
    /// A workflow was deleted.
    Removed(Kept),
    /// Something could not be done.
    NotDone(AttrValue),
    /// A message was closed.
    Closed(u32),
}

impl Model {
    /// The workflows that are shown.
    pub(super) fn shown(&self) -> Entries {
        self.entries
            .as_ref()
            .map(|entries| matching(entries, &self.text, self.order))
            .unwrap_or_default()
    }

    /// The model after something happened.
    pub(super) fn after(&self, action: Action) -> Model {
        let mut next = self.clone();
        next.act(action);
        next
    }

    fn act(&mut self, action: Action) {
        match action {
            Action::Read(entries, order) => {
                self.entries = Some(Rc::new(entries));
                self.order = order;
            }
            Action::Refused(reason) => {
                self.entries = Some(Rc::default());
                self.refused = Some(reason);
            }
            Action::Searched(text) => self.text = text,
            Action::Ordered(order) => self.order = order,
            Action::Put(entry) => self.put(entry),
            Action::Duplicated(entry) => {
                self.tell(Told::Duplicated(entry.name.clone()));
                self.put(entry);
            }
            Action::Returned(number, entry) => {
                self.act(Action::Closed(number));
                self.put(entry);
            }
            Action::Removed(kept) => self.remove(kept),
            Action::NotDone(reason) => self.tell(Told::NotDone(reason)),
            Action::Closed(number) => self.told.retain(|(told, _)| *told != number),
        }
    }

    fn put(&mut self, entry: Entry) {
        let id = entry.id.clone();
        let mut entries = self.without(&id);
        // By the time at which it changed: what comes back goes where it was.
        let place = entries.partition_point(|other| other.changed_at > entry.changed_at);
        entries.insert(place, entry);
        self.entries = Some(Rc::new(entries));
        self.focus_on(Some(id));
    }

    fn remove(&mut self, kept: Kept) {
        let shown = self.shown();
        let place = shown
            .iter()
            .position(|entry| *entry.id == *kept.document.id);
        let beside = place.and_then(|place| {
            let before = place.checked_sub(1).and_then(|before| shown.get(before));
            shown.get(place + 1).or(before)
        });
        let name = place.and_then(|place| shown.get(place));
        let name = name.map(|entry| entry.name.clone()).unwrap_or_default();
        let entries = self.without(&kept.document.id);
        self.entries = Some(Rc::new(entries));
        self.focus_on(beside.map(|entry| entry.id.clone()));
        self.tell(Told::Removed { name, kept });
    }

    fn without(&self, id: &str) -> Vec<Entry> {
        let entries = self.entries.iter().flat_map(|entries| entries.iter());
        entries.filter(|entry| *entry.id != *id).cloned().collect()
    }

    fn focus_on(&mut self, id: Option<AttrValue>) {
        self.count = self.count.wrapping_add(1);
        self.focus = (self.count, id);
    }

    fn tell(&mut self, told: Told) {
        self.count = self.count.wrapping_add(1);
        self.told.push((self.count, told));
    }
}

impl Reducible for Model {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(self.after(action))
    }
}
