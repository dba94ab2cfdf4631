use segflow_core::condition::{Condition, Test};
use segflow_core::json::{Pointer, Value};

/// How the parts of a group go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// All hold.
    All,
    /// At least one holds.
    Any,
    /// At least one does not hold.
    NotAll,
    /// None holds.
    None,
}

/// A part of a group.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A comparison.
    Test(Test),
    /// Parts that go together.
    Group(Group),
    /// Something that this version cannot read: shown and kept.
    Kept(Value),
}

/// A condition as the tree that a person edits. What is not edited stays as it
/// was written.
#[derive(Debug, Clone, PartialEq)]
pub struct Group {
    /// How the parts go together.
    pub join: Join,
    /// The parts, in order.
    pub parts: Vec<Part>,
    /// The only part stands in the document without a list around it.
    is_bare: bool,
}

/// One change of a part.
#[derive(Debug, Clone, PartialEq)]
pub enum Change {
    /// The comparison is another one.
    Compare(Test),
    /// The parts of the group go together otherwise.
    Join(Join),
    /// A comparison is added to the end of the group.
    Add(Test),
    /// A group of one comparison is added to the end of the group.
    AddGroup(Test),
    /// The part is taken out, with the groups that become empty by it.
    Remove,
    /// The part is put into a group of its own.
    Wrap,
    /// The group is taken away, and its parts stay.
    Unwrap,
    /// The part goes one place up, into a group or out of one.
    Up,
    /// The part goes one place down, into a group or out of one.
    Down,
}

/// The way to a part: its place in the group, its place in that one, and so
/// on, counted from 0. The whole has the empty way.
pub type Way = Vec<usize>;

impl Group {
    /// The tree of a condition; no condition is an empty group.
    pub fn of(condition: Option<&Condition>) -> Group {
        match condition.map(part_of) {
            None => group(Join::All, Vec::new(), false),
            Some(Part::Group(group)) => group,
            Some(alone) => group(Join::All, vec![alone], true),
        }
    }

    /// The condition; none where there are no parts.
    pub fn condition(&self) -> Option<Condition> {
        (!self.parts.is_empty()).then(|| self.written())
    }

    fn written(&self) -> Condition {
        let mut parts: Vec<Condition> = self.parts.iter().map(Part::written).collect();
        if self.is_bare && parts.len() == 1 {
            match (self.join, parts.pop()) {
                (Join::All, Some(part)) => return part,
                (Join::None, Some(part)) => return Condition::Not(Box::new(part)),
                (_, part) => parts.extend(part),
            }
        }
        match self.join {
            Join::All => Condition::All(parts),
            Join::Any => Condition::Any(parts),
            Join::NotAll => Condition::Not(Box::new(Condition::All(parts))),
            Join::None => Condition::Not(Box::new(Condition::Any(parts))),
        }
    }

    /// The place of a part in the document, where the group stands at `at`.
    pub fn place(&self, at: &Pointer, part: usize) -> Pointer {
        let bare = self.is_bare && self.parts.len() == 1;
        match self.join {
            Join::All if bare => at.clone(),
            Join::None if bare => at.key("not"),
            Join::All => at.key("all").index(part),
            Join::Any => at.key("any").index(part),
            Join::NotAll => at.key("not").key("all").index(part),
            Join::None => at.key("not").key("any").index(part),
        }
    }

    /// The tree after a change of the part at the end of a way, and the way to
    /// what was changed, added or moved; after a removal, to what comes next.
    #[must_use]
    pub fn after(&self, way: &[usize], change: Change) -> (Group, Way) {
        let mut next = self.clone();
        let way = next.change(way, change).unwrap_or_else(|| way.to_vec());
        (next, way)
    }

    fn change(&mut self, way: &[usize], change: Change) -> Option<Way> {
        match change {
            Change::Join(join) => {
                self.group_at(way)?.join = join;
                return None;
            }
            Change::Add(test) => return self.add(way, Part::Test(test)),
            Change::AddGroup(test) => {
                let inner = other_join(self.group_at(way)?.join);
                let added = group(inner, vec![Part::Test(test)], false);
                let mut way = self.add(way, Part::Group(added))?;
                way.push(0);
                return Some(way);
            }
            Change::Up => return self.move_up(way),
            Change::Down => return self.move_down(way),
            Change::Remove => return self.remove(way),
            Change::Compare(_) | Change::Wrap | Change::Unwrap => {}
        }
        let (last, above) = way.split_last()?;
        let around = self.group_at(above)?;
        let part = around.parts.get_mut(*last)?;
        match (change, part) {
            (Change::Compare(test), Part::Test(old)) => *old = test,
            (Change::Wrap, part) => {
                let inside = std::mem::replace(part, Part::Kept(Value::Null));
                *part = Part::Group(group(other_join(around.join), vec![inside], false));
                let mut way = way.to_vec();
                way.push(0);
                return Some(way);
            }
            (Change::Unwrap, Part::Group(inner)) => {
                let inner = std::mem::take(&mut inner.parts);
                around.parts.splice(last..=last, inner);
            }
            _ => {}
        }
        None
    }

    fn group_at(&mut self, way: &[usize]) -> Option<&mut Group> {
        way.iter()
            .try_fold(self, |group, place| match group.parts.get_mut(*place) {
                Some(Part::Group(inner)) => Some(inner),
                _ => None,
            })
    }

    fn add(&mut self, way: &[usize], part: Part) -> Option<Way> {
        let group = self.group_at(way)?;
        group.parts.push(part);
        let mut way = way.to_vec();
        way.push(group.parts.len() - 1);
        Some(way)
    }

    /// Takes a part out, and the groups that are empty then. Gives it, and the
    /// way to what is taken out at last.
    fn take(&mut self, way: &[usize]) -> Option<(Part, Way)> {
        let (last, above) = way.split_last()?;
        let around = self.group_at(above)?;
        if *last >= around.parts.len() {
            return None;
        }
        let part = around.parts.remove(*last);
        if around.parts.is_empty() && !above.is_empty() {
            let (_, way) = self.take(above)?;
            return Some((part, way));
        }
        Some((part, way.to_vec()))
    }

    fn remove(&mut self, way: &[usize]) -> Option<Way> {
        let (_, mut way) = self.take(way)?;
        // What comes next has moved to its place; else what was before it.
        let last = way.pop()?;
        let count = self.group_at(&way)?.parts.len();
        way.push(last.min(count.saturating_sub(1)));
        Some(way)
    }

    fn move_up(&mut self, way: &[usize]) -> Option<Way> {
        let (last, above) = way.split_last()?;
        let mut to = above.to_vec();
        if let Some(before) = last.checked_sub(1) {
            // Into the group above, at its end, or past what stands there.
            to.push(before);
            if let Some(group) = self.group_at(&to) {
                to.push(group.parts.len());
            }
        } else {
            // Out of the group, above it.
            above.last()?;
        }
        self.move_to(way, to)
    }

    fn move_down(&mut self, way: &[usize]) -> Option<Way> {
        let (last, above) = way.split_last()?;
        let mut below = above.to_vec();
        below.push(last + 1);
        let around = self.group_at(above)?;
        if last + 1 < around.parts.len() {
            // Into the group below, at its beginning, or past what stands there.
            let goes_in = self.group_at(&below).is_some();
            let (part, _) = self.take(way)?;
            let mut to = above.to_vec();
            if goes_in {
                to.extend([*last, 0]);
            } else {
                to.push(last + 1);
            }
            return self.put(to, part);
        }
        // Out of the group, below it. A group that was left empty has gone.
        let (place, _) = above.split_last()?;
        let is_alone = around.parts.len() == 1;
        let (part, gone) = self.take(way)?;
        let to = if is_alone {
            gone
        } else {
            let mut to = above.to_vec();
            to.pop();
            to.push(place + 1);
            to
        };
        self.put(to, part)
    }

    fn move_to(&mut self, way: &[usize], to: Way) -> Option<Way> {
        let (part, _) = self.take(way)?;
        self.put(to, part)
    }

    fn put(&mut self, way: Way, part: Part) -> Option<Way> {
        let (last, above) = way.split_last()?;
        let around = self.group_at(above)?;
        around.parts.insert((*last).min(around.parts.len()), part);
        Some(way)
    }
}

impl Part {
    fn written(&self) -> Condition {
        match self {
            Part::Test(test) => Condition::Test(test.clone()),
            Part::Group(group) => group.written(),
            Part::Kept(value) => Condition::Unreadable(value.clone()),
        }
    }
}

fn group(join: Join, parts: Vec<Part>, is_bare: bool) -> Group {
    Group {
        join,
        parts,
        is_bare,
    }
}

/// What a group within a group is for: the other way of going together.
fn other_join(join: Join) -> Join {
    match join {
        Join::All | Join::None => Join::Any,
        Join::Any | Join::NotAll => Join::All,
    }
}

fn part_of(condition: &Condition) -> Part {
    let list = |join: Join, parts: &[Condition]| {
        Part::Group(group(join, parts.iter().map(part_of).collect(), false))
    };
    match condition {
        Condition::Test(test) => Part::Test(test.clone()),
        Condition::Unreadable(value) => Part::Kept(value.clone()),
        Condition::All(parts) => list(Join::All, parts),
        Condition::Any(parts) => list(Join::Any, parts),
        Condition::Not(part) => match &**part {
            Condition::All(parts) => list(Join::NotAll, parts),
            Condition::Any(parts) => list(Join::None, parts),
            alone => Part::Group(group(Join::None, vec![part_of(alone)], true)),
        },
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::condition::{Condition, Operator, Test};
    use segflow_core::json::{Pointer, Value};

    use super::{Change, Group, Part};

    /// A condition in short: `a` is a comparison of field a.
    fn read(short: &str) -> Condition {
        let mut text = String::new();
        for letter in short.chars() {
            match letter {
                'a'..='z' => text.push_str(&format!(
                    r#"{{"field":"f.{letter}","op":"is","value":1,"note":2}}"#
                )),
                'A' => text.push_str("{\"all\":"),
                'O' => text.push_str("{\"any\":"),
                'N' => text.push_str("{\"not\":"),
                'X' => text.push_str("{\"odd\":1}"),
                '.' => text.push('}'),
                other => text.push(other),
            }
        }
        Condition::from_value(Value::read(&text, 64).unwrap())
    }

    /// Every part is found at its place in the document.
    fn check_places(group: &Group, at: &Pointer, whole: &Value) {
        for (index, part) in group.parts.iter().enumerate() {
            let place = group.place(at, index);
            let found = place.steps().fold(Some(whole), |value, step| match value? {
                Value::List(list) => list.get(step.parse::<usize>().unwrap()),
                value => value.get(&step),
            });
            assert_eq!(found, Some(&part.written().to_value()), "{place}");
            if let Part::Group(inner) = part {
                check_places(inner, &place, whole);
            }
        }
    }

    #[test]
    fn nothing_of_a_condition_is_lost() {
        for short in [
            "a",
            "Na.",
            "NNa..",
            "X",
            "NX.",
            "A[].",
            "A[a,O[b,c].,NA[a]..,Nb.].",
            "O[a,X].",
            "NO[a,A[].]..",
            "NA[a,b]..",
        ] {
            let before = read(short);
            let tree = Group::of(Some(&before));
            if tree.parts.is_empty() {
                assert_eq!(tree.condition(), None, "{short}");
            } else {
                assert_eq!(tree.condition(), Some(before.clone()), "{short}");
            }
            check_places(&tree, &Pointer::root(), &before.to_value());
        }
        assert_eq!(Group::of(None).condition(), None);
    }

    #[test]
    fn parts_are_changed_where_they_stand() {
        let test = |letter: char| match read(&letter.to_string()) {
            Condition::Test(test) => test,
            _ => Test::new("", Operator::Is, Value::Null),
        };
        let change = |name: &str| match name {
            "remove" => Change::Remove,
            "wrap" => Change::Wrap,
            "unwrap" => Change::Unwrap,
            "up" => Change::Up,
            "down" => Change::Down,
            "add" => Change::Add(test('z')),
            "group" => Change::AddGroup(test('z')),
            _ => Change::Compare(test('z')),
        };
        for (before, way, name, after, then) in [
            ("A[a,b].", "1", "compare", "A[a,z].", "1"),
            ("a", "0", "compare", "z", "0"),
            ("a", "", "add", "A[a,z].", "1"),
            ("Na.", "", "add", "NO[a,z]..", "1"),
            ("A[a].", "", "group", "A[a,O[z].].", "1 0"),
            ("A[a,b,c].", "1", "remove", "A[a,c].", "1"),
            ("A[a,b].", "1", "remove", "A[a].", "0"),
            ("A[a,O[b].,c].", "1 0", "remove", "A[a,c].", "1"),
            ("A[O[A[b].].,c].", "0 0 0", "remove", "A[c].", "0"),
            ("A[a,b].", "0", "wrap", "A[O[a].,b].", "0 0"),
            ("O[a,X].", "1", "wrap", "O[a,A[X].].", "1 0"),
            ("A[O[a,b].,c].", "0", "unwrap", "A[a,b,c].", "0"),
            ("A[a,b].", "0", "up", "A[a,b].", "0"),
            ("A[a,b].", "1", "up", "A[b,a].", "0"),
            ("A[O[a,b].,c].", "1", "up", "A[O[a,b,c].].", "0 2"),
            ("A[O[a,b].,c].", "0 0", "up", "A[a,O[b].,c].", "0"),
            ("A[O[a].,c].", "0 0", "up", "A[a,c].", "0"),
            ("A[a,b].", "1", "down", "A[a,b].", "1"),
            ("A[a,b].", "0", "down", "A[b,a].", "1"),
            ("A[a,O[b].].", "0", "down", "A[O[a,b].].", "0 0"),
            ("A[O[a,b].,c].", "0 1", "down", "A[O[a].,b,c].", "1"),
            ("A[O[a].,c].", "0 0", "down", "A[a,c].", "0"),
            ("A[O[a].,O[c].].", "0", "down", "A[O[O[a].,c].].", "0 0"),
        ] {
            let steps = way.split_whitespace();
            let way: Vec<usize> = steps.map(|step| step.parse().unwrap()).collect();
            let tree = Group::of(Some(&read(before)));
            let (tree, at) = tree.after(&way, change(name));
            assert_eq!(tree.condition(), Some(read(after)), "{before} {name}");
            let at: Vec<String> = at.iter().map(usize::to_string).collect();
            assert_eq!(at.join(" "), then, "{before} {name}");
        }
    }
}
