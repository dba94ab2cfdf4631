//! Which Segment account the chosen task sends to.

mod tab;

pub(super) use tab::AccountTabProps;

crate::part! {
    /// The tab that shows the account.
    pub(super) fn account_tab(AccountTabProps) in account = tab::AccountTab;
}
