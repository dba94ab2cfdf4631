use segflow_boundary::{EngineError, thrown};
use segflow_core::bulk::{CheckpointError, MappingError, SetupError};
use wasm_bindgen::JsValue;

/// Why a file cannot be gone through.
#[derive(Debug)]
pub(crate) enum BulkError {
    /// What was handed over with it cannot be used.
    Given(EngineError),
    /// A column's mapping cannot be used.
    Mapping(MappingError),
    /// It cannot be gone on with, or the workflow is none for files.
    Setup(SetupError),
}

impl From<EngineError> for BulkError {
    fn from(error: EngineError) -> BulkError {
        BulkError::Given(error)
    }
}

impl From<CheckpointError> for BulkError {
    fn from(error: CheckpointError) -> BulkError {
        BulkError::Setup(SetupError::Checkpoint(error))
    }
}

impl From<BulkError> for JsValue {
    fn from(error: BulkError) -> JsValue {
        let (code, message) = match error {
            BulkError::Given(error) => return error.into(),
            BulkError::Mapping(error) => ("bad_mapping", error.to_string()),
            BulkError::Setup(error) => {
                let code = match error {
                    SetupError::Checkpoint(error) => error.code(),
                    SetupError::ReadsStatus => "reads_status",
                    SetupError::LacksMapping => "bad_mapping",
                };
                (code, error.to_string())
            }
        };
        thrown(code, message, None)
    }
}
