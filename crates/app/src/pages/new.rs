use std::rc::Rc;

use segflow_ui::device::Device;
use segflow_ui::templates::{TemplatesPageProps, templates_page};
use segflow_ui::text::{Text, use_words};
use yew::prelude::{Html, Properties, function_component};

use super::import::use_ways;
use crate::route::Navigator;
use crate::title::use_title;

/// Properties of [`New`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct NewProps {
    pub(crate) device: Rc<Device>,
    pub(crate) navigator: Navigator,
}

/// Offers workflows to begin with.
#[function_component]
pub(crate) fn New(props: &NewProps) -> Html {
    let words = use_words();
    use_title(words.say(Text::NewWorkflow));
    let (on_open, _) = use_ways(&props.navigator);
    templates_page(TemplatesPageProps {
        device: Rc::clone(&props.device),
        on_open,
    })
}
