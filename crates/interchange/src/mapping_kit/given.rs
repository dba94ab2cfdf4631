use segflow_core::document::MissingRule;
use segflow_core::json::Value;

use crate::tag::{Piece, Tag};

/// What a mapping comes to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Given {
    /// Nothing: the member is left out.
    Nothing,
    /// Anything but text; texts within it may hold tags.
    Json(Value),
    /// One value that only the data knows, and what it is where there is none.
    Known(Tag, MissingRule),
    /// Text made of parts; tags without a value give nothing.
    Text(Vec<Piece>),
}

impl Given {
    pub(super) fn literal(text: impl Into<String>) -> Given {
        Given::Text(vec![Piece::Literal(text.into())])
    }

    /// What is written out in the source.
    pub(super) fn of(value: &Value) -> Given {
        match value {
            Value::Text(text) => Given::literal(text.as_str()),
            other => Given::Json(other.clone()),
        }
    }

    /// The text, if no tag is in it.
    pub(super) fn as_literal(&self) -> Option<String> {
        let Given::Text(pieces) = self else {
            return None;
        };
        pieces
            .iter()
            .map(|piece| match piece {
                Piece::Literal(text) => Some(text.as_str()),
                Piece::Tag(_) => None,
            })
            .collect()
    }
}
