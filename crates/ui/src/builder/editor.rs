use segflow_core::check::Finding;
use segflow_core::document::{Call, Form, SegmentTask, TaskId, TaskKind};
use segflow_core::edit::{Edit, Named};
use yew::prelude::{AttrValue, Html, InputEvent, TargetCast, html};

use super::account::{AccountTabProps, account_tab};
use super::conditions::{ConditionsTabProps, conditions_tab};
use super::context::{Builder, Doing};
use super::findings::FindingCount;
use super::form::{FormTabProps, form_tab};
use super::naming::NameInTags;
use super::segment::{SegmentTabProps, segment_tab};
use super::sub::{SubTabProps, sub_tab};
use super::words::{kind_icon, kind_text};
use crate::model::{Action, EditorTab};
use crate::parts::{Button, ButtonKind, Tab, Tabs};
use crate::text::{BuilderText, Words};

/// The chosen task: its label and its tabs.
pub(super) fn editor(words: &Words, doing: &Doing, builder: &Builder) -> Html {
    let Some(task) = builder.model.selected() else {
        return empty_workflow(words, doing);
    };
    let id = task.id.clone();
    let oninput = {
        let id = id.clone();
        doing.act.reform(move |event: InputEvent| Action::Typed {
            control: "task-label".to_owned(),
            edit: Edit::LabelTask {
                task: id.clone(),
                label: event
                    .target_unchecked_into::<web_sys::HtmlInputElement>()
                    .value(),
            },
        })
    };
    let tabs = tabs_of(&task.kind);
    let tab_list: Vec<Tab> = tabs
        .iter()
        .map(|tab| {
            let found = findings_of(builder, &id, *tab);
            Tab {
                key: AttrValue::Static(tab_key(*tab)),
                label: words.say(tab_text(&task.kind, *tab)),
                mark: FindingCount::of(&builder.model, found).view(words),
            }
        })
        .collect();
    let tab = builder.model.tab();
    let on_select = doing.maybe(move |key: AttrValue| {
        let tab = tabs.iter().find(|tab| tab_key(**tab) == key.as_str())?;
        Some(Action::TabChosen(*tab))
    });
    let panel = match (tab, &task.kind) {
        (EditorTab::Conditions, _) => conditions_tab(ConditionsTabProps {
            builder: builder.clone(),
        }),
        (EditorTab::Account, TaskKind::Segment(_)) => account_tab(AccountTabProps {
            builder: builder.clone(),
        }),
        (_, TaskKind::Segment(_)) => segment_tab(SegmentTabProps {
            builder: builder.clone(),
        }),
        (_, TaskKind::Form(_)) => form_tab(FormTabProps {
            builder: builder.clone(),
        }),
        (_, TaskKind::Workflow(_)) => sub_tab(SubTabProps {
            builder: builder.clone(),
        }),
    };
    let kind = words.say(kind_text(&task.kind));
    html! {
        <section class="builder-editor" aria-labelledby="editor-title">
            <div class="editor-head">
                <div class="editor-title">
                    <h2 id="editor-title" class="visually-hidden">{ task.title().to_owned() }</h2>
                    <input class="name-input" id="task-label" value={task.label.clone()} dir="auto"
                        autocomplete="off" readonly={!builder.model.may_edit()}
                        placeholder={task.title().to_owned()}
                        aria-label={words.say(BuilderText::TaskLabel)} {oninput} />
                    <div class="editor-kind">
                        // A task that has no label of its own is called so already.
                        if *task.title() != *kind {
                            { kind }
                        }
                        {
                            NameInTags {
                                id: "task-tag".into(),
                                builder: builder.clone(),
                                named: Named::Task(id.clone()),
                                title: task.title().to_owned().into(),
                                shown: id.to_string().into(),
                            }
                            .view(words)
                        }
                    </div>
                </div>
            </div>
            <div key={id.as_str()}>
                {
                    Tabs {
                        id: "task".into(),
                        label: words.say(BuilderText::TaskTabs),
                        tabs: tab_list,
                        selected: tab_key(tab).into(),
                        on_select,
                        panel: html! { <div key={tab_key(tab)}>{ held(builder, panel) }</div> },
                    }
                    .view()
                }
            </div>
        </section>
    }
}

/// What cannot be changed cannot be typed into either.
fn held(builder: &Builder, panel: Html) -> Html {
    if builder.model.may_edit() {
        panel
    } else {
        html! { <fieldset disabled=true>{ panel }</fieldset> }
    }
}

/// What is shown in a workflow without tasks: how one is built.
fn empty_workflow(words: &Words, doing: &Doing) -> Html {
    let begin = |kind: TaskKind, stands: ButtonKind| {
        Button::new(words.say(kind_text(&kind)))
            .icon(kind_icon(&kind))
            .kind(stands)
            .on_press(doing.add_task(*words, kind))
            .view()
    };
    let call = |call: Call| TaskKind::Segment(SegmentTask::new(call));
    html! {
        <section class="builder-editor" aria-labelledby="editor-title">
            // A page around the builder may say this in its own words.
            <slot name="empty">
                <div class="empty">
                    <h2 id="editor-title">{ words.say(BuilderText::EmptyWorkflow) }</h2>
                    <ol class="steps">
                        <li>{ words.say(BuilderText::EmptyStepForm) }</li>
                        <li>{ words.say(BuilderText::EmptyStepIdentify) }</li>
                        <li>{ words.say(BuilderText::EmptyStepTrack) }</li>
                    </ol>
                    <div class="cluster" role="group" aria-label={words.say(BuilderText::AddTask)}>
                        { begin(TaskKind::Form(Form::default()), ButtonKind::Primary) }
                        { begin(call(Call::Identify), ButtonKind::Secondary) }
                        { begin(call(Call::Track), ButtonKind::Secondary) }
                    </div>
                </div>
            </slot>
        </section>
    }
}

fn tabs_of(kind: &TaskKind) -> &'static [EditorTab] {
    match kind {
        TaskKind::Segment(_) => &[EditorTab::Task, EditorTab::Conditions, EditorTab::Account],
        TaskKind::Form(_) | TaskKind::Workflow(_) => &[EditorTab::Task, EditorTab::Conditions],
    }
}

const fn tab_key(tab: EditorTab) -> &'static str {
    match tab {
        EditorTab::Task => "task",
        EditorTab::Conditions => "conditions",
        EditorTab::Account => "account",
    }
}

fn tab_text(kind: &TaskKind, tab: EditorTab) -> BuilderText<'static> {
    match (tab, kind) {
        (EditorTab::Conditions, _) => BuilderText::TabConditions,
        (EditorTab::Account, _) => BuilderText::TabAccount,
        (EditorTab::Task, TaskKind::Segment(_)) => BuilderText::TabSegment,
        (EditorTab::Task, TaskKind::Form(_)) => BuilderText::TabForm,
        (EditorTab::Task, TaskKind::Workflow(_)) => BuilderText::TabWorkflow,
    }
}

/// The findings that a tab shows.
fn findings_of<'b>(
    builder: &'b Builder,
    task: &TaskId,
    tab: EditorTab,
) -> impl Iterator<Item = &'b Finding> {
    builder
        .checked
        .findings(task)
        .iter()
        .filter(move |found| EditorTab::showing(&found.at) == tab)
}
