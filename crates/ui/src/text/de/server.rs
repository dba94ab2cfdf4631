//! What is said about running outside of a browser, in German.

use yew::AttrValue;

use crate::text::ServerText;

pub(in crate::text) fn say(text: ServerText<'_>) -> AttrValue {
    let words = match text {
        ServerText::Explained => {
            "Für Dateien, die für einen Browser zu groß sind, oder wenn nichts verloren gehen darf. Aus der Datei des Workflows entstehen dort dieselben Anfragen mit denselben messageIds."
        }

        ServerText::Save => "Die Datei des Workflows speichern",
        ServerText::SaveHint => "Seine Beispiele gehen mit, ohne die Antworten auf Passwortfragen.",
        ServerText::SaveWithin => {
            "Er führt andere Workflows aus. Speichern Sie auch deren Dateien und legen Sie sie in einen eigenen Ordner:"
        }
        ServerText::Download { file } => return format!("{file} herunterladen").into(),
        ServerText::Program => "Das Programm bauen, einmalig",
        ServerText::ProgramHint => "Im Ordner mit dem Quelltext von segflow. Dazu braucht es Rust.",
        ServerText::Accounts => "Die Konten aufschreiben",
        ServerText::AccountsHint => {
            "Setzen Sie die Schreibschlüssel selbst ein: In diesem Befehl steht keiner. Nur Sie können die Datei lesen."
        }
        ServerText::NoAccounts => {
            "Noch hat keine Aufgabe ein Konto. Wählen Sie für jede Segment-Aufgabe eines und kommen Sie dann wieder."
        }
        ServerText::KeyOf { account } => {
            return format!("der Schreibschlüssel von {account}").into();
        }
        ServerText::Alone => "Eine Datei mit Zeilen in einem Zug ausführen",
        ServerText::AloneHint => {
            "Setzen Sie Ihre eigene Datei anstelle von users.csv ein: CSV, JSON Lines oder JSON. Wird der Lauf unterbrochen, macht derselbe Befehl mit --resume an jener Stelle weiter."
        }
        ServerText::Columns { columns } => {
            return format!("Spalten, die sie haben darf: {columns}").into();
        }
        ServerText::Durable => "Oder so ausführen, dass kein Absturz etwas kostet",
        ServerText::DurableHint => {
            "Das startet eine Laufzeitumgebung und einen Arbeiter und bleibt offen:"
        }
        ServerText::SubmitHint => {
            "In einem zweiten Fenster übergeben Sie die Zeilen und sehen so oft Sie mögen nach, wie es um sie steht:"
        }
        ServerText::Licence => {
            "Die Laufzeitumgebung ist Restate. Ihr Server wird beim ersten Start von npm installiert; seine Lizenz ist die Business Source License 1.1."
        }
        ServerText::CopyCommand => "Befehl kopieren",
        ServerText::CopyCommands => "Befehle kopieren",
    };
    words.into()
}
