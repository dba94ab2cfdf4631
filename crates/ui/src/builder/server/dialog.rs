use segflow_core::segment::Account;
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, Properties, function_component, html};

use crate::builder::context::Builder;
use crate::icons::Icon;
use crate::model::OnServer;
use crate::opening::download;
use crate::parts::{Button, ButtonKind, CopyButton, Dialog, DialogWidth};
use crate::text::{BuilderText, ServerText, Words, use_words};

/// Builds the program and puts it where it is found.
const PROGRAM: &str =
    "cargo build -p segflow --profile native\nsudo install target/native/segflow /usr/local/bin/";

/// Properties of [`ServerDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ServerDialogProps {
    pub(super) builder: Builder,
    pub(super) on_close: Callback<()>,
}

/// The workflow's file, and what to type.
#[function_component]
pub(super) fn ServerDialog(props: &ServerDialogProps) -> Html {
    let words = use_words();
    let model = &props.builder.model;
    let key = |account: &Account| {
        let account = match account.label.as_str() {
            "" => account.id.as_str(),
            label => label,
        };
        words.say(ServerText::KeyOf { account }).to_string()
    };
    let OnServer {
        file,
        document,
        within,
        gather,
        accounts,
        alone,
        start,
        submit,
        columns,
    } = OnServer::of(
        model.workflow(),
        &model.flow().surroundings().run_by(model.workflow()),
        model.accounts(),
        key,
    );
    let saving = |file: &str, document: String, kind: ButtonKind| {
        let label = words.say(ServerText::Download { file });
        let file = file.to_owned();
        Button::new(label)
            .icon(Icon::Download)
            .kind(kind)
            .on_press(Callback::from(move |_: MouseEvent| {
                download(&file, &document);
            }))
            .view()
    };
    let saving_within = (!within.is_empty()).then(|| {
        let buttons = within
            .into_iter()
            .map(|(file, document)| saving(&file, document, ButtonKind::Secondary));
        html! {
            <>
                <p class="command-hint">{ words.say(ServerText::SaveWithin) }</p>
                <div class="cluster">{ for buttons }</div>
                { command(&words, gather.into()) }
            </>
        }
    });
    let columns = (!columns.is_empty()).then(|| {
        let columns = columns.join(", ");
        html! { <p class="command-hint">{ words.say(ServerText::Columns { columns: &columns }) }</p> }
    });
    html! {
        <Dialog id="server-dialog" title={words.say(BuilderText::RunOnServer)}
            width={DialogWidth::Wide} on_close={props.on_close.clone()}>
            <div class="stack">
                <p>{ words.say(ServerText::Explained) }</p>
                <ol class="commands" role="list">
                    { step(&words, ServerText::Save, html! {
                        <>
                            <p class="command-hint">{ words.say(ServerText::SaveHint) }</p>
                            { saving(&file, document, ButtonKind::Primary) }
                            { saving_within.unwrap_or_default() }
                        </>
                    }) }
                    { step(&words, ServerText::Program, html! {
                        <>
                            <p class="command-hint">{ words.say(ServerText::ProgramHint) }</p>
                            { command(&words, PROGRAM.into()) }
                        </>
                    }) }
                    { step(&words, ServerText::Accounts, if accounts.is_empty() {
                        html! { <p class="command-hint">{ words.say(ServerText::NoAccounts) }</p> }
                    } else {
                        html! {
                            <>
                                <p class="command-hint">{ words.say(ServerText::AccountsHint) }</p>
                                { command(&words, accounts.into()) }
                            </>
                        }
                    }) }
                    { step(&words, ServerText::Alone, html! {
                        <>
                            <p class="command-hint">{ words.say(ServerText::AloneHint) }</p>
                            { columns }
                            { command(&words, alone.into()) }
                        </>
                    }) }
                    { step(&words, ServerText::Durable, html! {
                        <>
                            <p class="command-hint">{ words.say(ServerText::DurableHint) }</p>
                            { command(&words, start.into()) }
                            <p class="command-hint">{ words.say(ServerText::SubmitHint) }</p>
                            { command(&words, submit.into()) }
                            <p class="command-hint">{ words.say(ServerText::Licence) }</p>
                        </>
                    }) }
                </ol>
            </div>
        </Dialog>
    }
}

fn step(words: &Words, title: ServerText<'_>, content: Html) -> Html {
    html! {
        <li class="command-step">
            <h3>{ words.say(title) }</h3>
            { content }
        </li>
    }
}

/// Lines for a shell, to be copied as they stand.
fn command(words: &Words, text: AttrValue) -> Html {
    let label = match text.contains('\n') {
        true => ServerText::CopyCommands,
        false => ServerText::CopyCommand,
    };
    html! {
        <div class="command">
            <pre dir="ltr" translate="no">{ text.clone() }</pre>
            <CopyButton {text} label={words.say(label)} />
        </div>
    }
}
