use crate::accounts::{Sender, SenderKind};
use crate::event::{Received, Verdict};
use crate::forward::Region;
use crate::ingest::Ingest;
use crate::instant;
use crate::members::{Kind, Value};
use crate::message::{Content, Json};

/// What all events of one request have in common.
pub(crate) struct Receipt {
    path: String,
    ingest: Ingest,
    /// Where messages are passed on to.
    forward: Option<Region>,
    millis: u64,
}

impl Receipt {
    /// The time is that of now.
    pub(crate) fn new(path: String, ingest: Ingest, forward: Option<Region>) -> Receipt {
        Receipt {
            path,
            ingest,
            forward,
            millis: instant::now_millis(),
        }
    }

    /// An event of which no message is shown.
    pub(crate) fn blank(&self, account: String, verdict: Verdict) -> Received {
        Received {
            received_at: instant::format(self.millis),
            path: self.path.clone(),
            account,
            kind: Some(self.ingest.name().to_owned()),
            message_id: None,
            message: None,
            raw: None,
            problem: None,
            bytes: 0,
            status: 200,
            batch: None,
            verdict,
            received_millis: self.millis,
            forward: false,
        }
    }

    /// An event that is answered with 200. `fault` is what is wrong with the
    /// message itself.
    pub(crate) fn event(
        &self,
        json: &Json<'_>,
        value: Value<'_>,
        fault: Option<Verdict>,
        complete: impl FnOnce(String) -> String,
    ) -> Received {
        let verdict = fault
            .or_else(|| unknown_source(&json.sender))
            .unwrap_or_else(Verdict::accepted);
        let mut event = self.blank(json.sender.name.clone(), verdict);
        let kept = json.keep(value, complete);
        event.message_id = kept.id;
        match kept.content {
            Content::Json(message) => event.message = Some(message),
            Content::Deep(text) => {
                event.raw = Some(text);
                event.problem =
                    Some("nested too deeply to be shown as JSON; here is its text".to_owned());
            }
        }
        event.bytes = value.source().len();
        // What Segment makes of a faulty message is for Segment to say. The key
        // made here is not known there.
        event.forward = self.forward.is_some()
            && json.sender.kind == SenderKind::Given
            && value.kind() == Kind::Object;
        event
    }
}

/// The message may be right, but nobody waits for it.
fn unknown_source(sender: &Sender) -> Option<Verdict> {
    let reason = match sender.kind {
        SenderKind::Local | SenderKind::Given => return None,
        SenderKind::Unknown => "no source of this receiver has this write key",
        SenderKind::Nobody => "it came without a write key",
    };
    Some(Verdict::discarded("unknown_source", reason))
}
