//! What is asked before the first run of a workflow from elsewhere, in English.

use yew::AttrValue;

use crate::text::AskingText;

pub(in crate::text) fn say(text: AskingText<'_>) -> AttrValue {
    AttrValue::Static(match text {
        AskingText::FirstRun => "Before the first run",
        AskingText::FirstRunHint => {
            "This workflow came from elsewhere. See what it sends, and where to; you are not asked again."
        }
        AskingText::FirstRunWithin { workflows } => {
            let workflows = workflows.join("”, “");
            return format!(
                "This workflow runs another one that came from elsewhere: “{workflows}”. See what is sent, and where to; you are not asked again."
            )
            .into();
        }
        AskingText::FirstRunList => "What goes where",
        AskingText::NowhereYet { task } => {
            return format!("No account is chosen for “{task}”").into();
        }
        AskingText::Within { workflow, task } => return format!("{workflow} › {task}").into(),
        AskingText::GoOn { count: 0 } => "Go on, it sends nothing",
        AskingText::GoOn { .. } => "Go on, that is right",
    })
}
