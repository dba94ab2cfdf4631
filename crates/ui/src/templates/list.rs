use std::rc::Rc;

use segflow_core::document::{Workflow, WorkflowId};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_state,
};

use super::template::Template;
use crate::device::Device;
use crate::icons::{Icon, sign};
use crate::importing::{Origin, add};
use crate::model::with_account;
use crate::parts::{Tone, is_second_click, notice};
use crate::text::{TemplateText, Text, use_words};
use crate::workflows::{TaskSummary, tasks};

/// Properties of [`template_list`](super::template_list).
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TemplateListProps {
    /// Where workflows are kept, and the accounts.
    pub device: Rc<Device>,
    /// The workflow of that id was made and is to be opened.
    pub on_open: Callback<AttrValue>,
}

/// Offers an empty workflow, and some that are whole already.
#[function_component]
pub(super) fn TemplateList(props: &TemplateListProps) -> Html {
    let words = use_words();
    let refused = use_state(|| None::<AttrValue>);
    let make = {
        let (props, refused) = (props.clone(), refused.clone());
        Callback::from(move |workflow: Workflow| {
            let (props, refused) = (props.clone(), refused.clone());
            spawn_local(async move {
                // Where there is one account, there is nothing to choose.
                let accounts = props.device.accounts.known();
                let workflow = match accounts.as_slice() {
                    [account] => with_account(workflow, &account.id),
                    _ => workflow,
                };
                match add(&props.device.storage, workflow, Origin::Own).await {
                    Ok(id) => props.on_open.emit(id.into()),
                    Err(error) => refused.set(Some(words.say(&error))),
                }
            });
        })
    };
    let on_blank = {
        let (make, name) = (make.clone(), words.say(Text::NewWorkflowName));
        Callback::from(move |event: MouseEvent| {
            let id = WorkflowId::parse("wf_blank").ok();
            if let Some(id) = id.filter(|_| !is_second_click(&event)) {
                make.emit(Workflow::new(id, name.to_string()));
            }
        })
    };
    let templates = Template::ALL.into_iter().filter_map(|template| {
        let workflow = template.workflow(&words).ok()?;
        let title = words.say(template.title());
        let summary = TaskSummary::of(&workflow);
        let onclick = {
            let (make, title) = (make.clone(), title.clone());
            Callback::from(move |event: MouseEvent| {
                if is_second_click(&event) {
                    return;
                }
                make.emit(Workflow {
                    name: title.to_string(),
                    ..workflow.clone()
                });
            })
        };
        Some(html! {
            <li class="template">
                <button type="button" class="template-button" {onclick}>{ title.clone() }</button>
                <p class="template-hint">{ words.say(template.hint()) }</p>
                { tasks(&words, &title, &summary) }
            </li>
        })
    });
    html! {
        <>
            if let Some(reason) = &*refused {
                { notice(Tone::Error, words.say(Text::NotDone {
                    reason: &words.say(Text::Because { reason }),
                })) }
            }
            <ul class="templates" role="list">
                <li class="template blank">
                    { sign(Icon::Add) }
                    <button type="button" class="template-button" onclick={on_blank}>
                        { words.say(TemplateText::Blank) }
                    </button>
                    <p class="template-hint">{ words.say(TemplateText::BlankHint) }</p>
                </li>
                { for templates }
            </ul>
        </>
    }
}
