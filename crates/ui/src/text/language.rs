//! The languages, by the names that browsers have for them.

/// A language the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// German, whose words are a part of their own.
    German,
    /// English with accents, in brackets and a third longer: it shows what would
    /// be cut off in other languages, and what is said past [`Text`](super::Text).
    Accented,
    /// The same from right to left.
    Mirrored,
}

impl Language {
    /// The languages a person chooses from.
    pub const OFFERED: [Language; 2] = [Language::English, Language::German];

    /// Its tag, as an attribute `lang` has it.
    pub fn tag(self) -> &'static str {
        match self {
            Language::English => "en",
            Language::German => "de",
            Language::Accented => "en-XA",
            Language::Mirrored => "ar-XB",
        }
    }

    /// What it calls itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Language::English => "English",
            Language::German => "Deutsch",
            Language::Accented => "[Éñĝļîšĥ]",
            Language::Mirrored => "[\u{202e}English\u{202c}]",
        }
    }

    /// The tag by which its dates and times are written.
    pub fn of_dates(self) -> &'static str {
        match self {
            Language::English | Language::Accented | Language::Mirrored => "en-GB",
            Language::German => "de-DE",
        }
    }

    /// Which way its lines run, as an attribute `dir` has it.
    pub fn direction(self) -> &'static str {
        match self {
            Language::English | Language::German | Language::Accented => "ltr",
            Language::Mirrored => "rtl",
        }
    }

    /// The language of a tag, if it is spoken here: `de-AT` is German.
    pub fn of_tag(tag: &str) -> Option<Language> {
        let whole = [Language::Accented, Language::Mirrored]
            .into_iter()
            .find(|language| language.tag().eq_ignore_ascii_case(tag));
        let primary = tag.split(['-', '_']).next().unwrap_or_default();
        let of_primary = || {
            Language::OFFERED
                .into_iter()
                .find(|language| language.tag().eq_ignore_ascii_case(primary))
        };
        whole.or_else(of_primary)
    }
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn languages_are_found_by_their_tags() {
        for (tag, expected) in [
            ("en", Some(Language::English)),
            ("en-GB", Some(Language::English)),
            ("de", Some(Language::German)),
            ("DE-at", Some(Language::German)),
            ("de_CH", Some(Language::German)),
            ("en-XA", Some(Language::Accented)),
            ("ar-XB", Some(Language::Mirrored)),
            ("ar", None),
            ("den", None),
            ("", None),
        ] {
            assert_eq!(Language::of_tag(tag), expected, "{tag}");
        }
    }
}
