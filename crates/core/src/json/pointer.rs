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

    /// The place around this one; none of the whole value.
    pub fn parent(&self) -> Option<Pointer> {
        let (around, _) = self.0.rsplit_once('/')?;
        Some(Pointer(around.to_owned()))
    }

    /// The last step, without its escapes; none of the whole value.
    pub fn last(&self) -> Option<String> {
        let (_, step) = self.0.rsplit_once('/')?;
        Some(unescaped(step))
    }

    /// The pointer's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The steps of the pointer, each without its escapes.
    pub fn steps(&self) -> impl Iterator<Item = String> {
        self.0.split('/').skip(1).map(unescaped)
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
        self.steps().try_fold(value, |here, step| match here {
            Value::Object(object) => object.get(&step),
            Value::List(list) => list.get(element(&step)?),
            _ => None,
        })
    }

    /// The value at this place of `value`, to be changed in place.
    pub fn look_up_mut<'v>(&self, value: &'v mut Value) -> Option<&'v mut Value> {
        self.steps().try_fold(value, |here, step| match here {
            Value::Object(object) => object.get_mut(&step),
            Value::List(list) => list.get_mut(element(&step)?),
            _ => None,
        })
    }
}

/// The number of an element, as a step writes it.
pub(crate) fn element(step: &str) -> Option<usize> {
    step.parse().ok()
}

fn unescaped(step: &str) -> String {
    step.replace("~1", "/").replace("~0", "~")
}

impl fmt::Display for Pointer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
