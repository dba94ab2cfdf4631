//! The language is a setting of the device. boot.js puts it on the page before
//! the first paint, as it is stored or as the browser asks for it; from then on
//! it is ours.

use gloo_events::EventListener;
use segflow_ui::text::Language;
use wasm_bindgen::JsCast;
use web_sys::{Storage, StorageEvent};
use yew::prelude::{hook, use_effect_with};

use crate::theme::root;

/// Where boot.js looks for it.
const STORAGE_KEY: &str = "segflow.language";

/// The language that boot.js has put on the page.
pub(crate) fn asked() -> Language {
    root()
        .and_then(|root| Language::of_tag(&root.get_attribute("lang")?))
        .unwrap_or_default()
}

/// The language that was chosen here; none where it is the system's.
pub(crate) fn chosen() -> Option<Language> {
    Language::of_tag(&storage()?.get_item(STORAGE_KEY).ok()??)
}

/// Keeps the choice, and gives the language that is spoken now. Where storage is
/// refused, it lasts as long as the page.
pub(crate) fn choose(chosen: Option<Language>) -> Language {
    if let Some(storage) = storage() {
        let _ = match chosen {
            Some(language) => storage.set_item(STORAGE_KEY, language.tag()),
            None => storage.remove_item(STORAGE_KEY),
        };
    }
    chosen.or_else(of_system).unwrap_or_default()
}

/// The language that is chosen now, by whichever tab, or else the system's.
pub(crate) fn now() -> Language {
    chosen().or_else(of_system).unwrap_or_default()
}

/// Does something when another tab chooses a language.
#[hook]
pub(crate) fn use_other_tabs(hear: impl Fn() + 'static) {
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "storage", move |event| {
                let event = event.dyn_ref::<StorageEvent>();
                if event.is_some_and(|event| event.key().is_none_or(|key| key == STORAGE_KEY)) {
                    hear();
                }
            })
        });
        move || drop(listener)
    });
}

/// The first language of the browser's that is spoken here.
fn of_system() -> Option<Language> {
    let asked = web_sys::window()?.navigator().languages();
    asked
        .iter()
        .find_map(|tag| Language::of_tag(&tag.as_string()?))
}

fn storage() -> Option<Storage> {
    web_sys::window()?.local_storage().ok().flatten()
}

/// Says in the page which language it speaks, and which way its lines run.
#[hook]
pub(crate) fn use_language_of_page(language: Language) {
    use_effect_with(language, |language| {
        if let Some(root) = root() {
            let _ = root.set_attribute("lang", language.tag());
            let _ = root.set_attribute("dir", language.direction());
        }
    });
}
