use std::rc::Rc;

use segflow_core::document::Workflow;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html, use_state};

use super::deed::{Deed, DeedMenu};
use super::keeping;
use crate::builder::LastVisit;
use crate::device::Device;
use crate::icons::Icon;
use crate::parts::{MenuEdge, Toast, Tone, toasts};
use crate::sharing::{SharingDialogProps, Way, sharing_dialog};
use crate::text::{Text, use_words};

/// What can be done with a workflow while it is built.
const DEEDS: &[Deed] = &[Deed::Duplicate, Deed::Export, Deed::Share, Deed::Versions];

/// Properties of [`WorkflowDesk`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct WorkflowDeskProps {
    /// What the workflow is called.
    pub name: AttrValue,
    /// Where it is kept.
    pub device: Rc<Device>,
    /// The builder, which has it as it is now.
    pub last_visit: LastVisit,
    /// The workflow of that id is to be shown: a copy.
    pub on_open: Callback<AttrValue>,
    /// Its earlier versions are to be shown.
    pub on_versions: Callback<()>,
}

/// The menu of what can be done with the workflow that is being built.
#[function_component]
pub fn WorkflowDesk(props: &WorkflowDeskProps) -> Html {
    let words = use_words();
    let open = use_state(|| None::<(Rc<Workflow>, Way)>);
    let refused = use_state(|| None::<String>);
    let on_pick = {
        let (props, open, refused) = (props.clone(), open.clone(), refused.clone());
        Callback::from(move |deed: Deed| {
            let Some(workflow) = props.last_visit.workflow() else {
                return;
            };
            match deed {
                Deed::Export => open.set(Some((Rc::new(workflow), Way::File))),
                Deed::Share => open.set(Some((Rc::new(workflow), Way::Link))),
                Deed::Versions => props.on_versions.emit(()),
                Deed::Rename | Deed::Delete => {}
                Deed::Duplicate => {
                    let copy = words.say(Text::CopyOf {
                        workflow: &workflow.name,
                    });
                    let storage = props.device.storage.clone();
                    let (on_open, refused) = (props.on_open.clone(), refused.clone());
                    spawn_local(async move {
                        match keeping::duplicate(&storage, &workflow, copy.to_string()).await {
                            Ok(entry) => on_open.emit(entry.id),
                            Err(error) => refused.set(Some(error.to_string())),
                        }
                    });
                }
            }
        })
    };
    let on_close = {
        let open = open.clone();
        Callback::from(move |()| open.set(None))
    };
    let dialog = (*open).clone().map(|(workflow, way)| {
        sharing_dialog(SharingDialogProps {
            workflow,
            way,
            on_close,
        })
    });
    let told: Vec<Toast> = refused
        .iter()
        .map(|reason| Toast {
            id: 0,
            tone: Tone::Error,
            text: words.say(Text::NotDone {
                reason: &words.say(Text::Because { reason }),
            }),
            action: None,
        })
        .collect();
    let on_told = {
        let refused = refused.clone();
        Callback::from(move |_: u32| refused.set(None))
    };
    let menu = DeedMenu {
        id: AttrValue::Static("workflow-menu"),
        name: props.name.clone(),
        deeds: DEEDS,
        icon: Icon::ChevronDown,
        edge: MenuEdge::Start,
        on_pick,
    };
    html! {
        <>
            { menu.view(&words) }
            { dialog.unwrap_or_default() }
            if !told.is_empty() {
                { toasts(&told, &on_told, &on_told) }
            }
        </>
    }
}
