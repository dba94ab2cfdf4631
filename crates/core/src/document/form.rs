use super::FieldId;
use crate::json::{Object, Value};

/// A form: questions whose answers later tasks use.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Form {
    /// The fields in the order they are asked. Their ids differ.
    pub fields: Vec<FormField>,
}

impl Form {
    /// The answers the form begins with, in the order of its fields. Secrets
    /// have none.
    pub fn defaults(&self) -> Object {
        let fields = self.fields.iter();
        let fields = fields.filter(|field| {
            field.field_type.takes_answer() && field.field_type != FormFieldType::Password
        });
        fields
            .filter_map(|field| Some((field.id.as_str(), field.default.clone()?)))
            .collect()
    }

    /// The field of that id.
    pub fn field(&self, id: &str) -> Option<&FormField> {
        self.fields.iter().find(|field| field.id.as_str() == id)
    }
}

/// One question of a form.
#[derive(Debug, Clone, PartialEq)]
pub struct FormField {
    /// What tags refer to.
    pub id: FieldId,
    /// What people read.
    pub label: String,
    /// A sentence of help under the question; may be empty.
    pub hint: String,
    /// What kind of answer it takes.
    pub field_type: FormFieldType,
    /// Whether the form cannot be answered without it.
    pub required: bool,
    /// The answers to choose from, where the type offers a choice.
    pub choices: Vec<String>,
    /// The answer the form begins with where it is asked. A record that has no
    /// answer still has none.
    pub default: Option<Value>,
    /// Members of the field that this version does not know.
    pub rest: Object,
}

impl FormField {
    /// A field that need not be answered.
    pub fn new(id: FieldId, label: impl Into<String>, field_type: FormFieldType) -> FormField {
        FormField {
            id,
            label: label.into(),
            hint: String::new(),
            field_type,
            required: false,
            choices: Vec::new(),
            default: None,
            rest: Object::new(),
        }
    }

    /// What people call the field: its label, or its id where it has none.
    pub fn title(&self) -> &str {
        if self.label.is_empty() {
            self.id.as_str()
        } else {
            &self.label
        }
    }

    /// Whether a value answers the field: it is there and, where it must be
    /// answered, not empty.
    pub fn is_answered_by(&self, answer: Option<&Value>) -> bool {
        match answer {
            None | Some(Value::Null) => false,
            Some(Value::Text(text)) => !text.is_empty(),
            Some(Value::List(list)) => !list.is_empty(),
            Some(_) => true,
        }
    }
}

/// The kinds of form fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FormFieldType {
    /// One line of text.
    Text,
    /// Several lines of text.
    Textarea,
    /// An email address.
    Email,
    /// A number.
    Number,
    /// Yes or no.
    Yesno,
    /// A day.
    Date,
    /// A time of day.
    Time,
    /// A telephone number.
    Telephone,
    /// A web address.
    Url,
    /// A secret; its answers are never kept.
    Password,
    /// Any number of choices.
    Checkboxes,
    /// One choice, all of them shown.
    Radio,
    /// One choice out of a menu.
    Dropdown,
    /// A heading: nothing to answer.
    Heading,
    /// A paragraph: nothing to answer.
    Paragraph,
    /// A line: nothing to answer.
    Divider,
}

impl FormFieldType {
    /// All kinds, in the order menus show them.
    pub const ALL: [FormFieldType; 16] = [
        FormFieldType::Text,
        FormFieldType::Textarea,
        FormFieldType::Email,
        FormFieldType::Number,
        FormFieldType::Yesno,
        FormFieldType::Date,
        FormFieldType::Time,
        FormFieldType::Telephone,
        FormFieldType::Url,
        FormFieldType::Password,
        FormFieldType::Checkboxes,
        FormFieldType::Radio,
        FormFieldType::Dropdown,
        FormFieldType::Heading,
        FormFieldType::Paragraph,
        FormFieldType::Divider,
    ];

    /// The name in the document.
    pub fn name(self) -> &'static str {
        match self {
            FormFieldType::Text => "text",
            FormFieldType::Textarea => "textarea",
            FormFieldType::Email => "email",
            FormFieldType::Number => "number",
            FormFieldType::Yesno => "yesno",
            FormFieldType::Date => "date",
            FormFieldType::Time => "time",
            FormFieldType::Telephone => "telephone",
            FormFieldType::Url => "url",
            FormFieldType::Password => "password",
            FormFieldType::Checkboxes => "checkboxes",
            FormFieldType::Radio => "radio",
            FormFieldType::Dropdown => "dropdown",
            FormFieldType::Heading => "heading",
            FormFieldType::Paragraph => "paragraph",
            FormFieldType::Divider => "divider",
        }
    }

    /// The kind of that name.
    pub fn from_name(name: &str) -> Option<FormFieldType> {
        FormFieldType::ALL
            .into_iter()
            .find(|field_type| field_type.name() == name)
    }

    /// Whether a person can answer it, so that tags can use it.
    pub fn takes_answer(self) -> bool {
        !matches!(
            self,
            FormFieldType::Heading | FormFieldType::Paragraph | FormFieldType::Divider
        )
    }

    /// Whether it offers choices.
    pub fn has_choices(self) -> bool {
        matches!(
            self,
            FormFieldType::Checkboxes | FormFieldType::Radio | FormFieldType::Dropdown
        )
    }
}
