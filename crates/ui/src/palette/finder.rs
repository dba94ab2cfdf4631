use gloo_timers::callback::Timeout;
use segflow_core::document::Workflow;
use segflow_web::storage::Storage;
use wasm_bindgen_futures::spawn_local;
use web_sys::{HtmlInputElement, InputEvent, KeyboardEvent};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, TargetCast, function_component, html,
    use_effect_with, use_node_ref, use_state, use_state_eq,
};

use super::ranking::ranked;
use super::{Command, Door, Outline};
use crate::icons::{Icon, sign};
use crate::parts::{Dialog, copy};
use crate::text::{PaletteText, Text, Words, use_words};

/// How many entries are shown: whoever wants others types on.
const SHOWN: usize = 60;

/// Properties of [`Palette`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PaletteProps {
    /// The builder that is open, if one is.
    #[prop_or_default]
    pub outline: Option<Outline>,
    /// Tells it what to do.
    #[prop_or_default]
    pub on_command: Callback<Command>,
    /// Other pages, and what can be done everywhere.
    #[prop_or_default]
    pub doors: Vec<Door>,
    /// Where other workflows are kept, if one can go there.
    #[prop_or_default]
    pub storage: Option<Storage>,
    /// Opens the workflow of that id.
    #[prop_or_default]
    pub on_open: Callback<AttrValue>,
    /// The list of keys is to be shown.
    pub on_shortcuts: Callback<()>,
    /// It is to be closed.
    pub on_close: Callback<()>,
}

/// What can be picked.
#[derive(Clone)]
struct Entry {
    title: AttrValue,
    icon: Icon,
    /// What it is among: a task, a workflow.
    among: AttrValue,
    keys: Option<&'static str>,
    run: Callback<()>,
}

/// A box to type in, and what fits under it.
#[function_component]
pub(super) fn FinderDialog(props: &PaletteProps) -> Html {
    let words = use_words();
    let typed = use_state_eq(String::new);
    let active = use_state_eq(|| 0_usize);
    let workflows = use_state(Vec::<(AttrValue, AttrValue)>::new);
    let list = use_node_ref();

    use_effect_with(props.storage.clone(), {
        let workflows = workflows.setter();
        move |storage| {
            if let Some(storage) = storage.clone() {
                spawn_local(async move { workflows.set(kept(&storage).await) });
            }
        }
    });
    let entries = entries(&words, props, &workflows);
    let titles = entries.iter().map(|entry| entry.title.as_str());
    let mut found = ranked(titles, &typed);
    found.truncate(SHOWN);
    let found: Vec<&Entry> = found
        .iter()
        .filter_map(|place| entries.get(*place))
        .collect();
    let last = found.len().saturating_sub(1);
    let chosen = (*active).min(last);

    use_effect_with((chosen, (*typed).clone()), {
        let list = list.clone();
        move |_| {
            let active = list
                .cast::<web_sys::Element>()
                .and_then(|list| list.query_selector("[aria-selected=true]").ok()?);
            if let Some(active) = active {
                let options = web_sys::ScrollIntoViewOptions::new();
                options.set_block(web_sys::ScrollLogicalPosition::Nearest);
                active.scroll_into_view_with_scroll_into_view_options(&options);
            }
        }
    });

    let pick = {
        let on_close = props.on_close.clone();
        move |entry: &Entry| {
            let (on_close, run) = (on_close.clone(), entry.run.clone());
            Callback::from(move |()| {
                on_close.emit(());
                // The focus has gone back by then, and may be moved elsewhere.
                let run = run.clone();
                Timeout::new(0, move || run.emit(())).forget();
            })
        }
    };
    let on_enter = found.get(chosen).map(|entry| pick(entry));
    let onkeydown = {
        let active = active.clone();
        Callback::from(move |event: KeyboardEvent| {
            let next = match event.key().as_str() {
                "ArrowDown" if chosen >= last => 0,
                "ArrowDown" => chosen + 1,
                "ArrowUp" => chosen.checked_sub(1).unwrap_or(last),
                "Enter" => {
                    event.prevent_default();
                    if let Some(on_enter) = on_enter.as_ref().filter(|_| !event.is_composing()) {
                        on_enter.emit(());
                    }
                    return;
                }
                _ => return,
            };
            event.prevent_default();
            active.set(next);
        })
    };
    let oninput = {
        let (typed, active) = (typed.clone(), active.clone());
        Callback::from(move |event: InputEvent| {
            typed.set(event.target_unchecked_into::<HtmlInputElement>().value());
            active.set(0);
        })
    };
    let option = |place: usize, entry: &Entry| {
        let onclick = pick(entry).reform(|_: MouseEvent| ());
        html! {
            <li id={format!("palette-{place}")} role="option" class="palette-entry"
                aria-selected={(place == chosen).to_string()} {onclick}>
                { sign(entry.icon) }
                <span class="palette-title" dir="auto">{ entry.title.clone() }</span>
                <span class="palette-among">{ entry.among.clone() }</span>
                if let Some(keys) = entry.keys {
                    <kbd>{ super::shortcuts::shown(&words, keys) }</kbd>
                }
            </li>
        }
    };
    html! {
        <Dialog id="palette" title={words.say(Text::Commands)} on_close={props.on_close.clone()}>
            <input class="input palette-box" type="text" role="combobox" autocomplete="off"
                spellcheck="false" aria-label={words.say(PaletteText::Find)}
                placeholder={words.say(PaletteText::FindHint)} aria-expanded="true"
                aria-controls="palette-list" aria-autocomplete="list"
                aria-activedescendant={(!found.is_empty()).then(|| format!("palette-{chosen}"))}
                value={(*typed).clone()} {oninput} {onkeydown} />
            <ul ref={list} id="palette-list" class="palette-list" role="listbox"
                aria-label={words.say(Text::Commands)}>
                { for found.iter().enumerate().map(|(place, entry)| option(place, entry)) }
            </ul>
            <p class="palette-none" role="status">
                if found.is_empty() {
                    { words.say(PaletteText::NothingFound) }
                }
            </p>
        </Dialog>
    }
}

/// The ids and names of the workflows that are kept, the last changed first.
async fn kept(storage: &Storage) -> Vec<(AttrValue, AttrValue)> {
    let Ok(found) = storage.documents().await else {
        return Vec::new();
    };
    let named = found.documents.into_iter().filter_map(|document| {
        let workflow = Workflow::load(&document.text).ok()?;
        Some((document.id.into(), workflow.name.into()))
    });
    named.collect()
}

/// All there is.
fn entries(
    words: &Words,
    props: &PaletteProps,
    workflows: &[(AttrValue, AttrValue)],
) -> Vec<Entry> {
    let mut entries = Vec::new();
    let here = props.outline.as_ref();
    if let Some(outline) = here {
        entries.extend(of_builder(words, props, outline));
    }
    for Door { title, icon, open } in &props.doors {
        entries.push(Entry {
            title: title.clone(),
            icon: *icon,
            among: AttrValue::default(),
            keys: None,
            run: open.clone(),
        });
    }
    entries.push(Entry {
        title: words.say(PaletteText::Shortcuts),
        icon: Icon::Info,
        among: AttrValue::default(),
        keys: Some("Mod+/"),
        run: props.on_shortcuts.clone(),
    });
    let others = workflows.iter();
    let others = others.filter(|(id, _)| here.is_none_or(|here| here.workflow != *id));
    entries.extend(others.map(|(id, name)| {
        let (id, on_open) = (id.clone(), props.on_open.clone());
        Entry {
            title: match name.as_str() {
                "" => words.say(Text::UnnamedWorkflow),
                _ => name.clone(),
            },
            icon: Icon::Workflow,
            among: words.say(PaletteText::Workflow),
            keys: None,
            run: Callback::from(move |()| on_open.emit(id.clone())),
        }
    }));
    entries
}

fn of_builder(words: &Words, props: &PaletteProps, outline: &Outline) -> Vec<Entry> {
    let entry = |title: AttrValue, icon: Icon, keys: Option<&'static str>, command: Command| {
        let on_command = props.on_command.clone();
        Entry {
            title,
            icon,
            among: AttrValue::default(),
            keys,
            run: Callback::from(move |()| on_command.emit(command.clone())),
        }
    };
    let mut entries = vec![
        entry(words.say(PaletteText::Run), Icon::Play, None, Command::Run),
        entry(words.say(Text::DryRun), Icon::Eye, None, Command::DryRun),
    ];
    if outline.may_edit {
        let undo = outline.undo.clone();
        let redo = outline.redo.clone();
        entries.extend(undo.map(|what| entry(what, Icon::Undo, Some("Mod+Z"), Command::Undo)));
        entries
            .extend(redo.map(|what| entry(what, Icon::Redo, Some("Mod+Shift+Z"), Command::Redo)));
        for (kind, icon, text) in KINDS {
            let kind_said = words.say(text);
            let title = words.say(PaletteText::Add { kind: &kind_said });
            entries.push(entry(title, icon, None, Command::Add(kind)));
        }
        if let Some(chosen) = &outline.chosen {
            let title = chosen.title.as_str();
            let said = words.say(PaletteText::Duplicate { title });
            entries.push(entry(said, Icon::Copy, None, Command::Duplicate));
            let said = words.say(PaletteText::Delete { title });
            entries.push(entry(said, Icon::Trash, None, Command::Delete));
        }
    }
    if let (Some(payload), Some(chosen)) = (&outline.payload, &outline.chosen) {
        let title = chosen.title.as_str();
        let payload = payload.clone();
        entries.push(Entry {
            title: words.say(PaletteText::CopyPayload { title }),
            icon: Icon::Copy,
            among: AttrValue::default(),
            keys: None,
            run: Callback::from(move |()| copy(&payload)),
        });
    }
    entries.extend(outline.tasks.iter().map(|task| Entry {
        among: words.say(PaletteText::Task),
        ..entry(
            task.title.clone(),
            task.icon,
            None,
            Command::Choose(task.id.clone()),
        )
    }));
    entries
}

/// The kinds of tasks that can be added, by their names in a document.
const KINDS: [(&str, Icon, Text<'static>); 8] = [
    ("form", Icon::Form, Text::KindForm),
    ("segment.identify", Icon::User, Text::KindIdentify),
    ("segment.track", Icon::Event, Text::KindTrack),
    ("segment.page", Icon::Segment, Text::KindPage),
    ("segment.screen", Icon::Segment, Text::KindScreen),
    ("segment.group", Icon::Segment, Text::KindGroup),
    ("segment.alias", Icon::Segment, Text::KindAlias),
    ("workflow", Icon::Workflow, Text::KindWorkflow),
];
