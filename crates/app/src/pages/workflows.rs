use segflow_ui::text::{Text, use_words};
use segflow_ui::workflows::WorkflowsPage;
use yew::prelude::{AttrValue, Callback, Html, function_component, html};
use yew_router::hooks::use_navigator;

use crate::route::Route;
use crate::title::use_title;

/// The list of workflows kept on this device.
#[function_component]
pub(crate) fn Workflows() -> Html {
    let words = use_words();
    let navigator = use_navigator();
    use_title(words.say(Text::Workflows));

    let on_open = Callback::from(move |id: AttrValue| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Workflow { id: id.to_string() });
        }
    });
    html! { <WorkflowsPage workflows={Vec::new()} {on_open} on_new={Callback::noop()} /> }
}
