use std::rc::Rc;

use segflow_core::document::{FieldId, FormField};
use segflow_core::run::Event;
use segflow_web::clock;
use yew::prelude::{
    Callback, Html, MouseEvent, NodeRef, Properties, SubmitEvent, function_component, html,
    use_effect_with, use_node_ref, use_state_eq,
};

use crate::builder::context::use_doing;
use crate::builder::focusing::focus_soon;
use crate::builder::questions::{Questions, Secrets, problem_text, question_id};
use crate::icons::Icon;
use crate::model::{AnswerProblem, Answers, Asking, Running};
use crate::parts::{Button, ButtonKind, Dialog, Tone, notice};
use crate::text::{BuilderText, Text, Words, use_words};

const ID: &str = "ask";
const SUMMARY: &str = ".error-summary";
const FIRST_QUESTION: &str = ":is(input, select, textarea)";

/// Properties of [`AskingDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct AskingDialogProps {
    pub(crate) running: Rc<Running>,
    pub(crate) asking: Asking,
}

/// The questions of a form, asked during a run. Closing stops the run.
#[function_component]
pub(crate) fn AskingDialog(props: &AskingDialogProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let form = use_node_ref();
    use_effect_with((), {
        let form = form.clone();
        move |()| focus_soon(&form, &[FIRST_QUESTION, "[type=submit]"])
    });
    let answers = use_state_eq(|| Answers(props.asking.answers.clone()));
    let problems = use_state_eq(Vec::<(FieldId, AnswerProblem)>::new);
    // One that is wrong is told beside its question; several are listed above.
    let is_summed_up = use_state_eq(|| false);
    let task = props
        .running
        .run
        .flow()
        .workflow()
        .task(&props.asking.task)
        .cloned();
    let fields: Rc<[FormField]> = task
        .as_ref()
        .and_then(|task| task.form())
        .map(|form| form.fields.as_slice().into())
        .unwrap_or_else(|| Rc::from([]));

    let on_answer = {
        let (answers, problems) = (answers.clone(), problems.clone());
        let fields = Rc::clone(&fields);
        Callback::from(move |(_, next): (FieldId, Answers)| {
            // What was complained of is forgiven as soon as it is mended.
            if !problems.is_empty() {
                let left = next.problems(&fields);
                let before = problems.iter().filter(|problem| left.contains(problem));
                problems.set(before.cloned().collect());
            }
            answers.set(next);
        })
    };
    let onsubmit = {
        let (answers, problems) = (answers.clone(), problems.clone());
        let is_summed_up = is_summed_up.clone();
        let fields = Rc::clone(&fields);
        let tell = doing.tell.clone();
        let form = form.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let found = answers.problems(&fields);
            if let Some((first, _)) = found.first() {
                match found.len() {
                    1 => focus_soon(&form, &[&question_selector(first)]),
                    _ => focus_soon(&form, &[SUMMARY]),
                }
                is_summed_up.set(found.len() > 1);
                problems.set(found);
                return;
            }
            tell.emit(Event::Answered {
                answers: answers.0.clone(),
                now: clock::now(),
            });
        })
    };
    let title = task
        .as_ref()
        .map(|task| task.title().to_owned())
        .unwrap_or_default();
    html! {
        <Dialog id="run-form" {title} on_close={doing.stop.clone()}>
            <form ref={form.clone()} class="run-form" novalidate=true autocomplete="off" {onsubmit}>
                if *is_summed_up && !problems.is_empty() {
                    { summary(&words, &form, &fields, &problems) }
                } else if let Some(problem) = &props.asking.problem {
                    { notice(Tone::Error, problem.to_string().into()) }
                }
                if fields.is_empty() {
                    <p class="muted">{ words.say(BuilderText::NoQuestions) }</p>
                }
                {
                    Questions {
                        id: ID.into(),
                        fields: Rc::clone(&fields),
                        answers: (*answers).clone(),
                        problems: (*problems).clone(),
                        secrets: Secrets::Asked,
                        on_answer,
                    }
                    .view(&words)
                }
                <div class="form-actions">
                    {
                        Button::new(words.say(Text::Cancel))
                            .kind(ButtonKind::Quiet)
                            .on_press(doing.stop.reform(|_: MouseEvent| ()))
                            .view()
                    }
                    {
                        Button::new(words.say(BuilderText::Continue))
                            .icon(Icon::Play)
                            .kind(ButtonKind::Primary)
                            .submit()
                            .view()
                    }
                </div>
            </form>
        </Dialog>
    }
}

/// Finds the box of a question.
fn question_selector(field: &FieldId) -> String {
    format!("#{}", question_id(ID, field))
}

/// All that is wrong, above the questions; each leads to its question.
fn summary(
    words: &Words,
    form: &NodeRef,
    fields: &[FormField],
    problems: &[(FieldId, AnswerProblem)],
) -> Html {
    let entries = problems.iter().filter_map(|(id, problem)| {
        let field = fields.iter().find(|field| field.id == *id)?;
        let follow = {
            let (form, selector) = (form.clone(), question_selector(id));
            Callback::from(move |_: MouseEvent| focus_soon(&form, &[&selector]))
        };
        let told = words.say(BuilderText::ProblemOf {
            field: field.title(),
            problem: &words.say(problem_text(*problem)),
        });
        Some(html! {
            <li>
                <button type="button" class="found-link" onclick={follow}>{ told }</button>
            </li>
        })
    });
    html! {
        <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="ask-problems">
            <h3 id="ask-problems">{ words.say(BuilderText::ProblemsInForm) }</h3>
            <ul role="list">{ for entries }</ul>
        </div>
    }
}
