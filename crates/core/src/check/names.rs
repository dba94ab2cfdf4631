//! Names of events and properties: hints only, since Segment takes any text.

use super::Problem;
use crate::document::{Call, SegmentField, SegmentTask};
use crate::json::{Pointer, Value};
use crate::template::Template;

/// Looks at the names that are written in the document.
pub(super) fn check(segment: &SegmentTask, find: &mut impl FnMut(Pointer, Problem)) {
    if segment.call == Call::Track
        && let Some(event) = segment.field(SegmentField::Event).and_then(Value::as_text)
    {
        check_event(event, find);
    }
    let Some(rows) = segment.call.rows() else {
        return;
    };
    if let Some(Value::Object(object)) = segment.field(rows) {
        let has_style = rows == SegmentField::Properties;
        for key in object.keys() {
            let at = rows.pointer().key(key);
            if has_personal_data(key) {
                find(
                    at,
                    Problem::PersonalDataInName {
                        name: shortened(key),
                    },
                );
            } else if has_style && !is_snake_case(key) {
                find(
                    at,
                    Problem::PropertyNameStyle {
                        name: shortened(key),
                    },
                );
            }
        }
    }
}

fn check_event(event: &str, find: &mut impl FnMut(Pointer, Problem)) {
    let at = SegmentField::Event.pointer();
    let template = Template::parse(event);
    if template.tags().next().is_some() {
        find(at, Problem::DynamicEventName);
    } else if event.is_empty() || !template.problems().is_empty() {
        // That is a finding already.
    } else if has_personal_data(event) {
        find(
            at,
            Problem::PersonalDataInName {
                name: shortened(event),
            },
        );
    } else if !is_object_action(event) {
        find(
            at,
            Problem::EventNameStyle {
                name: shortened(event),
            },
        );
    }
}

/// A name as a sentence quotes it.
fn shortened(name: &str) -> String {
    const MOST: usize = 80;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or(name)),
        None => name.to_owned(),
    }
}

/// `Form Completed`: two words or more, each beginning with a large letter or
/// a digit; small words within are all right (`Product Added to Wishlist`).
fn is_object_action(name: &str) -> bool {
    const SMALL: [&str; 12] = [
        "a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "to",
    ];
    let words: Vec<&str> = name.split(' ').collect();
    let is_word = |word: &str| {
        word.chars()
            .next()
            .is_some_and(|first| first.is_uppercase() || first.is_numeric())
            && !word.contains('_')
    };
    let ends_well = |word: Option<&&str>| word.is_some_and(|word| is_word(word));
    words.len() >= 2
        && ends_well(words.first())
        && ends_well(words.last())
        && words
            .iter()
            .all(|word| is_word(word) || SMALL.contains(word) || *word == "with")
}

/// `form_id`
fn is_snake_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase())
        && name
            .bytes()
            .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
}

/// Whether a name seems to hold an address, a number or a token: such names
/// are never twice the same, and tell who somebody is.
pub(super) fn has_personal_data(name: &str) -> bool {
    let has_address = name
        .split_whitespace()
        .any(|word| matches!(word.split_once('@'), Some((user, host)) if !user.is_empty() && host.contains('.')));
    let is_separator = |char: char| !char.is_alphanumeric();
    let has_long_number = name
        .split(|char: char| !char.is_ascii_digit())
        .any(|digits| digits.len() >= 5);
    let has_token = name.split(is_separator).any(|word| {
        word.len() >= 16
            && word.bytes().any(|byte| byte.is_ascii_digit())
            && word.bytes().any(|byte| byte.is_ascii_alphabetic())
    });
    has_address || has_long_number || has_token
}

#[cfg(test)]
mod tests {
    use super::{has_personal_data, is_object_action, is_snake_case};

    #[test]
    fn knows_good_names() {
        for good in [
            "Form Completed",
            "Product Added to Wishlist",
            "2FA Enabled Twice",
            "Ünal Signed Up",
            "Email Marked as Spam",
        ] {
            assert!(is_object_action(good), "{good}");
        }
        for bad in [
            "form completed",
            "Completed",
            "form_completed",
            "FormCompleted",
            "Form  Completed",
            "Added to",
        ] {
            assert!(!is_object_action(bad), "{bad}");
        }
        for (name, good) in [
            ("form_id", true),
            ("a1", true),
            ("formId", false),
            ("Form", false),
            ("form-id", false),
            ("", false),
            ("1a", false),
        ] {
            assert_eq!(is_snake_case(name), good, "{name}");
        }
    }

    #[test]
    fn sees_personal_data() {
        for personal in [
            "Mail to ana@example.com",
            "Order 1234567 Paid",
            "user_a1b2c3d4e5f6a7b8c9",
        ] {
            assert!(has_personal_data(personal), "{personal}");
        }
        for harmless in [
            "Form Completed",
            "Step 12 Seen",
            "at @ home",
            "internationalisation",
            "Plan 2024 Chosen",
        ] {
            assert!(!has_personal_data(harmless), "{harmless}");
        }
    }
}
