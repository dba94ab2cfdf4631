use segflow_core::document::TaskId;
use segflow_core::segment::Transport;
use segflow_web::accounts::{ConnectedAccount, WriteKey};
use segflow_web::{Error, random};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, SubmitEvent, function_component, html,
    use_effect_with, use_node_ref, use_state_eq,
};

use super::guide::guide;
use crate::builder::context::{Builder, use_doing};
use crate::builder::focusing::focus_soon;
use crate::icons::Icon;
use crate::model::{Action, ConnectionDraft, ConnectionProblem, NewAccount, RegionChoice};
use crate::parts::{Button, ButtonKind, Choice, SelectField, TextField, TextKind, Tone, notice};
use crate::text::{BuilderText, Text, use_words};

/// Properties of [`Connect`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ConnectProps {
    pub(super) builder: Builder,
    /// The task whose account the new one becomes.
    pub(super) task: TaskId,
    /// The account is kept, or the person gave up.
    pub(super) on_done: Callback<()>,
}

/// How the form stands.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Stage {
    Typing,
    Keeping,
    Refused(Error),
}

/// The form that connects a Segment account, with the guide beside it.
#[function_component]
pub(super) fn Connect(props: &ConnectProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let form = use_node_ref();
    let draft = use_state_eq(ConnectionDraft::default);
    let problems = use_state_eq(Vec::<ConnectionProblem>::new);
    let stage = use_state_eq(|| Stage::Typing);
    let shown = use_state_eq(|| false);

    use_effect_with((), {
        let form = form.clone();
        move |()| focus_soon(&form, &["#account-label"])
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
    let onsubmit = {
        let draft = draft.clone();
        let problems = problems.clone();
        let stage = stage.clone();
        let form = form.clone();
        let builder = props.builder.clone();
        let task = props.task.clone();
        let on_done = props.on_done.clone();
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
            let (store, doing) = (builder.device.store.clone(), doing.clone());
            let (task, on_done) = (task.clone(), on_done.clone());
            spawn_local(async move {
                let kept = match connected(account) {
                    Ok(account) => store.save(&account).await.map(|()| account),
                    Err(error) => Err(error),
                };
                match kept {
                    Ok(account) => {
                        // The key must not stay in what is drawn.
                        draft.set(ConnectionDraft::default());
                        doing.connected.emit(account.clone());
                        doing.act.emit(Action::AccountConnected {
                            account: account.account().clone(),
                            task,
                        });
                        on_done.emit(());
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
    let session_only = props.builder.device.store.session_only();
    html! {
        <div class="account" id="connect">
            <form ref={form} class="account-form" autocomplete="off" novalidate=true {onsubmit}
                aria-label={words.say(BuilderText::ConnectTitle)}>
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
                            words.say(BuilderText::WriteKey),
                            draft.write_key.clone().into(),
                        )
                        .kind(key_kind)
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
                <div class="form-actions">
                    {
                        Button::new(words.say(Text::Cancel))
                            .kind(ButtonKind::Quiet)
                            .on_press(props.on_done.reform(|_: MouseEvent| ()))
                            .view()
                    }
                    {
                        Button::new(words.say(Text::Save))
                            .kind(ButtonKind::Primary)
                            .busy(*stage == Stage::Keeping)
                            .submit()
                            .view()
                    }
                </div>
            </form>
            { guide(&words) }
        </div>
    }
}

/// The account with an id and its key.
fn connected(account: NewAccount) -> Result<ConnectedAccount, Error> {
    Ok(ConnectedAccount::new(
        random::account_id()?,
        account.label,
        account.region,
        Transport::Simple,
        WriteKey::parse(&account.write_key)?,
    ))
}

fn field_of(problem: ConnectionProblem) -> &'static str {
    match problem {
        ConnectionProblem::LabelMissing => "#account-label",
        ConnectionProblem::KeyMissing => "#write-key",
        ConnectionProblem::BadEndpoint(_) => "#endpoint",
    }
}
