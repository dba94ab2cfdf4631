//! What is said about a task in other formats, in German.

use segflow_interchange::export::Target;
use yew::AttrValue;

use crate::text::CopyText;

pub(in crate::text) fn say(text: CopyText<'_>) -> AttrValue {
    let words = match text {
        CopyText::CopyAs => "Kopieren als …",
        CopyText::CopyTaskAs { format } => return format!("Kopieren als {format}").into(),

        CopyText::Format(Target::Curl) => "curl",
        CopyText::Format(Target::PowerShell) => "PowerShell",
        CopyText::Format(Target::AnalyticsJs) => "analytics.js",
        CopyText::Format(Target::AnalyticsNode) => "analytics-node",
        CopyText::Format(Target::MappingKit) => "Mapping für mapping-kit",

        CopyText::Where(Target::Curl) => "Ein Befehl für macOS und Linux",
        CopyText::Where(Target::PowerShell) => "Ein Befehl für Windows",
        CopyText::Where(Target::AnalyticsJs) => "Eine Zeile für eine Webseite",
        CopyText::Where(Target::AnalyticsNode) => "Ein Programm für Node",
        CopyText::Where(Target::MappingKit) => "Die Aufgabe selbst, für ein Ziel",

        CopyText::HowToUse(Target::Curl) => {
            "Fügen Sie den Befehl in ein Terminal ein. Er enthält keinen Schreibschlüssel: Setzen Sie vorher SEGMENT_WRITE_KEY auf Ihren."
        }
        CopyText::HowToUse(Target::PowerShell) => {
            "Fügen Sie den Befehl in PowerShell ein. Er enthält keinen Schreibschlüssel: Setzen Sie vorher $env:SEGMENT_WRITE_KEY auf Ihren."
        }
        CopyText::HowToUse(Target::AnalyticsJs) => {
            "Für eine Seite mit dem Snippet von Segment: Es kennt den Schreibschlüssel und weiß, wohin gesendet wird."
        }
        CopyText::HowToUse(Target::AnalyticsNode) => {
            "Führen Sie das Programm mit Node aus. Es enthält keinen Schreibschlüssel: Setzen Sie vorher SEGMENT_WRITE_KEY auf Ihren."
        }
        CopyText::HowToUse(Target::MappingKit) => {
            "Die Aufgabe mit ihren Platzhaltern als Pfaden und ihrer Bedingung als Auslöser, wie Ziele bei Segment sie haben. Antworten des Beispiels stehen nicht darin."
        }
        CopyText::SameMessage => {
            "Das ist die Nachricht des gewählten Beispiels mit ihrer messageId. Wird sie innerhalb eines Tages zweimal gesendet, zählt Segment sie einmal."
        }
        CopyText::WouldBeSkipped => {
            "Beim gewählten Beispiel überspringt ein Lauf diese Aufgabe und sendet also keine solche Nachricht."
        }
        CopyText::CannotBeSent => {
            "Ein Lauf sendet diese Nachricht nicht: Beheben Sie zuerst, was in der Aufgabe gefunden wurde."
        }
        CopyText::Download { file } => return format!("{file} herunterladen").into(),
    };
    AttrValue::Static(words)
}
