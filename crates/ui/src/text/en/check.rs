//! What is said about the check of a connection, in English.

use yew::AttrValue;

use crate::text::CheckText;

pub(in crate::text) fn say(text: CheckText<'_>) -> AttrValue {
    let words = match text {
        CheckText::SendTest => "Send a test event",
        CheckText::CheckKey => "Check the write key",
        CheckText::KeyKnown => "The write key is known.",
        CheckText::KeyOtherRegion => "The write key is known, but its source is in the other region. Connect it again with that region: Segment takes events for the wrong region and loses them without a word.",
        CheckText::KeyUnknown => "No source has this write key. Copy it again from the source’s settings, under API Keys.",
        CheckText::KeyCouldNotCheck => "The write key could not be checked: no answer came. An ad blocker may be in the way; a test event shows more.",
        CheckText::TestAccepted { id } => return format!("“Connection Tested” was accepted. That does not yet mean that the key and the region are right: look for it in the source’s Debugger, by its messageId {id}.").into(),
        CheckText::TestRefused { status } => return format!("The test event was not accepted: the answer was {status}. Check the write key, the region and the endpoint.").into(),
    };
    AttrValue::Static(words)
}
