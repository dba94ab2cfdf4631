//! What is said about the accounts of a device, in German.

use yew::AttrValue;

use crate::text::{AccountsText, Ago};

pub(in crate::text) fn say(text: AccountsText<'_>) -> AttrValue {
    let words = match text {
        AccountsText::Connect => "Konto verbinden",
        AccountsText::Nothing => "Noch kein Konto",
        AccountsText::NothingHint => {
            "Verbinden Sie eine Quelle Ihres Arbeitsbereichs bei Segment: Aufgaben senden dorthin, was Menschen antworten."
        }
        AccountsText::HowKept => "Wie Konten aufbewahrt werden",
        AccountsText::HowKeptHint => {
            "Konten bleiben auf diesem Gerät und sind mit einem Schlüssel verschlüsselt, den der Browser niemandem herausgibt. Das schützt sie, wenn die Festplatte kopiert wird. Es schützt nicht vor Programmen unter dieser Adresse und nicht vor anderen, die diesen Browser benutzen."
        }
        AccountsText::OfReceiver => {
            "Der Empfänger auf diesem Computer bietet dieses Konto an. Es wird nicht gespeichert und lässt sich hier nicht ändern."
        }

        AccountsText::Transport => "Wie der Schlüssel reist",
        AccountsText::TransportSimple => "In der Nachricht",
        AccountsText::TransportBasic => "Im Header (HTTP Basic)",
        AccountsText::TransportHint => {
            "Für Segment passt die Nachricht. Wählen Sie den Header, wenn ein eigener Endpunkt ihn verlangt."
        }
        AccountsText::LastUsed => "Zuletzt verwendet",
        AccountsText::UsedAgo(ago) => return used(ago),
        AccountsText::NeverUsed => "Nicht auf diesem Gerät",
        AccountsText::UsedBy => "Verwendet von",
        AccountsText::NotUsed => "Keine Aufgabe sendet dorthin.",
        AccountsText::Edit => "Bearbeiten",
        AccountsText::ReplaceKey => "Schlüssel ersetzen",
        AccountsText::Forget => "Vergessen",

        AccountsText::ChangeTitle => "Konto",
        AccountsText::ChangeOf { label } => return format!("{label} bearbeiten").into(),
        AccountsText::NewKey => "Neuer Schreibschlüssel",
        AccountsText::KeepKeyHint { key } => {
            return format!("Leer gelassen bleibt der jetzige, {key}.").into();
        }
        AccountsText::More => "Weitere Einstellungen",
        AccountsText::Kept { label } => return format!("„{label}“ ist gespeichert.").into(),

        AccountsText::WithoutAccount { tasks } => {
            return format!("Noch ohne Konto: {tasks}.").into();
        }
        AccountsText::UseThereToo { label } => {
            return format!("Auch dort {label} verwenden").into();
        }

        AccountsText::ForgetTitle { label } => return format!("„{label}“ vergessen?").into(),
        AccountsText::ForgetHint => {
            "Der Schreibschlüssel wird von diesem Gerät gelöscht. Das lässt sich nicht rückgängig machen: Um das Konto wieder zu verwenden, verbinden Sie es neu mit seinem Schlüssel von Segment."
        }
        AccountsText::UsersLeft => {
            "Diese Aufgaben haben dann kein Konto und senden nichts, bis Sie ein anderes wählen:"
        }
        AccountsText::NoUsersLeft => "Keine Aufgabe sendet dorthin.",
        AccountsText::Forgotten { label } => return format!("„{label}“ ist vergessen.").into(),
    };
    AttrValue::Static(words)
}

fn used(ago: Ago) -> AttrValue {
    let (count, one, many) = match ago {
        Ago::JustNow => return AttrValue::Static("Gerade eben"),
        Ago::Minutes(count) => (count, "Minute", "Minuten"),
        Ago::Hours(count) => (count, "Stunde", "Stunden"),
        Ago::Days(count) => (count, "Tag", "Tagen"),
    };
    format!("Vor {count} {}", if count == 1 { one } else { many }).into()
}
