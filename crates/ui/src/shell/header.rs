use yew::prelude::{AttrValue, Callback, Html, Properties, classes, function_component, html};

use super::{Theme, ThemeMenu};
use crate::icons::{Icon, Sign};
use crate::parts::Link;
use crate::text::{Text, use_words};

/// A page that the header leads to.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// What it is called.
    pub title: AttrValue,
    /// Its sign.
    pub icon: Icon,
    /// Its address.
    pub href: AttrValue,
    /// Goes there.
    pub on_follow: Callback<()>,
    /// Whether it is the present page.
    pub is_here: bool,
}

/// Properties of [`Header`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct HeaderProps {
    /// The address of the list of workflows.
    pub home: AttrValue,
    /// Goes there.
    pub on_home: Callback<()>,
    /// The pages beside the list of workflows.
    #[prop_or_default]
    pub places: Vec<Place>,
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
            if !props.places.is_empty() {
                <nav class="header-places" aria-label={words.say(Text::Pages)}>
                    { for props.places.iter().map(place) }
                </nav>
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

fn place(place: &Place) -> Html {
    html! {
        <Link href={place.href.clone()} on_follow={place.on_follow.clone()}
            class={classes!("button", "quiet", "small", "header-place")}
            current={place.is_here.then_some("page")}>
            <Sign icon={place.icon} />
            <span class="header-place-title">{ place.title.clone() }</span>
        </Link>
    }
}
