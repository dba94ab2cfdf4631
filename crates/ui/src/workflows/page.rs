use yew::prelude::{AttrValue, Callback, Html, MouseEvent, Properties, function_component, html};

use super::WorkflowSummary;
use super::row::WorkflowRow;
use crate::icons::Icon;
use crate::parts::{Button, ButtonKind};
use crate::shell::PageHeading;
use crate::text::{Text, use_words};

/// Properties of [`WorkflowsPage`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct WorkflowsPageProps {
    /// Every workflow there is, in the order to show them.
    pub workflows: Vec<WorkflowSummary>,
    /// What must be said first, such as that storage is refused.
    #[prop_or_default]
    pub notice: Option<Html>,
    /// The workflow of that id is to be opened.
    pub on_open: Callback<AttrValue>,
    /// A workflow is to be made.
    pub on_new: Callback<()>,
}

/// The list of workflows.
#[function_component]
pub fn WorkflowsPage(props: &WorkflowsPageProps) -> Html {
    let words = use_words();
    let new = html! {
        <Button label={words.say(Text::NewWorkflow)} icon={Icon::Add} kind={ButtonKind::Primary}
            on_press={props.on_new.reform(|_: MouseEvent| ())} />
    };
    let is_empty = props.workflows.is_empty();
    html! {
        <div class="page-column stack">
            if let Some(notice) = &props.notice {
                { notice.clone() }
            }
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
                        { for props.workflows.iter().map(|workflow| html! {
                            <WorkflowRow key={workflow.id.as_str()} workflow={workflow.clone()}
                                on_open={props.on_open.clone()} />
                        }) }
                    </ul>
                }
            </div>
        </div>
    }
}
