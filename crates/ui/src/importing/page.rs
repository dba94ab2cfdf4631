use std::rc::Rc;

use segflow_web::storage::Storage;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{Event, File, HtmlElement, HtmlInputElement, HtmlTextAreaElement, InputEvent};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, TargetCast, classes, function_component,
    html, use_callback, use_effect_with, use_node_ref, use_reducer,
};

use super::card::{card, refused};
use super::dropping::{chosen, use_dropping};
use super::model::{Action, MOST_BYTES, Model};
use super::origin::{Origin, add};
use crate::device::Device;
use crate::icons::{Icon, sign};
use crate::parts::{Button, ButtonKind, Field, Tone, notice};
use crate::shell::PageHeading;
use crate::text::{ImportText, Text, Words, use_words};

/// Properties of [`import_page`](super::import_page).
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ImportPageProps {
    /// Where workflows are kept.
    pub device: Rc<Device>,
    /// Files that were dropped elsewhere, to begin with.
    pub files: Vec<File>,
    /// The workflow of that id was added and is to be opened.
    pub on_open: Callback<AttrValue>,
    /// Several were added: the list is to be shown.
    pub on_home: Callback<()>,
}

/// Imports workflows: shows what becomes of each file first.
#[function_component]
pub(super) fn ImportPage(props: &ImportPageProps) -> Html {
    let words = use_words();
    let model = use_reducer(Model::default);
    let act = use_callback(model.dispatcher(), |action: Action, model| {
        model.dispatch(action);
    });
    let on_files = use_callback(act.clone(), |files: Vec<File>, act| read(act, files));
    use_effect_with((), {
        let (on_files, files) = (on_files.clone(), props.files.clone());
        move |()| {
            if !files.is_empty() {
                on_files.emit(files);
            }
        }
    });
    let (is_over, dropping) = use_dropping(&on_files);
    let input = use_node_ref();
    let on_press = {
        let input = input.clone();
        Callback::from(move |_: MouseEvent| {
            if let Some(input) = input.cast::<HtmlElement>() {
                input.click();
            }
        })
    };
    let onchange = Callback::from(move |event: Event| {
        let input = event.target_unchecked_into::<HtmlInputElement>();
        let files = input.files().map(|files| chosen(&files));
        // The same file again is a choice as well.
        input.set_value("");
        on_files.emit(files.unwrap_or_default());
    });
    html! {
        <div class="page-column stack import" ondragenter={dropping.enter} ondragover={dropping.over}
            ondragleave={dropping.leave} ondrop={dropping.drop}>
            <div class="bulk-head">
                <PageHeading title={words.say(ImportText::Title)} />
                <p class="muted">{ words.say(ImportText::Explained) }</p>
            </div>
            <section class="card bulk-step" aria-label={words.say(ImportText::Files)}>
                <div class={classes!("drop-box", is_over.then_some("over"))}>
                    { sign(Icon::Form) }
                    <p>{ words.say(ImportText::DropHere) }</p>
                    {
                        Button::new(words.say(ImportText::ChooseFiles))
                            .kind(match model.found.is_empty() {
                                true => ButtonKind::Primary,
                                false => ButtonKind::Secondary,
                            })
                            .on_press(on_press)
                            .view()
                    }
                    <input ref={input} type="file" multiple=true class="visually-hidden" tabindex="-1"
                        aria-hidden="true" accept=".json,application/json" {onchange} />
                    <p class="muted">{ words.say(ImportText::StaysHere) }</p>
                </div>
                { pasting(&words, &model, &act) }
            </section>
            <p class="visually-hidden" role="status">{ counted(&words, &model) }</p>
            { found(&words, &model, &act) }
            { adding(&words, props, &model, &act) }
        </div>
    }
}

/// Reads files one by one; those too large not at all.
fn read(act: &Callback<Action>, files: Vec<File>) {
    act.emit(Action::Chosen(files.len()));
    let act = act.clone();
    spawn_local(async move {
        for file in files {
            let name = file.name();
            #[allow(clippy::cast_precision_loss, reason = "it is two million")]
            if file.size() > MOST_BYTES as f64 {
                act.emit(Action::TooLarge(name));
                continue;
            }
            let text = JsFuture::from(file.text()).await;
            act.emit(Action::Read(
                name,
                text.ok().and_then(|text| text.as_string()),
            ));
        }
    });
}

fn pasting(words: &Words, model: &Model, act: &Callback<Action>) -> Html {
    let field = Field {
        id: AttrValue::Static("import-paste"),
        label: words.say(ImportText::Paste),
        hint: Some(words.say(ImportText::PasteHint)),
        error: model
            .problem
            .as_ref()
            .map(|problem| refused(words, problem)),
        ..Field::default()
    };
    let control = field.control();
    let oninput = act.reform(|event: InputEvent| {
        Action::Typed(event.target_unchecked_into::<HtmlTextAreaElement>().value())
    });
    let area = html! {
        <textarea id={control.id} class="input mono" rows="4" dir="auto" spellcheck="false"
            autocomplete="off" value={model.pasted.clone()} aria-describedby={control.described_by}
            aria-invalid={control.invalid} {oninput} />
    };
    html! {
        <div class="import-paste">
            { field.view(words, area) }
            <div>
                {
                    Button::new(words.say(ImportText::UsePasted))
                        .disabled(model.pasted.trim().is_empty())
                        .on_press(act.reform(|_: MouseEvent| Action::Pasted))
                        .view()
                }
            </div>
        </div>
    }
}

/// What was found, for those who hear the page.
fn counted(words: &Words, model: &Model) -> AttrValue {
    if model.found.is_empty() || model.coming > 0 {
        return AttrValue::default();
    }
    let count = model.ready().len();
    let refused = model.found.len().saturating_sub(count);
    words.say(ImportText::Found { count, refused })
}

fn found(words: &Words, model: &Model, act: &Callback<Action>) -> Html {
    if model.found.is_empty() {
        return Html::default();
    }
    let on_drop = act.reform(Action::Dropped);
    html! {
        <ul class="import-found" role="list" aria-label={words.say(ImportText::FoundTitle)}>
            { for model.found.iter().map(|found| card(words, found, &on_drop)) }
        </ul>
    }
}

fn adding(words: &Words, props: &ImportPageProps, model: &Model, act: &Callback<Action>) -> Html {
    let count = model.ready().len();
    let on_add = {
        let (words, props) = (*words, props.clone());
        let (model, act) = (model.clone(), act.clone());
        Callback::from(move |_: MouseEvent| {
            act.emit(Action::Adding);
            let (props, model, act) = (props.clone(), model.clone(), act.clone());
            spawn_local(async move {
                match add_all(&props.device.storage, &model, &act).await {
                    Ok(ids) => match ids.as_slice() {
                        [id] => props.on_open.emit(id.clone().into()),
                        _ => props.on_home.emit(()),
                    },
                    Err(error) => act.emit(Action::Refused(words.say(&error))),
                }
            });
        })
    };
    html! {
        <>
            if let Some(reason) = &model.refused {
                { notice(Tone::Error, words.say(Text::NotDone {
                    reason: &words.say(Text::Because { reason }),
                })) }
            }
            if count > 0 {
                <div class="import-add">
                    <p class="muted">{ words.say(ImportText::Unconfirmed) }</p>
                    {
                        Button::new(words.say(ImportText::Add { count }))
                            .icon(Icon::Add)
                            .kind(ButtonKind::Primary)
                            .busy(model.is_adding)
                            .on_press(on_add)
                            .view()
                    }
                </div>
            }
        </>
    }
}

/// Adds all that were found. The last of them is the first of the list then, so
/// they go in from behind. Where one cannot be kept, those before are not found
/// any more: nothing is added twice.
async fn add_all(
    storage: &Storage,
    model: &Model,
    act: &Callback<Action>,
) -> Result<Vec<String>, segflow_web::Error> {
    let mut ids = Vec::new();
    for found in model.found.iter().rev() {
        if let Ok(imported) = &found.outcome {
            ids.push(add(storage, imported.workflow.clone(), Origin::Foreign).await?);
            act.emit(Action::Dropped(found.number));
        }
    }
    Ok(ids)
}
