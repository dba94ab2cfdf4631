use std::rc::Rc;

use segflow_core::document::{Workflow, WorkflowId};
use segflow_core::segment::Account;
use segflow_ui::builder::MessageLinks;
use segflow_ui::debugger::{DebuggerPage, Origin, Target};
use segflow_ui::device::Device;
use segflow_ui::text::{BuilderText, DebuggerText, use_words};
use segflow_web::accounts::ConnectedAccount;
use segflow_web::storage::Storage;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, hook, html, use_callback,
    use_effect_with, use_state,
};
use yew_router::Routable;
use yew_router::hooks::{use_location, use_navigator};
use yew_router::query::ToQuery;

use crate::route::Route;
use crate::title::use_title;

/// The query of the page's address, which says what is looked at.
mod query {
    pub(super) const SEQ: &str = "seq";
    pub(super) const MESSAGE_ID: &str = "messageId";
    /// The workflow the person comes from.
    pub(super) const WORKFLOW: &str = "workflow";
}

/// Properties of [`Debugger`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct DebuggerProps {
    pub(crate) device: Rc<Device>,
    pub(crate) home: AttrValue,
    pub(crate) on_home: Callback<()>,
    /// Looks for a receiver again.
    pub(crate) on_look: Callback<()>,
}

/// What the receiver receives, and the message that the address names.
#[function_component]
pub(crate) fn Debugger(props: &DebuggerProps) -> Html {
    let words = use_words();
    use_title(words.say(DebuggerText::Title));
    let navigator = use_navigator();
    let asked = use_location()
        .and_then(|location| location.query::<Vec<(String, String)>>().ok())
        .unwrap_or_default();
    let given = |name: &str| {
        let found = asked.iter().find(|(key, _)| key == name);
        found.map(|(_, value)| value.clone())
    };
    let target = match (given(query::SEQ), given(query::MESSAGE_ID)) {
        (Some(seq), _) => seq.parse().map_or(Target::List, Target::Seq),
        (None, Some(id)) => Target::MessageId(id),
        (None, None) => Target::List,
    };
    let is_list = target == Target::List;
    let on_choose = use_callback(
        (navigator, is_list),
        |seq: Option<u64>, (navigator, is_list)| {
            let Some(navigator) = navigator else { return };
            let asked = seq.map(|seq| [(query::SEQ, seq.to_string())]);
            // Going back leads from a message to the list, and from there away.
            let _ = match (asked, *is_list) {
                (Some(asked), true) => navigator.push_with_query(&Route::Debugger, asked),
                (Some(asked), false) => navigator.replace_with_query(&Route::Debugger, asked),
                (None, _) => {
                    navigator.replace(&Route::Debugger);
                    Ok(())
                }
            };
        },
    );
    let href = use_callback((), |seq: u64, ()| {
        address(&[(query::SEQ, &seq.to_string())])
    });
    let origin = use_origin(given(query::WORKFLOW), &props.device.storage);
    let endpoint = props
        .device
        .accounts
        .iter()
        .find(|account| account.is_receivers())
        .map(ConnectedAccount::account)
        .map(|account: &Account| AttrValue::from(account.region.base().to_owned()));
    html! {
        <DebuggerPage has_receiver={props.device.debugger} {endpoint} {target} {href} {on_choose}
            {origin} home={props.home.clone()} on_home={props.on_home.clone()}
            on_look={props.on_look.clone()} />
    }
}

/// Leads from the builder of a workflow to a message, and back again.
#[hook]
pub(super) fn use_message_links(workflow: &AttrValue) -> MessageLinks {
    let navigator = use_navigator();
    let href = use_callback(workflow.clone(), |id: AttrValue, workflow| {
        address(&[(query::MESSAGE_ID, &id), (query::WORKFLOW, workflow)])
    });
    let on_follow = use_callback(
        (workflow.clone(), navigator),
        |id: AttrValue, (workflow, navigator)| {
            let asked = [(query::MESSAGE_ID, &id), (query::WORKFLOW, workflow)];
            let asked = asked.map(|(key, value)| (key, value.to_string()));
            if let Some(navigator) = navigator {
                let _ = navigator.push_with_query(&Route::Debugger, asked);
            }
        },
    );
    MessageLinks { href, on_follow }
}

/// The workflow of that id, if it is kept here.
#[hook]
fn use_origin(id: Option<String>, storage: &Storage) -> Option<Origin> {
    let words = use_words();
    let navigator = use_navigator();
    let name = use_state(|| None::<AttrValue>);
    use_effect_with(id.clone(), {
        let (name, storage) = (name.clone(), storage.clone());
        move |id| {
            let id = id.as_deref().and_then(|id| WorkflowId::parse(id).ok());
            spawn_local(async move {
                let document = match id {
                    Some(id) => storage.document(&id).await.ok().flatten(),
                    None => None,
                };
                let workflow = document.and_then(|document| Workflow::load(&document.text).ok());
                name.set(workflow.map(|workflow| workflow.name.into()));
            });
        }
    });
    let to = Route::Workflow { id: id? };
    let name = (*name).clone()?;
    Some(Origin {
        name: if name.is_empty() {
            words.say(BuilderText::UnnamedWorkflow)
        } else {
            name
        },
        href: to.to_path().into(),
        on_follow: Callback::from(move |()| {
            if let Some(navigator) = &navigator {
                navigator.push(&to);
            }
        }),
    })
}

fn address(asked: &[(&str, &str)]) -> AttrValue {
    let path = Route::Debugger.to_path();
    match asked.to_query() {
        Ok(query) => format!("{path}?{query}").into(),
        // Texts can always be written; without them the list is shown.
        Err(_) => path.into(),
    }
}
