use segflow_interchange::{Extent, NotTakenOver};
use yew::prelude::{Html, html};

use crate::icons::{Icon, sign};
use crate::text::{TakenText, Words};

/// What of something is not in another format, or means something else there;
/// nothing where all is.
pub(crate) fn not_taken_over(words: &Words, listed: &[NotTakenOver]) -> Html {
    if listed.is_empty() {
        return Html::default();
    }
    html! {
        <section class="stack tight" aria-labelledby="not-taken">
            <h3 id="not-taken">{ words.say(TakenText::NotTaken { count: listed.len() }) }</h3>
            <ul class="changes" role="list" aria-labelledby="not-taken">
                { for listed.iter().map(|one| entry(words, one)) }
            </ul>
        </section>
    }
}

fn entry(words: &Words, one: &NotTakenOver) -> Html {
    let (icon, name) = match one.why.extent() {
        Extent::LeftOut => (Icon::Dash, TakenText::LeftOut),
        Extent::Changed => (Icon::Pulse, TakenText::Changed),
    };
    let place: Vec<_> = one.place.steps().map(|step| step.to_string()).collect();
    html! {
        <li class="change">
            <p class="change-head">
                { sign(icon) }
                <code dir="ltr">{ place.join(".") }</code>
                <span class="muted">{ words.say(name) }</span>
            </p>
            <p><code dir="auto">{ one.what.clone() }</code></p>
            <p>{ words.say(TakenText::Why(&one.why)) }</p>
        </li>
    }
}
