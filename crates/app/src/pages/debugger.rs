use std::rc::Rc;

use segflow_core::document::{Workflow, WorkflowId};
use segflow_core::segment::Account;
use segflow_ui::builder::MessageLinks;
use segflow_ui::debugger::{DebuggerPageProps, Origin, Target, debugger_page};
use segflow_ui::device::Device;
use segflow_ui::text::{BuilderText, DebuggerText, use_words};
use segflow_web::accounts::ConnectedAccount;
use segflow_web::storage::Storage;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, hook, use_callback, use_effect_with,
    use_state,
};

use crate::route::{Address, Navigator, Route};
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
    pub(crate) address: Address,
    pub(crate) navigator: Navigator,
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
    let address = &props.address;
    let target = match (address.asked(query::SEQ), address.asked(query::MESSAGE_ID)) {
        (Some(seq), _) => seq.parse().map_or(Target::List, Target::Seq),
        (None, Some(id)) => Target::MessageId(id),
        (None, None) => Target::List,
    };
    let is_list = target == Target::List;
    let on_choose = use_callback(
        (props.navigator.clone(), is_list),
        |seq: Option<u64>, (navigator, is_list)| {
            // Going back leads from a message to the list, and from there away.
            match (seq, *is_list) {
                (Some(seq), true) => navigator.push(to_seq(seq)),
                (Some(seq), false) => navigator.replace(to_seq(seq)),
                (None, _) => navigator.replace(Address::of(Route::Debugger)),
            }
        },
    );
    let href = use_callback((), |seq: u64, ()| to_seq(seq).href());
    let origin = use_origin(
        address.asked(query::WORKFLOW),
        &props.navigator,
        &props.device.storage,
    );
    let endpoint = props
        .device
        .accounts
        .iter()
        .find(|account| account.is_receivers())
        .map(ConnectedAccount::account)
        .map(|account: &Account| AttrValue::from(account.region.base().to_owned()));
    let shown = DebuggerPageProps {
        has_receiver: props.device.debugger,
        endpoint,
        target,
        href,
        on_choose,
        origin,
        home: props.home.clone(),
        on_home: props.on_home.clone(),
        on_look: props.on_look.clone(),
        actions: None,
    };
    debugger_page(shown)
}

/// The message of that number.
fn to_seq(seq: u64) -> Address {
    Address::asking(Route::Debugger, &[(query::SEQ, &seq.to_string())])
}

/// The message of that messageId, with the way back to the workflow.
fn to_message(id: &str, workflow: &str) -> Address {
    let asked = [(query::MESSAGE_ID, id), (query::WORKFLOW, workflow)];
    Address::asking(Route::Debugger, &asked)
}

/// Leads from the builder of a workflow to a message, and back again.
#[hook]
pub(super) fn use_message_links(navigator: &Navigator, workflow: &AttrValue) -> MessageLinks {
    let href = use_callback(workflow.clone(), |id: AttrValue, workflow| {
        to_message(&id, workflow).href()
    });
    let on_follow = use_callback(
        (workflow.clone(), navigator.clone()),
        |id: AttrValue, (workflow, navigator)| navigator.push(to_message(&id, workflow)),
    );
    MessageLinks { href, on_follow }
}

/// The workflow of that id, if it is kept here.
#[hook]
fn use_origin(id: Option<String>, navigator: &Navigator, storage: &Storage) -> Option<Origin> {
    let words = use_words();
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
    let to = Address::of(Route::Workflow { id: id? });
    let name = (*name).clone()?;
    Some(Origin {
        name: if name.is_empty() {
            words.say(BuilderText::UnnamedWorkflow)
        } else {
            name
        },
        href: to.href(),
        on_follow: {
            let navigator = navigator.clone();
            Callback::from(move |()| navigator.push(to.clone()))
        },
    })
}
