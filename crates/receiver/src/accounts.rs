use crate::write_key::WriteKey;

/// A source whose write key this receiver knows.
pub(crate) struct Account {
    pub(crate) id: &'static str,
    pub(crate) label: &'static str,
    pub(crate) write_key: WriteKey,
}

/// The sources whose write keys this receiver knows.
pub(crate) struct Accounts {
    /// The one made at the first start; the app finds it by itself.
    pub(crate) local: Account,
}

impl Accounts {
    pub(crate) fn with_local(write_key: WriteKey) -> Accounts {
        Accounts {
            local: Account {
                id: "local",
                label: "Local test source",
                write_key,
            },
        }
    }

    pub(crate) fn find(&self, key: &WriteKey) -> Option<&Account> {
        self.iter().find(|account| account.write_key == *key)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Account> {
        std::iter::once(&self.local)
    }

    /// What an event shows in the place of its write key.
    pub(crate) fn name(&self, key: Option<&WriteKey>) -> String {
        match key {
            None => "no write key".to_owned(),
            Some(key) => match self.find(key) {
                Some(account) => account.label.to_owned(),
                None => format!("unknown key {}", key.mask()),
            },
        }
    }
}
