//! German. It comes in a file of its own (`words.rs`).
//!
//! It speaks to a person as „Sie“, in whole sentences, and calls things by one
//! word each:
//!
//! | English | German |
//! |---|---|
//! | account, write key, source | das Konto, der Schreibschlüssel, die Quelle |
//! | answer, question, form | die Antwort, die Frage, das Formular |
//! | batch | der Stapel |
//! | condition | die Bedingung |
//! | dry run | der Probelauf |
//! | event, property, trait | das Ereignis, die Eigenschaft, das Merkmal |
//! | field, row, list, object | das Feld, die Zeile, die Liste, das Objekt |
//! | finding, problem | der Hinweis, das Problem |
//! | message, request, receiver | die Nachricht, die Anfrage, der Empfänger |
//! | payload | der Inhalt; pinned: festgehalten |
//! | preview | die Vorschau |
//! | run | der Lauf, die Läufe; to run: ausführen |
//! | sample | das Beispiel |
//! | set aside | aussortiert |
//! | tag | der Platzhalter |
//! | task, workflow | die Aufgabe, der Workflow |
//! | user | der Nutzer |
//!
//! Names of Segment's own (messageId, Debugger, Write Key in its guide) stay.

pub(super) mod accounts;
pub(super) mod asking;
pub(super) mod builder;
pub(super) mod bulk;
pub(super) mod canvas;
pub(super) mod catalog;
pub(super) mod check;
pub(super) mod context;
pub(super) mod copy;
pub(super) mod debugger;
pub(super) mod errors;
pub(super) mod findings;
pub(super) mod flow;
pub(super) mod history;
pub(super) mod importing;
pub(super) mod naming;
pub(super) mod palette;
pub(super) mod paper;
pub(super) mod pinned;
pub(super) mod plan;
pub(super) mod ready_made;
pub(super) mod rows;
pub(super) mod samples;
pub(super) mod server;
pub(super) mod settings;
pub(super) mod sharing;
pub(super) mod sub;
pub(super) mod tags;
pub(super) mod taken;
pub(super) mod templates;
pub(super) mod told;
pub(super) mod triggers;
pub(super) mod versions;

use yew::AttrValue;

use super::{Ago, FieldName, Text};

pub(super) fn say(text: Text<'_>) -> AttrValue {
    let words = match text {
        Text::Add => "Hinzufügen",
        Text::Because { reason } => return because(reason),
        Text::Cancel => "Abbrechen",
        Text::Close => "Schließen",
        Text::Copied => "Kopiert",
        Text::Copy => "Kopieren",
        Text::CopyRefused => {
            "Der Browser hat das Kopieren nicht erlaubt. Markieren Sie den Text und kopieren Sie ihn von Hand."
        }
        Text::CopyMessageId => "messageId kopieren",
        Text::Delete => "Löschen",
        Text::ExactBytes => "Bytegenau",
        Text::Optional => "freiwillig",
        Text::PartComing => "Wird geladen …",
        Text::PartMissing => {
            "Dieser Teil von segflow wurde nicht geladen. Prüfen Sie, ob das Programm läuft, das diese Seite ausliefert."
        }
        Text::PartOutdated => {
            "segflow wurde aktualisiert, nachdem diese Seite geöffnet wurde. Laden Sie sie neu, um weiterzumachen; Ihre Arbeit ist gespeichert."
        }
        Text::Reload => "Neu laden",
        Text::Save => "Speichern",
        Text::SetOut => "Gut lesbar",
        Text::StillToFillIn => "Noch auszufüllen",
        Text::TryAgain => "Erneut versuchen",
        Text::Undo => "Rückgängig",

        Text::Commands => "Befehle",
        Text::SkipToContent => "Zum Inhalt springen",
        Text::ProductHome => "segflow, alle Workflows",
        Text::Accounts => "Konten",
        Text::LocalSource => "Lokale Testquelle",
        Text::Debugger => "Debugger",
        Text::Pages => "Seiten",
        Text::Saved => "Gespeichert",
        Text::Saving => "Wird gespeichert …",
        Text::NotSaved => "Nicht gespeichert",
        Text::Theme => "Farben",
        Text::ThemeSystem => "Wie im System",
        Text::ThemeLight => "Hell",
        Text::ThemeDark => "Dunkel",
        Text::Settings => "Einstellungen",

        Text::Workflows => "Workflows",
        Text::NewWorkflow => "Neuer Workflow",
        Text::NoWorkflows => "Noch keine Workflows",
        Text::NoWorkflowsHint => {
            "Ein Workflow stellt die Fragen eines Formulars und sagt Segment dann, wer der Nutzer ist und was er getan hat."
        }
        Text::OneWorkflowHint => {
            "Ein Workflow stellt die Fragen eines Formulars und sagt Segment dann, wer der Nutzer ist und was er getan hat. Öffnen Sie diesen und drücken Sie auf „Ausführen“, oder beginnen Sie einen eigenen."
        }
        Text::NoTasks => "Noch keine Aufgaben",
        Text::TasksOf { workflow } => return format!("Aufgaben von {workflow}").into(),
        Text::MoreTasks { count } => return format!("{count} weitere").into(),
        Text::ChangedAgo(ago) => return changed(ago),
        Text::SearchWorkflows => "Workflows suchen",
        Text::SearchWorkflowsHint => "Name oder Aufgabe",
        Text::CountWorkflows { shown, of } if shown == of => {
            return counted(of as u64, "Workflow", "Workflows").into();
        }
        Text::CountWorkflows { shown, of } => {
            return format!(
                "{shown} von {}",
                counted(of as u64, "Workflow", "Workflows")
            )
            .into();
        }
        Text::NoWorkflowFound => "Kein Workflow passt",
        Text::NoWorkflowFoundHint => "Weder ein Name noch eine Aufgabe enthält alle diese Wörter.",
        Text::ClearSearch => "Suche leeren",
        Text::OrderBy => "Sortieren nach",
        Text::OrderChanged => "Letzter Änderung",
        Text::OrderName => "Name",
        Text::Import => "Importieren",
        Text::DropToImport => "Zum Importieren loslassen",
        Text::LinkedWorkflow => "Ein Workflow aus einem Link",

        Text::MoreFor { workflow } => return format!("Mehr zu {workflow}").into(),
        Text::Rename => "Umbenennen …",
        Text::Duplicate => "Duplizieren",
        Text::ExportFile => "Als Datei exportieren …",
        Text::ShareLink => "Als Link teilen …",
        Text::Versions => "Frühere Versionen",
        Text::CopyOf { workflow } => return format!("Kopie von {workflow}").into(),
        Text::Duplicated { workflow } => return format!("„{workflow}“ wurde angelegt.").into(),
        Text::Deleted { workflow } => return format!("„{workflow}“ wurde gelöscht.").into(),
        Text::NotDone { reason } => return format!("Das ist nicht geschehen. {reason}").into(),

        Text::KindForm => "Formular",
        Text::KindIdentify => "Nutzer identifizieren",
        Text::KindTrack => "Ereignis erfassen",
        Text::KindPage => "Seitenaufruf erfassen",
        Text::KindScreen => "Bildschirmaufruf erfassen",
        Text::KindGroup => "Nutzer einer Gruppe zuordnen",
        Text::KindAlias => "Zwei Identitäten zusammenführen",
        Text::KindWorkflow => "Workflow ausführen",

        Text::UnnamedWorkflow => "Workflow ohne Namen",
        Text::NewWorkflowName => "Neuer Workflow",
        Text::ListRefused { reason } => {
            return format!("Die Workflows auf diesem Gerät sind nicht lesbar. {reason}").into();
        }
        Text::SessionOnly { reason } => {
            return format!(
                "Ihre Arbeit bleibt nur erhalten, bis diese Seite geschlossen wird. {reason}"
            )
            .into();
        }
        Text::UnknownWorkflow => "Diesen Workflow gibt es hier nicht",
        Text::UnknownWorkflowHint => {
            "Vielleicht ist er auf einem anderen Gerät, in einem anderen Browser oder gelöscht: Workflows werden in dem Browser aufbewahrt, in dem sie entstanden sind."
        }
        Text::UnreadableWorkflow => "Dieser Workflow lässt sich nicht öffnen",
        Text::StoredAsItIs => {
            "Was gespeichert ist, bleibt, wie es ist. Sie können es herunterladen, in Ordnung bringen oder jemandem schicken, der es kann."
        }
        Text::DownloadStored => "Gespeichertes herunterladen",
        Text::ShowStored => "Gespeichertes ansehen",

        Text::Runs => "Läufe",
        Text::DryRun => "Probelauf",
        Text::InRuns => "Alles zu diesem Lauf",
        Text::RunFile => "Datei ausführen",
        Text::FileNotEnded {
            file,
            workflow,
            done,
        } => {
            let done = bulk::rows(done);
            return format!(
                "{file} ist in „{workflow}“ noch nicht bis zum Ende durchgelaufen: {done} erledigt."
            )
            .into();
        }
        Text::FileGoOn => "Damit weitermachen",

        Text::PageNotFound => "Unter dieser Adresse gibt es nichts",
        Text::PageNotFoundHint => {
            "Vielleicht ist der Link falsch geschrieben oder für eine andere Version von segflow gemacht."
        }
        Text::GoToWorkflows => "Zu Ihren Workflows",
    };
    AttrValue::Static(words)
}

/// What a field of a run is called.
pub(super) fn field_name(name: FieldName<'_>) -> AttrValue {
    AttrValue::Static(match name.path {
        "user.role" => "Rolle des aktuellen Nutzers",
        "user.email" => "E-Mail-Adresse des aktuellen Nutzers",
        "run.id" => "Kennung des Laufs",
        "run.startedAt" => "Beginn des Laufs",
        "workflow.id" => "Kennung des Workflows",
        "workflow.name" => "Name des Workflows",
        "row.number" => "Nummer der Zeile",
        path if path.ends_with(".messageId") => "messageId",
        _ => return name.label.to_owned().into(),
    })
}

fn changed(ago: Ago) -> AttrValue {
    let span = match ago {
        Ago::JustNow => return AttrValue::Static("Gerade eben geändert"),
        Ago::Minutes(count) => counted(count.into(), "Minute", "Minuten"),
        Ago::Hours(count) => counted(count.into(), "Stunde", "Stunden"),
        Ago::Days(count) => counted(count.into(), "Tag", "Tagen"),
    };
    format!("Vor {span} geändert").into()
}

/// A reason as a sentence.
fn because(reason: &str) -> AttrValue {
    let mut chars = reason.chars();
    let first = chars.next().into_iter().flat_map(char::to_uppercase);
    let point = if reason.ends_with(['.', '?', '!']) {
        ""
    } else {
        "."
    };
    format!("{}{}{point}", first.collect::<String>(), chars.as_str()).into()
}

/// So many of something.
fn counted(count: u64, one: &str, many: &str) -> String {
    let noun = if count == 1 { one } else { many };
    format!("{} {noun}", grouped(count))
}

/// A number with points between thousands.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push('.');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::{Ago, changed, grouped};

    #[test]
    fn numbers_are_grouped_by_points() {
        for (number, expected) in [(999, "999"), (32_768, "32.768"), (1_234_567, "1.234.567")] {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn spans_stand_in_their_case() {
        for (ago, expected) in [
            (Ago::JustNow, "Gerade eben geändert"),
            (Ago::Minutes(1), "Vor 1 Minute geändert"),
            (Ago::Hours(2), "Vor 2 Stunden geändert"),
            (Ago::Days(1), "Vor 1 Tag geändert"),
            (Ago::Days(3), "Vor 3 Tagen geändert"),
        ] {
            assert_eq!(changed(ago).as_str(), expected);
        }
    }
}
