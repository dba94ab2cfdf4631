//! What the settings say, in German.

use yew::AttrValue;

use super::bulk::size;
use super::counted;
use crate::text::SettingsText;

pub(in crate::text) fn say(text: SettingsText<'_>) -> AttrValue {
    let words = match text {
        SettingsText::Looks => "Sprache und Farben",
        SettingsText::Language => "Sprache",
        SettingsText::LanguageOfSystem => "Wie im System",

        SettingsText::User => "Sie",
        SettingsText::UserHint => {
            "Platzhalter und Bedingungen können verwenden, wer einen Workflow ausführt: Ihre E-Mail-Adresse und Ihre Rolle."
        }
        SettingsText::Email => "Ihre E-Mail-Adresse",
        SettingsText::Role => "Ihre Rolle",

        SettingsText::Runs => "Läufe",
        SettingsText::KeepRuns => "Läufe aufbewahren",
        SettingsText::KeepRunsHint => "Ältere Läufe werden von selbst von diesem Gerät gelöscht.",
        SettingsText::Days { count } => return counted(count.unsigned_abs(), "Tag", "Tage").into(),
        SettingsText::AllRuns => "Alle Läufe",

        SettingsText::Kept => "Was dieses Gerät aufbewahrt",
        SettingsText::Used { bytes, most } => {
            return format!("{} von {} sind belegt.", size(bytes), size(most)).into();
        }
        SettingsText::KeptHint => {
            "Workflows, Läufe und Konten liegen nur in diesem Browser. Niemand sonst hat sie, und niemand kann sie zurückholen."
        }
        SettingsText::Export => "Alles herunterladen",
        SettingsText::ExportHint => {
            "Beim Herunterladen entsteht eine Datei mit allen Workflows und Läufen, ohne Schreibschlüssel."
        }
        SettingsText::Delete => "Alles auf diesem Gerät löschen",
        SettingsText::DeleteTitle => "Alles auf diesem Gerät löschen?",
        SettingsText::DeleteHint => {
            "Alle Workflows, Läufe, Konten und Einstellungen werden gelöscht und kommen nicht wieder. Was gesendet wurde, bleibt bei Segment."
        }
        SettingsText::DeleteConfirm => "Alles löschen",
        SettingsText::Refused { reason } => {
            return format!("Das ist nicht geschehen: {reason}.").into();
        }
    };
    AttrValue::Static(words)
}
