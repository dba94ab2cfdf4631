use yew::prelude::{
    AttrValue, Callback, Children, Classes, Html, MouseEvent, Properties, function_component, html,
};

/// Properties of [`Link`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct LinkProps {
    /// Where it leads, for a new tab, a bookmark or a copy of the address.
    pub href: AttrValue,
    /// Goes there without loading the page anew.
    pub on_follow: Callback<()>,
    /// Its classes.
    #[prop_or_default]
    pub class: Classes,
    /// Its name, where its content does not say it.
    #[prop_or_default]
    pub label: Option<AttrValue>,
    /// What it is to the present page, as in `aria-current`.
    #[prop_or_default]
    pub current: Option<&'static str>,
    /// What it shows.
    pub children: Children,
}

/// A real link within the app. A plain press is followed inside the page; any
/// other (with Ctrl, by the middle button) is left to the browser.
#[function_component]
pub fn Link(props: &LinkProps) -> Html {
    let onclick = {
        let on_follow = props.on_follow.clone();
        Callback::from(move |event: MouseEvent| {
            let plain = event.button() == 0
                && !(event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key());
            if plain {
                event.prevent_default();
                on_follow.emit(());
            }
        })
    };
    html! {
        <a href={props.href.clone()} class={props.class.clone()} aria-label={props.label.clone()}
            aria-current={props.current} {onclick}>
            { for props.children.iter() }
        </a>
    }
}
