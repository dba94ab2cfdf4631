use yew::prelude::{AttrValue, hook, use_effect_with};

/// Names the page in the browser's tab and its history.
#[hook]
pub(crate) fn use_title(page: AttrValue) {
    use_effect_with(page, |page| {
        if let Some(document) = web_sys::window().and_then(|window| window.document()) {
            document.set_title(&format!("{page} · segflow"));
        }
    });
}
