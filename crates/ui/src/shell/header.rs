use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html};

use super::{Theme, ThemeMenu};
use crate::icons::{Icon, Sign};
use crate::parts::Link;
use crate::text::{Text, use_words};

/// Properties of [`Header`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct HeaderProps {
    /// The address of the list of workflows.
    pub home: AttrValue,
    /// Goes there.
    pub on_home: Callback<()>,
    /// What the page is about: the workflow's name (`.header-name` or a
    /// `.name-input`) and its save state.
    #[prop_or_default]
    pub subject: Option<Html>,
    /// The buttons of the page, such as Run.
    #[prop_or_default]
    pub actions: Option<Html>,
    /// The theme in use.
    pub theme: Theme,
    /// Another was chosen.
    pub on_theme: Callback<Theme>,
}

/// The bar at the top of every page. It stays in sight, and so do its buttons.
#[function_component]
pub fn Header(props: &HeaderProps) -> Html {
    let words = use_words();
    html! {
        <header class="header">
            <Link href={props.home.clone()} on_follow={props.on_home.clone()} class="brand"
                label={words.say(Text::ProductHome)}>
                <span class="brand-mark"><Sign icon={Icon::Brand} /></span>
                <span class="brand-name">{ "segflow" }</span>
            </Link>
            if let Some(subject) = &props.subject {
                <div class="header-subject">{ subject.clone() }</div>
            } else {
                <div class="header-gap"></div>
            }
            <div class="header-actions">
                if let Some(actions) = &props.actions {
                    { actions.clone() }
                }
                <div class="header-theme">
                    <ThemeMenu theme={props.theme} on_theme={props.on_theme.clone()} />
                </div>
            </div>
        </header>
    }
}
