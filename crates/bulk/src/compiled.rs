use std::cell::RefCell;
use std::sync::Arc;

use segflow_boundary::{EngineError, Options, read_surroundings};
use segflow_core::document::{AccountId, Workflow};
use segflow_core::flow::Flow;

use crate::error::BulkError;

thread_local! {
    /// What was compiled last. Many short files often go through one workflow,
    /// and compiling it would take longer than some of them.
    static LAST: RefCell<Option<Compiled>> = const { RefCell::new(None) };
}

struct Compiled {
    document: String,
    surroundings: String,
    account: Option<AccountId>,
    flow: Arc<Flow>,
}

/// The flow of a document, with every task, its own and those of the workflows
/// it runs, sent to the one account of the options, if there is one.
pub(crate) fn flow(
    document: &str,
    surroundings: &str,
    options: &Options,
) -> Result<Arc<Flow>, BulkError> {
    let account = options.only_account();
    let known = LAST.with_borrow(|last| {
        last.as_ref()
            .filter(|last| {
                last.document == document
                    && last.surroundings == surroundings
                    && last.account.as_ref() == account
            })
            .map(|last| Arc::clone(&last.flow))
    });
    if let Some(flow) = known {
        return Ok(flow);
    }
    let mut workflow = Workflow::load(document).map_err(EngineError::Document)?;
    options.readdress_in_place(&mut workflow);
    let mut others = read_surroundings(surroundings)?;
    // Nobody else holds what was just read.
    for other in others.workflows.iter_mut().filter_map(Arc::get_mut) {
        options.readdress_in_place(other);
    }
    let flow = Arc::new(Flow::compile_in(Arc::new(workflow), Arc::new(others)));
    LAST.set(Some(Compiled {
        document: document.to_owned(),
        surroundings: surroundings.to_owned(),
        account: account.cloned(),
        flow: Arc::clone(&flow),
    }));
    Ok(flow)
}
