//! What is said of how a workflow was before, in German.

use yew::AttrValue;

use crate::text::VersionText;

pub(in crate::text) fn say(text: VersionText<'_>) -> AttrValue {
    let words = match text {
        VersionText::Explained => {
            "Eine Version wird gespeichert, wenn der Workflow geöffnet wird, alle zehn Minuten, während er bearbeitet wird, und bevor eine andere wiederhergestellt wird: höchstens 50, auf diesem Gerät."
        }
        VersionText::Now => "Wie er jetzt ist",
        VersionText::First => "Die erste, die gespeichert ist",
        VersionText::Changes { count: 0 } => "Kein Unterschied",
        VersionText::Changes { count: 1 } => "1 Änderung",
        VersionText::Changes { count } => return format!("{count} Änderungen").into(),
        VersionText::BeforeRestoring => "vor dem Wiederherstellen gespeichert",
        VersionText::Unreadable => "Nicht lesbar",
        VersionText::UnreadableHint => {
            "Diese Version von segflow kann sie nicht lesen. Sie bleibt, wie sie ist."
        }
        VersionText::Since => "Änderungen seit der Version davor",
        VersionText::NothingBefore => "Davor ist keine Version gespeichert.",
        VersionText::Same => "Kein Unterschied.",
        VersionText::Restoring => "Was das Wiederherstellen ändert",
        VersionText::Restore => "Diese Version wiederherstellen",
        VersionText::Restored => "Die Version wurde wiederhergestellt.",

        VersionText::Before => "vorher",
        VersionText::After => "nachher",
        VersionText::Renamed { from, to } => {
            return format!("Workflow von „{from}“ in „{to}“ umbenannt").into();
        }
        VersionText::Added { task } => return format!("Aufgabe „{task}“ hinzugefügt").into(),
        VersionText::Removed { task } => return format!("Aufgabe „{task}“ entfernt").into(),
        VersionText::Moved { task, from, to } => {
            return format!("Aufgabe „{task}“ von Platz {from} auf Platz {to} verschoben").into();
        }
        VersionText::InTask { task } => return format!("Aufgabe „{task}“").into(),
        VersionText::SampleAdded { sample } => {
            return format!("Beispiel „{sample}“ hinzugefügt").into();
        }
        VersionText::SampleRemoved { sample } => {
            return format!("Beispiel „{sample}“ entfernt").into();
        }
        VersionText::SampleChanged { sample } => {
            return format!("Beispiel „{sample}“ geändert").into();
        }
        VersionText::Plan => "Tracking-Plan geändert",
        VersionText::Rest => "Etwas wurde geändert, das diese Version von segflow nicht kennt",

        VersionText::Label => "Bezeichnung",
        VersionText::Id => "Name in Platzhaltern",
        VersionText::Account => "Konto",
        VersionText::ActivateWhen => "Wird aktiviert, wenn",
        VersionText::CompleteWhen => "Ist abgeschlossen, wenn",
        VersionText::GoesOn => "Aufgaben danach laufen weiter, wenn sie scheitert",
        VersionText::Beside => "Steht neben der Aufgabe davor",
        VersionText::Row { field, path } => return format!("{field} › {path}").into(),
        VersionText::Missing { at } => return format!("Ohne Wert für {at}").into(),
        VersionText::MissingEverywhere => "Ohne Wert an beliebiger Stelle",
        VersionText::Question => "Frage",
        VersionText::QuestionLabel { question } => {
            return format!("„{question}“: Wortlaut").into();
        }
        VersionText::QuestionHint { question } => return format!("„{question}“: Hilfetext").into(),
        VersionText::QuestionType { question } => return format!("„{question}“: Art").into(),
        VersionText::QuestionRequired { question } => {
            return format!("„{question}“: Antwort erforderlich").into();
        }
        VersionText::QuestionChoices { question } => {
            return format!("„{question}“: Auswahl").into();
        }
        VersionText::QuestionDefault { question } => {
            return format!("„{question}“: Vorgabe").into();
        }
        VersionText::QuestionOrder => "Fragen in anderer Reihenfolge",
        VersionText::Workflow => "Workflow, den sie ausführt",
        VersionText::Input { at } => return format!("Übergeben wird: {at}").into(),

        VersionText::Yes => "ja",
        VersionText::No => "nein",
        VersionText::RuleOmit => "wird weggelassen",
        VersionText::RuleEmpty => "leerer Text",
        VersionText::RuleNull => "null",
        VersionText::RuleStop => "die Aufgabe hält an",
    };
    AttrValue::Static(words)
}
