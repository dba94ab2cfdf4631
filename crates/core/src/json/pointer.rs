use std::fmt;

use super::Value;

/// A place in a JSON value (RFC 6901), such as `/traits/address/city`.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, PartialOrd, Ord)]
pub struct Pointer(String);

impl Pointer {
    /// The whole value.
    pub const fn root() -> Pointer {
        Pointer(String::new())
    }

    /// Takes a pointer's text: empty, or beginning with a slash.
    pub fn parse(text: &str) -> Option<Pointer> {
        (text.is_empty() || text.starts_with('/')).then(|| Pointer(text.to_owned()))
    }

    /// The place of a member of this one.
    #[must_use]
    pub fn key(&self, key: &str) -> Pointer {
        let mut text = self.0.clone();
        text.push('/');
        for char in key.chars() {
            match char {
                '~' => text.push_str("~0"),
                '/' => text.push_str("~1"),
                other => text.push(other),
            }
        }
        Pointer(text)
    }

    /// The place of an element of this one.
    #[must_use]
    pub fn index(&self, index: usize) -> Pointer {
        Pointer(format!("{}/{index}", self.0))
    }

    /// The pointer's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The steps of the pointer, each without its escapes.
    pub fn steps(&self) -> impl Iterator<Item = String> {
        self.0
            .split('/')
            .skip(1)
            .map(|step| step.replace("~1", "/").replace("~0", "~"))
    }

    /// Whether `other` is this place or lies within it.
    pub fn contains(&self, other: &Pointer) -> bool {
        other
            .0
            .strip_prefix(&self.0)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// This place after `from`, around it, has become `to`; none if it lies
    /// elsewhere.
    #[must_use]
    pub fn moved(&self, from: &Pointer, to: &Pointer) -> Option<Pointer> {
        if !from.contains(self) {
            return None;
        }
        let below = self.0.strip_prefix(from.as_str())?;
        Some(Pointer(format!("{to}{below}")))
    }

    /// The value at this place of `value`.
    pub fn look_up<'v>(&self, value: &'v Value) -> Option<&'v Value> {
        let mut here = value;
        for step in self.steps() {
            here = match here {
                Value::Object(object) => object.get(&step)?,
                Value::List(list) => list.get(step.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(here)
    }
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
