//! What the Debugger says, in German.

use yew::AttrValue;

use super::counted;
use crate::text::{Advice, DebuggerText};

pub(in crate::text) fn say(text: DebuggerText<'_>) -> AttrValue {
    let words = match text {
        DebuggerText::Messages => "Nachrichten",
        DebuggerText::Count { shown, of } if shown == of => return messages(of).into(),
        DebuggerText::Count { shown, of } => return format!("{shown} von {}", messages(of)).into(),
        DebuggerText::MoreMessages { count } => return format!("{count} ältere zeigen").into(),
        DebuggerText::Live => "Live",
        DebuggerText::Paused => "Pausiert",
        DebuggerText::Away => "Fort",
        DebuggerText::AwayTitle => "Der Empfänger antwortet nicht",
        DebuggerText::AwayHint => {
            "Zu sehen ist, was zuvor kam. Starten Sie ihn wieder mit „cargo xtask run“; diese Seite macht von selbst weiter, sobald er zurück ist."
        }
        DebuggerText::Pause => "Pause",
        DebuggerText::Resume => "Fortsetzen",
        DebuggerText::NewOnes { count } => return format!("{count} neue").into(),
        DebuggerText::NewMessages { count: 1 } => "1 neue Nachricht",
        DebuggerText::NewMessages { count } => return format!("{count} neue Nachrichten").into(),

        DebuggerText::Search => "Suchen",
        DebuggerText::SearchHint => "Ereignis, Nutzer, Kennung oder Wert",
        DebuggerText::Filters => "Filter",
        DebuggerText::FilterType => "Art",
        DebuggerText::FilterEvent => "Ereignis",
        DebuggerText::FilterUser => "Nutzer",
        DebuggerText::FilterVerdict => "Urteil",
        DebuggerText::AnyType => "Jede Art",
        DebuggerText::AnyEvent => "Jedes Ereignis",
        DebuggerText::AnyUser => "Jeder Nutzer",
        DebuggerText::AnyVerdict => "Jedes Urteil",
        DebuggerText::OtherType => "Andere",
        DebuggerText::ClearFilters => "Suche und Filter leeren",

        DebuggerText::Nothing => "Noch ist nichts angekommen",
        DebuggerText::NothingHint => {
            "Führen Sie einen Workflow aus, dessen Aufgaben an die „Lokale Testquelle“ senden: Seine Nachrichten erscheinen hier sofort, jede mit dem, was Segment daraus machen würde."
        }
        DebuggerText::NothingEndpoint { endpoint } => {
            return format!(
                "Auch andere Programme können hierher senden, so wie an Segment: {endpoint}"
            )
            .into();
        }
        DebuggerText::NothingFound => "Keine Nachricht passt",
        DebuggerText::NothingFoundHint => "Nichts, was hier aufbewahrt ist, hat alles Gesuchte.",
        DebuggerText::NoReceiver => "Hier gibt es keinen Empfänger",
        DebuggerText::NoReceiverHint => {
            "Der Debugger zeigt, was ein Empfänger auf diesem Computer anstelle von Segment entgegennimmt. Um einen zusammen mit dieser App zu starten, führen Sie im Ordner des Projekts dies aus und öffnen die Adresse, die es nennt:"
        }
        DebuggerText::NoReceiverCommand => "cargo xtask run",
        DebuggerText::LookAgain => "Noch einmal nachsehen",
        DebuggerText::NothingChosen => "Wählen Sie eine Nachricht, um alles von ihr zu sehen.",
        DebuggerText::NotHere => "Diese Nachricht ist nicht hier",
        DebuggerText::NotHereHint => {
            "Sie ist noch nicht angekommen, oder sie kam vor so langer Zeit, dass sie nicht mehr aufbewahrt wird. Kommt sie an, wird sie hier gezeigt."
        }

        DebuggerText::NoUser => "kein Nutzer",
        DebuggerText::Unreadable => "Keine Nachricht",
        DebuggerText::Bytes { bytes } => return size(bytes),
        DebuggerText::Newer => "Neuere Nachricht",
        DebuggerText::Older => "Ältere Nachricht",
        DebuggerText::BackToList => "Alle Nachrichten",
        DebuggerText::BackToWorkflow { name } => return format!("Zurück zu „{name}“").into(),
        DebuggerText::Verdict => "Urteil",
        DebuggerText::Accepted => "Angenommen",
        DebuggerText::Discarded => "Verworfen",
        DebuggerText::Duplicate => "Doppelt",
        DebuggerText::Refused => "Abgelehnt",
        DebuggerText::Unjudged => "Nicht beurteilt",
        DebuggerText::AcceptedHint => "Segment würde diese Nachricht annehmen.",
        DebuggerText::DiscardedHint => {
            "Segment würde mit 200 antworten und sie danach verwerfen, ohne es dem Absender zu sagen."
        }
        DebuggerText::DuplicateHint => {
            "Es ist nichts zu tun: Eine Nachricht, die mit derselben messageId erneut gesendet wird, zählt einmal."
        }
        DebuggerText::RefusedHint => "Dem Absender hat es der Status der Antwort gesagt.",
        DebuggerText::UnjudgedHint => {
            "Dieser Empfänger sagt nicht, was Segment daraus machen würde."
        }
        DebuggerText::Code { code } => return format!("Code: {code}").into(),
        DebuggerText::FirstOne => "Die erste zeigen",
        DebuggerText::Advice(advice) => to_do(advice),
        DebuggerText::Details => "Wie sie kam",
        DebuggerText::ReceivedAt => "Angekommen",
        DebuggerText::Account => "Konto",
        DebuggerText::Path => "Pfad",
        DebuggerText::Answered => "Beantwortet mit",
        DebuggerText::Size => "Größe",
        DebuggerText::MessageId => "messageId",
        DebuggerText::User => "Nutzer",
        DebuggerText::Place => "Stapel",
        DebuggerText::PlaceInBatch { item, of } => return format!("{item} von {of}").into(),
        DebuggerText::Body => "Nachricht",
        DebuggerText::BodyAsText => "Inhalt, als Text",
        DebuggerText::BodyNotKept => "Der Inhalt war zu lang, um aufbewahrt zu werden.",
        DebuggerText::CopyJson => "JSON kopieren",
    };
    AttrValue::Static(words)
}

fn messages(count: usize) -> String {
    counted(count as u64, "Nachricht", "Nachrichten")
}

/// Whole bytes as far as one reads them at a glance.
fn size(bytes: u64) -> AttrValue {
    if bytes < 1_000 {
        format!("{bytes} B").into()
    } else {
        format!("{},{} kB", bytes / 1_000, bytes % 1_000 / 100).into()
    }
}

fn to_do(advice: Advice) -> &'static str {
    match advice {
        Advice::NoUser => {
            "Geben Sie ihr eine User ID oder eine Anonymous ID. In einem Workflow: Sorgen Sie dafür, dass die Antwort, aus der die User ID entsteht, nötig ist."
        }
        Advice::IdNotString => {
            "Machen Sie aus der Kennung einen Text, der nicht leer ist, oder lassen Sie sie weg und geben Sie die andere an."
        }
        Advice::EventNotDefined => "Geben Sie dem Ereignis einen Namen.",
        Advice::EventNotString => "Machen Sie aus dem Namen des Ereignisses einen Text.",
        Advice::PropertiesNotObject => {
            "Machen Sie aus den Eigenschaften ein Objekt: Namen mit Werten."
        }
        Advice::TraitsNotObject => "Machen Sie aus den Merkmalen ein Objekt: Namen mit Werten.",
        Advice::NameNotString => {
            "Machen Sie aus dem Namen einen Text, der nicht leer ist, oder lassen Sie ihn weg."
        }
        Advice::CategoryNotString => {
            "Machen Sie aus der Kategorie einen Text, der nicht leer ist, oder lassen Sie sie weg."
        }
        Advice::EmptyBatch => "Legen Sie mindestens eine Nachricht in den Stapel.",
        Advice::UnknownSource => {
            "Senden Sie sie mit dem Schreibschlüssel einer Quelle, die es gibt; in einem Workflow wählen Sie ein anderes Konto für die Aufgabe."
        }
    }
}
