//! What becomes of a mapping's values.

use segflow_core::document::{MissingRule, MissingRules};
use segflow_core::json::{Number, Object, Pointer, Value};
use segflow_core::template::{Path, TagProblemKind, Template};

use super::given::Given;
use super::path;
use crate::Why;
use crate::listed::Listed;
use crate::tag::{Piece, Tag, quoted, text_of};

/// A condition within a value that decides which of two it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Question {
    pub(super) path: String,
    pub(super) kind: QuestionKind,
}

/// What is asked of a path's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum QuestionKind {
    /// It is there and not null.
    Exists,
    /// The same, and it is not empty.
    IsFilled,
}

/// Translates values, for one set of answers to the questions in them.
pub(super) struct Translator<'a> {
    /// The questions that have been answered.
    pub(super) assumed: &'a [(Question, bool)],
    /// Whether more may be asked.
    pub(super) may_ask: bool,
    /// The first question without an answer.
    pub(super) asked: Option<Question>,
    /// The rules of the places that were written.
    pub(super) missing: MissingRules,
    pub(super) listed: Listed,
    /// How many values have been looked at.
    pub(super) looked_at: usize,
}

/// A value within several conditions is looked at several times; with so many
/// there is an end.
const MOST_VALUES: usize = 300_000;
/// What the mapping kit allows.
const MOST_LIQUID: usize = 1000;

impl Translator<'_> {
    /// The value of a mapping, to stand at a place of the task; none if it is
    /// nothing.
    pub(super) fn value(
        &mut self,
        mapping: &Value,
        place: &Pointer,
        at: &Pointer,
    ) -> Option<Value> {
        let given = self.given(mapping, place, at);
        self.settle(given, at)
    }

    /// Writes what was given, with the rule for its place.
    fn settle(&mut self, given: Given, at: &Pointer) -> Option<Value> {
        // What is written here takes the place of what was, and of its rule.
        match given {
            Given::Json(Value::Object(_) | Value::List(_)) => self.missing.set(at, None),
            _ => self.missing.remove(at),
        }
        match given {
            Given::Nothing => None,
            Given::Json(value) => Some(value),
            Given::Known(tag, rule) => {
                let rule = Some(rule).filter(|rule| *rule != MissingRule::Omit);
                self.missing.set(at, rule);
                Some(format!("{{{{ {} }}}}", tag.inner()).into())
            }
            Given::Text(pieces) => {
                if let [Piece::Tag(_)] = pieces.as_slice() {
                    self.missing.set(at, Some(MissingRule::Empty));
                }
                Some(text_of(&pieces).into())
            }
        }
    }

    fn given(&mut self, mapping: &Value, place: &Pointer, at: &Pointer) -> Given {
        self.looked_at += 1;
        if self.looked_at > MOST_VALUES {
            self.listed.add(&Pointer::root(), "", Why::TooLong);
            return Given::Nothing;
        }
        match mapping {
            Value::List(list) => {
                let elements = list.iter().enumerate().map(|(index, element)| {
                    self.value(element, &place.index(index), &at.index(index))
                        .unwrap_or_default()
                });
                Given::Json(Value::List(elements.collect()))
            }
            Value::Object(object) => match directive(object) {
                Some((name, options)) => {
                    self.directive(name, options, mapping, &place.key(name), at)
                }
                None => Given::Json(self.object(object, place, at).into()),
            },
            other => Given::of(other),
        }
    }

    fn object(&mut self, object: &Object, place: &Pointer, at: &Pointer) -> Object {
        let mut members = Object::new();
        for (key, member) in object.iter() {
            if key.starts_with('@') {
                self.listed.add(&place.key(key), member, Why::Malformed);
            } else if let Some(value) = self.value(member, &place.key(key), &at.key(key)) {
                members.insert(key, value);
            }
        }
        members
    }

    fn directive(
        &mut self,
        name: &str,
        options: &Value,
        mapping: &Value,
        place: &Pointer,
        at: &Pointer,
    ) -> Given {
        let given = match name {
            "@path" => self.path(options),
            "@template" => template(options),
            "@literal" => Ok(self.given(options, place, at)),
            "@if" => self.either(options, place, at),
            "@case" => self.case(options, place, at),
            "@replace" => self.replace(options, place, at),
            "@json" => self.json(options, place, at),
            "@merge" => self.merge(options, place, at),
            "@arrayPath" => self.array_path(options),
            "@liquid" => liquid(options),
            _ => Err(Why::NoCounterpart),
        };
        given.unwrap_or_else(|why| {
            self.listed.add(place, mapping, why);
            Given::Nothing
        })
    }

    fn path(&self, options: &Value) -> Result<Given, Why> {
        // A path that is made of data could lead anywhere.
        let text = options.as_text().ok_or(Why::NoCounterpart)?;
        let path = path::of_event(text)?;
        Ok(Given::Known(Tag::of(&path), MissingRule::Omit))
    }

    fn case(&mut self, options: &Value, place: &Pointer, at: &Pointer) -> Result<Given, Why> {
        let upper = match options.get("operator").and_then(Value::as_text) {
            Some("lower") => false,
            Some("upper") => true,
            _ => return Err(Why::Malformed),
        };
        let Some(value) = options.get("value") else {
            return Ok(Given::Nothing);
        };
        let filter = if upper { "upcase" } else { "downcase" };
        Ok(match self.given(value, &place.key("value"), at) {
            Given::Known(tag, rule @ (MissingRule::Omit | MissingRule::Empty)) => {
                Given::Known(tag.with(filter), rule)
            }
            Given::Known(..) => return Err(Why::OfMadeText),
            // Each part for itself comes to the same.
            Given::Text(pieces) => Given::Text(
                pieces
                    .into_iter()
                    .map(|piece| match piece {
                        Piece::Literal(text) if upper => Piece::Literal(text.to_uppercase()),
                        Piece::Literal(text) => Piece::Literal(text.to_lowercase()),
                        Piece::Tag(tag) => Piece::Tag(tag.with(filter)),
                    })
                    .collect(),
            ),
            other => other,
        })
    }

    fn replace(&mut self, options: &Value, place: &Pointer, at: &Pointer) -> Result<Given, Why> {
        let replaced = Replaced::read(options)?;
        let value = options.get("value").unwrap_or(&Value::Null);
        if matches!(value, Value::Null | Value::Bool(false)) || value.as_text() == Some("") {
            return Ok(Given::Nothing);
        }
        let given = self.given(value, &place.key("value"), at);
        let literal = match &given {
            Given::Json(Value::Bool(bool)) => Some(bool.to_string()),
            Given::Json(Value::Number(number)) => Some(number.to_string()),
            Given::Json(_) | Given::Nothing => Some(String::new()),
            given => given.as_literal(),
        };
        if let Some(text) = literal {
            return Ok(Given::literal(replaced.in_text(text)));
        }
        match given {
            Given::Known(tag, MissingRule::Omit | MissingRule::Empty) => {
                let tag = replaced.filters()?.into_iter().fold(tag, Tag::with);
                Ok(Given::Known(tag, MissingRule::Empty))
            }
            Given::Text(pieces) => match pieces.as_slice() {
                [Piece::Tag(tag)] => {
                    let filters = replaced.filters()?;
                    let tag = filters.into_iter().fold(tag.clone(), Tag::with);
                    Ok(Given::Known(tag, MissingRule::Empty))
                }
                _ => Err(Why::OfMadeText),
            },
            Given::Known(..) | Given::Nothing | Given::Json(_) => Err(Why::OfMadeText),
        }
    }

    fn json(&mut self, options: &Value, place: &Pointer, at: &Pointer) -> Result<Given, Why> {
        let encodes = match options.get("mode").and_then(Value::as_text) {
            Some("encode") => true,
            Some("decode") => false,
            _ => return Err(Why::Malformed),
        };
        let value = options.get("value").ok_or(Why::Malformed)?;
        let given = self.given(value, &place.key("value"), at);
        if let Some(text) = given.as_literal() {
            return Ok(match (encodes, Value::read(&text, 64)) {
                (true, _) => Given::literal(Value::from(text).to_string()),
                (false, Ok(value)) => Given::of(&value),
                (false, Err(_)) => Given::literal(text),
            });
        }
        match given {
            Given::Nothing => Ok(Given::Nothing),
            Given::Known(tag, MissingRule::Omit) => {
                let filter = if encodes { "json" } else { "parse_json" };
                Ok(Given::Known(tag.with(filter), MissingRule::Omit))
            }
            Given::Json(value) if !encodes => Ok(Given::Json(value)),
            // Its tags would be written, not their values.
            Given::Json(value) if !has_text(&value) => Ok(Given::literal(value.to_string())),
            Given::Known(..) | Given::Json(_) | Given::Text(_) => Err(Why::OfMadeText),
        }
    }

    fn merge(&mut self, options: &Value, place: &Pointer, at: &Pointer) -> Result<Given, Why> {
        let objects = options.get("objects").and_then(Value::as_list);
        let objects = objects.ok_or(Why::Malformed)?;
        let mut in_order: Vec<(usize, &Value)> = objects.iter().enumerate().collect();
        match options.get("direction").and_then(Value::as_text) {
            Some("left") => in_order.reverse(),
            Some(_) => {}
            None => return Err(Why::Malformed),
        }
        let place = place.key("objects");
        let mut merged = Object::new();
        for (index, object) in in_order {
            let place = place.index(index);
            match self.given(object, &place, at) {
                Given::Json(Value::Object(members)) => {
                    // A member that is nothing takes away what was there.
                    if let Value::Object(source) = object {
                        for key in source.keys().filter(|key| !key.starts_with('@')) {
                            if members.get(key).is_none() {
                                merged.remove(key);
                                self.missing.remove(&at.key(key));
                            }
                        }
                    }
                    for (key, value) in members {
                        merged.insert(key, value);
                    }
                }
                Given::Nothing | Given::Json(_) => {}
                known @ Given::Known(..) if objects.len() == 1 => return Ok(known),
                Given::Known(..) | Given::Text(_) => {
                    self.listed.add(&place, object, Why::UnknownMembers);
                }
            }
        }
        Ok(Given::Json(merged.into()))
    }

    fn array_path(&mut self, options: &Value) -> Result<Given, Why> {
        let list = options.as_list().ok_or(Why::Malformed)?;
        let from = list.first().ok_or(Why::Malformed)?;
        let text = match from {
            Value::Text(text) => text,
            // The same path, written as a directive.
            other => match other.get("@path") {
                Some(Value::Text(text)) => text,
                _ => return Err(Why::NeedsLoop),
            },
        };
        let tag = Tag::of(&path::of_event(text)?);
        let shape = match list.get(1) {
            Some(Value::Object(shape)) if !shape.is_empty() => shape,
            _ => return Ok(Given::Known(tag, MissingRule::Omit)),
        };
        // A shape of one member of the entry is what the filter `map` takes.
        let member = match directive(shape) {
            Some(("@path", Value::Text(path))) => path.replacen("$.", "", 1),
            _ => return Err(Why::NeedsLoop),
        };
        if member.is_empty() || member.contains(['.', '[', '"', '\'']) {
            return Err(Why::NeedsLoop);
        }
        let map = format!("map: \"{member}\"");
        Ok(Given::Known(tag.with(map), MissingRule::Omit))
    }

    fn either(&mut self, options: &Value, place: &Pointer, at: &Pointer) -> Result<Given, Why> {
        let is_there = |key: &str| options.get(key).filter(|value| is_truthy(value));
        let (subject, kind) = match (is_there("exists"), is_there("blank")) {
            (Some(exists), _) => (exists, QuestionKind::Exists),
            (None, Some(blank)) => (blank, QuestionKind::IsFilled),
            (None, None) => return Err(Why::Malformed),
        };
        let then = options.get("then");
        let otherwise = options.get("else").filter(|value| is_truthy(value));
        // The subject is looked at, and stands nowhere.
        let subject = match self.given(subject, &place.key("exists"), at) {
            Given::Known(tag, MissingRule::Omit) if tag.filters.is_empty() => tag,
            Given::Known(_, MissingRule::Omit) => return Err(Why::NoCounterpart),
            Given::Text(pieces) if kind == QuestionKind::IsFilled => match pieces.as_slice() {
                [Piece::Literal(text)] => {
                    return Ok(self.branch(!text.is_empty(), then, otherwise, place, at));
                }
                [Piece::Tag(tag)] if tag.filters.is_empty() => tag.clone(),
                _ => return Err(Why::NoCounterpart),
            },
            Given::Known(..) | Given::Text(_) => {
                return Ok(self.branch(true, then, otherwise, place, at));
            }
            Given::Json(value) => {
                return Ok(self.branch(value != Value::Null, then, otherwise, place, at));
            }
            Given::Nothing => return Ok(self.branch(false, then, otherwise, place, at)),
        };
        if let Some(fallback) = self.fallback(&subject, kind, then, otherwise, place, at) {
            return Ok(fallback);
        }
        let question = Question {
            path: subject.head,
            kind,
        };
        let known = self.assumed.iter().find(|(known, _)| *known == question);
        match known {
            Some((_, holds)) => Ok(self.branch(*holds, then, otherwise, place, at)),
            None if self.may_ask => {
                self.asked.get_or_insert(question);
                Ok(Given::Nothing)
            }
            None => Err(Why::TooManyCases),
        }
    }

    fn branch(
        &mut self,
        holds: bool,
        then: Option<&Value>,
        otherwise: Option<&Value>,
        place: &Pointer,
        at: &Pointer,
    ) -> Given {
        let (name, taken) = if holds {
            ("then", then)
        } else {
            ("else", otherwise)
        };
        match taken {
            Some(value) => self.given(value, &place.key(name), at),
            None => Given::Nothing,
        }
    }

    /// A value with another one to fall back on, which is what `default` is
    /// for.
    fn fallback(
        &mut self,
        subject: &Tag,
        kind: QuestionKind,
        then: Option<&Value>,
        otherwise: Option<&Value>,
        place: &Pointer,
        at: &Pointer,
    ) -> Option<Given> {
        let (tag, rule) = match self.given(then?, &place.key("then"), at) {
            Given::Known(tag, rule @ (MissingRule::Omit | MissingRule::Empty)) => (tag, rule),
            Given::Text(pieces) => match pieces.as_slice() {
                [Piece::Tag(tag)] => (tag.clone().with("to_string"), MissingRule::Empty),
                _ => return None,
            },
            _ => return None,
        };
        if tag.head != subject.head {
            return None;
        }
        let otherwise = match otherwise {
            Some(otherwise) => self.given(otherwise, &place.key("else"), at),
            None => Given::Nothing,
        };
        let literal = match &otherwise {
            Given::Nothing => Some(MissingRule::Omit),
            Given::Json(Value::Null) => Some(MissingRule::Null),
            Given::Json(value) if !has_text(value) => Some(MissingRule::Default(value.clone())),
            text => text.as_literal().map(|text| match text.as_str() {
                "" => MissingRule::Empty,
                _ => MissingRule::Default(text.into()),
            }),
        };
        match (kind, literal) {
            // Filters leave what is missing alone, so that the rule decides.
            (QuestionKind::Exists, Some(rule)) => {
                self.listed.add(place, &subject.head, Why::NullStays);
                return Some(Given::Known(tag, rule));
            }
            // A text that is there and empty would have to be left out.
            (QuestionKind::IsFilled, Some(MissingRule::Omit | MissingRule::Null)) => return None,
            _ => {}
        }
        if !tag.filters.is_empty() || rule != MissingRule::Omit {
            return None;
        }
        let (filters, rule) = match otherwise {
            Given::Known(tag, rule) => {
                let is_fallback = |filter: &String| filter.starts_with("default:");
                if !tag.filters.iter().all(is_fallback) {
                    return None;
                }
                let mut filters = vec![default(&tag.head, kind)];
                filters.extend(tag.filters);
                (filters, rule)
            }
            Given::Json(Value::Bool(bool)) => {
                (vec![default(&bool.to_string(), kind)], MissingRule::Omit)
            }
            Given::Json(Value::Number(number)) => {
                (vec![default(number.as_str(), kind)], MissingRule::Omit)
            }
            text @ Given::Text(_) => {
                let text = text.as_literal()?;
                (vec![default(&quoted(&text)?, kind)], MissingRule::Omit)
            }
            Given::Nothing | Given::Json(_) => return None,
        };
        if kind == QuestionKind::Exists {
            self.listed.add(place, &subject.head, Why::EmptyIsMissing);
        }
        let tag = filters.into_iter().fold(subject.clone(), Tag::with);
        Some(Given::Known(tag, rule))
    }
}

fn default(argument: &str, kind: QuestionKind) -> String {
    match kind {
        QuestionKind::Exists => format!("default: {argument}, allow_false: true"),
        QuestionKind::IsFilled => format!("default: {argument}"),
    }
}

/// The directive that an object is, with what it is given.
pub(super) fn directive(object: &Object) -> Option<(&str, &Value)> {
    let is_other = |key: &str| !key.starts_with('@') && key != "_metadata";
    if object.keys().any(is_other) {
        return None;
    }
    object.iter().find(|(key, _)| key.starts_with('@'))
}

/// What JavaScript takes for true.
fn is_truthy(value: &Value) -> bool {
    match value {
        Value::Null | Value::Bool(false) => false,
        Value::Text(text) => !text.is_empty(),
        Value::Number(number) => !number.compare(&Number::from_integer(0)).is_eq(),
        Value::Bool(true) | Value::List(_) | Value::Object(_) => true,
    }
}

fn has_text(value: &Value) -> bool {
    match value {
        Value::Text(text) => text.contains('{'),
        Value::List(list) => list.iter().any(has_text),
        Value::Object(object) => object.iter().any(|(_, member)| has_text(member)),
        _ => false,
    }
}

/// Texts that are replaced by others, one pair after the other.
struct Replaced(Vec<(String, String)>);

impl Replaced {
    fn read(options: &Value) -> Result<Replaced, Why> {
        let text = |key: &str| match options.get(key) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::Text(text)) => Ok(Some(text.as_str())),
            Some(_) => Err(Why::Malformed),
        };
        let first = text("pattern")?.ok_or(Why::Malformed)?;
        if first.is_empty() {
            return Err(Why::Malformed);
        }
        let mut pairs = vec![(
            first.to_owned(),
            text("replacement")?.unwrap_or("").to_owned(),
        )];
        if let Some(second) = text("pattern2")?.filter(|second| !second.is_empty()) {
            let replacement = text("replacement2")?.unwrap_or("");
            pairs.push((second.to_owned(), replacement.to_owned()));
        }
        let is = |key: &str| options.get(key).and_then(Value::as_bool);
        let has_cases = |text: &str| text.to_lowercase() != text.to_uppercase();
        let ignores_case =
            is("ignorecase") == Some(true) && pairs.iter().any(|(from, _)| has_cases(from));
        // Only the first, or small and large letters alike: no filter does so.
        if ignores_case || is("global") == Some(false) {
            return Err(Why::NoCounterpart);
        }
        // In JavaScript `$&` and its like stand for what was found.
        if pairs.iter().any(|(_, to)| to.contains('$')) {
            return Err(Why::NoCounterpart);
        }
        Ok(Replaced(pairs))
    }

    fn in_text(&self, text: String) -> String {
        self.0
            .iter()
            .fold(text, |text, (from, to)| text.replace(from, to))
    }

    fn filters(&self) -> Result<Vec<String>, Why> {
        self.0
            .iter()
            .map(|(from, to)| {
                if to.is_empty() {
                    return Ok(format!(
                        "remove: {}",
                        quoted(from).ok_or(Why::NoCounterpart)?
                    ));
                }
                let from = quoted(from).ok_or(Why::NoCounterpart)?;
                let to = quoted(to).ok_or(Why::NoCounterpart)?;
                Ok(format!("replace: {from}, {to}"))
            })
            .collect()
    }
}

/// `{{ path }}` and `{{{ path }}}`; what has no value gives nothing.
fn template(options: &Value) -> Result<Given, Why> {
    let text = options.as_text().ok_or(Why::NoCounterpart)?;
    let mut pieces = Vec::new();
    for part in cut(text, 3) {
        match part {
            Part::Text(text) => {
                for part in cut(text, 2) {
                    pieces.extend(piece(part)?);
                }
            }
            inside => pieces.extend(piece(inside)?),
        }
    }
    Ok(Given::Text(pieces))
}

enum Part<'t> {
    Text(&'t str),
    Inside(&'t str),
}

fn piece(part: Part<'_>) -> Result<Option<Piece>, Why> {
    Ok(match part {
        Part::Text("") => None,
        Part::Text(text) => Some(Piece::Literal(text.to_owned())),
        Part::Inside(inside) => {
            let text = inside.trim();
            // Only in `@path` the event can be called `$`: here it finds nothing.
            if text.starts_with("$.") {
                return Err(Why::BadName);
            }
            Some(Piece::Tag(Tag::of(&path::of_event(text)?)))
        }
    })
}

/// Cuts a text at so many braces with something other than `}` between them.
fn cut(text: &str, braces: usize) -> Vec<Part<'_>> {
    let (open, close) = ("{".repeat(braces), "}".repeat(braces));
    let mut parts = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = text.get(at..).and_then(|rest| rest.find(&open)) {
        let start = at + found;
        let inside = text.get(start + braces..).unwrap_or("");
        let end = inside.find('}').unwrap_or(inside.len());
        let (inside, after) = inside.split_at(end);
        if !inside.is_empty() && after.starts_with(&close) {
            parts.push(Part::Text(text.get(from..start).unwrap_or("")));
            parts.push(Part::Inside(inside));
            at = start + braces + end + braces;
            from = at;
        } else {
            at = start + 1;
        }
    }
    parts.push(Part::Text(text.get(from..).unwrap_or("")));
    parts
}

/// Liquid, whose output tags are ours but for where paths begin.
fn liquid(options: &Value) -> Result<Given, Why> {
    let mut text = options.as_text().ok_or(Why::Malformed)?.to_owned();
    if text.encode_utf16().count() > MOST_LIQUID {
        return Err(Why::TooLong);
    }
    // A path of one word becomes one of two, and is looked at again.
    loop {
        let parsed = Template::parse(&text);
        let lone = parsed.problems().iter().find_map(|problem| {
            let is_lone = matches!(problem.kind, TagProblemKind::LonePath(_));
            is_lone.then_some(problem.range.start)
        });
        match lone {
            Some(start) => text.insert_str(start, "event.event_of_liquid."),
            None => break,
        }
    }
    let parsed = Template::parse(&text);
    if !parsed.problems().is_empty() {
        return Err(Why::NoCounterpart);
    }
    let mut pieces = Vec::new();
    let mut from = 0;
    for tag in parsed.tags() {
        let before = text.get(from..tag.range.start).unwrap_or("");
        if !before.is_empty() {
            pieces.push(Piece::Literal(before.to_owned()));
        }
        pieces.push(Piece::Tag(liquid_tag(&text, tag)?));
        from = tag.range.end;
    }
    let rest = text.get(from..).unwrap_or("");
    if !rest.is_empty() {
        pieces.push(Piece::Literal(rest.to_owned()));
    }
    Ok(Given::Text(pieces))
}

fn liquid_tag(text: &str, tag: &segflow_core::template::Tag) -> Result<Tag, Why> {
    let mut inner = text
        .get(tag.range.start + 2..tag.range.end.saturating_sub(2))
        .ok_or(Why::Malformed)?
        .to_owned();
    let mut places: Vec<(usize, &Path)> = tag
        .paths()
        .map(|path| {
            (
                path.range.start.saturating_sub(tag.range.start + 2),
                &path.path,
            )
        })
        .collect();
    places.sort_by_key(|(start, _)| std::cmp::Reverse(*start));
    for (start, path) in places {
        if path.field() == Some("event_of_liquid") {
            let long = "event.event_of_liquid.".len();
            inner.replace_range(start..start + long, "event.");
        } else {
            inner.insert_str(start, "event.");
        }
    }
    // Filters are part of the head here; nothing else is made of them.
    Ok(Tag {
        head: inner.trim().to_owned(),
        filters: Vec::new(),
    })
}
