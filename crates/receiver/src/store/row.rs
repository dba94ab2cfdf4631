use crate::event::{Forward, Outcome, Received, Verdict};

/// Room that a row takes beside its texts.
const OVERHEAD: usize = 100;

/// An event as it is stored: what is asked for, and its JSON.
#[derive(Debug, Clone)]
pub(crate) struct Row {
    pub(crate) seq: u64,
    pub(crate) millis: u64,
    pub(crate) message_id: Option<String>,
    /// Whether later ones with the same messageId are its duplicates.
    pub(crate) counts: bool,
    /// The JSON of [`Received`].
    pub(crate) json: String,
    /// Set on what is passed on to Segment.
    pub(crate) forward: Option<Forward>,
}

impl Row {
    /// Numbers an event. `first` is the number of the first one of its request,
    /// `earlier` that of an accepted event with the same messageId.
    pub(crate) fn new(
        mut received: Received,
        seq: u64,
        first: u64,
        earlier: Option<u64>,
    ) -> serde_json::Result<Row> {
        if let Some(place) = &mut received.batch {
            place.request = first;
        }
        let accepted = received.verdict.outcome == Outcome::Accepted;
        if let Some(earlier) = earlier.filter(|_| accepted) {
            received.verdict = Verdict::duplicate(earlier);
        }
        Ok(Row {
            seq,
            millis: received.received_millis,
            counts: received.verdict.outcome == Outcome::Accepted,
            json: serde_json::to_string(&received)?,
            message_id: received.message_id,
            forward: received.forward.then(Forward::waiting),
        })
    }

    pub(crate) fn weight(&self) -> usize {
        OVERHEAD + self.json.len() + self.message_id.as_ref().map_or(0, String::len)
    }

    /// The event as the debugger shows it.
    pub(crate) fn shown(&self) -> serde_json::Result<String> {
        let forward = serde_json::to_string(&self.forward)?;
        let inside = self.json.strip_prefix('{').unwrap_or(&self.json);
        let inside = inside.strip_suffix('}').unwrap_or(inside);
        Ok(format!(
            "{{\"seq\":{},{inside},\"forward\":{forward}}}",
            self.seq
        ))
    }
}
