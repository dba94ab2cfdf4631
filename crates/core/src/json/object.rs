use super::Value;
use crate::index::Index;

/// The members of a JSON object, in order, each key once.
///
/// Keys such as `__proto__` are ordinary. A linear search is right for the
/// handfuls of members that documents and records have.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Object {
    members: Vec<(String, Value)>,
}

/// From this many members on, duplicates are looked for with a table.
const MANY: usize = 32;

impl Object {
    /// An object without members.
    pub const fn new() -> Object {
        Object {
            members: Vec::new(),
        }
    }

    /// Takes members as they were read. Of a key that comes twice the last
    /// value wins and the first place stays, as in `JSON.parse`.
    pub(super) fn from_read(read: Vec<(String, Value)>) -> Object {
        if read.len() < MANY {
            let mut object = Object::new();
            for (key, value) in read {
                object.insert(key, value);
            }
            return object;
        }
        let index = Index::of(read.iter().map(|(key, _)| key.as_str()));
        let firsts: Vec<_> = read.iter().map(|(key, _)| index.get(key)).collect();
        let mut members: Vec<(String, Value)> = Vec::with_capacity(read.len());
        // Where each that was read is among the members.
        let mut places: Vec<usize> = Vec::with_capacity(read.len());
        for ((key, value), first) in read.into_iter().zip(firsts) {
            let known = first.and_then(|first| places.get(first)).copied();
            places.push(known.unwrap_or(members.len()));
            match known.and_then(|place| members.get_mut(place)) {
                Some(member) => member.1 = value,
                None => members.push((key, value)),
            }
        }
        Object { members }
    }

    /// How many members there are.
    pub fn len(&self) -> usize {
        self.members.len()
    }

    /// Whether there are no members.
    pub fn is_empty(&self) -> bool {
        self.members.is_empty()
    }

    /// The member of that key.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.members
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// The member of that key, to be changed in place.
    pub fn get_mut(&mut self, key: &str) -> Option<&mut Value> {
        self.members
            .iter_mut()
            .find(|(name, _)| name == key)
            .map(|(_, value)| value)
    }

    /// Sets a member: in its place if the key is known, else at the end.
    pub fn insert(&mut self, key: impl Into<String>, value: impl Into<Value>) {
        let key = key.into();
        match self.get_mut(&key) {
            Some(place) => *place = value.into(),
            None => self.members.push((key, value.into())),
        }
    }

    /// Takes a member out.
    pub fn remove(&mut self, key: &str) -> Option<Value> {
        let place = self.members.iter().position(|(name, _)| name == key)?;
        Some(self.members.remove(place).1)
    }

    /// Gives a member another key, in its place; `false` if there is no such
    /// member, or another one of the new key.
    pub fn rename(&mut self, from: &str, to: &str) -> bool {
        if self.get(to).is_some() {
            return false;
        }
        match self.members.iter_mut().find(|(key, _)| key == from) {
            Some((key, _)) => {
                to.clone_into(key);
                true
            }
            None => false,
        }
    }

    /// Moves a member to another place, counted from 0 without itself.
    pub fn move_to(&mut self, key: &str, to: usize) {
        if let Some(from) = self.members.iter().position(|(name, _)| name == key) {
            let moved = self.members.remove(from);
            self.members.insert(to.min(self.members.len()), moved);
        }
    }

    /// The members in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.members
            .iter()
            .map(|(key, value)| (key.as_str(), value))
    }

    /// The members in order, their values to be changed in place.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = (&str, &mut Value)> {
        self.members
            .iter_mut()
            .map(|(key, value)| (key.as_str(), value))
    }

    /// The keys in order.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.members.iter().map(|(key, _)| key.as_str())
    }
}

impl IntoIterator for Object {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.members.into_iter()
    }
}

impl<K: Into<String>, V: Into<Value>> FromIterator<(K, V)> for Object {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(members: I) -> Object {
        Object::from_read(
            members
                .into_iter()
                .map(|(key, value)| (key.into(), value.into()))
                .collect(),
        )
    }
}
