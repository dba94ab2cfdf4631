use segflow_core::document::SegmentField;
use segflow_core::json::Value;

/// What was typed for a name or an id, without the spaces at its ends, where it
/// has any: with one, Segment takes it for another. They come by pasting, and
/// nobody sees them.
pub fn trimmed(field: SegmentField, value: &Value) -> Option<Value> {
    let text = value.as_text()?;
    let trimmed = text.trim();
    let is_name = match field {
        SegmentField::UserId
        | SegmentField::AnonymousId
        | SegmentField::PreviousId
        | SegmentField::GroupId
        | SegmentField::Event
        | SegmentField::Name
        | SegmentField::Category => true,
        SegmentField::Traits
        | SegmentField::Properties
        | SegmentField::Context
        | SegmentField::Integrations
        | SegmentField::Timestamp => false,
    };
    (is_name && trimmed.len() < text.len()).then(|| Value::text(trimmed))
}

#[cfg(test)]
mod tests {
    use segflow_core::document::SegmentField;
    use segflow_core::json::Value;

    use super::trimmed;

    #[test]
    fn names_and_ids_lose_the_spaces_at_their_ends() {
        for (field, text, expected) in [
            (
                SegmentField::Event,
                "Form Completed ",
                Some("Form Completed"),
            ),
            (SegmentField::Event, "Form Completed", None),
            (SegmentField::UserId, "\u{a0}u1\n", Some("u1")),
            (
                SegmentField::UserId,
                " {{ form.mail }}",
                Some("{{ form.mail }}"),
            ),
            (SegmentField::GroupId, "  ", Some("")),
            (SegmentField::Timestamp, " 2024", None),
        ] {
            let value = trimmed(field, &Value::text(text));
            assert_eq!(value, expected.map(Value::text), "{text:?}");
        }
        assert_eq!(trimmed(SegmentField::Event, &Value::Null), None);
    }
}
