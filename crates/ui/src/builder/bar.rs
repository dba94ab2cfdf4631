//! What stands in the bar above the builder.

use segflow_core::edit::Edit;
use yew::prelude::{
    Html, InputEvent, MouseEvent, Properties, TargetCast, function_component, html,
};

use super::context::{Builder, use_doing};
use super::words::edit_words;
use crate::icons::Icon;
use crate::model::{Action, Saving};
use crate::parts::{Button, ButtonKind};
use crate::shell::{PageHeading, SaveState, SaveStateView};
use crate::text::{BuilderText, use_words};

/// Properties of the parts of the bar.
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct BarProps {
    pub(super) builder: Builder,
}

/// The workflow's name, which can be changed, and whether it is saved.
#[function_component]
pub(super) fn BuilderSubject(props: &BarProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let model = &props.builder.model;
    let name = &model.workflow().name;
    let oninput = doing.act.reform(|event: InputEvent| Action::Typed {
        control: "workflow-name".to_owned(),
        edit: Edit::RenameWorkflow(
            event
                .target_unchecked_into::<web_sys::HtmlInputElement>()
                .value(),
        ),
    });
    let title = if name.is_empty() {
        words.say(BuilderText::UnnamedWorkflow)
    } else {
        name.clone().into()
    };
    let state = match model.saving() {
        Saving::Saved => SaveState::Saved,
        Saving::Saving => SaveState::Saving,
        Saving::Refused(_) => SaveState::NotSaved,
    };
    html! {
        <>
            <PageHeading {title} class="visually-hidden" />
            <input class="name-input" id="workflow-name" value={name.clone()} dir="auto"
                autocomplete="off" placeholder={words.say(BuilderText::UnnamedWorkflow)}
                aria-label={words.say(BuilderText::WorkflowName)} {oninput}
                onblur={doing.act.reform(|_| Action::ControlLeft)} />
            <SaveStateView {state} />
        </>
    }
}

/// Undo, redo and run.
#[function_component]
pub(super) fn BuilderActions(props: &BarProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let model = &props.builder.model;
    let what = |edit: Option<&Edit>| edit.map(|edit| edit_words(&words, edit));
    let (undo, redo) = (what(model.undoable()), what(model.redoable()));
    let undo_label = match &undo {
        Some(what) => words.say(BuilderText::UndoThat { what }),
        None => words.say(BuilderText::NothingToUndo),
    };
    let redo_label = match &redo {
        Some(what) => words.say(BuilderText::RedoThat { what }),
        None => words.say(BuilderText::NothingToRedo),
    };
    let act = |action: fn() -> Action| doing.act.reform(move |_: MouseEvent| action());
    let running = model
        .running()
        .is_some_and(|running| running.run.status().is_none());
    html! {
        <>
            <Button label={undo_label} icon={Icon::Undo} icon_only=true kind={ButtonKind::Quiet}
                disabled={undo.is_none()} shortcut="Control+Z" on_press={act(|| Action::Undone)} />
            <Button label={redo_label} icon={Icon::Redo} icon_only=true kind={ButtonKind::Quiet}
                disabled={redo.is_none()} shortcut="Control+Shift+Z"
                on_press={act(|| Action::Redone)} />
            <Button label={words.say(BuilderText::Run)} icon={Icon::Play}
                kind={ButtonKind::Primary} busy={running}
                on_press={doing.ask_to_run.reform(|_: MouseEvent| ())} />
        </>
    }
}
