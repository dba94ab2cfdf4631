use yew::prelude::{AttrValue, Html, Properties, function_component, html};

use crate::icons::{Icon, Sign};
use crate::text::{BuilderText, use_words};

const LOG_IN: &str = "https://app.segment.com/login";
const SIGN_UP: &str = "https://app.segment.com/signup";
const HTTP_API: &str =
    "https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/";
const FIND_KEY: &str = "https://segment.com/docs/connections/find-writekey/";

/// How to find the write key in today's Segment.
#[function_component]
pub(super) fn Guide() -> Html {
    let words = use_words();
    let link = |href: &'static str, text: BuilderText<'static>| {
        html! { <OutwardLink {href} text={words.say(text)} /> }
    };
    html! {
        <aside class="guide" aria-labelledby="guide-title">
            <h3 id="guide-title">{ words.say(BuilderText::GuideTitle) }</h3>
            <ol>
                <li>
                    { link(LOG_IN, BuilderText::GuideLogIn) }
                    { words.say(BuilderText::GuideOr) }
                    { link(SIGN_UP, BuilderText::GuideSignUp) }
                    { "." }
                </li>
                <li>
                    { words.say(BuilderText::GuideAddSource) }
                    { " " }
                    { link(HTTP_API, BuilderText::GuideAboutHttpApi) }
                </li>
                <li>
                    { words.say(BuilderText::GuideCopyKey) }
                    { " " }
                    { link(FIND_KEY, BuilderText::GuideAboutKeys) }
                </li>
            </ol>
            <p>{ words.say(BuilderText::GuideHaveOne) }</p>
            <p>{ words.say(BuilderText::GuideOwnSource) }</p>
        </aside>
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct OutwardLinkProps {
    href: &'static str,
    text: AttrValue,
}

/// A link out of the app, in a tab of its own that knows nothing of this one.
#[function_component]
fn OutwardLink(props: &OutwardLinkProps) -> Html {
    let words = use_words();
    html! {
        <a class="outward" href={props.href} target="_blank" rel="noopener noreferrer">
            { props.text.clone() }
            <Sign icon={Icon::External} />
            <span class="visually-hidden">{ words.say(BuilderText::OpensNewTab) }</span>
        </a>
    }
}
