use segflow_core::document::{FormFieldType, MissingRule};
use segflow_core::edit::RowType;
use segflow_core::json::Value;
use segflow_core::template::{Operand, Template};

use super::FieldOption;

/// What can become of a value whose tag has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MissingChoice {
    /// What holds around it, or always.
    Inherited,
    /// It is left out.
    Omit,
    /// Empty text.
    Empty,
    /// `null`.
    Null,
    /// A value that is written down.
    Default,
    /// The task fails.
    Stop,
}

impl MissingChoice {
    /// All choices, in the order they are offered.
    pub const ALL: [MissingChoice; 6] = [
        MissingChoice::Inherited,
        MissingChoice::Omit,
        MissingChoice::Empty,
        MissingChoice::Null,
        MissingChoice::Default,
        MissingChoice::Stop,
    ];

    /// The choice that a rule is.
    pub fn of(rule: Option<&MissingRule>) -> MissingChoice {
        match rule {
            None => MissingChoice::Inherited,
            Some(MissingRule::Omit) => MissingChoice::Omit,
            Some(MissingRule::Empty) => MissingChoice::Empty,
            Some(MissingRule::Null) => MissingChoice::Null,
            Some(MissingRule::Default(_)) => MissingChoice::Default,
            Some(MissingRule::Stop) => MissingChoice::Stop,
        }
    }

    /// The rule that it is; a default begins as empty text.
    pub fn rule(self) -> Option<MissingRule> {
        Some(match self {
            MissingChoice::Inherited => return None,
            MissingChoice::Omit => MissingRule::Omit,
            MissingChoice::Empty => MissingRule::Empty,
            MissingChoice::Null => MissingRule::Null,
            MissingChoice::Default => MissingRule::Default(Value::text("")),
            MissingChoice::Stop => MissingRule::Stop,
        })
    }
}

/// What is typed as the default of a value comes to: a value of the type that
/// the value has or, from its field, will have. Where it is none, it is text.
pub fn typed_default(value: &Value, options: &[FieldOption], typed: &str) -> Value {
    let row_type = match RowType::of(value) {
        RowType::Tag => match field_type(value, options) {
            Some(FormFieldType::Number) => RowType::Number,
            Some(FormFieldType::Yesno) => RowType::YesNo,
            _ => RowType::Text,
        },
        other => other,
    };
    match row_type {
        RowType::Number | RowType::YesNo => row_type.read(typed),
        _ => None,
    }
    .unwrap_or_else(|| Value::text(typed))
}

/// The type of the field whose value it is.
fn field_type(value: &Value, options: &[FieldOption]) -> Option<FormFieldType> {
    let template = Template::parse(value.as_text()?);
    let Operand::Path(head) = &template.whole()?.head else {
        return None;
    };
    let path = head.path.to_string();
    let found = options.iter().find(|option| option.path == path)?;
    found.field_type
}

#[cfg(test)]
mod tests {
    use segflow_core::document::{FormFieldType, MissingRule};
    use segflow_core::json::Value;

    use super::{MissingChoice, typed_default};
    use crate::model::FieldOption;

    fn value(text: &str) -> Value {
        Value::read(text, 8).unwrap()
    }

    #[test]
    fn every_rule_is_a_choice() {
        for choice in MissingChoice::ALL {
            assert_eq!(MissingChoice::of(choice.rule().as_ref()), choice);
        }
        let default = MissingRule::Default(value("[1]"));
        assert_eq!(MissingChoice::of(Some(&default)), MissingChoice::Default);
    }

    #[test]
    fn a_default_has_the_type_of_the_value() {
        let option = |path: &str, field_type| FieldOption {
            path: path.to_owned(),
            label: String::new(),
            task_title: String::new(),
            field_type: Some(field_type),
            sample: None,
        };
        let options = [
            option("form.amount", FormFieldType::Number),
            option("form.ok", FormFieldType::Yesno),
            option("form.name", FormFieldType::Text),
        ];
        for (text, typed, expected) in [
            (r#""{{ form.amount }}""#, "1.0", "1.0"),
            (r#""{{ form.amount | round }}""#, "12", "12"),
            (r#""{{ form.amount }}""#, "none", r#""none""#),
            (r#""{{ form.ok }}""#, "no", "false"),
            (r#""{{ form.name }}""#, "12", r#""12""#),
            (r#""{{ form.other | to_number }}""#, "12", "12"),
            (r#""{{ form.other | to_string }}""#, "12", r#""12""#),
            (r#""about {{ form.amount }}""#, "12", r#""12""#),
        ] {
            let typed = typed_default(&value(text), &options, typed);
            assert_eq!(typed.to_string(), expected, "{text}");
        }
    }
}
