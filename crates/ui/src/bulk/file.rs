use segflow_web::bulk::{Source, can_pick, dropped, pick};
use wasm_bindgen_futures::spawn_local;
use web_sys::{DragEvent, HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::{
    AttrValue, Callback, Event, Html, MouseEvent, Properties, TargetCast, classes,
    function_component, html, use_node_ref, use_state_eq,
};

use super::how::{Header, How};
use super::look::Look;
use super::model::{ChosenFile, Refused};
use super::page::Bulk;
use crate::icons::{Icon, sign};
use crate::parts::{Button, ButtonKind, Choice, Field, SelectField, Tone, disclosure, notice};
use crate::text::{BulkText, Words, use_words};

/// Properties of [`FileStep`].
#[derive(Clone, PartialEq, Properties)]
pub(super) struct FileStepProps {
    pub(super) bulk: Bulk,
}

/// Choosing a file: dropped, picked or pasted.
#[function_component]
pub(super) fn FileStep(props: &FileStepProps) -> Html {
    let words = use_words();
    let bulk = &props.bulk;
    let model = &bulk.model;
    let input = use_node_ref();
    let paste = use_node_ref();
    let is_over = use_state_eq(|| false);

    let on_chosen = bulk.on(|session, with, source: Source| session.choose(source, with));
    let on_press = {
        let (input, on_chosen) = (input.clone(), on_chosen.clone());
        Callback::from(move |_: MouseEvent| {
            if !can_pick() {
                if let Some(input) = input.cast::<HtmlElement>() {
                    input.click();
                }
                return;
            }
            let on_chosen = on_chosen.clone();
            spawn_local(async move {
                if let Ok(Some(source)) = pick().await {
                    on_chosen.emit(source);
                }
            });
        })
    };
    let onchange = {
        let on_chosen = on_chosen.clone();
        Callback::from(move |event: Event| {
            let input = event.target_unchecked_into::<HtmlInputElement>();
            let file = input.files().and_then(|files| files.get(0));
            // The same file again is a choice as well.
            input.set_value("");
            if let Some(file) = file {
                on_chosen.emit(Source::of_file(file));
            }
        })
    };
    let over = |now: bool| {
        let is_over = is_over.clone();
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            is_over.set(now);
        })
    };
    let ondrop = {
        let (is_over, on_chosen) = (is_over.clone(), on_chosen.clone());
        Callback::from(move |event: DragEvent| {
            event.prevent_default();
            is_over.set(false);
            let Some(data) = event.data_transfer() else {
                return;
            };
            let (dropped, on_chosen) = (dropped(&data), on_chosen.clone());
            spawn_local(async move {
                if let Some(source) = dropped.await {
                    on_chosen.emit(source);
                }
            });
        })
    };
    let on_paste = {
        let (paste, name) = (paste.clone(), words.say(BulkText::PastedName));
        Callback::from(move |_: MouseEvent| {
            let text = paste.cast::<HtmlTextAreaElement>().map(|area| area.value());
            let text = text.filter(|text| !text.trim().is_empty());
            if let Some(Ok(source)) = text.map(|text| Source::of_text(&text, &name)) {
                on_chosen.emit(source);
            }
        })
    };
    let is_resting = model.is_running();
    let wanted = model.wanted();
    let chosen = model.file.as_ref().filter(|_| wanted.is_none());
    let pasting = Field {
        id: AttrValue::Static("bulk-paste"),
        label: words.say(BulkText::PasteLabel),
        hint: Some(words.say(BulkText::PasteHint)),
        ..Field::default()
    };
    let control = pasting.control();
    let area = html! {
        <textarea ref={paste} id={control.id} class="input mono" rows="4" dir="auto"
            aria-describedby={control.described_by} spellcheck="false" autocomplete="off" />
    };
    let said = match wanted {
        Some(saved) => notice(
            Tone::Info,
            words.say(BulkText::ChooseAgain {
                file: &saved.file,
                bytes: saved.file_bytes,
            }),
        ),
        None => Html::default(),
    };
    html! {
        <section class="card bulk-step" aria-labelledby="bulk-file">
            <h2 id="bulk-file" tabindex="-1">{ words.say(BulkText::StepFile) }</h2>
            <div role="status">{ said }</div>
            if let Some(file) = chosen {
                { written(&words, bulk, file) }
            }
            if !is_resting {
                <div class={classes!("drop-box", is_over.then_some("over"))} ondragover={over(true)}
                    ondragleave={over(false)} {ondrop}>
                    { sign(Icon::Form) }
                    <p>{ words.say(BulkText::DropHere) }</p>
                    {
                        Button::new(words.say(match chosen {
                            None => BulkText::ChooseFile,
                            Some(_) => BulkText::ChooseOther,
                        }))
                        .kind(match chosen {
                            None => ButtonKind::Primary,
                            Some(_) => ButtonKind::Secondary,
                        })
                        .on_press(on_press)
                        .view()
                    }
                    <input ref={input} type="file" class="visually-hidden" tabindex="-1"
                        aria-hidden="true" accept=".csv,.tsv,.txt,.json,.jsonl,.ndjson" {onchange} />
                    <p class="muted">{ words.say(BulkText::StaysHere) }</p>
                </div>
                {
                    disclosure(words.say(BulkText::Paste), html! {
                        <div class="stack">
                            { pasting.view(&words, area) }
                            <div>{ Button::new(words.say(BulkText::UsePasted)).on_press(on_paste).view() }</div>
                        </div>
                    })
                }
            }
            <div role="alert">
                if let Some(refused) = &model.refused {
                    { notice(Tone::Error, refused_words(&words, refused)) }
                }
            </div>
        </section>
    }
}

/// Why something was not done, in a sentence.
pub(super) fn refused_words(words: &Words, refused: &Refused) -> AttrValue {
    match refused.code.as_str() {
        "checkpoint_of_other_source" => words.say(BulkText::OtherFile),
        "run_elsewhere" => words.say(BulkText::Elsewhere),
        "reads_status" => words.say(BulkText::ReadsStatus),
        _ => refused.sentence(words),
    }
}

/// Whether the first row names the columns, and what it looks like.
fn first_row(words: &Words, bulk: &Bulk, look: &Look) -> Html {
    let how = bulk.model.how.clone();
    let has_header = how.has_header();
    let onchange = bulk.on(move |session, with, event: Event| {
        let header = match event.target_unchecked_into::<HtmlInputElement>().checked() {
            true => Header::Names,
            false => Header::Row,
        };
        session.tell(how.with_header(header), with);
    });
    let hint = match look.datum.as_deref() {
        Some(cell) => BulkText::LooksLikeData { cell },
        None => BulkText::LooksLikeNames,
    };
    html! {
        <div>
            <label class="tick">
                <input type="checkbox" checked={has_header} aria-describedby="bulk-header-hint"
                    {onchange} />
                { words.say(BulkText::HasHeader) }
            </label>
            <p id="bulk-header-hint" class="field-hint">{ words.say(hint) }</p>
        </div>
    }
}

/// How the file is written, as it was found; a person may say otherwise.
fn written(words: &Words, bulk: &Bulk, file: &ChosenFile) -> Html {
    let model = &bulk.model;
    let told = |change: fn(&mut How, AttrValue)| {
        let how = model.how.clone();
        bulk.on(move |session, with, value: AttrValue| {
            let mut how = how.clone();
            change(&mut how, value);
            session.tell(how, with);
        })
    };
    let on_format = told(|how, value| {
        // Other rows have other columns.
        *how = How {
            format: Some(value.to_string()),
            encoding: how.encoding.clone(),
            ..How::default()
        };
    });
    let on_delimiter = told(|how, value| {
        how.delimiter = Some(value.to_string());
        how.columns = None;
    });
    let on_encoding = told(|how, value| {
        how.encoding = Some(value.to_string());
        how.columns = None;
    });
    let choice = |value: &'static str, label| Choice {
        value: AttrValue::Static(value),
        label: words.say(label),
    };
    let chosen = |value: &Option<String>| AttrValue::from(value.clone().unwrap_or_default());
    let is_csv = model.how.is_csv();
    let format = match is_csv {
        true => AttrValue::Static("csv"),
        false => chosen(&model.how.format),
    };
    let header = model
        .look
        .as_ref()
        .filter(|look| is_csv && !look.columns.is_empty());
    html! {
        <div class="stack">
            <p class="bulk-file">
                <strong dir="auto">{ file.name.clone() }</strong>
                <span class="muted number">{ words.say(BulkText::Size { bytes: file.bytes }) }</span>
                if model.is_looking {
                    <span class="muted">{ words.say(BulkText::Looking) }</span>
                }
            </p>
            if file.again.is_some() {
                <p class="muted">{ words.say(BulkText::RowsAgain) }</p>
            }
            if model.look.is_some() && !model.is_running() {
                <div class="bulk-written">
                    <SelectField id="bulk-format" label={words.say(BulkText::Format)}
                        choices={vec![
                            choice("csv", BulkText::FormatCsv),
                            choice("jsonl", BulkText::FormatLines),
                            choice("json", BulkText::FormatJson),
                        ]}
                        value={format} on_change={on_format} />
                    if is_csv {
                        <SelectField id="bulk-delimiter" label={words.say(BulkText::Delimiter)}
                            choices={vec![
                                choice(",", BulkText::Comma),
                                choice(";", BulkText::Semicolon),
                                choice("\t", BulkText::Tab),
                                choice("|", BulkText::Bar),
                            ]}
                            value={chosen(&model.how.delimiter)} on_change={on_delimiter} />
                    }
                    <SelectField id="bulk-encoding" label={words.say(BulkText::Encoding)}
                        choices={vec![
                            choice("utf-8", BulkText::Utf8),
                            choice("utf-16le", BulkText::Utf16Le),
                            choice("utf-16be", BulkText::Utf16Be),
                            choice("windows-1252", BulkText::Western),
                        ]}
                        value={chosen(&model.how.encoding)} on_change={on_encoding} />
                </div>
                { header.map(|look| first_row(words, bulk, look)).unwrap_or_default() }
            }
        </div>
    }
}
