use std::rc::Rc;

use segflow_core::document::FormField;
use segflow_core::json::{Object, Value};
use segflow_web::storage::Storage;
use yew::prelude::AttrValue;

use crate::model::{Answers, Drafts, gone_on};

/// How deep answers may be nested, with the record around them.
const MAX_DEPTH: usize = 64;

/// Where what is typed into a form of a run stays until it is sent.
#[derive(Clone)]
pub(super) struct Typing {
    pub(super) drafts: Drafts,
    /// Goes on where the page is loaded anew.
    pub(super) storage: Option<Storage>,
    pub(super) run: AttrValue,
    /// Which form of the run.
    pub(super) form: String,
    pub(super) fields: Rc<[FormField]>,
    pub(super) began_with: Object,
}

impl Typing {
    /// The answers as they were left.
    pub(super) fn answers(&self) -> Answers {
        let known = self.drafts.answers(&self.form, &self.began_with);
        let answers = known.or_else(|| Some(gone_on(&self.began_with, &self.kept()?)));
        Answers(answers.unwrap_or_else(|| self.began_with.clone()))
    }

    /// Keeps the answers, but for those of password fields.
    pub(super) fn keep(&self, answers: &Answers) {
        let (form, began_with) = (&self.form, &self.began_with);
        let answers = answers.0.clone();
        let kept = self
            .drafts
            .keep_answers(form, began_with, answers, &self.fields);
        if let Some(storage) = &self.storage {
            let typed = Value::Object(kept).to_string();
            storage.keep_typed(&self.run, form, Some(&typed));
        }
    }

    /// The answers were given.
    pub(super) fn sent(&self) {
        self.drafts.answered(&self.form);
        if let Some(storage) = &self.storage {
            storage.keep_typed(&self.run, &self.form, None);
        }
    }

    fn kept(&self) -> Option<Object> {
        let typed = self.storage.as_ref()?.typed(&self.run, &self.form)?;
        Value::read(&typed, MAX_DEPTH).ok()?.as_object().cloned()
    }
}
