use std::rc::Rc;

use segflow_core::document::Sample;
use segflow_core::edit::Edit;
use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html, use_state_eq};

use super::titles::sample_title;
use super::{
    AnswersDialogProps, NameDialogProps, PinningDialogProps, answers_dialog, name_dialog,
    pinning_dialog,
};
use crate::builder::context::{Builder, use_doing};
use crate::icons::Icon;
use crate::model::{Action, free_sample_name};
use crate::parts::{ButtonKind, ButtonSize, Choice, Menu, MenuEdge, MenuItem, SelectField};
use crate::text::{BuilderText, SampleText, use_words};

/// What the menu does, by the key of its item.
const NEW: &str = "new";
const COPY: &str = "copy";
const ANSWERS: &str = "answers";
const RENAME: &str = "rename";
const PIN: &str = "pin";
const DELETE: &str = "delete";

/// Properties of [`SampleBar`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct SampleBarProps {
    pub(in crate::builder) builder: Builder,
}

/// Which sample everything follows, and what can be done with samples.
#[function_component]
pub(in crate::builder) fn SampleBar(props: &SampleBarProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let opened = use_state_eq(|| None::<AttrValue>);
    let model = &props.builder.model;
    let samples = &model.workflow().samples;
    let place = model.sample_index();
    let title = samples
        .get(place)
        .map(|sample| sample_title(&words, place, sample));
    let given = model.given_sample();

    let choices: Vec<Choice> = samples
        .iter()
        .chain(given)
        .enumerate()
        .map(|(place, sample)| Choice {
            value: place.to_string().into(),
            label: sample_title(&words, place, sample),
        })
        .collect();
    let has_choices = !choices.is_empty();
    let on_sample = doing.maybe(|place: AttrValue| Some(Action::SampleChosen(place.parse().ok()?)));
    let mut items = vec![MenuItem {
        icon: Some(Icon::Add),
        ..MenuItem::new(NEW, words.say(SampleText::New))
    }];
    if let Some(name) = &title {
        let item = |key: &'static str, text: SampleText<'_>, icon: Icon| MenuItem {
            icon: Some(icon),
            ..MenuItem::new(key, words.say(text))
        };
        items.extend([
            item(COPY, SampleText::CopyOf { name }, Icon::Copy),
            item(ANSWERS, SampleText::EditAnswers { name }, Icon::Form),
            item(RENAME, SampleText::Rename { name }, Icon::Tag),
            item(PIN, SampleText::PinPayloads { name }, Icon::Check),
            MenuItem {
                kind: ButtonKind::Danger,
                ..item(DELETE, SampleText::DeleteThat { name }, Icon::Trash)
            },
        ]);
    }
    let on_pick = {
        let opened = opened.clone();
        let act = doing.act.clone();
        Callback::from(move |key: AttrValue| {
            if key == DELETE {
                act.emit(Action::SampleRemoved(place));
            } else {
                opened.set(Some(key));
            }
        })
    };
    let on_close = {
        let opened = opened.clone();
        Callback::from(move |()| opened.set(None))
    };
    let taken: Rc<[Sample]> = samples.as_slice().into();
    let dialog = opened.as_ref().map(|key| {
        let key = key.as_str();
        let on_close = on_close.clone();
        if key == ANSWERS {
            return answers_dialog(AnswersDialogProps {
                builder: props.builder.clone(),
                on_close,
            });
        }
        if key == PIN {
            return pinning_dialog(PinningDialogProps {
                builder: props.builder.clone(),
                on_close,
            });
        }
        let current = model.sample().cloned().unwrap_or_default();
        let (heading, name, named) = match key {
            RENAME => (SampleText::RenameTitle, current.name, Some(place)),
            COPY => {
                let name = free_sample_name(samples, &current.name);
                (SampleText::NewTitle, name, None)
            }
            _ => {
                let base = words.say(SampleText::BaseName);
                (SampleText::NewTitle, free_sample_name(samples, &base), None)
            }
        };
        let record = match key {
            COPY => current.record,
            _ => segflow_core::json::Object::new(),
        };
        let on_name = doing.act.reform(move |name: String| match named {
            Some(place) => Action::Edited(Edit::RenameSample { place, name }),
            None => Action::SampleAdded(Sample {
                name,
                record: record.clone(),
                ..Sample::default()
            }),
        });
        name_dialog(NameDialogProps {
            title: words.say(heading),
            name,
            samples: taken,
            place: named,
            children: Html::default(),
            on_name,
            on_close,
        })
    });
    html! {
        <div class="sample-bar">
            if has_choices {
                <SelectField id="sample" label={words.say(BuilderText::SampleLabel)} label_hidden=true
                    {choices} value={place.to_string()} on_change={on_sample} />
            }
            <Menu id="samples" label={words.say(SampleText::Samples)} icon={Icon::More}
                icon_only={has_choices} size={ButtonSize::Small} edge={MenuEdge::End}
                {items} {on_pick} />
            // Always one child: were their number to change, the menu would be made anew.
            { dialog.unwrap_or_default() }
        </div>
    }
}
