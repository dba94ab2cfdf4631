use yew::prelude::{AttrValue, Callback, Html, MouseEvent, html};

use super::WorkflowSummary;
use super::row::workflow_row;
use crate::bulk::{UnfinishedFile, unfinished_notices};
use crate::icons::Icon;
use crate::parts::{Button, ButtonKind};
use crate::shell::PageHeading;
use crate::text::{Text, Words};

/// The list of workflows.
#[derive(Debug, Clone, PartialEq)]
pub struct WorkflowsPage {
    /// Every workflow there is, in the order to show them.
    pub workflows: Vec<WorkflowSummary>,
    /// What must be said first, such as that storage is refused.
    pub notice: Option<Html>,
    /// The runs of files that can be gone on with, each with the way to it.
    pub unfinished: Vec<(UnfinishedFile, AttrValue)>,
    /// The page that goes on with the file of that workflow is to be shown.
    pub on_unfinished: Callback<AttrValue>,
    /// The workflow of that id is to be opened.
    pub on_open: Callback<AttrValue>,
    /// A workflow is to be made.
    pub on_new: Callback<()>,
}

impl WorkflowsPage {
    /// The page as it is drawn.
    pub fn view(&self, words: &Words) -> Html {
        let new = Button::new(words.say(Text::NewWorkflow))
            .icon(Icon::Add)
            .kind(ButtonKind::Primary)
            .on_press(self.on_new.reform(|_: MouseEvent| ()))
            .view();
        let is_empty = self.workflows.is_empty();
        html! {
            <div class="page-column stack">
                if let Some(notice) = &self.notice {
                    { notice.clone() }
                }
                { unfinished_notices(words, &self.unfinished, &self.on_unfinished) }
                <div>
                    <div class="page-head">
                        <PageHeading title={words.say(Text::Workflows)} />
                        if !is_empty {
                            { new.clone() }
                        }
                    </div>
                    if is_empty {
                        <div class="card empty">
                            <h2>{ words.say(Text::NoWorkflows) }</h2>
                            <p>{ words.say(Text::NoWorkflowsHint) }</p>
                            { new }
                        </div>
                    } else {
                        <ul class="card workflow-list" role="list">
                            {
                                for self.workflows
                                    .iter()
                                    .map(|workflow| workflow_row(words, workflow, &self.on_open))
                            }
                        </ul>
                    }
                </div>
            </div>
        }
    }
}
