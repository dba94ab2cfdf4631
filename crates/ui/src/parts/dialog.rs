use wasm_bindgen::JsCast;
use web_sys::{HtmlDialogElement, Node};
use yew::prelude::{
    AttrValue, Callback, Children, Event, Html, MouseEvent, NodeRef, Properties, classes,
    function_component, html, use_effect_with, use_node_ref,
};

use super::Button;
use crate::ground::focused_beside;
use crate::icons::Icon;
use crate::text::{Text, use_words};

/// How wide a dialog may grow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DialogWidth {
    /// One column of fields.
    #[default]
    Normal,
    /// A form with a guide beside it.
    Wide,
}

/// Properties of [`Dialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct DialogProps {
    /// Unique in the page.
    pub id: AttrValue,
    /// Its heading, which is also its name.
    pub title: AttrValue,
    /// How wide it may grow.
    #[prop_or_default]
    pub width: DialogWidth,
    /// The person wants it closed: by Esc or by the button at its top.
    pub on_close: Callback<()>,
    /// What it shows.
    pub children: Children,
}

/// A dialog over the page, open for as long as it is rendered. The focus goes
/// in, stays in, and returns to where it was.
#[function_component]
pub fn Dialog(props: &DialogProps) -> Html {
    let words = use_words();
    let dialog = use_node_ref();

    use_effect_with((), {
        let dialog = dialog.clone();
        move |()| {
            let shown = dialog.cast::<HtmlDialogElement>();
            let opener = shown.as_ref().and_then(|shown| focused_beside(shown));
            if let Some(shown) = &shown {
                // Refused only where the element has left the page already.
                let _ = shown.show_modal();
            }
            move || {
                if let Some(shown) = shown {
                    shown.close();
                }
                if let Some(opener) = opener {
                    let _ = opener.focus();
                }
            }
        }
    });

    // Whether it is open is up to the state of the page, not to the browser.
    let oncancel = {
        let on_close = props.on_close.clone();
        let dialog = dialog.clone();
        Callback::from(move |event: Event| {
            if is_from(&dialog, &event) {
                event.prevent_default();
                on_close.emit(());
            }
        })
    };
    // A browser closes a dialog by itself when Esc is pressed twice in a row.
    let onclose = {
        let on_close = props.on_close.clone();
        let dialog = dialog.clone();
        Callback::from(move |event: Event| {
            if is_from(&dialog, &event) {
                on_close.emit(());
            }
        })
    };
    let on_press = props.on_close.reform(|_: MouseEvent| ());
    let title_id = format!("{}-title", props.id);
    let wide = (props.width == DialogWidth::Wide).then_some("wide");
    html! {
        <dialog ref={dialog} id={props.id.clone()} class={classes!("dialog", wide)}
            aria-labelledby={title_id.clone()} {oncancel} {onclose}>
            <h2 id={title_id} class="dialog-title">{ props.title.clone() }</h2>
            <div class="dialog-body">
                { for props.children.iter() }
            </div>
            {
                Button::sign_only(Icon::Close, words.say(Text::Close))
                    .class("dialog-close")
                    .on_press(on_press)
                    .view()
            }
        </dialog>
    }
}

/// A file picker inside the dialog sends a `cancel` of its own.
fn is_from(dialog: &NodeRef, event: &Event) -> bool {
    let target = event
        .target()
        .and_then(|target| target.dyn_into::<Node>().ok());
    target.is_some() && target == dialog.get()
}
