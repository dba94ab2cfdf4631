use std::cell::RefCell;

use segflow_ui::text::Language;
use web_sys::{Element, ShadowRoot};
use yew::{AppHandle, Callback};

use crate::frame::{Frame, FrameProps, Shown};

thread_local! {
    /// Seats that no element needs now.
    static IDLE: RefCell<Vec<Seat>> = const { RefCell::new(Vec::new()) };
}

/// A place where a builder is drawn. Yew never gives back what it listens with,
/// so a seat is used again when its element is gone: there are as many as
/// there ever were elements at one time.
pub(crate) struct Seat {
    root: Element,
    on_spoken: Callback<Language>,
    app: AppHandle<Frame>,
}

impl Seat {
    /// Takes a seat in a shadow root; none where the page cannot make elements.
    pub(crate) fn take(within: &ShadowRoot, shown: Shown) -> Option<Seat> {
        let idle = IDLE.with(|idle| idle.borrow_mut().pop());
        let seat = match idle {
            Some(mut seat) => {
                seat.show(Some(shown));
                seat
            }
            None => {
                let document = web_sys::window()?.document()?;
                let root = document.create_element("div").ok()?;
                root.set_class_name("widget");
                let on_spoken = {
                    let root = root.clone();
                    Callback::from(move |language| say_language(&root, language))
                };
                let props = FrameProps {
                    shown: Some(shown),
                    on_spoken: on_spoken.clone(),
                };
                Seat {
                    app: yew::Renderer::<Frame>::with_root_and_props(root.clone(), props).render(),
                    root,
                    on_spoken,
                }
            }
        };
        within.append_child(&seat.root).ok()?;
        Some(seat)
    }

    /// Shows something else.
    pub(crate) fn show(&mut self, shown: Option<Shown>) {
        self.app.update(FrameProps {
            shown,
            on_spoken: self.on_spoken.clone(),
        });
    }

    /// Leaves it to whoever comes next.
    pub(crate) fn leave(mut self) {
        self.show(None);
        self.root.remove();
        IDLE.with(|idle| idle.borrow_mut().push(self));
    }
}

/// The page around it may speak another language, and run the other way.
fn say_language(root: &Element, language: Language) {
    let _ = root.set_attribute("lang", language.tag());
    let _ = root.set_attribute("dir", language.direction());
}
