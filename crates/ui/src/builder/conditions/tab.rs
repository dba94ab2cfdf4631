use std::rc::Rc;

use segflow_core::check::Finding;
use segflow_core::condition::{Condition, Operand, Operator, Test, Verdict};
use segflow_core::edit::Edit;
use segflow_core::json::{Pointer, Value};
use segflow_core::reference::References;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_memo,
    use_node_ref,
};

use super::clause::ClauseRow;
use crate::builder::context::{Builder, use_doing};
use crate::builder::focusing::focus_soon;
use crate::builder::words::{clauses_words, condition_words};
use crate::icons::{Icon, sign};
use crate::model::{Action, ClauseList, Join, Part, field_options};
use crate::parts::{Button, Choice, SelectField, Tone, notice};
use crate::text::{BuilderText, Words, use_words};

/// Properties of [`ConditionsTab`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct ConditionsTabProps {
    pub(in crate::builder) builder: Builder,
}

/// "Activate this task when…": the clauses, and whether they hold for the
/// sample.
#[function_component]
pub(in crate::builder) fn ConditionsTab(props: &ConditionsTabProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let root = use_node_ref();
    let builder = &props.builder;
    let model = &builder.model;
    let task = model.selected().cloned();
    let options = use_memo(
        (model.workflow().clone(), model.record(), task.clone()),
        |(workflow, record, task)| {
            task.as_ref()
                .map(|task| field_options(workflow, &task.id, record))
                .unwrap_or_default()
        },
    );
    let Some(task) = task else {
        return Html::default();
    };
    let at = Pointer::root().key("activateWhen");
    let list = Rc::new(ClauseList::of(task.activate_when.as_ref(), &at));
    let findings = builder.checked.within(&task.id, &at);
    let references = References::of(model.workflow(), &task.id);
    let set = |control: Option<String>| {
        let task = task.id.clone();
        move |list: ClauseList| {
            let edit = Edit::SetActivateWhen {
                task: task.clone(),
                condition: list.condition(),
            };
            match &control {
                Some(control) => Action::Typed {
                    control: control.clone(),
                    edit,
                },
                None => Action::Edited(edit),
            }
        }
    };
    let on_add = {
        let list = Rc::clone(&list);
        let root = root.clone();
        let subject = options.first().map(|option| option.path.clone());
        doing.act.reform(set(None)).reform(move |_: MouseEvent| {
            let field = subject.clone().unwrap_or_default();
            focus_soon(&root, &[&format!("#clause-{}-field", list.parts.len())]);
            let test = Test {
                operand: Operand::Absent,
                ..Test::new(field, Operator::Is, Value::Null)
            };
            (*list).clone().with(test)
        })
    };
    let on_join = {
        let list = Rc::clone(&list);
        doing.act.reform(set(None)).reform(move |name: AttrValue| {
            let join = if name == "any" { Join::Any } else { Join::All };
            (*list).clone().joined(join)
        })
    };
    let parts = list.parts.iter().enumerate().map(|(place, (at, part))| {
        let on_remove = {
            let list = Rc::clone(&list);
            let root = root.clone();
            doing.act.reform(set(None)).reform(move |()| {
                let next = format!("#clause-{place}-field");
                focus_soon(&root, &[&next, ".clauses-add"]);
                (*list).clone().without(place)
            })
        };
        let told: Vec<Finding> = findings
            .iter()
            .filter(|found| at.contains(&found.at))
            .cloned()
            .collect();
        match part {
            Part::Test(test) => {
                let change = |control: Option<String>| {
                    let list = Rc::clone(&list);
                    doing
                        .act
                        .reform(set(control))
                        .reform(move |test: Test| (*list).clone().changed(place, test))
                };
                ClauseRow {
                    place,
                    test: test.clone(),
                    at: at.to_string().into(),
                    options: Rc::clone(&options),
                    findings: told,
                    on_change: change(None),
                    on_typed: change(Some(format!("clause-{place}-value"))),
                    on_remove,
                }
                .view(&words)
            }
            Part::Kept(condition) => KeptPart {
                place,
                said: condition_words(&words, condition, &references),
                unreadable: matches!(condition, Condition::Unreadable(_)),
                findings: told,
                on_remove,
            }
            .view(&words),
        }
    });
    let add = if list.parts.is_empty() {
        BuilderText::AddFirstCondition
    } else {
        BuilderText::AddCondition
    };
    let join = match list.join {
        Join::All => "all",
        Join::Any => "any",
    };
    let preview = builder.checked.preview(&task.id);
    let verdict = preview
        .and_then(|preview| preview.verdict.clone())
        // Of what is half done nothing can be told yet.
        .filter(|_| builder.checked.has_sample() && !findings.iter().any(Finding::blocks));
    let whole = findings
        .iter()
        .filter(|found| found.at == at && list.parts.iter().all(|(place, _)| *place != at))
        .map(|found| {
            let tone = if found.blocks() {
                Tone::Error
            } else {
                Tone::Warning
            };
            notice(tone, found.to_string().into())
        });
    let sample = model.sample().map(|sample| sample.name.clone());
    html! {
        <div class="stack" ref={root.clone()}>
            <div class="section" role="group" aria-labelledby="conditions-title">
                <h3 id="conditions-title">{ words.say(BuilderText::ActivateWhen) }</h3>
                if list.parts.is_empty() {
                    <p class="section-hint">{ words.say(BuilderText::NoConditions) }</p>
                }
                if !list.parts.is_empty() {
                    <div class="clauses">
                        if list.parts.len() > 1 {
                            <div class="clauses-head">
                                <SelectField id="clauses-join" label={words.say(BuilderText::Join)}
                                    label_hidden=true value={join} on_change={on_join}
                                    choices={vec![
                                        Choice { value: "all".into(), label: words.say(BuilderText::JoinAll) },
                                        Choice { value: "any".into(), label: words.say(BuilderText::JoinAny) },
                                    ]} />
                            </div>
                        }
                        { for parts }
                    </div>
                }
                <div>
                    {
                        Button::new(words.say(add))
                            .class("clauses-add")
                            .icon(Icon::Add)
                            .small()
                            .on_press(on_add)
                            .view()
                    }
                </div>
                { for whole }
                if let Some(verdict) = verdict {
                    { verdict_line(&words, &verdict, &sample.unwrap_or_default()) }
                }
            </div>
            if let Some(condition) = &task.complete_when {
                <div class="section">
                    <h3>{ words.say(BuilderText::CompleteWhen) }</h3>
                    <p>{ condition_words(&words, condition, &references) }</p>
                </div>
            }
        </div>
    }
}

/// Whether the task would be activated for the sample, and because of what.
fn verdict_line(words: &Words, verdict: &Verdict, sample: &str) -> Html {
    let (icon, text) = if verdict.holds {
        (Icon::Check, BuilderText::ActivatedFor { sample })
    } else {
        (Icon::Dash, BuilderText::SkippedFor { sample })
    };
    html! {
        <p class="verdict" role="status">
            { sign(icon) }
            <span>
                <strong>{ words.say(text) }</strong>
                { " " }
                { clauses_words(words, &verdict.deciding) }
            </span>
        </p>
    }
}

/// A group, a negation, or something unreadable: shown in words and kept.
#[derive(Debug, Clone, PartialEq)]
struct KeptPart {
    place: usize,
    said: String,
    unreadable: bool,
    findings: Vec<Finding>,
    on_remove: Callback<()>,
}

impl KeptPart {
    /// The part as it is drawn.
    fn view(&self, words: &Words) -> Html {
        let number = self.place + 1;
        html! {
            <div key={self.place} class="clause kept">
                <div class="clause-kept">
                    if self.unreadable {
                        <code>{ self.said.clone() }</code>
                    } else {
                        <p>{ self.said.clone() }</p>
                    }
                    {
                        for self.findings
                            .iter()
                            .map(|found| notice(Tone::Error, found.to_string().into()))
                    }
                </div>
                <div class="clause-end">
                    {
                        Button::sign_only(Icon::Trash, words.say(BuilderText::RemoveCondition { number }))
                            .on_press(self.on_remove.reform(|_: MouseEvent| ()))
                            .view()
                    }
                </div>
            </div>
        }
    }
}
