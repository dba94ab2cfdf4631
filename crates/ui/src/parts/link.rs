use yew::prelude::{AttrValue, Callback, Html, MouseEvent, html};

/// A real link within the app. A plain press is followed inside the page; any
/// other (with Ctrl, by the middle button) is left to the browser.
#[derive(Debug, Clone, PartialEq)]
pub struct Link {
    href: AttrValue,
    on_follow: Callback<()>,
    class: Option<&'static str>,
    label: Option<AttrValue>,
    current: Option<&'static str>,
}

impl Link {
    /// Leads to that address; the callback goes there without loading the page
    /// anew.
    pub fn to(href: AttrValue, on_follow: Callback<()>) -> Link {
        Link {
            href,
            on_follow,
            class: None,
            label: None,
            current: None,
        }
    }

    /// Its classes.
    #[must_use]
    pub fn class(mut self, class: &'static str) -> Link {
        self.class = Some(class);
        self
    }

    /// Its name, where its content does not say it.
    #[must_use]
    pub fn label(mut self, label: AttrValue) -> Link {
        self.label = Some(label);
        self
    }

    /// What it is to the present page, as in `aria-current`.
    #[must_use]
    pub fn current(mut self, current: Option<&'static str>) -> Link {
        self.current = current;
        self
    }

    /// The link around what it shows.
    pub fn view(self, content: Html) -> Html {
        let on_follow = self.on_follow;
        let onclick = Callback::from(move |event: MouseEvent| {
            if is_plain(&event) {
                event.prevent_default();
                on_follow.emit(());
            }
        });
        html! {
            <a href={self.href} class={self.class} aria-label={self.label}
                aria-current={self.current} {onclick}>
                { content }
            </a>
        }
    }
}

/// Whether a link that is pressed so is followed inside the page.
pub(crate) fn is_plain(press: &MouseEvent) -> bool {
    press.button() == 0
        && !(press.ctrl_key() || press.meta_key() || press.shift_key() || press.alt_key())
}
