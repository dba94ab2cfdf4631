//! What segflow-catalog suggests: events, names with their types, usual
//! properties; and rows made of what is pasted.

mod expected;
mod paste_box;
mod picked;
mod planned;
mod suggestions;
mod usual;

pub(super) use expected::ExpectedProps;
pub(super) use paste_box::PasteBoxProps;
pub(super) use picked::{Asked, Named, Picked};
pub(super) use suggestions::SuggestionsProps;
pub(super) use usual::UsualProps;

crate::part! {
    /// The list under a box for the name of an event or a row.
    pub(super) fn suggestions(SuggestionsProps) in catalog = suggestions::SuggestionList;
}
crate::part! {
    /// Offers the usual properties that are not there yet.
    pub(super) fn usual_rows(UsualProps) in catalog = usual::UsualRows;
}
crate::part! {
    /// Makes rows of a text.
    pub(super) fn paste_box(PasteBoxProps) in paste = paste_box::PasteBox;
}
crate::part! {
    /// Tells what rows without a value are meant to hold.
    pub(super) fn expected_types(ExpectedProps) in catalog = expected::ExpectedTypes;
}
