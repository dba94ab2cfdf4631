use segflow_core::json::{Object, Pointer, Value};
use segflow_core::segment::Request;

use super::{Exported, javascript};
use crate::listed::Listed;

/// A program for Node that sends the message with Segment's library.
pub(super) fn write(request: &Request) -> Option<Exported> {
    let mut listed = Listed::default();
    let (call, message) = javascript::message(request, &mut listed)?;
    let mut settings = String::new();
    let base = request.url().strip_suffix(&format!("/v1/{call}"))?;
    if base != "https://api.segment.io" {
        // The library takes the host and the path apart.
        let scheme = base.find("://").map_or(0, |at| at + 3);
        let after = base.get(scheme..).unwrap_or("");
        let (host, prefix) = match after.find('/') {
            Some(slash) => base.split_at(scheme + slash),
            None => (base, ""),
        };
        settings.push_str("\n  host: ");
        javascript::text(host, &mut settings);
        settings.push(',');
        if !prefix.is_empty() {
            settings.push_str("\n  path: ");
            javascript::text(&format!("{prefix}/v1/batch"), &mut settings);
            settings.push(',');
        }
    }
    let message = in_order(message);
    javascript::note_rounded(&message, &Pointer::root(), &mut listed);
    let mut text = format!(
        "// npm install @segment/analytics-node\n\
         import {{ Analytics }} from \"@segment/analytics-node\";\n\n\
         const analytics = new Analytics({{\n  writeKey: process.env.SEGMENT_WRITE_KEY,{settings}\n}});\n\n\
         analytics.{call}("
    );
    javascript::literal(&message, 0, &mut text);
    text.push_str(");\nawait analytics.closeAndFlush();");
    Some(Exported {
        text,
        listed: listed.into_vec(),
    })
}

/// What says when and which message it is goes last.
fn in_order(mut message: Object) -> Value {
    for name in ["timestamp", "messageId"] {
        if let Some(value) = message.remove(name) {
            message.insert(name, value);
        }
    }
    message.into()
}
