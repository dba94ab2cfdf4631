//! A task as a mapping of the mapping kit.

use segflow_core::condition::Condition;
use segflow_core::document::{MissingRule, SegmentTask, Task};
use segflow_core::filter::Filter;
use segflow_core::json::{Object, Pointer, Value};
use segflow_core::template::{FilterCall, Operand, Path, Tag, Template};

use super::path::EVENT;
use crate::export::Exported;
use crate::listed::Listed;
use crate::{Why, fql};

/// Writes a Segment task as a subscription of the mapping kit: when it is for
/// an event, and what it makes of it. None if the task calls no one.
///
/// The event is the record: `{{ signup.email }}` becomes `$.signup.email`. Of a
/// task that was made of a mapping, whose tags all begin with `event`, that
/// form's answers are.
pub fn export(task: &Task) -> Option<Exported> {
    let segment = task.segment()?;
    let mut writer = Writer {
        segment,
        is_event: refers_to_event_only(task, segment),
        listed: Listed::default(),
    };
    let mut mapping = Object::new();
    mapping.insert("type", segment.call.name());
    for field in segment.call.fields() {
        let at = field.pointer();
        if let Some(value) = segment.field(*field)
            && let Some(value) = writer.value(value, &at)
        {
            mapping.insert(field.name(), value);
        }
    }
    let trigger = task.activate_when.as_ref().and_then(|condition| {
        let form = if writer.is_event { EVENT } else { "" };
        let trigger = fql::write(condition, form);
        if trigger.is_none() {
            let place = Pointer::root().key("activateWhen");
            writer
                .listed
                .add(&place, condition.to_value(), Why::NotOfEvents);
        }
        trigger
    });
    let subscription = Object::from_iter([
        ("name", Value::from(task.title())),
        (
            "subscribe",
            trigger
                .unwrap_or_else(|| format!("type = \"{}\"", segment.call.name()))
                .into(),
        ),
        ("mapping", mapping.into()),
    ]);
    Some(Exported {
        text: Value::from(subscription).to_pretty(),
        listed: writer.listed.into_vec(),
    })
}

/// Whether the task's tags, and its condition, are of the form `event`.
fn refers_to_event_only(task: &Task, segment: &SegmentTask) -> bool {
    fn of_value(value: &Value) -> bool {
        match value {
            Value::Text(text) => Template::parse(text)
                .tags()
                .all(|tag| tag.paths().all(|path| is_of_event(&path.path))),
            Value::List(list) => list.iter().all(of_value),
            Value::Object(object) => object.iter().all(|(_, member)| of_value(member)),
            _ => true,
        }
    }
    fn of_condition(condition: &Condition) -> bool {
        match condition {
            Condition::All(parts) | Condition::Any(parts) => parts.iter().all(of_condition),
            Condition::Not(part) => of_condition(part),
            Condition::Test(test) => {
                Path::parse(&test.field).is_some_and(|path| is_of_event(&path))
            }
            Condition::Unreadable(_) => true,
        }
    }
    segment.fields.iter().all(|(_, value)| of_value(value))
        && task.activate_when.as_ref().is_none_or(of_condition)
}

/// What a run knows of itself is in no event, and speaks for none.
fn is_of_run(path: &Path) -> bool {
    matches!(
        path.head.as_str(),
        "run" | "workflow" | "row" | "user" | "host"
    )
}

fn is_of_event(path: &Path) -> bool {
    path.head == EVENT || is_of_run(path)
}

struct Writer<'t> {
    segment: &'t SegmentTask,
    is_event: bool,
    listed: Listed,
}

fn directive(name: &str, options: impl Into<Value>) -> Value {
    Object::from_iter([(name, options.into())]).into()
}

impl Writer<'_> {
    fn value(&mut self, value: &Value, at: &Pointer) -> Option<Value> {
        match value {
            Value::Text(text) => match self.text(text, at) {
                Ok(value) => Some(value),
                Err(why) => {
                    self.listed.add(at, text, why);
                    None
                }
            },
            Value::List(list) => {
                let elements = list
                    .iter()
                    .enumerate()
                    .map(|(index, value)| self.value(value, &at.index(index)).unwrap_or_default());
                Some(Value::List(elements.collect()))
            }
            Value::Object(object) => {
                let mut members = Object::new();
                for (key, member) in object.iter() {
                    // It would be taken for a directive.
                    if key.starts_with('@') {
                        self.listed.add(&at.key(key), key, Why::BadName);
                    } else if let Some(member) = self.value(member, &at.key(key)) {
                        members.insert(key, member);
                    }
                }
                Some(members.into())
            }
            other => Some(other.clone()),
        }
    }

    fn text(&mut self, text: &str, at: &Pointer) -> Result<Value, Why> {
        let template = Template::parse(text);
        if !template.problems().is_empty() {
            return Err(Why::Malformed);
        }
        if template.tags().next().is_none() {
            return Ok(text.into());
        }
        let rule = self.segment.missing.at(at);
        let Some(tag) = template.whole() else {
            // Within text, what has no value gives nothing.
            if matches!(rule, MissingRule::Stop | MissingRule::Default(_)) {
                self.listed.add(at, text, Why::MissingRule);
            }
            return self.long_text(text, &template);
        };
        if rule == MissingRule::Stop {
            self.listed.add(at, text, Why::MissingRule);
        }
        // A tag that is text of a value already, and nothing where there is none.
        let is_text = matches!(tag.filters.as_slice(), [call] if call.filter == Filter::ToString);
        if let (Operand::Path(path), true, MissingRule::Empty) = (&tag.head, is_text, &rule) {
            return self.one_in_text(&path.path);
        }
        let mut value = match &tag.head {
            Operand::Path(path) => directive("@path", format!("$.{}", self.path(&path.path)?)),
            Operand::Literal(value) => value.clone(),
        };
        for (place, call) in tag.filters.iter().enumerate() {
            let Some(next) = self.filtered(&value, call, at, text)? else {
                return self.as_liquid(text, tag, place, at);
            };
            value = next;
        }
        let has_default = tag
            .filters
            .iter()
            .any(|call| call.filter == Filter::Default);
        let Operand::Path(path) = &tag.head else {
            return Ok(value);
        };
        let path = directive("@path", format!("$.{}", self.path(&path.path)?));
        Ok(match rule {
            _ if has_default => value,
            MissingRule::Omit | MissingRule::Stop => {
                // These make a text of what is missing; the others leave it.
                let is_made = tag.filters.iter().any(|call| {
                    matches!(
                        call.filter,
                        Filter::Replace | Filter::Remove | Filter::ToString
                    )
                });
                if is_made {
                    either(path, value, None)
                } else {
                    value
                }
            }
            MissingRule::Empty => either(path, value, Some(directive("@template", ""))),
            MissingRule::Null => either(path, value, Some(directive("@literal", Value::Null))),
            MissingRule::Default(other) => either(path, value, Some(directive("@literal", other))),
        })
    }

    /// A value behind one more filter; none if only Liquid has it.
    fn filtered(
        &mut self,
        value: &Value,
        call: &FilterCall,
        at: &Pointer,
        text: &str,
    ) -> Result<Option<Value>, Why> {
        let argument = |place: usize| match call.arguments.get(place) {
            Some(Operand::Literal(Value::Text(text))) => Some(text.as_str()),
            _ => None,
        };
        let case = |operator: &str| {
            let options = [
                ("operator", Value::from(operator)),
                ("value", value.clone()),
            ];
            directive("@case", Object::from_iter(options))
        };
        let json = |mode: &str| {
            let options = [("mode", Value::from(mode)), ("value", value.clone())];
            directive("@json", Object::from_iter(options))
        };
        Ok(match call.filter {
            Filter::Downcase => Some(case("lower")),
            Filter::Upcase => Some(case("upper")),
            Filter::Json => Some(json("encode")),
            Filter::ParseJson => Some(json("decode")),
            Filter::Replace | Filter::Remove => {
                let to = if call.filter == Filter::Remove {
                    Some("")
                } else {
                    argument(1)
                };
                let (Some(from), Some(to)) = (argument(0), to) else {
                    return Ok(None);
                };
                let is_short = |text: &str| text.encode_utf16().count() <= MOST_REPLACED;
                if from.is_empty() || !is_short(from) || !is_short(to) || to.contains('$') {
                    return Ok(None);
                }
                let options = [
                    ("pattern", Value::from(from)),
                    ("replacement", to.into()),
                    ("value", value.clone()),
                ];
                Some(directive("@replace", Object::from_iter(options)))
            }
            Filter::ToString => match value.get("@path") {
                Some(Value::Text(path)) => {
                    let path = path.replacen("$.", "", 1);
                    Some(directive("@template", format!("{{{{{path}}}}}")))
                }
                _ => None,
            },
            Filter::Default => {
                let other = match call.arguments.first() {
                    Some(Operand::Literal(value)) => directive("@literal", value.clone()),
                    Some(Operand::Path(path)) => {
                        directive("@path", format!("$.{}", self.path(&path.path)?))
                    }
                    None => return Ok(None),
                };
                let keeps_false =
                    matches!(&call.allow_false, Some(Operand::Literal(Value::Bool(true))));
                let question = if keeps_false { "exists" } else { "blank" };
                let why = if keeps_false {
                    Why::EmptyIsThere
                } else {
                    Why::ZeroIsMissing
                };
                self.listed.add(at, text, why);
                let options = [
                    (question, value.clone()),
                    ("then", value.clone()),
                    ("else", other),
                ];
                Some(directive("@if", Object::from_iter(options)))
            }
            _ => None,
        })
    }

    /// Text with several parts: a template where its tags are paths alone,
    /// else Liquid.
    fn long_text(&mut self, text: &str, template: &Template) -> Result<Value, Why> {
        let are_paths = template
            .tags()
            .all(|tag| matches!(tag.head, Operand::Path(_)) && tag.filters.is_empty());
        if !are_paths {
            return self.liquid(text, template);
        }
        let mut out = String::new();
        let mut from = 0;
        for tag in template.tags() {
            out.push_str(text.get(from..tag.range.start).unwrap_or(""));
            if let Operand::Path(path) = &tag.head {
                out.push_str(&format!("{{{{{}}}}}", self.path(&path.path)?));
            }
            from = tag.range.end;
        }
        out.push_str(text.get(from..).unwrap_or(""));
        Ok(directive("@template", out))
    }

    /// A whole tag whose filter at a place only Liquid has: what comes of it is
    /// text.
    fn as_liquid(
        &mut self,
        text: &str,
        tag: &Tag,
        place: usize,
        at: &Pointer,
    ) -> Result<Value, Why> {
        let last = tag.filters.last().or(tag.filters.get(place));
        if !last.is_some_and(|call| gives_text(call.filter)) {
            self.listed.add(at, text, Why::BecomesText);
        }
        self.liquid(text, &Template::parse(text))
    }

    fn liquid(&mut self, text: &str, template: &Template) -> Result<Value, Why> {
        let mut places = Vec::new();
        for tag in template.tags() {
            if tag.filters.iter().any(|call| !is_of_liquid(call.filter)) {
                return Err(Why::NoCounterpart);
            }
            for path in tag.paths() {
                places.push((path.range.clone(), self.dotted(&path.path)?));
            }
        }
        places.sort_by_key(|(range, _)| std::cmp::Reverse(range.start));
        let mut out = text.to_owned();
        for (range, path) in places {
            out.replace_range(range, &path);
        }
        if out.encode_utf16().count() > MOST_LIQUID {
            return Err(Why::TooLong);
        }
        Ok(directive("@liquid", out))
    }

    /// A path into the event, without its `$.`.
    fn path(&self, path: &Path) -> Result<String, Why> {
        let dotted = self.dotted(path)?;
        // The mapping kit drops quotes, and cuts at dots within them.
        let breaks = |key: &str| {
            key.is_empty() || key.contains(['.', '[', ']', '"', '\'', '}']) || key.trim() != key
        };
        for step in &path.steps {
            if let segflow_core::template::Step::Key(key) = step
                && breaks(key)
            {
                return Err(Why::BadName);
            }
        }
        Ok(dotted.replace("[\"", ".").replace("\"]", ""))
    }

    /// A path into the event, as Liquid has it.
    fn dotted(&self, path: &Path) -> Result<String, Why> {
        if is_of_run(path) {
            return Err(Why::UnknownReference);
        }
        let written = path.to_string();
        if !self.is_event {
            return Ok(written);
        }
        let within = written
            .strip_prefix(EVENT)
            .and_then(|rest| rest.strip_prefix('.'));
        // The first step of another shape cannot stand alone.
        within.map(str::to_owned).ok_or(Why::BadName)
    }

    /// A path whose value is made text.
    fn one_in_text(&self, path: &Path) -> Result<Value, Why> {
        Ok(directive(
            "@template",
            format!("{{{{{}}}}}", self.path(path)?),
        ))
    }
}

/// What the mapping kit allows.
const MOST_REPLACED: usize = 10;
const MOST_LIQUID: usize = 1000;

/// What another value is where the first has none.
fn either(asked: Value, then: Value, otherwise: Option<Value>) -> Value {
    let mut options = Object::from_iter([("exists", asked), ("then", then)]);
    if let Some(otherwise) = otherwise {
        options.insert("else", otherwise);
    }
    directive("@if", options)
}

/// Liquid's own filters, but for those that the mapping kit has switched off.
fn is_of_liquid(filter: Filter) -> bool {
    !matches!(
        filter,
        Filter::Concat
            | Filter::Map
            | Filter::Reverse
            | Filter::Sort
            | Filter::Uniq
            | Filter::Md5
            | Filter::ParseJson
            | Filter::Sha256
            | Filter::Snakecase
            | Filter::Titlecase
            | Filter::ToBoolean
            | Filter::ToIso
            | Filter::ToNumber
            | Filter::ToString
    )
}

fn gives_text(filter: Filter) -> bool {
    matches!(
        filter,
        Filter::Append
            | Filter::Base64Encode
            | Filter::Capitalize
            | Filter::Date
            | Filter::Downcase
            | Filter::Join
            | Filter::Json
            | Filter::Prepend
            | Filter::Remove
            | Filter::Replace
            | Filter::Strip
            | Filter::Truncate
            | Filter::Upcase
            | Filter::UrlDecode
            | Filter::UrlEncode
    )
}
