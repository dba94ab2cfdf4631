use segflow_core::segment::{MAX_EVENT_BYTES, ShownRequest};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use crate::parts::{Button, ButtonKind, CopyButton, JsonLayout, json_view};
use crate::text::{BuilderText, use_words};

/// Properties of [`RequestView`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct RequestViewProps {
    /// The request, its key masked.
    pub(in crate::builder) request: ShownRequest,
    /// The length of its body, with the real key.
    pub(in crate::builder) bytes: usize,
    #[prop_or_default]
    pub(in crate::builder) message_id: Option<AttrValue>,
}

/// A request: where it goes, with which headers, and its body, set out for
/// reading or byte for byte.
#[function_component]
pub(in crate::builder) fn RequestView(props: &RequestViewProps) -> Html {
    let words = use_words();
    let layout = use_state_eq(JsonLayout::default);
    let request = &props.request;
    let is_exact = *layout == JsonLayout::Exact;
    let toggle = {
        let layout = layout.clone();
        Callback::from(move |_: MouseEvent| {
            layout.set(match *layout {
                JsonLayout::Lines => JsonLayout::Exact,
                JsonLayout::Exact => JsonLayout::Lines,
            });
        })
    };
    let label = if is_exact {
        BuilderText::SetOut
    } else {
        BuilderText::ExactBytes
    };
    html! {
        <div class="request">
            <div class="request-line" dir="ltr">
                <span class="method">{ request.method }</span>
                <span class="url">{ request.url.clone() }</span>
            </div>
            <dl class="request-headers" dir="ltr">
                { for request.headers.iter().map(|(name, value)| html! {
                    <div class="header-line"><dt>{ *name }</dt><dd>{ value.clone() }</dd></div>
                }) }
            </dl>
            { json_view(&request.body, *layout) }
            <div class="request-foot">
                <span class="number">
                    { words.say(BuilderText::Size { bytes: props.bytes, most: MAX_EVENT_BYTES }) }
                </span>
                <span class="cluster">
                    {
                        Button::new(words.say(label))
                            .kind(ButtonKind::Quiet)
                            .small()
                            .on_press(toggle)
                            .view()
                    }
                    <CopyButton text={request.body.clone()} label={words.say(BuilderText::CopyBody)} />
                </span>
                if let Some(id) = &props.message_id {
                    <span class="message-id">
                        <code>{ id.clone() }</code>
                        <CopyButton text={id.clone()} label={words.say(BuilderText::CopyMessageId)} />
                    </span>
                }
            </div>
        </div>
    }
}
