use yew::prelude::{AttrValue, Html, MouseEvent, html};

use super::desk::Desk;
use super::field_list::{Choices, list, option_id};
use crate::text::{TagText, Words};

/// The filters that can be put in, those for such a value first, each with a line
/// of help. Enter takes the one at `active`.
pub(super) fn filter_list(words: &Words, desk: &Desk, id: &AttrValue, active: usize) -> Html {
    let Choices::Filters(filters) = &*desk.choices else {
        return Html::default();
    };
    let mut groups: Vec<(AttrValue, Vec<Html>)> = Vec::new();
    for (place, offered) in filters.iter().enumerate() {
        let filter = offered.filter;
        let desk = desk.clone();
        let shown = html! {
            <div role="option" class="field-option filter-option" id={option_id(id, place)}
                aria-selected={(place == active).to_string()}
                onclick={move |_: MouseEvent| desk.choose(place)}>
                <span class="field-name">{ words.say(TagText::Filter(filter)) }</span>
                <code class="field-type">{ filter.name() }</code>
                <span class="filter-help">{ words.say(TagText::FilterHelp(filter)) }</span>
            </div>
        };
        let title = words.say(TagText::For(offered.takes));
        match groups.last_mut() {
            Some((known, members)) if *known == title => members.push(shown),
            _ => groups.push((title, vec![shown])),
        }
    }
    let none = filters
        .is_empty()
        .then(|| words.say(TagText::NoFilterMatches));
    list(id, words.say(TagText::Filters), groups, none)
}
