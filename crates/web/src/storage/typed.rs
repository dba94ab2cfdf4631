//! What is typed into a form of a run and not sent yet: the tab keeps it, so
//! that it is there again when the page was loaded anew, and gone with the tab.

use super::{Place, Storage};

impl Storage {
    /// What was typed into a form of a run.
    pub fn typed(&self, run: &str, form: &str) -> Option<String> {
        self.tab()?.get_item(&name(run, form)).ok()?
    }

    /// Keeps what was typed into a form of a run until that ends; nothing, once
    /// it was sent.
    pub fn keep_typed(&self, run: &str, form: &str, typed: Option<&str>) {
        let Some(tab) = self.tab() else {
            return;
        };
        let name = name(run, form);
        // What the browser refuses to keep is on the page all the same.
        let _ = match typed {
            Some(typed) => tab.set_item(&name, typed),
            None => tab.remove_item(&name),
        };
    }

    /// Drops what was typed into the forms of a run.
    pub(crate) fn forget_typed(&self, run: &str) {
        let Some(tab) = self.tab() else {
            return;
        };
        let begins = name(run, "");
        // From behind, as those behind one that goes move up.
        for place in (0..tab.length().unwrap_or_default()).rev() {
            if let Ok(Some(name)) = tab.key(place)
                && name.starts_with(&begins)
            {
                let _ = tab.remove_item(&name);
            }
        }
    }

    /// What the tab keeps. Where runs are in memory only they are gone with the
    /// page, and so is what was typed.
    fn tab(&self) -> Option<web_sys::Storage> {
        match &*self.0 {
            Place::Device(_) => web_sys::window()?.session_storage().ok()?,
            Place::Session(..) => None,
        }
    }
}

fn name(run: &str, form: &str) -> String {
    format!("segflow.typed.{run}/{form}")
}
