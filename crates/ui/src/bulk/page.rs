use std::rc::Rc;
use std::sync::Arc;

use segflow_core::document::Workflow;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlElement};
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, hook, html, use_effect_with,
    use_memo, use_mut_ref, use_state,
};

use super::columns::columns_step;
use super::earlier::{Earlier, unfinished_notices};
use super::file::FileStep;
use super::model::Model;
use super::outcome::outcome;
use super::rows::rows_step;
use super::running::run_step;
use super::session::{Session, With};
use crate::device::Device;
use crate::opening::offer;
use crate::parts::{Link, Tone, notice};
use crate::shell::PageHeading;
use crate::text::{BulkText, Text, Words, use_words};

/// Properties of [`BulkPage`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BulkPageProps {
    /// The workflow that files are run through.
    pub workflow: Rc<Workflow>,
    /// The other workflows of the device, where a task runs one.
    pub others: Rc<[Arc<Workflow>]>,
    /// Where work is kept, and the accounts.
    pub device: Rc<Device>,
    /// The address of the workflow.
    pub href: AttrValue,
    /// Goes there.
    pub on_workflow: Callback<()>,
}

/// What the parts of the page show, and by what they act.
#[derive(Clone)]
pub(super) struct Bulk {
    pub(super) page: BulkPageProps,
    pub(super) model: Rc<Model>,
    pub(super) session: Rc<Session>,
}

impl PartialEq for Bulk {
    fn eq(&self, other: &Bulk) -> bool {
        self.page == other.page
            && Rc::ptr_eq(&self.model, &other.model)
            && Rc::ptr_eq(&self.session, &other.session)
    }
}

impl Bulk {
    /// What a file is run with.
    pub(super) fn with(&self) -> With<'_> {
        With {
            workflow: &self.page.workflow,
            others: &self.page.others,
            accounts: &self.page.device.accounts,
        }
    }

    /// Something to do with the session, when it is pressed.
    pub(super) fn on<T: 'static>(
        &self,
        act: impl Fn(&Rc<Session>, &With<'_>, T) + 'static,
    ) -> Callback<T> {
        let bulk = self.clone();
        Callback::from(move |told: T| act(&bulk.session, &bulk.with(), told))
    }
}

/// Runs a file through a workflow: all steps on one page.
#[function_component]
pub(super) fn BulkPage(props: &BulkPageProps) -> Html {
    let words = use_words();
    let session = use_memo(props.workflow.id.clone(), |id| {
        Session::of(id, &props.device.storage)
    });
    let session = Rc::clone(&*session);
    let model = use_state(|| session.model());
    use_effect_with(props.workflow.id.clone(), {
        let (session, model) = (Rc::clone(&session), model.setter());
        move |_| {
            let on_download =
                Callback::from(|(blob, name): (Blob, String)| drop(offer(&name, &blob)));
            session.shown(Callback::from(move |next| model.set(next)), on_download);
            move || session.left()
        }
    });
    let bulk = Bulk {
        page: props.clone(),
        model: Rc::clone(&*model),
        session,
    };
    let name = match props.workflow.name.as_str() {
        "" => words.say(Text::UnnamedWorkflow),
        name => name.to_owned().into(),
    };
    let model = &bulk.model;
    // While a file is run, nothing of it can be told otherwise.
    let has_file = model.look.is_some() && !model.is_running();
    use_focus(model.is_running());
    html! {
        <div class="page-column stack bulk">
            <div class="bulk-head">
                <PageHeading title={words.say(Text::RunFile)} />
                <p class="muted">
                    { words.say(BulkText::Through) }
                    {
                        Link::to(props.href.clone(), props.on_workflow.clone())
                            .view(html! { <span dir="auto">{ name }</span> })
                    }
                </p>
            </div>
            { session_only(&words, &bulk) }
            { unfinished_notices(&words, &bulk) }
            <FileStep bulk={bulk.clone()} />
            if has_file {
                { columns_step(&words, &bulk) }
                { rows_step(&words, &bulk) }
            }
            if has_file || model.run.is_some() {
                { run_step(&words, &bulk) }
            }
            { outcome(&words, &bulk) }
            <Earlier bulk={bulk.clone()} />
        </div>
    }
}

/// What begins or ends a run is gone with that: the focus goes to where the run
/// is, or to what became of it.
#[hook]
fn use_focus(is_running: bool) {
    let before = use_mut_ref(|| is_running);
    use_effect_with(is_running, move |is_running| {
        let was_running = before.replace(*is_running);
        let page = web_sys::window().and_then(|window| window.document());
        let Some(page) = page.filter(|_| was_running != *is_running) else {
            return;
        };
        let focused = page.active_element();
        let is_elsewhere = focused
            .is_some_and(|focused| focused.tag_name() != "BODY" && focused.id() != "bulk-run");
        if is_elsewhere {
            return;
        }
        let places = ["bulk-outcome", "bulk-run", "bulk-file"];
        let skipped = usize::from(*is_running);
        let place = places
            .iter()
            .skip(skipped)
            .find_map(|id| page.get_element_by_id(id));
        if let Some(place) = place.and_then(|place| place.dyn_into::<HtmlElement>().ok()) {
            let _ = place.focus();
        }
    });
}

fn session_only(words: &Words, bulk: &Bulk) -> Html {
    let reason = bulk.page.device.storage.session_only();
    let reason = reason.map(|reason| words.say(reason));
    html! {
        if let Some(reason) = &reason {
            { notice(Tone::Warning, words.say(BulkText::SessionOnly { reason })) }
        }
    }
}
