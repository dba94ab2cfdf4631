//! What is said about names in tags, in English.

use yew::AttrValue;

use crate::text::NamingText;

pub(in crate::text) fn say(text: NamingText<'_>) -> AttrValue {
    let words = match text {
        NamingText::Name => "Name in tags",
        NamingText::Hint => {
            "Tags and conditions find it by this name. Imported rows and samples do, too."
        }
        NamingText::Shape => {
            "Begin with a letter or _ and go on with letters, digits, _ or -, without spaces: first_name"
        }
        NamingText::Reserved { name } => {
            return format!("“{name}” means something else in tags. Choose another name.").into();
        }
        NamingText::Taken { name } => {
            return format!("“{name}” is taken. Choose another name.").into();
        }
        NamingText::NotUsedYet => "Nothing uses it yet.",
        NamingText::UsersFollow => "These use it, and follow:",
        NamingText::UsedTimes { title, count: 1 } => return title.to_owned().into(),
        NamingText::UsedTimes { title, count } => return format!("{title}, {count} times").into(),
    };
    AttrValue::Static(words)
}
