use crate::write_key::WriteKey;

/// The id of the account that the app finds by itself.
pub(crate) const LOCAL_ID: &str = "local";

/// What its events are shown under.
pub(crate) const LOCAL_LABEL: &str = "Local test source";

/// A source whose write key this receiver knows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Account {
    pub(crate) label: String,
    pub(crate) write_key: WriteKey,
}

/// The sources whose write keys this receiver knows.
pub(crate) struct Accounts {
    /// The one made at the first start; the app finds it by itself.
    pub(crate) local: Account,
    /// Those given on the command line. Only they can be known to Segment.
    pub(crate) given: Vec<Account>,
}

/// Who sent a message, as far as its write key tells.
pub(crate) struct Sender {
    /// What an event shows in the place of its write key.
    pub(crate) name: String,
    pub(crate) kind: SenderKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SenderKind {
    Local,
    Given,
    Unknown,
    /// There was no key at all.
    Nobody,
}

impl Accounts {
    pub(crate) fn new(local: WriteKey, given: Vec<Account>) -> Accounts {
        Accounts {
            local: Account {
                label: LOCAL_LABEL.to_owned(),
                write_key: local,
            },
            given,
        }
    }

    pub(crate) fn find(&self, key: &WriteKey) -> Option<&Account> {
        self.iter().find(|account| account.write_key == *key)
    }

    /// An account given on the command line.
    pub(crate) fn labelled(&self, label: &str) -> Option<&Account> {
        self.given.iter().find(|account| account.label == label)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Account> {
        std::iter::once(&self.local).chain(&self.given)
    }

    pub(crate) fn sender(&self, key: Option<&WriteKey>) -> Sender {
        let Some(key) = key else {
            return Sender {
                name: "no write key".to_owned(),
                kind: SenderKind::Nobody,
            };
        };
        match self.find(key) {
            Some(account) if *account == self.local => Sender {
                name: account.label.clone(),
                kind: SenderKind::Local,
            },
            Some(account) => Sender {
                name: account.label.clone(),
                kind: SenderKind::Given,
            },
            None => Sender {
                name: format!("unknown key {}", key.mask()),
                kind: SenderKind::Unknown,
            },
        }
    }
}
