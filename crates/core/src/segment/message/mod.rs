//! From a task and a record to the message that Segment is sent.

mod value;

use super::LIBRARY_NAME;
use crate::check::{Finding, Problem};
use crate::datum::Datum;
use crate::document::{Call, SegmentField, SegmentTask, TaskId};
use crate::json::{Object, Value, write_text};
use crate::record::Slots;
use crate::reference::References;
use crate::scope::Scope;
use crate::time::Timestamp;
use value::{Compiler, Rendering, ValueProgram};

/// A rendered call: the body without `sentAt` and `writeKey`, as a batch
/// carries it.
#[derive(Debug, Clone, PartialEq)]
pub struct Message {
    /// Which call.
    pub call: Call,
    /// The JSON object.
    pub text: String,
}

/// A Segment task whose templates are read once and rendered often.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageProgram {
    task: TaskId,
    call: Call,
    /// The message's first members, up to where its id goes.
    head: String,
    fields: Vec<(SegmentField, ValueProgram)>,
}

impl MessageProgram {
    /// Finds the templates of a task, and says what is wrong with them.
    pub(crate) fn compile(
        segment: &SegmentTask,
        references: &References<'_>,
        slots: &mut Slots,
        findings: &mut Vec<Finding>,
    ) -> MessageProgram {
        let mut compiler = Compiler {
            segment,
            references,
            slots,
            findings,
        };
        let fields = segment
            .call
            .fields()
            .iter()
            .filter_map(|field| {
                let value = segment.field(*field)?;
                // The library is named unless the author names another.
                let program = match (field, value) {
                    (SegmentField::Context, Value::Object(context)) => {
                        let context = Value::Object(with_library(context.clone()));
                        compiler.value(&context, field.pointer())
                    }
                    _ => compiler.value(value, field.pointer()),
                };
                Some((*field, program))
            })
            .collect();
        MessageProgram {
            task: references.task().clone(),
            call: segment.call,
            head: format!("{{\"type\":\"{}\",\"messageId\":", segment.call.name()),
            fields,
        }
    }

    /// The task that the program renders.
    pub fn task(&self) -> &TaskId {
        &self.task
    }

    /// Renders the call. Findings that block mean that the message must not
    /// be sent; it is given all the same, so that it can be looked at.
    pub(crate) fn render(
        &self,
        scope: &Scope<'_>,
        message_id: &str,
        reached_at: Timestamp,
    ) -> (Message, Vec<Finding>) {
        let mut rendering = Rendering {
            scope,
            task: &self.task,
            findings: Vec::new(),
        };
        let mut out = self.head.clone();
        write_text(message_id, &mut out);
        self.timestamp(&mut rendering, reached_at, &mut out);
        self.ids(&mut rendering, &mut out);
        let category = self.names(&mut rendering, &mut out);
        if let Some(rows) = self.call.rows() {
            self.rows(rows, category.as_deref(), &mut rendering, &mut out);
        }
        self.context(&mut rendering, &mut out);
        if self.node(SegmentField::Integrations).is_some() {
            self.rows(SegmentField::Integrations, None, &mut rendering, &mut out);
        }
        out.push('}');
        let message = Message {
            call: self.call,
            text: out,
        };
        (message, rendering.findings)
    }

    fn node(&self, field: SegmentField) -> Option<&ValueProgram> {
        self.fields
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, node)| node)
    }

    /// The value of a field; missing if there is no such field.
    fn evaluate<'s>(&'s self, field: SegmentField, rendering: &mut Rendering<'s>) -> Datum<'s> {
        self.node(field)
            .map_or(Datum::Missing, |node| node.evaluate(rendering))
    }

    fn timestamp<'s>(
        &'s self,
        rendering: &mut Rendering<'s>,
        reached_at: Timestamp,
        out: &mut String,
    ) {
        let field = SegmentField::Timestamp;
        let datum = self.evaluate(field, rendering);
        let moment = match &datum {
            Datum::Missing | Datum::Null => reached_at,
            text if text.is_text() && text.as_text().trim().is_empty() => reached_at,
            other => {
                let text = other.as_text();
                let moment = Timestamp::parse(&text).filter(|_| other.is_text());
                moment.unwrap_or_else(|| {
                    let text = text.clone().into_owned();
                    rendering.find(field.pointer(), Problem::BadTimestamp { text });
                    reached_at
                })
            }
        };
        out.push_str(",\"timestamp\":\"");
        out.push_str(&moment.to_string());
        out.push('"');
    }

    fn ids<'s>(&'s self, rendering: &mut Rendering<'s>, out: &mut String) {
        let user = self.id(SegmentField::UserId, rendering, out);
        let anonymous = self.id(SegmentField::AnonymousId, rendering, out);
        if user == IdMember::Absent {
            if self.call == Call::Alias {
                require(rendering, &[SegmentField::UserId], Problem::NoUserAnonId);
            } else if anonymous == IdMember::Absent {
                let ids = [SegmentField::UserId, SegmentField::AnonymousId];
                require(rendering, &ids, Problem::NoUserAnonId);
            }
        }
        let (field, problem) = match self.call {
            Call::Alias => (SegmentField::PreviousId, Problem::PreviousIdMissing),
            Call::Group => (SegmentField::GroupId, Problem::GroupIdMissing),
            _ => return,
        };
        if self.id(field, rendering, out) == IdMember::Absent {
            require(rendering, &[field], problem);
        }
    }

    /// Ids leave as text; empty ones do not leave at all.
    fn id<'s>(
        &'s self,
        field: SegmentField,
        rendering: &mut Rendering<'s>,
        out: &mut String,
    ) -> IdMember {
        let datum = self.evaluate(field, rendering);
        match &datum {
            Datum::Missing | Datum::Null => IdMember::Absent,
            Datum::Tree(_) => {
                let kind = datum.kind_name();
                rendering.find(field.pointer(), Problem::IdNotString { field, kind });
                IdMember::Wrong
            }
            id => {
                let text = id.as_text();
                if text.is_empty() {
                    return IdMember::Absent;
                }
                member(field.name(), out);
                write_text(&text, out);
                IdMember::Written
            }
        }
    }

    /// Writes the names of the call; gives the category that a page's
    /// properties repeat.
    fn names<'s>(&'s self, rendering: &mut Rendering<'s>, out: &mut String) -> Option<String> {
        match self.call {
            Call::Track => {
                let wrong = |kind| Problem::EventNotString { kind };
                let event = self.name(SegmentField::Event, wrong, rendering, out);
                if event == NameMember::Absent {
                    require(rendering, &[SegmentField::Event], Problem::EventNotDefined);
                }
                None
            }
            Call::Page | Call::Screen => {
                let wrong_name = |kind| Problem::NameNotString { kind };
                self.name(SegmentField::Name, wrong_name, rendering, out);
                let wrong = |kind| Problem::CategoryNotString { kind };
                match self.name(SegmentField::Category, wrong, rendering, out) {
                    NameMember::Written(category) if self.call == Call::Page => Some(category),
                    _ => None,
                }
            }
            Call::Identify | Call::Group | Call::Alias => None,
        }
    }

    fn name<'s>(
        &'s self,
        field: SegmentField,
        wrong: fn(&'static str) -> Problem,
        rendering: &mut Rendering<'s>,
        out: &mut String,
    ) -> NameMember {
        let datum = self.evaluate(field, rendering);
        match &datum {
            Datum::Missing | Datum::Null => NameMember::Absent,
            name if name.is_text() => {
                let text = name.as_text();
                if text.is_empty() {
                    return NameMember::Absent;
                }
                member(field.name(), out);
                write_text(&text, out);
                NameMember::Written(text.into_owned())
            }
            other => {
                rendering.find(field.pointer(), wrong(other.kind_name()));
                NameMember::Wrong
            }
        }
    }

    /// Traits, properties and integrations are objects, `{}` when empty.
    fn rows<'s>(
        &'s self,
        field: SegmentField,
        category: Option<&str>,
        rendering: &mut Rendering<'s>,
        out: &mut String,
    ) {
        member(field.name(), out);
        if let (Some(node), None) = (self.node(field), category)
            && node.is_object()
        {
            node.write(rendering, out);
            return;
        }
        let datum = self.evaluate(field, rendering);
        let mut object = match datum.to_value() {
            Some(Value::Object(object)) => object,
            None | Some(Value::Null) => Object::new(),
            Some(other) => {
                other.write(out);
                let kind = other.kind_name();
                rendering.find(field.pointer(), Problem::NotObject { field, kind });
                return;
            }
        };
        if let Some(category) = category {
            object.insert("category", category);
        }
        Value::Object(object).write(out);
    }

    /// The author's context, with the name of this library.
    fn context<'s>(&'s self, rendering: &mut Rendering<'s>, out: &mut String) {
        let field = SegmentField::Context;
        member(field.name(), out);
        if let Some(node) = self.node(field)
            && node.is_object()
        {
            node.write(rendering, out);
            return;
        }
        let context = match self.evaluate(field, rendering).to_value() {
            Some(Value::Object(object)) => object,
            None | Some(Value::Null) => Object::new(),
            Some(other) => {
                let kind = other.kind_name();
                rendering.find(field.pointer(), Problem::NotObject { field, kind });
                Object::new()
            }
        };
        Value::Object(with_library(context)).write(out);
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum IdMember {
    Written,
    Absent,
    /// A list or object: already a finding.
    Wrong,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum NameMember {
    Written(String),
    Absent,
    /// No text: already a finding.
    Wrong,
}

/// Begins a member of the message that is not its first; the name needs no
/// escape.
fn member(name: &str, out: &mut String) {
    out.push_str(",\"");
    out.push_str(name);
    out.push_str("\":");
}

fn with_library(mut context: Object) -> Object {
    if context.get("library").is_none() {
        let library = Object::from_iter([
            ("name", LIBRARY_NAME),
            ("version", env!("CARGO_PKG_VERSION")),
        ]);
        context.insert("library", library);
    }
    context
}

/// Reports what a required field lacks; if that is because a tag has no
/// value, that tag is needed.
fn require(rendering: &mut Rendering<'_>, fields: &[SegmentField], problem: Problem) {
    for finding in &mut rendering.findings {
        if let Problem::MissingValue { is_needed, .. } = &mut finding.problem {
            *is_needed |= fields.iter().any(|field| field.pointer() == finding.at);
        }
    }
    if let Some(field) = fields.first() {
        rendering.find(field.pointer(), problem);
    }
}
