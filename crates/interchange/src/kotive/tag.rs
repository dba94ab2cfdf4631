//! Tags of single braces.

use segflow_core::document::{FieldId, MissingRule, MissingRules, TaskId};
use segflow_core::json::{Object, Pointer, Value};
use segflow_core::template::Path;

use crate::Why;
use crate::listed::Listed;
use crate::tag::{Piece, Tag, quoted, text_of};

/// The fields that tags can refer to.
pub(super) struct Fields<'f> {
    form: &'f TaskId,
    ids: Vec<FieldId>,
}

/// What stands between single braces.
enum Inside<'t> {
    /// `field.userId`
    Field(&'t str),
    /// `string_to_hash(field.traits)`
    Made(&'t str, &'t str),
    /// `taskflow.id`
    Workflow,
    /// Something of Kotive that is not here.
    Unknown,
}

impl<'f> Fields<'f> {
    pub(super) fn new(form: &'f TaskId) -> Fields<'f> {
        Fields {
            form,
            ids: Vec::new(),
        }
    }

    pub(super) fn add(&mut self, id: &FieldId) {
        self.ids.push(id.clone());
    }

    pub(super) fn has(&self, id: &FieldId) -> bool {
        self.ids.contains(id)
    }

    /// A value of the request, which is called `name` there, to stand at a
    /// place of the task; what becomes of missing answers goes to `missing`.
    pub(super) fn translated(
        &self,
        name: &str,
        value: &Value,
        at: &Pointer,
        place: &Pointer,
        missing: &mut MissingRules,
        listed: &mut Listed,
    ) -> Option<Value> {
        match value {
            Value::Text(text) => self.text(name, text, at, place, missing, listed),
            Value::List(list) => {
                let elements = list.iter().enumerate().map(|(index, value)| {
                    let (at, place) = (at.index(index), place.index(index));
                    self.translated(name, value, &at, &place, missing, listed)
                        .unwrap_or_default()
                });
                Some(Value::List(elements.collect()))
            }
            Value::Object(object) => {
                let mut members = Object::new();
                for (key, value) in object.iter() {
                    let place = place.key(key);
                    // Only values can have tags in them.
                    if refers(key) {
                        listed.add(&place, key, Why::NoCounterpart);
                        continue;
                    }
                    let key = unescaped(key);
                    let at = at.key(&key);
                    if let Some(value) = self.translated(&key, value, &at, &place, missing, listed)
                    {
                        members.insert(key, value);
                    }
                }
                Some(members.into())
            }
            other => Some(other.clone()),
        }
    }

    fn text(
        &self,
        name: &str,
        text: &str,
        at: &Pointer,
        place: &Pointer,
        missing: &mut MissingRules,
        listed: &mut Listed,
    ) -> Option<Value> {
        let mut pieces = Vec::new();
        let mut rule = None;
        for part in parts(text) {
            let inside = match part {
                Part::Text(text) => {
                    pieces.push(Piece::Literal(text));
                    continue;
                }
                Part::Inside(inside) => inside,
            };
            match self.tag(name, inside, place, listed) {
                Ok((tag, ruled)) => {
                    rule = ruled;
                    pieces.push(Piece::Tag(tag));
                }
                Err(why) => listed.add(place, format_args!("{{{inside}}}"), why),
            }
        }
        match pieces.as_slice() {
            [] => None,
            [Piece::Tag(tag)] => {
                if rule.is_some() {
                    missing.set(at, rule);
                }
                Some(format!("{{{{ {} }}}}", tag.inner()).into())
            }
            pieces => Some(text_of(pieces).into()),
        }
    }

    fn tag(
        &self,
        name: &str,
        inside: &str,
        place: &Pointer,
        listed: &mut Listed,
    ) -> Result<(Tag, Option<MissingRule>), Why> {
        match kind(inside) {
            Some(Inside::Field(field)) => Ok((self.field(name, field, place, listed)?, None)),
            Some(Inside::Workflow) => Ok((
                Tag {
                    head: "workflow.id".to_owned(),
                    filters: Vec::new(),
                },
                None,
            )),
            Some(Inside::Made(function, argument)) => {
                let mut arguments = argument.split('|').map(str::trim);
                let field = arguments
                    .next()
                    .and_then(|first| first.strip_prefix("field."));
                let field = field.ok_or(Why::NoCounterpart)?;
                let filter = filter(function, arguments).ok_or(Why::NoCounterpart)?;
                let tag = self.field(name, field, place, listed)?.with(filter);
                let rule = function.ends_with("_or_null").then_some(MissingRule::Null);
                Ok((tag, rule))
            }
            Some(Inside::Unknown) | None => Err(Why::UnknownReference),
        }
    }

    /// The field of that name. A misspelt one is that which has the name of
    /// what is sent.
    fn field(
        &self,
        name: &str,
        field: &str,
        place: &Pointer,
        listed: &mut Listed,
    ) -> Result<Tag, Why> {
        let known = self.ids.iter().find(|id| id.as_str() == field);
        let id = match known {
            Some(id) => id,
            None => {
                let meant = self
                    .ids
                    .iter()
                    .find(|id| id.as_str().eq_ignore_ascii_case(name))
                    .ok_or(Why::UnknownReference)?;
                let now = format!("{{{{ {}.{meant} }}}}", self.form);
                listed.add(
                    place,
                    format_args!("{{field.{field}}}"),
                    Why::Mended { now },
                );
                meant
            }
        };
        Ok(Tag::of(&Path::of_field(self.form, id.as_str())))
    }
}

fn filter<'a>(function: &str, mut arguments: impl Iterator<Item = &'a str>) -> Option<String> {
    Some(match function {
        "string_to_hash" | "string_to_hash_or_null" => "parse_json".to_owned(),
        "string_to_number" | "string_to_number_or_null" => "to_number".to_owned(),
        "string_to_boolean" => "to_boolean".to_owned(),
        "string_to_md5" => "md5".to_owned(),
        "comma_to_array" | "comma_to_array_or_null" => "split: \",\"".to_owned(),
        "find_and_replace" => {
            let (find, with) = (quoted(arguments.next()?)?, quoted(arguments.next()?)?);
            format!("replace: {find}, {with}")
        }
        _ => return None,
    })
}

fn kind(inside: &str) -> Option<Inside<'_>> {
    let is_word = |text: &str| {
        !text.is_empty()
            && text
                .chars()
                .all(|char| char.is_alphanumeric() || char == '_')
    };
    if let Some((function, rest)) = inside.split_once('(') {
        let argument = rest.strip_suffix(')')?;
        return is_word(function).then_some(Inside::Made(function, argument));
    }
    match inside.split_once('.')? {
        // Of a process that runs; here its fields are not known.
        ("field", rest) if rest.starts_with("value:") => Some(Inside::Unknown),
        ("field", field) if is_word(field) => Some(Inside::Field(field)),
        ("taskflow" | "process", "id") => Some(Inside::Workflow),
        ("taskflow" | "process" | "task" | "group" | "auth", rest) if is_word(rest) => {
            Some(Inside::Unknown)
        }
        _ => None,
    }
}

enum Part<'t> {
    Text(String),
    Inside(&'t str),
}

/// Cuts a text at its tags; doubled braces are braces, and braces around
/// anything but a tag are text.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut plain = String::new();
    let mut rest = text;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, from) = rest.split_at(at);
        plain.push_str(before);
        if let Some(after) = from.strip_prefix("{{") {
            plain.push('{');
            rest = after;
            continue;
        }
        if let Some(after) = from.strip_prefix("}}") {
            plain.push('}');
            rest = after;
            continue;
        }
        let tag = from
            .strip_prefix('{')
            .and_then(|inside| inside.split_once('}'))
            .filter(|(inside, _)| kind(inside).is_some());
        if let Some((inside, after)) = tag {
            if !plain.is_empty() {
                parts.push(Part::Text(std::mem::take(&mut plain)));
            }
            parts.push(Part::Inside(inside));
            rest = after;
        } else {
            let (brace, after) = from.split_at(1);
            plain.push_str(brace);
            rest = after;
        }
    }
    plain.push_str(rest);
    if !plain.is_empty() {
        parts.push(Part::Text(plain));
    }
    parts
}

/// Whether a text has a tag in it.
pub(super) fn refers(text: &str) -> bool {
    parts(text)
        .iter()
        .any(|part| matches!(part, Part::Inside(_)))
}

/// A text without tags, as it is meant.
pub(super) fn unescaped(text: &str) -> String {
    parts(text)
        .into_iter()
        .map(|part| match part {
            Part::Text(text) => text,
            Part::Inside(inside) => format!("{{{inside}}}"),
        })
        .collect()
}
