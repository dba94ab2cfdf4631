//! The Segment accounts of this device: what each is, who uses it, how it is
//! changed and forgotten.

mod card;
mod check;
mod editing;
mod forgetting;
mod form;
mod guide;
mod page;
mod used;

pub(crate) use check::Check;
pub(crate) use form::AccountForm;
pub use page::AccountsPageProps;

crate::part! {
    /// The accounts of this device.
    pub fn accounts_page(AccountsPageProps) in account = page::AccountsPage,
        titled crate::text::Text::Accounts;
}
