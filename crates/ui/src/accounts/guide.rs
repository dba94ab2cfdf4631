use yew::prelude::{AttrValue, Html, html};

use crate::icons::{Icon, sign};
use crate::text::{BuilderText, Words};

const LOG_IN: &str = "https://app.segment.com/login";
const SIGN_UP: &str = "https://app.segment.com/signup";
const HTTP_API: &str =
    "https://segment.com/docs/connections/sources/catalog/libraries/server/http-api/";
const FIND_KEY: &str = "https://segment.com/docs/connections/find-writekey/";

/// How to find the write key in today's Segment.
pub(super) fn guide(words: &Words) -> Html {
    let link = |href: &'static str, text: BuilderText<'static>| {
        outward_link(words, href, &words.say(text))
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

/// A link out of the app, in a tab of its own that knows nothing of this one.
fn outward_link(words: &Words, href: &'static str, text: &AttrValue) -> Html {
    html! {
        <a class="outward" href={href} target="_blank" rel="noopener noreferrer">
            { text.clone() }
            { sign(Icon::External) }
            <span class="visually-hidden">{ words.say(BuilderText::OpensNewTab) }</span>
        </a>
    }
}
