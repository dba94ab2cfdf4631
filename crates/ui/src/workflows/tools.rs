use web_sys::HtmlInputElement;
use yew::prelude::{AttrValue, Callback, Html, InputEvent, TargetCast, html};

use super::model::{Action, Model, Order};
use crate::icons::{Icon, sign};
use crate::parts::{Choice, SelectField};
use crate::text::{Text, Words};

/// The search, how many it found, and the order of the list.
pub(super) fn tools(words: &Words, model: &Model, shown: usize, act: &Callback<Action>) -> Html {
    let of = model.entries.as_ref().map_or(0, |entries| entries.len());
    let oninput = act.reform(|event: InputEvent| {
        Action::Searched(event.target_unchecked_into::<HtmlInputElement>().value())
    });
    let choices: Vec<Choice> = Order::ALL
        .into_iter()
        .map(|order| Choice {
            value: order.name().into(),
            label: words.say(match order {
                Order::Changed => Text::OrderChanged,
                Order::Name => Text::OrderName,
            }),
        })
        .collect();
    html! {
        <div class="workflow-tools" role="search">
            <div class="workflow-search"><label class="debugger-search">
                <span class="visually-hidden">{ words.say(Text::SearchWorkflows) }</span>
                { sign(Icon::Search) }
                <input class="input" type="search" autocomplete="off" spellcheck="false" dir="auto"
                    value={model.text.clone()} placeholder={words.say(Text::SearchWorkflowsHint)}
                    {oninput} />
            </label></div>
            <p class="workflow-count number" role="status">
                { words.say(Text::CountWorkflows { shown, of }) }
            </p>
            <SelectField id="workflow-order" label={words.say(Text::OrderBy)} label_hidden=true
                {choices} value={model.order.name()}
                on_change={act.reform(|name: AttrValue| Action::Ordered(Order::named(&name)))} />
        </div>
    }
}
