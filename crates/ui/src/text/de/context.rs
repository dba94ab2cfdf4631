//! What the forms of context and of the timestamp say, in German.

use yew::AttrValue;

use crate::text::ContextText;

pub(in crate::text) fn say(text: ContextText<'_>) -> AttrValue {
    let words = match text {
        ContextText::Call => "Zum Aufruf",
        ContextText::Group { name } => match name {
            "app" => "App",
            "campaign" => "Kampagne",
            "device" => "Gerät",
            "location" => "Standort",
            "network" => "Netz",
            "os" => "Betriebssystem",
            "page" => "Seite",
            "referrer" => "Herkunft",
            "screen" => "Bildschirm",
            "userAgentData" => "Browser (userAgentData)",
            "traits" => "Merkmale des Nutzers",
            "consent" => "Einwilligung",
            "integration" => "Integration",
            "protocols" => "Protokolle",
            other => return other.to_owned().into(),
        },
        ContextText::Set { group, count: 0 } => return group.to_owned().into(),
        ContextText::Set { group, count } => return format!("{group} ({count})").into(),
        ContextText::Hint { name } => match name {
            "active" => "Nein: Der Nutzer war nicht dabei und gilt nicht als aktiv.",
            "channel" => "Etwa server, browser oder mobile.",
            "direct" => "Ja: Segment hält die Adresse des Absenders für die des Nutzers.",
            "groupId" => "Der Kunde, zu dem das Ereignis gehört.",
            "ip" => "Die des Nutzers, etwa 203.0.113.7.",
            "locale" => "Etwa de-DE.",
            "timezone" => "Etwa Europe/Berlin.",
            _ => "",
        },
        ContextText::LibraryIsOurs => "Die Bibliothek wird beim Senden eingetragen.",
        ContextText::More => "Mehr",

        ContextText::When => "Wann es geschehen ist",
        ContextText::WhenReached => "Wenn die Aufgabe an der Reihe ist",
        ContextText::WhenDate => "An einem Datum",
        ContextText::WhenField => "Was ein Feld sagt",
        ContextText::WhichField => "Feld mit dem Datum",
        ContextText::ChooseField => "Feld wählen",
    };
    AttrValue::Static(words)
}
