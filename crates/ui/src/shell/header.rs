use yew::prelude::{AttrValue, Callback, Html, MouseEvent, html};

use super::{Theme, theme_menu};
use crate::icons::{Icon, sign};
use crate::parts::{Button, Link};
use crate::text::{Text, Words};

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

/// The bar at the top of every page. It stays in sight, and so do its buttons.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// The address of the list of workflows.
    pub home: AttrValue,
    /// Goes there.
    pub on_home: Callback<()>,
    /// The pages beside the list of workflows.
    pub places: Vec<Place>,
    /// The settings of the device.
    pub settings: Place,
    /// The theme in use.
    pub theme: Theme,
    /// Another was chosen.
    pub on_theme: Callback<Theme>,
    /// Wants to find something by its name.
    pub on_find: Callback<()>,
}

impl Header {
    /// The bar of a page about nothing in particular.
    pub fn view(&self, words: &Words) -> Html {
        self.with(
            words,
            html! { <div class="header-gap"></div> },
            Html::default(),
        )
    }

    /// The bar of a page about something: its name (`.header-name` or a
    /// `.name-input`) and its save state, and the buttons of the page, such as
    /// Run.
    pub fn about(&self, words: &Words, subject: Html, actions: Html) -> Html {
        let subject = html! { <div class="header-subject">{ subject }</div> };
        self.with(words, subject, actions)
    }

    fn with(&self, words: &Words, subject: Html, actions: Html) -> Html {
        let brand = html! {
            <>
                <span class="brand-mark">{ sign(Icon::Brand) }</span>
                <span class="brand-name">{ "segflow" }</span>
            </>
        };
        let home = Link::to(self.home.clone(), self.on_home.clone())
            .class("brand")
            .label(words.say(Text::ProductHome));
        html! {
            <header class="header">
                { home.view(brand) }
                { subject }
                if !self.places.is_empty() {
                    <nav class="header-places" aria-label={words.say(Text::Pages)}>
                        { for self.places.iter().map(place) }
                    </nav>
                }
                <div class="header-actions">
                    { actions }
                    {
                        Button::sign_only(Icon::Search, words.say(Text::Commands))
                            .class("header-find")
                            .popup("dialog")
                            .shortcut("Control+K")
                            .on_press(self.on_find.reform(|_: MouseEvent| ()))
                            .view()
                    }
                    <div class="header-theme">
                        { theme_menu(words, self.theme, &self.on_theme) }
                        { settings(&self.settings) }
                    </div>
                </div>
            </header>
        }
    }
}

/// The way to the settings, which its sign alone says.
fn settings(place: &Place) -> Html {
    Link::to(place.href.clone(), place.on_follow.clone())
        .class("button quiet small icon-only header-place")
        .label(place.title.clone())
        .current(place.is_here.then_some("page"))
        .view(sign(place.icon))
}

fn place(place: &Place) -> Html {
    let content = html! {
        <>
            { sign(place.icon) }
            <span class="header-place-title">{ place.title.clone() }</span>
        </>
    };
    Link::to(place.href.clone(), place.on_follow.clone())
        .class("button quiet small header-place")
        .current(place.is_here.then_some("page"))
        .view(content)
}
