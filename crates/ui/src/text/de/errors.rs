//! Why something could not be done, in German: parts of sentences, which begin
//! as they stand within one and end without a point.

use segflow_core::document::{IdError, LoadError, LoadErrorKind};
use segflow_core::json::{ReadError, ReadErrorKind};
use segflow_core::run::{RunLoadError, SendError};
use segflow_core::segment::EndpointError;
use segflow_web::Error;
use yew::AttrValue;

use super::findings::kind;

/// What a browser could not do.
pub(in crate::text) fn browser(error: &Error) -> AttrValue {
    let words = match error {
        Error::StorageRefused(said) => return format!(
            "dieser Browser bewahrt für diese Seite nichts auf ({said}); verlassen Sie das private Fenster oder erlauben Sie der Seite, Daten zu speichern, und laden Sie sie neu"
        ).into(),
        Error::StorageFull => "zum Speichern ist kein Platz mehr; schaffen Sie Platz auf diesem Gerät oder löschen Sie Workflows, die Sie nicht mehr brauchen, und versuchen Sie es erneut",
        Error::StorageNewer => "was hier gespeichert ist, stammt von einer neueren Version von segflow; laden Sie die Seite neu, um jene Version zu bekommen",
        Error::StorageHeld => "ein anderer Tab verwendet noch den Speicher einer älteren Version von segflow; schließen Sie die anderen Tabs dieser Seite und laden Sie sie neu",
        Error::StorageFailed(said) => return format!(
            "der Speicher des Browsers hat versagt ({said}); laden Sie die Seite neu und versuchen Sie es erneut"
        ).into(),
        Error::Unreadable => "das wurde in einer Form gespeichert, die diese Version von segflow nicht lesen kann; es bleibt, wie es ist",
        Error::NotSecure => "diese Seite wurde nicht über https geladen, daher kann der Browser Konten nicht verschlüsseln; sie bleiben erhalten, bis die Seite geschlossen wird",
        Error::CannotEncrypt(said) => return format!(
            "dieser Browser kann Konten nicht verschlüsselt aufbewahren ({said}); sie bleiben erhalten, bis die Seite geschlossen wird"
        ).into(),
        Error::CannotDecrypt => "dieses Konto lässt sich nicht mehr entschlüsseln, da der Browser den Schlüssel dazu verloren hat; verbinden Sie es neu",
        Error::HostKeeps => "die Seite, in der dies steht, bewahrt auf, was aufzubewahren ist; suchen Sie es dort",
        Error::NoWriteKey => "ein Schreibschlüssel ist nötig; kopieren Sie ihn aus den Einstellungen der Quelle bei Segment",
        Error::ReceiverAccount => "dieses Konto gehört dem Empfänger auf diesem Computer und wird nicht gespeichert",
        Error::TooManyRuns => "zu viele Läufe sind noch nicht zu Ende; warten Sie auf sie oder halten Sie einige an und versuchen Sie es dann erneut",
        Error::RunElsewhere => "ein anderer Tab dieser Seite ist mit diesem Lauf befasst; sehen Sie dort nach",
        Error::NotLoaded => "ein Teil von segflow wurde nicht geladen; prüfen Sie, ob das Programm läuft, das diese Seite ausliefert, und versuchen Sie es dann erneut",
        Error::FileNotRead => "der Browser hat die Datei nicht herausgegeben; wählen Sie sie erneut",
        Error::NoRandomness => "dieser Browser liefert keine Zufallszahlen, also lässt sich keine sichere Kennung bilden; aktualisieren Sie ihn",
    };
    AttrValue::Static(words)
}

/// Why a message has no answer.
pub(in crate::text) fn sending(error: &SendError) -> AttrValue {
    AttrValue::Static(match error {
        SendError::BlockedOrOffline => {
            "es kam keine Antwort: Die Anfrage wurde blockiert (vielleicht von einem Werbeblocker), oder dieser Computer ist offline"
        }
        SendError::Offline => "dieser Computer ist offline",
        SendError::TimedOut => "es kam nicht rechtzeitig eine Antwort",
        SendError::Redirected => {
            "die Adresse hat geantwortet, dass sie umgezogen ist; prüfen Sie den Endpunkt des Kontos"
        }
        SendError::NoKey => {
            "der Schreibschlüssel des Kontos ist nicht zur Hand; verbinden Sie es neu"
        }
        SendError::Vetoed => {
            "die Seite, in der dieser Workflow steht, hat das Senden nicht zugelassen"
        }
        SendError::Stopped => "der Lauf wurde angehalten, bevor eine Antwort kam",
        SendError::Interrupted => "die Seite wurde geschlossen, bevor eine Antwort kam",
        SendError::LeftAsItIs => {
            "die Nachricht kann vor langer Zeit angekommen sein, darum wurde sie nicht erneut gesendet"
        }
    })
}

/// Why a text is no endpoint.
pub(in crate::text) fn endpoint(error: &EndpointError) -> AttrValue {
    AttrValue::Static(match error {
        EndpointError::NotHttps => {
            "ein Endpunkt beginnt mit https:// (http:// nur bei 127.0.0.1 und localhost)"
        }
        EndpointError::NoHost => {
            "ein Endpunkt braucht einen Rechnernamen, wie in https://events.example.com"
        }
        EndpointError::UserInfo => {
            "ein Endpunkt hat keinen Benutzernamen und kein Passwort; nehmen Sie heraus, was vor dem @ steht"
        }
        EndpointError::Query => {
            "ein Endpunkt hat kein ? und kein #; nehmen Sie heraus, was darauf folgt"
        }
    })
}

/// Why a text is no JSON.
pub(in crate::text) fn json(error: &ReadError) -> AttrValue {
    let what = match error.kind {
        ReadErrorKind::Unfinished => "der Text endet, bevor der Wert vollständig ist",
        ReadErrorKind::Unexpected => "da steht etwas, das JSON an dieser Stelle nicht erlaubt",
        ReadErrorKind::ControlCharacter => {
            "ein Zeilenumbruch oder Steuerzeichen zwischen Anführungszeichen muss als \\n oder \\u… geschrieben werden"
        }
        ReadErrorKind::BadEscape => "auf einen Backslash folgt keine bekannte Ersetzung",
        ReadErrorKind::Trailing => "nach dem Ende des Wertes folgt weiterer Text",
        ReadErrorKind::NoObject => "ein Datensatz muss ein Objekt sein: { \"form\": { … } }",
        ReadErrorKind::TooDeep => "Listen und Objekte sind zu tief verschachtelt",
    };
    format!("{what} (Zeile {}, Zeichen {})", error.line, error.column).into()
}

/// Why a text is no workflow.
pub(in crate::text) fn document(error: &LoadError) -> AttrValue {
    let place = match error.at.as_str() {
        "" => "das Dokument",
        place => place,
    };
    match &error.kind {
        LoadErrorKind::NotJson(error) => format!("das ist kein JSON: {}", json(error)),
        LoadErrorKind::TooLarge => {
            "das Dokument ist größer als 2 MiB; nehmen Sie Beispiele oder Aufgaben heraus".to_owned()
        }
        LoadErrorKind::NotAWorkflow => {
            "das ist JSON, aber kein Workflow von segflow: Es hat kein \"segflow\": 1".to_owned()
        }
        LoadErrorKind::TooNew(version) => format!(
            "dieser Workflow wurde von einem neueren segflow gespeichert (Format {version}); aktualisieren Sie segflow, um ihn zu öffnen"
        ),
        LoadErrorKind::Absent => format!("{place} fehlt; fügen Sie es hinzu"),
        LoadErrorKind::Expected(what) => format!("{place} muss so sein: {}", kind(what)),
        LoadErrorKind::Unknown(name) => {
            format!("{place} ist „{name}“; das kennt dieses segflow nicht")
        }
        LoadErrorKind::BadId(IdError::Shape(id)) => format!(
            "{place}: eine Kennung beginnt mit einem Buchstaben oder _ und fährt mit bis zu 63 Buchstaben, Ziffern, _ oder - fort; diese ist „{id}“"
        ),
        LoadErrorKind::BadId(IdError::Reserved(id)) => format!(
            "{place}: „{id}“ bedeutet in Platzhaltern schon etwas, daher kann keine Aufgabe so heißen; wählen Sie eine andere Kennung"
        ),
        LoadErrorKind::DuplicateId(id) => format!(
            "{place}: die Kennung „{id}“ kommt zweimal vor; geben Sie einer von beiden eine andere"
        ),
    }
    .into()
}

/// Why a text is no saved run.
pub(in crate::text) fn saved_run(error: &RunLoadError) -> AttrValue {
    match error {
        RunLoadError::NotJson(error) => format!(
            "dieser gespeicherte Lauf ist beschädigt, denn er ist kein JSON: {}",
            json(error)
        ),
        RunLoadError::NotARun => {
            "das ist JSON, aber kein gespeicherter Lauf: Es hat kein \"segflowRun\": 1".to_owned()
        }
        RunLoadError::TooNew(version) => format!(
            "dieser Lauf wurde von einem neueren segflow gespeichert (Format {version}); aktualisieren Sie segflow, um ihn zu öffnen"
        ),
        RunLoadError::Workflow(error) => format!(
            "der Workflow dieses gespeicherten Laufs ist nicht lesbar: {}",
            document(error)
        ),
        RunLoadError::Damaged(place) => format!(
            "dieser gespeicherte Lauf ist beschädigt: Sein „{place}“ ist nicht, was es sein sollte; führen Sie den Workflow neu aus"
        ),
    }
    .into()
}
