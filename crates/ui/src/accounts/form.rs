use segflow_core::segment::Transport;
use segflow_web::accounts::{AccountStore, ConnectedAccount, WriteKey};
use segflow_web::{Error, random};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, SubmitEvent, function_component, html,
    use_effect_with, use_node_ref, use_state_eq,
};

use super::guide::guide;
use crate::builder::focus_soon;
use crate::icons::Icon;
use crate::model::{ConnectionDraft, ConnectionProblem, NewAccount, RegionChoice};
use crate::parts::{
    Button, ButtonKind, Choice, SelectField, TextField, TextKind, Tone, disclosure, form_actions,
    notice,
};
use crate::text::{AccountsText, BuilderText, Text, use_words};

/// What the focus is on first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum FormFocus {
    /// The label.
    #[default]
    Label,
    /// The write key.
    Key,
}

impl FormFocus {
    const fn selector(self) -> &'static str {
        match self {
            FormFocus::Label => "#account-label",
            FormFocus::Key => "#write-key",
        }
    }
}

/// Properties of [`AccountForm`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct AccountFormProps {
    pub(crate) store: AccountStore,
    /// The account as it was; none to connect another.
    #[prop_or_default]
    pub(crate) before: Option<ConnectedAccount>,
    #[prop_or_default]
    pub(crate) focus: FormFocus,
    /// It is kept.
    pub(crate) on_kept: Callback<ConnectedAccount>,
    /// The person gave up.
    pub(crate) on_cancel: Callback<()>,
}

/// How the form stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    Typing,
    Keeping,
    Refused(Error),
}

/// The form that connects a Segment account, with the guide beside it, or
/// changes one. The key of one that is connected is never shown.
#[function_component]
pub(crate) fn AccountForm(props: &AccountFormProps) -> Html {
    let words = use_words();
    let form = use_node_ref();
    let before = props.before.as_ref();
    let draft = use_state_eq(|| match before {
        Some(before) => ConnectionDraft::of(before.account()),
        None => ConnectionDraft::default(),
    });
    let problems = use_state_eq(Vec::<ConnectionProblem>::new);
    let stage = use_state_eq(|| Stage::Typing);
    let shown = use_state_eq(|| false);

    use_effect_with((), {
        let (form, first) = (form.clone(), props.focus.selector());
        move |()| focus_soon(&form, &[first])
    });

    // What is wrong is told once saving was tried, and goes as it is mended.
    let change = {
        let draft = draft.clone();
        let problems = problems.clone();
        move |next: ConnectionDraft| {
            if !problems.is_empty() {
                problems.set(next.account().err().unwrap_or_default());
            }
            draft.set(next);
        }
    };
    let typing = |set: fn(&mut ConnectionDraft, String)| {
        let draft = draft.clone();
        let change = change.clone();
        Callback::from(move |typed: String| {
            let mut next = (*draft).clone();
            set(&mut next, typed);
            change(next);
        })
    };
    let on_region = typing(|draft, name| draft.region = RegionChoice::named(&name))
        .reform(|name: AttrValue| name.to_string());
    let on_transport = typing(|draft, name| {
        draft.transport = Transport::from_name(&name).unwrap_or_default();
    })
    .reform(|name: AttrValue| name.to_string());
    let onsubmit = {
        let draft = draft.clone();
        let problems = problems.clone();
        let stage = stage.clone();
        let form = form.clone();
        let props = props.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let account = match draft.account() {
                Ok(account) => account,
                Err(found) => {
                    let first = found.first().map(|problem| field_of(*problem));
                    problems.set(found);
                    if let Some(first) = first {
                        focus_soon(&form, &[first]);
                    }
                    return;
                }
            };
            stage.set(Stage::Keeping);
            let (stage, draft) = (stage.clone(), draft.clone());
            let props = props.clone();
            spawn_local(async move {
                let kept = match connected(account, props.before.as_ref()) {
                    Ok(account) => props.store.save(&account).await.map(|()| account),
                    Err(error) => Err(error),
                };
                match kept {
                    Ok(account) => {
                        // The key must not stay in what is drawn.
                        draft.set(ConnectionDraft::default());
                        props.on_kept.emit(account);
                    }
                    Err(error) => stage.set(Stage::Refused(error)),
                }
            });
        })
    };
    let toggle = {
        let shown = shown.clone();
        Callback::from(move |_: MouseEvent| shown.set(!*shown))
    };
    let problem = |wanted: fn(&ConnectionProblem) -> bool| {
        problems
            .iter()
            .find(|problem| wanted(problem))
            .map(|problem| match problem {
                ConnectionProblem::LabelMissing => words.say(BuilderText::LabelMissing),
                ConnectionProblem::KeyMissing => words.say(BuilderText::KeyMissing),
                ConnectionProblem::BadEndpoint(error) => words.say(Text::Because {
                    reason: &words.say(error),
                }),
            })
    };
    let key_kind = if *shown {
        TextKind::Code
    } else {
        TextKind::Secret
    };
    let show = if *shown {
        BuilderText::HideKey
    } else {
        BuilderText::ShowKey
    };
    let regions: Vec<Choice> = RegionChoice::ALL
        .into_iter()
        .map(|region| Choice {
            value: region.name().into(),
            label: words.say(match region {
                RegionChoice::Us => BuilderText::RegionUs,
                RegionChoice::Eu => BuilderText::RegionEu,
                RegionChoice::Custom => BuilderText::RegionCustom,
            }),
        })
        .collect();
    let session_only = props.store.session_only();
    let transports: Vec<Choice> = [
        (Transport::Simple, AccountsText::TransportSimple),
        (Transport::Basic, AccountsText::TransportBasic),
    ]
    .into_iter()
    .map(|(transport, text)| Choice {
        value: transport.name().into(),
        label: words.say(text),
    })
    .collect();
    let (title, key_label) = match before {
        Some(_) => (
            words.say(AccountsText::ChangeTitle),
            words.say(AccountsText::NewKey),
        ),
        None => (
            words.say(BuilderText::ConnectTitle),
            words.say(BuilderText::WriteKey),
        ),
    };
    let key_hint = before.map(|before| {
        let key = before.account().key.masked();
        words.say(AccountsText::KeepKeyHint { key })
    });
    html! {
        <div class="account" id="connect">
            <form ref={form} class="account-form" autocomplete="off" novalidate=true {onsubmit}
                aria-label={title}>
                {
                    TextField::new(
                        "account-label".into(),
                        words.say(BuilderText::AccountLabel),
                        draft.label.clone().into(),
                    )
                    .hint(Some(words.say(BuilderText::AccountLabelHint)))
                    .error(problem(|problem| {
                        *problem == ConnectionProblem::LabelMissing
                    }))
                    .on_input(typing(|draft, label| draft.label = label))
                    .view(&words)
                }
                <div class="with-toggle">
                    {
                        TextField::new(
                            "write-key".into(),
                            key_label,
                            draft.write_key.clone().into(),
                        )
                        .kind(key_kind)
                        .hint(key_hint)
                        .error(problem(|problem| *problem == ConnectionProblem::KeyMissing))
                        .on_input(typing(|draft, key| draft.write_key = key))
                        .view(&words)
                    }
                    {
                        Button::new(words.say(show))
                            .icon(Icon::Eye)
                            .kind(ButtonKind::Quiet)
                            .small()
                            .controls(Some(AttrValue::Static("write-key")))
                            .on_press(toggle)
                            .view()
                    }
                </div>
                <SelectField id="region" label={words.say(BuilderText::Region)} choices={regions}
                    hint={words.say(BuilderText::RegionHint)} value={draft.region.name()}
                    on_change={on_region} />
                if draft.region == RegionChoice::Custom {
                    {
                        TextField::new(
                            "endpoint".into(),
                            words.say(BuilderText::Endpoint),
                            draft.endpoint.clone().into(),
                        )
                        .kind(TextKind::Url)
                        .hint(Some(words.say(BuilderText::EndpointHint)))
                        .error(problem(|problem| {
                            matches!(problem, ConnectionProblem::BadEndpoint(_))
                        }))
                        .on_input(typing(|draft, endpoint| draft.endpoint = endpoint))
                        .view(&words)
                    }
                }
                {
                    disclosure(words.say(AccountsText::More), html! {
                        <SelectField id="transport" label={words.say(AccountsText::Transport)}
                            hint={words.say(AccountsText::TransportHint)} choices={transports}
                            value={draft.transport.name()} on_change={on_transport} />
                    })
                }
                if let Some(reason) = session_only {
                    {
                        notice(
                            Tone::Info,
                            words.say(Text::Because {
                                reason: &words.say(reason),
                            }),
                        )
                    }
                } else {
                    <p class="field-hint">{ words.say(BuilderText::KeptEncrypted) }</p>
                }
                if let Stage::Refused(error) = &*stage {
                    {
                        notice(
                            Tone::Error,
                            words.say(Text::Because {
                                reason: &words.say(error),
                            }),
                        )
                    }
                }
                {
                    form_actions(
                        &words,
                        &props.on_cancel,
                        Button::new(words.say(Text::Save))
                            .kind(ButtonKind::Primary)
                            .busy(*stage == Stage::Keeping)
                            .submit(),
                    )
                }
            </form>
            if before.is_none() {
                { guide(&words) }
            }
        </div>
    }
}

/// The account with an id and its key: those it had, where it is changed.
fn connected(
    account: NewAccount,
    before: Option<&ConnectedAccount>,
) -> Result<ConnectedAccount, Error> {
    let id = match before {
        Some(before) => before.id().clone(),
        None => random::account_id()?,
    };
    let key = match (account.write_key.as_str(), before) {
        ("", Some(before)) => before.key().clone(),
        (typed, _) => WriteKey::parse(typed)?,
    };
    Ok(ConnectedAccount::new(
        id,
        account.label,
        account.region,
        account.transport,
        key,
    ))
}

fn field_of(problem: ConnectionProblem) -> &'static str {
    match problem {
        ConnectionProblem::LabelMissing => "#account-label",
        ConnectionProblem::KeyMissing => "#write-key",
        ConnectionProblem::BadEndpoint(_) => "#endpoint",
    }
}
