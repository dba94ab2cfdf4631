//! Mappings and subscriptions, made tasks.

use segflow_core::condition::{Condition, Operator, Test};
use segflow_core::document::{Call, FieldId, FormField, FormFieldType, SegmentField, TaskId};
use segflow_core::json::{Object, Pointer, Value};
use segflow_core::template::{Path, Template};

use super::fields::{Place, place_of};
use super::path::EVENT;
use super::translate::{Question, QuestionKind, Translator};
use crate::Why;
use crate::draft::{Draft, Sending};
use crate::fql;
use crate::listed::Listed;

/// Questions within values have two answers each, and each has its task.
const MOST_QUESTIONS: usize = 3;

/// Reads a mapping, a subscription that has one, or several of them.
pub(crate) fn read(value: &Value) -> Draft {
    let mut draft = Draft::new("Segment mapping");
    let inside = value.get("data").unwrap_or(value);
    let place = if inside == value {
        Pointer::root()
    } else {
        Pointer::root().key("data")
    };
    let (list, place) = match inside.get("subscriptions") {
        Some(Value::List(list)) => (list.as_slice(), place.key("subscriptions")),
        _ => match inside {
            Value::List(list) => (list.as_slice(), place),
            single => {
                let inner = single.get("subscription").unwrap_or(single);
                if let Some(name) = name_of(inner) {
                    draft.name = name.to_owned();
                }
                subscription(inner, &place, &mut draft);
                return draft;
            }
        },
    };
    for (index, item) in list.iter().enumerate() {
        subscription(item, &place.index(index), &mut draft);
    }
    draft
}

fn name_of(value: &Value) -> Option<&str> {
    let name = value.get("name").and_then(Value::as_text);
    name.filter(|name| !name.is_empty() && !name.contains('{'))
}

/// A subscription: when it is for an event, and what is made of it.
fn subscription(value: &Value, place: &Pointer, draft: &mut Draft) {
    // The mapping is called so in code, and `settings` by Segment's API.
    let named = ["mapping", "settings"].into_iter().find_map(|name| {
        let mapping = value.get(name)?.as_object()?;
        Some((name, mapping))
    });
    let is_subscription = named.is_some();
    let (mapping, at) = match (named, value) {
        (Some((name, mapping)), _) => (mapping, place.key(name)),
        (None, Value::Object(mapping)) => (mapping, place.clone()),
        (None, other) => {
            draft.listed.add(place, other, Why::Malformed);
            return;
        }
    };
    let text = |key: &str| value.get(key).and_then(Value::as_text);
    let trigger = ["subscribe", "trigger"]
        .into_iter()
        .filter(|_| is_subscription)
        .find_map(|key| Some((key, text(key)?)));
    let label = name_of(value).filter(|_| is_subscription);
    if let Some(root) = mapping.get("__segment_internal_directive") {
        let at = at.key("__segment_internal_directive");
        draft.listed.add(&at, root, Why::NoCounterpart);
    }
    let action = text("partnerAction").or(text("actionSlug"));
    let call = call_of(mapping, action, trigger.map(|(_, trigger)| trigger));
    let condition = trigger.and_then(|(key, trigger)| match fql::read(trigger, EVENT) {
        Ok(condition) => condition,
        Err(_) => {
            draft.listed.add(&place.key(key), trigger, Why::Condition);
            Some(Condition::Unreadable(trigger.into()))
        }
    });
    let label = label.map_or_else(|| call.title().to_owned(), str::to_owned);
    let variants = variants(mapping, call, &at, &mut draft.listed);
    for (index, (answers, mut sending)) in variants.into_iter().enumerate() {
        let answers = answers
            .iter()
            .map(|(question, holds)| asked(question, *holds));
        // Of groups of which all must hold, one is enough.
        let mut all = Vec::new();
        for condition in condition.iter().cloned().chain(answers) {
            match condition {
                Condition::All(parts) => all.extend(parts),
                other => all.push(other),
            }
        }
        sending.activate_when = match all.len() {
            0 => None,
            1 => all.pop(),
            _ => Some(Condition::All(all)),
        };
        sending.beside_previous = index > 0;
        ask_for_what_is_used(&sending, draft);
        draft.send(&label, sending);
    }
}

/// Which call a mapping makes: it says so, its action does, its trigger does,
/// or its fields do.
fn call_of(mapping: &Object, action: Option<&str>, trigger: Option<&str>) -> Call {
    if let Some(call) = mapping
        .get("type")
        .and_then(Value::as_text)
        .and_then(Call::from_name)
    {
        return call;
    }
    if let Some(action) = action.map(str::to_lowercase)
        && let Some(call) = Call::ALL
            .into_iter()
            .find(|call| action.ends_with(call.name()))
    {
        return call;
    }
    let has = |names: &[&str]| names.iter().any(|name| mapping.get(name).is_some());
    if has(&["event", "event_name"]) {
        return Call::Track;
    }
    let asks_for = |call: &Call| {
        let trigger: String = trigger
            .unwrap_or("")
            .chars()
            .filter(|char| !char.is_whitespace())
            .collect();
        ["\"", "'"]
            .into_iter()
            .any(|quote| trigger.contains(&format!("type={quote}{}{quote}", call.name())))
    };
    if let Some(call) = Call::ALL.iter().find(|call| asks_for(call)) {
        return *call;
    }
    if has(&["previousId", "previous_id"]) {
        Call::Alias
    } else if has(&["groupId"]) {
        Call::Group
    } else if has(&["screen_name"]) {
        Call::Screen
    } else if has(&["page_name", "page_category", "category"]) {
        Call::Page
    } else if has(&["traits"]) {
        Call::Identify
    } else {
        Call::Track
    }
}

type Variant = (Vec<(Question, bool)>, Sending);

/// One task for each set of answers to the questions in a mapping's values.
fn variants(mapping: &Object, call: Call, place: &Pointer, listed: &mut Listed) -> Vec<Variant> {
    let mut done = Vec::new();
    let mut open: Vec<Vec<(Question, bool)>> = vec![Vec::new()];
    while let Some(assumed) = open.pop() {
        let mut translator = Translator {
            assumed: &assumed,
            may_ask: assumed.len() < MOST_QUESTIONS,
            asked: None,
            missing: Default::default(),
            listed: Listed::default(),
            looked_at: 0,
        };
        let sending = task(mapping, call, place, &mut translator);
        match translator.asked {
            Some(question) => {
                for holds in [false, true] {
                    let mut more = assumed.clone();
                    more.push((question.clone(), holds));
                    open.push(more);
                }
            }
            None => {
                listed.take(translator.listed);
                done.push((assumed, sending));
            }
        }
    }
    done
}

fn task(mapping: &Object, call: Call, place: &Pointer, translator: &mut Translator<'_>) -> Sending {
    let mut sending = Sending::new(call);
    let mut among_rows = Vec::new();
    for (name, value) in mapping.iter().filter(|(name, _)| !name.starts_with("__")) {
        match place_of(name, call) {
            Place::At(at) => {
                if let Some(value) = translator.value(value, &place.key(name), &at) {
                    sending.set(&at, value);
                }
            }
            Place::AmongRows(at) => among_rows.push((name, value, at)),
            Place::Nowhere => {}
        }
    }
    for (name, value, at) in among_rows {
        let place = place.key(name);
        let rows = at.parent().and_then(|rows| sending.segment.value_at(&rows));
        let has_room = match rows {
            None => true,
            Some(Value::Object(rows)) => rows.get(name).is_none(),
            Some(_) => false,
        };
        if !has_room {
            translator.listed.add(&place, value, Why::NoSuchField);
            continue;
        }
        translator.listed.add(&place, name, Why::AmongRows);
        if let Some(value) = translator.value(value, &place, &at) {
            sending.set(&at, value);
        }
    }
    sending.segment.missing = std::mem::take(&mut translator.missing);
    sending
}

/// The answer to a question, as a condition.
fn asked(question: &Question, holds: bool) -> Condition {
    let test = |operator, value: Value| Condition::Test(Test::new(&question.path, operator, value));
    let bare = |operator| {
        let mut test = Test::new(&question.path, operator, Value::Null);
        test.operand = segflow_core::condition::Operand::Absent;
        Condition::Test(test)
    };
    match (question.kind, holds) {
        (QuestionKind::Exists, true) => Condition::All(vec![
            bare(Operator::IsSet),
            test(Operator::IsNot, Value::Null),
        ]),
        (QuestionKind::Exists, false) => Condition::Any(vec![
            bare(Operator::IsNotSet),
            test(Operator::Is, Value::Null),
        ]),
        (QuestionKind::IsFilled, true) => bare(Operator::IsNotEmpty),
        (QuestionKind::IsFilled, false) => bare(Operator::IsEmpty),
    }
}

/// Gives the form a field for each member of the event that the task uses.
fn ask_for_what_is_used(sending: &Sending, draft: &mut Draft) {
    let mut names = Vec::new();
    for (_, value) in sending.segment.fields.iter() {
        used_by_value(value, &mut names);
    }
    if let Some(condition) = &sending.activate_when {
        used_by_condition(condition, &mut names);
    }
    let Ok(form) = TaskId::parse(EVENT) else {
        return;
    };
    for name in names {
        let Ok(id) = FieldId::parse(&name) else {
            continue;
        };
        let title = SegmentField::ALL
            .into_iter()
            .find(|field| field.name() == name)
            .map(SegmentField::title)
            .unwrap_or(if name == "type" { "Type" } else { &name });
        let is_object = matches!(
            name.as_str(),
            "properties" | "traits" | "context" | "integrations"
        );
        let kind = if is_object {
            FormFieldType::Textarea
        } else {
            FormFieldType::Text
        };
        let mut field = FormField::new(id, title, kind);
        if is_object {
            "An object, as events have it: give it with a sample, a file or the page."
                .clone_into(&mut field.hint);
        }
        draft.ask(&form, "Event", field);
    }
}

fn note(path: &Path, names: &mut Vec<String>) {
    if let Some(name) = path.field().filter(|_| path.head == EVENT)
        && !names.iter().any(|known| known == name)
    {
        names.push(name.to_owned());
    }
}

fn used_by_value(value: &Value, names: &mut Vec<String>) {
    match value {
        Value::Text(text) => {
            for tag in Template::parse(text).tags() {
                for path in tag.paths() {
                    note(&path.path, names);
                }
            }
        }
        Value::List(list) => list.iter().for_each(|value| used_by_value(value, names)),
        Value::Object(object) => object
            .iter()
            .for_each(|(_, value)| used_by_value(value, names)),
        _ => {}
    }
}

fn used_by_condition(condition: &Condition, names: &mut Vec<String>) {
    match condition {
        Condition::All(parts) | Condition::Any(parts) => {
            parts.iter().for_each(|part| used_by_condition(part, names));
        }
        Condition::Not(part) => used_by_condition(part, names),
        Condition::Test(test) => {
            if let Some(path) = Path::parse(&test.field) {
                note(&path, names);
            }
        }
        Condition::Unreadable(_) => {}
    }
}
