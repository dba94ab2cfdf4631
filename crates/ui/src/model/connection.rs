use std::fmt;

use segflow_core::segment::{Account, Endpoint, EndpointError, Region, Transport};

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
    /// How the key travels.
    pub transport: Transport,
    /// The account has a key, which stays where none is typed.
    pub has_key: bool,
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
    /// Its write key; empty to keep the one it has.
    pub write_key: String,
    /// Where its messages go.
    pub region: Region,
    /// How the key travels.
    pub transport: Transport,
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
    /// The draft that changes an account.
    pub fn of(account: &Account) -> ConnectionDraft {
        let (region, endpoint) = match &account.region {
            Region::Us => (RegionChoice::Us, String::new()),
            Region::Eu => (RegionChoice::Eu, String::new()),
            Region::Custom(endpoint) => (RegionChoice::Custom, endpoint.base().to_owned()),
        };
        ConnectionDraft {
            label: account.label.clone(),
            write_key: String::new(),
            region,
            endpoint,
            transport: account.transport,
            has_key: true,
        }
    }

    /// The account, or what is wrong, in the order of the form.
    pub fn account(&self) -> Result<NewAccount, Vec<ConnectionProblem>> {
        let mut problems = Vec::new();
        let label = self.label.trim();
        if label.is_empty() {
            problems.push(ConnectionProblem::LabelMissing);
        }
        // Keys are copied from pages, and spaces come along.
        let write_key = self.write_key.trim();
        if write_key.is_empty() && !self.has_key {
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
                transport: self.transport,
            }),
            _ => Err(problems),
        }
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::document::AccountId;
    use segflow_core::segment::{Account, Endpoint, EndpointError, KeyFacts, Region, Transport};

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
                ..ConnectionDraft::default()
            };
            assert_eq!(
                draft.account().err().unwrap_or_default(),
                expected,
                "{draft:?}"
            );
        }
    }

    #[test]
    fn a_changed_account_keeps_what_is_not_typed() {
        let account = Account {
            id: AccountId::parse("a").unwrap(),
            label: "Ours".to_owned(),
            region: Region::Custom(Endpoint::parse("https://a.example/v1").unwrap()),
            transport: Transport::Basic,
            key: KeyFacts::of("abcdefghijklmnop"),
        };
        let draft = ConnectionDraft::of(&account);
        let changed = draft.account().unwrap();
        assert_eq!(
            (changed.label, changed.write_key, changed.transport),
            ("Ours".to_owned(), String::new(), Transport::Basic)
        );
        assert_eq!(changed.region, account.region);
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
