use segflow_core::json::{Object, Pointer, Value};
use segflow_core::segment::Request;

use super::{Exported, javascript};
use crate::Why;
use crate::listed::Listed;

/// A call for a page that has Segment's snippet, which knows the write key and
/// where to send.
pub(super) fn write(request: &Request) -> Option<Exported> {
    let mut listed = Listed::default();
    let (call, mut message) = javascript::message(request, &mut listed)?;
    let mut taken = |name: &str| message.remove(name);
    let rows = || Value::from(Object::new());
    let arguments: Vec<(&str, Value)> = match call.as_str() {
        "identify" => vec![
            ("userId", taken("userId").unwrap_or_default()),
            ("traits", taken("traits").unwrap_or_else(rows)),
        ],
        "group" => vec![
            ("groupId", taken("groupId").unwrap_or_default()),
            ("traits", taken("traits").unwrap_or_else(rows)),
        ],
        "track" => vec![
            ("event", taken("event").unwrap_or_default()),
            ("properties", taken("properties").unwrap_or_else(rows)),
        ],
        "alias" => vec![
            ("userId", taken("userId").unwrap_or_default()),
            ("previousId", taken("previousId").unwrap_or_default()),
        ],
        _ => {
            let properties = ("properties", taken("properties").unwrap_or_else(rows));
            match (taken("category"), taken("name")) {
                (Some(category), Some(name)) => {
                    vec![("category", category), ("name", name), properties]
                }
                (None, Some(name)) => vec![("name", name), properties],
                (None, None) => vec![properties],
                // One text alone would be the name.
                (Some(category), None) => {
                    let at = Pointer::root().key("category");
                    listed.add(&at, category, Why::NoCounterpart);
                    vec![properties]
                }
            }
        }
    };
    let mut options = Object::new();
    let in_order = [
        "userId",
        "anonymousId",
        "context",
        "integrations",
        "timestamp",
        "messageId",
    ];
    for name in in_order {
        if let Some(value) = message.remove(name) {
            options.insert(name, value);
        }
    }
    let mut text = format!("analytics.{call}(");
    let arguments = arguments.into_iter().chain([("", Value::from(options))]);
    for (index, (name, argument)) in arguments.enumerate() {
        let at = match name {
            "" => Pointer::root(),
            name => Pointer::root().key(name),
        };
        javascript::note_rounded(&argument, &at, &mut listed);
        if index > 0 {
            text.push_str(", ");
        }
        javascript::literal(&argument, 0, &mut text);
    }
    text.push_str(");");
    Some(Exported {
        text,
        listed: listed.into_vec(),
    })
}
