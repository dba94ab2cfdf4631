//! The language is a setting of the device. boot.js puts it on the page before
//! the first paint, as it is stored or as the browser asks for it; from then on
//! it is ours.

use segflow_ui::text::Language;
use yew::prelude::{hook, use_effect_with};

use crate::theme::root;

/// The language that boot.js has put on the page.
pub(crate) fn asked() -> Language {
    root()
        .and_then(|root| Language::of_tag(&root.get_attribute("lang")?))
        .unwrap_or_default()
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
