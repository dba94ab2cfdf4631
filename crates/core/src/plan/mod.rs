//! Tracking plans: what a team has agreed to send, as Segment's Protocols
//! writes it down.
//!
//! A plan is a list of rules, each a JSON Schema of a whole message. Checked
//! is the part of draft 7 that plans are made of: `type`, `enum`, `const`,
//! `pattern`, `required`, `properties`, `additionalProperties`, `items`,
//! `format: date-time`, `minimum`, `maximum`, `if`/`then`/`else`.

mod ignored;
mod import;
mod planned;
mod rule;
mod schema;
mod violation;

pub use ignored::Ignored;
pub use import::{ImportedPlan, PlanError, import};
pub use planned::{Planned, PlannedMember};
pub use violation::{Violation, ViolationKind};

use std::sync::Arc;

use crate::check::similar;
use crate::document::Call;
use crate::json::{Object, Pointer, Value};
use rule::{Rule, Subject};

/// A tracking plan, ready to be checked against. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Plan {
    name: Option<Arc<str>>,
    rules: Arc<[Rule]>,
    strict: bool,
    source: Arc<Value>,
}

/// Equal if they are written the same.
impl PartialEq for Plan {
    fn eq(&self, other: &Plan) -> bool {
        let is_shared = Arc::ptr_eq(&self.source, &other.source);
        (self.strict, &self.name) == (other.strict, &other.name)
            && (is_shared || self.source == other.source)
    }
}

impl Plan {
    /// Reads a document's plan, `{ "rules": [..], "strict": false }`. Total:
    /// rules that cannot be read ask for nothing. None where there is none.
    pub fn read(saved: &Value) -> Option<Plan> {
        let source = saved.get("rules")?.clone();
        let rules = source.as_list()?.iter().filter_map(Rule::read).collect();
        let name = saved.get("name").and_then(Value::as_text);
        Some(Plan {
            name: name.filter(|name| !name.is_empty()).map(Arc::from),
            rules,
            strict: saved.get("strict").and_then(Value::as_bool) == Some(true),
            source: Arc::new(source),
        })
    }

    /// The same plan, strict or not.
    #[must_use]
    pub fn with_strictness(mut self, strict: bool) -> Plan {
        self.strict = strict;
        self
    }

    /// What its owners call it.
    pub fn name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Whether a task that violates the plan is not sent.
    pub fn is_strict(&self) -> bool {
        self.strict
    }

    /// How many rules there are.
    pub fn len(&self) -> usize {
        self.rules.len()
    }

    /// Whether there are no rules.
    pub fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The plan as a document keeps it.
    pub fn save(&self) -> Value {
        let mut plan = Object::new();
        if let Some(name) = self.name() {
            plan.insert("name", name);
        }
        plan.insert("rules", (*self.source).clone());
        plan.insert("strict", self.strict);
        Value::Object(plan)
    }

    /// Finds everything in which a message differs from the plan.
    pub fn check(&self, call: Call, message: &Value) -> Vec<Violation> {
        let mut found = Vec::new();
        let key = match call {
            Call::Track => "event",
            _ => "name",
        };
        let name = message.get(key).and_then(Value::as_text);
        if let (Call::Track, Some(event)) = (call, name) {
            self.check_event(event, &mut found);
        }
        let version = message.get("context").and_then(rule::version_named);
        for rule in rule::applying(&self.rules, call, name, version) {
            rule.schema.check(message, &Pointer::root(), &mut found);
        }
        // Common rules and those of the event may say the same.
        let mut told: Vec<Violation> = Vec::new();
        for violation in found {
            if !told.contains(&violation) {
                told.push(violation);
            }
        }
        told
    }

    /// The names of the events that it has, each once, in its order.
    pub fn events(&self) -> Vec<&str> {
        self.names(Call::Track)
    }

    /// The names that it has for messages of a call, such as those of pages,
    /// each once, in its order.
    pub fn names(&self, call: Call) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for rule in &*self.rules {
            if let Subject::Call(of, Some(key)) = &rule.subject
                && *of == call
                && !names.contains(&key.as_str())
            {
                names.push(key);
            }
        }
        names
    }

    fn check_event(&self, event: &str, found: &mut Vec<Violation>) {
        let planned = self.rules.iter().filter_map(|rule| match &rule.subject {
            Subject::Call(Call::Track, Some(key)) => Some(key.as_str()),
            _ => None,
        });
        let is_planned = planned.clone().any(|key| key == event);
        if planned.clone().next().is_some() && !is_planned {
            found.push(Violation {
                at: Pointer::root().key("event"),
                kind: ViolationKind::UnknownEvent {
                    event: event.to_owned(),
                    similar: similar(event, planned).map(str::to_owned),
                },
            });
        }
    }
}
