use web_sys::HtmlElement;
use yew::prelude::{
    Callback, Children, Html, MouseEvent, Properties, function_component, html, use_node_ref,
};

use crate::text::{Text, use_words};

/// Properties of [`Shell`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ShellProps {
    /// The [`Header`](super::Header).
    pub header: Html,
    /// The page; it brings a [`PageHeading`](super::PageHeading).
    pub children: Children,
}

/// A page: skip link, header, and the page's own content in `<main>`.
#[function_component]
pub fn Shell(props: &ShellProps) -> Html {
    let words = use_words();
    let main = use_node_ref();
    // The link is followed by hand: a fragment in the address is the router's.
    let onclick = {
        let main = main.clone();
        Callback::from(move |event: MouseEvent| {
            event.prevent_default();
            if let Some(main) = main.cast::<HtmlElement>() {
                let _ = main.focus();
            }
        })
    };
    html! {
        <div class="shell">
            <a class="skip-link" href="#main" {onclick}>{ words.say(Text::SkipToContent) }</a>
            { props.header.clone() }
            <main ref={main} id="main" class="page" tabindex="-1">
                { for props.children.iter() }
            </main>
        </div>
    }
}
