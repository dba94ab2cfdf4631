use std::rc::Rc;

use segflow_core::document::{Workflow, WorkflowId};
use segflow_ui::builder::{BuilderPage, BuilderParts, LastVisit};
use segflow_ui::device::Device;
use segflow_ui::opening::{BrokenPage, Refusal};
use segflow_ui::shell::{Header, Place, Shell, Theme};
use segflow_web::Error;
use segflow_web::accounts::Accounts;
use segflow_web::storage::Storage;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, html, use_callback, use_effect_with,
    use_state,
};

use super::debugger::use_message_links;
use crate::title::use_title;

/// Properties of [`Builder`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct BuilderProps {
    pub(crate) id: AttrValue,
    pub(crate) last_visit: LastVisit,
    pub(crate) device: Rc<Device>,
    pub(crate) on_accounts: Callback<Accounts>,
    pub(crate) home: AttrValue,
    pub(crate) on_home: Callback<()>,
    /// Where else the header leads.
    pub(crate) places: Vec<Place>,
    pub(crate) theme: Theme,
    pub(crate) on_theme: Callback<Theme>,
}

/// What was found under the id of the address.
#[derive(Debug, Clone, PartialEq)]
enum Found {
    Nothing,
    Workflow(Rc<Workflow>),
    Refused(Refusal),
}

/// The builder of one workflow, or why it cannot be opened.
#[function_component]
pub(crate) fn Builder(props: &BuilderProps) -> Html {
    let found = use_state(|| Found::Nothing);
    use_effect_with(props.id.clone(), {
        let found = found.clone();
        let storage = props.device.storage.clone();
        move |id| {
            let id = id.clone();
            spawn_local(async move { found.set(open(&storage, &id).await) });
        }
    });
    let bar = {
        let props = props.clone();
        move |subject: Option<Html>, actions: Option<Html>| {
            html! {
                <Header home={props.home.clone()} on_home={props.on_home.clone()}
                    places={props.places.clone()} {subject} {actions}
                    theme={props.theme} on_theme={props.on_theme.clone()} />
            }
        }
    };
    let frame = use_callback(props.clone(), {
        let bar = bar.clone();
        move |parts: BuilderParts, _| {
            let header = bar(Some(parts.subject), Some(parts.actions));
            html! { <Titled title={parts.title}><Shell {header}>{ parts.body }</Shell></Titled> }
        }
    });
    let messages = use_message_links(&props.id);
    let messages = props.device.debugger.then_some(messages);
    match &*found {
        Found::Nothing => html! { <Shell header={bar(None, None)}>{ Html::default() }</Shell> },
        Found::Workflow(workflow) => html! {
            <BuilderPage key={workflow.id.as_str()} workflow={Rc::clone(workflow)}
                device={Rc::clone(&props.device)} on_accounts={props.on_accounts.clone()}
                last_visit={props.last_visit.clone()} {messages} {frame} />
        },
        Found::Refused(refusal) => html! {
            <Shell header={bar(None, None)}>
                <BrokenPage id={props.id.clone()} refusal={refusal.clone()}
                    home={props.home.clone()} on_home={props.on_home.clone()} />
            </Shell>
        },
    }
}

/// Properties of [`Titled`].
#[derive(Debug, Clone, PartialEq, Properties)]
struct TitledProps {
    title: AttrValue,
    children: Html,
}

/// Names the page in the browser's tab.
#[function_component]
fn Titled(props: &TitledProps) -> Html {
    use_title(props.title.clone());
    props.children.clone()
}

async fn open(storage: &Storage, id: &str) -> Found {
    let Ok(workflow_id) = WorkflowId::parse(id) else {
        return Found::Refused(Refusal::Unknown);
    };
    let text = match storage.document(&workflow_id).await {
        Ok(Some(document)) => document.text,
        Ok(None) => return Found::Refused(Refusal::Unknown),
        Err(error) => return Found::Refused(refusal(storage, id, &error).await),
    };
    match Workflow::load(&text) {
        Ok(mut workflow) => {
            // It is saved under the id it was found under.
            workflow.id = workflow_id;
            Found::Workflow(Rc::new(workflow))
        }
        Err(error) => Found::Refused(Refusal::Unreadable {
            reason: error.to_string(),
            text: text.into(),
        }),
    }
}

/// What can still be told of an entry that the storage could not read.
async fn refusal(storage: &Storage, id: &str, error: &Error) -> Refusal {
    let reason = error.to_string();
    let entries = storage.documents().await.map(|found| found.unreadable);
    let entry = entries
        .unwrap_or_default()
        .into_iter()
        .find(|entry| entry.id == id);
    match entry {
        Some(entry) => Refusal::Unreadable {
            reason,
            text: entry.content.into(),
        },
        None => Refusal::NoStorage { reason },
    }
}
