use std::rc::Rc;

use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html, use_state};

use super::deed::{Deed, DeedMenu};
use super::doing;
use super::doing::{DoingProps, Request, What};
use super::model::Action;
use crate::builder::LastVisit;
use crate::device::Device;
use crate::icons::Icon;
use crate::parts::{MenuEdge, Toast, Tone, toasts};
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
    let asked = use_state(|| None::<Request>);
    let refused = use_state(|| None::<AttrValue>);
    let on_pick = {
        let (props, asked) = (props.clone(), asked.clone());
        Callback::from(move |deed: Deed| {
            let workflow = props.last_visit.workflow().map(Rc::new);
            match (deed, workflow) {
                (Deed::Versions, _) => props.on_versions.emit(()),
                (deed, Some(workflow)) => {
                    let number = asked.as_ref().map_or(0, |asked| asked.number);
                    let what = What::Deed {
                        deed,
                        id: workflow.id.to_string().into(),
                        name: workflow.name.clone().into(),
                        workflow: Some(workflow),
                    };
                    asked.set(Some(Request {
                        number: number.wrapping_add(1),
                        what,
                    }));
                }
                (_, None) => {}
            }
        })
    };
    let on_done = {
        let (asked, refused, on_open) = (asked.clone(), refused.clone(), props.on_open.clone());
        Callback::from(move |done: Option<Action>| {
            asked.set(None);
            match done {
                Some(Action::Duplicated(entry)) => on_open.emit(entry.id),
                Some(Action::NotDone(reason)) => refused.set(Some(reason)),
                _ => {}
            }
        })
    };
    let doing = (*asked).clone().map(|request| {
        doing(DoingProps {
            request,
            storage: props.device.storage.clone(),
            on_done,
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
            { doing.unwrap_or_default() }
            if !told.is_empty() {
                { toasts(&told, &on_told, &on_told) }
            }
        </>
    }
}
