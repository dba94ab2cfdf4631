use segflow_core::condition::Operator;
use segflow_core::document::FormFieldType;

/// What a comparison is about; menus show one after the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Comparing {
    /// Whether there is a value at all.
    Presence,
    /// Text.
    Text,
    /// Numbers.
    Numbers,
    /// Days and times.
    Dates,
    /// Yes or no.
    YesNo,
    /// Lists.
    Lists,
    /// Objects.
    Objects,
}

/// The five that Kotive has: they come first for every field.
pub const FIRST: [Operator; 5] = [
    Operator::Is,
    Operator::IsNot,
    Operator::GreaterThan,
    Operator::LessThan,
    Operator::Contains,
];

/// What a comparison is about.
pub fn comparing(operator: Operator) -> Comparing {
    match operator {
        Operator::IsSet | Operator::IsNotSet | Operator::IsEmpty | Operator::IsNotEmpty => {
            Comparing::Presence
        }
        Operator::GreaterThan
        | Operator::LessThan
        | Operator::GreaterOrEqual
        | Operator::LessOrEqual
        | Operator::Between
        | Operator::IsInteger => Comparing::Numbers,
        Operator::Before
        | Operator::After
        | Operator::On
        | Operator::OnOrBefore
        | Operator::OnOrAfter
        | Operator::InLast
        | Operator::InNext
        | Operator::IsToday => Comparing::Dates,
        Operator::IsTrue | Operator::IsFalse => Comparing::YesNo,
        Operator::ContainsAny
        | Operator::ContainsAll
        | Operator::ContainsNone
        | Operator::CountIs
        | Operator::CountGreaterThan
        | Operator::CountLessThan => Comparing::Lists,
        Operator::HasKey => Comparing::Objects,
        Operator::Is
        | Operator::IsNot
        | Operator::Contains
        | Operator::NotContains
        | Operator::StartsWith
        | Operator::NotStartsWith
        | Operator::EndsWith
        | Operator::NotEndsWith
        | Operator::Matches
        | Operator::NotMatches
        | Operator::IsOneOf
        | Operator::IsNoneOf
        | Operator::LengthIs
        | Operator::LengthGreaterThan
        | Operator::LengthLessThan => Comparing::Text,
    }
}

/// What a field of a type can be compared as, besides the five; what fits best
/// comes first. A value of no declared type may be anything.
pub fn comparisons(field_type: Option<FormFieldType>) -> &'static [Comparing] {
    use Comparing::{Dates, Lists, Numbers, Objects, Presence, Text, YesNo};
    match field_type {
        Some(FormFieldType::Number) => &[Numbers, Presence],
        Some(FormFieldType::Date | FormFieldType::Time) => &[Dates, Presence],
        Some(FormFieldType::Yesno) => &[YesNo, Presence],
        Some(FormFieldType::Checkboxes) => &[Lists, Presence],
        Some(
            FormFieldType::Email
            | FormFieldType::Telephone
            | FormFieldType::Url
            | FormFieldType::Password
            | FormFieldType::Radio
            | FormFieldType::Dropdown,
        ) => &[Text, Presence],
        _ => &[Text, Presence, Numbers, Dates, YesNo, Lists, Objects],
    }
}

/// Whether small and large letters can matter.
pub fn minds_capitals(operator: Operator) -> bool {
    let is_counted = matches!(
        operator,
        Operator::LengthIs | Operator::LengthGreaterThan | Operator::LengthLessThan
    );
    let is_of_list = matches!(
        operator,
        Operator::ContainsAny | Operator::ContainsAll | Operator::ContainsNone
    );
    (comparing(operator) == Comparing::Text && !is_counted) || is_of_list
}

#[cfg(test)]
mod tests {
    use segflow_core::condition::Operator;

    use super::{FIRST, comparing, comparisons};

    #[test]
    fn every_comparison_can_be_chosen() {
        let all = comparisons(None);
        for operator in Operator::ALL {
            assert!(all.contains(&comparing(*operator)), "{operator:?}");
        }
        assert_eq!(Operator::ALL.get(..5), Some(&FIRST[..]));
    }
}
