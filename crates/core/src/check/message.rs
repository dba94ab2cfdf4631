//! What can only be seen in the finished message.

use super::names::has_personal_data;
use super::{Finding, Problem};
use crate::document::{Call, SegmentField, TaskId};
use crate::json::{Object, Pointer, Value};
use crate::plan::{Plan, Violation};
use crate::time::Timestamp;

/// Segment's schema page shows so many properties or traits, and profiles
/// keep no more.
pub const MAX_SHOWN_PROPERTIES: usize = 300;

/// The one event name that Segment reads itself: it discards such events for
/// what their context holds, so they are looked at before they are sent.
pub(crate) const CONSENT_EVENT: &str = "Segment Consent Preference Updated";

/// Looks at a finished message.
pub(crate) fn check_message(call: Call, task: &TaskId, message: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut find = |at: Pointer, problem| findings.push(Finding::of_task(task, at, problem));
    find_broken(message, &Pointer::root(), &mut find);
    let rows = call
        .rows()
        .and_then(|field| Some((field, message.get(field.name())?.as_object()?)));
    if let Some((field, rows)) = rows {
        if rows.len() > MAX_SHOWN_PROPERTIES {
            find(
                field.pointer(),
                Problem::TooManyProperties { count: rows.len() },
            );
        }
        for (key, value) in rows.iter() {
            if let Some(expected) = reserved(call, key).filter(|kind| !kind.fits(value)) {
                find(
                    field.pointer().key(key),
                    Problem::ReservedTraitType {
                        name: key.to_owned(),
                        expected: expected.words(),
                        kind: value.kind_name(),
                    },
                );
            }
        }
    }
    if call == Call::Track
        && let Some(event) = message.get("event").and_then(Value::as_text)
    {
        if has_personal_data(event) {
            let name = event.to_owned();
            find(
                SegmentField::Event.pointer(),
                Problem::PersonalDataInName { name },
            );
        }
        if event == CONSENT_EVENT {
            check_consent(message.get("context"), &mut find);
        }
    }
    findings
}

/// Finds in what a finished message differs from the tracking plan.
pub(crate) fn check_plan(
    plan: &Plan,
    call: Call,
    task: &TaskId,
    message: &Value,
) -> impl Iterator<Item = Finding> {
    let is_strict = plan.is_strict();
    let found = plan.check(call, message).into_iter();
    found.map(move |Violation { at, kind }| {
        Finding::of_task(task, at, Problem::PlanViolation { is_strict, kind })
    })
}

/// Half of a pair of surrogates has no place in UTF-8 and was made U+FFFD;
/// and so was whatever was broken before.
fn find_broken(value: &Value, at: &Pointer, find: &mut impl FnMut(Pointer, Problem)) {
    match value {
        Value::Text(text) if text.contains(char::REPLACEMENT_CHARACTER) => {
            find(at.clone(), Problem::BrokenCharacter);
        }
        Value::Object(object) => {
            for (key, member) in object.iter() {
                find_broken(member, &at.key(key), find);
            }
        }
        Value::List(list) => {
            for (index, element) in list.iter().enumerate() {
                find_broken(element, &at.index(index), find);
            }
        }
        _ => {}
    }
}

/// The kinds of values that Segment's reserved names are meant to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Number,
    TextOrNumber,
    Date,
    Object,
}

impl Kind {
    fn fits(self, value: &Value) -> bool {
        match (self, value) {
            (_, Value::Null)
            | (Kind::Text | Kind::TextOrNumber, Value::Text(_))
            | (Kind::Number | Kind::TextOrNumber, Value::Number(_))
            | (Kind::Object, Value::Object(_)) => true,
            (Kind::Date, Value::Text(text)) => Timestamp::parse_lenient(text).is_some(),
            _ => false,
        }
    }

    fn words(self) -> &'static str {
        match self {
            Kind::Text => "text",
            Kind::Number => "a number",
            Kind::TextOrNumber => "text or a number",
            Kind::Date => "a date",
            Kind::Object => "an object",
        }
    }
}

/// What a reserved name is meant to hold; camel and snake case are one.
fn reserved(call: Call, name: &str) -> Option<Kind> {
    let folded: String = name.replace('_', "").to_lowercase();
    Some(match (call, folded.as_str()) {
        (Call::Identify, "age") => Kind::Number,
        (Call::Identify, "birthday") => Kind::Date,
        (Call::Identify, "company") => Kind::Object,
        (Call::Identify, "firstname" | "lastname" | "gender" | "title" | "username") => Kind::Text,
        (Call::Group, "employees") => Kind::TextOrNumber,
        (Call::Group, "industry" | "plan") => Kind::Text,
        (Call::Identify | Call::Group, "address") => Kind::Object,
        (Call::Identify | Call::Group, "createdat") => Kind::Date,
        (
            Call::Identify | Call::Group,
            "avatar" | "description" | "email" | "id" | "name" | "phone" | "website",
        ) => Kind::Text,
        (Call::Track, "revenue" | "value") => Kind::Number,
        (Call::Track, "currency") => Kind::Text,
        (Call::Page, "path" | "referrer" | "search" | "title" | "url") => Kind::Text,
        (Call::Page | Call::Screen, "name") => Kind::Text,
        _ => return None,
    })
}

/// The rules by which Segment discards the consent event.
fn check_consent(context: Option<&Value>, find: &mut impl FnMut(Pointer, Problem)) {
    let at = SegmentField::Context.pointer();
    let consent = context.and_then(|context| context.get("consent"));
    let consent_at = at.key("consent");
    let preferences_at = consent_at.key("categoryPreferences");
    match consent.and_then(|consent| consent.get("categoryPreferences")) {
        None | Some(Value::Null) => find(preferences_at, Problem::ConsentMissing),
        Some(Value::Object(preferences)) => check_preferences(preferences, &preferences_at, find),
        Some(_) => find(preferences_at, Problem::ConsentNotObject),
    }
    if let Some(version) = consent.and_then(|consent| consent.get("version"))
        && !matches!(version, Value::Number(_))
    {
        find(consent_at.key("version"), Problem::ConsentVersionNotNumber);
    }
    let advertising = context
        .and_then(|context| context.get("device"))
        .and_then(|device| device.get("advertisingId"));
    if advertising.is_some_and(|id| id.as_text().is_none()) {
        find(
            at.key("device").key("advertisingId"),
            Problem::AdvertisingIdNotString,
        );
    }
}

fn check_preferences(preferences: &Object, at: &Pointer, find: &mut impl FnMut(Pointer, Problem)) {
    for (category, value) in preferences.iter() {
        if value.as_bool().is_none() {
            let category = category.to_owned();
            find(at.key(&category), Problem::ConsentNotBool { category });
        }
    }
}
