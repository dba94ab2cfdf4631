use segflow_core::condition::{Clause, Operand, OperandKind, Operator, Test};
use segflow_core::json::Pointer;
use yew::prelude::{AttrValue, Callback, Html, KeyboardEvent, MouseEvent, html};

use super::editing::{Editing, number};
use super::operand::operand;
use crate::builder::words::value_words;
use crate::icons::{Icon, sign};
use crate::model::{Change, Comparing, FIRST, comparing, comparisons, minds_capitals};
use crate::parts::{
    Button, ButtonSize, Choice, ChoiceGroup, Menu, MenuEdge, MenuItem, SelectField, TextField,
    TextKind,
};
use crate::text::{BuilderText, Words};

/// One comparison: a field, how it is compared, and with what.
pub(super) fn clause(editing: &Editing<'_>, way: &[usize], test: &Test, at: &Pointer) -> Html {
    let words = editing.words;
    let number = number(way);
    let number = number.as_str();
    let now = editing.clauses.borrow_mut().next().flatten();
    let told = |key: &str| editing.told(&at.key(key));
    let on_field = {
        let test = test.clone();
        move |path: AttrValue| Test {
            field: path.to_string(),
            ..test.clone()
        }
    };
    let on_path = {
        let test = test.clone();
        move |path: String| Test {
            field: path,
            ..test.clone()
        }
    };
    let on_operator = {
        let test = test.clone();
        move |name: AttrValue| {
            let operator = Operator::from_name(&name).unwrap_or(test.operator);
            Test {
                operator,
                operand: super::operand::fitting(&test, operator),
                ..test.clone()
            }
        }
    };
    let (first, more) = operators(editing, test);
    let subjects = &editing.subjects;
    let is_path = !test.field.is_empty() && subjects.find(&test.field).is_none();
    html! {
        <div key={number} class="clause" role="group" onkeydown={on_arrows(editing, way)}
            aria-label={words.say(BuilderText::Condition { number })}>
            <div class="clause-field" data-at={at.key("field").to_string()}>
                <SelectField id={editing.id(way, "field")} label_hidden=true
                    label={words.say(BuilderText::ConditionField)}
                    choices={subjects.strangers(words, &test.field)}
                    groups={subjects.groups.clone()}
                    value={test.field.clone()}
                    error={told("field").error.filter(|_| !is_path)}
                    on_change={editing.compare(way, None, on_field)} />
                if is_path {
                    {
                        TextField::new(
                            editing.id(way, "path").into(),
                            words.say(BuilderText::Path),
                            test.field.clone().into(),
                        )
                        .label_hidden()
                        .kind(TextKind::Code)
                        .hint(Some(words.say(BuilderText::PathHint)))
                        .error(told("field").error)
                        .on_input(editing.compare(way, Some("path"), on_path))
                        .view(words)
                    }
                }
            </div>
            <div class="clause-op" data-at={at.key("op").to_string()}>
                <SelectField id={editing.id(way, "op")} label_hidden=true
                    label={words.say(BuilderText::ConditionOperator)} choices={first}
                    groups={std::rc::Rc::new(more)} value={test.operator.name()}
                    on_change={editing.compare(way, None, on_operator)} />
            </div>
            <div class="clause-value" data-at={at.key("value").to_string()}>
                if test.operator.operand() != OperandKind::None {
                    { operand(editing, way, test, at) }
                }
                if test.ignore_case {
                    <p class="field-hint">{ words.say(BuilderText::CapitalsIgnored) }</p>
                }
            </div>
            <div class="clause-end">
                { part_menu(editing, way, Some(test)) }
                {
                    Button::sign_only(Icon::Trash, words.say(BuilderText::RemoveCondition { number }))
                        .on_press(press(&editing.act(way, Change::Remove)))
                        .view()
                }
            </div>
            if let Some(now) = now {
                { clause_now(words, &now, test, &editing.sample) }
            }
        </div>
    }
}

/// What a comparison comes to for the sample, with the values.
fn clause_now(words: &Words, now: &Clause, test: &Test, sample: &str) -> Html {
    let value = value_words(words, now.left.as_ref());
    let told = if compared_field(test).is_some() {
        words.say(BuilderText::ClauseNowAgainst {
            sample,
            value: &value,
            other: &value_words(words, now.right.as_ref()),
            holds: now.holds,
        })
    } else {
        words.say(BuilderText::ClauseNow {
            sample,
            value: &value,
            holds: now.holds,
        })
    };
    html! {
        <p class="clause-now" data-holds={now.holds.to_string()}>
            { sign(if now.holds { Icon::Check } else { Icon::Close }) }
            <span dir="auto">{ told }</span>
            if now.type_differs {
                { " " }
                { words.say(BuilderText::TypeDiffers) }
            }
        </p>
    }
}

/// The five first, then what fits the field.
fn operators(editing: &Editing<'_>, test: &Test) -> (Vec<Choice>, Vec<ChoiceGroup>) {
    let words = editing.words;
    let choice = |operator: &Operator| Choice {
        value: operator.name().into(),
        label: words.say(BuilderText::Operator(*operator)),
    };
    let about = comparisons(editing.subjects.field_type(&test.field));
    let own = comparing(test.operator);
    // One that was chosen stays to be seen, whatever the field has become.
    let stranger = (!about.contains(&own)).then_some(own);
    let groups = about
        .iter()
        .copied()
        .chain(stranger)
        .map(|about: Comparing| {
            let within = Operator::ALL
                .iter()
                .filter(|operator| !FIRST.contains(operator) && comparing(**operator) == about);
            (
                words.say(BuilderText::Comparing(about)),
                within.map(choice).collect::<Vec<_>>(),
            )
        });
    let groups = groups.filter(|(_, choices)| !choices.is_empty());
    (FIRST.iter().map(choice).collect(), groups.collect())
}

/// Moves, groups and options of a part.
pub(super) fn part_menu(editing: &Editing<'_>, way: &[usize], test: Option<&Test>) -> Html {
    let words = editing.words;
    let number = number(way);
    let label = if test.is_some() {
        BuilderText::MoreForCondition { number: &number }
    } else {
        BuilderText::MoreForGroup { number: &number }
    };
    let moves = |change: Change| editing.tree.after(way, change).0 != *editing.tree;
    let mut items = Vec::new();
    let mut offer = |key: &'static str, text: BuilderText<'_>, icon: Option<Icon>| {
        items.push(MenuItem {
            icon,
            ..MenuItem::new(key, words.say(text))
        });
    };
    if moves(Change::Up) {
        offer("up", BuilderText::PlaceUp, Some(Icon::MoveUp));
    }
    if moves(Change::Down) {
        offer("down", BuilderText::PlaceDown, Some(Icon::MoveDown));
    }
    offer("wrap", BuilderText::PutInGroup, Some(Icon::Beside));
    match test {
        None => offer("unwrap", BuilderText::TakeGroupAway, Some(Icon::Undo)),
        Some(test) if minds_capitals(test.operator) => offer(
            "capitals",
            if test.ignore_case {
                BuilderText::MindCapitals
            } else {
                BuilderText::IgnoreCapitals
            },
            Some(Icon::Tag),
        ),
        Some(_) => {}
    }
    let (up, down) = (editing.act(way, Change::Up), editing.act(way, Change::Down));
    let (wrap, unwrap) = (
        editing.act(way, Change::Wrap),
        editing.act(way, Change::Unwrap),
    );
    let capitals = test.map(|test| {
        let test = test.clone();
        editing.compare(way, None, move |()| Test {
            ignore_case: !test.ignore_case,
            ..test.clone()
        })
    });
    let on_pick = Callback::from(move |key: AttrValue| match key.as_str() {
        "up" => up.emit(()),
        "down" => down.emit(()),
        "wrap" => wrap.emit(()),
        "unwrap" => unwrap.emit(()),
        _ => capitals.iter().for_each(|capitals| capitals.emit(())),
    });
    html! {
        <Menu id={editing.id(way, "more")} label={words.say(label)} icon={Icon::More}
            icon_only=true size={ButtonSize::Normal} edge={MenuEdge::End} {items} {on_pick} />
    }
}

/// Alt with an arrow moves a part. In a menu of choices the browser opens it
/// by that.
pub(super) fn on_arrows(editing: &Editing<'_>, way: &[usize]) -> Callback<KeyboardEvent> {
    let (up, down) = (editing.act(way, Change::Up), editing.act(way, Change::Down));
    Callback::from(move |event: KeyboardEvent| {
        let on_select = event.target().is_some_and(|target| {
            wasm_bindgen::JsCast::is_instance_of::<web_sys::HtmlSelectElement>(&target)
        });
        let change = match event.key().as_str() {
            "ArrowUp" => &up,
            "ArrowDown" => &down,
            _ => return,
        };
        if event.alt_key() && !on_select {
            event.prevent_default();
            event.stop_propagation();
            change.emit(());
        }
    })
}

/// For buttons.
pub(super) fn press(act: &Callback<()>) -> Callback<MouseEvent> {
    act.reform(|_: MouseEvent| ())
}

/// The path a comparison is made with, if it is another field.
pub(super) fn compared_field(test: &Test) -> Option<&str> {
    match &test.operand {
        Operand::From(path) => Some(path),
        Operand::Absent | Operand::Value(_) => None,
    }
}
