//! What is said where tasks are copied, moved and put in, in English.

use yew::AttrValue;

use crate::text::CanvasText;

pub(in crate::text) fn say(text: CanvasText<'_>) -> AttrValue {
    let words = match text {
        CanvasText::Duplicate => "Duplicate",
        CanvasText::MoveUp => "Move up",
        CanvasText::MoveDown => "Move down",
        CanvasText::PutBeside { title } => return format!("Put beside “{title}”").into(),
        CanvasText::PutApart => "Put on a level of its own",
        CanvasText::Above { title } => return format!("Above “{title}”").into(),
        CanvasText::Beside { title } => return format!("Beside “{title}”").into(),
        CanvasText::Below { title } => return format!("Below “{title}”").into(),
        CanvasText::RowTo { place, of } => return format!("Row {place} of {of}").into(),
        CanvasText::Stays => "It stays where it was.",
        CanvasText::Parted => {
            "This workflow was changed in another tab at the same time. Choose which version stays; Undo brings the other one back."
        }
        CanvasText::KeepOwn => "Keep this tab’s version",
        CanvasText::HintField => "Type { in a value to put in an answer of your form.",
        CanvasText::HintPreview => {
            "This is the exact request that the task would send. Nothing is sent before you run."
        }
        CanvasText::HintRun => {
            "Run asks the questions of your form and sends the result. A dry run sends nothing."
        }
        CanvasText::GotIt => "Got it",
        CanvasText::NoMoreHints => "No more hints",
        CanvasText::TakeOther => "Take the other tab’s",
    };
    AttrValue::Static(words)
}
