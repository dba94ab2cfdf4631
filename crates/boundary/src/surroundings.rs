use std::sync::Arc;

use segflow_core::document::{FormFieldType, Workflow};
use segflow_core::json::Value;
use segflow_core::plan;
use segflow_core::surroundings::{HostField, Surroundings};

use crate::error::{EngineError, SurroundingsProblem};

/// How deep options may be nested: a plan's schemas are deep.
const MAX_DEPTH: usize = 256;

/// Reads what a document is compiled with, as the facade has checked it.
pub fn read(text: &str) -> Result<Surroundings, EngineError> {
    let options = Value::read(text, MAX_DEPTH).map_err(EngineError::Options)?;
    let list = |name: &str| options.get(name).and_then(Value::as_list);
    let wrong = EngineError::Surroundings;
    let workflow = |(place, value): (usize, &Value)| {
        let loaded = match value {
            Value::Text(text) => Workflow::load(text),
            document => Workflow::load(&document.to_string()),
        };
        loaded
            .map(Arc::new)
            .map_err(|error| wrong(SurroundingsProblem::Workflow { place, error }))
    };
    let host_field = |(place, value): (usize, &Value)| {
        let text = |name: &str| value.get(name).and_then(Value::as_text);
        let path = value.as_text().or(text("path")).unwrap_or_default();
        // A type that is not known says nothing of the value.
        let field_type = text("type").and_then(FormFieldType::from_name);
        HostField::new(path, text("label"), field_type)
            .ok_or(wrong(SurroundingsProblem::HostField { place }))
    };
    Ok(Surroundings {
        workflows: (1..)
            .zip(list("workflows").unwrap_or_default())
            .map(workflow)
            .collect::<Result<_, _>>()?,
        host: list("hostFields")
            .map(|list| (1..).zip(list).map(host_field).collect::<Result<_, _>>())
            .transpose()?,
        plan: match options.get("plan") {
            None => None,
            Some(given) => {
                let imported = plan::import(given);
                let imported = imported.map_err(|_| wrong(SurroundingsProblem::Plan))?;
                Some(imported.plan)
            }
        },
        strict: options.get("strict").and_then(Value::as_bool),
    })
}
