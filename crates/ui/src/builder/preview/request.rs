use segflow_core::segment::{MAX_EVENT_BYTES, Request, ShownRequest};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use crate::parts::{Button, ButtonKind, CopyButton, JsonLayout, json_view};
use crate::text::{BuilderText, Text, Words, use_words};
use segflow_interchange::export::curl;

/// Properties of [`Body`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct BodyProps {
    /// The request, its key masked.
    pub(super) request: ShownRequest,
    /// The length of its body, with the real key.
    pub(super) bytes: usize,
    pub(super) message_id: Option<AttrValue>,
}

/// Where a request goes and its body, set out for reading or byte for byte.
#[function_component]
pub(super) fn Body(props: &BodyProps) -> Html {
    let words = use_words();
    let layout = use_state_eq(JsonLayout::default);
    let request = &props.request;
    let toggle = {
        let layout = layout.clone();
        Callback::from(move |_: MouseEvent| {
            layout.set(match *layout {
                JsonLayout::Lines => JsonLayout::Exact,
                JsonLayout::Exact => JsonLayout::Lines,
            });
        })
    };
    let label = match *layout {
        JsonLayout::Exact => Text::SetOut,
        JsonLayout::Lines => Text::ExactBytes,
    };
    html! {
        <div class="request">
            { line(request) }
            { json_view(&request.body, *layout) }
            <div class="request-foot">
                { size(&words, props.bytes) }
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
                        <CopyButton text={id.clone()} label={words.say(Text::CopyMessageId)} />
                    </span>
                }
            </div>
        </div>
    }
}

/// Where a request goes and with which headers.
pub(super) fn headers(words: &Words, request: &ShownRequest) -> Html {
    let headers = request.headers.iter();
    let text: Vec<String> = headers
        .clone()
        .map(|(name, value)| format!("{name}: {value}"))
        .collect();
    html! {
        <div class="request">
            { line(request) }
            <dl class="request-headers" dir="ltr">
                { for headers.map(|(name, value)| html! {
                    <div class="header-line"><dt>{ *name }</dt><dd>{ value.clone() }</dd></div>
                }) }
            </dl>
            <div class="request-foot">
                <span>{ words.say(BuilderText::HeadersNote) }</span>
                <CopyButton text={text.join("\n")} label={words.say(BuilderText::CopyHeaders)} />
            </div>
        </div>
    }
}

/// The request as a command.
pub(super) fn command(words: &Words, request: &Request) -> Html {
    let command = curl(request);
    html! {
        <div class="request">
            <pre class="json wrapped" dir="ltr" translate="no">{ command.clone() }</pre>
            <div class="request-foot">
                <span>{ words.say(BuilderText::CurlNote) }</span>
                <CopyButton text={command} label={words.say(BuilderText::CopyCommand)} />
            </div>
        </div>
    }
}

fn line(request: &ShownRequest) -> Html {
    html! {
        <div class="request-line" dir="ltr">
            <span class="method">{ request.method }</span>
            <span class="url">{ request.url.clone() }</span>
        </div>
    }
}

/// How much of what Segment takes is used.
fn size(words: &Words, bytes: usize) -> Html {
    let told = words.say(BuilderText::Size {
        bytes,
        most: MAX_EVENT_BYTES,
    });
    html! {
        <span class="size">
            <meter min="0" max={MAX_EVENT_BYTES.to_string()} value={bytes.to_string()}
                high={(MAX_EVENT_BYTES - 1).to_string()} optimum="0"
                aria-label={words.say(BuilderText::SizeLabel)}>
            </meter>
            <span class="number">{ told }</span>
        </span>
    }
}
