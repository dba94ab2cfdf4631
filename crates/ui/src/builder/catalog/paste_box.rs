use std::rc::Rc;

use segflow_catalog::kind_at;
use segflow_core::json::{Object, Value};
use web_sys::{HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::{
    AttrValue, Callback, Event, Html, InputEvent, MouseEvent, Properties, TargetCast,
    function_component, html, use_effect_with, use_node_ref, use_state_eq,
};

use super::Asked;
use crate::builder::focusing::focus_soon;
use crate::model::{Beside, Into, Pasted, Unread, Why};
use crate::parts::{Button, ButtonKind, Field};
use crate::text::{CatalogText, Text, Words, use_words};

/// How many names, and how many lines that could not be read, are told.
const TOLD: usize = 12;

/// Properties of [`PasteBox`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct PasteBoxProps {
    /// Unique in the page.
    pub(in crate::builder) id: AttrValue,
    /// The rows it adds to.
    pub(in crate::builder) asked: Asked,
    /// What is there: an object or a list.
    pub(in crate::builder) there: Rc<Value>,
    /// What was pasted where rows are; it becomes rows at once.
    pub(in crate::builder) pasted: Option<AttrValue>,
    /// An object of rows, or a list, is to be added.
    pub(in crate::builder) on_rows: Callback<Value>,
    /// It is done; with what there is to say.
    pub(in crate::builder) on_close: Callback<Option<AttrValue>>,
}

/// Makes rows of a text, and tells before what it will make. What cannot be
/// read stays in the box.
#[function_component]
pub(in crate::builder) fn PasteBox(props: &PasteBoxProps) -> Html {
    let words = use_words();
    let root = use_node_ref();
    let text = use_state_eq(|| props.pasted.clone().unwrap_or_default().to_string());
    let replaces = use_state_eq(|| false);
    let added = use_state_eq(|| None::<usize>);

    let plan = Plan::of(props, &text, *replaces);
    let add = {
        let (text, added, root) = (text.clone(), added.clone(), root.clone());
        let (on_rows, on_close) = (props.on_rows.clone(), props.on_close.clone());
        let plan = plan.clone();
        Callback::from(move |()| {
            let count = plan.taken.len();
            if count > 0 {
                on_rows.emit(plan.value());
            }
            let left = plan.left();
            if left.is_empty() {
                let said = match count {
                    0 => CatalogText::AddedAllThere,
                    count => CatalogText::Added { count },
                };
                on_close.emit(Some(words.say(said)));
            } else {
                added.set(Some(count));
                text.set(left);
                focus_soon(&root, &["textarea"]);
            }
        })
    };
    use_effect_with((), {
        let (add, root) = (add.clone(), root.clone());
        let is_pasted = props.pasted.is_some();
        move |()| {
            if is_pasted {
                add.emit(());
            } else {
                focus_soon(&root, &["textarea"]);
            }
        }
    });
    let oninput = {
        let (text, added) = (text.clone(), added.clone());
        Callback::from(move |event: InputEvent| {
            added.set(None);
            text.set(event.target_unchecked_into::<HtmlTextAreaElement>().value());
        })
    };
    let onchange = {
        let replaces = replaces.clone();
        Callback::from(move |event: Event| {
            replaces.set(event.target_unchecked_into::<HtmlInputElement>().checked());
        })
    };
    let is_list = plan.into == Into::List;
    let field = Field {
        id: props.id.clone(),
        label: words.say(CatalogText::PasteLabel),
        hint: Some(words.say(if is_list {
            CatalogText::PasteListHint
        } else {
            CatalogText::PasteHint
        })),
        ..Field::default()
    };
    let control = field.control();
    let area = html! {
        <textarea id={control.id} class="input mono json-area" rows="5" value={(*text).clone()}
            autocomplete="off" autocapitalize="off" spellcheck="false" dir="auto"
            aria-describedby={control.described_by} {oninput} />
    };
    let count = plan.taken.len();
    let press = add.reform(|_: MouseEvent| ());
    let cancel = props.on_close.reform(|_: MouseEvent| None);
    let other = names_of(&plan.other);
    html! {
        <div ref={root} class="paste-box" role="group" aria-label={words.say(CatalogText::PasteTitle)}>
            { field.view(&words, area) }
            <div class="paste-told" role="status">
                if let Some(count) = *added {
                    <p>
                        if count > 0 {
                            { words.say(CatalogText::Added { count }) }{ " " }
                        }
                        { words.say(CatalogText::LeftHere) }
                    </p>
                }
                if !text.trim().is_empty() {
                    { plan.told(&words) }
                }
            </div>
            if !plan.other.is_empty() {
                <div>
                    <p>{ words.say(CatalogText::OtherThere { count: plan.other.len(), names: &other }) }</p>
                    <label class="tick">
                        <input type="checkbox" checked={*replaces} {onchange} />
                        <span>{ words.say(CatalogText::ReplaceThem { count: plan.other.len() }) }</span>
                    </label>
                </div>
            }
            <div class="cluster">
                {
                    Button::new(words.say(match count {
                        0 => CatalogText::NothingChosen,
                        count => CatalogText::AddRows { count },
                    }))
                    .small()
                    .disabled(count == 0 && (plan.same.is_empty() || !plan.left().is_empty()))
                    .on_press(press)
                    .view()
                }
                {
                    Button::new(words.say(Text::Cancel))
                        .kind(ButtonKind::Quiet)
                        .small()
                        .on_press(cancel)
                        .view()
                }
            </div>
        </div>
    }
}

/// What becomes of the text.
#[derive(Debug, Clone, PartialEq)]
struct Plan {
    into: Into,
    /// What is added.
    taken: Object,
    /// What would give a row another value.
    other: Object,
    replaces: bool,
    same: Vec<String>,
    unread: Vec<Unread>,
}

impl Plan {
    fn of(props: &PasteBoxProps, text: &str, replaces: bool) -> Plan {
        let Asked {
            call, event, at, ..
        } = &props.asked;
        let nothing = Object::new();
        let (into, there) = match &*props.there {
            Value::List(_) => (Into::List, &nothing),
            other => (Into::Object, other.as_object().unwrap_or(&nothing)),
        };
        let kind = |name: &str| kind_at(*call, event.as_deref(), &at.key(name));
        let pasted = Pasted::read(text, into, kind);
        let Beside { new, other, same } = Beside::of(&pasted.rows, there);
        let mut taken = new;
        if replaces {
            for (name, value) in other.iter() {
                taken.insert(name, value.clone());
            }
        }
        Plan {
            into,
            taken,
            other,
            replaces,
            same,
            unread: pasted.unread,
        }
    }

    /// What is added, as an edit takes it.
    fn value(&self) -> Value {
        match self.into {
            Into::Object => Value::Object(self.taken.clone()),
            Into::List => Value::List(self.taken.iter().map(|(_, value)| value.clone()).collect()),
        }
    }

    /// The text that stays: what could not be read, and what is there otherwise.
    fn left(&self) -> String {
        let mut lines: Vec<String> = self.unread.iter().map(|one| one.text.clone()).collect();
        if !self.replaces {
            let other = self.other.iter();
            lines.extend(other.map(|(name, value)| match value {
                Value::Text(text) => format!("{name}: {text}"),
                other => format!("{name}: {other}"),
            }));
        }
        lines.join("\n")
    }

    fn told(&self, words: &Words) -> Html {
        let names = names_of(&self.taken);
        let same = listed(self.same.iter().map(String::as_str));
        let makes = match self.into {
            Into::Object => CatalogText::MakesRows {
                count: self.taken.len(),
                names: &names,
            },
            Into::List => CatalogText::MakesItems {
                count: self.taken.len(),
            },
        };
        html! {
            <>
                <p>{ words.say(makes) }</p>
                if !self.same.is_empty() {
                    <p>{ words.say(CatalogText::SameThere { names: &same }) }</p>
                }
                if !self.unread.is_empty() {
                    <p>{ words.say(CatalogText::NotRead { count: self.unread.len() }) }</p>
                    <ul class="paste-unread">
                        { for self.unread.iter().take(TOLD).map(|unread| unread_line(words, unread)) }
                    </ul>
                }
            </>
        }
    }
}

fn unread_line(words: &Words, unread: &Unread) -> Html {
    let Unread { line, text, why } = unread;
    let short: String = text.chars().take(40).collect();
    let mistake;
    let why = words.say(match why {
        Why::NotJson(reason) => {
            mistake = words.say(reason);
            CatalogText::NoJson { reason: &mistake }
        }
        Why::NoNames => CatalogText::NoNames,
        Why::NoValue => CatalogText::NoValue,
        Why::NoName => CatalogText::NoName,
        Why::TooMany => CatalogText::TooMany,
        Why::Twice => CatalogText::Twice,
    });
    html! {
        <li key={*line}>
            { words.say(CatalogText::LineIs { line: *line, text: &short }) }{ why }
        </li>
    }
}

fn names_of(rows: &Object) -> String {
    listed(rows.keys())
}

/// The first of these, with commas between.
fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<&str> = names.collect();
    let told = names.get(..TOLD).unwrap_or(&names).join(", ");
    if names.len() > TOLD {
        format!("{told}, …")
    } else {
        told
    }
}
