use segflow_core::filter::Filter;
use yew::prelude::{AttrValue, Html, html};

use super::desk::Desk;
use super::field_list::missing;
use crate::icons::Icon;
use crate::model::{Fields, Trail};
use crate::parts::{Button, ButtonKind};
use crate::text::{TagText, Words};

/// The value of a tag as it comes in, and after each filter.
pub(super) fn trail(words: &Words, trail: &Trail) -> Html {
    if trail.steps.is_empty() {
        return Html::default();
    }
    let steps = trail.steps.iter().map(|step| {
        let value = match &step.value {
            Some(value) => html! { <span class="tag-value" dir="auto">{ value.clone() }</span> },
            None => html! { <em class="muted">{ words.say(TagText::NoValueNow) }</em> },
        };
        html! {
            <li>
                if let Some(filter) = step.filter {
                    <span class="tag-step">{ words.say(TagText::Filter(filter)) }</span>
                }
                { value }
            </li>
        }
    });
    html! {
        <ol class="tag-trail" aria-label={words.say(TagText::ValueNow)}>{ for steps }</ol>
    }
}

/// What can be told and done where a tag is open.
pub(super) struct Panel<'p> {
    pub(super) id: String,
    /// The path of its field.
    pub(super) path: Option<String>,
    /// The filter whose values are typed, and which of them.
    pub(super) value: Option<(Filter, usize)>,
    pub(super) trail: Trail,
    pub(super) fields: &'p Fields,
}

impl Panel<'_> {
    /// The panel as it is drawn.
    pub(super) fn view(&self, words: &Words, desk: &Desk) -> Html {
        let missing = self.path.as_ref();
        let missing = missing.and_then(|path| missing_in(words, self.fields, path));
        let action = |text: TagText<'_>, icon: Icon, press: fn(&Desk, _)| {
            Button::new(words.say(text))
                .icon(icon)
                .kind(ButtonKind::Quiet)
                .small()
                .on_press(desk.on(press))
                .view()
        };
        html! {
            <div class="tag-panel">
                <div id={self.id.clone()}>
                    { for self.value.map(|(filter, place)| value_help(words, filter, place)) }
                    { trail(words, &self.trail) }
                    { missing.unwrap_or_default() }
                </div>
                <div class="cluster">
                    { action(TagText::ChangeValue, Icon::Add, Desk::ask_for_filter) }
                    { action(TagText::OtherField, Icon::Tag, Desk::ask_for_field) }
                </div>
            </div>
        }
    }
}

/// What the value means that is typed for a filter.
fn value_help(words: &Words, filter: Filter, place: usize) -> Html {
    let told = words.say(TagText::ValueHelp(filter, place));
    let told = if told.is_empty() {
        words.say(TagText::FilterHelp(filter))
    } else {
        told
    };
    html! { <p class="tag-help-line"><strong>{ words.say(TagText::Filter(filter)) }</strong>{ " – " }{ told }</p> }
}

fn missing_in(words: &Words, fields: &Fields, path: &str) -> Option<Html> {
    let told: AttrValue = missing(words, fields, path)?;
    Some(html! { <p class="field-missing" dir="auto">{ told }</p> })
}
