use yew::prelude::{AttrValue, Callback, Html, MouseEvent, Properties, function_component, html};

use super::download::download;
use crate::icons::Icon;
use crate::parts::{Button, Disclosure, JsonView, Link};
use crate::shell::PageHeading;
use crate::text::{BuilderText, Text, use_words};

/// Why a workflow cannot be opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// There is none of that id on this device.
    Unknown,
    /// What is stored is no workflow that this version can read.
    Unreadable {
        /// Why, and what to do.
        reason: String,
        /// What is stored.
        text: AttrValue,
    },
    /// The storage could not be read.
    NoStorage {
        /// Why, and what to do.
        reason: String,
    },
}

/// Properties of [`BrokenPage`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BrokenPageProps {
    /// The id that was asked for.
    pub id: AttrValue,
    /// Why it cannot be opened.
    pub refusal: Refusal,
    /// The address of the list of workflows.
    pub home: AttrValue,
    /// Goes there.
    pub on_home: Callback<()>,
}

/// A workflow that cannot be opened.
#[function_component]
pub fn BrokenPage(props: &BrokenPageProps) -> Html {
    let words = use_words();
    let (title, sentence) = match &props.refusal {
        Refusal::Unknown => (
            BuilderText::UnknownWorkflow,
            words.say(BuilderText::UnknownWorkflowHint),
        ),
        Refusal::Unreadable { reason, .. } => (
            BuilderText::UnreadableWorkflow,
            words.say(BuilderText::Because { reason }),
        ),
        Refusal::NoStorage { reason } => (
            BuilderText::UnreadableWorkflow,
            words.say(BuilderText::Because { reason }),
        ),
    };
    let stored = match &props.refusal {
        Refusal::Unreadable { text, .. } => Some(text.clone()),
        Refusal::Unknown | Refusal::NoStorage { .. } => None,
    };
    html! {
        <div class="page-column stack">
            <PageHeading title={words.say(title)} />
            <p>{ sentence }</p>
            if let Some(text) = stored {
                <p class="muted">{ words.say(BuilderText::StoredAsItIs) }</p>
                <div>
                    <Button label={words.say(BuilderText::DownloadStored)} icon={Icon::MoveDown}
                        on_press={{
                            let name = format!("{}.json", props.id);
                            let text = text.clone();
                            move |_: MouseEvent| download(&name, &text)
                        }} />
                </div>
                <Disclosure summary={words.say(BuilderText::ShowStored)}>
                    <JsonView {text} />
                </Disclosure>
            }
            <p>
                <Link href={props.home.clone()} on_follow={props.on_home.clone()}>
                    { words.say(Text::GoToWorkflows) }
                </Link>
            </p>
        </div>
    }
}
