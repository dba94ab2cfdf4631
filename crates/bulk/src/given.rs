use std::sync::Arc;

use segflow_boundary::{EngineError, Options};
use segflow_core::bulk::{Delimiter, Format, Mapping, Tells};
use segflow_core::flow::Flow;
use segflow_core::json::Value;

use crate::compiled;
use crate::error::BulkError;

/// How deep the options of a source may be nested.
pub(crate) const MAX_DEPTH: usize = 64;

/// What a file is gone through with: a flow, options, and how it is written.
pub(crate) struct Given {
    pub(crate) flow: Arc<Flow>,
    pub(crate) options: Options,
    about: Value,
}

impl Given {
    /// Reads what comes as JSON text.
    pub(crate) fn read(
        document: &str,
        surroundings: &str,
        about: &str,
        options: &str,
    ) -> Result<Given, BulkError> {
        let options = Options::read(options)?;
        Ok(Given {
            flow: compiled::flow(document, surroundings, &options)?,
            options,
            about: Value::read(about, MAX_DEPTH).map_err(EngineError::Options)?,
        })
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.about.get(name).and_then(Value::as_text)
    }

    pub(crate) fn count(&self, name: &str) -> Option<usize> {
        match self.about.get(name) {
            Some(Value::Number(count)) => count.as_str().parse().ok(),
            _ => None,
        }
    }

    pub(crate) fn format(&self) -> Option<Format> {
        self.text("format").and_then(Format::from_name)
    }

    pub(crate) fn delimiter(&self) -> Option<Delimiter> {
        let byte = self.text("delimiter")?.bytes().next()?;
        Delimiter::from_byte(byte)
    }

    pub(crate) fn mapping(&self) -> Result<Option<Mapping>, BulkError> {
        match self.about.get("mapping") {
            Some(Value::Object(mapping)) => Mapping::read(mapping, self.flow.workflow())
                .map(Some)
                .map_err(BulkError::Mapping),
            _ => Ok(None),
        }
    }

    pub(crate) fn tells(&self) -> Tells {
        match self.count("troubles") {
            Some(most) => Tells::Troubles { most },
            None if self.about.get("tellsRows").and_then(Value::as_bool) == Some(true) => {
                Tells::Everything
            }
            None => Tells::Nothing,
        }
    }
}
