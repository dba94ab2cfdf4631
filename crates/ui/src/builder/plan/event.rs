use segflow_core::document::Call;
use segflow_core::json::Value;
use segflow_core::plan::{Plan, Planned, PlannedMember};
use yew::prelude::{AttrValue, Html, html};

use crate::builder::words::call_text;
use crate::parts::{Tone, badge, disclosure};
use crate::text::{PlanText, Words};

/// How many values are named of those that are allowed.
const NAMED_CHOICES: usize = 8;

/// What a plan says of each kind of message.
pub(super) fn planned(words: &Words, plan: &Plan) -> Html {
    let planned = plan.planned();
    let has_versions = |one: &Planned<'_>| {
        let is_same = |other: &&Planned<'_>| (other.call, other.name) == (one.call, one.name);
        planned.iter().filter(is_same).count() > 1
    };
    let shown = planned.iter().map(|one| {
        let title = title(words, one);
        let title = match has_versions(one) {
            true => words.say(PlanText::Version {
                title: &title,
                version: one.version.as_str(),
            }),
            false => title,
        };
        html! { <li class="plan-event">{ disclosure(title, members(words, &one.members)) }</li> }
    });
    html! {
        <ul class="plan-events" role="list" aria-label={words.say(PlanText::Planned)}>{ for shown }</ul>
    }
}

/// What a rule is about.
fn title(words: &Words, planned: &Planned<'_>) -> AttrValue {
    match (planned.call, planned.name) {
        (Some(Call::Track), Some(event)) => event.to_owned().into(),
        (Some(call), Some(name)) => format!("{}: {name}", words.say(call_text(call))).into(),
        (Some(call), None) => words.say(call_text(call)),
        (None, _) => words.say(PlanText::EveryMessage),
    }
}

fn members(words: &Words, members: &[PlannedMember]) -> Html {
    if members.is_empty() {
        return html! { <p class="field-hint">{ words.say(PlanText::NoMembers) }</p> };
    }
    let shown = members.iter().map(|member| {
        let choices: Vec<String> = member
            .choices
            .iter()
            .take(NAMED_CHOICES)
            .map(choice)
            .collect();
        let more = if member.choices.len() > NAMED_CHOICES {
            ", …"
        } else {
            ""
        };
        let choices = format!("{}{more}", choices.join(", "));
        html! {
            <li class="plan-member">
                <code dir="auto">{ member.name.clone() }</code>
                <span class="field-type">{ types(words, member) }</span>
                if member.is_required {
                    { badge(Tone::Info, None, html! { words.say(PlanText::Required) }) }
                }
                if !member.choices.is_empty() {
                    <span class="muted">{ words.say(PlanText::OneOf { choices: &choices }) }</span>
                }
            </li>
        }
    });
    html! { <ul class="plan-members" role="list">{ for shown }</ul> }
}

fn choice(value: &Value) -> String {
    match value {
        Value::Text(text) => text.clone(),
        other => other.to_string(),
    }
}

fn types(words: &Words, member: &PlannedMember) -> AttrValue {
    if member.is_moment {
        return words.say(PlanText::Moment);
    }
    let types: Vec<String> = member
        .types
        .iter()
        .map(|name| words.say(PlanText::Type(name)).to_string())
        .collect();
    match types.is_empty() {
        true => words.say(PlanText::AnyType),
        false => types.join(&words.say(PlanText::Or)).into(),
    }
}
