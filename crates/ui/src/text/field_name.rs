/// What a field is called that tags and conditions read: those that every run
/// has are called something by us, all others by a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FieldName<'a> {
    /// The path, as it is written in a tag.
    pub path: &'a str,
    /// What the core calls it.
    pub label: &'a str,
}
