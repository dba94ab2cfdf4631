//! What is said about names in tags, in German.

use yew::AttrValue;

use crate::text::NamingText;

pub(in crate::text) fn say(text: NamingText<'_>) -> AttrValue {
    let words = match text {
        NamingText::Name => "Name in Platzhaltern",
        NamingText::Hint => {
            "Unter diesem Namen finden Platzhalter und Bedingungen es. Auch eingelesene Zeilen und Beispiele tun das."
        }
        NamingText::Shape => {
            "Beginnen Sie mit einem Buchstaben oder _ und fahren Sie fort mit Buchstaben, Ziffern, _ oder -, ohne Leerzeichen: first_name"
        }
        NamingText::Reserved { name } => {
            return format!(
                "„{name}“ bedeutet in Platzhaltern etwas anderes. Wählen Sie einen anderen Namen."
            )
            .into();
        }
        NamingText::Taken { name } => {
            return format!("„{name}“ ist vergeben. Wählen Sie einen anderen Namen.").into();
        }
        NamingText::NotUsedYet => "Noch verwendet es nichts.",
        NamingText::UsersFollow => "Diese verwenden es und ziehen mit:",
        NamingText::UsedTimes { title, count: 1 } => return title.to_owned().into(),
        NamingText::UsedTimes { title, count } => return format!("{title}, {count}-mal").into(),
    };
    AttrValue::Static(words)
}
