use segflow_web::Error;
use segflow_web::storage::Storage;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use crate::icons::Icon;
use crate::parts::{Button, ButtonKind, Dialog, Tone, form_actions, notice};
use crate::text::{SettingsText, Text, use_words};

/// Properties of [`Deleting`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct DeletingProps {
    pub(super) storage: Storage,
    pub(super) on_deleted: Callback<()>,
    pub(super) on_close: Callback<()>,
}

/// Asks before everything is deleted: it does not come back.
#[function_component]
pub(super) fn Deleting(props: &DeletingProps) -> Html {
    let words = use_words();
    let refused = use_state_eq(|| None::<Error>);
    let on_delete = {
        let (storage, refused) = (props.storage.clone(), refused.clone());
        let on_deleted = props.on_deleted.clone();
        Callback::from(move |_: MouseEvent| {
            let (storage, refused) = (storage.clone(), refused.clone());
            let on_deleted = on_deleted.clone();
            spawn_local(async move {
                match storage.remove_everything().await {
                    Ok(()) => on_deleted.emit(()),
                    Err(error) => refused.set(Some(error)),
                }
            });
        })
    };
    html! {
        <Dialog id="delete-everything" title={words.say(SettingsText::DeleteTitle)}
            on_close={props.on_close.clone()}>
            <div class="stack">
                <p>{ words.say(SettingsText::DeleteHint) }</p>
                if let Some(reason) = &*refused {
                    { notice(Tone::Error, words.say(Text::Because { reason: &words.say(reason) })) }
                }
                {
                    form_actions(
                        &words,
                        &props.on_close,
                        Button::new(words.say(SettingsText::DeleteConfirm))
                            .icon(Icon::Trash)
                            .kind(ButtonKind::Danger)
                            .on_press(on_delete),
                    )
                }
            </div>
        </Dialog>
    }
}
