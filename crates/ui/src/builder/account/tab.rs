use segflow_core::document::AccountId;
use segflow_core::edit::Edit;
use segflow_core::json::Pointer;
use segflow_core::segment::{Account, Region};
use segflow_web::accounts::ConnectedAccount;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, NodeRef, Properties, function_component, html,
    use_node_ref, use_state_eq,
};

use crate::accounts::{AccountForm, Check};
use crate::builder::context::{Builder, account_title, use_doing};
use crate::builder::findings::Told;
use crate::icons::{Icon, sign};
use crate::model::Action;
use crate::parts::{Button, ButtonKind, Choice, Notice, SelectField, Tone, notice};
use crate::text::{BuilderText, Text, Words, use_words};

/// Properties of [`AccountTab`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct AccountTabProps {
    pub(in crate::builder) builder: Builder,
}

/// The account of the chosen task, the others there are, and the way to
/// connect one.
#[function_component]
pub(in crate::builder) fn AccountTab(props: &AccountTabProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let connecting = use_state_eq(|| false);
    let opener: NodeRef = use_node_ref();
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
    let findings = builder
        .checked
        .within(task, &Pointer::root().key("account"));
    let told = Told::of(&words, findings.iter());
    let toggle = {
        let connecting = connecting.clone();
        Callback::from(move |_: MouseEvent| connecting.set(!*connecting))
    };
    let on_done = {
        let connecting = connecting.clone();
        let opener = opener.clone();
        Callback::from(move |()| {
            connecting.set(false);
            if let Some(opener) = opener.cast::<web_sys::HtmlElement>() {
                let _ = opener.focus();
            }
        })
    };
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
    html! {
        <div class="stack">
            if let Some(account) = known {
                { chosen_account(&words, account) }
                if let Some(account) = builder.device.accounts.get(&account.id) {
                    <Check key={account.id().as_str()} account={account.clone()} />
                }
            }
            <div data-at="/account">
                if !model.accounts().is_empty() || chosen.is_some() {
                    <SelectField id="account" label={words.say(BuilderText::SendTo)}
                        choices={choices(model.accounts(), chosen, words.say(BuilderText::NoAccount))}
                        value={chosen.map(AccountId::to_string).unwrap_or_default()}
                        error={told.error} warning={told.warning}
                        {on_change} />
                } else {
                    <p class="muted">{ words.say(BuilderText::NoAccountYet) }</p>
                }
            </div>
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
                <div>
                    {
                        Button::new(words.say(BuilderText::Connect))
                            .icon(Icon::Key)
                            .kind(ButtonKind::Primary)
                            .expanded(*connecting)
                            .controls(connecting.then(|| AttrValue::Static("connect")))
                            .node_ref(opener)
                            .on_press(toggle)
                            .view()
                    }
                </div>
            }
            if *connecting {
                <AccountForm store={builder.device.store.clone()} {on_kept} on_cancel={on_done} />
            }
        </div>
    }
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
