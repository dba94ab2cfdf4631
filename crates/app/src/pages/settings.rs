use std::rc::Rc;

use segflow_core::scope::User;
use segflow_ui::device::Device;
use segflow_ui::settings::{SettingsPageProps, settings_page};
use segflow_ui::shell::Theme;
use segflow_ui::text::{Language, Text, use_words};
use yew::prelude::{Callback, Html, Properties, function_component, use_callback};

use crate::route::{Address, Navigator, Route};
use crate::title::use_title;

/// Properties of [`Settings`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct SettingsProps {
    pub(crate) device: Rc<Device>,
    pub(crate) navigator: Navigator,
    pub(crate) language: Option<Language>,
    pub(crate) on_language: Callback<Option<Language>>,
    pub(crate) theme: Theme,
    pub(crate) on_theme: Callback<Theme>,
    pub(crate) on_user: Callback<User>,
}

/// The settings of this device.
#[function_component]
pub(crate) fn Settings(props: &SettingsProps) -> Html {
    let words = use_words();
    use_title(words.say(Text::Settings));
    let on_runs = use_callback(props.navigator.clone(), |(), navigator| {
        navigator.push(Address::of(Route::Runs));
    });
    // What the page holds in its memory goes with it.
    let on_deleted = use_callback((), |(), ()| {
        if let Some(window) = web_sys::window() {
            let _ = window.location().replace(&Route::Workflows.path());
        }
    });
    settings_page(SettingsPageProps {
        device: Rc::clone(&props.device),
        language: props.language,
        on_language: props.on_language.clone(),
        theme: props.theme,
        on_theme: props.on_theme.clone(),
        on_user: props.on_user.clone(),
        runs: Route::Runs.path(),
        on_runs,
        on_deleted,
    })
}
