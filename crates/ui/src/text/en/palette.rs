//! What the palette and the list of keys say, in English.

use yew::AttrValue;

use crate::text::PaletteText;

pub(in crate::text) fn say(text: PaletteText<'_>) -> AttrValue {
    let words = match text {
        PaletteText::Find => "Find a command, a task or a workflow",
        PaletteText::FindHint => "Type a name",
        PaletteText::NothingFound => "Nothing has that name.",
        PaletteText::Run => "Run this workflow",
        PaletteText::Add { kind } => return format!("Add a task: {kind}").into(),
        PaletteText::Duplicate { title } => return format!("Duplicate {title}").into(),
        PaletteText::Delete { title } => return format!("Delete {title}").into(),
        PaletteText::CopyPayload { title } => {
            return format!("Copy the payload of {title}").into();
        }
        PaletteText::Task => "Task",
        PaletteText::Workflow => "Workflow",

        PaletteText::Shortcuts => "Keyboard shortcuts",
        PaletteText::FindAnything => "Find a command, a task or a workflow",
        PaletteText::ThisList => "Show this list",
        PaletteText::UndoStep => "Undo",
        PaletteText::RedoStep => "Redo",
        PaletteText::MoveUp => "Move the task or the row up",
        PaletteText::MoveDown => "Move the task or the row down",
        PaletteText::PutField => "Put a field in, where a value is typed",
        PaletteText::CloseOrCancel => "Close, or stop dragging",
        PaletteText::Control => "Ctrl",
        PaletteText::Shift => "Shift",
    };
    AttrValue::Static(words)
}
