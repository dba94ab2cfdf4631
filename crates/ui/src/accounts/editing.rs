use segflow_web::accounts::{AccountStore, ConnectedAccount};
use yew::prelude::{Callback, Html, Properties, function_component, html};

use super::form::{AccountForm, FormFocus};
use crate::parts::{Dialog, DialogWidth};
use crate::text::{AccountsText, BuilderText, use_words};

/// Properties of [`Editing`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct EditingProps {
    pub(super) store: AccountStore,
    /// The account as it is; none to connect another.
    pub(super) account: Option<ConnectedAccount>,
    pub(super) focus: FormFocus,
    /// It is kept.
    pub(super) on_kept: Callback<ConnectedAccount>,
    pub(super) on_close: Callback<()>,
}

/// An account is connected or changed, over the page.
#[function_component]
pub(super) fn Editing(props: &EditingProps) -> Html {
    let words = use_words();
    let (title, width) = match &props.account {
        None => (words.say(BuilderText::ConnectTitle), DialogWidth::Wide),
        Some(account) => {
            let label = &account.account().label;
            let title = words.say(AccountsText::ChangeOf { label });
            (title, DialogWidth::Normal)
        }
    };
    html! {
        <Dialog id="account-dialog" {title} {width} on_close={props.on_close.clone()}>
            <AccountForm store={props.store.clone()} before={props.account.clone()}
                focus={props.focus} on_kept={props.on_kept.clone()}
                on_cancel={props.on_close.clone()} />
        </Dialog>
    }
}
