use segflow_core::edit::Edit;
use segflow_core::json::Value;
use segflow_core::plan::{ImportedPlan, Plan};
use web_sys::HtmlInputElement;
use yew::prelude::{
    Callback, Event, Html, MouseEvent, Properties, TargetCast, function_component, html,
    use_effect_with, use_node_ref, use_state_eq,
};

use super::event::planned;
use super::importing::Importing;
use crate::builder::context::{Builder, use_doing};
use crate::builder::focusing::focus_soon;
use crate::icons::Icon;
use crate::model::{Action, PlanFile, plan_file};
use crate::opening::{download, not_taken_over};
use crate::parts::{Button, ButtonKind, Dialog, DialogWidth, Notice, Tone, disclosure, notice};
use crate::text::{BuilderText, PlanText, Text, Words, use_words};

/// Properties of [`PlanDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct PlanDialogProps {
    pub(super) builder: Builder,
    pub(super) on_close: Callback<()>,
}

/// What was done last, to be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Done {
    Nothing,
    /// What was removed is there again.
    BroughtBack,
    /// It was taken over; of a longer list it may be one page.
    Imported {
        is_partial: bool,
    },
    Removed,
}

/// The tracking plan: imported, looked at, made strict, removed.
#[function_component]
pub(super) fn PlanDialog(props: &PlanDialogProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let root = use_node_ref();
    // Counted, so that the same thing done twice is two.
    let done = use_state_eq(|| (0_u32, Done::Nothing));
    let tell = {
        let done = done.clone();
        move |next: Done| done.set((done.0.wrapping_add(1), next))
    };
    // What was pressed is gone when this is drawn.
    use_effect_with(*done, {
        let root = root.clone();
        move |(_, done)| match done {
            Done::Nothing => {}
            Done::Imported { .. } | Done::BroughtBack => focus_soon(&root, &["#plan-strict"]),
            Done::Removed => focus_soon(&root, &[".notice button"]),
        }
    });
    let replacing = use_state_eq(|| false);
    let model = &props.builder.model;
    let plan = model.flow().plan();
    let is_pages = model.given().surroundings.plan.is_some();
    let may_edit = model.may_edit() && !is_pages;

    let on_import = {
        let (act, tell, replacing) = (doing.act.clone(), tell.clone(), replacing.clone());
        let is_strict = plan.is_some_and(Plan::is_strict);
        Callback::from(move |imported: ImportedPlan| {
            let plan = imported.plan.with_strictness(is_strict);
            act.emit(Action::Edited(Edit::SetPlan(plan.save())));
            replacing.set(false);
            tell(Done::Imported {
                is_partial: imported.is_partial,
            });
        })
    };
    let on_remove = {
        let (act, tell) = (doing.act.clone(), tell.clone());
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Edited(Edit::SetPlan(Value::Null)));
            tell(Done::Removed);
        })
    };
    let on_undo = {
        let act = doing.act.clone();
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Undone);
            tell(Done::BroughtBack);
        })
    };
    let on_replace = {
        let (replacing, root) = (replacing.clone(), root.clone());
        Callback::from(move |_: MouseEvent| {
            let opens = !*replacing;
            replacing.set(opens);
            if opens {
                focus_soon(&root, &[".plan-import button"]);
            }
        })
    };
    let said = match (done.1, plan) {
        (Done::Imported { is_partial: true }, Some(_)) => {
            notice(Tone::Warning, words.say(PlanText::Partial))
        }
        (Done::Imported { is_partial: false }, Some(_)) => {
            notice(Tone::Good, words.say(PlanText::Imported))
        }
        (Done::Removed, None) => Notice::new(Tone::Neutral)
            .actions(Some(
                Button::new(words.say(Text::Undo))
                    .icon(Icon::Undo)
                    .small()
                    .on_press(on_undo)
                    .view(),
            ))
            .view(words.say(PlanText::Removed)),
        _ => Html::default(),
    };
    let importing = html! { <Importing {on_import} /> };
    let shown = match plan {
        None => html! {
            <>
                <p>{ words.say(PlanText::Explained) }</p>
                if may_edit {
                    { importing }
                }
            </>
        },
        Some(plan) => {
            let PlanFile { name, exported } = plan_file(plan, model.workflow());
            let download_label = words.say(PlanText::Download { file: &name });
            let (text, listed) = (exported.text, exported.listed);
            let on_download = Callback::from(move |_: MouseEvent| download(&name, &text));
            html! {
                <>
                    { head(&words, plan) }
                    if is_pages {
                        <p class="field-hint">{ words.say(PlanText::OfPage) }</p>
                    } else {
                        { strictness(&words, &doing.act, plan, may_edit) }
                    }
                    { planned(&words, plan) }
                    { ignored(&words, plan) }
                    <div class="cluster">
                        if may_edit {
                            {
                                Button::new(words.say(PlanText::Replace))
                                    .expanded(*replacing)
                                    .on_press(on_replace)
                                    .view()
                            }
                        }
                        {
                            Button::new(download_label)
                                .icon(Icon::Download)
                                .on_press(on_download)
                                .view()
                        }
                        if may_edit {
                            {
                                Button::new(words.say(PlanText::Remove))
                                    .icon(Icon::Trash)
                                    .kind(ButtonKind::Quiet)
                                    .on_press(on_remove)
                                    .view()
                            }
                        }
                    </div>
                    if !listed.is_empty() {
                        { disclosure(words.say(PlanText::NotInFile), not_taken_over(&words, &listed)) }
                    }
                    if *replacing && may_edit {
                        { importing }
                    }
                </>
            }
        }
    };
    html! {
        <Dialog id="plan-dialog" title={words.say(BuilderText::TrackingPlan)}
            width={DialogWidth::Wide} on_close={props.on_close.clone()}>
            <div ref={root} class="stack plan">
                <div role="status">{ said }</div>
                <div class="stack">{ shown }</div>
            </div>
        </Dialog>
    }
}

/// What the plan is called, and how much is in it.
fn head(words: &Words, plan: &Plan) -> Html {
    let events = plan.events().len();
    html! {
        <div class="plan-head">
            if let Some(name) = plan.name() {
                <p class="plan-name" dir="auto">{ name.to_owned() }</p>
            }
            <p class="muted">{ words.say(PlanText::Events { count: events }) }</p>
        </div>
    }
}

/// Whether what differs is sent.
fn strictness(words: &Words, act: &Callback<Action>, plan: &Plan, may_edit: bool) -> Html {
    let onchange = {
        let (act, plan) = (act.clone(), plan.clone());
        Callback::from(move |event: Event| {
            let is_strict = event.target_unchecked_into::<HtmlInputElement>().checked();
            let plan = plan.clone().with_strictness(is_strict);
            act.emit(Action::Edited(Edit::SetPlan(plan.save())));
        })
    };
    html! {
        <div class="plan-strict">
            <label class="tick">
                <input id="plan-strict" type="checkbox" checked={plan.is_strict()}
                    disabled={!may_edit} aria-describedby="plan-strict-hint" {onchange} />
                { words.say(PlanText::Strict) }
            </label>
            <p id="plan-strict-hint" class="field-hint">{ words.say(PlanText::StrictHint) }</p>
        </div>
    }
}

/// What the plan asks for that is not checked.
fn ignored(words: &Words, plan: &Plan) -> Html {
    let ignored = plan.ignored();
    if ignored.is_empty() {
        return Html::default();
    }
    let list = ignored.iter().map(|one| {
        html! { <li><code>{ one.keyword.clone() }</code>{ " " }<span dir="auto">{ one.rule.clone() }</span></li> }
    });
    let summary = words.say(PlanText::Ignored {
        count: ignored.len(),
    });
    disclosure(
        summary,
        html! {
            <>
                <p class="field-hint">{ words.say(PlanText::IgnoredHint) }</p>
                <ul class="plan-ignored" role="list">{ for list }</ul>
            </>
        },
    )
}
