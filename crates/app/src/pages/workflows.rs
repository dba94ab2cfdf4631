use std::rc::Rc;

use segflow_ui::builder::IdLinks;
use segflow_ui::device::Device;
use segflow_ui::text::{Text, use_words};
use segflow_ui::workflows::WorkflowsPage;
use wasm_bindgen_futures::spawn_local;
use web_sys::File;
use yew::prelude::{
    AttrValue, Html, Properties, function_component, hook, html, use_callback, use_effect_with,
    use_state_eq,
};

use super::import::Handed;
use crate::example::keep_example;
use crate::route::{Address, Navigator, Route};
use crate::title::use_title;

/// Properties of [`Workflows`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct WorkflowsProps {
    pub(crate) device: Rc<Device>,
    pub(crate) navigator: Navigator,
    /// Where files are put that are dropped here.
    pub(crate) handed: Handed,
}

/// The list of workflows kept on this device.
#[function_component]
pub(crate) fn Workflows(props: &WorkflowsProps) -> Html {
    let words = use_words();
    let is_ready = use_state_eq(|| false);
    use_title(words.say(Text::Workflows));
    use_effect_with((), {
        let is_ready = is_ready.clone();
        let storage = props.device.storage.clone();
        move |()| {
            spawn_local(async move {
                // Where the example cannot be kept, the list says what is wrong.
                let _ = keep_example(&storage, words).await;
                is_ready.set(true);
            });
        }
    });
    let workflows = use_links(&props.navigator, |id| Route::Workflow { id });
    let files = use_links(&props.navigator, |id| Route::File { id });
    let versions = use_links(&props.navigator, |id| Route::Versions { id });
    let on_new = use_callback(props.navigator.clone(), |(), navigator| {
        navigator.push(Address::of(Route::New));
    });
    let on_import = use_callback(
        (props.navigator.clone(), props.handed.clone()),
        |dropped: Vec<File>, (navigator, handed)| {
            handed.put(dropped);
            navigator.push(Address::of(Route::Import));
        },
    );
    if !*is_ready {
        return Html::default();
    }
    html! {
        <WorkflowsPage device={Rc::clone(&props.device)} {workflows} {files} {versions} {on_new} {on_import} />
    }
}

/// The way to the pages of a kind by a workflow's id.
#[hook]
pub(super) fn use_links(navigator: &Navigator, route: fn(String) -> Route) -> IdLinks {
    let to = move |id: &AttrValue| Address::of(route(id.to_string()));
    IdLinks {
        href: use_callback((), move |id: AttrValue, ()| to(&id).href()),
        on_follow: use_callback(
            navigator.clone(),
            move |id: AttrValue, navigator: &Navigator| navigator.push(to(&id)),
        ),
    }
}
