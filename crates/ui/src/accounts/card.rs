use segflow_core::segment::{Region, Transport};
use segflow_core::time::Timestamp;
use segflow_web::accounts::ConnectedAccount;
use segflow_web::clock;
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, Properties, function_component, html};

use super::check::Check;
use super::used::User;
use crate::builder::IdLinks;
use crate::icons::{Icon, sign};
use crate::parts::{Button, ButtonKind, Link, time};
use crate::text::{AccountsText, Ago, BuilderText, Text, Words, use_words};

/// Properties of [`AccountCard`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct AccountCardProps {
    pub(super) account: ConnectedAccount,
    /// When something was sent with it last, if that is known.
    pub(super) last_used: Option<Timestamp>,
    pub(super) users: Vec<User>,
    pub(super) workflows: IdLinks,
    pub(super) on_edit: Callback<()>,
    pub(super) on_replace: Callback<()>,
    pub(super) on_forget: Callback<()>,
}

/// An account: what it is, who uses it, and what can be done with it.
#[function_component]
pub(super) fn AccountCard(props: &AccountCardProps) -> Html {
    let words = use_words();
    let account = props.account.account();
    let region = match &account.region {
        Region::Us => words.say(BuilderText::RegionUs),
        Region::Eu => words.say(BuilderText::RegionEu),
        Region::Custom(endpoint) => endpoint.base().to_owned().into(),
    };
    let transport = match account.transport {
        Transport::Simple => AccountsText::TransportSimple,
        Transport::Basic => AccountsText::TransportBasic,
    };
    let last_used = match props.last_used {
        Some(at) => {
            #[allow(clippy::cast_precision_loss, reason = "moments are exact")]
            let ago = Ago::between(at.millis() as f64, clock::now().millis() as f64);
            let said = words.say(AccountsText::UsedAgo(ago)).to_string();
            time(&words.calendar(), at, said)
        }
        None => html! { words.say(AccountsText::NeverUsed) },
    };
    let title_id = AttrValue::from(format!("account-{}", account.id));
    let users_id = format!("{title_id}-users");
    let button = |text: AccountsText<'_>, on_press: &Callback<()>| {
        Button::new(words.say(text))
            .small()
            .on_press(on_press.reform(|_: MouseEvent| ()))
    };
    let fact = |name: AttrValue, value: Html| {
        html! { <div><dt>{ name }</dt><dd dir="auto">{ value }</dd></div> }
    };
    html! {
        <li class="card account-card" aria-labelledby={title_id.clone()}>
            <div class="account-card-head">
                <h2 id={title_id} dir="auto">{ account.label.clone() }</h2>
                <span class="mono account-key">
                    { sign(Icon::Key) }
                    <span class="visually-hidden">{ words.say(BuilderText::MaskedKey) }{ " " }</span>
                    { account.key.masked().to_owned() }
                </span>
            </div>
            if props.account.is_receivers() {
                <p class="field-hint">{ words.say(AccountsText::OfReceiver) }</p>
            }
            <dl class="account-facts">
                { fact(words.say(BuilderText::Region), html! { region }) }
                { fact(words.say(AccountsText::Transport), html! { words.say(transport) }) }
                { fact(words.say(AccountsText::LastUsed), last_used) }
            </dl>
            <div class="account-users">
                <h3 id={users_id.clone()}>{ words.say(AccountsText::UsedBy) }</h3>
                if props.users.is_empty() {
                    <p class="muted">{ words.say(AccountsText::NotUsed) }</p>
                } else {
                    { users_list(&words, &props.users, &props.workflows, users_id) }
                }
            </div>
            <div class="account-actions">
                <Check account={props.account.clone()} />
                if !props.account.is_receivers() {
                    <div class="cluster">
                        { button(AccountsText::Edit, &props.on_edit).view() }
                        { button(AccountsText::ReplaceKey, &props.on_replace).icon(Icon::Key).view() }
                        {
                            button(AccountsText::Forget, &props.on_forget)
                                .icon(Icon::Trash)
                                .kind(ButtonKind::Quiet)
                                .view()
                        }
                    </div>
                }
            </div>
        </li>
    }
}

/// The workflows that send to an account, each with its tasks.
pub(super) fn users_list(
    words: &Words,
    users: &[User],
    workflows: &IdLinks,
    named_by: impl Into<AttrValue>,
) -> Html {
    let shown = users.iter().map(|user| {
        let name = match user.name.is_empty() {
            true => words.say(Text::UnnamedWorkflow),
            false => user.name.clone(),
        };
        let id = user.workflow.clone();
        let href = workflows.href.emit(id.clone());
        let on_follow = workflows.on_follow.reform(move |()| id.clone());
        let tasks: Vec<&str> = user.tasks.iter().map(|task| task.as_str()).collect();
        html! {
            <li key={user.workflow.as_str()} dir="auto">
                { Link::to(href, on_follow).view(html! { name }) }
                { " · " }
                <span class="muted">{ tasks.join(", ") }</span>
            </li>
        }
    });
    html! { <ul class="users-list" role="list" aria-labelledby={named_by.into()}>{ for shown }</ul> }
}
