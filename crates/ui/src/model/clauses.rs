use segflow_core::condition::{Condition, Test};
use segflow_core::json::Pointer;

/// How the clauses of a list go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Join {
    /// All must hold.
    All,
    /// One of them must hold.
    Any,
}

/// One part of a list of clauses.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// A comparison, which can be changed.
    Test(Test),
    /// A group or negation that came with the document: shown and kept.
    Kept(Condition),
}

/// A condition as the list that a person edits.
#[derive(Debug, Clone, PartialEq)]
pub struct ClauseList {
    /// How the parts go together.
    pub join: Join,
    /// The parts, each with its place in the task.
    pub parts: Vec<(Pointer, Part)>,
}

impl ClauseList {
    /// The list for a condition that stands at `at` of its task.
    pub fn of(condition: Option<&Condition>, at: &Pointer) -> ClauseList {
        let group = |join: Join, key: &str, parts: &[Condition]| ClauseList {
            join,
            parts: parts
                .iter()
                .enumerate()
                .map(|(index, part)| (at.key(key).index(index), part_of(part)))
                .collect(),
        };
        match condition {
            None => group(Join::All, "all", &[]),
            Some(Condition::All(parts)) => group(Join::All, "all", parts),
            Some(Condition::Any(parts)) if !parts.is_empty() => group(Join::Any, "any", parts),
            Some(alone) => ClauseList {
                join: Join::All,
                parts: vec![(at.clone(), part_of(alone))],
            },
        }
    }

    /// The condition; none where there are no parts.
    pub fn condition(&self) -> Option<Condition> {
        if self.parts.is_empty() {
            return None;
        }
        let parts = self.parts.iter().map(|(_, part)| match part {
            Part::Test(test) => Condition::Test(test.clone()),
            Part::Kept(condition) => condition.clone(),
        });
        let parts = parts.collect();
        Some(match self.join {
            Join::All => Condition::All(parts),
            Join::Any => Condition::Any(parts),
        })
    }

    /// The list with another part at the end.
    #[must_use]
    pub fn with(mut self, test: Test) -> ClauseList {
        self.parts.push((Pointer::root(), Part::Test(test)));
        self
    }

    /// The list without one of its parts.
    #[must_use]
    pub fn without(mut self, index: usize) -> ClauseList {
        if index < self.parts.len() {
            self.parts.remove(index);
        }
        self
    }

    /// The list with one of its parts changed.
    #[must_use]
    pub fn changed(mut self, index: usize, test: Test) -> ClauseList {
        if let Some((_, part)) = self.parts.get_mut(index) {
            *part = Part::Test(test);
        }
        self
    }

    /// The list with its parts joined otherwise.
    #[must_use]
    pub fn joined(mut self, join: Join) -> ClauseList {
        self.join = join;
        self
    }
}

fn part_of(condition: &Condition) -> Part {
    match condition {
        Condition::Test(test) => Part::Test(test.clone()),
        kept => Part::Kept(kept.clone()),
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::condition::Condition;
    use segflow_core::json::{Pointer, Value};

    use super::ClauseList;

    /// A list gives back the condition it was made of, but for a lone clause,
    /// which becomes a list of one.
    #[test]
    fn nothing_of_a_condition_is_lost() {
        const TEST: &str = r#"{"field":"a.b","op":"is","value":"c","note":1}"#;
        for (condition, expected) in [
            (
                r#"{"all":[T,{"any":[T]},{"not":T}]}"#,
                r#"{"all":[T,{"any":[T]},{"not":T}]}"#,
            ),
            (r#"{"any":[T,T]}"#, r#"{"any":[T,T]}"#),
            ("T", r#"{"all":[T]}"#),
            (r#"{"not":T}"#, r#"{"all":[{"not":T}]}"#),
            (r#"{"any":[]}"#, r#"{"all":[{"any":[]}]}"#),
            (r#"{"odd":1}"#, r#"{"all":[{"odd":1}]}"#),
        ] {
            let read = |text: &str| Value::read(&text.replace('T', TEST), 64).unwrap();
            let before = Condition::from_value(read(condition));
            let list = ClauseList::of(Some(&before), &Pointer::root().key("activateWhen"));
            let after = list.condition().map(|condition| condition.to_value());
            assert_eq!(after, Some(read(expected)), "{condition}");
        }
        assert_eq!(ClauseList::of(None, &Pointer::root()).condition(), None);
    }
}
