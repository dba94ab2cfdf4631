use segflow_core::document::{MissingRule, RuleFrom};
use segflow_core::edit::Edit;
use segflow_core::json::{Pointer, Value};
use segflow_core::template::has_tag;
use yew::prelude::{AttrValue, Html, html};

use super::row_group::RowsOf;
use crate::builder::context::Doing;
use crate::model::{Action, MissingChoice, shown_value, typed_default};
use crate::parts::{Choice, SelectField, TextField};
use crate::text::{RowsText, Words};

/// What holds the value of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Held {
    /// An object: it may be left out.
    Member,
    /// A list: null keeps the places of the others.
    Element,
    /// The task: nothing, null and empty text are one.
    Field,
}

/// What becomes of a value where its tag has none: a quiet line under it.
pub(super) struct MissingField<'m> {
    /// Unique in the page.
    pub(super) id: String,
    /// What people call the value.
    pub(super) name: &'m str,
    pub(super) at: &'m Pointer,
    pub(super) value: &'m Value,
    pub(super) held: Held,
}

impl MissingField<'_> {
    /// The line as it is drawn; nothing where there is no tag and no rule.
    pub(super) fn view(self, words: &Words, doing: &Doing, of: &RowsOf) -> Html {
        let own = of.missing.of(self.at);
        if !has_tag(self.value) && own.is_none() {
            return Html::default();
        }
        let chosen = MissingChoice::of(own);
        let (inherited, from) = of.missing.inherited(self.at);
        let choices: Vec<Choice> = MissingChoice::ALL
            .into_iter()
            .enumerate()
            .filter(|(_, choice)| self.is_offered(*choice, chosen, &from))
            .map(|(place, choice)| Choice {
                value: place.to_string().into(),
                label: match choice {
                    MissingChoice::Inherited => self.inherited(words, &inherited, &from),
                    choice => self.rule(words, choice),
                },
            })
            .collect();
        let value = MissingChoice::ALL.iter().position(|one| *one == chosen);
        let on_change = {
            let (task, at) = (of.task.clone(), self.at.clone());
            doing.maybe(move |chosen: AttrValue| {
                let choice = MissingChoice::ALL.get(chosen.parse::<usize>().ok()?)?;
                Some(Action::Edited(Edit::SetMissing {
                    task: task.clone(),
                    at: at.clone(),
                    rule: choice.rule(),
                }))
            })
        };
        let default = match own {
            Some(MissingRule::Default(default)) => self.default(words, doing, of, default),
            _ => Html::default(),
        };
        html! {
            <div class="row-missing">
                <span aria-hidden="true">{ words.say(RowsText::IfMissing) }</span>
                <SelectField id={format!("{}-missing", self.id)}
                    label={words.say(RowsText::IfMissingOf { name: self.name })} label_hidden=true
                    {choices} value={value.unwrap_or_default().to_string()} {on_change} />
                <div class="row-default">{ default }</div>
            </div>
        }
    }

    fn is_offered(&self, choice: MissingChoice, chosen: MissingChoice, from: &RuleFrom) -> bool {
        choice == chosen
            || match choice {
                // What is always done need not be chosen a second time.
                MissingChoice::Omit => *from != RuleFrom::Nowhere,
                MissingChoice::Empty | MissingChoice::Null => self.held != Held::Field,
                MissingChoice::Inherited | MissingChoice::Default | MissingChoice::Stop => true,
            }
    }

    fn rule(&self, words: &Words, choice: MissingChoice) -> AttrValue {
        words.say(match (choice, self.held) {
            (MissingChoice::Omit | MissingChoice::Inherited, Held::Element) => RowsText::RuleInList,
            (choice, _) => RowsText::Rule(choice),
        })
    }

    fn inherited(&self, words: &Words, rule: &MissingRule, from: &RuleFrom) -> AttrValue {
        let rule = self.rule(words, MissingChoice::of(Some(rule)));
        let around = match from {
            RuleFrom::Nowhere => return rule,
            RuleFrom::Everywhere => words.say(RowsText::Everywhere),
            RuleFrom::Around(place) => place.last().unwrap_or_default().into(),
        };
        words.say(RowsText::RuleAs {
            rule: &rule,
            around: &around,
        })
    }

    fn default(&self, words: &Words, doing: &Doing, of: &RowsOf, default: &Value) -> Html {
        let id = format!("{}-default", self.id);
        let on_input = {
            let (task, at, control) = (of.task.clone(), self.at.clone(), id.clone());
            let (value, options) = (self.value.clone(), of.options.clone());
            doing.act.reform(move |typed: String| Action::Typed {
                control: control.clone(),
                edit: Edit::SetMissing {
                    task: task.clone(),
                    at: at.clone(),
                    rule: Some(MissingRule::Default(typed_default(
                        &value,
                        &options.options,
                        &typed,
                    ))),
                },
            })
        };
        TextField::new(
            id.into(),
            words.say(RowsText::DefaultOf { name: self.name }),
            shown_value(default).into(),
        )
        .label_hidden()
        .on_input(on_input)
        .view(words)
    }
}
