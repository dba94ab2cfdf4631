use std::cell::RefCell;
use std::rc::Rc;

use segflow_core::check::Finding;
use segflow_core::condition::Verdict;
use segflow_core::json::Pointer;
use segflow_core::reference::References;
use yew::prelude::{Html, NodeRef, Properties, function_component, html, use_memo, use_node_ref};

use super::clause::press;
use super::editing::{Editing, When};
use super::group::group;
use super::subject::Subjects;
use crate::builder::context::{Builder, Doing, use_doing};
use crate::builder::words::{clauses_words, condition_words};
use crate::icons::{Icon, sign};
use crate::model::{Above, Change, Fields, Group};
use crate::parts::{Button, Tone, notice};
use crate::text::{BuilderText, FlowText, Words, use_words};

/// Properties of [`ConditionsTab`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct ConditionsTabProps {
    pub(in crate::builder) builder: Builder,
}

/// "Activate this task when…": the conditions, and whether they hold for the
/// sample.
#[function_component]
pub(in crate::builder) fn ConditionsTab(props: &ConditionsTabProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let root = use_node_ref();
    let model = &props.builder.model;
    let subjects = use_memo(Above::of(model), |_| {
        Subjects::new(&words, Fields::of(model))
    });
    let chosen = model.selected().cloned();
    let own = use_memo((Above::of(model), chosen), |_| {
        Subjects::new(&words, Fields::with_own(model))
    });
    html! {
        <div class="stack" ref={root.clone()}>
            { condition(&words, &doing, &props.builder, &root, &subjects, When::Activate) }
            { condition(&words, &doing, &props.builder, &root, &own, When::Complete) }
        </div>
    }
}

/// One of the task's conditions: in a sentence, as a tree, and what it comes to.
fn condition(
    words: &Words,
    doing: &Doing,
    builder: &Builder,
    root: &NodeRef,
    subjects: &Rc<Subjects>,
    when: When,
) -> Html {
    let model = &builder.model;
    let workflow = model.workflow();
    let Some(task) = model.selected() else {
        return Html::default();
    };
    let at = Pointer::root().key(when.key());
    let findings = builder.checked.within(&task.id, &at);
    let place = workflow.position(&task.id).unwrap_or_default();
    let compiled = model.flow().tasks().get(place);
    let program = compiled.and_then(|compiled| match when {
        When::Activate => compiled.activate_when.as_ref(),
        When::Complete => compiled.complete_when.as_ref(),
    });
    let judged = builder.checked.judged(place, program);
    let (verdict, clauses) = judged.map_or((None, Vec::new()), |(verdict, clauses)| {
        (Some(verdict), clauses)
    });
    let saved = when.of(task);
    let tree = Rc::new(Group::of(saved));
    let sample = model.sample().map(|sample| sample.name.clone());
    let editing = Editing {
        words,
        doing,
        root,
        workflow,
        task,
        when,
        tree: Rc::clone(&tree),
        subjects: Rc::clone(subjects),
        sample: sample.unwrap_or_default().into(),
        clauses: RefCell::new(clauses.into_iter()),
        findings,
    };
    let (title, hint) = match when {
        When::Activate => (
            BuilderText::ActivateWhen,
            saved.is_none().then_some(BuilderText::NoConditions),
        ),
        When::Complete => (BuilderText::CompleteWhen, None),
    };
    let hint = match (when, task.form()) {
        (When::Activate, _) => hint.map(|hint| words.say(hint)),
        (When::Complete, Some(_)) => Some(words.say(FlowText::CompleteForm)),
        (When::Complete, None) => Some(words.say(FlowText::CompleteTask)),
    };
    let references = References::of(workflow, &task.id);
    let references = match when {
        When::Activate => references,
        When::Complete => references.with_own(),
    };
    let sentence = saved.map(|saved| {
        words.say(BuilderText::OnlyWhen {
            condition: &condition_words(words, saved, &references),
        })
    });
    let add = match when {
        When::Activate => words.say(BuilderText::AddFirstCondition),
        When::Complete => words.say(FlowText::AddFirstComplete),
    };
    let title_id = format!("{}-title", when.key());
    // Of what is half done nothing can be told yet.
    let verdict = verdict.filter(|_| !editing.findings.iter().any(Finding::blocks));
    html! {
        <div class="section" role="group" aria-labelledby={title_id.clone()}>
            <h3 id={title_id}>{ words.say(title) }</h3>
            if let Some(hint) = hint {
                <p class="section-hint">{ hint }</p>
            }
            if let Some(sentence) = sentence {
                <p class="condition-sentence" dir="auto">{ sentence }</p>
            }
            if tree.parts.is_empty() {
                <div>
                    {
                        Button::new(add)
                            .class(when.add_class())
                            .icon(Icon::Add)
                            .small()
                            .on_press(press(&editing.act(&[], Change::Add(editing.new_test()))))
                            .view()
                    }
                </div>
            } else {
                <div class="clauses">{ group(&editing, &[], &tree, &at) }</div>
            }
            { for whole(&editing, &at) }
            if let Some(verdict) = verdict {
                { verdict_line(words, when, &verdict, &editing.sample) }
            }
        </div>
    }
}

/// What is found about the condition as a whole.
fn whole(editing: &Editing<'_>, at: &Pointer) -> impl Iterator<Item = Html> {
    let found = editing.findings.iter().filter(|found| found.at == *at);
    let told: Vec<Html> = found
        .map(|found| {
            let tone = if found.blocks() {
                Tone::Error
            } else {
                Tone::Warning
            };
            notice(tone, editing.words.say(&found.problem))
        })
        .collect();
    told.into_iter()
}

/// Whether the condition holds for the sample, and because of what.
fn verdict_line(words: &Words, when: When, verdict: &Verdict, sample: &str) -> Html {
    let (icon, text) = match (verdict.holds, when) {
        (true, When::Activate) => (Icon::Check, BuilderText::ActivatedFor { sample }),
        (false, When::Activate) => (Icon::Dash, BuilderText::SkippedFor { sample }),
        (true, When::Complete) => (Icon::Check, BuilderText::CompleteFor { sample }),
        (false, When::Complete) => (Icon::Dash, BuilderText::NotCompleteFor { sample }),
    };
    html! {
        <p class="verdict" role="status" data-holds={verdict.holds.to_string()}>
            { sign(icon) }
            <span>
                <strong>{ words.say(text) }</strong>
                { " " }
                { clauses_words(words, &verdict.deciding) }
            </span>
        </p>
    }
}
