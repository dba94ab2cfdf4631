/// The text of a document that is there to begin with. What a person reads in it,
/// such as the label of a field, is said in their language; the names that are
/// sent to Segment stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReadyMade(pub &'static str);
