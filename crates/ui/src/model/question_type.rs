use segflow_core::document::FormFieldType;

/// Words by which a question is known, in the languages that are spoken here.
const KNOWN: [(FormFieldType, &[&str]); 6] = [
    (FormFieldType::Email, &["email", "mail"]),
    (
        FormFieldType::Telephone,
        &["phone", "telephone", "mobile", "telefon", "handy"],
    ),
    (
        FormFieldType::Url,
        &["website", "url", "homepage", "webseite"],
    ),
    (FormFieldType::Password, &["password", "passwort"]),
    (
        FormFieldType::Date,
        &["date", "birthday", "datum", "geburtstag"],
    ),
    (
        FormFieldType::Number,
        &[
            "amount", "price", "quantity", "seats", "age", "betrag", "preis", "menge", "anzahl",
            "alter",
        ],
    ),
];

/// The type that a question most likely has, by its words.
pub fn question_type(label: &str) -> FormFieldType {
    let label = label.to_lowercase();
    let is_said = |words: &[&str]| {
        label
            .split(|letter: char| !letter.is_alphanumeric())
            .any(|word| words.contains(&word))
    };
    let known = KNOWN.iter().find(|(_, words)| is_said(words));
    known.map_or(FormFieldType::Text, |(field_type, _)| *field_type)
}

#[cfg(test)]
mod tests {
    use segflow_core::document::FormFieldType as Type;

    use super::question_type;

    #[test]
    fn a_question_has_the_type_that_its_words_tell() {
        for (label, expected) in [
            ("Email address", Type::Email),
            ("E-Mail-Adresse", Type::Email),
            ("Your phone number?", Type::Telephone),
            ("Website", Type::Url),
            ("Passwort", Type::Password),
            ("Date of birth", Type::Date),
            ("Amount", Type::Number),
            ("ANZAHL", Type::Number),
            ("First name", Type::Text),
            ("Order number", Type::Text),
            ("Package", Type::Text),
            ("", Type::Text),
        ] {
            assert_eq!(question_type(label), expected, "{label}");
        }
    }
}
