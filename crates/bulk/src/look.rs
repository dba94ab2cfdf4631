use segflow_boundary::timestamp;
use segflow_core::bulk::{Look, LookedRow, Looking};
use segflow_core::json::{Object, Value};
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

use crate::error::BulkError;
use crate::given::Given;
use crate::told::problems;

/// How many rows are looked at.
const ROWS: usize = 20;

/// What the beginning of a file shows, as JSON text: `format`, `delimiter`,
/// the `datum` by which its first row names no columns, `columns`, `mapping`, what would become of the first `rows`, and whether the
/// workflow `readsStatus`, so that it is none for files. `is_whole`
/// says that there are no more bytes.
#[wasm_bindgen]
pub fn look(
    document: &str,
    surroundings: &str,
    about: &str,
    options: &str,
    bytes: &[u8],
    is_whole: bool,
    now: f64,
) -> Result<String, JsValue> {
    let given = Given::read(document, surroundings, about, options)?;
    Ok(at(given, bytes, is_whole, now)?)
}

fn at(given: Given, bytes: &[u8], is_whole: bool, now: f64) -> Result<String, BulkError> {
    let reads_status = given.flow.reads_status();
    let look = Look::at(
        Looking {
            inputs: given.options.inputs(),
            now: timestamp(now),
            format: given.format(),
            delimiter: given.delimiter(),
            mapping: given.mapping()?,
            most: ROWS,
            flow: given.flow,
        },
        bytes,
        is_whole,
    );
    let columns = look.columns.iter().map(|column| {
        let samples = column.samples.iter().map(|text| text.as_str().into());
        let mut object = Object::new();
        object.insert("name", column.name.as_str());
        object.insert("samples", samples.collect::<Vec<Value>>());
        object.into()
    });
    let mut object = Object::new();
    object.insert("format", look.format.name());
    object.insert("delimiter", char::from(look.delimiter.byte()).to_string());
    if let Some(datum) = look.datum {
        object.insert("datum", datum);
    }
    object.insert("columns", columns.collect::<Vec<Value>>());
    object.insert(
        "mapping",
        look.mapping
            .map(|mapping| mapping.to_value())
            .unwrap_or_default(),
    );
    object.insert("readsStatus", reads_status);
    object.insert("rows", look.rows.iter().map(row).collect::<Vec<Value>>());
    Ok(Value::from(object).to_string())
}

fn row(row: &LookedRow) -> Value {
    let messages = row.messages.iter().map(|message| {
        let mut object = Object::new();
        object.insert("task", message.task.as_str());
        object.insert("account", message.account.as_str());
        object.insert("body", message.body.as_str());
        object.into()
    });
    let cells = row.cells.iter().map(|cell| cell.as_str().into());
    let mut object = Object::new();
    object.insert("row", row.number);
    object.insert("status", row.status.name());
    object.insert("findings", problems(&row.reasons));
    object.insert("messages", messages.collect::<Vec<Value>>());
    object.insert("cells", cells.collect::<Vec<Value>>());
    object.into()
}
