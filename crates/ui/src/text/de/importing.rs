//! What is said where workflows come in from elsewhere, in German.

use segflow_interchange::{Format, ImportError, Why};
use yew::AttrValue;

use super::{counted, errors};
use crate::text::ImportText;

pub(in crate::text) fn say(text: ImportText<'_>) -> AttrValue {
    let words = match text {
        ImportText::Title => "Workflows importieren",
        ImportText::Explained => {
            "Aus eigenen Dateien von segflow, Mappings von Segment, Aufgaben von Kotive und Segment-Knoten von n8n. Sie sehen, was aus allem wird, bevor etwas aufbewahrt wird."
        }
        ImportText::Files => "Dateien",
        ImportText::DropHere => "Legen Sie hier Dateien ab, gern mehrere auf einmal",
        ImportText::ChooseFiles => "Dateien wählen",
        ImportText::StaysHere => {
            "Sie werden in diesem Browser gelesen und gehen nirgendwo sonst hin."
        }
        ImportText::Paste => "Oder fügen Sie ein, was Sie kopiert haben",
        ImportText::PasteHint => "JSON, wie es in einer solchen Datei steht.",
        ImportText::UsePasted => "Lesen",
        ImportText::Pasted => "Eingefügter Text",
        ImportText::NotRead => {
            "Der Browser hat die Datei nicht herausgegeben. Wählen Sie sie erneut."
        }
        ImportText::Refused(error) => return refused(error),

        ImportText::FoundTitle => "Was gefunden wurde",
        ImportText::Found { count, refused: 0 } => return found(count).into(),
        ImportText::Found { count, refused: 1 } => {
            return format!("{}, und 1, der sich nicht importieren lässt.", found(count)).into();
        }
        ImportText::Found { count, refused } => {
            return format!(
                "{}, und {refused}, die sich nicht importieren lassen.",
                found(count)
            )
            .into();
        }
        ImportText::LeaveOut { name } => return format!("{name} weglassen").into(),
        ImportText::FormatWorkflow => "Workflow von segflow",
        ImportText::FormatKotive => "Aufgabe von Kotive",
        ImportText::FormatMapping => "Mapping von Segment",
        ImportText::FormatN8n => "Workflow von n8n",
        ImportText::NotTakenOver { count: 1 } => "1 Sache ist nicht, wie sie war",
        ImportText::NotTakenOver { count } => {
            return format!("{count} Sachen sind nicht, wie sie waren").into();
        }
        ImportText::LeftOut => "weggelassen",
        ImportText::Changed => "geändert",
        ImportText::Why(why) => return reason(why),
        ImportText::Unconfirmed => {
            "Nichts läuft von selbst. Sie wählen die Konten und sehen vor dem ersten Lauf, was wohin geht."
        }
        ImportText::Add { count: 1 } => "Zu meinen Workflows hinzufügen",
        ImportText::Add { count } => {
            return format!("{count} zu meinen Workflows hinzufügen").into();
        }

        ImportText::LinkExplained => {
            "Jemand hat diesen Workflow mit Ihnen geteilt. Bisher steht er nur im Link: Sehen Sie sich an, was er tut, und entscheiden Sie dann."
        }
        ImportText::Holds { tasks, samples } => {
            let tasks = counted(tasks as u64, "Aufgabe", "Aufgaben");
            return match samples {
                0 => format!("{tasks}, kein Konto gewählt"),
                samples => {
                    let samples = counted(samples as u64, "Beispiel", "Beispiele");
                    format!("{tasks}, {samples}, kein Konto gewählt")
                }
            }
            .into();
        }
        ImportText::NotNow => "Jetzt nicht",
        ImportText::LinkBroken => "Dieser Link lässt sich nicht öffnen",
        ImportText::LinkNewer => {
            "Er wurde von einem neueren segflow gemacht. Aktualisieren Sie dieses und öffnen Sie den Link dann erneut."
        }
        ImportText::LinkNotWhole => {
            "Ein Teil davon fehlt: Manche Programme schneiden lange Links ab. Bitten Sie noch einmal darum oder um die Datei des Workflows."
        }
        ImportText::LinkTooLarge => {
            "Er enthält mehr als die 2 MiB, die ein Workflow haben darf. Bitten Sie um eine Datei mit weniger Beispielen."
        }
        ImportText::LinkNoWorkflow { reason } => {
            return format!("Was er enthält, ist kein Workflow. {reason}").into();
        }
        ImportText::LinkNotHere => {
            "Dieser Browser kann solche Links nicht lesen. Aktualisieren Sie ihn, oder bitten Sie um die Datei des Workflows."
        }
    };
    AttrValue::Static(words)
}

fn found(count: usize) -> String {
    format!(
        "{} gefunden",
        counted(count as u64, "Workflow", "Workflows")
    )
}

fn refused(error: &ImportError) -> AttrValue {
    AttrValue::Static(match error {
        ImportError::NotJson(error) => {
            return format!("Das ist kein JSON: {}.", errors::json(error)).into();
        }
        ImportError::TooLarge => "Das ist größer als 2 MiB. Übernehmen Sie einen Teil davon.",
        ImportError::Unrecognised => {
            "Darin ist kein Workflow. Geben Sie einen Workflow von segflow oder n8n, ein Mapping von Segment oder eine Aufgabe von Kotive."
        }
        ImportError::IsPlan => {
            "Das ist ein Tracking-Plan. Geben Sie ihn einem Workflow als dessen Plan."
        }
        ImportError::Broken(error) => {
            return format!(
                "Dieser Workflow ist beschädigt: {}.",
                errors::document(error)
            )
            .into();
        }
        ImportError::NothingToSend(Format::N8n) => {
            "Nichts in diesem Workflow von n8n wird an Segment gesendet. Geben Sie einen, der einen Segment-Knoten hat."
        }
        ImportError::NothingToSend(_) => {
            "Nichts darin wird an Segment gesendet. Geben Sie etwas, das einen Aufruf von Segment hat."
        }
    })
}

fn reason(why: &Why) -> AttrValue {
    AttrValue::Static(match why {
        Why::NoCounterpart => "Hier gibt es nichts, das dies tut.",
        Why::Malformed => "Es ist nicht so geschrieben, wie sein Format es will.",
        Why::NeedsLoop => {
            "Jeder Eintrag einer Liste würde umgeschrieben, und Schleifen gibt es nicht."
        }
        Why::UnknownMembers => {
            "Es werden Objekte zusammengeführt, deren Angaben nicht bekannt sind, bevor die Daten da sind."
        }
        Why::OfMadeText => "Es würde Text ändern, der aus mehreren Teilen zusammengesetzt ist.",
        Why::WholeEvent => {
            "Ein ganzes Ereignis oder ein ganzer Datensatz kann nicht ein einziger Wert sein."
        }
        Why::BadName => "Kein Feld kann diesen Namen haben.",
        Why::TooManyCases => "Seine Bedingungen bräuchten mehr als acht Aufgaben.",
        Why::NoSuchField => "Der Aufruf hat kein solches Feld.",
        Why::Code => "Es ist Code, und der wird nicht ausgeführt.",
        Why::NotSegment => "Es sendet nichts an Segment.",
        Why::Account => "Schlüssel werden nie übernommen. Wählen Sie das Konto in der Aufgabe.",
        Why::UnknownReference => "Worauf es sich bezieht, ist nicht hier.",
        Why::TooLong => "Es ist länger, als es sein darf.",
        Why::MissingRule => "Eine solche Regel für fehlende Werte gibt es nicht.",
        Why::Condition => {
            "Die Bedingung ist nicht lesbar. Nichts wird gesendet, bis sie in Ordnung gebracht ist."
        }
        Why::EmptyIsMissing => "Ein leerer Text oder eine leere Liste gilt nun auch als fehlend.",
        Why::EmptyIsThere => "Ein leerer Text oder eine leere Liste gilt nicht mehr als fehlend.",
        Why::ZeroIsMissing => "Die Zahl 0 gilt nun auch als fehlend.",
        Why::NullStays => "Ein Wert null wird nicht weggelassen.",
        Why::BecomesText => "Der Wert wird zu Text.",
        Why::Rounded => "JavaScript rundet diese Zahl.",
        Why::AmongRows => {
            "Der Aufruf hat kein Feld dieses Namens, also steht es bei seinen Merkmalen oder Eigenschaften."
        }
        Why::Mended { now } => return format!("Das war ein Fehler; jetzt heißt es {now}").into(),
        Why::RandomId => {
            "Für jede Nachricht wurde eine zufällige anonyme ID gebildet. Geben Sie eine Nutzer-ID oder eine anonyme ID an."
        }
        Why::NotOfEvents => {
            "Nur Bedingungen an das Ereignis selbst lassen sich als Auslöser schreiben."
        }
    })
}
