use std::rc::Rc;

use segflow_ui::device::Device;
use segflow_ui::text::{Text, use_words};
use segflow_ui::versions::{VersionsPageProps, versions_page};
use yew::prelude::{AttrValue, Html, Properties, function_component, use_callback};

use crate::route::{Address, Navigator, Route};
use crate::title::use_title;

/// Properties of [`Versions`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct VersionsProps {
    pub(crate) id: AttrValue,
    pub(crate) device: Rc<Device>,
    pub(crate) navigator: Navigator,
}

/// How a workflow was before.
#[function_component]
pub(crate) fn Versions(props: &VersionsProps) -> Html {
    let words = use_words();
    use_title(words.say(Text::Versions));
    let there = Address::of(Route::Workflow {
        id: props.id.to_string(),
    });
    let href = there.href();
    let on_workflow = use_callback(
        (props.navigator.clone(), there),
        |(), (navigator, there)| navigator.push(there.clone()),
    );
    versions_page(VersionsPageProps {
        id: props.id.clone(),
        device: Rc::clone(&props.device),
        href,
        on_workflow,
    })
}
