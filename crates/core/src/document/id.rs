use std::borrow::Borrow;
use std::fmt;

/// Why a text cannot be an id.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdError {
    /// The text does not match `[A-Za-z_][A-Za-z0-9_-]{0,63}`.
    Shape(String),
    /// The word already means something in tags.
    Reserved(String),
}

impl fmt::Display for IdError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            IdError::Shape(id) => write!(
                f,
                "an id begins with a letter or _ and goes on with up to 63 letters, digits, _ or -; this is \"{id}\""
            ),
            IdError::Reserved(id) => write!(
                f,
                "\"{id}\" already means something in tags, so no task can be called that; choose another id"
            ),
        }
    }
}

impl std::error::Error for IdError {}

/// Words that begin paths of their own, such as `{{ run.id }}`.
const RESERVED_TASK_IDS: [&str; 5] = ["run", "workflow", "row", "host", "user"];

/// Whether the text has the shape of an id.
pub(crate) fn has_id_shape(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes
        .next()
        .is_some_and(|first| first.is_ascii_alphabetic() || first == b'_')
        && text.len() <= 64
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-')
}

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(String);

        impl $name {
            /// The id as it stands in the document.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
    };
}

id! {
    /// The id of a task; tags begin with it.
    TaskId
}
id! {
    /// The id of a form's field; tags go on with it.
    FieldId
}
id! {
    /// The id of a connected account.
    AccountId
}
id! {
    /// The id of a workflow.
    WorkflowId
}

impl TaskId {
    /// Takes a text of the right shape that is no reserved word.
    pub fn parse(text: &str) -> Result<TaskId, IdError> {
        if RESERVED_TASK_IDS.contains(&text) {
            return Err(IdError::Reserved(text.to_owned()));
        }
        shaped(text).map(TaskId)
    }
}

impl FieldId {
    /// Takes a text of the right shape.
    pub fn parse(text: &str) -> Result<FieldId, IdError> {
        shaped(text).map(FieldId)
    }
}

impl AccountId {
    /// Takes a text of the right shape.
    pub fn parse(text: &str) -> Result<AccountId, IdError> {
        shaped(text).map(AccountId)
    }
}

impl WorkflowId {
    /// Takes a text of the right shape.
    pub fn parse(text: &str) -> Result<WorkflowId, IdError> {
        shaped(text).map(WorkflowId)
    }
}

fn shaped(text: &str) -> Result<String, IdError> {
    if has_id_shape(text) {
        Ok(text.to_owned())
    } else {
        Err(IdError::Shape(text.to_owned()))
    }
}

/// Makes an id out of a label, `First name` giving `first_name`; `taken` ids
/// get a number behind them. Falls back to `fallback` where the label has no
/// letter or digit of ASCII.
pub(crate) fn id_from_label(label: &str, fallback: &str, taken: impl Fn(&str) -> bool) -> String {
    let mut id = String::new();
    for char in label.chars() {
        if char.is_ascii_alphanumeric() {
            id.push(char.to_ascii_lowercase());
        } else if !id.is_empty() && !id.ends_with('_') {
            id.push('_');
        }
        // Room is left for the number.
        if id.len() >= 56 {
            break;
        }
    }
    let id = id.trim_end_matches('_');
    let id = match id.chars().next() {
        None => fallback.to_owned(),
        Some(first) if first.is_ascii_digit() => format!("{fallback}_{id}"),
        Some(_) => id.to_owned(),
    };
    let free = |id: &str| !taken(id) && !RESERVED_TASK_IDS.contains(&id);
    if free(&id) {
        return id;
    }
    // Of `taken + 1` numbers one is free, so this ends.
    let mut number = 2_u64;
    loop {
        let numbered = format!("{id}_{number}");
        if free(&numbered) {
            return numbered;
        }
        number += 1;
    }
}
