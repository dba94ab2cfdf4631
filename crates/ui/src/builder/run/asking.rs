use std::rc::Rc;

use segflow_core::document::{FieldId, FormField};
use segflow_core::run::{Event, TaskPath};
use segflow_web::clock;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, NodeRef, Properties, SubmitEvent, function_component,
    html, use_effect_with, use_node_ref, use_state_eq,
};

use super::outcome::told;
use super::typing::Typing;
use crate::builder::context::use_doing;
use crate::builder::focusing::focus_soon;
use crate::builder::questions::{Questions, Secrets, problem_text, question_id};
use crate::icons::Icon;
use crate::model::{AnswerProblem, Answers, Asking, Running, WantedBy};
use crate::parts::{Button, ButtonKind, Dialog, Tone, notice};
use crate::text::{BuilderText, FlowText, Text, Words, use_words};

const SUMMARY: &str = ".error-summary";
const FIRST_QUESTION: &str = ":is(input, select, textarea)";

/// Properties of [`AskingDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct AskingDialogProps {
    pub(crate) running: Rc<Running>,
    /// Has a form answered once more, or not after all, where that is possible.
    pub(crate) on_again: Option<Callback<Option<TaskPath>>>,
}

/// The questions of forms, asked during a run: those side by side below each
/// other. Closing stops the run, unless all were answered before.
#[function_component]
pub(crate) fn AskingDialog(props: &AskingDialogProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let asking = &props.running.asking;
    let title = match asking.as_slice() {
        [only] => only.task.title().to_owned().into(),
        several => words.say(FlowText::SeveralForms {
            count: several.len(),
        }),
    };
    let is_waited_for = asking.iter().any(|form| form.wanted_by == WantedBy::Run);
    let on_again = props.on_again.clone().unwrap_or_default();
    let on_close = if is_waited_for {
        doing.stop.clone()
    } else {
        on_again.reform(|()| None)
    };
    let last = asking.len().saturating_sub(1);
    let run = AttrValue::from(props.running.run.id().to_owned());
    let forms = asking.iter().enumerate().map(|(place, form)| {
        html! {
            <AskedForm key={form.path.to_string()} run={run.clone()} asking={form.clone()} is_first={place == 0}
                is_alone={last == 0} on_close={(place == last).then(|| on_close.clone())}
                on_again={on_again.clone()} />
        }
    });
    html! {
        <Dialog id="run-form" {title} on_close={on_close.clone()}>
            { for forms }
            if props.on_again.is_some() {
                { back(&words, &props.running, &on_again) }
            }
        </Dialog>
    }
}

/// The way back to forms that were answered.
fn back(words: &Words, running: &Running, on_again: &Callback<Option<TaskPath>>) -> Html {
    let forms = running.answered_forms();
    let buttons = forms.iter().map(|form| {
        let path = form.path.clone();
        let form = form.task.title();
        Button::new(words.say(FlowText::AnswerAgainOf { form }))
            .kind(ButtonKind::Quiet)
            .small()
            .on_press(on_again.reform(move |_: MouseEvent| Some(path.clone())))
            .view()
    });
    if forms.is_empty() {
        return Html::default();
    }
    html! {
        <div class="form-actions" role="group" aria-label={words.say(FlowText::Answered)}>
            { for buttons }
        </div>
    }
}

/// Properties of [`AskedForm`].
#[derive(Debug, Clone, PartialEq, Properties)]
struct AskedFormProps {
    /// The run that asks.
    run: AttrValue,
    asking: Asking,
    /// Whether the focus goes to its first question.
    is_first: bool,
    /// Whether its name is that of the dialog.
    is_alone: bool,
    /// Closes the dialog, where there is a button for that.
    on_close: Option<Callback<()>>,
    on_again: Callback<Option<TaskPath>>,
}

/// The questions of one form.
#[function_component]
fn AskedForm(props: &AskedFormProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let form = use_node_ref();
    use_effect_with((), {
        let again = props.asking.wanted_by == WantedBy::Person;
        let (form, is_focused) = (form.clone(), props.is_first || again);
        move |()| {
            if is_focused {
                focus_soon(&form, &[FIRST_QUESTION, "[type=submit]"]);
            }
        }
    });
    let id = format!("ask-{}", props.asking.path).replace('/', "-");
    let task = &props.asking.task;
    let fields: Rc<[FormField]> = task
        .form()
        .map(|form| form.fields.as_slice().into())
        .unwrap_or_else(|| Rc::from([]));
    let typing = Typing {
        drafts: doing.drafts.clone(),
        storage: doing.storage.clone(),
        run: props.run.clone(),
        form: id.clone(),
        fields: Rc::clone(&fields),
        began_with: props.asking.answers.clone(),
    };
    let answers = use_state_eq(|| typing.answers());
    let problems = use_state_eq(Vec::<(FieldId, AnswerProblem)>::new);
    // One that is wrong is told beside its question; several are listed above.
    let is_summed_up = use_state_eq(|| false);

    let on_answer = {
        let (answers, problems) = (answers.clone(), problems.clone());
        let fields = Rc::clone(&fields);
        let typing = typing.clone();
        Callback::from(move |(_, next): (FieldId, Answers)| {
            typing.keep(&next);
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
        let (tell, on_again) = (doing.tell.clone(), props.on_again.clone());
        let (path, wanted_by) = (props.asking.path.clone(), props.asking.wanted_by);
        let (form, id) = (form.clone(), id.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let found = answers.problems(&fields);
            if let Some((first, _)) = found.first() {
                match found.len() {
                    1 => focus_soon(&form, &[&question_selector(&id, first)]),
                    _ => focus_soon(&form, &[SUMMARY]),
                }
                is_summed_up.set(found.len() > 1);
                problems.set(found);
                return;
            }
            typing.sent();
            if wanted_by == WantedBy::Person {
                on_again.emit(None);
            }
            tell.emit(Event::Answered {
                task: path.clone(),
                answers: answers.0.clone(),
                now: clock::now(),
            });
        })
    };
    let problem = props.asking.problem.as_ref();
    let title = (!props.is_alone).then(|| AttrValue::from(format!("{id}-title")));
    let again = props.asking.wanted_by == WantedBy::Person;
    html! {
        <form ref={form.clone()} class="run-form" novalidate=true autocomplete="off"
            aria-labelledby={title.clone()} {onsubmit}>
            if let Some(title) = title {
                <h3 id={title} class="run-form-title" dir="auto">{ task.title().to_owned() }</h3>
            }
            if *is_summed_up && !problems.is_empty() {
                { summary(&words, &form, &id, &fields, &problems) }
            } else if let Some(problem) = problem {
                { notice(Tone::Error, told(&words, problem)) }
            } else if again {
                <p class="muted">{ words.say(FlowText::AnswerAgainHint) }</p>
            }
            if fields.is_empty() {
                <p class="muted">{ words.say(BuilderText::NoQuestions) }</p>
            }
            {
                Questions {
                    id: id.clone().into(),
                    fields: Rc::clone(&fields),
                    answers: (*answers).clone(),
                    problems: (*problems).clone(),
                    secrets: Secrets::Asked,
                    on_answer,
                }
                .view(&words)
            }
            <div class="form-actions">
                if let Some(on_close) = &props.on_close {
                    {
                        Button::new(words.say(Text::Cancel))
                            .kind(ButtonKind::Quiet)
                            .on_press(on_close.reform(|_: MouseEvent| ()))
                            .view()
                    }
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
    }
}

/// Finds the box of a question.
fn question_selector(id: &str, field: &FieldId) -> String {
    format!("#{}", question_id(id, field))
}

/// All that is wrong, above the questions; each leads to its question.
fn summary(
    words: &Words,
    form: &NodeRef,
    form_id: &str,
    fields: &[FormField],
    problems: &[(FieldId, AnswerProblem)],
) -> Html {
    let entries = problems.iter().filter_map(|(id, problem)| {
        let field = fields.iter().find(|field| field.id == *id)?;
        let follow = {
            let (form, selector) = (form.clone(), question_selector(form_id, id));
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
    let title = format!("{form_id}-problems");
    html! {
        <div class="error-summary" role="alert" tabindex="-1" aria-labelledby={title.clone()}>
            <h3 id={title}>{ words.say(BuilderText::ProblemsInForm) }</h3>
            <ul role="list">{ for entries }</ul>
        </div>
    }
}
