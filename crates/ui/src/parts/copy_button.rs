use gloo_timers::callback::Timeout;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_effect_with,
    use_state_eq,
};

use super::{Button, ButtonKind};
use crate::icons::Icon;
use crate::text::{Text, use_words};

/// How long the button says how it went.
const SHOWN_MILLIS: u32 = 4_000;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Copying {
    Idle,
    Copied,
    Refused,
}

/// Properties of [`CopyButton`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct CopyButtonProps {
    /// What is copied, exactly.
    pub text: AttrValue,
    /// What the button says; "Copy" unless told.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// How much it stands out.
    #[prop_or(ButtonKind::Quiet)]
    pub kind: ButtonKind,
}

/// Puts a text on the clipboard and says whether that worked.
#[function_component]
pub fn CopyButton(props: &CopyButtonProps) -> Html {
    let words = use_words();
    let copying = use_state_eq(|| Copying::Idle);

    use_effect_with(*copying, {
        let copying = copying.clone();
        move |now| {
            let back = (*now != Copying::Idle)
                .then(|| Timeout::new(SHOWN_MILLIS, move || copying.set(Copying::Idle)));
            // Dropping the timer ends it.
            move || drop(back)
        }
    });

    let on_press = {
        let copying = copying.clone();
        let text = props.text.clone();
        Callback::from(move |_: MouseEvent| {
            let copying = copying.clone();
            let text = text.clone();
            spawn_local(async move {
                copying.set(if write(&text).await {
                    Copying::Copied
                } else {
                    Copying::Refused
                });
            });
        })
    };
    let label = match *copying {
        Copying::Copied => words.say(Text::Copied),
        Copying::Idle | Copying::Refused => {
            props.label.clone().unwrap_or_else(|| words.say(Text::Copy))
        }
    };
    let icon = match *copying {
        Copying::Copied => Icon::Check,
        Copying::Idle | Copying::Refused => Icon::Copy,
    };
    html! {
        <span class="cluster">
            {
                Button::new(label)
                    .icon(icon)
                    .kind(props.kind)
                    .small()
                    .on_press(on_press)
                    .view()
            }
            <span role="status" class={(*copying != Copying::Refused).then_some("visually-hidden")}>
                {
                    match *copying {
                        Copying::Idle => AttrValue::default(),
                        Copying::Copied => words.say(Text::Copied),
                        Copying::Refused => words.say(Text::CopyRefused),
                    }
                }
            </span>
        </span>
    }
}

/// Puts a text on the clipboard, where something else tells that it was asked.
pub(crate) fn copy(text: &str) {
    let text = text.to_owned();
    spawn_local(async move {
        write(&text).await;
    });
}

/// Whether the browser took the text. Over plain http there is no clipboard.
async fn write(text: &str) -> bool {
    let Some(window) = web_sys::window() else {
        return false;
    };
    if !window.is_secure_context() {
        return false;
    }
    let clipboard = window.navigator().clipboard();
    JsFuture::from(clipboard.write_text(text)).await.is_ok()
}
