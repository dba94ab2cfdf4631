use std::collections::BTreeMap;
use std::rc::Rc;

use segflow_core::document::{AccountId, Workflow};
use segflow_core::time::Timestamp;
use segflow_web::accounts::{Accounts, ConnectedAccount};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_effect_with,
    use_node_ref, use_state_eq,
};

use super::card::AccountCard;
use super::editing::Editing;
use super::forgetting::Forgetting;
use super::form::FormFocus;
use super::used::users_of;
use crate::builder::{IdLinks, focus_soon};
use crate::device::Device;
use crate::icons::{Icon, sign};
use crate::parts::{Button, ButtonKind, Notice, Tone, disclosure, notice};
use crate::shell::PageHeading;
use crate::text::{AccountsText, Text, Words, use_words};

/// What [`accounts_page`](super::accounts_page) shows.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct AccountsPageProps {
    /// Where accounts and workflows are kept.
    pub device: Rc<Device>,
    /// The accounts have changed.
    pub on_accounts: Callback<Accounts>,
    /// The way to a workflow by its id.
    pub workflows: IdLinks,
}

/// What lies over the page.
#[derive(Debug, Clone, PartialEq)]
enum Over {
    Nothing,
    Connecting,
    Changing(AccountId, FormFocus),
    Forgetting(AccountId),
}

/// What was done last, to be told.
#[derive(Debug, Clone, PartialEq)]
enum Done {
    Nothing,
    Kept(String),
    Forgotten(String),
}

/// The accounts of this device.
#[function_component]
pub(super) fn AccountsPage(props: &AccountsPageProps) -> Html {
    let words = use_words();
    let root = use_node_ref();
    let over = use_state_eq(|| Over::Nothing);
    let done = use_state_eq(|| Done::Nothing);
    let workflows = use_state_eq(|| Rc::<[Workflow]>::from([]));
    let last_used = use_state_eq(BTreeMap::<AccountId, Timestamp>::new);
    let device = &props.device;

    use_effect_with((device.storage.clone(), device.accounts.clone()), {
        let (workflows, last_used) = (workflows.clone(), last_used.clone());
        move |(storage, accounts): &(segflow_web::storage::Storage, Accounts)| {
            let (storage, accounts) = (storage.clone(), accounts.clone());
            spawn_local(async move {
                // What cannot be read names no account that could be told.
                let stored = storage.documents().await.unwrap_or_default();
                let texts = stored.documents.iter();
                workflows.set(
                    texts
                        .filter_map(|one| Workflow::load(&one.text).ok())
                        .collect(),
                );
                let mut used = BTreeMap::new();
                for account in accounts.iter() {
                    if let Some(at) = storage.account_used_at(account.id()).await {
                        used.insert(account.id().clone(), at);
                    }
                }
                last_used.set(used);
            });
        }
    });

    // The button that was pressed is gone with its account.
    use_effect_with((*done).clone(), {
        let root = root.clone();
        move |done| {
            if matches!(done, Done::Forgotten(_)) {
                focus_soon(&root, &["h1"]);
            }
        }
    });

    let on_close = {
        let over = over.clone();
        Callback::from(move |()| over.set(Over::Nothing))
    };
    let on_kept = {
        let (over, done) = (over.clone(), done.clone());
        let (accounts, on_accounts) = (device.accounts.clone(), props.on_accounts.clone());
        Callback::from(move |account: ConnectedAccount| {
            done.set(Done::Kept(account.account().label.clone()));
            over.set(Over::Nothing);
            on_accounts.emit(accounts.with(account));
        })
    };
    let on_forgotten = {
        let done = done.clone();
        let (device, on_accounts) = (Rc::clone(device), props.on_accounts.clone());
        Callback::from(move |id: AccountId| {
            done.set(Done::Forgotten(label_of(&device, &id)));
            on_accounts.emit(device.accounts.without(&id));
        })
    };
    let show = |next: Over| {
        let (over, done) = (over.clone(), done.clone());
        Callback::from(move |()| {
            done.set(Done::Nothing);
            over.set(next.clone());
        })
    };
    let connect = Button::new(words.say(AccountsText::Connect))
        .icon(Icon::Add)
        .kind(ButtonKind::Primary)
        .on_press(show(Over::Connecting).reform(|_: MouseEvent| ()))
        .view();
    let cards = device.accounts.iter().map(|account| {
        let id = account.id();
        html! {
            <AccountCard key={id.as_str()} account={account.clone()}
                last_used={last_used.get(id).copied()}
                users={users_of(&workflows, id)} workflows={props.workflows.clone()}
                on_edit={show(Over::Changing(id.clone(), FormFocus::Label))}
                on_replace={show(Over::Changing(id.clone(), FormFocus::Key))}
                on_forget={show(Over::Forgetting(id.clone()))} />
        }
    });
    let editing = |account: Option<ConnectedAccount>, focus| {
        html! {
            <Editing store={device.store.clone()} {account} {focus} on_kept={on_kept.clone()}
                on_close={on_close.clone()} />
        }
    };
    let over = match &*over {
        Over::Nothing => Html::default(),
        Over::Connecting => editing(None, FormFocus::Label),
        Over::Changing(id, focus) => editing(device.accounts.get(id).cloned(), *focus),
        Over::Forgetting(id) => html! {
            <Forgetting store={device.store.clone()} id={id.clone()} label={label_of(device, id)}
                users={users_of(&workflows, id)} workflows={props.workflows.clone()}
                {on_forgotten} {on_close} />
        },
    };
    let said = match &*done {
        Done::Nothing => Html::default(),
        Done::Kept(label) => notice(Tone::Good, words.say(AccountsText::Kept { label })),
        Done::Forgotten(label) => notice(Tone::Good, words.say(AccountsText::Forgotten { label })),
    };
    html! {
        <div ref={root} class="page-column stack accounts">
            <div class="page-head">
                <PageHeading title={words.say(Text::Accounts)} />
                { connect }
            </div>
            <div role="status">{ said }</div>
            { kept_where(&words, device) }
            if device.accounts.is_empty() {
                <div class="card empty">
                    { sign(Icon::Key) }
                    <h2>{ words.say(AccountsText::Nothing) }</h2>
                    <p>{ words.say(AccountsText::NothingHint) }</p>
                </div>
            } else {
                <ul class="accounts-list" role="list" aria-label={words.say(Text::Accounts)}>
                    { for cards }
                </ul>
            }
            { unreadable(&words, device, &show) }
            <div>{ over }</div>
        </div>
    }
}

fn label_of(device: &Device, id: &AccountId) -> String {
    match device.accounts.get(id) {
        Some(account) => account.account().label.clone(),
        None => id.to_string(),
    }
}

/// How accounts are kept, and what that protects from.
fn kept_where(words: &Words, device: &Device) -> Html {
    if let Some(refused) = &device.refused {
        let reason = words.say(refused);
        return notice(Tone::Error, words.say(Text::Because { reason: &reason }));
    }
    if let Some(reason) = device.store.session_only() {
        let reason = words.say(reason);
        return notice(Tone::Warning, words.say(Text::Because { reason: &reason }));
    }
    disclosure(
        words.say(AccountsText::HowKept),
        html! { <p class="field-hint">{ words.say(AccountsText::HowKeptHint) }</p> },
    )
}

/// Accounts that are kept and cannot be used.
fn unreadable(words: &Words, device: &Device, show: &dyn Fn(Over) -> Callback<()>) -> Html {
    let known = |id: &str| AccountId::parse(id).is_ok_and(|id| device.accounts.get(&id).is_some());
    let lost = device.unreadable.iter().filter(|lost| !known(&lost.id));
    let notices = lost.map(|lost| {
        let reason = words.say(&lost.reason);
        let forget = AccountId::parse(&lost.id).ok().map(|id| {
            Button::new(words.say(AccountsText::Forget))
                .icon(Icon::Trash)
                .small()
                .on_press(show(Over::Forgetting(id)).reform(|_: MouseEvent| ()))
                .view()
        });
        Notice::new(Tone::Warning)
            .title(AttrValue::from(lost.id.clone()))
            .actions(forget)
            .view(words.say(Text::Because { reason: &reason }))
    });
    html! { <>{ for notices }</> }
}
