use std::rc::Rc;

use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html};

use super::{TemplateListProps, template_list};
use crate::device::Device;
use crate::shell::PageHeading;
use crate::text::{TemplateText, Text, use_words};

/// Properties of [`templates_page`](super::templates_page).
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct TemplatesPageProps {
    /// Where workflows are kept, and the accounts.
    pub device: Rc<Device>,
    /// The workflow of that id was made and is to be opened.
    pub on_open: Callback<AttrValue>,
}

/// The page of what a new workflow may begin with.
#[function_component]
pub(super) fn TemplatesPage(props: &TemplatesPageProps) -> Html {
    let words = use_words();
    let sends_to = match props.device.accounts.known().as_slice() {
        [account] => words.say(TemplateText::SendTo {
            account: &account.label,
        }),
        _ => AttrValue::default(),
    };
    html! {
        <div class="page-column stack">
            <div class="bulk-head">
                <PageHeading title={words.say(Text::NewWorkflow)} />
                <p class="muted">{ words.say(TemplateText::Explained) }{ " " }{ sends_to }</p>
            </div>
            {
                template_list(TemplateListProps {
                    device: Rc::clone(&props.device),
                    on_open: props.on_open.clone(),
                })
            }
        </div>
    }
}
