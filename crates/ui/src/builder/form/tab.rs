use std::rc::Rc;

use segflow_core::document::FormField;
use segflow_core::edit::Edit;
use yew::prelude::{Callback, Html, Properties, function_component, html, use_node_ref};

use super::field_row::FieldRow;
use super::new_field::NewField;
use crate::builder::context::{Builder, use_doing};
use crate::builder::focusing::focus_soon;
use crate::model::Action;
use crate::parts::{Tone, notice};
use crate::text::{BuilderText, use_words};

/// Properties of [`FormTab`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct FormTabProps {
    pub(in crate::builder) builder: Builder,
}

/// The questions of the chosen form.
#[function_component]
pub(in crate::builder) fn FormTab(props: &FormTabProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let root = use_node_ref();
    let builder = &props.builder;
    let Some((task, form)) = builder
        .model
        .selected()
        .and_then(|task| Some((task.id.clone(), task.form()?)))
    else {
        return Html::default();
    };
    let fields: Rc<[FormField]> = form.fields.as_slice().into();
    let last = fields.len().saturating_sub(1);
    let set = {
        let task = task.clone();
        move |fields: Vec<FormField>| Edit::SetFormFields {
            task: task.clone(),
            fields,
        }
    };
    let rows = fields.iter().enumerate().map(|(place, field)| {
        // Each way to change the list makes a new one out of what is there.
        let changing = {
            let fields = Rc::clone(&fields);
            move |change: &dyn Fn(&mut Vec<FormField>)| {
                let mut next = fields.to_vec();
                change(&mut next);
                next
            }
        };
        let replace = |control: Option<String>| {
            let changing = changing.clone();
            let set = set.clone();
            doing.act.reform(move |field: FormField| {
                let edit = set(changing(&|fields| {
                    if let Some(there) = fields.get_mut(place) {
                        *there = field.clone();
                    }
                }));
                match &control {
                    Some(control) => Action::Typed {
                        control: control.clone(),
                        edit,
                    },
                    None => Action::Edited(edit),
                }
            })
        };
        let on_move = {
            let changing = changing.clone();
            let set = set.clone();
            let (root, id) = (root.clone(), field.id.clone());
            doing.act.reform(move |to: usize| {
                // What was drawn elsewhere has lost the focus.
                let button = if to < place { "up" } else { "down" };
                focus_soon(&root, &[&format!("#form-{id}-{button}")]);
                Action::Edited(set(changing(&|fields| {
                    if place < fields.len() && to < fields.len() {
                        let field = fields.remove(place);
                        fields.insert(to, field);
                    }
                })))
            })
        };
        let on_remove = {
            let task = task.clone();
            let root = root.clone();
            doing.act.reform(move |()| {
                let next = format!(".question:nth-child({}) input", place + 1);
                focus_soon(&root, &[&format!(".questions > {next}"), "#new-question"]);
                Action::QuestionRemoved {
                    task: task.clone(),
                    place,
                }
            })
        };
        FieldRow {
            builder: builder.clone(),
            task: task.clone(),
            field: field.clone(),
            place,
            last,
            on_change: replace(None),
            on_typed: replace(Some(format!("form-{}", field.id))),
            on_move,
            on_remove,
        }
        .view(&words)
    });
    let on_add: Callback<FormField> = {
        let fields = Rc::clone(&fields);
        let set = set.clone();
        doing.act.reform(move |field: FormField| {
            let mut next = fields.to_vec();
            next.push(field);
            Action::Edited(set(next))
        })
    };
    let findings = builder.checked.findings(&task);
    html! {
        <div class="stack" ref={root.clone()}>
            { for findings.iter().map(|found| {
                let tone = if found.blocks() { Tone::Error } else { Tone::Warning };
                notice(tone, words.say(BuilderText::InSample { sentence: &words.say(&found.problem) }))
            }) }
            <div class="section" role="group" aria-labelledby="questions-title">
                <h3 id="questions-title">{ words.say(BuilderText::QuestionsTitle) }</h3>
                if fields.is_empty() {
                    <p class="section-hint">{ words.say(BuilderText::NoQuestions) }</p>
                } else {
                    <ol class="questions" role="list">{ for rows }</ol>
                }
            </div>
            <NewField form={form.clone()} {on_add} />
        </div>
    }
}
