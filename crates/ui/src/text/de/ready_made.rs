//! What a person reads in the documents that are there to begin with, in German.
//! What is sent to Segment, such as names of events and plans, stays.

use yew::AttrValue;

use crate::text::ReadyMade;

/// What stands in a document, and what stands there in German.
const SAID: &[(&str, &str)] = &[
    // The example
    ("Sign-up follow-up", "Nach der Anmeldung"),
    (
        "Hello {{ signup.first_name }}",
        "Hallo {{ signup.first_name }}",
    ),
    // Tasks
    ("Sign-up form", "Anmeldeformular"),
    ("Identify a user", "Nutzer identifizieren"),
    ("Track an event", "Ereignis erfassen"),
    ("Row of the file", "Zeile der Datei"),
    ("Identify the user", "Nutzer identifizieren"),
    ("Track what happened", "Erfassen, was geschah"),
    ("Order", "Bestellung"),
    ("Identify the customer", "Kunden identifizieren"),
    ("Track the order", "Bestellung erfassen"),
    ("Received email", "Eingegangene E-Mail"),
    ("Identify the sender", "Absender identifizieren"),
    ("Track the email", "E-Mail erfassen"),
    ("Contact form", "Kontaktformular"),
    ("Payment", "Zahlung"),
    ("Track the payment", "Zahlung erfassen"),
    ("Track the first payment", "Erste Zahlung erfassen"),
    ("Identify the new user", "Neuen Nutzer identifizieren"),
    (
        "Group the user by company",
        "Nutzer dem Unternehmen zuordnen",
    ),
    ("Track the sign-up", "Anmeldung erfassen"),
    // Questions
    ("Email address", "E-Mail-Adresse"),
    ("First name", "Vorname"),
    ("Last name", "Nachname"),
    ("City", "Ort"),
    ("Amount", "Betrag"),
    ("Plan", "Tarif"),
    ("User id", "Nutzer-ID"),
    ("What happened", "Was geschah"),
    ("When it happened", "Wann es geschah"),
    ("Value", "Wert"),
    (
        "A date and time such as 2025-03-01T09:30:00Z",
        "Datum und Uhrzeit, etwa 2025-03-01T09:30:00Z",
    ),
    (
        "A date and time such as 2026-03-01T09:30:00Z",
        "Datum und Uhrzeit, etwa 2026-03-01T09:30:00Z",
    ),
    ("Customer’s id", "Kundennummer"),
    ("Order number", "Bestellnummer"),
    ("Total", "Gesamtbetrag"),
    ("Shipping", "Versandkosten"),
    ("Currency", "Währung"),
    ("Product", "Produkt"),
    ("Article number", "Artikelnummer"),
    ("Price", "Preis"),
    ("Quantity", "Menge"),
    ("Coupon", "Gutschein"),
    ("Sender’s address", "Adresse des Absenders"),
    ("Sender’s name", "Name des Absenders"),
    ("Subject", "Betreff"),
    ("Mailbox", "Postfach"),
    ("Received at", "Eingegangen am"),
    ("Company", "Unternehmen"),
    ("What is it about?", "Worum geht es?"),
    ("Message", "Nachricht"),
    ("Invoice number", "Rechnungsnummer"),
    ("Paid by", "Bezahlt mit"),
    ("Is it the first payment?", "Ist es die erste Zahlung?"),
    ("May we write to you?", "Dürfen wir Ihnen schreiben?"),
    // Answers to choose from
    ("Sales", "Vertrieb"),
    ("Support", "Kundendienst"),
    ("Partnership", "Partnerschaft"),
    ("Card", "Karte"),
    ("Bank transfer", "Überweisung"),
    // Samples
    ("A row", "Eine Zeile"),
    ("Attended a webinar", "Webinar besucht"),
    ("Two mugs", "Zwei Tassen"),
    ("Mug", "Tasse"),
    ("A question", "Eine Frage"),
    ("Where is my order?", "Wo ist meine Bestellung?"),
    ("Please call me back.", "Bitte rufen Sie mich zurück."),
    ("A first payment", "Eine erste Zahlung"),
];

pub(in crate::text) fn say(document: ReadyMade) -> AttrValue {
    let said = SAID
        .iter()
        .fold(document.0.to_owned(), |text, (english, german)| {
            text.replace(&format!("\"{english}\""), &format!("\"{german}\""))
        });
    said.into()
}

#[cfg(test)]
mod tests {
    use segflow_core::document::{SegmentField, SegmentTask, TaskKind, Workflow};

    use super::{SAID, say};
    use crate::example::SIGN_UP_FOLLOW_UP;
    use crate::templates::documents;
    use crate::text::ReadyMade;

    /// What is the same in both languages.
    const SAME: [&str; 1] = ["Name"];

    /// Whatever a person is asked or shown is German; nothing that is sent is
    /// called otherwise than in English, so that reports count the same.
    #[test]
    fn all_that_is_read_is_german() {
        for document in documents().chain([SIGN_UP_FOLLOW_UP]) {
            let english = Workflow::load(document).unwrap();
            let german = Workflow::load(&say(ReadyMade(document))).unwrap();
            for (one, other) in english.tasks.iter().zip(&german.tasks) {
                assert_ne!(one.label, other.label);
                match (&one.kind, &other.kind) {
                    (TaskKind::Form(one), TaskKind::Form(other)) => {
                        for (one, other) in one.fields.iter().zip(&other.fields) {
                            assert_eq!(one.id, other.id);
                            let is_same = SAME.contains(&one.label.as_str());
                            assert_eq!(one.label == other.label, is_same, "{}", one.label);
                        }
                    }
                    (TaskKind::Segment(one), TaskKind::Segment(other)) => {
                        let event = |task: &SegmentTask| task.field(SegmentField::Event).cloned();
                        assert_eq!(event(one), event(other));
                    }
                    _ => {}
                }
            }
            for (task, form) in german
                .tasks
                .iter()
                .filter_map(|task| Some((task, task.form()?)))
            {
                for sample in &german.samples {
                    let answers = sample.record.get(task.id.as_str());
                    for field in form.fields.iter().filter(|field| !field.choices.is_empty()) {
                        let answer = answers.and_then(|answers| answers.get(field.id.as_str()));
                        let answer = answer.and_then(|answer| answer.as_text()).unwrap();
                        assert!(
                            field.choices.iter().any(|choice| choice == answer),
                            "{answer}"
                        );
                    }
                }
            }
        }
        for (english, _) in SAID {
            let quoted = format!("\"{english}\"");
            let is_there = documents()
                .chain([SIGN_UP_FOLLOW_UP])
                .any(|document| document.contains(&quoted));
            assert!(is_there, "{english}");
        }
    }
}
