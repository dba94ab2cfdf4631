use yew::prelude::{AttrValue, Callback, Html, MouseEvent, html};

use super::download::download;
use crate::icons::Icon;
use crate::parts::{Button, JsonLayout, Link, disclosure, json_view};
use crate::shell::PageHeading;
use crate::text::{Text, Words};

/// Why a workflow cannot be opened.
#[derive(Debug, Clone, PartialEq)]
pub enum Refusal {
    /// There is none of that id on this device.
    Unknown,
    /// What is stored is no workflow that this version can read.
    Unreadable {
        /// Why, and what to do.
        reason: AttrValue,
        /// What is stored.
        text: AttrValue,
    },
    /// The storage could not be read.
    NoStorage {
        /// Why, and what to do.
        reason: AttrValue,
    },
}

/// A workflow that cannot be opened.
#[derive(Debug, Clone, PartialEq)]
pub struct BrokenPage {
    /// The id that was asked for.
    pub id: AttrValue,
    /// Why it cannot be opened.
    pub refusal: Refusal,
    /// The address of the list of workflows.
    pub home: AttrValue,
    /// Goes there.
    pub on_home: Callback<()>,
}

impl BrokenPage {
    /// The page as it is drawn.
    pub fn view(&self, words: &Words) -> Html {
        let (title, sentence) = match &self.refusal {
            Refusal::Unknown => (Text::UnknownWorkflow, words.say(Text::UnknownWorkflowHint)),
            Refusal::Unreadable { reason, .. } => (
                Text::UnreadableWorkflow,
                words.say(Text::Because { reason }),
            ),
            Refusal::NoStorage { reason } => (
                Text::UnreadableWorkflow,
                words.say(Text::Because { reason }),
            ),
        };
        let stored = match &self.refusal {
            Refusal::Unreadable { text, .. } => Some(text.clone()),
            Refusal::Unknown | Refusal::NoStorage { .. } => None,
        };
        html! {
            <div class="page-column stack">
                <PageHeading title={words.say(title)} />
                <p>{ sentence }</p>
                if let Some(text) = stored {
                    <p class="muted">{ words.say(Text::StoredAsItIs) }</p>
                    <div>
                        {
                            Button::new(words.say(Text::DownloadStored))
                                .icon(Icon::Download)
                                .on_press(on_download(&self.id, &text))
                                .view()
                        }
                    </div>
                    {
                        disclosure(
                            words.say(Text::ShowStored),
                            html! { json_view(&text, JsonLayout::Lines) },
                        )
                    }
                }
                <p>
                    {
                        Link::to(self.home.clone(), self.on_home.clone())
                            .view(html! { words.say(Text::GoToWorkflows) })
                    }
                </p>
            </div>
        }
    }
}

/// Hands over what is stored as a file that is called like the workflow.
fn on_download(id: &str, text: &AttrValue) -> Callback<MouseEvent> {
    let name = format!("{id}.json");
    let text = text.clone();
    Callback::from(move |_: MouseEvent| download(&name, &text))
}
