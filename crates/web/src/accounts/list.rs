use std::rc::Rc;

use segflow_core::document::AccountId;
use segflow_core::segment::Account;

use super::{ConnectedAccount, WriteKey};

/// The connected accounts, by label. A value: copying is cheap, and a change
/// gives a new one.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Accounts(Rc<[ConnectedAccount]>);

impl Accounts {
    /// The accounts in the order in which people see them.
    pub fn iter(&self) -> impl Iterator<Item = &ConnectedAccount> {
        self.0.iter()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The accounts as the core may know them: without their keys.
    pub fn known(&self) -> Vec<Account> {
        self.iter().map(|each| each.account().clone()).collect()
    }

    /// The account of that id.
    pub fn get(&self, id: &AccountId) -> Option<&ConnectedAccount> {
        self.iter().find(|each| each.id() == id)
    }

    /// The key of the account of that id, to send with.
    pub fn key(&self, id: &AccountId) -> Option<&WriteKey> {
        self.get(id).map(ConnectedAccount::key)
    }

    /// With that account added, or changed if there is one of its id.
    #[must_use]
    pub fn with(&self, account: ConnectedAccount) -> Accounts {
        let others = self.iter().filter(|each| each.id() != account.id());
        others.cloned().chain([account.clone()]).collect()
    }

    /// Without the account of that id.
    #[must_use]
    pub fn without(&self, id: &AccountId) -> Accounts {
        let others = self.iter().filter(|each| each.id() != id);
        others.cloned().collect()
    }
}

impl FromIterator<ConnectedAccount> for Accounts {
    fn from_iter<I: IntoIterator<Item = ConnectedAccount>>(accounts: I) -> Accounts {
        let mut accounts: Vec<_> = accounts.into_iter().collect();
        accounts.sort_by_cached_key(|each| {
            let label = each.account().label.to_lowercase();
            (label, each.id().clone())
        });
        Accounts(accounts.into())
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::document::AccountId;
    use segflow_core::segment::{Region, Transport};

    use super::Accounts;
    use crate::accounts::{ConnectedAccount, WriteKey};

    fn account(id: &str, label: &str) -> ConnectedAccount {
        ConnectedAccount::new(
            AccountId::parse(id).unwrap(),
            label,
            Region::Us,
            Transport::Simple,
            WriteKey::parse(&format!("key of {id}, {label}")).unwrap(),
        )
    }

    fn labels(accounts: &Accounts) -> Vec<&str> {
        accounts.iter().map(|each| &*each.account().label).collect()
    }

    #[test]
    fn an_account_is_added_once_and_changed_after_that() {
        let accounts = Accounts::default()
            .with(account("b", "Beta"))
            .with(account("a", "alpha"))
            .with(account("c", "Gamma"))
            .with(account("b", "zeta"));
        assert_eq!(labels(&accounts), ["alpha", "Gamma", "zeta"]);
        let id = AccountId::parse("b").unwrap();
        let key = accounts.key(&id).map(WriteKey::reveal);
        assert_eq!(key, Some("key of b, zeta"));
        let accounts = accounts.without(&id);
        assert_eq!(labels(&accounts), ["alpha", "Gamma"]);
        assert_eq!(accounts.key(&id), None);
    }

    #[test]
    fn accounts_of_one_label_keep_their_order() {
        let one_way: Accounts = [account("a", "x"), account("b", "x")].into_iter().collect();
        let other_way: Accounts = [account("b", "x"), account("a", "x")].into_iter().collect();
        assert_eq!(one_way, other_way);
    }
}
