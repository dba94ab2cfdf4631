use gloo_timers::callback::Timeout;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, classes, function_component, html,
    use_effect_with, use_state_eq,
};

use super::{Button, ButtonKind, Tone};
use crate::icons::Icon;
use crate::text::{Text, use_words};

/// How long a toast stays when nobody looks at it.
const SHOWN_MILLIS: u32 = 8_000;

/// A short message about something that was done.
#[derive(Debug, Clone, PartialEq)]
pub struct Toast {
    /// Unique among those shown.
    pub id: u32,
    /// An error stays until it is closed; anything else goes by itself.
    pub tone: Tone,
    /// The message, which is never the only place that says so.
    pub text: AttrValue,
    /// What its button says ("Undo"), if it has one.
    pub action: Option<AttrValue>,
}

/// The place where toasts appear. It is rendered always, even when empty, as
/// only what is added to a place already there is read out.
pub fn toasts(shown: &[Toast], on_act: &Callback<u32>, on_close: &Callback<u32>) -> Html {
    let of_tone = |alerting: bool| {
        shown
            .iter()
            .filter(move |toast| (toast.tone == Tone::Error) == alerting)
            .map(|toast| {
                html! {
                    <ToastView key={toast.id} toast={toast.clone()}
                        on_act={on_act.clone()} on_close={on_close.clone()} />
                }
            })
            .collect::<Html>()
    };
    html! {
        <div class="toasts">
            <div role="status">{ of_tone(false) }</div>
            <div role="alert">{ of_tone(true) }</div>
        </div>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct ToastViewProps {
    toast: Toast,
    on_act: Callback<u32>,
    on_close: Callback<u32>,
}

#[function_component]
fn ToastView(props: &ToastViewProps) -> Html {
    let words = use_words();
    let watched = use_state_eq(|| false);
    let id = props.toast.id;
    let stays = props.toast.tone == Tone::Error;

    use_effect_with((*watched, stays), {
        let on_close = props.on_close.clone();
        move |(watched, stays)| {
            let end =
                (!watched && !stays).then(|| Timeout::new(SHOWN_MILLIS, move || on_close.emit(id)));
            // Dropping the timer ends it.
            move || drop(end)
        }
    });

    let watch = {
        let watched = watched.clone();
        move |now: bool| {
            let watched = watched.clone();
            move || watched.set(now)
        }
    };
    let (enter, leave, focus, blur) = (watch(true), watch(false), watch(true), watch(false));
    html! {
        <div class={classes!("toast", props.toast.tone.class())}
            onmouseenter={move |_| enter()} onmouseleave={move |_| leave()}
            onfocusin={move |_| focus()} onfocusout={move |_| blur()}>
            <span class="toast-text">{ props.toast.text.clone() }</span>
            if let Some(action) = &props.toast.action {
                {
                    Button::new(action.clone())
                        .kind(ButtonKind::Quiet)
                        .small()
                        .on_press(props.on_act.reform(move |_: MouseEvent| id))
                        .view()
                }
            }
            {
                Button::sign_only(Icon::Close, words.say(Text::Close))
                    .small()
                    .on_press(props.on_close.reform(move |_: MouseEvent| id))
                    .view()
            }
        </div>
    }
}
