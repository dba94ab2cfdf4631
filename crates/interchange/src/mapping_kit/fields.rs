//! The fields of Segment's own destination, and where they stand in a message.

use segflow_core::document::{Call, SegmentField};
use segflow_core::json::Pointer;

/// Fields of Segment's destination, which sends events on to another source,
/// by the place that they get in the message.
const OF_DESTINATION: [(&str, &str); 23] = [
    ("user_id", "/userId"),
    ("anonymous_id", "/anonymousId"),
    ("previous_id", "/previousId"),
    ("event_name", "/event"),
    ("page_name", "/name"),
    ("screen_name", "/name"),
    ("page_category", "/category"),
    ("application", "/context/app"),
    ("campaign_parameters", "/context/campaign"),
    ("consent", "/context/consent"),
    ("device", "/context/device"),
    ("ip_address", "/context/ip"),
    ("locale", "/context/locale"),
    ("location", "/context/location"),
    ("network", "/context/network"),
    ("operating_system", "/context/os"),
    ("page", "/context/page"),
    ("screen", "/context/screen"),
    ("user_agent", "/context/userAgent"),
    ("userAgentData", "/context/userAgentData"),
    ("timezone", "/context/timezone"),
    ("library", "/context/library"),
    ("integration", "/context/integration"),
];

/// Where a field of a mapping stands in a task.
pub(super) enum Place {
    /// Here.
    At(Pointer),
    /// Among the call's traits or properties, which have no such field.
    AmongRows(Pointer),
    /// The task says it already.
    Nowhere,
}

pub(super) fn place_of(name: &str, call: Call) -> Place {
    // What the message gets of itself, or what only says how to send.
    if matches!(
        name,
        "type" | "messageId" | "message_id" | "sentAt" | "enable_batching" | "batch_size"
    ) {
        return Place::Nowhere;
    }
    if name == "group_id" {
        let at = if call == Call::Group {
            "/groupId"
        } else {
            "/context/groupId"
        };
        return Pointer::parse(at).map_or(Place::Nowhere, Place::At);
    }
    let takes = |at: &str| {
        let first = at.trim_start_matches('/').split('/').next().unwrap_or("");
        call.fields().iter().any(|field| field.name() == first)
    };
    if takes(name) {
        return Place::At(Pointer::root().key(name));
    }
    let known = OF_DESTINATION
        .iter()
        .find(|(known, at)| *known == name && takes(at));
    if let Some(at) = known.and_then(|(_, at)| Pointer::parse(at)) {
        return Place::At(at);
    }
    match call.rows() {
        Some(rows) => Place::AmongRows(rows.pointer().key(name)),
        None => Place::AmongRows(SegmentField::Context.pointer().key(name)),
    }
}
