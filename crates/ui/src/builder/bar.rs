//! What stands in the bar above the builder.

use segflow_core::edit::{Change, Edit};
use yew::prelude::{Html, InputEvent, MouseEvent, TargetCast, html};

use super::context::{Builder, Doing};
use super::first_run::Wanted;
use super::server::RunMenu;
use super::words::change_words;
use crate::icons::Icon;
use crate::model::{Action, Saving};
use crate::parts::{Button, ButtonKind};
use crate::shell::{PageHeading, SaveState, save_state};
use crate::text::{BuilderText, Text, Words};

/// The workflow's name, which can be changed, and whether it is saved.
pub(super) fn builder_subject(words: &Words, doing: &Doing, builder: &Builder) -> Html {
    let model = &builder.model;
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
        words.say(Text::UnnamedWorkflow)
    } else {
        name.clone().into()
    };
    let state = match model.saving() {
        Saving::Saved => SaveState::Saved,
        Saving::Saving => SaveState::Saving,
        Saving::Refused(_) | Saving::Parted(_) => SaveState::NotSaved,
    };
    html! {
        <>
            <PageHeading {title} class="visually-hidden" />
            <input class="name-input" id="workflow-name" value={name.clone()} dir="auto"
                autocomplete="off" readonly={!model.may_edit()}
                placeholder={words.say(Text::UnnamedWorkflow)}
                aria-label={words.say(BuilderText::WorkflowName)} {oninput}
                onblur={doing.act.reform(|_| Action::ControlLeft)} />
            { save_state(words, state) }
        </>
    }
}

/// Undo, redo and run.
pub(super) fn builder_actions(words: &Words, doing: &Doing, builder: &Builder) -> Html {
    let model = &builder.model;
    let what = |change: Option<Change>| change.map(|change| change_words(words, change));
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
            {
                Button::sign_only(Icon::Undo, undo_label)
                    .class("undo")
                    .disabled(undo.is_none())
                    .shortcut("Control+Z")
                    .on_press(act(|| Action::Undone))
                    .view()
            }
            {
                Button::sign_only(Icon::Redo, redo_label)
                    .class("undo")
                    .disabled(redo.is_none())
                    .shortcut("Control+Shift+Z")
                    .on_press(act(|| Action::Redone))
                    .view()
            }
            {
                Button::new(words.say(Text::DryRun))
                    .class("dry-run")
                    .kind(ButtonKind::Quiet)
                    .disabled(running || model.workflow().tasks.is_empty())
                    .on_press(doing.run.reform(|_: MouseEvent| Wanted::Dry))
                    .view()
            }
            {
                Button::new(words.say(BuilderText::Run))
                    .class("run")
                    .icon(Icon::Play)
                    .kind(ButtonKind::Primary)
                    .busy(running)
                    .on_press(doing.run.reform(|_: MouseEvent| Wanted::Run))
                    .view()
            }
            <RunMenu builder={builder.clone()} />
        </>
    }
}
