//! The single-page app: its routes, its pages, and what it keeps about the
//! device.

mod app;
mod device;
mod example;
mod pages;
mod route;
mod theme;
mod title;

fn main() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    // Without its place in the page there is nothing to draw in, and boot.js,
    // which found the page whole, has nothing to add.
    if let Some(root) = root {
        yew::Renderer::<app::App>::with_root(root).render();
    }
}
