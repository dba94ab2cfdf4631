use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html, use_state_eq};

use super::deleting::Deleting;
use super::filter::Entries;
use crate::device::Device;
use crate::icons::Icon;
use crate::opening::download;
use crate::parts::{
    ButtonKind, ButtonSize, Choice, Menu, MenuEdge, MenuItem, SelectField, Tone, notice,
};
use crate::retention::{DAYS, use_retention};
use crate::text::{HistoryText, use_words};

const DOWNLOAD: &str = "download";
const DELETE: &str = "delete";

/// Properties of [`Kept`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct KeptProps {
    pub(super) device: Rc<Device>,
    /// The runs of the list, narrowed as it is.
    pub(super) entries: Entries,
    pub(super) on_removed: Callback<Rc<[String]>>,
}

/// For how long runs are kept, and what can be done with those in the list.
#[function_component]
pub(super) fn Kept(props: &KeptProps) -> Html {
    let words = use_words();
    let is_deleting = use_state_eq(|| false);
    let refused = use_state_eq(|| None::<segflow_web::Error>);
    let storage = &props.device.storage;
    let (days, on_days) = use_retention(&props.device, props.on_removed.clone(), {
        let refused = refused.setter();
        Callback::from(move |error| refused.set(Some(error)))
    });
    let ended: Rc<[String]> = props
        .entries
        .iter()
        .filter(|entry| entry.summary.status.is_some())
        .map(|entry| entry.summary.id.clone())
        .collect();
    let on_pick = {
        let (is_deleting, refused) = (is_deleting.clone(), refused.clone());
        let (storage, entries) = (storage.clone(), Rc::clone(&props.entries));
        Callback::from(move |key: AttrValue| {
            if key == DELETE {
                is_deleting.set(true);
                return;
            }
            let (storage, refused) = (storage.clone(), refused.clone());
            let entries = Rc::clone(&entries);
            spawn_local(async move {
                // One run a line, so that a file of any length can be read by
                // anything.
                let mut lines = String::new();
                for entry in entries.iter() {
                    match storage.run(&entry.summary.id).await {
                        Ok(Some(text)) => {
                            lines.push_str(&text);
                            lines.push('\n');
                        }
                        // It was deleted meanwhile.
                        Ok(None) => {}
                        Err(error) => return refused.set(Some(error)),
                    }
                }
                download("segflow-runs.jsonl", &lines);
            });
        })
    };
    let count = props.entries.len();
    let mut items = Vec::new();
    if count > 0 {
        items.push(MenuItem {
            icon: Some(Icon::Download),
            ..MenuItem::new(DOWNLOAD, words.say(HistoryText::DownloadThese { count }))
        });
    }
    if !ended.is_empty() {
        let count = ended.len();
        items.push(MenuItem {
            icon: Some(Icon::Trash),
            kind: ButtonKind::Danger,
            ..MenuItem::new(DELETE, words.say(HistoryText::DeleteThese { count }))
        });
    }
    let choices = DAYS.map(|count| Choice {
        value: count.to_string().into(),
        label: words.say(HistoryText::Days { count }),
    });
    let on_close = {
        let is_deleting = is_deleting.clone();
        Callback::from(move |()| is_deleting.set(false))
    };
    html! {
        <>
            if let Some(days) = days {
                <div class="runs-kept">
                    <SelectField id="keep-runs" label={words.say(HistoryText::KeepFor)}
                        choices={choices.to_vec()} value={days.to_string()} on_change={on_days} />
                </div>
            }
            if !items.is_empty() {
                <Menu id="runs-menu" label={words.say(HistoryText::More)} icon={Icon::More}
                    icon_only=true size={ButtonSize::Small} edge={MenuEdge::End} {items} {on_pick} />
            }
            if let Some(reason) = &*refused {
                { notice(Tone::Error, words.say(HistoryText::NotDone { reason: &words.say(reason) })) }
            }
            if *is_deleting {
                <Deleting runs={props.device.runs.clone()} ids={ended}
                    on_removed={props.on_removed.clone()} {on_close} />
            }
        </>
    }
}
