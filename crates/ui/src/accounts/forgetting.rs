use segflow_core::document::AccountId;
use segflow_web::Error;
use segflow_web::accounts::AccountStore;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use super::card::users_list;
use super::used::User;
use crate::builder::IdLinks;
use crate::icons::Icon;
use crate::parts::{Button, ButtonKind, Dialog, Tone, form_actions, notice};
use crate::text::{AccountsText, Text, use_words};

/// Properties of [`Forgetting`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ForgettingProps {
    pub(super) store: AccountStore,
    pub(super) id: AccountId,
    /// What people call it.
    pub(super) label: AttrValue,
    /// The workflows that will be without it.
    pub(super) users: Vec<User>,
    pub(super) workflows: IdLinks,
    /// It is gone.
    pub(super) on_forgotten: Callback<AccountId>,
    pub(super) on_close: Callback<()>,
}

/// Asks before an account is forgotten, as its key is nowhere else; and says
/// what will be without it.
#[function_component]
pub(super) fn Forgetting(props: &ForgettingProps) -> Html {
    let words = use_words();
    let refused = use_state_eq(|| None::<Error>);
    let on_forget = {
        let (props, refused) = (props.clone(), refused.clone());
        Callback::from(move |_: MouseEvent| {
            let (props, refused) = (props.clone(), refused.clone());
            spawn_local(async move {
                match props.store.remove(&props.id).await {
                    Ok(()) => {
                        props.on_close.emit(());
                        props.on_forgotten.emit(props.id.clone());
                    }
                    Err(error) => refused.set(Some(error)),
                }
            });
        })
    };
    html! {
        <Dialog id="forget-account" title={words.say(AccountsText::ForgetTitle { label: &props.label })}
            on_close={props.on_close.clone()}>
            <div class="stack">
                <p>{ words.say(AccountsText::ForgetHint) }</p>
                if props.users.is_empty() {
                    <p>{ words.say(AccountsText::NoUsersLeft) }</p>
                } else {
                    <div>
                        <p id="forget-users">{ words.say(AccountsText::UsersLeft) }</p>
                        { users_list(&words, &props.users, &props.workflows, "forget-users") }
                    </div>
                }
                if let Some(error) = &*refused {
                    { notice(Tone::Error, words.say(Text::Because { reason: &words.say(error) })) }
                }
                {
                    form_actions(
                        &words,
                        &props.on_close,
                        Button::new(words.say(AccountsText::Forget))
                            .icon(Icon::Trash)
                            .kind(ButtonKind::Danger)
                            .on_press(on_forget),
                    )
                }
            </div>
        </Dialog>
    }
}
