//! What is said of runs, in German.

use segflow_core::run::Trigger;
use yew::AttrValue;

use super::counted;
use crate::text::HistoryText;

pub(in crate::text) fn say(text: HistoryText<'_>) -> AttrValue {
    let words = match text {
        HistoryText::Search => "Läufe suchen",
        HistoryText::SearchHint => "Nutzer, Ereignis, Kennung oder Datum",
        HistoryText::FilterState => "Stand",
        HistoryText::AnyState => "Jeder Stand",
        HistoryText::Going => "Nicht zu Ende",
        HistoryText::DryRuns => "Probeläufe",
        HistoryText::FilterWorkflow => "Workflow",
        HistoryText::AnyWorkflow => "Jeder Workflow",
        HistoryText::FilterTime => "Zeit",
        HistoryText::AnyTime => "Jede Zeit",
        HistoryText::LastHour => "Die letzte Stunde",
        HistoryText::LastDay => "Die letzten 24 Stunden",
        HistoryText::LastWeek => "Die letzten 7 Tage",
        HistoryText::LastMonth => "Die letzten 30 Tage",
        HistoryText::ClearFilters => "Suche und Filter leeren",
        HistoryText::Count { shown, of } if shown == of => return runs(of).into(),
        HistoryText::Count { shown, of: 1 } => return format!("{shown} von 1 Lauf").into(),
        HistoryText::Count { shown, of } => return format!("{shown} von {of} Läufen").into(),
        HistoryText::NoUser => "kein Nutzer",
        HistoryText::Accepted { accepted, of } => {
            return format!("{accepted} von {of} angenommen").into();
        }

        HistoryText::Nothing => "Noch ist nichts gelaufen",
        HistoryText::NothingHint => {
            "Öffnen Sie einen Workflow und drücken Sie auf „Ausführen“: Was er gefragt, gesendet und als Antwort bekommen hat, steht danach hier."
        }
        HistoryText::NothingFound => "Kein Lauf passt",
        HistoryText::NothingFoundHint => "Nichts, was hier aufbewahrt ist, hat alles Gesuchte.",
        HistoryText::NothingChosen => "Wählen Sie einen Lauf, um alles von ihm zu sehen.",
        HistoryText::NotHere => "Dieser Lauf ist nicht hier",
        HistoryText::NotHereHint => {
            "Er wurde gelöscht, ist älter, als Läufe aufbewahrt werden, oder fand in einem anderen Browser statt."
        }
        HistoryText::Unreadable { count: 1 } => {
            "1 gespeicherter Lauf ist für diese Version von segflow nicht lesbar. Er bleibt, wie er ist."
        }
        HistoryText::Unreadable { count } => {
            return format!(
                "{count} gespeicherte Läufe sind für diese Version von segflow nicht lesbar. Sie bleiben, wie sie sind."
            )
            .into();
        }
        HistoryText::ListRefused { reason } => {
            return format!("Die gespeicherten Läufe konnten nicht gelesen werden: {reason}.")
                .into();
        }
        HistoryText::Damaged => "Dieser Lauf ist nicht lesbar",
        HistoryText::DamagedHint { reason } => {
            return format!("Das Lesen ist fehlgeschlagen: {reason}. Er bleibt, wie er ist.")
                .into();
        }
        HistoryText::SessionOnly { reason } => {
            return format!(
                "Läufe bleiben nicht erhalten, wenn diese Seite geschlossen wird: {reason}."
            )
            .into();
        }
        HistoryText::NotDone { reason } => {
            return format!("Das ist nicht geschehen: {reason}.").into();
        }

        HistoryText::KeepFor => "Läufe aufbewahren",
        HistoryText::Days { count } => {
            return counted(count.unsigned_abs(), "Tag", "Tage").into();
        }
        HistoryText::DownloadThese { count } => {
            return format!("{} herunterladen", runs(count)).into();
        }
        HistoryText::DeleteThese { count } => return format!("{} löschen …", runs(count)).into(),
        HistoryText::More => "Mehr",
        HistoryText::DeleteTitle { count } => return format!("{} löschen?", runs(count)).into(),
        HistoryText::DeleteHint => {
            "Was gesendet wurde, bleibt bei Segment; nur was dieser Browser davon weiß, wird gelöscht und kommt nicht wieder."
        }
        HistoryText::Delete => "Löschen",

        HistoryText::BackToList => "Alle Läufe",
        HistoryText::OpenWorkflow => "Workflow öffnen",
        HistoryText::Details => "Einzelheiten",
        HistoryText::BegunBy => "Begonnen durch",
        HistoryText::By(Trigger::Manual) => "eine Person",
        HistoryText::By(Trigger::Schedule) => "den Zeitplan",
        HistoryText::By(Trigger::Host) => "die Seite darum",
        HistoryText::By(Trigger::Message { origin }) => {
            return format!("eine Nachricht von {origin}").into();
        }
        HistoryText::Began => "Beginn",
        HistoryText::Ended => "Ende",
        HistoryText::Took => "Dauer",
        HistoryText::Millis { millis } if millis < 10_000 => return format!("{millis} ms").into(),
        HistoryText::Millis { millis } => return format!("{} s", millis / 1000).into(),
        HistoryText::RunId => "Kennung des Laufs",
        HistoryText::CopyRunId => "Kennung des Laufs kopieren",
        HistoryText::TaskBegan { time } => return format!("Erreicht um {time}").into(),
        HistoryText::Answers => "Antworten",
        HistoryText::AnswersWithheld => "Antworten, ohne die von Passwortfeldern",
        HistoryText::Attempt => "1 Versuch",

        HistoryText::RunAgain => "Erneut ausführen",
        HistoryText::AgainSame => "Als dieselben Ereignisse",
        HistoryText::AgainSameHint => {
            "Dieselben messageIds: Segment zählt jede innerhalb eines Tages einmal."
        }
        HistoryText::AgainNew => "Als neue Ereignisse …",
        HistoryText::AgainNewHint => "Neue messageIds: Segment zählt sie noch einmal.",
        HistoryText::AgainDry => "Als Probelauf",
        HistoryText::AgainDryHint => "Zeigt, was gesendet würde, und sendet nichts.",
        HistoryText::NewTitle => "Als neue Ereignisse senden?",
        HistoryText::NewWarning { count: 1 } => {
            "Segment zählt 1 Nachricht noch einmal, zusätzlich zu der dieses Laufs."
        }
        HistoryText::NewWarning { count } => {
            return format!(
                "Segment zählt {count} Nachrichten noch einmal, zusätzlich zu denen dieses Laufs."
            )
            .into();
        }
        HistoryText::NewConfirm => "Als neue Ereignisse senden",
        HistoryText::UseAsSample => "Antworten als Beispiel verwenden",
        HistoryText::SampleBase => "Aus einem Lauf",
        HistoryText::SampleKept { name } => {
            return format!("Als Beispiel „{name}“ des Workflows aufbewahrt.").into();
        }
        HistoryText::SampleIs { name } => {
            return format!("Diese Antworten sind schon das Beispiel „{name}“.").into();
        }
        HistoryText::NoWorkflow => "Der Workflow dazu ist nicht mehr auf diesem Gerät.",
        HistoryText::Download => "Herunterladen",
        HistoryText::DeleteRun => "Diesen Lauf löschen …",

        HistoryText::Compare => "Vergleichen mit",
        HistoryText::CompareWithNone => "Mit keinem anderen Lauf",
        HistoryText::Comparison => "Im Vergleich",
        HistoryText::StateAccepted => "angenommen",
        HistoryText::TaskSame { state } => return format!("in beiden {state}").into(),
        HistoryText::TaskDiffers { here, there } => {
            return format!("hier {here}, dort {there}").into();
        }
        HistoryText::OnlyHere { state } => return format!("{state}; nur in diesem Lauf").into(),
        HistoryText::OnlyThere { state } => {
            return format!("{state}; nur im anderen Lauf").into();
        }
        HistoryText::SameContent => "Gleich, bis auf Kennungen und Zeiten.",
        HistoryText::ChangesFrom => "Vom anderen Lauf zu diesem",
    };
    AttrValue::Static(words)
}

fn runs(count: usize) -> String {
    counted(count as u64, "Lauf", "Läufe")
}
