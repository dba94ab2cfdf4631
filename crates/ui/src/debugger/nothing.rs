//! What stands where there is no message to show, and how to get some.

use yew::prelude::{AttrValue, Callback, Html, MouseEvent, html};

use crate::icons::{Icon, sign};
use crate::parts::{Button, CopyButton, Link};
use crate::text::{DebuggerText, Text, Words};

/// There is no receiver: how to start one.
pub(super) fn no_receiver(words: &Words, on_look: &Callback<()>) -> Html {
    let command = words.say(DebuggerText::NoReceiverCommand);
    html! {
        <div class="card empty">
            { sign(Icon::Pulse) }
            <h2>{ words.say(DebuggerText::NoReceiver) }</h2>
            <p>{ words.say(DebuggerText::NoReceiverHint) }</p>
            <p class="debugger-command">
                <code dir="ltr" translate="no">{ command.clone() }</code>
                <CopyButton text={command} />
            </p>
            {
                Button::new(words.say(DebuggerText::LookAgain))
                    .on_press(on_look.reform(|_: MouseEvent| ()))
                    .view()
            }
        </div>
    }
}

/// Nothing has arrived: how something does.
pub(super) fn nothing_yet(
    words: &Words,
    endpoint: Option<&AttrValue>,
    home: &AttrValue,
    on_home: &Callback<()>,
) -> Html {
    html! {
        <div class="empty">
            { sign(Icon::Pulse) }
            <h2>{ words.say(DebuggerText::Nothing) }</h2>
            <p>{ words.say(DebuggerText::NothingHint) }</p>
            <p>
                {
                    Link::to(home.clone(), on_home.clone())
                        .view(html! { words.say(Text::GoToWorkflows) })
                }
            </p>
            if let Some(endpoint) = endpoint {
                <p class="muted">{ words.say(DebuggerText::NothingEndpoint { endpoint }) }</p>
            }
        </div>
    }
}

/// Nothing matches the search and the filters.
pub(super) fn nothing_found(words: &Words, on_clear: &Callback<MouseEvent>) -> Html {
    html! {
        <div class="empty">
            <h2>{ words.say(DebuggerText::NothingFound) }</h2>
            <p>{ words.say(DebuggerText::NothingFoundHint) }</p>
            { Button::new(words.say(DebuggerText::ClearFilters)).on_press(on_clear.clone()).view() }
        </div>
    }
}
