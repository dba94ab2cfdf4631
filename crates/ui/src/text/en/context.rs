//! What the forms of context and of the timestamp say, in English.

use yew::AttrValue;

use crate::text::ContextText;

pub(in crate::text) fn say(text: ContextText<'_>) -> AttrValue {
    let words = match text {
        ContextText::Call => "About the call",
        ContextText::Group { name } => match name {
            "app" => "App",
            "campaign" => "Campaign",
            "device" => "Device",
            "location" => "Location",
            "network" => "Network",
            "os" => "Operating system",
            "page" => "Page",
            "referrer" => "Referrer",
            "screen" => "Screen",
            "userAgentData" => "Browser (userAgentData)",
            "traits" => "Traits of the user",
            "consent" => "Consent",
            "integration" => "Integration",
            "protocols" => "Protocols",
            other => return other.to_owned().into(),
        },
        ContextText::Set { group, count: 0 } => return group.to_owned().into(),
        ContextText::Set { group, count } => return format!("{group} ({count})").into(),
        ContextText::Hint { name } => match name {
            "active" => "No: the user was not there, and is not seen as active.",
            "channel" => "Such as server, browser or mobile.",
            "direct" => "Yes: Segment takes the sender’s address for the user’s.",
            "groupId" => "The account the event belongs to.",
            "ip" => "The user’s, such as 203.0.113.7.",
            "locale" => "Such as en-US.",
            "timezone" => "Such as Europe/Berlin.",
            _ => "",
        },
        ContextText::LibraryIsOurs => "The library is filled in when the event is sent.",
        ContextText::More => "More",

        ContextText::When => "When it happened",
        ContextText::WhenReached => "When the task is reached",
        ContextText::WhenDate => "At a date",
        ContextText::WhenField => "What a field says",
        ContextText::WhichField => "Field with the date",
        ContextText::ChooseField => "Choose a field",
    };
    AttrValue::Static(words)
}
