use segflow_core::document::{AccountId, Task};
use segflow_core::edit::Edit;
use segflow_core::json::Pointer;
use segflow_core::segment::{Account, Region};
use segflow_web::accounts::ConnectedAccount;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, NodeRef, Properties, function_component, html,
    use_node_ref, use_state_eq,
};

use crate::accounts::{AccountForm, Check};
use crate::builder::context::{Builder, Doing, account_title, use_doing};
use crate::builder::findings::FoundAt;
use crate::icons::{Icon, sign};
use crate::model::{Action, without_account};
use crate::parts::{Button, ButtonKind, Choice, Notice, SelectField, Tone, notice};
use crate::text::{AccountsText, BuilderText, Text, Words, use_words};

/// Properties of [`AccountTab`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct AccountTabProps {
    pub(in crate::builder) builder: Builder,
}

/// The form that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Open {
    Nothing,
    Connect,
    Edit,
}

/// The account of the chosen task, the others there are, and the way to
/// connect one.
#[function_component]
pub(in crate::builder) fn AccountTab(props: &AccountTabProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let open = use_state_eq(|| Open::Nothing);
    let openers: [NodeRef; 2] = [use_node_ref(), use_node_ref()];
    let builder = &props.builder;
    let model = &builder.model;
    let Some((task, segment)) = model
        .selected()
        .and_then(|task| Some((&task.id, task.segment()?)))
    else {
        return Html::default();
    };
    let chosen = segment.account.as_ref();
    let known = chosen.and_then(|id| model.account(id));
    let on_change = {
        let task = task.clone();
        doing.act.reform(move |id: AttrValue| {
            Action::Edited(Edit::SetAccount {
                task: task.clone(),
                account: AccountId::parse(&id).ok(),
            })
        })
    };
    let at = Pointer::root().key("account");
    let told = FoundAt::within(builder, task, &at).told(&words);
    let opens = |form: Open| {
        let [connect, edit] = &openers;
        let opener = if form == Open::Edit { edit } else { connect };
        let is_open = *open == form;
        let open = open.clone();
        move |text: AttrValue| {
            Button::new(text)
                .expanded(is_open)
                .controls(is_open.then_some(AttrValue::Static("connect")))
                .node_ref(opener.clone())
                .on_press(Callback::from(move |_: MouseEvent| {
                    open.set(if is_open { Open::Nothing } else { form });
                }))
        }
    };
    let on_done = {
        let (open, openers) = (open.clone(), openers.clone());
        Callback::from(move |()| {
            let [connect, edit] = &openers;
            let opener = if *open == Open::Edit { edit } else { connect };
            open.set(Open::Nothing);
            if let Some(opener) = opener.cast::<web_sys::HtmlElement>() {
                let _ = opener.focus();
            }
        })
    };
    let connected = known.and_then(|account| builder.device.accounts.get(&account.id));
    let own = connected.filter(|account| !account.is_receivers());
    let on_kept = {
        let (task, doing, on_done) = (task.clone(), doing.clone(), on_done.clone());
        Callback::from(move |account: ConnectedAccount| {
            doing.connected.emit(account.clone());
            doing.act.emit(Action::AccountConnected {
                account: account.account().clone(),
                task: task.clone(),
            });
            on_done.emit(());
        })
    };
    let unreadable = builder.device.unreadable.iter().map(|lost| {
        let reason = words.say(&lost.reason);
        Notice::new(Tone::Warning)
            .title(AttrValue::from(lost.id.clone()))
            .view(words.say(Text::Because { reason: &reason }))
    });
    // It is the way on only where there is no account yet.
    let way_on = match model.accounts().is_empty() && *open == Open::Nothing {
        true => ButtonKind::Primary,
        false => ButtonKind::Secondary,
    };
    html! {
        <div class="stack">
            <div data-at="/account">
                if !model.accounts().is_empty() || chosen.is_some() {
                    <SelectField id="account" label={words.say(BuilderText::SendTo)}
                        choices={choices(model.accounts(), chosen, words.say(BuilderText::NoAccount))}
                        value={chosen.map(AccountId::to_string).unwrap_or_default()}
                        error={told.error} warning={told.warning} to_do={told.to_do}
                        {on_change} />
                } else {
                    <p class="muted">{ words.say(BuilderText::NoAccountYet) }</p>
                }
            </div>
            if let Some(account) = known {
                { chosen_account(&words, account) }
                if let Some(account) = connected {
                    <Check key={account.id().as_str()} account={account.clone()} />
                }
                { for_rest(&words, &doing, builder, account) }
            }
            { for unreadable }
            if let Some(refused) = &builder.device.refused {
                {
                    notice(
                        Tone::Error,
                        words.say(Text::Because {
                            reason: &words.say(refused),
                        }),
                    )
                }
            }
            if !builder.device.store.is_hosts() {
                <div class="cluster">
                    {
                        opens(Open::Connect)(words.say(BuilderText::Connect))
                            .icon(Icon::Key)
                            .kind(way_on)
                            .view()
                    }
                    if let Some(account) = own {
                        {
                            opens(Open::Edit)(words.say(AccountsText::ChangeOf {
                                label: account_title(account.account()),
                            }))
                            .view()
                        }
                    }
                </div>
            }
            if *open != Open::Nothing {
                <AccountForm key={(*open == Open::Edit).to_string()}
                    store={builder.device.store.clone()}
                    before={own.filter(|_| *open == Open::Edit).cloned()} {on_kept}
                    on_cancel={on_done} />
            }
        </div>
    }
}

/// Offers the account to the tasks that have none.
fn for_rest(words: &Words, doing: &Doing, builder: &Builder, account: &Account) -> Html {
    let rest: Vec<&str> = without_account(builder.model.workflow())
        .map(Task::title)
        .collect();
    if rest.is_empty() {
        return Html::default();
    }
    let id = account.id.clone();
    let label = account_title(account);
    let give = Button::new(words.say(AccountsText::UseThereToo { label }))
        .small()
        .on_press(
            doing
                .act
                .reform(move |_: MouseEvent| Action::AccountForRest(id.clone())),
        )
        .view();
    let tasks = rest.join(", ");
    Notice::new(Tone::Info)
        .actions(Some(give))
        .view(words.say(AccountsText::WithoutAccount { tasks: &tasks }))
}

/// The account in use: its label, where it sends, and what may be told of its
/// key.
fn chosen_account(words: &Words, account: &Account) -> Html {
    let region = match &account.region {
        Region::Us => words.say(BuilderText::RegionUs),
        Region::Eu => words.say(BuilderText::RegionEu),
        Region::Custom(endpoint) => endpoint.base().to_owned().into(),
    };
    html! {
        <div class="account-chosen">
            { sign(Icon::Check) }
            <div class="account-text">
                <strong dir="auto">{ account_title(account).to_owned() }</strong>
                <p class="muted">{ region }</p>
            </div>
            <span class="mono">
                <span class="visually-hidden">{ words.say(BuilderText::MaskedKey) }{ " " }</span>
                { account.key.masked().to_owned() }
            </span>
        </div>
    }
}

/// The connected accounts; one that is chosen and not connected stays to be
/// seen.
fn choices(accounts: &[Account], chosen: Option<&AccountId>, none: AttrValue) -> Vec<Choice> {
    let stranger = chosen
        .filter(|id| !accounts.iter().any(|account| account.id == **id))
        .map(|id| Choice {
            value: id.to_string().into(),
            label: id.to_string().into(),
        });
    let nothing = Choice {
        value: AttrValue::Static(""),
        label: none,
    };
    let known = accounts.iter().map(|account| Choice {
        value: account.id.to_string().into(),
        label: account_title(account).to_owned().into(),
    });
    std::iter::once(nothing)
        .chain(known)
        .chain(stranger)
        .collect()
}
