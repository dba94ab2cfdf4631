//! A row's type can be changed and changed back.

#![allow(clippy::unwrap_used, reason = "a test ends where it fails")]

use proptest::prelude::*;
use segflow_core::edit::{Converted, RowType};
use segflow_core::json::{Number, Value};

fn value(text: &str) -> Value {
    Value::read(text, 64).unwrap()
}

#[test]
fn every_value_has_a_type() {
    for (text, row_type) in [
        (r#""""#, RowType::Text),
        (r#""Hello {{ a.b }}""#, RowType::Text),
        (r#""{{ a.b | nonsense }}""#, RowType::Text),
        (r#""{{ a.b | to_string }}""#, RowType::Text),
        (r#""{{ \"a\" }}""#, RowType::Text),
        (r#"" {{ a.b | downcase }} ""#, RowType::Tag),
        (r#""{{ a.b }}""#, RowType::Tag),
        (r#""{{ a.b | to_number }}""#, RowType::Number),
        (r#""{{ a.b | to_number | plus: 1 }}""#, RowType::Tag),
        ("1e21", RowType::Number),
        ("false", RowType::YesNo),
        (r#""{{ a.b | to_boolean }}""#, RowType::YesNo),
        (r#""2024-02-29""#, RowType::Date),
        (r#""2023-02-29""#, RowType::Text),
        (r#""2024-02-29T10:30:00.000Z""#, RowType::Date),
        (r#""2024-02-29T10:30:00+01:00""#, RowType::Date),
        (r#""2024-02-29T10:30:00""#, RowType::Text),
        (r#"" 2024-02-29T10:30:00Z""#, RowType::Text),
        (r#""{{ a.b | to_iso }}""#, RowType::Date),
        ("[]", RowType::List),
        ("{}", RowType::Object),
        ("null", RowType::Null),
    ] {
        assert_eq!(RowType::of(&value(text)), row_type, "{text}");
    }
}

#[test]
fn what_can_be_kept_is_kept() {
    use RowType::{Date, List, Null, Number, Object, Tag, Text, YesNo};
    for (before, to, after) in [
        (r#""12.50""#, Number, "12.50"),
        (r#"" 1e21 ""#, Number, "1e21"),
        (r#""a""#, Number, "… a"),
        (r#""""#, Number, "… "),
        ("true", Number, "1"),
        ("9007199254740993", Text, r#""9007199254740993""#),
        (r#""Yes""#, YesNo, "true"),
        ("0", YesNo, "false"),
        ("2", YesNo, "… "),
        (r#""2024-02-29""#, Text, r#""2024-02-29""#),
        (r#"" 2024-02-29 ""#, Date, r#""2024-02-29""#),
        (r#""soon""#, Date, "… "),
        (r#""{{ a.b }}""#, Number, r#""{{ a.b | to_number }}""#),
        (
            r#""{{ a.b | to_number }}""#,
            Text,
            r#""{{ a.b | to_string }}""#,
        ),
        (r#""{{a.b|to_number}}""#, Tag, r#""{{a.b }}""#),
        (
            r#""{{ a.b | downcase }}""#,
            YesNo,
            r#""{{ a.b | downcase | to_boolean }}""#,
        ),
        (r#""Hi {{ a.b }}""#, Tag, "… Hi {{ a.b }}"),
        ("12", Tag, "… 12"),
        ("12", List, "[12]"),
        (r#""""#, List, "[]"),
        (r#""{{ a.b }}""#, List, r#"["{{ a.b }}"]"#),
        (r#""[1, 2.0]""#, List, "[1,2.0]"),
        // As an object it would not come back as a list.
        (r#""[1]""#, Object, r#"{"value":"[1]"}"#),
        (r#"{"value":"[1]"}"#, Text, r#""[1]""#),
        (r#""[\"a\"]""#, List, r#"["[\"a\"]"]"#),
        (r#"["[\"a\"]"]"#, Text, r#""[\"a\"]""#),
        ("[1,2]", Object, r#"{"1":1,"2":2}"#),
        (r#"{"1":1,"2":2}"#, List, "[1,2]"),
        (r#"{"b":1,"a":2}"#, List, r#"[{"b":1,"a":2}]"#),
        (r#"[{"b":1}]"#, Object, r#"{"b":1}"#),
        ("12", Object, r#"{"value":12}"#),
        (r#"{"value":12}"#, Number, "12"),
        (r#"{"b":1,"a":[]}"#, Text, r#""{\"b\":1,\"a\":[]}""#),
        ("[1,2]", Number, "… "),
        ("[1,2]", Null, "null"),
        ("null", Text, r#""""#),
        ("null", List, "[]"),
    ] {
        let shown = match to.convert(&value(before)) {
            Converted::Value(value) => value.to_string(),
            Converted::Unfinished(text) => format!("… {text}"),
        };
        assert_eq!(shown, after, "{before} as {to:?}");
    }
}

#[test]
fn what_is_typed_is_read_as_the_type_says() {
    for (row_type, typed, expected) in [
        (RowType::Text, "12", Some(r#""12""#)),
        (RowType::Text, " {{ a.b", Some(r#"" {{ a.b""#)),
        (RowType::Tag, "", Some(r#""""#)),
        (RowType::Number, " 12.50 ", Some("12.50")),
        (RowType::Number, "12,50", None),
        (RowType::Number, "{", None),
        (RowType::Number, "{{ a.b }}", Some(r#""{{ a.b }}""#)),
        (RowType::YesNo, "no", Some("false")),
        (RowType::Date, "2024-02-30", None),
        (RowType::Date, "2024-02-28", Some(r#""2024-02-28""#)),
        (RowType::List, "[1]", Some("[1]")),
        (RowType::List, "{}", None),
    ] {
        let read = row_type.read(typed).map(|value| value.to_string());
        assert_eq!(read.as_deref(), expected, "{typed} as {row_type:?}");
    }
}

fn any_value() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        "[a-z {}\\[\\]\":1-3,]{0,8}",
        Just("{{ a.b }}".to_owned()),
        Just("{{ a.b | to_number }}".to_owned()),
        Just("{{a.b|upcase|to_iso}}".to_owned()),
        Just("2024-02-29".to_owned()),
        Just("[1]".to_owned()),
        Just("{\"value\":1}".to_owned()),
    ];
    let leaf = prop_oneof![
        text.prop_map(Value::Text),
        any::<bool>().prop_map(Value::Bool),
        prop_oneof![Just("1e21"), Just("0.10"), Just("1"), Just("-0")]
            .prop_map(|text| Value::Number(Number::new(text).unwrap())),
        Just(Value::Null),
    ];
    leaf.prop_recursive(3, 12, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::List),
            prop::collection::vec(("value|1|2|b", inner), 0..3)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    /// A value under another type has that type, and rows made of anything
    /// give it back.
    #[test]
    fn rows_can_be_made_of_anything_and_undone(before in any_value(), to in 0..8_usize) {
        let to = *RowType::ALL.get(to).unwrap();
        let from = RowType::of(&before);
        let Converted::Value(after) = to.convert(&before) else {
            prop_assert!(!matches!(to, RowType::Text | RowType::List | RowType::Object | RowType::Null));
            return Ok(());
        };
        if to == RowType::Text {
            prop_assert!(matches!(&after, Value::Text(_)), "{after}");
        } else {
            prop_assert_eq!(RowType::of(&after), to);
        }
        // What stays text all the time, or becomes null, keeps no mark of it.
        let is_kept = matches!(to, RowType::List | RowType::Object)
            && !matches!(from, RowType::List | RowType::Object);
        if is_kept {
            let back = from.convert(&after);
            let compact = |value: &Value| match value {
                Value::Text(text) => Value::read(text, 64)
                    .ok()
                    .filter(|value| matches!(value, Value::List(_) | Value::Object(_)))
                    .map_or_else(|| text.clone(), |value| value.to_string()),
                other => other.to_string(),
            };
            match back {
                Converted::Value(back) => prop_assert_eq!(compact(&back), compact(&before)),
                Converted::Unfinished(_) => prop_assert!(false, "{} is lost", before),
            }
        }
    }
}
