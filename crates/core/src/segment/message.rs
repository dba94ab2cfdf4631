use std::borrow::Cow;

use super::LIBRARY_NAME;
use crate::check::{Finding, Problem};
use crate::document::{Call, MissingRule, SegmentField, SegmentTask, TaskId};
use crate::json::{Object, Pointer, Value, write_text};
use crate::reference::References;
use crate::scope::Scope;
use crate::template::{Datum, Template, render};
use crate::time::Timestamp;

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
    fields: Vec<(SegmentField, Node)>,
}

/// A value of the document with its templates found.
#[derive(Debug, Clone, PartialEq)]
enum Node {
    Fixed(Value),
    Tagged {
        template: Template,
        rule: MissingRule,
        at: Pointer,
    },
    List(Vec<Node>),
    /// Keys are literal, and already written as JSON.
    Object(Vec<(String, Node)>),
}

impl MessageProgram {
    /// Finds the templates of a task, and says what is wrong with them.
    pub fn compile(
        segment: &SegmentTask,
        references: &References<'_>,
        findings: &mut Vec<Finding>,
    ) -> MessageProgram {
        let fields = segment
            .call
            .fields()
            .iter()
            .filter_map(|field| {
                let value = segment.field(*field)?;
                let node = compile(value, field.pointer(), segment, references, findings);
                Some((*field, node))
            })
            .collect();
        MessageProgram {
            task: references.task().clone(),
            call: segment.call,
            fields,
        }
    }

    /// Renders the call. Findings that block mean that the message must not
    /// be sent; it is given all the same, so that it can be looked at.
    pub fn render(
        &self,
        scope: &Scope<'_>,
        message_id: &str,
        reached_at: Timestamp,
    ) -> (Message, Vec<Finding>) {
        let mut rendering = Rendering {
            task: &self.task,
            scope,
            findings: Vec::new(),
            out: String::new(),
        };
        rendering.text_member("type", self.call.name());
        rendering.text_member("messageId", message_id);
        rendering.timestamp(self.node(SegmentField::Timestamp), reached_at);
        self.ids(&mut rendering);
        self.names(&mut rendering);
        if let Some(rows) = self.call.rows() {
            rendering.object_member(rows, self.node(rows));
        }
        rendering.context(self.node(SegmentField::Context));
        if let Some(node) = self.node(SegmentField::Integrations) {
            rendering.object_member(SegmentField::Integrations, Some(node));
        }
        rendering.out.push('}');
        let message = Message {
            call: self.call,
            text: rendering.out,
        };
        (message, rendering.findings)
    }

    /// The task that the program renders.
    pub fn task(&self) -> &TaskId {
        &self.task
    }

    fn node(&self, field: SegmentField) -> Option<&Node> {
        self.fields
            .iter()
            .find(|(name, _)| *name == field)
            .map(|(_, node)| node)
    }

    fn ids(&self, rendering: &mut Rendering<'_, '_>) {
        let user = rendering.id_member(SegmentField::UserId, self.node(SegmentField::UserId));
        let anonymous = rendering.id_member(
            SegmentField::AnonymousId,
            self.node(SegmentField::AnonymousId),
        );
        if user == IdMember::Absent {
            if self.call == Call::Alias {
                rendering.find_required(&[SegmentField::UserId], Problem::NoUserAnonId);
            } else if anonymous == IdMember::Absent {
                let ids = [SegmentField::UserId, SegmentField::AnonymousId];
                rendering.find_required(&ids, Problem::NoUserAnonId);
            }
        }
        let (field, problem) = match self.call {
            Call::Alias => (SegmentField::PreviousId, Problem::PreviousIdMissing),
            Call::Group => (SegmentField::GroupId, Problem::GroupIdMissing),
            _ => return,
        };
        if rendering.id_member(field, self.node(field)) == IdMember::Absent {
            rendering.find_required(&[field], problem);
        }
    }

    fn names(&self, rendering: &mut Rendering<'_, '_>) {
        match self.call {
            Call::Track => {
                let node = self.node(SegmentField::Event);
                let wrong = |kind| Problem::EventNotString { kind };
                if !rendering.name_member(SegmentField::Event, node, wrong) {
                    rendering.find_required(&[SegmentField::Event], Problem::EventNotDefined);
                }
            }
            Call::Page | Call::Screen => {
                let name = self.node(SegmentField::Name);
                let category = self.node(SegmentField::Category);
                rendering.name_member(SegmentField::Name, name, |kind| Problem::NameNotString {
                    kind,
                });
                rendering.name_member(SegmentField::Category, category, |kind| {
                    Problem::CategoryNotString { kind }
                });
            }
            Call::Identify | Call::Group | Call::Alias => {}
        }
    }
}

fn compile(
    value: &Value,
    at: Pointer,
    segment: &SegmentTask,
    references: &References<'_>,
    findings: &mut Vec<Finding>,
) -> Node {
    match value {
        Value::Text(text) if text.contains('{') => {
            let template = Template::parse(text);
            check_template(&template, &at, references, findings);
            if template.tags().next().is_none() {
                return Node::Fixed(value.clone());
            }
            Node::Tagged {
                rule: segment.missing.at(&at),
                template,
                at,
            }
        }
        Value::List(list) => Node::List(
            list.iter()
                .enumerate()
                .map(|(index, element)| {
                    compile(element, at.index(index), segment, references, findings)
                })
                .collect(),
        ),
        Value::Object(object) => Node::Object(
            object
                .iter()
                .map(|(key, member)| {
                    let node = compile(member, at.key(key), segment, references, findings);
                    let mut written = String::new();
                    write_text(key, &mut written);
                    (written, node)
                })
                .collect(),
        ),
        fixed => Node::Fixed(fixed.clone()),
    }
}

fn check_template(
    template: &Template,
    at: &Pointer,
    references: &References<'_>,
    findings: &mut Vec<Finding>,
) {
    let mut find = |range: &std::ops::Range<usize>, problem| {
        findings.push(Finding {
            range: Some(range.clone()),
            ..Finding::of_task(references.task(), at.clone(), problem)
        });
    };
    for problem in template.problems() {
        find(&problem.range, Problem::BadTag(problem.kind.clone()));
    }
    for path in template.tags().flat_map(|tag| tag.paths()) {
        if let Err(unknown) = references.resolve(&path.path) {
            find(
                &path.range,
                Problem::UnknownField {
                    path: path.path.to_string(),
                    unknown,
                },
            );
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum IdMember {
    Written,
    Absent,
    /// A list or object: already a finding.
    Wrong,
}

struct Rendering<'r, 'a> {
    task: &'r TaskId,
    scope: &'r Scope<'a>,
    findings: Vec<Finding>,
    out: String,
}

impl Rendering<'_, '_> {
    fn find(&mut self, at: Pointer, problem: Problem) {
        self.findings.push(Finding::of_task(self.task, at, problem));
    }

    /// Reports what a required field lacks; if that is because a tag has no
    /// value, that tag is needed.
    fn find_required(&mut self, fields: &[SegmentField], problem: Problem) {
        for finding in &mut self.findings {
            if let Problem::MissingValue { is_needed, .. } = &mut finding.problem {
                *is_needed |= fields.iter().any(|field| field.pointer() == finding.at);
            }
        }
        if let Some(field) = fields.first() {
            self.find(field.pointer(), problem);
        }
    }

    /// Begins a member of the message; the name needs no escape.
    fn key(&mut self, name: &str) {
        self.out
            .push_str(if self.out.is_empty() { "{\"" } else { ",\"" });
        self.out.push_str(name);
        self.out.push_str("\":");
    }

    fn text_member(&mut self, name: &str, text: &str) {
        self.key(name);
        write_text(text, &mut self.out);
    }

    /// The value of a node, if it has one.
    fn value(&mut self, node: &Node) -> Option<Value> {
        match node {
            Node::Fixed(value) => Some(value.clone()),
            Node::Tagged { template, rule, at } => {
                self.tagged(template, rule, at).map(Cow::into_owned)
            }
            Node::List(_) | Node::Object(_) => {
                let mut text = std::mem::take(&mut self.out);
                self.write(node);
                std::mem::swap(&mut text, &mut self.out);
                Value::read(&text, usize::MAX).ok()
            }
        }
    }

    /// Renders a template and applies its missing-value rule.
    fn tagged(
        &mut self,
        template: &Template,
        rule: &MissingRule,
        at: &Pointer,
    ) -> Option<Cow<'static, Value>> {
        let fill = match rule {
            MissingRule::Default(value) => match value {
                Value::Text(text) => text.clone(),
                Value::Null => String::new(),
                other => other.to_string(),
            },
            _ => String::new(),
        };
        let rendered = render(template, self.scope, &fill);
        for path in rendered.missing {
            let is_needed = *rule == MissingRule::Stop;
            // A rule of the author's says that a missing value is all right.
            if is_needed || *rule == MissingRule::Omit {
                self.find(at.clone(), Problem::MissingValue { path, is_needed });
            }
        }
        match rendered.datum {
            Datum::Found(value) => Some(Cow::Owned(value.into_owned())),
            Datum::Missing => match rule {
                MissingRule::Omit | MissingRule::Stop => None,
                MissingRule::Empty => Some(Cow::Owned(Value::text(""))),
                MissingRule::Null => Some(Cow::Owned(Value::Null)),
                MissingRule::Default(value) => Some(Cow::Owned(value.clone())),
            },
        }
    }

    /// Writes a node; `false` if it has no value and nothing was written.
    fn write(&mut self, node: &Node) -> bool {
        match node {
            Node::Fixed(value) => {
                value.write(&mut self.out);
                true
            }
            Node::Tagged { template, rule, at } => match self.tagged(template, rule, at) {
                Some(value) => {
                    value.write(&mut self.out);
                    true
                }
                None => false,
            },
            Node::List(nodes) => {
                self.out.push('[');
                for (index, node) in nodes.iter().enumerate() {
                    if index > 0 {
                        self.out.push(',');
                    }
                    // Leaving an element out would move those after it.
                    if !self.write(node) {
                        self.out.push_str("null");
                    }
                }
                self.out.push(']');
                true
            }
            Node::Object(members) => {
                self.out.push('{');
                let mut is_first = true;
                for (key, node) in members {
                    let before = self.out.len();
                    if !is_first {
                        self.out.push(',');
                    }
                    self.out.push_str(key);
                    self.out.push(':');
                    if self.write(node) {
                        is_first = false;
                    } else {
                        self.out.truncate(before);
                    }
                }
                self.out.push('}');
                true
            }
        }
    }

    fn timestamp(&mut self, node: Option<&Node>, reached_at: Timestamp) {
        let value = node.and_then(|node| self.value(node));
        let moment = match value {
            None | Some(Value::Null) => reached_at,
            Some(Value::Text(text)) if text.trim().is_empty() => reached_at,
            Some(value) => match value.as_text().and_then(Timestamp::parse) {
                Some(moment) => moment,
                None => {
                    let text = match value {
                        Value::Text(text) => text,
                        other => other.to_string(),
                    };
                    self.find(
                        SegmentField::Timestamp.pointer(),
                        Problem::BadTimestamp { text },
                    );
                    reached_at
                }
            },
        };
        self.text_member("timestamp", &moment.to_string());
    }

    /// Ids leave as text; empty ones do not leave at all.
    fn id_member(&mut self, field: SegmentField, node: Option<&Node>) -> IdMember {
        let Some(value) = node.and_then(|node| self.value(node)) else {
            return IdMember::Absent;
        };
        let text = match value {
            Value::Null => return IdMember::Absent,
            Value::Text(text) => text,
            Value::Number(number) => number.to_string(),
            Value::Bool(bool) => bool.to_string(),
            Value::List(_) | Value::Object(_) => {
                let kind = value.kind_name();
                self.find(field.pointer(), Problem::IdNotString { field, kind });
                return IdMember::Wrong;
            }
        };
        if text.is_empty() {
            return IdMember::Absent;
        }
        self.text_member(field.name(), &text);
        IdMember::Written
    }

    /// Names are text; `false` if there is none. One of the wrong kind is a
    /// finding, and counts as there.
    fn name_member(
        &mut self,
        field: SegmentField,
        node: Option<&Node>,
        wrong: impl FnOnce(&'static str) -> Problem,
    ) -> bool {
        match node.and_then(|node| self.value(node)) {
            None | Some(Value::Null) => false,
            Some(Value::Text(text)) if text.is_empty() => false,
            Some(Value::Text(text)) => {
                self.text_member(field.name(), &text);
                true
            }
            Some(other) => {
                self.find(field.pointer(), wrong(other.kind_name()));
                true
            }
        }
    }

    /// Traits, properties and integrations are objects, `{}` when empty.
    fn object_member(&mut self, field: SegmentField, node: Option<&Node>) {
        self.key(field.name());
        match node {
            Some(node @ Node::Object(_)) => {
                self.write(node);
            }
            Some(node) => match self.value(node) {
                Some(value @ Value::Object(_)) => value.write(&mut self.out),
                None | Some(Value::Null) => self.out.push_str("{}"),
                Some(other) => {
                    other.write(&mut self.out);
                    let kind = other.kind_name();
                    self.find(field.pointer(), Problem::NotObject { field, kind });
                }
            },
            None => self.out.push_str("{}"),
        }
    }

    /// The author's context, and the name of this library unless the author
    /// names another.
    fn context(&mut self, node: Option<&Node>) {
        let mut context = match node.and_then(|node| self.value(node)) {
            Some(Value::Object(object)) => object,
            None | Some(Value::Null) => Object::new(),
            Some(other) => {
                self.find(
                    SegmentField::Context.pointer(),
                    Problem::NotObject {
                        field: SegmentField::Context,
                        kind: other.kind_name(),
                    },
                );
                Object::new()
            }
        };
        if context.get("library").is_none() {
            let library = Object::from_iter([
                ("name", LIBRARY_NAME),
                ("version", env!("CARGO_PKG_VERSION")),
            ]);
            context.insert("library", library);
        }
        self.key("context");
        Value::Object(context).write(&mut self.out);
    }
}
