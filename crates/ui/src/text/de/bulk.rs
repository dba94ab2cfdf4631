//! What is said of files of rows, in German.

use yew::AttrValue;

use super::{counted, grouped};
use crate::text::BulkText;

pub(in crate::text) fn say(text: BulkText<'_>) -> AttrValue {
    let words = match text {
        BulkText::SessionOnly { reason } => {
            return format!(
                "Mit dem Lauf einer Datei kann nicht mehr weitergemacht werden, wenn diese Seite geschlossen wird: {reason}."
            )
            .into();
        }
        BulkText::Through => "Jede Zeile läuft durch den Workflow ",
        BulkText::StepFile => "1. Datei",
        BulkText::StepColumns => "2. Spalten",
        BulkText::StepRows => "3. Erste Zeilen",
        BulkText::StepRun => "4. Ausführen",
        BulkText::StepOutcome => "Ergebnis",

        BulkText::DropHere => "Legen Sie hier eine Datei mit CSV, JSON Lines oder JSON ab, oder",
        BulkText::ChooseFile => "Datei wählen",
        BulkText::ChooseOther => "Andere Datei wählen",
        BulkText::StaysHere => {
            "Die Datei wird auf diesem Computer gelesen. Es wird nichts gesendet, bevor Sie auf „Senden“ drücken."
        }
        BulkText::Paste => "Stattdessen Zeilen einfügen",
        BulkText::PasteLabel => "Zeilen",
        BulkText::PasteHint => "Bei CSV kann die erste Zeile die Spalten benennen.",
        BulkText::PastedName => "Eingefügte Zeilen.csv",
        BulkText::UsePasted => "Diese Zeilen verwenden",
        BulkText::ChooseAgain { file, bytes } => {
            return format!(
                "Wählen Sie {file} ({}) erneut, um damit weiterzumachen: Eine Seite darf Dateien nicht selbst öffnen.",
                size(bytes)
            )
            .into();
        }
        BulkText::OtherFile => {
            "Das ist nicht die Datei, die ausgeführt wurde, oder sie hat sich seither geändert. Wählen Sie jene Datei, wie sie war; oder löschen Sie den früheren Lauf und führen Sie diese Datei von Anfang an aus."
        }
        BulkText::Elsewhere => {
            "Ein anderer Tab dieser Seite führt diese Datei aus. Sehen Sie dort nach."
        }
        BulkText::ReadsStatus => {
            "Dieser Workflow liest den Stand einer anderen Aufgabe, der erst bekannt ist, wenn ein Stapel beantwortet wurde; daher kann er keine Dateien ausführen. Nehmen Sie jenen Platzhalter oder jene Bedingung heraus, um eine Datei auszuführen."
        }
        BulkText::Looking => "Der Anfang wird gelesen …",
        BulkText::Size { bytes } => return size(bytes).into(),
        BulkText::RowsAgain => {
            "Zeilen eines früheren Laufs, die erneut ausgeführt werden sollen. Sie behalten ihre Zeilennummern und messageIds, also zählt nichts doppelt."
        }
        BulkText::Format => "Format",
        BulkText::FormatCsv => "CSV",
        BulkText::FormatLines => "JSON Lines",
        BulkText::FormatJson => "JSON-Liste",
        BulkText::Delimiter => "Trennzeichen",
        BulkText::Comma => "Komma",
        BulkText::Semicolon => "Semikolon",
        BulkText::Tab => "Tabulator",
        BulkText::Bar => "Senkrechter Strich",
        BulkText::Encoding => "Zeichenkodierung",
        BulkText::Utf8 => "UTF-8",
        BulkText::Utf16Le => "UTF-16 LE",
        BulkText::Utf16Be => "UTF-16 BE",
        BulkText::Western => "Windows-1252",

        BulkText::HasHeader => "Die erste Zeile enthält die Namen der Spalten",
        BulkText::LooksLikeNames => "Sie sieht nach Namen aus.",
        BulkText::LooksLikeData { cell } => {
            return format!("Sie enthält „{cell}“, und das sieht nach Daten aus.").into();
        }
        BulkText::Columns => "Spalten",
        BulkText::Column { number } => return format!("Spalte {number}").into(),
        BulkText::ColumnsHint => {
            "Jede Spalte beantwortet ein Feld eines Formulars. Spalten, die wie ein Feld heißen, wurden gefunden."
        }
        BulkText::NamelessHint => {
            "Jede Spalte beantwortet ein Feld eines Formulars. Nichts benennt die Spalten, also wählen Sie die Felder."
        }
        BulkText::AreRecords => {
            "Die Zeilen sind Datensätze: Sie nennen Formulare und Felder selbst, also gibt es keine Spalten zuzuordnen."
        }
        BulkText::Lacking { fields } => {
            return format!(
                "Keine Spalte beantwortet {fields}, obwohl eine Antwort nötig ist: Jede Zeile würde aussortiert."
            )
            .into();
        }
        BulkText::Unused { columns } => return format!("Nicht verwendet: {columns}").into(),
        BulkText::ColumnHead => "Spalte der Datei",
        BulkText::FieldHead => "Antwort auf",
        BulkText::TypeHead => "Gelesen als",
        BulkText::FieldOf { column } => return format!("Feld zu {column}").into(),
        BulkText::NotUsed => "Nicht verwendet",
        BulkText::AllEmpty => "leer in den ersten Zeilen",
        BulkText::TypeOf { column } => return format!("Art von {column}").into(),
        BulkText::TypeText => "Text",
        BulkText::TypeNumber => "Zahl",
        BulkText::TypeYesno => "Ja oder nein",
        BulkText::TypeDate => "Datum",
        BulkText::TypeList => "Liste",
        BulkText::DateFormat { column } => return format!("Datumsformat von {column}").into(),
        BulkText::DateHint => "Etwa DD/MM/YYYY; leer für 2024-12-31",
        BulkText::Separator { column } => return format!("Trennzeichen in {column}").into(),
        BulkText::SeparatorHint => "Zwischen den Möglichkeiten; leer für ;",

        BulkText::RowsHint => "Genau das würde jede Zeile senden; öffnen Sie eine, um es zu sehen.",
        BulkText::NoRows => "In dieser Datei gibt es keine Zeile.",
        BulkText::FirstRows => "Erste Zeilen",
        BulkText::Row { row } => return format!("Zeile {}", grouped(row)).into(),
        BulkText::WouldSend { count: 1 } => "sendet 1 Nachricht",
        BulkText::WouldSend { count } => return format!("sendet {count} Nachrichten").into(),
        BulkText::Skipped => "übersprungen",
        BulkText::Fails => "schlägt fehl",
        BulkText::Failed => "fehlgeschlagen",
        BulkText::SetAside => "aussortiert",

        BulkText::Accounts => "Wohin die Nachrichten gehen",
        BulkText::To { account } => return format!("an {account}").into(),
        BulkText::NoAccount => "kein Konto ist gewählt",
        BulkText::ChooseAccounts => {
            "Bevor Zeilen gesendet werden können, braucht jede Aufgabe ein Konto. "
        }
        BulkText::OpenWorkflow => "Workflow öffnen",
        BulkText::Check => "Prüfen, ohne zu senden",
        BulkText::Send => "Senden",
        BulkText::SendRows { rows } => return format!("{} senden", self::rows(rows)).into(),
        BulkText::SendRowsAgain { rows } => {
            return format!("{} erneut senden", self::rows(rows)).into();
        }
        BulkText::CountsTwice => {
            "Diese Zeilen wurden gesendet. Noch einmal gesendet sind es neue Nachrichten, und Segment zählt sie ein zweites Mal."
        }
        BulkText::OnePromise => {
            "Die Nachrichten jedes Nutzers gehen der Reihe nach hinaus. Mit einem Lauf, der angehalten oder dessen Seite geschlossen wird, können Sie weitermachen; jede Nachricht zählt einmal, solange Sie innerhalb eines Tages weitermachen."
        }
        BulkText::Checking => "Jede Zeile wird geprüft; nichts wird gesendet",
        BulkText::Sending => "Wird gesendet",
        BulkText::IsPaused => "Pausiert",
        BulkText::IsStopping => "Wird angehalten",
        BulkText::Checked => "Geprüft",
        BulkText::Completed => "Abgeschlossen",
        BulkText::Stopped => "Angehalten",
        BulkText::Halted => "Unterbrochen",
        BulkText::HaltedBecause { reason } => {
            return format!(
                "Der Lauf wurde unterbrochen, weil nichts mehr gesendet werden konnte: {}. Beheben Sie das und machen Sie dann weiter.",
                reason.trim_end_matches('.')
            )
            .into();
        }
        BulkText::StoppedHint => {
            "Der Lauf wurde angehalten. Sie können an dieser Stelle weitermachen."
        }
        BulkText::Progress => "Erledigte Zeilen",
        BulkText::Done { done, of } => {
            return format!("{} von {} erledigt", grouped(done), self::rows(of)).into();
        }
        BulkText::DoneAbout { done, of } => {
            return format!("{} von etwa {} erledigt", grouped(done), self::rows(of)).into();
        }
        BulkText::DoneOnly { done } => return format!("{} erledigt", self::rows(done)).into(),
        BulkText::Rate { rows } => return format!("{} je Sekunde", self::rows(rows)).into(),
        BulkText::Left { seconds } => return left(seconds).into(),
        BulkText::Requests {
            requests,
            retries: 0,
        } => return counted(requests, "Anfrage", "Anfragen").into(),
        BulkText::Requests { requests, retries } => {
            return format!(
                "{}, {} erneut gesendet",
                counted(requests, "Anfrage", "Anfragen"),
                grouped(retries)
            )
            .into();
        }
        BulkText::SlowDown { time } => {
            return format!("Segment bittet um weniger Eile. Weiter geht es um {time}.").into();
        }
        BulkText::Pause => "Pause",
        BulkText::Resume => "Fortsetzen",
        BulkText::Stop => "Anhalten",

        BulkText::Sentence {
            rows,
            parts,
            messages,
            is_dry,
        } => {
            let verb = match (is_dry, messages) {
                (true, 1) => "würde gesendet",
                (true, _) => "würden gesendet",
                (false, _) => "von Segment angenommen",
            };
            let messages = counted(messages, "Nachricht", "Nachrichten");
            let rows = self::rows(rows);
            return match parts {
                "" => format!("{rows}."),
                _ => format!("{rows}: {parts}. {messages} {verb}."),
            }
            .into();
        }
        BulkText::CountAccepted { rows } => return format!("{} angenommen", grouped(rows)).into(),
        BulkText::CountWouldSend { rows: 1 } => "1 würde gesendet",
        BulkText::CountWouldSend { rows } => {
            return format!("{} würden gesendet", grouped(rows)).into();
        }
        BulkText::CountSkipped { rows } => return format!("{} übersprungen", grouped(rows)).into(),
        BulkText::CountFailed { rows } => {
            return format!("{} fehlgeschlagen", grouped(rows)).into();
        }
        BulkText::CountSetAside { rows } => return format!("{} aussortiert", grouped(rows)).into(),
        BulkText::CountNotReached { rows } => {
            return format!("{} nicht erreicht", grouped(rows)).into();
        }
        BulkText::WouldBeSent => "Zeilen, die gesendet würden",
        BulkText::Accepted => "Von Segment angenommene Zeilen",
        BulkText::SkippedRows => "Durch Bedingungen übersprungene Zeilen",
        BulkText::FailedRows => "Zeilen, bei denen eine Aufgabe fehlschlug",
        BulkText::SetAsideRows => "Aussortierte Zeilen",
        BulkText::NotReachedRows => "Nicht erreichte Zeilen",
        BulkText::AllRows => "Alle gelesenen Zeilen",
        BulkText::Messages => "Nachrichten",
        BulkText::AllRequests => "Anfragen",
        BulkText::AllBytes => "Größe der Anfragen",
        BulkText::CountsCaption => "Was aus den Zeilen wurde",
        BulkText::Number { count } => return grouped(count).into(),
        BulkText::DownloadRerun => "Zeilen zum erneuten Ausführen herunterladen",
        BulkText::DownloadReport => "Bericht herunterladen",
        BulkText::RunAgain => "Diese Zeilen erneut ausführen",
        BulkText::Troubles { shown, of } if shown as u64 == of => {
            return format!("{} zum Nachsehen", self::rows(of)).into();
        }
        BulkText::Troubles { shown, of } => {
            return format!(
                "{} zum Nachsehen, die ersten {shown}",
                self::rows(of.max(shown as u64))
            )
            .into();
        }
        BulkText::TroublesLabel => "Zeilen, die aussortiert wurden oder fehlschlugen",

        BulkText::NotEnded => "Nicht zu Ende",
        BulkText::FileDone { file, done, of } => {
            return match of {
                Some(of) => format!("{file}, {} von {} erledigt.", grouped(done), self::rows(of)),
                None => format!("{file}, {} erledigt.", self::rows(done)),
            }
            .into();
        }
        BulkText::GoOn { file } => return format!("Mit {file} weitermachen").into(),
        BulkText::Earlier => "Frühere Läufe von Dateien",
        BulkText::DeleteRun { file } => return format!("Diesen Lauf von {file} löschen").into(),
        BulkText::DeleteTitle => "Diesen Lauf löschen?",
        BulkText::DeleteHint => {
            "Was gesendet wurde, bleibt bei Segment; nur was dieser Browser über den Lauf weiß, wird gelöscht. Danach kann damit nicht mehr weitergemacht werden."
        }
    };
    AttrValue::Static(words)
}

/// So many rows.
pub(super) fn rows(count: u64) -> String {
    counted(count, "Zeile", "Zeilen")
}

/// So many bytes, in the unit one reads at a glance.
pub(super) fn size(bytes: u64) -> String {
    let tenths = |unit: u64| {
        let tenths = bytes * 10 / unit;
        format!("{},{}", grouped(tenths / 10), tenths % 10)
    };
    match bytes {
        0..1_000 => counted(bytes, "Byte", "Bytes"),
        1_000..1_000_000 => format!("{} KB", tenths(1_000)),
        1_000_000..1_000_000_000 => format!("{} MB", tenths(1_000_000)),
        _ => format!("{} GB", tenths(1_000_000_000)),
    }
}

fn left(seconds: u64) -> String {
    match seconds {
        0..60 => format!("noch {seconds} s"),
        60..3_600 => format!("noch {} Min.", seconds.div_ceil(60)),
        _ => format!(
            "noch {} Std. {} Min.",
            seconds / 3_600,
            seconds % 3_600 / 60
        ),
    }
}
