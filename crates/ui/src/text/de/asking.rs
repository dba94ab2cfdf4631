//! What is asked before the first run of a workflow from elsewhere, in German.

use yew::AttrValue;

use crate::text::AskingText;

pub(in crate::text) fn say(text: AskingText<'_>) -> AttrValue {
    AttrValue::Static(match text {
        AskingText::FirstRun => "Vor dem ersten Lauf",
        AskingText::FirstRunHint => {
            "Dieser Workflow kommt von anderswo. Sehen Sie nach, was er sendet und wohin; Sie werden nicht noch einmal gefragt."
        }
        AskingText::FirstRunWithin { workflows } => {
            let workflows = workflows.join("“, „");
            return format!(
                "Dieser Workflow führt einen anderen aus, der von anderswo kommt: „{workflows}“. Sehen Sie nach, was gesendet wird und wohin; Sie werden nicht noch einmal gefragt."
            )
            .into();
        }
        AskingText::FirstRunList => "Was wohin geht",
        AskingText::NowhereYet { task } => {
            return format!("Für „{task}“ ist kein Konto gewählt").into();
        }
        AskingText::Within { workflow, task } => return format!("{workflow} › {task}").into(),
        AskingText::GoOn { count: 0 } => "Weiter, er sendet nichts",
        AskingText::GoOn { .. } => "Weiter, das stimmt so",
    })
}
