use std::cell::RefCell;
use std::sync::Arc;

use segflow_boundary::{EngineError, Options, read_surroundings, report, timestamp};
use segflow_core::check::Finding;
use segflow_core::document::{AccountId, Workflow};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, ReadError, ReadErrorKind, Value};
use segflow_core::preview::{TaskPreview, certain_violations, preview_row};
use segflow_core::run::Run;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::run::RunHandle;

/// How deep a record may be nested that a run keeps.
const MAX_RECORD_DEPTH: usize = 256;

/// Reads a document and compiles it in its surroundings.
#[wasm_bindgen]
pub fn compile(document: &str, surroundings: &str) -> Result<FlowHandle, JsValue> {
    let workflow = Workflow::load(document).map_err(EngineError::Document)?;
    let surroundings = read_surroundings(surroundings)?;
    Ok(FlowHandle {
        flow: Arc::new(Flow::compile_in(Arc::new(workflow), Arc::new(surroundings))),
        readdressed: RefCell::new(None),
    })
}

/// A compiled workflow.
#[wasm_bindgen]
pub struct FlowHandle {
    flow: Arc<Flow>,
    /// The same with every task sent to one account, the last that was asked
    /// for: most callers use one.
    readdressed: RefCell<Option<(AccountId, Arc<Flow>)>>,
}

#[wasm_bindgen]
impl FlowHandle {
    /// What is wrong with the document, as JSON text.
    pub fn findings(&self) -> String {
        let violations = certain_violations(&self.flow);
        Finding::list(self.flow.findings().chain(&violations)).to_string()
    }

    /// What each task would send for a record, as JSON text.
    pub fn preview(&self, record: &str, options: &str, now: f64) -> Result<String, JsValue> {
        let options = Options::read(options)?;
        let flow = self.addressed(&options);
        let row = flow.read_row(record).map_err(EngineError::Record)?;
        let tasks = preview_row(&flow, &row, &options.inputs(), timestamp(now));
        let request = |flow: &Flow, task: &TaskPreview| {
            let request = task.request.as_ref()?;
            let account = flow
                .workflow()
                .task(&task.task)?
                .segment()?
                .account
                .as_ref();
            Some(match options.shown_key(account) {
                Some(key) => request.fill(key),
                None => request.shown(),
            })
        };
        Ok(report::preview(&flow, &tasks, &request).to_string())
    }

    /// A run that has not begun.
    pub fn run(&self, record: &str, options: &str) -> Result<RunHandle, JsValue> {
        let options = Options::read(options)?;
        let record = read_record(record).map_err(EngineError::Record)?;
        let flow = self.addressed(&options);
        Ok(RunHandle::new(Run::new(
            flow,
            record,
            options.inputs(),
            options.mode,
        )))
    }
}

impl FlowHandle {
    /// The flow with every task sent to the one account, if there is one.
    fn addressed(&self, options: &Options) -> Arc<Flow> {
        let Some(account) = options.only_account() else {
            return Arc::clone(&self.flow);
        };
        let mut kept = self.readdressed.borrow_mut();
        if let Some((id, flow)) = kept.as_ref()
            && id == account
        {
            return Arc::clone(flow);
        }
        let workflow = options.readdress((**self.flow.workflow()).clone());
        let surroundings = options.readdress_others(self.flow.surroundings());
        let flow = Flow::compile_in(Arc::new(workflow), Arc::new(surroundings));
        let flow = Arc::new(flow);
        *kept = Some((account.clone(), Arc::clone(&flow)));
        flow
    }
}

fn read_record(text: &str) -> Result<Object, ReadError> {
    match Value::read(text, MAX_RECORD_DEPTH)? {
        Value::Object(record) => Ok(record),
        _ => Err(ReadError {
            kind: ReadErrorKind::NoObject,
            line: 1,
            column: 1,
        }),
    }
}
