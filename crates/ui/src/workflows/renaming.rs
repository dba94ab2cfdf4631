use yew::prelude::{AttrValue, Callback, Html, html};

use crate::parts::NameQuestion;
use crate::text::{SharingText, Words};

/// Asks what a workflow is to be called.
pub(super) fn renaming(
    words: Words,
    name: &AttrValue,
    on_name: Callback<AttrValue>,
    on_close: Callback<()>,
) -> Html {
    let wrong = move |name: AttrValue| name.is_empty().then(|| words.say(SharingText::NameNeeded));
    html! {
        <NameQuestion id="renaming" title={words.say(SharingText::RenameTitle)}
            label={words.say(SharingText::Name)} name={name.clone()} {wrong} {on_name} {on_close} />
    }
}
