//! What is said of workflows to begin with, in German.

use yew::AttrValue;

use crate::text::TemplateText;

pub(in crate::text) fn say(text: TemplateText<'_>) -> AttrValue {
    AttrValue::Static(match text {
        TemplateText::Explained => {
            "Beginnen Sie mit nichts oder mit einem Workflow, der schon vollständig ist: seine Aufgaben und ein Beispiel zum Ausprobieren. Alles davon lässt sich ändern."
        }
        TemplateText::SendTo { account } => {
            return format!(
                "Ihre Aufgaben senden an {account}, das einzige Konto, das hier verbunden ist."
            )
            .into();
        }
        TemplateText::Blank => "Leerer Workflow",
        TemplateText::BlankHint => "Fügen Sie Aufgaben einzeln hinzu.",
        TemplateText::FormCompleted => "Formular ausgefüllt",
        TemplateText::FormCompletedHint => {
            "Jemand füllt ein Kontaktformular aus: Sagen Sie, wer es war und worum es ging."
        }
        TemplateText::SignUp => "Anmeldung",
        TemplateText::SignUpHint => {
            "Ein neuer Nutzer meldet sich an: Halten Sie seinen Tarif fest und ordnen Sie ihn seinem Unternehmen zu."
        }
        TemplateText::Order => "Bestellung im Onlineshop",
        TemplateText::OrderHint => {
            "Eine Bestellung geht ein: Senden Sie sie als „Order Completed“ von Segment, mit ihren Produkten."
        }
        TemplateText::Payment => "Zahlung eingegangen",
        TemplateText::PaymentHint => {
            "Ein Kunde zahlt: Erfassen Sie den Betrag, und die erste Zahlung als eigenes Ereignis."
        }
        TemplateText::Email => "E-Mail eingegangen",
        TemplateText::EmailHint => {
            "Eine E-Mail trifft ein: Sagen Sie, wer geschrieben hat, und erfassen Sie den Betreff. Eine Seite oder ein Programm übergibt sie."
        }
        TemplateText::BackFill => "Nachtrag aus CSV",
        TemplateText::BackFillHint => {
            "Bringen Sie in Segment ein, was früher geschah: Aus jeder Zeile einer Datei werden ein Nutzer und ein Ereignis mit eigener Zeit."
        }
    })
}
