use segflow_core::bulk::{BulkProgram, Checkpoint, Download, DownloadKind, Mapping};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::error::BulkError;
use crate::given::Given;

/// A file of what became of the rows of a source, whose bytes it is given
/// again. `kind` is `rerun` or `report`; `checkpoint` is where the run stands.
#[wasm_bindgen]
pub struct DownloadHandle(Download);

#[wasm_bindgen]
impl DownloadHandle {
    /// Begins a file.
    #[wasm_bindgen(constructor)]
    pub fn new(
        document: &str,
        surroundings: &str,
        options: &str,
        checkpoint: &str,
        kind: &str,
    ) -> Result<DownloadHandle, JsValue> {
        let given = Given::read(document, surroundings, "{}", options)?;
        Ok(DownloadHandle(begin(given, checkpoint, kind)?))
    }

    /// Takes the next bytes of the source and gives those of the file that are
    /// ready.
    pub fn read(&mut self, bytes: &[u8]) -> Vec<u8> {
        self.0.read(bytes)
    }

    /// The source has ended: gives the rest of the file.
    pub fn end(&mut self) -> Vec<u8> {
        self.0.end()
    }
}

fn begin(given: Given, checkpoint: &str, kind: &str) -> Result<Download, BulkError> {
    let checkpoint = Checkpoint::read(checkpoint)?;
    let mapping = checkpoint
        .mapping
        .as_ref()
        .and_then(|mapping| mapping.as_object())
        .map(|mapping| Mapping::read(mapping, given.flow.workflow()))
        .transpose()
        .map_err(BulkError::Mapping)?;
    let mut inputs = given.options.inputs();
    inputs.run_id.clone_from(&checkpoint.run_id);
    let program = BulkProgram::new(
        given.flow,
        inputs,
        given.options.mode,
        checkpoint.started_at,
        checkpoint.format,
        checkpoint.delimiter,
        mapping,
    );
    let kind = match kind {
        "rerun" => DownloadKind::Rerun,
        _ => DownloadKind::Report,
    };
    Ok(Download::new(kind, program, checkpoint))
}
