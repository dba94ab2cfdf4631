//! From a task and a record to the message that Segment is sent.

mod input;
mod value;

pub(crate) use input::InputProgram;

use std::ops::Range;

use segflow_scan::{Literal, Out};

use super::request::SENT_AT;
use super::{LIBRARY_NAME, MessageIdStem, ShownRequest};
use crate::check::{CONSENT_EVENT, Finding, Problem};
use crate::datum::Datum;
use crate::document::{Call, SegmentField, SegmentTask, TaskId};
use crate::json::{Object, Value};
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

impl Message {
    /// The message that was sent with a request.
    pub(crate) fn sent_with(call: Call, request: &ShownRequest) -> Option<Message> {
        // What follows the message is not made of data.
        let end = request.body.rfind(SENT_AT)?;
        let text = format!("{}}}", request.body.get(..end)?);
        Some(Message { call, text })
    }
}

/// What the messages of a task carry of their run, all but the row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stamp {
    /// The message up to the row in its id.
    before: Literal,
    /// The rest of the id, and the timestamp unless the task has its own.
    after: Literal,
    /// When the task was reached, as it is written.
    reached_at: String,
}

/// Which findings rendering keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Keep {
    /// All of them.
    All,
    /// Those that keep the message from being sent. A file of a million rows
    /// has no use for a million hints.
    Blocking,
}

/// What is known of a message that has been written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Written {
    /// Where among the written bytes the user's id stands, or else the
    /// anonymous one, without its quotes.
    pub(crate) id: Range<usize>,
    /// Segment reads the message itself, so that it needs a second look.
    pub(crate) is_read_by_segment: bool,
}

/// A Segment task whose templates are read once and rendered often.
#[derive(Debug, Clone, PartialEq)]
pub struct MessageProgram {
    task: TaskId,
    call: Call,
    /// The message's first members, up to where its id goes.
    head: String,
    /// The event with what goes before it, if it is the same for every record
    /// and nothing is to be said of it.
    event: Option<Literal>,
    /// The object of the call and all that follows, if of what follows all is
    /// the same for every record.
    rest: Option<ValueProgram>,
    /// By the field's number.
    fields: [Option<ValueProgram>; SegmentField::COUNT],
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
            missing: &segment.missing,
            references,
            slots,
            findings,
        };
        let mut fields = [const { None }; SegmentField::COUNT];
        for field in segment.call.fields() {
            let nothing = Value::Object(Object::new());
            let value = match (field, segment.field(*field)) {
                // The library is named unless the author names another.
                (SegmentField::Context, None) => Value::Object(with_library(Object::new())),
                (SegmentField::Context, Some(Value::Object(context))) => {
                    Value::Object(with_library(context.clone()))
                }
                (_, Some(value)) => value.clone(),
                (field, None) if segment.call.rows() == Some(*field) => nothing,
                (_, None) => continue,
            };
            if let Some(place) = fields.get_mut(*field as usize) {
                *place = Some(compiler.value(&value, field.pointer()));
            }
        }
        let program = MessageProgram {
            event: None,
            rest: None,
            task: references.task().clone(),
            call: segment.call,
            head: format!("{{\"type\":\"{}\",\"messageId\":\"", segment.call.name()),
            fields,
        };
        MessageProgram {
            event: program.fixed_event(),
            rest: program.fixed_rest(),
            ..program
        }
    }

    fn fixed_event(&self) -> Option<Literal> {
        let field = SegmentField::Event;
        let text = self.node(field)?.literal()?;
        let name = text.strip_prefix('"')?.strip_suffix('"')?;
        let is_plain = !name.is_empty() && name != CONSENT_EVENT;
        is_plain.then(|| Literal::new(&format!("{}{text}", field.opening())))
    }

    fn fixed_rest(&self) -> Option<ValueProgram> {
        let context = self.node(SegmentField::Context)?.literal()?;
        let is_last = self.node(SegmentField::Integrations).is_none();
        // A page's properties repeat its category.
        let repeats = self.node(SegmentField::Category).is_some();
        if !context.starts_with('{') || !is_last || repeats {
            return None;
        }
        let tail = format!("{}{context}}}", SegmentField::Context.opening());
        let rows = self.call.rows()?;
        self.node(rows)?.object_between(rows.opening(), &tail)
    }

    /// What the messages carry whose ids begin with the stem, for an activation
    /// counted from 1.
    pub(crate) fn stamp(
        &self,
        id: &MessageIdStem,
        activation: u32,
        reached_at: Timestamp,
    ) -> Stamp {
        let reached_at = reached_at.to_string();
        let mut after = format!("-{activation}\",\"timestamp\":\"");
        if self.node(SegmentField::Timestamp).is_none() {
            after.push_str(&reached_at);
            after.push('"');
        }
        Stamp {
            before: Literal::new(&format!("{}{}", self.head, id.as_str())),
            after: Literal::new(&after),
            reached_at,
        }
    }

    /// The task that the program renders.
    pub fn task(&self) -> &TaskId {
        &self.task
    }

    /// Renders the call behind what `out` holds. Findings that block mean that
    /// the message must not be sent; it is written all the same, so that it
    /// can be looked at.
    pub(crate) fn render(
        &self,
        scope: &Scope<'_>,
        stamp: &Stamp,
        keep: Keep,
        findings: &mut Vec<Finding>,
        out: &mut Out,
    ) -> Written {
        let mut rendering = Rendering {
            scope,
            task: &self.task,
            keep,
            first: findings.len(),
            findings,
        };
        let mut written = Written::default();
        out.push_literal(&stamp.before);
        out.push_number(scope.row);
        out.push_literal(&stamp.after);
        if self.node(SegmentField::Timestamp).is_some() {
            self.timestamp(&mut rendering, &stamp.reached_at, out);
        }
        self.ids(&mut rendering, &mut written, out);
        let category = self.names(&mut rendering, &mut written, out);
        if let Some(rest) = &self.rest {
            rest.write(&mut rendering, out);
            return written;
        }
        if let Some(rows) = self.call.rows() {
            self.rows(rows, category.as_deref(), &mut rendering, out);
        }
        self.context(&mut rendering, out);
        if self.node(SegmentField::Integrations).is_some() {
            self.rows(SegmentField::Integrations, None, &mut rendering, out);
        }
        out.push(b'}');
        written
    }

    /// Which call it is.
    pub(crate) fn call(&self) -> Call {
        self.call
    }

    fn node(&self, field: SegmentField) -> Option<&ValueProgram> {
        self.fields.get(field as usize)?.as_ref()
    }

    /// The value of a field; missing if there is no such field.
    fn evaluate<'s, 'r: 's>(
        &'s self,
        field: SegmentField,
        rendering: &mut Rendering<'r>,
    ) -> Datum<'s> {
        self.node(field)
            .map_or(Datum::Missing, |node| node.evaluate(rendering))
    }

    fn timestamp(&self, rendering: &mut Rendering<'_>, reached_at: &str, out: &mut Out) {
        let field = SegmentField::Timestamp;
        let datum = self.evaluate(field, rendering);
        let moment = match &datum {
            Datum::Missing | Datum::Null => None,
            text if text.is_text() && text.as_text().trim().is_empty() => None,
            other => {
                let text = other.as_text();
                let moment = Timestamp::parse(&text).filter(|_| other.is_text());
                if moment.is_none() {
                    let text = text.clone().into_owned();
                    rendering.find(field.pointer(), Problem::BadTimestamp { text });
                }
                moment
            }
        };
        match moment {
            Some(moment) => out.push_str(&moment.to_string()),
            None => out.push_str(reached_at),
        }
        out.push(b'"');
    }

    fn ids(&self, rendering: &mut Rendering<'_>, written: &mut Written, out: &mut Out) {
        let user = self.id(SegmentField::UserId, rendering, written, out);
        let anonymous = self.id(SegmentField::AnonymousId, rendering, written, out);
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
        if self.id(field, rendering, written, out) == IdMember::Absent {
            require(rendering, &[field], problem);
        }
    }

    /// Ids leave as text; empty ones do not leave at all.
    fn id(
        &self,
        field: SegmentField,
        rendering: &mut Rendering<'_>,
        written: &mut Written,
        out: &mut Out,
    ) -> IdMember {
        let Some(node) = self.node(field) else {
            return IdMember::Absent;
        };
        let evaluated;
        let datum = match node.answer(rendering.scope) {
            // Most are an answer that is written as it came.
            Some(Datum::Plain(id)) if !id.is_empty() => {
                out.push_str(field.opening());
                let start = out.len() + 1;
                out.push_plain(id);
                if written.id.is_empty() {
                    written.id = start..start + id.len();
                }
                return IdMember::Written;
            }
            Some(answer) => answer,
            None => {
                evaluated = node.evaluate(rendering);
                &evaluated
            }
        };
        match datum {
            Datum::Missing | Datum::Null => IdMember::Absent,
            Datum::Tree(_) => {
                let kind = datum.kind_name();
                rendering.find(field.pointer(), Problem::IdNotString { field, kind });
                IdMember::Wrong
            }
            id => {
                if id.is_empty() {
                    return IdMember::Absent;
                }
                out.push_str(field.opening());
                let start = out.len() + 1;
                id.write_as_text(out);
                if written.id.is_empty() {
                    written.id = start..out.len() - 1;
                }
                IdMember::Written
            }
        }
    }

    /// Writes the names of the call; gives the category that a page's
    /// properties repeat.
    fn names(
        &self,
        rendering: &mut Rendering<'_>,
        written: &mut Written,
        out: &mut Out,
    ) -> Option<String> {
        match self.call {
            Call::Track => {
                if let Some(event) = &self.event {
                    out.push_literal(event);
                    return None;
                }
                let wrong = |kind| Problem::EventNotString { kind };
                match self.name(SegmentField::Event, wrong, rendering, out) {
                    NameMember::Absent => {
                        require(rendering, &[SegmentField::Event], Problem::EventNotDefined);
                    }
                    NameMember::Written(name) => {
                        let name = out.since(name).strip_suffix(b"\"");
                        written.is_read_by_segment = name == Some(CONSENT_EVENT.as_bytes());
                    }
                    NameMember::Wrong => {}
                }
                None
            }
            Call::Page | Call::Screen => {
                let wrong_name = |kind| Problem::NameNotString { kind };
                self.name(SegmentField::Name, wrong_name, rendering, out);
                let wrong = |kind| Problem::CategoryNotString { kind };
                match self.name(SegmentField::Category, wrong, rendering, out) {
                    NameMember::Written(_) if self.call == Call::Page => {
                        let category = self.evaluate(SegmentField::Category, rendering);
                        Some(category.as_text().into_owned())
                    }
                    _ => None,
                }
            }
            Call::Identify | Call::Group | Call::Alias => None,
        }
    }

    fn name(
        &self,
        field: SegmentField,
        wrong: fn(&'static str) -> Problem,
        rendering: &mut Rendering<'_>,
        out: &mut Out,
    ) -> NameMember {
        let datum = self.evaluate(field, rendering);
        match &datum {
            Datum::Missing | Datum::Null => NameMember::Absent,
            name if name.is_text() => {
                if name.is_empty() {
                    return NameMember::Absent;
                }
                out.push_str(field.opening());
                let start = out.len() + 1;
                name.write(out);
                NameMember::Written(start)
            }
            other => {
                rendering.find(field.pointer(), wrong(other.kind_name()));
                NameMember::Wrong
            }
        }
    }

    /// Traits, properties and integrations are objects, `{}` when empty.
    fn rows(
        &self,
        field: SegmentField,
        category: Option<&str>,
        rendering: &mut Rendering<'_>,
        out: &mut Out,
    ) {
        out.push_str(field.opening());
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
    fn context(&self, rendering: &mut Rendering<'_>, out: &mut Out) {
        let field = SegmentField::Context;
        out.push_str(field.opening());
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

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum NameMember {
    /// From that place on, behind its quote.
    Written(usize),
    Absent,
    /// No text: already a finding.
    Wrong,
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
    for finding in rendering.findings.iter_mut().skip(rendering.first) {
        if let Problem::MissingValue { is_needed, .. } = &mut finding.problem {
            *is_needed |= fields.iter().any(|field| field.pointer() == finding.at);
        }
    }
    if let Some(field) = fields.first() {
        rendering.find(field.pointer(), problem);
    }
}
