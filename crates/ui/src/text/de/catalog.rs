//! What suggestions and pasted rows say, in German.

use segflow_catalog::{Category, Kind, Source};
use yew::AttrValue;

use crate::text::CatalogText;

pub(in crate::text) fn say(text: CatalogText<'_>) -> AttrValue {
    let words = match text {
        CatalogText::Suggestions => "Vorschläge",
        CatalogText::Planned => "Tracking-Plan",
        CatalogText::OfWorkflow => "In diesem Workflow",
        CatalogText::Usual => "Übliche Namen",
        CatalogText::Of(Category::Ecommerce) => "Onlinehandel",
        CatalogText::Of(Category::Business) => "Konten und Testphasen",
        CatalogText::Of(Category::Email) => "E-Mail",
        CatalogText::Of(Category::Chat) => "Livechat",
        CatalogText::Of(Category::Mobile) => "Mobile Apps",
        CatalogText::Of(Category::Experiments) => "A/B-Tests",
        CatalogText::Of(Category::Video) => "Video",
        CatalogText::Of(Category::Consent) => "Einwilligung",
        CatalogText::From(Source::OfEvent) => "Üblich bei diesem Ereignis",
        CatalogText::From(Source::Reserved) => "Segment bekannt",
        CatalogText::From(Source::OfOthers) => "Von anderen Ereignissen",
        CatalogText::Holds(Kind::Text) => "Text",
        CatalogText::Holds(Kind::Number) => "Zahl",
        CatalogText::Holds(Kind::YesNo) => "ja oder nein",
        CatalogText::Holds(Kind::Date) => "Datum",
        CatalogText::Holds(Kind::List) => "Liste",
        CatalogText::Holds(Kind::Object) => "Objekt",

        CatalogText::AddUsualProperties => "Übliche Eigenschaften hinzufügen",
        CatalogText::AddUsualTraits => "Übliche Merkmale hinzufügen",
        CatalogText::UsualPropertiesOf { event } => {
            return format!("Übliche Eigenschaften von {event}").into();
        }
        CatalogText::UsualTraits => "Merkmale, die Segment kennt",
        CatalogText::UsualProperties => "Eigenschaften, die Segment kennt",
        CatalogText::HoldsRows { count: 0 } => "",
        CatalogText::HoldsRows { count: 1 } => "mit 1 Zeile",
        CatalogText::HoldsRows { count } => return format!("mit {count} Zeilen").into(),
        CatalogText::FromField { field } => return format!("aus {field}").into(),
        CatalogText::ChooseAll => "Alle wählen",
        CatalogText::ChooseNone => "Keine wählen",
        CatalogText::AddRows { count: 1 } => "1 Zeile hinzufügen",
        CatalogText::AddRows { count } => return format!("{count} Zeilen hinzufügen").into(),
        CatalogText::NothingChosen => "Zeilen hinzufügen",

        CatalogText::PasteTitle => "Mehrere einfügen",
        CatalogText::PasteLabel => "Zeilen zum Hinzufügen",
        CatalogText::PasteHint => {
            "Ein JSON-Objekt, zwei Spalten aus einer Tabelle oder einer CSV-Datei oder Zeilen wie „plan: pro“."
        }
        CatalogText::PasteListHint => {
            "Eine JSON-Liste, eine kopierte Tabelle mit Namen in ihrer ersten Zeile oder je Zeile ein Eintrag."
        }
        CatalogText::MakesRows { count: 0, .. } => "Noch keine neue Zeile.",
        CatalogText::MakesRows { count: 1, names } => {
            return format!("1 neue Zeile: {names}.").into();
        }
        CatalogText::MakesRows { count, names } => {
            return format!("{count} neue Zeilen: {names}.").into();
        }
        CatalogText::MakesItems { count: 0 } => "Noch kein neuer Eintrag.",
        CatalogText::MakesItems { count: 1 } => "1 neuer Eintrag.",
        CatalogText::MakesItems { count } => return format!("{count} neue Einträge.").into(),
        CatalogText::SameThere { names } => return format!("Genau so schon da: {names}.").into(),
        CatalogText::OtherThere { count: 1, names } => {
            return format!("Schon da, mit einem anderen Wert: {names}.").into();
        }
        CatalogText::OtherThere { names, .. } => {
            return format!("Schon da, mit anderen Werten: {names}.").into();
        }
        CatalogText::ReplaceThem { count: 1 } => "Diesen Wert ersetzen",
        CatalogText::ReplaceThem { .. } => "Diese Werte ersetzen",
        CatalogText::NotRead { count: 1 } => "1 Zeile ist nicht lesbar:",
        CatalogText::NotRead { count } => {
            return format!("{count} Zeilen sind nicht lesbar:").into();
        }
        CatalogText::LineIs { line, text } => return format!("Zeile {line}, „{text}“: ").into(),
        CatalogText::NoJson { reason } => return format!("noch kein JSON: {reason}.").into(),
        CatalogText::NoNames => "diese Werte haben keine Namen; Zeilen brauchen ein Objekt.",
        CatalogText::NoValue => "nichts trennt einen Namen von einem Wert.",
        CatalogText::NoName => "sie hat keinen Namen.",
        CatalogText::TooMany => "sie hat mehr als einen Namen und einen Wert.",
        CatalogText::Twice => "ihr Name stand schon in einer Zeile davor.",
        CatalogText::Added { count: 1 } => "1 Zeile hinzugefügt.",
        CatalogText::Added { count } => return format!("{count} Zeilen hinzugefügt.").into(),
        CatalogText::AddedAllThere => "Alles davon war schon da.",
        CatalogText::LeftHere => "Was hier noch steht, wurde nicht hinzugefügt.",
    };
    AttrValue::Static(words)
}
