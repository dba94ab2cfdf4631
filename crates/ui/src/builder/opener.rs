use yew::prelude::{
    Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

/// A button, drawn with what is to be done when it is pressed, and the dialog
/// that it opens, drawn with what closes it.
pub(super) fn opener(
    button: impl Fn(Callback<MouseEvent>) -> Html + 'static,
    dialog: impl Fn(Callback<()>) -> Html + 'static,
) -> Html {
    html! { <Opener {button} {dialog} /> }
}

#[derive(Clone, PartialEq, Properties)]
struct OpenerProps {
    button: Callback<Callback<MouseEvent>, Html>,
    dialog: Callback<Callback<()>, Html>,
}

#[function_component]
fn Opener(props: &OpenerProps) -> Html {
    let is_open = use_state_eq(|| false);
    let open = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(true))
    };
    let on_close = {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(false))
    };
    html! {
        <>
            { props.button.emit(open) }
            if *is_open {
                { props.dialog.emit(on_close) }
            }
        </>
    }
}
