use segflow_core::document::{FieldId, FormField, FormFieldType};
use segflow_core::json::{Number, Object, Value};

/// The answers of a form as they are typed. A number becomes a JSON number as
/// soon as it is one, so that what is typed is what the tags give.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Answers(pub Object);

/// What is wrong with an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AnswerProblem {
    /// It has to be given.
    Required,
    /// It has to be a number.
    NotANumber,
    /// It has to be an email address.
    NotAnEmail,
    /// It has to be a telephone number.
    NotATelephone,
    /// It has to be a web address.
    NotAUrl,
    /// It has to be one of the choices.
    NotAChoice,
}

impl Answers {
    /// What a box for the field shows.
    pub fn text(&self, field: &FormField) -> String {
        match self.0.get(field.id.as_str()) {
            None | Some(Value::Null) => String::new(),
            Some(Value::Text(text)) => text.clone(),
            Some(other) => other.to_string(),
        }
    }

    /// Whether a choice of the field is chosen.
    pub fn is_chosen(&self, field: &FormField, choice: &str) -> bool {
        match self.0.get(field.id.as_str()) {
            Some(Value::List(list)) => list.iter().any(|one| one.as_text() == Some(choice)),
            Some(Value::Text(text)) => text == choice,
            _ => false,
        }
    }

    /// The answer to a yes/no question.
    pub fn yes_or_no(&self, field: &FormField) -> Option<bool> {
        self.0.get(field.id.as_str()).and_then(Value::as_bool)
    }

    /// The answers after something was typed for a field. Nothing typed is no
    /// answer.
    #[must_use]
    pub fn typed(mut self, field: &FormField, text: &str) -> Answers {
        let id = field.id.as_str();
        if text.is_empty() {
            self.0.remove(id);
            return self;
        }
        let number = match field.field_type {
            FormFieldType::Number => Number::new(text.trim()),
            _ => None,
        };
        match number {
            Some(number) => self.0.insert(id, number),
            None => self.0.insert(id, text),
        }
        self
    }

    /// The answers after yes or no was chosen.
    #[must_use]
    pub fn decided(mut self, field: &FormField, yes: bool) -> Answers {
        self.0.insert(field.id.as_str(), yes);
        self
    }

    /// The answers after a choice was ticked or unticked. They keep the order
    /// in which the form offers them.
    #[must_use]
    pub fn ticked(mut self, field: &FormField, choice: &str) -> Answers {
        let ticked: Vec<Value> = field
            .choices
            .iter()
            .filter(|offered| self.is_chosen(field, offered) != (*offered == choice))
            .map(|offered| Value::text(offered.as_str()))
            .collect();
        if ticked.is_empty() {
            self.0.remove(field.id.as_str());
        } else {
            self.0.insert(field.id.as_str(), ticked);
        }
        self
    }

    /// What keeps the answers from being given, in the order of the form.
    pub fn problems(&self, fields: &[FormField]) -> Vec<(FieldId, AnswerProblem)> {
        fields
            .iter()
            .filter(|field| field.field_type.takes_answer())
            .filter_map(|field| Some((field.id.clone(), self.problem(field)?)))
            .collect()
    }

    fn problem(&self, field: &FormField) -> Option<AnswerProblem> {
        let answer = self.0.get(field.id.as_str());
        if !field.is_answered_by(answer) {
            return field.required.then_some(AnswerProblem::Required);
        }
        match (field.field_type, answer) {
            (FormFieldType::Number, Some(Value::Text(_))) => Some(AnswerProblem::NotANumber),
            (FormFieldType::Email, Some(Value::Text(text))) if !is_email(text) => {
                Some(AnswerProblem::NotAnEmail)
            }
            (FormFieldType::Telephone, Some(Value::Text(text))) if !is_telephone(text) => {
                Some(AnswerProblem::NotATelephone)
            }
            (FormFieldType::Url, Some(Value::Text(text))) if !is_url(text) => {
                Some(AnswerProblem::NotAUrl)
            }
            (FormFieldType::Radio | FormFieldType::Dropdown, Some(Value::Text(text)))
                if !field.choices.contains(text) =>
            {
                Some(AnswerProblem::NotAChoice)
            }
            _ => None,
        }
    }
}

/// Catches what was mistyped, and leaves the rest to the mail system.
fn is_email(text: &str) -> bool {
    match text.trim().rsplit_once('@') {
        Some((name, host)) => {
            !name.is_empty() && !host.is_empty() && !text.trim().contains(char::is_whitespace)
        }
        None => false,
    }
}

/// Digits, and what people write between them.
fn is_telephone(text: &str) -> bool {
    let is_ours = |letter: char| letter.is_ascii_digit() || " +-./()".contains(letter);
    text.chars().all(is_ours) && text.chars().filter(char::is_ascii_digit).count() >= 3
}

/// Where a web address begins, and that something follows.
fn is_url(text: &str) -> bool {
    let text = text.trim();
    let rest = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    rest.is_some_and(|rest| !rest.is_empty() && !rest.contains(char::is_whitespace))
}

#[cfg(test)]
mod tests {
    use segflow_core::document::{FieldId, FormField, FormFieldType};
    use segflow_core::json::Object;

    use super::{AnswerProblem, Answers};

    fn field(field_type: FormFieldType) -> FormField {
        let mut field = FormField::new(FieldId::parse("f").unwrap(), "F", field_type);
        field.choices = vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
        field.required = true;
        field
    }

    #[test]
    fn what_is_typed_becomes_an_answer() {
        use AnswerProblem::{NotAChoice, NotANumber, NotATelephone, NotAUrl, NotAnEmail, Required};
        for (field_type, typed, answers, problem) in [
            (
                FormFieldType::Text,
                "Zoë \"Z\"",
                r#"{"f":"Zoë \"Z\""}"#,
                None,
            ),
            (FormFieldType::Text, "12", r#"{"f":"12"}"#, None),
            (FormFieldType::Text, "", "{}", Some(Required)),
            (FormFieldType::Number, "12.50", r#"{"f":12.50}"#, None),
            (FormFieldType::Number, " 12 ", r#"{"f":12}"#, None),
            (
                FormFieldType::Number,
                "12,5",
                r#"{"f":"12,5"}"#,
                Some(NotANumber),
            ),
            (
                FormFieldType::Number,
                "012",
                r#"{"f":"012"}"#,
                Some(NotANumber),
            ),
            (FormFieldType::Email, "a@b", r#"{"f":"a@b"}"#, None),
            (
                FormFieldType::Email,
                "ab",
                r#"{"f":"ab"}"#,
                Some(NotAnEmail),
            ),
            (
                FormFieldType::Email,
                "a b@c",
                r#"{"f":"a b@c"}"#,
                Some(NotAnEmail),
            ),
            (
                FormFieldType::Telephone,
                "+49 (30) 12-34",
                r#"{"f":"+49 (30) 12-34"}"#,
                None,
            ),
            (
                FormFieldType::Telephone,
                "call me",
                r#"{"f":"call me"}"#,
                Some(NotATelephone),
            ),
            (
                FormFieldType::Url,
                "https://a.example/b?c",
                r#"{"f":"https://a.example/b?c"}"#,
                None,
            ),
            (
                FormFieldType::Url,
                "a.example",
                r#"{"f":"a.example"}"#,
                Some(NotAUrl),
            ),
            (FormFieldType::Radio, "a", r#"{"f":"a"}"#, None),
            (
                FormFieldType::Dropdown,
                "z",
                r#"{"f":"z"}"#,
                Some(NotAChoice),
            ),
            (
                FormFieldType::Date,
                "2024-02-29",
                r#"{"f":"2024-02-29"}"#,
                None,
            ),
        ] {
            let field = field(field_type);
            let given = Answers::default().typed(&field, typed);
            assert_eq!(given.0, read(answers), "{typed}");
            let problems = given.problems(std::slice::from_ref(&field));
            assert_eq!(
                problems.first().map(|(_, problem)| *problem),
                problem,
                "{typed}"
            );
        }
    }

    #[test]
    fn ticks_keep_the_order_of_the_form() {
        let field = field(FormFieldType::Checkboxes);
        let given = Answers::default().ticked(&field, "c").ticked(&field, "a");
        assert_eq!(given.0, read(r#"{"f":["a","c"]}"#));
        let given = given.ticked(&field, "a").ticked(&field, "c");
        assert_eq!(given.0, Object::new());
    }

    fn read(text: &str) -> Object {
        let value = segflow_core::json::Value::read(text, 8).unwrap();
        value.as_object().unwrap().clone()
    }
}
