//! What rows say, in German.

use segflow_core::edit::RowType;
use yew::AttrValue;

use crate::model::MissingChoice;
use crate::text::RowsText;

pub(in crate::text) fn say(text: RowsText<'_>) -> AttrValue {
    let words = match text {
        RowsText::TypeColumn => "Art",
        RowsText::Type(RowType::Text) => "Text",
        RowsText::Type(RowType::Number) => "Zahl",
        RowsText::Type(RowType::YesNo) => "ja oder nein",
        RowsText::Type(RowType::Date) => "Datum",
        RowsText::Type(RowType::Tag) => "aus einem Feld",
        RowsText::Type(RowType::List) => "Liste",
        RowsText::Type(RowType::Object) => "Objekt",
        RowsText::Type(RowType::Null) => "null",

        RowsText::NameIn { number, around } => {
            return format!("Name {number} in {around}").into();
        }
        RowsText::ValueIn { number, around } => {
            return format!("Wert {number} in {around}").into();
        }
        RowsText::TypeOf { name } => return format!("Art von {name}").into(),
        RowsText::TypeOfNew { number } => return format!("Art von Zeile {number}").into(),
        RowsText::RemoveIn { number, around } => {
            return format!("Zeile {number} in {around} entfernen").into();
        }
        RowsText::Within { around, name } => return format!("{around} › {name}").into(),
        RowsText::AddRow => "Zeile hinzufügen",
        RowsText::AddNamed { name } => return format!("{name} hinzufügen").into(),
        RowsText::AskedFor => "Was der Tracking-Plan außerdem verlangt",
        RowsText::AddRowTo { name } => return format!("Zeile zu {name} hinzufügen").into(),
        RowsText::AddItemTo { name } => return format!("Eintrag zu {name} hinzufügen").into(),
        RowsText::Items { count: 0 } => "eine leere Liste",
        RowsText::Items { count: 1 } => "1 Eintrag",
        RowsText::Items { count } => return format!("{count} Einträge").into(),
        RowsText::Members { count: 0 } => "ein leeres Objekt",
        RowsText::Members { count: 1 } => "1 Zeile",
        RowsText::Members { count } => return format!("{count} Zeilen").into(),
        RowsText::NameFirst => "Geben Sie erst einen Namen ein; dann kann sie Zeilen enthalten.",
        RowsText::More { count } => return format!("{count} weitere zeigen").into(),

        RowsText::Moved { name, place, of } => {
            return format!("{name} ist jetzt Zeile {place} von {of}.").into();
        }
        RowsText::PasteMany => "Mehrere einfügen",

        RowsText::IfMissing => "Falls nicht vorhanden",
        RowsText::IfMissingOf { name } => return format!("Falls {name} keinen Wert hat").into(),
        RowsText::Rule(MissingChoice::Inherited | MissingChoice::Omit) => "weglassen",
        RowsText::Rule(MissingChoice::Empty) => "leerer Text",
        RowsText::Rule(MissingChoice::Null) => "null",
        RowsText::Rule(MissingChoice::Default) => "vorgegebener Wert",
        RowsText::Rule(MissingChoice::Stop) => "Aufgabe anhalten",
        RowsText::RuleInList => "null an dieser Stelle",
        RowsText::RuleAs { rule, around } => return format!("{rule}, wie bei {around}").into(),
        RowsText::Everywhere => "der ganzen Aufgabe",
        RowsText::WhatHappened => "dem, was geschehen ist",
        RowsText::DefaultOf { name } => return format!("Vorgabe für {name}").into(),

        RowsText::ChooseYesOrNo => {
            "Wählen Sie ja oder nein. Bis dahin bleibt der Wert, wie er war, mit seiner alten Art."
        }
        RowsText::NotANumber => {
            "Das ist noch keine Zahl, etwa 12.50. Bis dahin bleibt der Wert, wie er war."
        }
        RowsText::NotADate => {
            "Wählen Sie einen Tag. Bis dahin bleibt der Wert, wie er war, mit seiner alten Art."
        }
        RowsText::NotATag => {
            "Tippen Sie { und wählen Sie ein Feld. Bis dahin bleibt der Wert, wie er war."
        }
        RowsText::SentAsNull => "Wird als null gesendet.",
        RowsText::TimeOf { name } => return format!("Uhrzeit von {name} (UTC)").into(),
        RowsText::NotSet => "nicht angegeben",
        RowsText::FromField => "aus einem Feld",

        RowsText::EditAsJson => "Als JSON bearbeiten",
        RowsText::HideJson => "JSON verbergen",
        RowsText::AsJson { field } => return format!("{field} als JSON").into(),
        RowsText::JsonHint => {
            "Die Zeilen und dieser Text richten sich nacheinander. Platzhalter stehen in Anführungszeichen."
        }
        RowsText::JsonWrong { reason } => {
            return format!(
                "Noch kein JSON: {reason}. Bis das behoben ist, bleiben die Zeilen, wie sie sind."
            )
            .into();
        }
        RowsText::GoToPlace => "Zur Stelle springen",

        RowsText::FieldRows { field, count } => return format!("{field} ({count})").into(),
        RowsText::TimestampIs { when } => return format!("Zeitpunkt: {when}").into(),
        RowsText::TimestampOfField => "aus einem Feld",
        RowsText::DateOfTimestamp => "Datum",
        RowsText::AllDestinations => "Alle anderen",
        RowsText::OnOrOff => "an oder aus",
        RowsText::DestinationOptions => "mit Einstellungen",
        RowsText::AddDestination => "Ziel hinzufügen",
        RowsText::ContextHint => {
            "Was neben dem Ereignis bekannt ist, etwa ip, userAgent, locale oder campaign."
        }
        RowsText::IntegrationsHint => {
            "Welche Ziele von Segment es bekommen, beim Namen genannt. All steht für jedes andere."
        }
    };
    AttrValue::Static(words)
}
