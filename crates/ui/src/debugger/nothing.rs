//! What stands where there is no message to show, and how to get some.

use yew::prelude::{AttrValue, Callback, Html, MouseEvent, Properties, function_component, html};

use crate::icons::{Icon, Sign};
use crate::parts::{Button, CopyButton, Link};
use crate::text::{DebuggerText, Text, use_words};

/// Properties of [`NoReceiver`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct NoReceiverProps {
    pub(super) on_look: Callback<()>,
}

/// There is no receiver: how to start one.
#[function_component]
pub(super) fn NoReceiver(props: &NoReceiverProps) -> Html {
    let words = use_words();
    let command = words.say(DebuggerText::NoReceiverCommand);
    html! {
        <div class="card empty">
            <Sign icon={Icon::Pulse} />
            <h2>{ words.say(DebuggerText::NoReceiver) }</h2>
            <p>{ words.say(DebuggerText::NoReceiverHint) }</p>
            <p class="debugger-command">
                <code dir="ltr" translate="no">{ command.clone() }</code>
                <CopyButton text={command} />
            </p>
            <Button label={words.say(DebuggerText::LookAgain)}
                on_press={props.on_look.reform(|_: MouseEvent| ())} />
        </div>
    }
}

/// Properties of [`NothingYet`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct NothingYetProps {
    pub(super) endpoint: Option<AttrValue>,
    pub(super) home: AttrValue,
    pub(super) on_home: Callback<()>,
}

/// Nothing has arrived: how something does.
#[function_component]
pub(super) fn NothingYet(props: &NothingYetProps) -> Html {
    let words = use_words();
    html! {
        <div class="empty">
            <Sign icon={Icon::Pulse} />
            <h2>{ words.say(DebuggerText::Nothing) }</h2>
            <p>{ words.say(DebuggerText::NothingHint) }</p>
            <p>
                <Link href={props.home.clone()} on_follow={props.on_home.clone()}>
                    { words.say(Text::GoToWorkflows) }
                </Link>
            </p>
            if let Some(endpoint) = &props.endpoint {
                <p class="muted">{ words.say(DebuggerText::NothingEndpoint { endpoint }) }</p>
            }
        </div>
    }
}

/// Properties of [`NothingFound`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct NothingFoundProps {
    pub(super) on_clear: Callback<MouseEvent>,
}

/// Nothing matches the search and the filters.
#[function_component]
pub(super) fn NothingFound(props: &NothingFoundProps) -> Html {
    let words = use_words();
    html! {
        <div class="empty">
            <h2>{ words.say(DebuggerText::NothingFound) }</h2>
            <p>{ words.say(DebuggerText::NothingFoundHint) }</p>
            <Button label={words.say(DebuggerText::ClearFilters)} on_press={props.on_clear.clone()} />
        </div>
    }
}
