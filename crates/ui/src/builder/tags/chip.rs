use segflow_core::reference::Reference;
use segflow_core::template::{Operand, Tag};

use super::drawing::Drawn;
use crate::model::{Fields, Piece, PieceKind, head_of};
use crate::text::{FieldName, TagText, Words};

/// A piece of the text as it is drawn.
pub(super) fn drawn(words: &Words, fields: &Fields, text: &str, piece: &Piece) -> Drawn {
    let text = text.get(piece.range.clone()).unwrap_or_default().to_owned();
    let class = |name: &str| {
        let wrong = if piece.is_wrong { " tag-wrong" } else { "" };
        format!("{name}{wrong}").trim_start().to_owned()
    };
    match &piece.kind {
        PieceKind::Text if piece.is_wrong => Drawn::Marked {
            class: class(""),
            text,
        },
        PieceKind::Text => Drawn::Text(text),
        PieceKind::Open => Drawn::Marked {
            class: class("tag-open"),
            text,
        },
        PieceKind::Chip(tag) => Drawn::Chip {
            class: class("tag-chip"),
            label: label(words, fields, tag),
            tag: text,
        },
    }
}

/// What people call a field and what becomes of it on its way.
pub(super) fn label(words: &Words, fields: &Fields, tag: &Tag) -> String {
    let known = match &tag.head {
        Operand::Path(path) => fields.find(&path.path),
        Operand::Literal(_) => None,
    };
    let name = |Reference { path, label, .. }: Reference| {
        words
            .say(FieldName {
                path: &path,
                label: &label,
            })
            .to_string()
    };
    let field = known.map_or_else(|| head_of(tag), name);
    tag.filters.iter().fold(field, |field, call| {
        let said = TagText::Chip {
            field: &field,
            change: &words.say(TagText::Filter(call.filter)),
        };
        words.say(said).to_string()
    })
}
