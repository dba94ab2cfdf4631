//! What is said about tracking plans, in German.

use yew::AttrValue;

use super::counted;
use crate::text::PlanText;

pub(in crate::text) fn say(text: PlanText<'_>) -> AttrValue {
    let words = match text {
        PlanText::Explained => {
            "Ein Tracking-Plan sagt, welche Ereignisse Ihr Team sendet und welche Eigenschaften sie haben. Mit einem Plan wird jede Nachricht schon beim Bauen geprüft, und Namen werden daraus vorgeschlagen."
        }

        PlanText::DropHere => "Legen Sie einen Tracking-Plan hier ab, oder",
        PlanText::ChooseFile => "Datei wählen",
        PlanText::Formats => {
            "Eine plan.json von Typewriter oder was die API von Segment für einen Plan oder seine Regeln liefert."
        }
        PlanText::Paste => "Stattdessen einen Plan einfügen",
        PlanText::PasteLabel => "Tracking-Plan",
        PlanText::PasteHint => "Der ganze JSON-Text.",
        PlanText::UsePasted => "Diesen Plan verwenden",
        PlanText::TooLarge => "Das ist größer, als ein Plan sein darf (1,5 MB).",
        PlanText::NotRead => {
            "Die Datei konnte nicht gelesen werden. Wählen Sie sie erneut oder fügen Sie ihren Text ein."
        }
        PlanText::NoJson { reason } => return format!("Das ist kein JSON: {reason}.").into(),
        PlanText::NoRules => {
            "Darin stehen keine Regeln eines Tracking-Plans. Nehmen Sie, was die API von Segment für die Regeln liefert, oder die plan.json von Typewriter."
        }
        PlanText::Imported => "Der Plan gilt jetzt. Mit Rückgängig nehmen Sie ihn zurück.",
        PlanText::Partial => {
            "Der Plan gilt jetzt, enthält aber nur eine Seite seiner Regeln: Die API von Segment hat mehr. Fragen Sie dort bis zu 200 Regeln auf einmal ab oder nehmen Sie die plan.json von Typewriter."
        }

        PlanText::Events { count: 0 } => "Keine Ereignisse mit Namen",
        PlanText::Events { count } => {
            return counted(count as u64, "Ereignis", "Ereignisse").into();
        }
        PlanText::OfPage => {
            "Die Seite um diesen Editor gibt den Plan vor; hier lässt er sich nicht ändern."
        }
        PlanText::Planned => "Was der Plan sagt",
        PlanText::EveryMessage => "Jede Nachricht",
        PlanText::Version { title, version } => {
            return format!("{title}, Version {version}").into();
        }
        PlanText::NoMembers => "Es sind keine Eigenschaften genannt.",
        PlanText::Required => "erforderlich",
        PlanText::OneOf { choices } => return format!("eines von: {choices}").into(),
        PlanText::Type("string") => "Text",
        PlanText::Type("number") => "Zahl",
        PlanText::Type("integer") => "ganze Zahl",
        PlanText::Type("boolean") => "ja oder nein",
        PlanText::Type("array") => "Liste",
        PlanText::Type("object") => "Objekt",
        PlanText::Type("null") => "nichts",
        PlanText::Type(other) => return other.to_owned().into(),
        PlanText::AnyType => "beliebig",
        PlanText::Moment => "Datum und Uhrzeit",
        PlanText::Or => " oder ",
        PlanText::Ignored { count: 1 } => "1 Regel wird nicht geprüft",
        PlanText::Ignored { count } => {
            return format!("{count} Regeln werden nicht geprüft").into();
        }
        PlanText::IgnoredHint => {
            "Diese Teile des Plans gehen über das hinaus, was hier geprüft wird. Im Plan bleiben sie stehen."
        }

        PlanText::Strict => "Streng",
        PlanText::StrictHint => {
            "Was vom Plan abweicht, wird nicht gesendet. Sonst wird es gesendet, und hier steht eine Warnung."
        }
        PlanText::Replace => "Ersetzen",
        PlanText::Download { file } => return format!("{file} herunterladen").into(),
        PlanText::NotInFile => "Was nicht in der Datei steht",
        PlanText::Remove => "Entfernen",
        PlanText::Removed => {
            "Der Tracking-Plan wurde entfernt. Nachrichten werden nicht mehr damit verglichen."
        }
    };
    AttrValue::Static(words)
}
