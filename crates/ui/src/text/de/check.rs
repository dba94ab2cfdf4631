//! What is said about the check of a connection, in German.

use yew::AttrValue;

use crate::text::CheckText;

pub(in crate::text) fn say(text: CheckText<'_>) -> AttrValue {
    let words = match text {
        CheckText::SendTest => "Testereignis senden",
        CheckText::CheckKey => "Schreibschlüssel prüfen",
        CheckText::KeyKnown => "Der Schreibschlüssel ist bekannt.",
        CheckText::KeyOtherRegion => "Der Schreibschlüssel ist bekannt, aber seine Quelle liegt in der anderen Region. Verbinden Sie das Konto mit jener Region neu: Segment nimmt Ereignisse für die falsche Region an und verliert sie ohne ein Wort.",
        CheckText::KeyUnknown => "Keine Quelle hat diesen Schreibschlüssel. Kopieren Sie ihn erneut aus den Einstellungen der Quelle, unter API Keys.",
        CheckText::KeyCouldNotCheck => "Der Schreibschlüssel konnte nicht geprüft werden: Es kam keine Antwort. Vielleicht ist ein Werbeblocker im Weg; ein Testereignis zeigt mehr.",
        CheckText::TestAccepted { id } => return format!("„Connection Tested“ wurde angenommen. Das heißt noch nicht, dass Schlüssel und Region stimmen: Suchen Sie im Debugger der Quelle danach, anhand der messageId {id}.").into(),
        CheckText::TestRefused { status } => return format!("Das Testereignis wurde nicht angenommen: Die Antwort war {status}. Prüfen Sie Schreibschlüssel, Region und Endpunkt.").into(),
    };
    AttrValue::Static(words)
}
