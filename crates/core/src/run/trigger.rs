use crate::json::{Object, Value};

/// What made a run begin.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Trigger {
    /// A person, by hand.
    #[default]
    Manual,
    /// Its time had come.
    Schedule,
    /// A message of another page.
    Message {
        /// Whose: the origin of that page.
        origin: String,
    },
    /// The page it runs in.
    Host,
}

const KIND: &str = "kind";
const ORIGIN: &str = "origin";

impl Trigger {
    /// The name in saved runs.
    pub fn name(&self) -> &'static str {
        match self {
            Trigger::Manual => "manual",
            Trigger::Schedule => "schedule",
            Trigger::Message { .. } => "message",
            Trigger::Host => "host",
        }
    }

    /// The saved form; none for what is usual.
    pub(super) fn save(&self) -> Option<Value> {
        let mut object = Object::from_iter([(KIND, self.name())]);
        match self {
            Trigger::Manual => return None,
            Trigger::Message { origin } => {
                object.insert(ORIGIN, origin.as_str());
            }
            Trigger::Schedule | Trigger::Host => {}
        }
        Some(object.into())
    }

    /// Reads the saved form. What this version does not know is as if by hand.
    pub(super) fn read(saved: Option<&Value>) -> Trigger {
        let text = |name: &str| saved?.get(name)?.as_text();
        match text(KIND) {
            Some("schedule") => Trigger::Schedule,
            Some("host") => Trigger::Host,
            Some("message") => Trigger::Message {
                origin: text(ORIGIN).unwrap_or_default().to_owned(),
            },
            _ => Trigger::Manual,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Trigger;
    use crate::json::Value;

    #[test]
    fn what_is_saved_is_what_is_read() {
        let message = Trigger::Message {
            origin: "https://a.example".to_owned(),
        };
        for trigger in [Trigger::Manual, Trigger::Schedule, message, Trigger::Host] {
            assert_eq!(Trigger::read(trigger.save().as_ref()), trigger);
        }
        for odd in ["null", "{}", r#"{"kind":"moon"}"#, "7"] {
            let odd = Value::read(odd, 9).unwrap();
            assert_eq!(Trigger::read(Some(&odd)), Trigger::Manual);
        }
    }
}
