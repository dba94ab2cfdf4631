//! The single-page app: its routes, its pages, and what it keeps about the
//! device.

mod app;
mod device;
mod example;
mod finding;
mod language;
mod pages;
mod route;
mod second_click;
mod theme;
mod title;

use segflow_ui::text::Language;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;

fn main() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    // Without its place in the page there is nothing to draw in, and boot.js,
    // which found the page whole, has nothing to add.
    if let Some(root) = root {
        let asked = language::asked();
        // Nothing is drawn in one language that is to be read in another.
        if asked.is_here() {
            draw(root, asked);
        } else {
            spawn_local(async move { draw(root, asked.fetched().await) });
        }
    }
}

fn draw(root: Element, language: Language) {
    yew::Renderer::<app::App>::with_root_and_props(root, app::AppProps { language }).render();
}
