//! Paths into an event, as the mapping kit splits them.

use segflow_core::document::FieldId;
use segflow_core::template::{Path, Step};

use crate::Why;
use crate::tag::can_be_written;

/// The form whose answers are an event.
pub(crate) const EVENT: &str = "event";

/// The path in a record that has the event, of a path such as
/// `$.properties.items[0]["any key"]`.
pub(super) fn of_event(text: &str) -> Result<Path, Why> {
    let steps = steps(&text.replacen("$.", "", 1));
    let Some(first) = steps.first() else {
        return Err(Why::WholeEvent);
    };
    if FieldId::parse(first).is_err() {
        return Err(Why::BadName);
    }
    let steps = steps.into_iter().enumerate().map(|(place, step)| {
        match step.parse() {
            // The first is a member of the event, whatever it is called.
            Ok(index) if place > 0 => Step::Index(index),
            _ => Step::Key(step),
        }
    });
    let path = Path {
        head: EVENT.to_owned(),
        steps: steps.collect(),
    };
    if can_be_written(&path) {
        Ok(path)
    } else {
        Err(Why::BadName)
    }
}

/// Cuts at dots, at `[` before a quote or digit, and at `]` behind one; quotes
/// are dropped, and so is what is empty.
fn steps(text: &str) -> Vec<String> {
    let is_inner = |char: char| matches!(char, '"' | '\'') || char.is_ascii_digit();
    let mut steps = Vec::new();
    let mut step = String::new();
    let mut previous = None;
    let mut chars = text.chars().peekable();
    while let Some(char) = chars.next() {
        let cuts = match char {
            '.' => true,
            '[' => chars.peek().copied().is_some_and(is_inner),
            ']' => previous.is_some_and(is_inner),
            _ => false,
        };
        if cuts {
            steps.push(std::mem::take(&mut step));
            if char == ']' {
                while chars.next_if_eq(&']').is_some() {}
            }
        } else {
            step.push(char);
        }
        previous = Some(char);
    }
    steps.push(step);
    steps
        .into_iter()
        .filter(|step| !step.is_empty())
        .map(|step| step.replace(['"', '\''], ""))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::of_event;
    use crate::Why;

    #[test]
    fn paths_are_split_as_the_mapping_kit_does() {
        for (text, expected) in [
            ("$.userId", Ok("event.userId")),
            ("userId", Ok("event.userId")),
            (
                "$.properties.products.0.sku",
                Ok("event.properties.products[0].sku"),
            ),
            (
                "$.properties.products[0].sku",
                Ok("event.properties.products[0].sku"),
            ),
            (
                "$.properties['any key']",
                Ok("event.properties[\"any key\"]"),
            ),
            ("$.properties[\"a\"][1]", Ok("event.properties.a[1]")),
            ("$.properties.any key", Ok("event.properties[\"any key\"]")),
            (
                "$.integrations.Actions Amplitude.session_id",
                Ok("event.integrations[\"Actions Amplitude\"].session_id"),
            ),
            ("$.", Err(Why::WholeEvent)),
            ("", Err(Why::WholeEvent)),
            ("$", Err(Why::BadName)),
            ("$.$.x", Err(Why::BadName)),
        ] {
            let found = of_event(text).map(|path| path.to_string());
            assert_eq!(found.as_deref(), expected.as_deref(), "{text}");
        }
    }
}
