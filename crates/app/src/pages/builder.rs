use std::rc::Rc;

use segflow_ui::builder::{
    self, BuilderPageProps, BuilderParts, LastVisit, Outside, builder_page, chosen_sample,
};
use segflow_ui::device::Device;
use segflow_ui::model::Given;
use segflow_ui::opening::BrokenPage;
use segflow_ui::shell::{Header, Shell};
use segflow_ui::text::use_words;
use segflow_ui::workflows::WorkflowDesk;
use segflow_web::accounts::Accounts;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, html, use_callback, use_effect_with,
    use_memo,
};

use super::debugger::use_message_links;
use super::found::{Found, use_found};
use super::runs::use_run_links;
use super::workflows::use_links;
use crate::route::{Address, Navigator, Route};
use crate::title::use_title;

/// Properties of [`Builder`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct BuilderProps {
    pub(crate) id: AttrValue,
    pub(crate) navigator: Navigator,
    pub(crate) last_visit: LastVisit,
    pub(crate) device: Rc<Device>,
    pub(crate) on_accounts: Callback<Accounts>,
    pub(crate) header: Header,
    /// The way to the builder from whatever is around it.
    pub(crate) outside: Outside,
}

/// The builder of one workflow, or why it cannot be opened.
#[function_component]
pub(crate) fn Builder(props: &BuilderProps) -> Html {
    let words = use_words();
    // It comes while the workflow is looked for.
    use_effect_with((), |()| builder::fetch());
    let found = use_found(&props.id, &props.device.storage);
    let on_copy = use_callback(props.navigator.clone(), |id: AttrValue, navigator| {
        navigator.push(Address::of(Route::Workflow { id: id.to_string() }));
    });
    let on_versions = use_callback(
        (props.navigator.clone(), props.id.clone()),
        |(), (navigator, id)| navigator.push(Address::of(Route::Versions { id: id.to_string() })),
    );
    let device = Rc::clone(&props.device);
    let last_visit = props.last_visit.clone();
    let frame = use_callback(
        (
            props.header.clone(),
            device,
            last_visit,
            on_copy,
            on_versions,
        ),
        move |parts: BuilderParts, (header, device, last_visit, on_open, on_versions)| {
            let subject = html! {
                <>
                    <div class="header-titled">{ parts.subject }</div>
                    <WorkflowDesk name={parts.title.clone()} device={Rc::clone(device)}
                        last_visit={last_visit.clone()} on_open={on_open.clone()}
                        on_versions={on_versions.clone()} />
                </>
            };
            let header = header.about(&words, subject, parts.actions);
            html! { <Titled title={parts.title}><Shell {header}>{ parts.body }</Shell></Titled> }
        },
    );
    let on_sample = use_callback(
        (props.device.storage.clone(), props.id.clone()),
        |name: AttrValue, (storage, id)| {
            let (storage, id) = (storage.clone(), id.clone());
            spawn_local(async move {
                // Which sample is shown is a convenience: without storage it is
                // the first.
                let _ = storage.save_setting(&chosen_sample(&id), &name).await;
            });
        },
    );
    let on_run_file = use_callback(
        (props.navigator.clone(), props.id.clone()),
        |(), (navigator, id)| navigator.push(Address::of(Route::File { id: id.to_string() })),
    );
    // No page is around the app.
    let given = use_memo(props.device.user.clone(), |user| Given {
        user: user.clone(),
        ..Given::default()
    });
    let runs = use_run_links(&props.navigator);
    let workflows = use_links(&props.navigator, |id| Route::Workflow { id });
    let messages = use_message_links(&props.navigator, &props.id);
    let messages = props.device.debugger.then_some(messages);
    match &*found {
        Found::Nothing => {
            html! { <Shell header={props.header.view(&words)}>{ Html::default() }</Shell> }
        }
        Found::Workflow(opened) => html! {
            <key={opened.workflow.id.as_str()}>
                {
                    builder_page(BuilderPageProps {
                        workflow: Rc::clone(&opened.workflow),
                        device: Rc::clone(&props.device),
                        on_accounts: props.on_accounts.clone(),
                        last_visit: props.last_visit.clone(),
                        sample: opened.sample.clone(),
                        on_sample,
                        messages,
                        runs: Some(runs),
                        workflows: Some(workflows),
                        on_run_file: Some(on_run_file),
                        origin: opened.origin,
                        given,
                        outside: props.outside.clone(),
                        frame,
                    })
                }
            </>
        },
        Found::Refused(refusal) => {
            let page = BrokenPage {
                id: props.id.clone(),
                refusal: refusal.clone(),
                home: props.header.home.clone(),
                on_home: props.header.on_home.clone(),
            };
            html! { <Shell header={props.header.view(&words)}>{ page.view(&words) }</Shell> }
        }
    }
}

/// Properties of [`Titled`].
#[derive(Debug, Clone, PartialEq, Properties)]
struct TitledProps {
    title: AttrValue,
    children: Html,
}

/// Names the page in the browser's tab.
#[function_component]
fn Titled(props: &TitledProps) -> Html {
    use_title(props.title.clone());
    props.children.clone()
}
