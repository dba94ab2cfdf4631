use std::cell::RefCell;
use std::rc::Rc;

use segflow_core::document::{FormField, FormFieldType};
use segflow_core::json::Object;

use super::JsonDraft;

/// What was typed and is part of nothing yet, kept while what it was typed into
/// is out of sight. It lasts as long as the model, and knows no password.
#[derive(Debug, Clone, Default)]
pub struct Drafts(Rc<RefCell<Kept>>);

#[derive(Debug, Default)]
struct Kept {
    /// Texts that are no JSON, by their places.
    json: Vec<(String, JsonDraft)>,
    /// Answers of forms, by their places, with those that each began with.
    answers: Vec<(String, Object, Object)>,
}

impl PartialEq for Drafts {
    fn eq(&self, other: &Drafts) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Drafts {
    /// The text that stood at a place.
    pub fn json(&self, place: &str) -> Option<JsonDraft> {
        let kept = self.0.borrow();
        let found = kept.json.iter().find(|(known, _)| known == place)?;
        Some(found.1.clone())
    }

    /// Keeps what stands at a place, unless it says a value.
    pub fn keep_json(&self, place: &str, draft: &JsonDraft) {
        let json = &mut self.0.borrow_mut().json;
        json.retain(|(known, _)| known != place);
        if draft.value().is_none() {
            json.push((place.to_owned(), draft.clone()));
        }
    }

    /// The answers that were typed into the form at a place, if it began with
    /// these; what was emptied is as it was then.
    pub fn answers(&self, place: &str, began_with: &Object) -> Option<Object> {
        let kept = self.0.borrow();
        let mut all = kept.answers.iter();
        let found = all.find(|(known, began, _)| known == place && began == began_with)?;
        Some(gone_on(began_with, &found.2))
    }

    /// Keeps what was answered so far, and gives what may be kept of it.
    pub fn keep_answers(
        &self,
        place: &str,
        began_with: &Object,
        mut answers: Object,
        fields: &[FormField],
    ) -> Object {
        let secret = |field: &&FormField| field.field_type == FormFieldType::Password;
        for field in fields.iter().filter(secret) {
            answers.remove(field.id.as_str());
        }
        self.answered(place);
        let kept = (place.to_owned(), began_with.clone(), answers.clone());
        self.0.borrow_mut().answers.push(kept);
        answers
    }

    /// The answers of the form at a place were given.
    pub fn answered(&self, place: &str) {
        let answers = &mut self.0.borrow_mut().answers;
        answers.retain(|(known, _, _)| known != place);
    }
}

/// The answers that a form began with, and over them those that were typed.
pub fn gone_on(began_with: &Object, typed: &Object) -> Object {
    let mut answers = began_with.clone();
    for (name, answer) in typed.iter() {
        answers.insert(name, answer.clone());
    }
    answers
}

#[cfg(test)]
mod tests {
    use segflow_core::document::{FieldId, FormField, FormFieldType};
    use segflow_core::json::{Object, Value};

    use super::{Drafts, JsonDraft};

    #[test]
    fn a_broken_text_is_kept_until_it_is_mended() {
        let (drafts, before) = (Drafts::default(), Value::Object(Object::new()));
        let typed = |text: &str| JsonDraft::typed(text.to_owned(), &before, 8);
        drafts.keep_json("a/traits", &typed("{\"x\": "));
        drafts.keep_json("b/traits", &typed("["));
        assert_eq!(drafts.json("a/traits"), Some(typed("{\"x\": ")));
        assert_eq!(drafts.json("c/traits"), None);
        drafts.keep_json("a/traits", &typed("{\"x\": 1}"));
        assert_eq!(drafts.json("a/traits"), None);
        assert_eq!(drafts.json("b/traits"), Some(typed("[")));
    }

    #[test]
    fn answers_are_kept_until_they_are_given_and_passwords_never() {
        let field =
            |id: &str, field_type| FormField::new(FieldId::parse(id).unwrap(), id, field_type);
        let fields = [
            field("mail", FormFieldType::Email),
            field("code", FormFieldType::Password),
        ];
        let began = Object::from_iter([("name", "Ana"), ("mail", "")]);
        let answers = Object::from_iter([("mail", "ana@example.com"), ("code", "secret")]);
        let drafts = Drafts::default();
        let typed = drafts.keep_answers("form", &began, answers, &fields);
        assert_eq!(typed, Object::from_iter([("mail", "ana@example.com")]));
        let kept = Object::from_iter([("name", "Ana"), ("mail", "ana@example.com")]);
        assert_eq!(drafts.answers("form", &began), Some(kept));
        // With another sample the form begins with that.
        assert_eq!(drafts.answers("form", &Object::new()), None);
        assert!(!format!("{drafts:?}").contains("secret"));
        assert_eq!(drafts.answers("other", &began), None);
        drafts.answered("form");
        assert_eq!(drafts.answers("form", &began), None);
    }
}
