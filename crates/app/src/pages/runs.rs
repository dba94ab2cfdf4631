use std::rc::Rc;

use segflow_ui::builder::{IdLinks, LastVisit};
use segflow_ui::bulk::{self, UnfinishedFile};
use segflow_ui::device::Device;
use segflow_ui::history::{HistoryPageProps, Shown, history_page};
use segflow_ui::text::{Text, use_words};
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, hook, use_callback, use_effect_with,
    use_state,
};

use super::debugger::use_message_links;
use super::file::{go_on_with_file, with_addresses};
use crate::route::{Address, Navigator, Route};
use crate::title::use_title;

/// The query of the page's address, which says what is looked at.
mod query {
    pub(super) const RUN: &str = "run";
    /// The run it is compared with.
    pub(super) const WITH: &str = "with";
}

/// Properties of [`Runs`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct RunsProps {
    pub(crate) device: Rc<Device>,
    pub(crate) address: Address,
    pub(crate) navigator: Navigator,
    pub(crate) last_visit: LastVisit,
    pub(crate) home: AttrValue,
    pub(crate) on_home: Callback<()>,
}

/// The runs of this device, and the one that the address names.
#[function_component]
pub(crate) fn Runs(props: &RunsProps) -> Html {
    let words = use_words();
    use_title(words.say(Text::Runs));
    let asked = |name| props.address.asked(name).map(AttrValue::from);
    let shown = Shown {
        run: asked(query::RUN),
        with: asked(query::WITH),
    };
    let on_show = use_callback(
        (props.navigator.clone(), shown.run.is_none()),
        |shown: Shown, (navigator, is_list)| {
            // Going back leads from a run to the list, and from there away.
            if *is_list {
                navigator.push(to(&shown));
            } else {
                navigator.replace(to(&shown));
            }
        },
    );
    let workflows = use_workflow_links(&props.navigator);
    let unfinished = use_state(Vec::<UnfinishedFile>::new);
    use_effect_with((), {
        let unfinished = unfinished.clone();
        let storage = props.device.storage.clone();
        move |()| {
            spawn_local(async move { unfinished.set(bulk::unfinished(&storage).await) });
        }
    });
    let on_file = use_callback(props.navigator.clone(), go_on_with_file);
    let of_files = bulk::unfinished_notices(&words, &with_addresses(&unfinished), &on_file);
    let messages = use_message_links(&props.navigator, &AttrValue::default());
    history_page(HistoryPageProps {
        device: Rc::clone(&props.device),
        shown,
        href: use_callback((), |shown: Shown, ()| to(&shown).href()),
        on_show,
        workflows,
        messages: props.device.debugger.then_some(messages),
        of_files,
        last_visit: props.last_visit.clone(),
        home: props.home.clone(),
        on_home: props.on_home.clone(),
    })
}

/// Where something is looked at.
fn to(shown: &Shown) -> Address {
    let asked: Vec<(&str, &str)> = [(query::RUN, &shown.run), (query::WITH, &shown.with)]
        .into_iter()
        .filter_map(|(name, id)| Some((name, id.as_deref()?)))
        .collect();
    if asked.is_empty() {
        Address::of(Route::Runs)
    } else {
        Address::asking(Route::Runs, &asked)
    }
}

/// The way to all about a run.
#[hook]
pub(super) fn use_run_links(navigator: &Navigator) -> IdLinks {
    let shown = |id: AttrValue| Shown {
        run: Some(id),
        with: None,
    };
    IdLinks {
        href: use_callback((), move |id: AttrValue, ()| to(&shown(id)).href()),
        on_follow: use_callback(
            navigator.clone(),
            move |id: AttrValue, navigator: &Navigator| navigator.push(to(&shown(id))),
        ),
    }
}

/// The way to a workflow.
#[hook]
pub(super) fn use_workflow_links(navigator: &Navigator) -> IdLinks {
    let workflow = |id: AttrValue| Address::of(Route::Workflow { id: id.to_string() });
    IdLinks {
        href: use_callback((), move |id: AttrValue, ()| workflow(id).href()),
        on_follow: use_callback(
            navigator.clone(),
            move |id: AttrValue, navigator: &Navigator| navigator.push(workflow(id)),
        ),
    }
}
