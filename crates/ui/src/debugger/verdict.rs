use segflow_web::debugger::Outcome;
use yew::prelude::{AttrValue, Html, classes, html};

use super::Entry;
use crate::icons::{Icon, sign};
use crate::parts::{Tone, badge};
use crate::text::{Advice, DebuggerText, Text, Told, Words};

/// What an outcome is called.
pub(super) fn outcome_text(outcome: Outcome) -> DebuggerText<'static> {
    match outcome {
        Outcome::Accepted => DebuggerText::Accepted,
        Outcome::Discarded => DebuggerText::Discarded,
        Outcome::Duplicate => DebuggerText::Duplicate,
        Outcome::Refused => DebuggerText::Refused,
        Outcome::Unknown => DebuggerText::Unjudged,
    }
}

const fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Accepted => Tone::Good,
        Outcome::Discarded | Outcome::Refused => Tone::Error,
        Outcome::Duplicate => Tone::Warning,
        Outcome::Unknown => Tone::Neutral,
    }
}

const fn icon(outcome: Outcome) -> Icon {
    match outcome {
        Outcome::Accepted => Icon::Check,
        Outcome::Discarded => Icon::Trash,
        Outcome::Duplicate => Icon::Copy,
        Outcome::Refused => Icon::Error,
        Outcome::Unknown => Icon::Dash,
    }
}

/// What becomes of a message, in a word and a sign.
pub(super) fn outcome_badge(words: &Words, outcome: Outcome) -> Html {
    badge(
        tone(outcome),
        Some(icon(outcome)),
        html! { words.say(outcome_text(outcome)) },
    )
}

/// What becomes of a message, why, and what to do.
pub(super) fn verdict(words: &Words, entry: &Entry, first: Option<Html>) -> Html {
    let outcome = entry.outcome();
    let tone_class = tone(outcome).class().unwrap_or("neutral");
    let code = &entry.message.verdict.code;
    html! {
        <div class={classes!("notice", "message-verdict", tone_class)}>
            { sign(icon(outcome)) }
            <div class="notice-body">
                <h3 class="notice-title">{ words.say(outcome_text(outcome)) }</h3>
                { for sentences(words, entry).iter().map(|said| html! { <p>{ marked(said) }</p> }) }
                if let Some(code) = code {
                    <p><code>{ words.say(DebuggerText::Code { code }) }</code></p>
                }
                if let Some(first) = first {
                    <p>{ first }</p>
                }
            </div>
        </div>
    }
}

/// A sentence of the receiver's, in which names stand between backticks.
fn marked(said: &str) -> Html {
    let mut is_name = false;
    said.split('`')
        .map(|part| {
            let part = part.to_owned();
            let drawn = if is_name {
                html! { <code>{ part }</code> }
            } else {
                html! { part }
            };
            is_name = !is_name;
            drawn
        })
        .collect()
}

/// Why, then what it means, then what to do.
fn sentences(words: &Words, entry: &Entry) -> Vec<AttrValue> {
    let message = &entry.message;
    let mut said = Vec::new();
    let told = |code: &str, message: &str| {
        let reason = words.say(Told { code, message });
        words.say(Text::Because { reason: &reason })
    };
    let reason = message.verdict.reason.as_ref().or(message.problem.as_ref());
    if let Some(reason) = reason {
        let code = message.verdict.code.as_deref();
        said.push(told(code.unwrap_or_default(), reason));
    }
    // A message that came too deep to be shown is whole for all that.
    let remark = message
        .problem
        .as_ref()
        .filter(|&problem| Some(problem) != reason);
    if let Some(reason) = remark {
        said.push(told("", reason));
    }
    said.push(words.say(match message.verdict.outcome {
        Outcome::Accepted => DebuggerText::AcceptedHint,
        Outcome::Discarded => DebuggerText::DiscardedHint,
        Outcome::Duplicate => DebuggerText::DuplicateHint,
        Outcome::Refused => DebuggerText::RefusedHint,
        Outcome::Unknown => DebuggerText::UnjudgedHint,
    }));
    let advice = message.verdict.code.as_deref().and_then(Advice::for_code);
    if let Some(advice) = advice {
        said.push(words.say(DebuggerText::Advice(advice)));
    }
    said
}
