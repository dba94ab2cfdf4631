use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use segflow_boundary::{EngineError, report, thrown};
use segflow_core::check::Finding;
use segflow_core::document::Workflow;
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::preview::{TaskPreview, preview_row};
use segflow_core::run::{Event, Mode};
use segflow_ui::builder::Outside;
use segflow_ui::device::Device;
use segflow_ui::model::{Action, Model};
use segflow_web::clock;
use segflow_web::random::new_run_id;
use segflow_web::runs::{Role, Watching};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::ShadowRoot;
use yew::Callback;

use crate::frame::Shown;
use crate::host::Host;
use crate::seat::Seat;
use crate::{given, told};

/// How deep a record may be nested.
const MAX_DEPTH: usize = 256;

/// Shows a builder in a shadow root. `document` is the JSON text of a workflow,
/// `given` that of what the page gives.
#[wasm_bindgen]
pub fn mount(
    within: &ShadowRoot,
    document: &str,
    given: &str,
    host: Host,
) -> Result<BuilderHandle, JsValue> {
    let workflow = Workflow::load(document).map_err(EngineError::Document)?;
    let (accounts, given, language) = given::read(given)?;
    let device = Device::of_host(accounts);
    device.runs.set_gate(told::gate(host.clone()));
    let watching = device.runs.watch({
        let host = host.clone();
        move |news| host.ran(&told::run(&news.run))
    });
    let shown = Shown {
        number: 0,
        workflow: Rc::new(workflow),
        device: Rc::new(device),
        given: Rc::new(given),
        outside: outside(&host),
        language,
    };
    let seat = Seat::take(within, shown.clone()).ok_or_else(|| {
        let message = "the page does not let the builder make elements".to_owned();
        thrown("cannot_draw", message, None)
    })?;
    Ok(BuilderHandle {
        host,
        shown: RefCell::new(shown),
        seat: RefCell::new(Some(seat)),
        watching: RefCell::new(Some(watching)),
    })
}

fn outside(host: &Host) -> Outside {
    let (ready, changed) = (host.clone(), host.clone());
    Outside::new(
        Callback::from(move |()| ready.ready()),
        Callback::from(move |workflow: Arc<Workflow>| {
            changed.changed(&workflow.save().to_string());
        }),
    )
}

/// A builder in an element. It can be called while it calls the page.
#[wasm_bindgen]
pub struct BuilderHandle {
    host: Host,
    shown: RefCell<Shown>,
    /// Away once it was destroyed.
    seat: RefCell<Option<Seat>>,
    watching: RefCell<Option<Watching>>,
}

#[wasm_bindgen]
impl BuilderHandle {
    /// Builds another workflow, and says whether it is another one.
    #[wasm_bindgen(js_name = setWorkflow)]
    pub fn set_workflow(&self, document: &str) -> Result<bool, JsValue> {
        let workflow = Workflow::load(document).map_err(EngineError::Document)?;
        let now = self.model().map(|model| Arc::clone(model.workflow()));
        let is_same = match &now {
            Some(now) => **now == workflow,
            None => *self.shown.borrow().workflow == workflow,
        };
        if !is_same {
            let before = self.shown.borrow().clone();
            self.show(Shown {
                number: before.number.wrapping_add(1),
                workflow: Rc::new(workflow),
                outside: outside(&self.host),
                ..before
            });
        }
        Ok(!is_same)
    }

    /// The page gives something else.
    #[wasm_bindgen(js_name = setGiven)]
    pub fn set_given(&self, given: &str) -> Result<(), JsValue> {
        let (accounts, given, language) = given::read(given)?;
        let before = self.shown.borrow().clone();
        // It is drawn a little later, and the page may ask for a preview now.
        self.act(Action::GivenChanged(Box::new(given.clone())));
        self.act(Action::AccountsKnown(accounts.known()));
        self.show(Shown {
            device: Rc::new(before.device.with_accounts(accounts)),
            given: Rc::new(given),
            language,
            ..before
        });
        Ok(())
    }

    /// What is wrong with the workflow, as JSON text.
    pub fn findings(&self) -> Option<String> {
        let model = self.model()?;
        Some(Finding::list(model.flow().findings()).to_string())
    }

    /// What each task would send for the chosen sample, as JSON text.
    pub fn preview(&self) -> Option<String> {
        let model = self.model()?;
        let (flow, record) = (model.flow(), model.record());
        let inputs = model.inputs("preview");
        let tasks = preview_row(flow, &flow.row(&record), &inputs, clock::now());
        let shown = |_: &Flow, task: &TaskPreview| Some(task.request.as_ref()?.shown());
        Some(report::preview(flow, &tasks, &shown).to_string())
    }

    /// Takes the last change back.
    pub fn undo(&self) {
        self.act(Action::Undone);
    }

    /// Makes a change again that was taken back.
    pub fn redo(&self) {
        self.act(Action::Redone);
    }

    /// Begins a run with the JSON text of a record, and gives its id; nothing
    /// where one is under way.
    pub fn run(&self, record: &str, dry_run: bool) -> Result<Option<String>, JsValue> {
        let record = match Value::read(record, MAX_DEPTH).map_err(EngineError::Record)? {
            Value::Object(record) => record,
            _ => Object::new(),
        };
        let is_going = |model: Rc<Model>| {
            let running = model.running();
            running.is_some_and(|running| running.run.status().is_none())
        };
        if self.model().is_none_or(is_going) {
            return Ok(None);
        }
        let run_id = new_run_id();
        self.act(Action::RunBegun {
            run_id: run_id.clone(),
            record,
            mode: if dry_run { Mode::DryRun } else { Mode::Send },
        });
        Ok(Some(run_id))
    }

    /// Takes the builder out of its element, and stops what it runs.
    pub fn destroy(&self) {
        let runs = self.shown.borrow().device.runs.clone();
        for news in runs.known() {
            if news.role == Role::Owner && news.run.status().is_none() {
                runs.tell(news.run.id(), Event::Stopped { now: clock::now() });
            }
        }
        self.watching.take();
        if let Some(seat) = self.seat.take() {
            seat.leave();
        }
    }
}

impl BuilderHandle {
    fn model(&self) -> Option<Rc<Model>> {
        self.shown.borrow().outside.model()
    }

    fn act(&self, action: Action) {
        let outside = self.shown.borrow().outside.clone();
        outside.act(action);
    }

    fn show(&self, shown: Shown) {
        self.shown.replace(shown.clone());
        if let Some(seat) = self.seat.borrow_mut().as_mut() {
            seat.show(Some(shown));
        }
    }
}
