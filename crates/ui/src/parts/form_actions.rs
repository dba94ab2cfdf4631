use yew::prelude::{Callback, Html, MouseEvent, html};

use super::{Button, ButtonKind};
use crate::text::{Text, Words};

/// What a form or a question ends with: a button that leaves everything as it
/// was, and the one that does what is asked.
pub(crate) fn form_actions(words: &Words, on_cancel: &Callback<()>, done: Button) -> Html {
    html! {
        <div class="form-actions">
            {
                Button::new(words.say(Text::Cancel))
                    .kind(ButtonKind::Quiet)
                    .on_press(on_cancel.reform(|_: MouseEvent| ()))
                    .view()
            }
            { done.view() }
        </div>
    }
}
