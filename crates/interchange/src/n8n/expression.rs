//! n8n's expressions: JavaScript between braces, in texts that begin with `=`.

use segflow_core::document::{FieldId, TaskId};
use segflow_core::template::{Path, Step};

use crate::Why;
use crate::tag::{Piece, Tag, can_be_written, quoted, text_of};

/// A text of ours, and the fields that it asks for: of which form, what people
/// call that, and which field.
pub(super) struct Read {
    pub(super) text: String,
    pub(super) asked: Vec<(TaskId, String, String)>,
}

/// Reads the value of a parameter.
pub(super) fn read(value: &str) -> Result<Read, Why> {
    let Some(expression) = value.strip_prefix('=') else {
        return Ok(Read {
            text: text_of(&[Piece::Literal(value.to_owned())]),
            asked: Vec::new(),
        });
    };
    let mut pieces = Vec::new();
    let mut asked = Vec::new();
    let mut rest = expression;
    while let Some((before, after)) = rest.split_once("{{") {
        if !before.is_empty() {
            pieces.push(Piece::Literal(before.to_owned()));
        }
        let (inside, after) = after.split_once("}}").ok_or(Why::Malformed)?;
        pieces.push(Piece::Tag(tag(inside.trim(), &mut asked)?));
        rest = after;
    }
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    let text = match pieces.as_slice() {
        // Alone, without a space, it keeps its type.
        [Piece::Tag(tag)] => format!("{{{{ {} }}}}", tag.inner()),
        pieces => text_of(pieces),
    };
    Ok(Read { text, asked })
}

fn tag(code: &str, asked: &mut Vec<(TaskId, String, String)>) -> Result<Tag, Why> {
    if let Some(text) = literal(code) {
        let head = quoted(text).ok_or(Why::Code)?;
        return Ok(Tag {
            head,
            filters: Vec::new(),
        });
    }
    let of_run = |head: &str| {
        Ok(Tag {
            head: head.to_owned(),
            filters: Vec::new(),
        })
    };
    match code {
        "$workflow.id" => return of_run("workflow.id"),
        "$workflow.name" => return of_run("workflow.name"),
        "$execution.id" => return of_run("run.id"),
        "$now" | "$now.toISO()" => return of_run("run.startedAt"),
        _ => {}
    }
    let (form, label, rest) = source(code).ok_or(Why::Code)?;
    let mut cursor = rest;
    let mut steps = Vec::new();
    let mut filters = Vec::new();
    while !cursor.is_empty() {
        if let Some((filter, after)) = method(cursor) {
            filters.push(filter);
            cursor = after;
            continue;
        }
        // What comes of a method has no members here.
        if !filters.is_empty() {
            return Err(Why::Code);
        }
        let (step, after) = step(cursor).ok_or(Why::Code)?;
        steps.push(step);
        cursor = after;
    }
    let path = Path {
        head: form.as_str().to_owned(),
        steps,
    };
    let field = match path.steps.first() {
        None => return Err(Why::WholeEvent),
        Some(Step::Key(key)) if FieldId::parse(key).is_ok() => key.clone(),
        Some(_) => return Err(Why::BadName),
    };
    if !can_be_written(&path) {
        return Err(Why::BadName);
    }
    asked.push((form, label, field));
    Ok(filters
        .into_iter()
        .fold(Tag::of(&path), |tag, filter| tag.with(filter)))
}

fn literal(code: &str) -> Option<&str> {
    ['"', '\''].into_iter().find_map(|quote| {
        let inside = code.strip_prefix(quote)?.strip_suffix(quote)?;
        (!inside.contains([quote, '\\'])).then_some(inside)
    })
}

/// Whose data it is, and the code behind that.
fn source(code: &str) -> Option<(TaskId, String, &str)> {
    for input in ["$input.item.json", "$input.first().json", "$json"] {
        if let Some(rest) = code.strip_prefix(input) {
            return Some((TaskId::parse("input").ok()?, "Input".to_owned(), rest));
        }
    }
    let (name, rest) = if let Some(rest) = code.strip_prefix("$node[") {
        let (name, rest) = in_quotes(rest)?;
        (name, rest.strip_prefix("].json")?)
    } else {
        let (name, rest) = in_quotes(code.strip_prefix("$(")?)?;
        let rest = rest.strip_prefix(')')?;
        let rest = [".item.json", ".first().json"]
            .into_iter()
            .find_map(|way| rest.strip_prefix(way))?;
        (name, rest)
    };
    Some((id_of(name)?, name.to_owned(), rest))
}

fn in_quotes(code: &str) -> Option<(&str, &str)> {
    let quote = code
        .chars()
        .next()
        .filter(|char| matches!(char, '"' | '\''))?;
    let (inside, rest) = code.strip_prefix(quote)?.split_once(quote)?;
    (!inside.contains('\\')).then_some((inside, rest))
}

/// A form's id, made of a node's name.
fn id_of(name: &str) -> Option<TaskId> {
    let mut id = String::from("node");
    for char in name.chars().take(50) {
        if char.is_ascii_alphanumeric() {
            id.push(char.to_ascii_lowercase());
        } else if !id.ends_with('_') {
            id.push('_');
        }
    }
    let own = id.strip_prefix("node").unwrap_or("").trim_matches('_');
    TaskId::parse(own)
        .or_else(|_| TaskId::parse(id.trim_end_matches('_')))
        .ok()
}

/// A method that has a filter; of nothing it gives nothing here anyway, as it
/// does behind `?.`.
fn method(code: &str) -> Option<(&'static str, &str)> {
    let code = code.strip_prefix('?').unwrap_or(code);
    [
        (".toLowerCase()", "downcase"),
        (".toUpperCase()", "upcase"),
        (".trim()", "strip"),
        (".toString()", "to_string"),
        (".first()", "first"),
        (".last()", "last"),
        (".hash()", "md5"),
    ]
    .into_iter()
    .find_map(|(method, filter)| Some((filter, code.strip_prefix(method)?)))
}

/// `.name`, `?.name`, `["name"]` or `[0]`.
fn step(code: &str) -> Option<(Step, &str)> {
    let code = code.strip_prefix("?.").map_or(code, |rest| {
        if rest.starts_with('[') {
            rest
        } else {
            code.strip_prefix('?').unwrap_or(code)
        }
    });
    if let Some(rest) = code.strip_prefix('.') {
        let is_part = |char: char| char.is_alphanumeric() || matches!(char, '_' | '$');
        let end = rest.find(|char| !is_part(char)).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        // A method is no member.
        return (!name.is_empty() && !after.starts_with('('))
            .then(|| (Step::Key(name.to_owned()), after));
    }
    let inside = code.strip_prefix('[')?;
    if let Some((name, rest)) = in_quotes(inside) {
        return Some((Step::Key(name.to_owned()), rest.strip_prefix(']')?));
    }
    let (index, rest) = inside.split_once(']')?;
    Some((Step::Index(index.trim().parse().ok()?), rest))
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::Why;

    #[test]
    fn expressions_become_tags() {
        for (value, expected) in [
            ("plain {{ text }}", Ok("plain {{ \"{{\" }} text }}")),
            ("={{ $json.email }}", Ok("{{ input.email }}")),
            ("={{$json[\"email\"]}}", Ok("{{ input.email }}")),
            (
                "= {{ $json.n }}",
                Ok("{{ \" \" }}{{ input.n | to_string }}"),
            ),
            (
                "=Hi {{ $json.user?.name }}, {{ $json.list[0]['any key'] }}!",
                Ok("Hi {{ input.user.name }}, {{ input.list[0][\"any key\"] }}!"),
            ),
            (
                "={{ $json.email.toLowerCase().trim() }}",
                Ok("{{ input.email | downcase | strip }}"),
            ),
            (
                "={{ $json.user?.email?.trim() }}",
                Ok("{{ input.user.email | strip }}"),
            ),
            (
                "={{ $node[\"Sign-up Form\"].json.email }}",
                Ok("{{ sign_up_form.email }}"),
            ),
            (
                "={{ $('Webhook').item.json.body.id }}",
                Ok("{{ webhook.body.id }}"),
            ),
            ("={{ $('1 Set').first().json.x }}", Ok("{{ node1_set.x }}")),
            ("={{ 'it' }}", Ok("{{ \"it\" }}")),
            ("={{ $now.toISO() }}", Ok("{{ run.startedAt }}")),
            ("={{ $json }}", Err(Why::WholeEvent)),
            ("={{ $json.a + 1 }}", Err(Why::Code)),
            ("={{ $json.a.map(x => x) }}", Err(Why::Code)),
            ("={{ DateTime.now() }}", Err(Why::Code)),
            ("={{ $json[0].x }}", Err(Why::BadName)),
            ("={{ $json.a", Err(Why::Malformed)),
            ("=", Ok("")),
        ] {
            let read = read(value).map(|read| read.text);
            assert_eq!(read.as_deref(), expected.as_deref(), "{value}");
        }
    }
}
