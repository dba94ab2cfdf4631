use segflow_core::document::Sample;
use yew::prelude::AttrValue;

use crate::text::{BuilderText, Words};

/// What people call the sample at a place.
pub(crate) fn sample_title(words: &Words, place: usize, sample: &Sample) -> AttrValue {
    if sample.name.is_empty() {
        words.say(BuilderText::Sample { number: place + 1 })
    } else {
        sample.name.clone().into()
    }
}
