//! What Segment's pipeline would make of a message, told by the codes of its
//! "Failed on ingest" table.
//!
//! This is a judge of the core's own checks and shares nothing with them.

use crate::event::Verdict;
use crate::members::{Kind, Members, Value};

/// Segment refuses a single event of more bytes, and drops it from a batch.
pub(crate) const LARGEST_EVENT: usize = 32_768;

/// What a message is for. Its path or its `type` says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Call {
    Identify,
    Track,
    Page,
    Screen,
    Group,
    Alias,
}

impl Call {
    pub(crate) const ALL: [Call; 6] = [
        Call::Identify,
        Call::Track,
        Call::Page,
        Call::Screen,
        Call::Group,
        Call::Alias,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Call::Identify => "identify",
            Call::Track => "track",
            Call::Page => "page",
            Call::Screen => "screen",
            Call::Group => "group",
            Call::Alias => "alias",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Call> {
        Call::ALL.into_iter().find(|call| call.name() == name)
    }
}

/// Why a message is dropped, or nothing.
type Dropped = Option<Verdict>;

/// Judges a message of a path of its own.
pub(crate) fn single(call: Call, message: Value<'_>) -> Dropped {
    match message.members() {
        Some(members) => judge(call, &members),
        None => Some(not_an_object()),
    }
}

/// Judges an item of a batch.
pub(crate) fn item(message: Value<'_>) -> Dropped {
    let Some(members) = message.members() else {
        return Some(not_an_object());
    };
    let bytes = message.source().len();
    if bytes > LARGEST_EVENT {
        return Some(Verdict::discarded(
            "event_too_large",
            format!("the event has {bytes} bytes and may have {LARGEST_EVENT}"),
        ));
    }
    let Some(kind) = members.get("type") else {
        return Some(Verdict::discarded(
            "missing_type",
            "every message of a batch needs a `type`",
        ));
    };
    match kind.text().and_then(|name| Call::named(&name)) {
        Some(call) => judge(call, &members),
        None => Some(Verdict::discarded(
            "invalid_type",
            "`type` must be identify, track, page, screen, group or alias",
        )),
    }
}

fn not_an_object() -> Verdict {
    Verdict::discarded("bad_request", "the message is not a JSON object")
}

/// The first reason counts: Segment tells one.
fn judge(call: Call, message: &Members<'_>) -> Dropped {
    let own = || match call {
        Call::Identify => object(message, "traits", "traits_not_object"),
        Call::Group => id(message, "groupId", "group_id_missing")
            .or_else(|| object(message, "traits", "traits_not_object")),
        Call::Track => event(message)
            .or_else(|| object(message, "properties", "properties_not_object"))
            .or_else(|| consent(message)),
        Call::Page | Call::Screen => label(message, "name", "name_not_string")
            .or_else(|| label(message, "category", "category_not_string"))
            .or_else(|| object(message, "properties", "properties_not_object")),
        Call::Alias => id(message, "userId", "id_required")
            .or_else(|| id(message, "previousId", "previous_id_missing")),
    };
    somebody(message).or_else(own)
}

/// Who did it.
fn somebody(message: &Members<'_>) -> Dropped {
    let ids = ["userId", "anonymousId"];
    if ids.iter().all(|name| message.get(name).is_none()) {
        return Some(Verdict::discarded(
            "no_user_anon_id",
            "neither `userId` nor `anonymousId` is there",
        ));
    }
    ids.iter().find_map(|name| {
        let text = message.get(name)?.text();
        if text.is_some_and(|text| !text.is_empty()) {
            return None;
        }
        Some(Verdict::discarded(
            "id_not_string",
            format!("`{name}` is empty or is no text"),
        ))
    })
}

/// An id that this kind of message cannot do without.
fn id(message: &Members<'_>, name: &str, missing: &'static str) -> Dropped {
    let Some(value) = message.get(name) else {
        return Some(Verdict::discarded(
            missing,
            format!("`{name}` is not there"),
        ));
    };
    match value.text() {
        Some(text) if !text.is_empty() => None,
        Some(_) => Some(Verdict::discarded(missing, format!("`{name}` is empty"))),
        None => Some(Verdict::discarded(
            "id_not_string",
            format!("`{name}` is no text"),
        )),
    }
}

fn event(message: &Members<'_>) -> Dropped {
    let Some(value) = message.get("event") else {
        return Some(Verdict::discarded(
            "event_not_defined",
            "`event`, the name of what happened, is not there",
        ));
    };
    match value.text() {
        Some(name) if !name.is_empty() => None,
        Some(_) => Some(Verdict::discarded(
            "event_not_defined",
            "`event`, the name of what happened, is empty",
        )),
        None => Some(Verdict::discarded("event_not_string", "`event` is no text")),
    }
}

/// Text which may be absent but not empty.
fn label(message: &Members<'_>, name: &str, code: &'static str) -> Dropped {
    let text = message.get(name)?.text();
    if text.is_some_and(|text| !text.is_empty()) {
        return None;
    }
    Some(Verdict::discarded(
        code,
        format!("`{name}` is empty or is no text"),
    ))
}

fn object(message: &Members<'_>, name: &str, code: &'static str) -> Dropped {
    let kind = message.get(name)?.kind();
    (kind != Kind::Object).then(|| Verdict::discarded(code, format!("`{name}` is no JSON object")))
}

/// The one event whose context Segment looks into.
fn consent(message: &Members<'_>) -> Dropped {
    let name = message.get("event").and_then(Value::text)?;
    if name != "Segment Consent Preference Updated" {
        return None;
    }
    let context = message.get("context").and_then(Value::members);
    let context = context.unwrap_or_default();
    let consent = context.get("consent").and_then(Value::members);
    let consent = consent.unwrap_or_default();
    let Some(preferences) = consent.get("categoryPreferences") else {
        return Some(Verdict::discarded(
            "consent_categorypreferences_should_exist",
            "`context.consent.categoryPreferences` is not there",
        ));
    };
    let Some(preferences) = preferences.members() else {
        return Some(Verdict::discarded(
            "consent_categorypreferences_fields_should_be_object",
            "`context.consent.categoryPreferences` is no JSON object",
        ));
    };
    let other = preferences
        .iter()
        .find(|(_, value)| value.kind() != Kind::Boolean);
    if let Some((name, _)) = other {
        return Some(Verdict::discarded(
            "consent_categorypreferences_fields_should_be_bool",
            format!("the preference for `{name}` is neither true nor false"),
        ));
    }
    let version = consent.get("version");
    if version.is_some_and(|version| version.kind() != Kind::Number) {
        return Some(Verdict::discarded(
            "consent_version_should_be_number",
            "`context.consent.version` is no number",
        ));
    }
    let device = context.get("device").and_then(Value::members);
    let advertising_id = device.unwrap_or_default().get("advertisingId");
    if advertising_id.is_some_and(|id| id.kind() != Kind::Text) {
        return Some(Verdict::discarded(
            "device_advertisingid_should_be_string",
            "`context.device.advertisingId` is no text",
        ));
    }
    None
}
