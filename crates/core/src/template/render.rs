use super::datum::as_text;
use super::{Datum, Operand, Piece, Tag, Template};
use crate::json::Value;
use crate::scope::Scope;

/// What a template gives for a record.
#[derive(Debug, Clone, PartialEq)]
pub struct Rendered<'a> {
    /// The value. A template that is one tag keeps the type; any other is
    /// text, and is never missing.
    pub datum: Datum<'a>,
    /// The paths that had no value, as written, where that mattered.
    pub missing: Vec<String>,
}

/// Renders a template. `fill` is the text that stands for a tag without a
/// value inside longer text.
pub fn render<'a>(template: &Template, scope: &Scope<'a>, fill: &str) -> Rendered<'a> {
    let mut missing = Vec::new();
    if let Some(tag) = template.whole() {
        let datum = evaluate(tag, scope);
        if datum == Datum::Missing {
            missing.push(named(tag));
        }
        return Rendered { datum, missing };
    }
    let mut text = String::new();
    for piece in &template.pieces {
        match piece {
            Piece::Text(literal) => text.push_str(literal),
            Piece::Tag(tag) => match evaluate(tag, scope).value() {
                Some(value) => text.push_str(&as_text(value)),
                None => {
                    missing.push(named(tag));
                    text.push_str(fill);
                }
            },
        }
    }
    Rendered {
        datum: Datum::made(Value::Text(text)),
        missing,
    }
}

fn evaluate<'a>(tag: &Tag, scope: &Scope<'a>) -> Datum<'a> {
    let look_up = |operand: &Operand| match operand {
        Operand::Path(path) => scope.look_up(&path.path),
        Operand::Literal(value) => Datum::made(value.clone()),
    };
    tag.filters.iter().fold(look_up(&tag.head), |datum, call| {
        let arguments: Vec<_> = call.arguments.iter().map(look_up).collect();
        call.filter.apply(datum, &arguments)
    })
}

/// The path a person has to look at when the tag has no value.
fn named(tag: &Tag) -> String {
    tag.paths()
        .next()
        .map(|path| path.path.to_string())
        .unwrap_or_default()
}
