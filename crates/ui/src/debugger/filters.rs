use segflow_core::document::Call;
use segflow_web::debugger::Outcome;
use web_sys::HtmlInputElement;
use yew::prelude::{
    AttrValue, Callback, Html, InputEvent, MouseEvent, Properties, TargetCast, function_component,
    html, use_state_eq,
};

use super::filter::{Filter, Kind};
use super::verdict::outcome_text;
use crate::builder::call_text;
use crate::icons::{Icon, sign};
use crate::parts::{Button, Choice, SelectField, Tone, badge};
use crate::text::{DebuggerText, Words, use_words};

/// What becomes of messages, in the order of the menu.
const OUTCOMES: [Outcome; 4] = [
    Outcome::Accepted,
    Outcome::Discarded,
    Outcome::Duplicate,
    Outcome::Refused,
];
/// The value of a choice that narrows nothing; the others begin otherwise.
const ANY: &str = "any";
const OTHER: &str = "other";

/// Properties of [`Filters`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct FiltersProps {
    pub(super) filter: Filter,
    /// The events to choose from.
    pub(super) names: Vec<String>,
    /// The users to choose from.
    pub(super) users: Vec<String>,
    pub(super) on_narrow: Callback<Filter>,
}

/// The search, and menus to narrow the list. Where there is little room the
/// menus are folded away.
#[function_component]
pub(super) fn Filters(props: &FiltersProps) -> Html {
    let words = use_words();
    let open = use_state_eq(|| false);
    let filter = &props.filter;
    let with = |change: fn(&mut Filter, AttrValue)| {
        let filter = filter.clone();
        props.on_narrow.reform(move |value: AttrValue| {
            let mut narrowed = filter.clone();
            change(&mut narrowed, value);
            narrowed
        })
    };
    let on_search = with(|filter, text| filter.text = text.to_string());
    let on_fold = {
        let open = open.clone();
        Callback::from(move |_: MouseEvent| open.set(!*open))
    };
    let count = filter.chosen();
    let mut fold = Button::new(words.say(DebuggerText::Filters))
        .class("debugger-fold")
        .expanded(*open)
        .controls(Some(AttrValue::Static("debugger-menus")))
        .on_press(on_fold);
    if count > 0 {
        let content = html! { <span>{ count }</span> };
        fold = fold.after(badge(Tone::Info, None, content));
    }
    html! {
        <div class="debugger-filters" role="search">
            <label class="debugger-search">
                <span class="visually-hidden">{ words.say(DebuggerText::Search) }</span>
                { sign(Icon::Search) }
                <input type="search" class="input" value={filter.text.clone()} autocomplete="off"
                    spellcheck="false" autocapitalize="off" dir="auto"
                    placeholder={words.say(DebuggerText::SearchHint)}
                    oninput={on_search.reform(|event: InputEvent| {
                        event.target_unchecked_into::<HtmlInputElement>().value().into()
                    })} />
            </label>
            { fold.view() }
            <div class="debugger-menus" id="debugger-menus" data-open={open.to_string()}>
                <SelectField id="filter-type" label={words.say(DebuggerText::FilterType)} label_hidden=true
                    choices={kinds(&words)} value={kind_value(filter.kind)}
                    on_change={with(|filter, value| filter.kind = kind_of(&value))} />
                <SelectField id="filter-event" label={words.say(DebuggerText::FilterEvent)} label_hidden=true
                    choices={named(words.say(DebuggerText::AnyEvent), &props.names)}
                    value={name_value(filter.name.as_deref())}
                    on_change={with(|filter, value| filter.name = name_of(&value))} />
                <SelectField id="filter-user" label={words.say(DebuggerText::FilterUser)} label_hidden=true
                    choices={named(words.say(DebuggerText::AnyUser), &props.users)}
                    value={name_value(filter.user.as_deref())}
                    on_change={with(|filter, value| filter.user = name_of(&value))} />
                <SelectField id="filter-verdict" label={words.say(DebuggerText::FilterVerdict)} label_hidden=true
                    choices={outcomes(&words)} value={outcome_value(filter.outcome)}
                    on_change={with(|filter, value| filter.outcome = outcome_of(&value))} />
            </div>
        </div>
    }
}

fn choice(value: impl Into<AttrValue>, label: AttrValue) -> Choice {
    Choice {
        value: value.into(),
        label,
    }
}

fn kinds(words: &Words) -> Vec<Choice> {
    let any = choice(ANY, words.say(DebuggerText::AnyType));
    let calls = Call::ALL.map(|call| choice(call.name(), words.say(call_text(call))));
    let other = choice(OTHER, words.say(DebuggerText::OtherType));
    [any].into_iter().chain(calls).chain([other]).collect()
}

fn kind_value(kind: Option<Kind>) -> &'static str {
    match kind {
        None => ANY,
        Some(Kind::Call(call)) => call.name(),
        Some(Kind::Other) => OTHER,
    }
}

fn kind_of(value: &str) -> Option<Kind> {
    match value {
        OTHER => Some(Kind::Other),
        value => Call::from_name(value).map(Kind::Call),
    }
}

fn named(any: AttrValue, names: &[String]) -> Vec<Choice> {
    let names = names
        .iter()
        .map(|name| choice(name_value(Some(name)), name.clone().into()));
    [choice(ANY, any)].into_iter().chain(names).collect()
}

/// A name may be anything, so that it carries a mark.
fn name_value(name: Option<&str>) -> AttrValue {
    name.map_or(ANY.into(), |name| format!("={name}").into())
}

fn name_of(value: &str) -> Option<String> {
    value.strip_prefix('=').map(str::to_owned)
}

fn outcomes(words: &Words) -> Vec<Choice> {
    let any = choice(ANY, words.say(DebuggerText::AnyVerdict));
    let outcomes = OUTCOMES.map(|outcome| {
        choice(
            outcome_value(Some(outcome)),
            words.say(outcome_text(outcome)),
        )
    });
    [any].into_iter().chain(outcomes).collect()
}

fn outcome_value(outcome: Option<Outcome>) -> &'static str {
    match outcome {
        None => ANY,
        Some(Outcome::Accepted) => "accepted",
        Some(Outcome::Discarded) => "discarded",
        Some(Outcome::Duplicate) => "duplicate",
        Some(Outcome::Refused) => "refused",
        Some(Outcome::Unknown) => "unknown",
    }
}

fn outcome_of(value: &str) -> Option<Outcome> {
    OUTCOMES
        .into_iter()
        .find(|&outcome| outcome_value(Some(outcome)) == value)
}
