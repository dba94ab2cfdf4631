use yew::prelude::{AttrValue, Callback, Html, html};

use crate::icons::Icon;
use crate::parts::{Menu, MenuEdge, MenuItem};
use crate::text::{Text, Words};

/// Which colours the page wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// Those of the device.
    #[default]
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Theme {
    /// Every theme, in the order of the menu.
    pub const ALL: [Theme; 3] = [Theme::System, Theme::Light, Theme::Dark];

    /// Its name in the page's `data-theme` and in storage.
    pub const fn name(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    /// The theme of that name; the system's for any other name.
    pub fn named(name: &str) -> Theme {
        Theme::ALL
            .into_iter()
            .find(|theme| theme.name() == name)
            .unwrap_or_default()
    }

    /// Its sign.
    pub const fn icon(self) -> Icon {
        match self {
            Theme::System => Icon::Monitor,
            Theme::Light => Icon::Sun,
            Theme::Dark => Icon::Moon,
        }
    }

    /// What it is called.
    pub const fn text(self) -> Text<'static> {
        match self {
            Theme::System => Text::ThemeSystem,
            Theme::Light => Text::ThemeLight,
            Theme::Dark => Text::ThemeDark,
        }
    }
}

/// Chooses the theme.
pub fn theme_menu(words: &Words, theme: Theme, on_theme: &Callback<Theme>) -> Html {
    let items: Vec<MenuItem> = Theme::ALL
        .into_iter()
        .map(|offered| MenuItem {
            icon: Some(offered.icon()),
            checked: Some(offered == theme),
            ..MenuItem::new(offered.name(), words.say(offered.text()))
        })
        .collect();
    html! {
        <Menu id="theme" label={words.say(Text::Theme)} icon={theme.icon()} icon_only=true
            edge={MenuEdge::End} {items}
            on_pick={on_theme.reform(|name: AttrValue| Theme::named(&name))} />
    }
}
