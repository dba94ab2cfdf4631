//! What is said about when a workflow runs, in English.

use yew::AttrValue;

use crate::text::TriggersText;

pub(in crate::text) fn say(text: TriggersText<'_>) -> AttrValue {
    let words = match text {
        TriggersText::Explained => {
            "These are settings of this browser. They do not travel with the workflow, and one that comes from elsewhere begins with all of them off."
        }
        TriggersText::Manual => "By hand",
        TriggersText::ManualHint => {
            "Always: Run asks what its forms ask, and files of rows are run from the menu beside it."
        }

        TriggersText::Address => "Answers in the page’s address",
        TriggersText::AddressHint => {
            "A link can fill the forms. It never runs anything, and never fills a password."
        }
        TriggersText::CopyAddress => "Copy address",

        TriggersText::Schedule => "On a schedule",
        TriggersText::ScheduleHint => {
            "Only while this workflow is open in a tab of this browser: a closed page runs nothing, and what was missed is not made up for. To run without a browser, choose Run on a server."
        }
        TriggersText::How => "When",
        TriggersText::Every => "Every so many minutes",
        TriggersText::At => "Once a day",
        TriggersText::Minutes => "Minutes",
        TriggersText::Time => "Time",
        TriggersText::With => "Answers",
        TriggersText::AskThen => "Ask when it runs",

        TriggersText::Messages => "Messages of other pages",
        TriggersText::MessagesHint => {
            "Pages that have opened this one can begin a run with their data. Only those that you list."
        }
        TriggersText::Origins => "Pages that may do so",
        TriggersText::OriginsHint => "Their origins, one a line, exactly: https://shop.example",
        TriggersText::NoOrigin { origin } => {
            return format!("{origin} is no origin. Write https:// and the name, without a path.")
                .into();
        }
        TriggersText::MessageHint => {
            "What such a page says. A message may have 256 KB, and ten a second are taken."
        }
        TriggersText::CopyMessage => "Copy",

        TriggersText::Log => "Since this page was opened",
        TriggersText::RanOnTime => "It ran because its time had come.",
        TriggersText::RanFor { origin } => {
            return format!("It ran with a message of {origin}.").into();
        }
        TriggersText::NotListed { origin } => {
            return format!("A message of {origin} was ignored: that page is not listed.").into();
        }
        TriggersText::TooMany { origin } => {
            return format!("A message of {origin} was ignored: more than ten came in a second.")
                .into();
        }
        TriggersText::NoRecord { origin } => {
            return format!("A message of {origin} was ignored: it has no record.").into();
        }
        TriggersText::TooLarge { origin } => {
            return format!("A message of {origin} was ignored: it is larger than 256 KB.").into();
        }
        TriggersText::NotConfirmed => {
            "It did not run: this workflow comes from elsewhere, or runs one that does. Run it once by hand, and confirm what it sends."
        }
        TriggersText::Refused { reason } => return format!("It did not run: {reason}.").into(),
        TriggersText::Times { count } => return format!("({count} times)").into(),
    };
    words.into()
}
