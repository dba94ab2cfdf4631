use segflow_core::plan::ImportedPlan;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{File, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::{
    AttrValue, Callback, Event, Html, InputEvent, MouseEvent, Properties, TargetCast, classes,
    function_component, html, use_node_ref, use_state_eq,
};

use crate::builder::focusing::focus_soon;
use crate::icons::{Icon, sign};
use crate::importing::{chosen, use_dropping};
use crate::model::{MAX_PLAN_BYTES, PlanProblem, read_plan};
use crate::parts::{Button, Field, Tone, disclosure, notice};
use crate::text::{PlanText, Words, use_words};

/// Properties of [`Importing`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct ImportingProps {
    pub(super) on_import: Callback<ImportedPlan>,
}

/// Takes a tracking plan over: a file that is chosen or dropped, or a text that
/// is pasted.
#[function_component]
pub(super) fn Importing(props: &ImportingProps) -> Html {
    let words = use_words();
    let root = use_node_ref();
    let input = use_node_ref();
    let pasted = use_state_eq(String::new);
    let problem = use_state_eq(|| None::<PlanProblem>);

    let take = {
        let (problem, on_import, root) = (problem.clone(), props.on_import.clone(), root.clone());
        Callback::from(move |text: Result<String, PlanProblem>| {
            match text.and_then(|text| read_plan(&text)) {
                Ok(imported) => on_import.emit(imported),
                Err(found) => {
                    problem.set(Some(found));
                    focus_soon(&root, &["button"]);
                }
            }
        })
    };
    // A workflow has one plan.
    let on_files = {
        let take = take.clone();
        Callback::from(move |files: Vec<File>| {
            if let Some(file) = files.into_iter().next() {
                let take = take.clone();
                spawn_local(async move { take.emit(text_of(&file).await) });
            }
        })
    };
    let (is_over, dropping) = use_dropping(&on_files);
    let onchange = Callback::from(move |event: Event| {
        let input: HtmlInputElement = event.target_unchecked_into();
        let files = input.files().map(|files| chosen(&files));
        // Chosen again, the same file is read again.
        input.set_value("");
        on_files.emit(files.unwrap_or_default());
    });
    let on_choose = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlInputElement>() {
                input.click();
            }
        })
    };
    let oninput = {
        let (pasted, problem) = (pasted.clone(), problem.clone());
        Callback::from(move |event: InputEvent| {
            problem.set(None);
            pasted.set(event.target_unchecked_into::<HtmlTextAreaElement>().value());
        })
    };
    let on_use = {
        let pasted = pasted.clone();
        Callback::from(move |_: MouseEvent| take.emit(Ok((*pasted).clone())))
    };
    let told = problem
        .as_ref()
        .map(|problem| notice(Tone::Error, sentence(&words, problem)));
    let field = Field {
        id: AttrValue::Static("plan-paste"),
        label: words.say(PlanText::PasteLabel),
        hint: Some(words.say(PlanText::PasteHint)),
        ..Field::default()
    };
    let control = field.control();
    let area = html! {
        <textarea id={control.id} class="input mono" rows="6" dir="auto" value={(*pasted).clone()}
            aria-describedby={control.described_by} spellcheck="false" autocomplete="off" {oninput} />
    };
    html! {
        <div ref={root} class="stack plan-import">
            <div>{ told.unwrap_or_default() }</div>
            <div class={classes!("drop-box", is_over.then_some("over"))} ondragenter={dropping.enter}
                ondragover={dropping.over} ondragleave={dropping.leave} ondrop={dropping.drop}>
                { sign(Icon::Form) }
                <p>{ words.say(PlanText::DropHere) }</p>
                { Button::new(words.say(PlanText::ChooseFile)).on_press(on_choose).view() }
                <input ref={input} type="file" class="visually-hidden" tabindex="-1"
                    aria-hidden="true" accept=".json,application/json" {onchange} />
                <p class="field-hint">{ words.say(PlanText::Formats) }</p>
            </div>
            {
                disclosure(words.say(PlanText::Paste), html! {
                    <div class="stack">
                        { field.view(&words, area) }
                        <div>{ Button::new(words.say(PlanText::UsePasted)).on_press(on_use).view() }</div>
                    </div>
                })
            }
        </div>
    }
}

fn sentence(words: &Words, problem: &PlanProblem) -> AttrValue {
    match problem {
        PlanProblem::TooLarge => words.say(PlanText::TooLarge),
        PlanProblem::NotRead => words.say(PlanText::NotRead),
        PlanProblem::NoJson(error) => words.say(PlanText::NoJson {
            reason: &words.say(error),
        }),
        PlanProblem::NoPlan => words.say(PlanText::NoRules),
    }
}

/// What is in a file, if it is no larger than a plan may be.
async fn text_of(file: &File) -> Result<String, PlanProblem> {
    if file.size() > MAX_PLAN_BYTES as f64 {
        return Err(PlanProblem::TooLarge);
    }
    let text = JsFuture::from(file.text()).await;
    let text = text.ok().and_then(|text| text.as_string());
    text.ok_or(PlanProblem::NotRead)
}
