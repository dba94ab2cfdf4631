use std::rc::Rc;

use segflow_web::runs::Runs;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use crate::icons::Icon;
use crate::parts::{Button, ButtonKind, Dialog, Tone, form_actions, notice};
use crate::text::{HistoryText, use_words};

/// Properties of [`Deleting`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct DeletingProps {
    pub(super) runs: Runs,
    pub(super) ids: Rc<[String]>,
    /// They are gone.
    pub(super) on_removed: Callback<Rc<[String]>>,
    pub(super) on_close: Callback<()>,
}

/// Asks before runs are deleted, and deletes them.
#[function_component]
pub(super) fn Deleting(props: &DeletingProps) -> Html {
    let words = use_words();
    let refused = use_state_eq(|| None::<segflow_web::Error>);
    let on_delete = {
        let (props, refused) = (props.clone(), refused.clone());
        Callback::from(move |_: MouseEvent| {
            let (props, refused) = (props.clone(), refused.clone());
            spawn_local(async move {
                let ids: Vec<&str> = props.ids.iter().map(String::as_str).collect();
                match props.runs.remove(&ids).await {
                    Ok(()) => {
                        props.on_close.emit(());
                        props.on_removed.emit(Rc::clone(&props.ids));
                    }
                    Err(error) => refused.set(Some(error)),
                }
            });
        })
    };
    let count = props.ids.len();
    html! {
        <Dialog id="delete-runs" title={words.say(HistoryText::DeleteTitle { count })}
            on_close={props.on_close.clone()}>
            <div class="stack">
                <p>{ words.say(HistoryText::DeleteHint) }</p>
                if let Some(reason) = &*refused {
                    { notice(Tone::Error, words.say(HistoryText::NotDone { reason: &words.say(reason) })) }
                }
                {
                    form_actions(
                        &words,
                        &props.on_close,
                        Button::new(words.say(HistoryText::Delete))
                            .icon(Icon::Trash)
                            .kind(ButtonKind::Danger)
                            .on_press(on_delete),
                    )
                }
            </div>
        </Dialog>
    }
}
