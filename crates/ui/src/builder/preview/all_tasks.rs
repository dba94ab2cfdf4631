use segflow_core::document::TaskKind;
use segflow_core::preview::{PreviewStatus, TaskPreview};
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, classes, html};

use super::panel::state_of;
use crate::builder::context::{Builder, Doing};
use crate::builder::words::{clauses_words, kind_icon};
use crate::icons::sign;
use crate::model::Action;
use crate::parts::{Windowed, badge};
use crate::text::{BuilderText, Words};

/// What every task would do for the sample.
pub(super) fn all_tasks(words: &Words, doing: &Doing, builder: &Builder) -> Html {
    let model = &builder.model;
    let chosen = model.selected().map(|task| task.id.clone());
    let place = chosen.and_then(|task| model.workflow().position(&task));
    let row = {
        let (words, act, builder) = (*words, doing.act.clone(), builder.clone());
        Callback::from(move |at: usize| entry(&words, &act, &builder, at, place == Some(at)))
    };
    html! {
        <Windowed class={classes!("all-tasks")} label={words.say(BuilderText::AllTasksLabel)}
            count={model.workflow().tasks.len()} {row} />
    }
}

fn entry(
    words: &Words,
    act: &Callback<Action>,
    builder: &Builder,
    place: usize,
    is_chosen: bool,
) -> Html {
    let workflow = builder.model.workflow();
    let preview = builder.checked.preview_at(place);
    let Some((task, preview)) = workflow.tasks.get(place).zip(preview) else {
        return Html::default();
    };
    let choose = {
        let id = task.id.clone();
        act.reform(move |_: MouseEvent| Action::TaskChosen(id.clone()))
    };
    let (tone, icon, state) = match task.kind {
        TaskKind::Form(_) if preview.status == PreviewStatus::Done => {
            let (tone, icon, _) = state_of(preview.status);
            (tone, icon, BuilderText::WouldBeAsked)
        }
        _ => state_of(preview.status),
    };
    html! {
        <li key={task.id.as_str()} class="all-tasks-item">
            <button type="button" class="task-open" aria-current={is_chosen.then_some("true")}
                onclick={choose}>
                <span class="task-icon" data-kind={task.kind.name()}>
                    { sign(kind_icon(&task.kind)) }
                </span>
                <span class="task-text">
                    <span class="task-label" dir="auto">{ task.title().to_owned() }</span>
                    <span class="task-kind" dir="auto">{ why(words, preview) }</span>
                </span>
                { badge(tone, Some(icon), html! { words.say(state) }) }
            </button>
        </li>
    }
}

/// Why it is as it is: what decided, or what is wrong first.
fn why(words: &Words, preview: &TaskPreview) -> AttrValue {
    if preview.status == PreviewStatus::Skipped {
        return clauses_words(words, &preview.because).into();
    }
    let mut findings = preview.findings.iter();
    if let Some(blocking) = findings.clone().find(|found| found.blocks()) {
        return words.say(&blocking.problem);
    }
    if let Some(found) = findings.next() {
        return words.say(&found.problem);
    }
    preview
        .request
        .as_ref()
        .map(|request| AttrValue::from(request.url().to_owned()))
        .unwrap_or_default()
}
