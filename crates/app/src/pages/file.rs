use std::rc::Rc;
use std::sync::Arc;

use segflow_core::document::Workflow;
use segflow_ui::builder::{FirstRunDialogProps, Wanted, first_run_dialog, runs_others};
use segflow_ui::bulk::{BulkPageProps, UnfinishedFile, bulk_page};
use segflow_ui::device::Device;
use segflow_ui::importing::Origin;
use segflow_ui::opening::BrokenPage;
use segflow_ui::text::{Text, use_words};
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, html, use_callback, use_state,
    use_state_eq,
};

use super::found::{Found, use_found};
use crate::route::{Address, Navigator, Route};
use crate::title::use_title;

/// Properties of [`File`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct FileProps {
    pub(crate) id: AttrValue,
    pub(crate) navigator: Navigator,
    pub(crate) device: Rc<Device>,
    pub(crate) home: AttrValue,
    pub(crate) on_home: Callback<()>,
}

/// Runs files through a workflow.
#[function_component]
pub(crate) fn File(props: &FileProps) -> Html {
    let words = use_words();
    use_title(words.say(Text::RunFile));
    let found = use_found(&props.id, &props.device.storage);
    let there = || {
        Address::of(Route::Workflow {
            id: props.id.to_string(),
        })
    };
    let on_workflow = use_callback(
        (props.navigator.clone(), there()),
        |(), (navigator, there)| navigator.push(there.clone()),
    );
    let is_confirmed = use_state_eq(|| false);
    let others = use_state(|| Rc::<[Arc<Workflow>]>::from([]));
    let on_others = {
        let others = others.setter();
        Callback::from(move |found: Vec<Arc<Workflow>>| others.set(found.into()))
    };
    let on_run = {
        let is_confirmed = is_confirmed.clone();
        Callback::from(move |()| is_confirmed.set(true))
    };
    match &*found {
        // A moment that is over before it is seen.
        Found::Nothing => Html::default(),
        Found::Workflow(opened) => {
            // What came from elsewhere is seen before anything of a file leaves.
            let runs_others = runs_others(&opened.workflow, &props.device.storage);
            let looks = runs_others || opened.origin == Origin::Foreign;
            let first = (looks && !*is_confirmed).then(|| {
                first_run_dialog(FirstRunDialogProps {
                    workflow: Arc::new((*opened.workflow).clone()),
                    device: Rc::clone(&props.device),
                    wanted: Wanted::Anyway,
                    on_others,
                    on_run,
                    on_close: on_workflow.clone(),
                })
            });
            let page = bulk_page(BulkPageProps {
                workflow: Rc::clone(&opened.workflow),
                others: Rc::clone(&others),
                device: Rc::clone(&props.device),
                href: there().href(),
                on_workflow,
            });
            html! { <>{ page }{ first.unwrap_or_default() }</> }
        }
        Found::Refused(refusal) => BrokenPage {
            id: props.id.clone(),
            refusal: refusal.clone(),
            home: props.home.clone(),
            on_home: props.on_home.clone(),
        }
        .view(&words),
    }
}

/// Runs of files that have not ended, each with the address of its page.
pub(super) fn with_addresses(unfinished: &[UnfinishedFile]) -> Vec<(UnfinishedFile, AttrValue)> {
    unfinished
        .iter()
        .map(|file| (file.clone(), page_of(&file.workflow).href()))
        .collect()
}

/// Shows the page on which files are run through that workflow.
pub(super) fn go_on_with_file(workflow: AttrValue, navigator: &Navigator) {
    navigator.push(page_of(&workflow));
}

fn page_of(workflow: &str) -> Address {
    Address::of(Route::File {
        id: workflow.to_owned(),
    })
}
