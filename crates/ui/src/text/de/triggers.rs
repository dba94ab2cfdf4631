//! What is said about when a workflow runs, in German.

use yew::AttrValue;

use crate::text::TriggersText;

pub(in crate::text) fn say(text: TriggersText<'_>) -> AttrValue {
    let words = match text {
        TriggersText::Explained => {
            "Das sind Einstellungen dieses Browsers. Sie reisen nicht mit dem Workflow, und bei einem, der von anderswo kommt, ist anfangs alles ausgeschaltet."
        }
        TriggersText::Manual => "Von Hand",
        TriggersText::ManualHint => {
            "Immer: Ausführen stellt die Fragen der Formulare; Dateien mit Zeilen führen Sie über das Menü daneben aus."
        }

        TriggersText::Address => "Antworten in der Adresse der Seite",
        TriggersText::AddressHint => {
            "Ein Link kann die Formulare ausfüllen. Er führt nie etwas aus und füllt nie ein Passwort aus."
        }
        TriggersText::CopyAddress => "Adresse kopieren",

        TriggersText::Schedule => "Nach Zeitplan",
        TriggersText::ScheduleHint => {
            "Nur solange dieser Workflow in einem Tab dieses Browsers geöffnet ist: Eine geschlossene Seite führt nichts aus, und Versäumtes wird nicht nachgeholt. Ohne Browser geht es mit „Auf einem Server ausführen“."
        }
        TriggersText::How => "Wann",
        TriggersText::Every => "Alle so viele Minuten",
        TriggersText::At => "Einmal am Tag",
        TriggersText::Minutes => "Minuten",
        TriggersText::Time => "Uhrzeit",
        TriggersText::With => "Antworten",
        TriggersText::AskThen => "Dann fragen",

        TriggersText::Messages => "Nachrichten anderer Seiten",
        TriggersText::MessagesHint => {
            "Seiten, die diese geöffnet haben, können mit ihren Daten einen Lauf beginnen. Nur die, die Sie aufzählen."
        }
        TriggersText::Origins => "Seiten, die das dürfen",
        TriggersText::OriginsHint => {
            "Ihre Ursprünge, einer je Zeile, genau so: https://shop.example"
        }
        TriggersText::NoOrigin { origin } => {
            return format!(
                "{origin} ist kein Ursprung. Schreiben Sie https:// und den Namen, ohne Pfad."
            )
            .into();
        }
        TriggersText::MessageHint => {
            "Was eine solche Seite sagt. Eine Nachricht darf 256 KB haben; zehn je Sekunde werden angenommen."
        }
        TriggersText::CopyMessage => "Kopieren",

        TriggersText::Log => "Seit diese Seite geöffnet wurde",
        TriggersText::RanOnTime => "Er lief, weil es Zeit war.",
        TriggersText::RanFor { origin } => {
            return format!("Er lief mit einer Nachricht von {origin}.").into();
        }
        TriggersText::NotListed { origin } => {
            return format!(
                "Eine Nachricht von {origin} wurde übergangen: Die Seite ist nicht aufgezählt."
            )
            .into();
        }
        TriggersText::TooMany { origin } => {
            return format!("Eine Nachricht von {origin} wurde übergangen: Es kamen mehr als zehn in einer Sekunde.").into();
        }
        TriggersText::NoRecord { origin } => {
            return format!(
                "Eine Nachricht von {origin} wurde übergangen: Sie hat keinen Datensatz."
            )
            .into();
        }
        TriggersText::TooLarge { origin } => {
            return format!(
                "Eine Nachricht von {origin} wurde übergangen: Sie ist größer als 256 KB."
            )
            .into();
        }
        TriggersText::NotConfirmed => {
            "Er lief nicht: Dieser Workflow kommt von anderswo oder führt einen solchen aus. Führen Sie ihn einmal von Hand aus und bestätigen Sie, was er sendet."
        }
        TriggersText::Refused { reason } => return format!("Er lief nicht: {reason}.").into(),
        TriggersText::Times { count } => return format!("({count}-mal)").into(),
    };
    AttrValue::Static(words)
}
