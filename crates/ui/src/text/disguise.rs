//! English in the guise of other languages, for tests and translators.

use yew::AttrValue;

use super::Language;

/// The sentence as it is said in such a language; English as it is.
pub(super) fn disguised(language: Language, words: AttrValue) -> AttrValue {
    match language {
        Language::English | Language::German => words,
        Language::Accented => accented(&words).into(),
        Language::Mirrored => mirrored(&words).into(),
    }
}

/// With accents and doubled vowels, in brackets. Spaces around it stay where
/// they are.
fn accented(words: &str) -> String {
    let core = words.trim();
    if core.is_empty() {
        return words.to_owned();
    }
    let (before, after) = words.split_once(core).unwrap_or_default();
    let mut accented = format!("{before}[");
    for letter in core.chars() {
        let dressed = with_accent(letter);
        accented.push(dressed);
        if "aeiouAEIOU".contains(letter) {
            accented.extend(dressed.to_lowercase());
        }
    }
    accented.push(']');
    accented.push_str(after);
    accented
}

/// The same, with marks that make every letter run from right to left.
fn mirrored(words: &str) -> String {
    match accented(words) {
        empty if empty.trim().is_empty() => empty,
        accented => format!("\u{202e}{accented}\u{202c}"),
    }
}

fn with_accent(letter: char) -> char {
    match letter {
        'a' => 'á',
        'c' => 'ç',
        'd' => 'ð',
        'e' => 'é',
        'g' => 'ĝ',
        'h' => 'ĥ',
        'i' => 'î',
        'k' => 'ķ',
        'l' => 'ļ',
        'n' => 'ñ',
        'o' => 'ö',
        'r' => 'ŕ',
        's' => 'š',
        't' => 'ţ',
        'u' => 'û',
        'w' => 'ŵ',
        'y' => 'ý',
        'z' => 'ž',
        'A' => 'Á',
        'C' => 'Ç',
        'D' => 'Ð',
        'E' => 'É',
        'I' => 'Î',
        'N' => 'Ñ',
        'O' => 'Ö',
        'R' => 'Ŕ',
        'S' => 'Š',
        'T' => 'Ţ',
        'U' => 'Û',
        'W' => 'Ŵ',
        'Y' => 'Ý',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::{accented, mirrored};

    #[test]
    fn sentences_grow_and_keep_the_spaces_around_them() {
        for (words, expected) in [
            ("Save", "[Šáávéé]"),
            ("Add row", "[Ááðð ŕööŵ]"),
            (" or ", " [ööŕ] "),
            ("12.50 €", "[12.50 €]"),
            ("", ""),
            (" ", " "),
        ] {
            assert_eq!(accented(words), expected);
        }
    }

    #[test]
    fn a_third_is_added_to_a_sentence() {
        let words = "Lists of workflows are kept in the browser in which they were made.";
        assert!(accented(words).chars().count() * 100 / words.chars().count() > 125);
    }

    #[test]
    fn mirrored_text_is_marked() {
        assert_eq!(mirrored("Save"), "\u{202e}[Šáávéé]\u{202c}");
        assert_eq!(mirrored(""), "");
    }
}
