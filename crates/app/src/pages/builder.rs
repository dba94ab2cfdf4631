use std::rc::Rc;

use segflow_core::document::{Workflow, WorkflowId};
use segflow_ui::builder::{
    self, BuilderPageProps, BuilderParts, LastVisit, Outside, builder_page, chosen_sample,
};
use segflow_ui::device::Device;
use segflow_ui::opening::{BrokenPage, Refusal};
use segflow_ui::shell::{Header, Shell};
use segflow_ui::text::use_words;
use segflow_web::Error;
use segflow_web::accounts::Accounts;
use segflow_web::storage::Storage;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, html, use_callback, use_effect_with,
    use_memo, use_state,
};

use super::debugger::use_message_links;
use super::runs::use_run_links;
use crate::route::{Address, Navigator, Route};
use crate::title::use_title;

/// Properties of [`Builder`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct BuilderProps {
    pub(crate) id: AttrValue,
    pub(crate) navigator: Navigator,
    pub(crate) last_visit: LastVisit,
    pub(crate) device: Rc<Device>,
    pub(crate) on_accounts: Callback<Accounts>,
    pub(crate) header: Header,
}

/// What was found under the id of the address.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Found {
    Nothing,
    /// With the name of the sample that was chosen last.
    Workflow(Rc<Workflow>, Option<AttrValue>),
    Refused(Refusal),
}

/// The builder of one workflow, or why it cannot be opened.
#[function_component]
pub(crate) fn Builder(props: &BuilderProps) -> Html {
    let words = use_words();
    let found = use_state(|| Found::Nothing);
    // It comes while the workflow is looked for.
    use_effect_with((), |()| builder::fetch());
    use_effect_with(props.id.clone(), {
        let found = found.clone();
        let storage = props.device.storage.clone();
        move |id| {
            let id = id.clone();
            spawn_local(async move { found.set(open(&storage, &id).await) });
        }
    });
    let frame = use_callback(props.header.clone(), move |parts: BuilderParts, header| {
        let header = header.about(&words, parts.subject, parts.actions);
        html! { <Titled title={parts.title}><Shell {header}>{ parts.body }</Shell></Titled> }
    });
    let on_sample = use_callback(
        (props.device.storage.clone(), props.id.clone()),
        |name: AttrValue, (storage, id)| {
            let (storage, id) = (storage.clone(), id.clone());
            spawn_local(async move {
                // Which sample is shown is a convenience: without storage it is
                // the first.
                let _ = storage.save_setting(&chosen_sample(&id), &name).await;
            });
        },
    );
    let on_run_file = use_callback(
        (props.navigator.clone(), props.id.clone()),
        |(), (navigator, id)| navigator.push(Address::of(Route::File { id: id.to_string() })),
    );
    // No page is around the app.
    let alone = use_memo((), |()| (Rc::default(), Outside::default()));
    let runs = use_run_links(&props.navigator);
    let messages = use_message_links(&props.navigator, &props.id);
    let messages = props.device.debugger.then_some(messages);
    match &*found {
        Found::Nothing => {
            html! { <Shell header={props.header.view(&words)}>{ Html::default() }</Shell> }
        }
        Found::Workflow(workflow, sample) => html! {
            <key={workflow.id.as_str()}>
                {
                    builder_page(BuilderPageProps {
                        workflow: Rc::clone(workflow),
                        device: Rc::clone(&props.device),
                        on_accounts: props.on_accounts.clone(),
                        last_visit: props.last_visit.clone(),
                        sample: sample.clone(),
                        on_sample,
                        messages,
                        runs: Some(runs),
                        on_run_file: Some(on_run_file),
                        given: Rc::clone(&alone.0),
                        outside: alone.1.clone(),
                        frame,
                    })
                }
            </>
        },
        Found::Refused(refusal) => {
            let page = BrokenPage {
                id: props.id.clone(),
                refusal: refusal.clone(),
                home: props.header.home.clone(),
                on_home: props.header.on_home.clone(),
            };
            html! { <Shell header={props.header.view(&words)}>{ page.view(&words) }</Shell> }
        }
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

pub(super) async fn open(storage: &Storage, id: &str) -> Found {
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
            let sample = storage.setting(&chosen_sample(id)).await.ok().flatten();
            Found::Workflow(Rc::new(workflow), sample.map(AttrValue::from))
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
