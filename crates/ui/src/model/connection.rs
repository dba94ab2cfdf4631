use std::fmt;

use segflow_core::segment::{Endpoint, EndpointError, Region};

/// The region a person chooses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RegionChoice {
    /// Segment in the United States.
    #[default]
    Us,
    /// Segment in the European Union.
    Eu,
    /// An address of one's own.
    Custom,
}

impl RegionChoice {
    /// The choices in the order of the menu.
    pub const ALL: [RegionChoice; 3] = [RegionChoice::Us, RegionChoice::Eu, RegionChoice::Custom];

    /// The name inside the program.
    pub const fn name(self) -> &'static str {
        match self {
            RegionChoice::Us => "us",
            RegionChoice::Eu => "eu",
            RegionChoice::Custom => "custom",
        }
    }

    /// The choice of that name; the first for any other.
    pub fn named(name: &str) -> RegionChoice {
        RegionChoice::ALL
            .into_iter()
            .find(|choice| choice.name() == name)
            .unwrap_or_default()
    }
}

/// What has been typed to connect an account. It lives in the form only.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ConnectionDraft {
    /// What people will call the account.
    pub label: String,
    /// The write key.
    pub write_key: String,
    /// Where messages go.
    pub region: RegionChoice,
    /// The address, for a region of one's own.
    pub endpoint: String,
}

/// A write key is not for logs.
impl fmt::Debug for ConnectionDraft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ConnectionDraft")
            .field("label", &self.label)
            .field("region", &self.region)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

/// An account ready to be kept.
#[derive(Clone, PartialEq, Eq)]
pub struct NewAccount {
    /// What people call it.
    pub label: String,
    /// Its write key.
    pub write_key: String,
    /// Where its messages go.
    pub region: Region,
}

/// A write key is not for logs.
impl fmt::Debug for NewAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NewAccount")
            .field("label", &self.label)
            .field("region", &self.region)
            .finish_non_exhaustive()
    }
}

/// Why an account cannot be connected yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ConnectionProblem {
    /// It has no label.
    LabelMissing,
    /// It has no write key.
    KeyMissing,
    /// Its address is none.
    BadEndpoint(EndpointError),
}

impl ConnectionDraft {
    /// The account, or what is wrong, in the order of the form.
    pub fn account(&self) -> Result<NewAccount, Vec<ConnectionProblem>> {
        let mut problems = Vec::new();
        let label = self.label.trim();
        if label.is_empty() {
            problems.push(ConnectionProblem::LabelMissing);
        }
        // Keys are copied from pages, and spaces come along.
        let write_key = self.write_key.trim();
        if write_key.is_empty() {
            problems.push(ConnectionProblem::KeyMissing);
        }
        let region = match self.region {
            RegionChoice::Us => Some(Region::Us),
            RegionChoice::Eu => Some(Region::Eu),
            RegionChoice::Custom => match Endpoint::parse(&self.endpoint) {
                Ok(endpoint) => Some(Region::Custom(endpoint)),
                Err(error) => {
                    problems.push(ConnectionProblem::BadEndpoint(error));
                    None
                }
            },
        };
        match region {
            Some(region) if problems.is_empty() => Ok(NewAccount {
                label: label.to_owned(),
                write_key: write_key.to_owned(),
                region,
            }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::segment::EndpointError;

    use super::{ConnectionDraft, ConnectionProblem, RegionChoice};

    #[test]
    fn what_is_missing_is_said_at_once() {
        use ConnectionProblem::{BadEndpoint, KeyMissing, LabelMissing};
        for (label, key, region, endpoint, expected) in [
            ("a", "k", RegionChoice::Us, "", vec![]),
            (
                " ",
                " ",
                RegionChoice::Eu,
                "",
                vec![LabelMissing, KeyMissing],
            ),
            (
                "a",
                "k",
                RegionChoice::Custom,
                "https://a.example/v1",
                vec![],
            ),
            (
                "a",
                "",
                RegionChoice::Custom,
                "a.example",
                vec![KeyMissing, BadEndpoint(EndpointError::NotHttps)],
            ),
        ] {
            let draft = ConnectionDraft {
                label: label.to_owned(),
                write_key: key.to_owned(),
                region,
                endpoint: endpoint.to_owned(),
            };
            assert_eq!(
                draft.account().err().unwrap_or_default(),
                expected,
                "{draft:?}"
            );
        }
    }

    #[test]
    fn keys_are_not_for_logs() {
        let draft = ConnectionDraft {
            label: "a".to_owned(),
            write_key: "secret".to_owned(),
            ..ConnectionDraft::default()
        };
        assert!(!format!("{draft:?} {:?}", draft.account()).contains("secret"));
    }
}
