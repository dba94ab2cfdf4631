//! What is said about tags, in German.

use segflow_core::filter::{Filter, Takes};
use yew::AttrValue;

use crate::text::TagText;

pub(in crate::text) fn say(text: TagText<'_>) -> AttrValue {
    let words = match text {
        TagText::Fields => "Felder",
        TagText::NoFieldMatches => "Kein Feld passt. Esc schließt diese Liste.",
        TagText::InsertField => "Feld einfügen",
        TagText::MoreFields { count } => {
            return format!("{count} weitere: Tippen Sie, um die Liste einzugrenzen.").into();
        }
        TagText::MissingIn { samples } => return format!("Fehlt in: {samples}").into(),
        TagText::Filters => "Wie sich der Wert ändern lässt",
        TagText::NoFilterMatches => "Nichts passt. Esc schließt diese Liste.",
        TagText::For(Takes::Text) => "Für Text",
        TagText::For(Takes::Number) => "Für Zahlen",
        TagText::For(Takes::Date) => "Für Tage und Uhrzeiten",
        TagText::For(Takes::List) => "Für Listen",
        TagText::For(Takes::Anything) => "Für jeden Wert",
        TagText::Filter(filter) => name(filter),
        TagText::FilterHelp(filter) => help(filter),
        TagText::ValueHelp(filter, place) => value(filter, place),

        TagText::ValueNow => "Wert für das Beispiel, Schritt für Schritt",
        TagText::NoValueNow => "kein Wert",
        TagText::ChangeValue => "Wert ändern",
        TagText::OtherField => "Anderes Feld wählen",
        TagText::OneFieldAlone => {
            "Hier kann ein Feld nur für sich stehen, so wie es ist: ohne Text darum herum und unverändert."
        }
        TagText::Chip { field, change } => return format!("{field} · {change}").into(),

        TagText::Use { what } => return format!("{what} verwenden").into(),
        TagText::CloseTag => "Platzhalter schließen",
        TagText::PutInQuotes => "In Anführungszeichen setzen",
        TagText::TakeOut => "Herausnehmen",
    };
    AttrValue::Static(words)
}

/// What a filter does, in a word or two.
fn name(filter: Filter) -> &'static str {
    match filter {
        Filter::Abs => "ohne Vorzeichen",
        Filter::Append => "Text dahinter",
        Filter::AtLeast => "mindestens",
        Filter::AtMost => "höchstens",
        Filter::Base64Encode => "Base64",
        Filter::Capitalize => "Anfang groß",
        Filter::Ceil => "aufgerundet",
        Filter::Compact => "ohne Lücken",
        Filter::Concat => "mit Liste verbunden",
        Filter::Date => "Datum als Text",
        Filter::Default => "ersatzweise",
        Filter::DividedBy => "geteilt",
        Filter::Downcase => "kleingeschrieben",
        Filter::First => "der erste",
        Filter::Floor => "abgerundet",
        Filter::Join => "zu Text verbunden",
        Filter::Json => "als JSON",
        Filter::Last => "der letzte",
        Filter::Map => "eins von jedem",
        Filter::Md5 => "MD5-Hash",
        Filter::Minus => "minus",
        Filter::Modulo => "Rest",
        Filter::ParseJson => "als JSON gelesen",
        Filter::Plus => "plus",
        Filter::Prepend => "Text davor",
        Filter::Remove => "ohne einen Text",
        Filter::Replace => "Text ersetzt",
        Filter::Reverse => "rückwärts",
        Filter::Round => "gerundet",
        Filter::Sha256 => "SHA-256-Hash",
        Filter::Size => "Länge",
        Filter::Slice => "ein Teil",
        Filter::Snakecase => "snake_case",
        Filter::Sort => "sortiert",
        Filter::Split => "zur Liste zerlegt",
        Filter::Strip => "ohne Leerzeichen außen",
        Filter::Sum => "Summe",
        Filter::Times => "mal",
        Filter::Titlecase => "Jedes Wort Groß",
        Filter::ToBoolean => "ja oder nein",
        Filter::ToIso => "Datum für Segment",
        Filter::ToNumber => "als Zahl",
        Filter::ToString => "als Text",
        Filter::Truncate => "gekürzt",
        Filter::Uniq => "jedes einmal",
        Filter::Upcase => "GROSSGESCHRIEBEN",
        Filter::UrlDecode => "aus einer Adresse",
        Filter::UrlEncode => "für eine Adresse",
    }
}

/// What a filter does, in a line.
fn help(filter: Filter) -> &'static str {
    match filter {
        Filter::Abs => "Lässt das Minus einer Zahl weg: Aus -5 wird 5.",
        Filter::Append => "Setzt einen Text hinter den Wert, etwa eine Währung.",
        Filter::AtLeast => "Hebt eine Zahl auf das Mindeste an, das Sie zulassen.",
        Filter::AtMost => "Senkt eine Zahl auf das Höchste, das Sie zulassen.",
        Filter::Base64Encode => "Schreibt den Text als Base64, für Systeme, die das verlangen.",
        Filter::Capitalize => "Schreibt den ersten Buchstaben groß und die anderen klein.",
        Filter::Ceil => "Rundet auf eine ganze Zahl auf: Aus 4.2 wird 5.",
        Filter::Compact => "Lässt die leeren Plätze einer Liste weg.",
        Filter::Concat => "Hängt eine andere Liste an diese an.",
        Filter::Date => "Schreibt einen Zeitpunkt, wie Sie es mögen, in UTC: 2024-05-01.",
        Filter::Default => "Nimmt einen anderen Wert, wo es keinen gibt oder er leer ist.",
        Filter::DividedBy => "Teilt eine Zahl: Cent werden durch 100 zu Euro.",
        Filter::Downcase => "Schreibt alle Buchstaben klein. Gut für E-Mail-Adressen.",
        Filter::First => "Nimmt den ersten Eintrag einer Liste.",
        Filter::Floor => "Rundet auf eine ganze Zahl ab: Aus 4.8 wird 4.",
        Filter::Join => "Macht aus einer Liste einen Text, mit etwas dazwischen.",
        Filter::Json => "Schreibt jeden Wert als JSON-Text.",
        Filter::Last => "Nimmt den letzten Eintrag einer Liste.",
        Filter::Map => "Nimmt aus jedem Eintrag einer Liste eine Angabe, etwa jede sku.",
        Filter::Md5 => "Bildet den MD5-Hash des Textes, wie manche Werbeplattformen ihn verlangen.",
        Filter::Minus => "Zieht eine Zahl ab.",
        Filter::Modulo => "Nimmt, was beim Teilen übrig bleibt.",
        Filter::ParseJson => "Liest einen Text, der JSON ist, damit seine Teile verwendbar werden.",
        Filter::Plus => "Zählt eine Zahl hinzu.",
        Filter::Prepend => "Setzt einen Text vor den Wert.",
        Filter::Remove => "Nimmt einen Text heraus, wo immer er steht.",
        Filter::Replace => "Setzt einen anderen Text ein, wo immer einer steht.",
        Filter::Reverse => "Dreht eine Liste um.",
        Filter::Round => "Rundet auf so viele Nachkommastellen, wie Sie mögen.",
        Filter::Sha256 => {
            "Bildet den SHA-256-Hash des Textes, wie Werbeplattformen ihn für E-Mail-Adressen verlangen."
        }
        Filter::Size => "Zählt die Buchstaben eines Textes oder die Einträge einer Liste.",
        Filter::Slice => "Nimmt einen Teil eines Textes oder einer Liste.",
        Filter::Snakecase => "Schreibt Wörter klein mit _ dazwischen: first_name.",
        Filter::Sort => "Bringt eine Liste in eine Reihenfolge.",
        Filter::Split => "Zerlegt einen Text in eine Liste.",
        Filter::Strip => "Entfernt die Leerzeichen an beiden Enden.",
        Filter::Sum => "Zählt die Zahlen einer Liste zusammen.",
        Filter::Times => "Nimmt eine Zahl mal: Euro werden mal 100 zu Cent.",
        Filter::Titlecase => "Gibt jedem Wort einen großen Anfangsbuchstaben.",
        Filter::ToBoolean => "Macht aus yes und no, 1 und 0 wahr oder falsch.",
        Filter::ToIso => "Schreibt einen Zeitpunkt so, wie Segment ihn haben will.",
        Filter::ToNumber => "Macht aus einem Text, der eine Zahl schreibt, eine Zahl.",
        Filter::ToString => "Macht aus allem Text.",
        Filter::Truncate => "Kürzt einen langen Text.",
        Filter::Uniq => "Behält alles in einer Liste einmal.",
        Filter::Upcase => "Schreibt alle Buchstaben groß.",
        Filter::UrlDecode => "Liest einen Text, wie er in einer Webadresse steht.",
        Filter::UrlEncode => "Schreibt einen Text so, dass er in einer Webadresse stehen kann.",
    }
}

/// What a value after the colon means; nothing where there is no such value.
fn value(filter: Filter, place: usize) -> &'static str {
    match (filter, place) {
        (Filter::Append, 0) => "Der Text dahinter, in Anführungszeichen",
        (Filter::AtLeast, 0) => "Das Mindeste, was der Wert sein darf",
        (Filter::AtMost, 0) => "Das Höchste, was der Wert sein darf",
        (Filter::Concat, 0) => "Das Feld mit der anderen Liste",
        (Filter::Date, 0) => {
            "Wie das Datum geschrieben wird, in Anführungszeichen: %Y Jahr, %m Monat, %d Tag, %H Stunde, %M Minute, %B Name des Monats"
        }
        (Filter::Default, 0) => {
            "Der Wert, der stattdessen gilt: Text in Anführungszeichen, eine Zahl oder ein Feld"
        }
        (Filter::DividedBy | Filter::Modulo, 0) => "Die Zahl, durch die geteilt wird",
        (Filter::DividedBy, 1) => "true lässt weg, was hinter dem Komma steht",
        (Filter::Join, 0) => "Was dazwischen steht, in Anführungszeichen",
        (Filter::Map, 0) => "Der Name der Angabe, in Anführungszeichen",
        (Filter::Minus, 0) => "Die Zahl, die abgezogen wird",
        (Filter::Plus, 0) => "Die Zahl, die hinzukommt",
        (Filter::Prepend, 0) => "Der Text davor, in Anführungszeichen",
        (Filter::Remove, 0) => "Der Text, der herausgenommen wird, in Anführungszeichen",
        (Filter::Replace, 0) => "Der gesuchte Text, in Anführungszeichen",
        (Filter::Replace, 1) => "Der Text, der eingesetzt wird, in Anführungszeichen",
        (Filter::Round, 0) => "Wie viele Nachkommastellen",
        (Filter::Slice, 0) => "Wo der Teil beginnt, gezählt ab 0; -1 ist das Letzte",
        (Filter::Slice, 1) => "Wie viele Buchstaben oder Einträge",
        (Filter::Sort, 0) => "Die Angabe, nach der sortiert wird, in Anführungszeichen",
        (Filter::Split, 0) => "Wo zerlegt wird, in Anführungszeichen",
        (Filter::Sum, 0) => "Die Angabe, die zusammengezählt wird, in Anführungszeichen",
        (Filter::Times, 0) => "Die Zahl, mit der malgenommen wird",
        (Filter::Truncate, 0) => "Wie viele Buchstaben höchstens, die Punkte mitgezählt",
        (Filter::Truncate, 1) => "Was statt der Punkte am Ende steht, in Anführungszeichen",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::filter::Filter;

    use super::{help, name, value};

    #[test]
    fn every_filter_and_each_of_its_values_is_told_of() {
        for &filter in Filter::ALL {
            assert!(!name(filter).is_empty() && help(filter).ends_with('.'));
            let (_, most) = filter.argument_counts();
            for place in 0..3 {
                assert_eq!(
                    value(filter, place).is_empty(),
                    place >= most,
                    "{}",
                    filter.name()
                );
            }
        }
    }
}
