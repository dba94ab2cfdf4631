use segflow_core::json::Pointer;
use yew::prelude::{AttrValue, Html, html};

use super::clause::{clause, on_arrows, part_menu, press};
use super::editing::{Editing, number};
use crate::icons::Icon;
use crate::model::{Change, Group, Join, Part};
use crate::parts::{Button, Choice, SelectField, Tone, notice};
use crate::text::BuilderText;

/// The parts of a group that stands at `at`, and how they go together.
pub(super) fn group(editing: &Editing<'_>, way: &[usize], group: &Group, at: &Pointer) -> Html {
    let words = editing.words;
    let parts = group.parts.iter().enumerate().map(|(index, part)| {
        let mut way = way.to_vec();
        way.push(index);
        let place = group.place(at, index);
        match part {
            Part::Test(test) => clause(editing, &way, test, &place),
            Part::Group(inner) => inner_group(editing, &way, inner, &place),
            Part::Kept(value) => kept(editing, &way, &value.to_string(), &place),
        }
    });
    let shows_join =
        group.parts.len() > 1 || !way.is_empty() || matches!(group.join, Join::NotAll | Join::None);
    let add = if way.is_empty() {
        editing.when.add_class()
    } else {
        ""
    };
    html! {
        <>
            if shows_join {
                <div class="clauses-head">
                    { join(editing, way, group.join) }
                    if !way.is_empty() {
                        { part_menu(editing, way, None) }
                        {
                            Button::sign_only(
                                Icon::Trash,
                                words.say(BuilderText::RemoveGroup { number: &number(way) }),
                            )
                            .on_press(press(&editing.act(way, Change::Remove)))
                            .view()
                        }
                    }
                </div>
            }
            { for parts }
            <div class="cluster">
                {
                    Button::new(words.say(BuilderText::AddCondition))
                        .class(add)
                        .icon(Icon::Add)
                        .small()
                        .on_press(press(&editing.act(way, Change::Add(editing.new_test()))))
                        .view()
                }
                {
                    Button::new(words.say(BuilderText::AddGroup))
                        .kind(crate::parts::ButtonKind::Quiet)
                        .icon(Icon::Add)
                        .small()
                        .on_press(press(&editing.act(way, Change::AddGroup(editing.new_test()))))
                        .view()
                }
            </div>
        </>
    }
}

fn inner_group(editing: &Editing<'_>, way: &[usize], inner: &Group, at: &Pointer) -> Html {
    let number = number(way);
    html! {
        <div key={number.clone()} class="clauses" role="group" onkeydown={on_arrows(editing, way)}
            aria-label={editing.words.say(BuilderText::ConditionGroup { number: &number })}>
            { group(editing, way, inner, at) }
        </div>
    }
}

fn join(editing: &Editing<'_>, way: &[usize], join: Join) -> Html {
    let joins = [
        (Join::All, "all", BuilderText::JoinAll),
        (Join::Any, "any", BuilderText::JoinAny),
        (Join::None, "none", BuilderText::JoinNone),
        (Join::NotAll, "notAll", BuilderText::JoinNotAll),
    ];
    let name = |wanted: Join| {
        let found = joins.iter().find(|(join, ..)| *join == wanted);
        found.map_or("all", |(_, name, _)| *name)
    };
    let choices: Vec<Choice> = joins
        .iter()
        .map(|(_, value, text)| Choice {
            value: AttrValue::Static(value),
            label: editing.words.say(*text),
        })
        .collect();
    let acts = joins.map(|(join, name, _)| (name, editing.act(way, Change::Join(join))));
    let on_change = yew::Callback::from(move |chosen: AttrValue| {
        if let Some((_, act)) = acts.iter().find(|(name, _)| chosen == *name) {
            act.emit(());
        }
    });
    html! {
        <SelectField id={editing.id(way, "join")} label={editing.words.say(BuilderText::Join)}
            label_hidden=true value={name(join)} {on_change} {choices} />
    }
}

/// Something unreadable: shown as it is, and kept.
fn kept(editing: &Editing<'_>, way: &[usize], said: &str, at: &Pointer) -> Html {
    // It has a place among the comparisons, and comes to nothing.
    let _ = editing.clauses.borrow_mut().next();
    let number = number(way);
    let number = number.as_str();
    let words = editing.words;
    html! {
        <div key={number} class="clause kept" role="group" data-at={at.to_string()}
            aria-label={words.say(BuilderText::Condition { number })}>
            <div class="clause-kept">
                { notice(Tone::Error, words.say(BuilderText::PartKept)) }
                <code>{ said.to_owned() }</code>
            </div>
            <div class="clause-end">
                {
                    Button::sign_only(Icon::Trash, words.say(BuilderText::RemoveCondition { number }))
                        .on_press(press(&editing.act(way, Change::Remove)))
                        .view()
                }
            </div>
        </div>
    }
}
