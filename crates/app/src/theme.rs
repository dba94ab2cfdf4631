//! The theme is a setting of the device. boot.js puts the stored one on the
//! page before the first paint; from then on it is ours.

use segflow_ui::shell::Theme;
use yew::prelude::{Callback, UseStateHandle, hook, use_state_eq};

/// Where boot.js looks for it.
const STORAGE_KEY: &str = "segflow.theme";
const ATTRIBUTE: &str = "data-theme";

/// The theme in use, and a way to choose another.
#[hook]
pub(crate) fn use_theme() -> (Theme, Callback<Theme>) {
    let theme: UseStateHandle<Theme> = use_state_eq(worn);
    let on_theme = {
        let theme = theme.clone();
        Callback::from(move |chosen: Theme| {
            wear(chosen);
            theme.set(chosen);
        })
    };
    (*theme, on_theme)
}

fn worn() -> Theme {
    root()
        .and_then(|root| root.get_attribute(ATTRIBUTE))
        .map_or(Theme::System, |name| Theme::named(&name))
}

/// Where storage is refused, the theme lasts as long as the page.
fn wear(theme: Theme) {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    let Some(root) = root() else { return };
    if theme == Theme::System {
        let _ = root.remove_attribute(ATTRIBUTE);
        let _ = storage.map(|storage| storage.remove_item(STORAGE_KEY));
    } else {
        let _ = root.set_attribute(ATTRIBUTE, theme.name());
        let _ = storage.map(|storage| storage.set_item(STORAGE_KEY, theme.name()));
    }
}

/// The element of the whole page.
pub(crate) fn root() -> Option<web_sys::Element> {
    web_sys::window()?.document()?.document_element()
}
