use segflow_core::document::WorkflowId;
use web_sys::HtmlInputElement;
use yew::prelude::{AttrValue, Callback, Html, InputEvent, TargetCast, html};

use super::filter::{Filter, Period, Stage};
use super::model::{Action, Model};
use crate::icons::{Icon, sign};
use crate::parts::{Choice, SelectField};
use crate::text::{BuilderText, HistoryText, Text, Words};

/// The value of a choice that narrows nothing.
const ANY: &str = "any";

/// The search, and menus to narrow the list.
pub(super) fn filters(words: &Words, model: &Model, act: &Callback<Action>) -> Html {
    let filter = &model.filter;
    let with = |change: fn(&mut Filter, &str)| {
        let filter = filter.clone();
        act.reform(move |value: AttrValue| {
            let mut narrowed = filter.clone();
            change(&mut narrowed, &value);
            Action::Narrowed(narrowed)
        })
    };
    let search = with(|filter, text| text.clone_into(&mut filter.text));
    let search = search.reform(|event: InputEvent| {
        AttrValue::from(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let place_of = |place: Option<usize>| {
        place.map_or(AttrValue::Static(ANY), |place| place.to_string().into())
    };
    let choices = |any: HistoryText<'_>, labels: &mut dyn Iterator<Item = AttrValue>| {
        let any = Choice {
            value: AttrValue::Static(ANY),
            label: words.say(any),
        };
        let labels = labels.enumerate().map(|(place, label)| Choice {
            value: place.to_string().into(),
            label,
        });
        [any].into_iter().chain(labels).collect::<Vec<Choice>>()
    };
    let workflows = model.workflows();
    let workflow_choices = workflows.iter().map(|(id, name)| Choice {
        value: id.to_string().into(),
        label: if name.is_empty() {
            words.say(Text::UnnamedWorkflow)
        } else {
            name.clone().into()
        },
    });
    let workflow_choices: Vec<Choice> = choices(HistoryText::AnyWorkflow, &mut std::iter::empty())
        .into_iter()
        .chain(workflow_choices)
        .collect();
    html! {
        <div class="debugger-filters" role="search">
            <label class="debugger-search">
                <span class="visually-hidden">{ words.say(HistoryText::Search) }</span>
                { sign(Icon::Search) }
                <input class="input" type="search" autocomplete="off" spellcheck="false" dir="auto"
                    value={filter.text.clone()} placeholder={words.say(HistoryText::SearchHint)}
                    oninput={search} />
            </label>
            <div class="debugger-menus">
                <SelectField id="filter-state" label={words.say(HistoryText::FilterState)}
                    label_hidden=true
                    choices={choices(
                        HistoryText::AnyState,
                        &mut Stage::ALL.into_iter().map(|stage| stage_words(words, stage)),
                    )}
                    value={place_of(filter.stage.and_then(|chosen| {
                        Stage::ALL.iter().position(|stage| *stage == chosen)
                    }))}
                    on_change={with(|filter, place| filter.stage = at(&Stage::ALL, place))} />
                <SelectField id="filter-workflow" label={words.say(HistoryText::FilterWorkflow)}
                    label_hidden=true choices={workflow_choices}
                    value={filter.workflow.as_ref().map_or(AttrValue::Static(ANY), |id| id.to_string().into())}
                    on_change={with(|filter, id| {
                        filter.workflow = WorkflowId::parse(id).ok().filter(|_| id != ANY);
                    })} />
                <SelectField id="filter-time" label={words.say(HistoryText::FilterTime)}
                    label_hidden=true
                    choices={choices(
                        HistoryText::AnyTime,
                        &mut Period::ALL.into_iter().map(|period| words.say(match period {
                            Period::Hour => HistoryText::LastHour,
                            Period::Day => HistoryText::LastDay,
                            Period::Week => HistoryText::LastWeek,
                            Period::Month => HistoryText::LastMonth,
                        })),
                    )}
                    value={place_of(filter.period.and_then(|chosen| {
                        Period::ALL.iter().position(|period| *period == chosen)
                    }))}
                    on_change={with(|filter, place| filter.period = at(&Period::ALL, place))} />
            </div>
        </div>
    }
}

fn at<T: Copy>(all: &[T], place: &str) -> Option<T> {
    all.get(place.parse::<usize>().ok()?).copied()
}

fn stage_words(words: &Words, stage: Stage) -> AttrValue {
    match stage {
        Stage::Going => words.say(HistoryText::Going),
        Stage::Completed => words.say(BuilderText::RunCompleted),
        Stage::Failed => words.say(BuilderText::RunFailed),
        Stage::Stopped => words.say(BuilderText::RunCancelled),
        Stage::DryRun => words.say(HistoryText::DryRuns),
    }
}
