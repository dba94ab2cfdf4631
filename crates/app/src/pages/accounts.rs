use std::rc::Rc;

use segflow_ui::accounts::{AccountsPageProps, accounts_page};
use segflow_ui::device::Device;
use segflow_ui::text::{Text, use_words};
use segflow_web::accounts::Accounts as Known;
use yew::prelude::{Callback, Html, Properties, function_component};

use super::runs::use_workflow_links;
use crate::route::Navigator;
use crate::title::use_title;

/// Properties of [`Accounts`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct AccountsProps {
    pub(crate) device: Rc<Device>,
    pub(crate) on_accounts: Callback<Known>,
    pub(crate) navigator: Navigator,
}

/// The Segment accounts of this device.
#[function_component]
pub(crate) fn Accounts(props: &AccountsProps) -> Html {
    let words = use_words();
    use_title(words.say(Text::Accounts));
    accounts_page(AccountsPageProps {
        device: Rc::clone(&props.device),
        on_accounts: props.on_accounts.clone(),
        workflows: use_workflow_links(&props.navigator),
    })
}
