use std::rc::Rc;
use std::sync::Arc;

use segflow_core::document::Workflow;
use segflow_core::run::Event;
use segflow_web::accounts::{Accounts, ConnectedAccount};
use segflow_web::clock;
use yew::prelude::{
    AttrValue, Callback, ContextProvider, Html, Properties, Reducible, function_component, html,
    use_callback, use_effect_with, use_memo, use_reducer,
};

use super::bar::{builder_actions, builder_subject};
use super::columns::Columns;
use super::commanding::{commanded, outline};
use super::context::{Builder, Doing, IdLinks};
use super::first_run::use_first_run;
use super::last_visit::LastVisit;
use super::others::use_others;
use super::outside::Outside;
use super::performing::use_performing;
use super::saving::use_saving;
use crate::device::Device;
use crate::importing::Origin;
use crate::model::{Action, Checked, Given, Model};
use crate::text::use_words;

/// The parts of the builder, to be put into a frame.
#[derive(Debug, Clone, PartialEq)]
pub struct BuilderParts {
    /// What the workflow is called.
    pub title: AttrValue,
    /// The workflow's name and whether it is saved.
    pub subject: Html,
    /// Undo, redo and run.
    pub actions: Html,
    /// Tasks, the chosen task and its preview.
    pub body: Html,
}

/// Properties of [`BuilderPage`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct BuilderPageProps {
    /// The workflow as it is in storage. Another one needs another key.
    pub workflow: Rc<Workflow>,
    /// Where work is kept, and the accounts.
    pub device: Rc<Device>,
    /// The accounts have changed.
    pub on_accounts: Callback<Accounts>,
    /// The builder as it was left.
    #[prop_or_default]
    pub last_visit: LastVisit,
    /// The name of the sample that was chosen when the workflow was last open.
    #[prop_or_default]
    pub sample: Option<AttrValue>,
    /// Another sample was chosen, which is called that.
    #[prop_or_default]
    pub on_sample: Callback<AttrValue>,
    /// The way to messages in the Debugger, where there is one.
    #[prop_or_default]
    pub messages: Option<IdLinks>,
    /// The way to all about a run, where there is one.
    #[prop_or_default]
    pub runs: Option<IdLinks>,
    /// The way to another workflow, where there is one.
    #[prop_or_default]
    pub workflows: Option<IdLinks>,
    /// Goes to the page that runs a file, where there is one.
    #[prop_or_default]
    pub on_run_file: Option<Callback<()>>,
    /// Where the workflow came from: of one from elsewhere is shown what goes
    /// where before it runs.
    #[prop_or_default]
    pub origin: Origin,
    /// What the page around the builder gives.
    #[prop_or_default]
    pub given: Rc<Given>,
    /// The way to the builder for the page around it.
    #[prop_or_default]
    pub outside: Outside,
    /// Puts the parts where they belong: an app has a header for some of them.
    pub frame: Callback<BuilderParts, Html>,
}

/// The model, as Yew's reducer holds it.
struct Store(Rc<Model>, Outside);

impl Reducible for Store {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = self.0.after(action);
        // The same value again means that nothing is drawn anew.
        if Rc::ptr_eq(&next, &self.0) {
            self
        } else {
            self.1.hold(&next);
            Rc::new(Store(next, self.1.clone()))
        }
    }
}

/// Builds one workflow.
#[function_component]
pub(super) fn BuilderPage(props: &BuilderPageProps) -> Html {
    let words = use_words();
    let device = &props.device;
    let store = use_reducer(|| {
        let model = props.last_visit.of(&props.workflow).unwrap_or_else(|| {
            let workflow = Arc::new((*props.workflow).clone());
            let model = Model::new(workflow, device.accounts.known().into());
            let model = model.in_page((*props.given).clone());
            match &props.sample {
                Some(name) => model.with_sample(name),
                None => model,
            }
        });
        let model = Rc::new(model);
        props.outside.hold(&model);
        Store(model, props.outside.clone())
    });
    let model = Rc::clone(&store.0);
    props.last_visit.keep(&model);
    let act = use_callback(
        (store.dispatcher(), props.outside.clone()),
        |action: Action, (store, outside)| {
            store.dispatch(action);
            outside.tell();
        },
    );
    use_effect_with((props.outside.clone(), act.clone()), |(outside, act)| {
        outside.reach(act);
        let outside = outside.clone();
        move || outside.part()
    });
    use_effect_with((Rc::clone(&props.given), act.clone()), |(given, act)| {
        act.emit(Action::GivenChanged(Box::new((**given).clone())));
    });

    use_effect_with((device.accounts.clone(), act.clone()), |(accounts, act)| {
        act.emit(Action::AccountsKnown(accounts.known()));
    });
    let sample = model.sample().map(|sample| sample.name.clone());
    use_effect_with((sample, props.on_sample.clone()), |(sample, on_sample)| {
        if let Some(name) = sample {
            on_sample.emit(name.clone().into());
        }
    });
    use_others(&model, &device.storage, &act);
    let in_storage = use_saving(model.workflow(), model.saving(), &device.storage, &act);
    let id = &model.workflow().id;
    let tell = use_performing(id, model.running(), &device.runs, &act);
    let stop = tell.reform(|()| Event::Stopped { now: clock::now() });

    let checked = use_memo(Previewed(Rc::clone(&model)), |Previewed(model)| {
        let record = model.sample().map(|sample| &sample.record);
        Checked::new(model.flow(), record, model.inputs("preview"), clock::now())
    });
    let (run, first_run) = use_first_run(props.origin, &model, device, &act);
    let connected = use_callback(
        (device.accounts.clone(), props.on_accounts.clone()),
        |account: ConnectedAccount, (known, on_accounts)| on_accounts.emit(known.with(account)),
    );
    let doing = Doing {
        act,
        run,
        run_file: props.on_run_file.clone(),
        stop,
        tell,
        connected,
        messages: props.messages.clone(),
        runs: props.runs.clone(),
        workflows: props.workflows.clone(),
        drafts: model.drafts().clone(),
        storage: Some(device.storage.clone()),
    };
    let builder = Builder {
        checked,
        device: Rc::clone(device),
        model,
    };
    props.outside.answer(
        {
            let builder = builder.clone();
            move || outline(&words, &builder)
        },
        commanded(words, &builder, &doing),
    );
    let parts = BuilderParts {
        title: builder.model.workflow().name.clone().into(),
        subject: builder_subject(&words, &doing, &builder),
        actions: builder_actions(&words, &doing, &builder),
        body: html! { <><Columns {builder} {in_storage} />{ first_run }</> },
    };
    html! {
        <ContextProvider<Doing> context={doing}>{ props.frame.emit(parts) }</ContextProvider<Doing>>
    }
}

/// A model, the same as another if it gives the same preview.
struct Previewed(Rc<Model>);

impl PartialEq for Previewed {
    fn eq(&self, other: &Previewed) -> bool {
        Arc::ptr_eq(self.0.flow(), other.0.flow())
            && self.0.sample_index() == other.0.sample_index()
            && self.0.accounts() == other.0.accounts()
            && self.0.given() == other.0.given()
    }
}
