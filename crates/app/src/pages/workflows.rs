use std::rc::Rc;

use segflow_core::document::Workflow;
use segflow_ui::builder::kind_icon;
use segflow_ui::bulk::{self, UnfinishedFile};
use segflow_ui::device::Device;
use segflow_ui::parts::{Tone, notice};
use segflow_ui::text::{Ago, Text, use_words};
use segflow_ui::workflows::{TaskSummary, WorkflowSummary, WorkflowsPage};
use segflow_web::storage::{StoredDocument, StoredDocuments};
use segflow_web::{Error, clock, random};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, use_callback, use_effect_with,
    use_state,
};

use super::file::{go_on_with_file, with_addresses};
use crate::example::keep_example;
use crate::route::{Address, Navigator, Route};
use crate::title::use_title;

/// Properties of [`Workflows`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct WorkflowsProps {
    pub(crate) device: Rc<Device>,
    pub(crate) navigator: Navigator,
}

/// The list of workflows kept on this device.
#[function_component]
pub(crate) fn Workflows(props: &WorkflowsProps) -> Html {
    let words = use_words();
    let found = use_state(|| None::<Result<StoredDocuments, Error>>);
    let unfinished = use_state(Vec::<UnfinishedFile>::new);
    let refused = use_state(|| None::<Error>);
    use_title(words.say(Text::Workflows));

    use_effect_with((), {
        let (found, unfinished) = (found.clone(), unfinished.clone());
        let storage = props.device.storage.clone();
        move |()| {
            spawn_local(async move {
                let kept = keep_example(&storage).await;
                let documents = storage.documents().await;
                unfinished.set(bulk::unfinished(&storage).await);
                found.set(Some(kept.and(documents)));
            });
        }
    });

    let on_open = {
        let navigator = props.navigator.clone();
        Callback::from(move |id: AttrValue| {
            navigator.push(Address::of(Route::Workflow { id: id.to_string() }));
        })
    };
    let on_unfinished = use_callback(props.navigator.clone(), go_on_with_file);
    let on_new = {
        let on_open = on_open.clone();
        let refused = refused.clone();
        let storage = props.device.storage.clone();
        Callback::from(move |()| {
            let (on_open, refused) = (on_open.clone(), refused.clone());
            let storage = storage.clone();
            let name = words.say(Text::NewWorkflowName);
            spawn_local(async move {
                let made = async {
                    let id = random::workflow_id()?;
                    let workflow = Workflow::new(id.clone(), name.to_string());
                    let document = StoredDocument {
                        id: id.to_string(),
                        text: workflow.save().to_string(),
                        changed_at: clock::now(),
                    };
                    storage.save_document(document).await.map(|()| id)
                };
                match made.await {
                    Ok(id) => on_open.emit(id.to_string().into()),
                    Err(error) => refused.set(Some(error)),
                }
            });
        })
    };
    let Some(found) = &*found else {
        return Html::default();
    };
    let reason = |error: &Error| {
        words.say(Text::Because {
            reason: &error.to_string(),
        })
    };
    let said = match (found, &*refused, props.device.storage.session_only()) {
        (Err(error), _, _) | (_, Some(error), _) => Some((
            Tone::Error,
            words.say(Text::ListRefused {
                reason: &reason(error),
            }),
        )),
        (_, _, Some(error)) => Some((
            Tone::Warning,
            words.say(Text::SessionOnly {
                reason: &reason(error),
            }),
        )),
        _ => None,
    };
    let notice = said.map(|(tone, said)| notice(tone, said));
    let workflows = match found {
        Ok(documents) => summaries(documents),
        Err(_) => Vec::new(),
    };
    WorkflowsPage {
        workflows,
        notice,
        unfinished: with_addresses(&unfinished),
        on_unfinished,
        on_open,
        on_new,
    }
    .view(&words)
}

/// Every document, those that cannot be read among them: opening one tells why.
fn summaries(found: &StoredDocuments) -> Vec<WorkflowSummary> {
    let now = clock::now().millis() as f64;
    let summary = |id: &str, workflow: Option<&Workflow>, changed: Ago| WorkflowSummary {
        id: id.to_owned().into(),
        name: workflow
            .map(|workflow| workflow.name.clone())
            .filter(|name| !name.is_empty())
            .unwrap_or_else(|| id.to_owned())
            .into(),
        href: Route::Workflow { id: id.to_owned() }.path(),
        tasks: workflow
            .iter()
            .flat_map(|workflow| &workflow.tasks)
            .map(|task| TaskSummary {
                icon: kind_icon(&task.kind),
                label: task.title().to_owned().into(),
            })
            .collect(),
        changed,
    };
    let documents = found.documents.iter().map(|document| {
        let changed = Ago::between(document.changed_at.millis() as f64, now);
        let workflow = Workflow::load(&document.text).ok();
        summary(&document.id, workflow.as_ref(), changed)
    });
    let unreadable = found
        .unreadable
        .iter()
        .map(|document| summary(&document.id, None, Ago::JustNow));
    documents.chain(unreadable).collect()
}
