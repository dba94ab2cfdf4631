use std::rc::Rc;

use segflow_core::check::{Finding, Problem};
use segflow_core::document::{Call, SegmentField, SegmentTask, TaskKind};
use segflow_core::edit::{Edit, RowType};
use segflow_core::json::{Object, Pointer, Value};
use yew::prelude::{
    AttrValue, Callback, FocusEvent, Html, Properties, function_component, html, use_callback,
    use_memo, use_state_eq,
};

use super::missing_field::{Held, MissingField};
use super::page_names::page_names;
use super::row_group::RowsOf;
use super::row_value::moment_field;
use super::suggesting::Suggesting;
use super::value_field::ValueField;
use super::{FieldRowsProps, field_rows};
use crate::builder::beside::{TimestampFormProps, timestamp_form};
use crate::builder::canvas::{HintProps, hint};
use crate::builder::catalog::{Asked, ExpectedProps, Named, Picked, expected_types};
use crate::builder::context::{Builder, Doing, use_doing};
use crate::builder::findings::FoundAt;
use crate::icons::Icon;
use crate::model::{Above, Action, Fields, Hint, Model, Moment, trimmed};
use crate::parts::{Button, Notice, Tone, disclosure, leaves};
use crate::text::{BuilderText, RowsText, Words, use_words};

/// Properties of [`SegmentTab`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct SegmentTabProps {
    pub(in crate::builder) builder: Builder,
}

/// What the chosen Segment task sends.
#[function_component]
pub(in crate::builder) fn SegmentTab(props: &SegmentTabProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let builder = &props.builder;
    let model = &builder.model;
    let task = model.selected().cloned();
    let options = use_memo(Above::of(model), |_| Fields::of(model));
    let said = use_state_eq(|| None::<(SegmentField, AttrValue)>);
    let say = use_callback((), {
        let said = said.setter();
        move |told: (SegmentField, AttrValue), ()| said.set(Some(told))
    });
    let expected = use_state_eq(Rc::<[(Pointer, RowType)]>::default);
    let on_types = use_callback((), {
        let expected = expected.setter();
        move |types: Rc<[(Pointer, RowType)]>, ()| expected.set(types)
    });
    let expected = Rc::clone(&expected);
    let Some((id, segment)) = task
        .as_ref()
        .and_then(|task| Some((&task.id, task.segment()?)))
    else {
        return Html::default();
    };
    let plan = model.flow().plan().map(|plan| {
        let context = segment.field(SegmentField::Context).cloned();
        (plan.clone(), Rc::new(context.unwrap_or_default()))
    });
    let of = |field: SegmentField| RowsOf {
        task: id.clone(),
        call: segment.call,
        // A plan's rules are by event, or by the name of a page or screen.
        event: segment
            .field(match segment.call {
                Call::Page | Call::Screen => SegmentField::Name,
                _ => SegmentField::Event,
            })
            .and_then(Value::as_text)
            .map(|event| event.to_owned().into()),
        plan: plan.clone(),
        found: FoundAt::within(builder, id, &field.pointer()),
        options: Rc::clone(&options),
        missing: Rc::new(segment.missing.clone()),
        expected: Rc::clone(&expected),
        say: say.reform(move |said: AttrValue| (field, said)),
    };
    let fields = segment
        .call
        .fields()
        .iter()
        .filter(|field| is_box(segment, **field))
        .map(|field| {
            FieldBox {
                of: of(*field),
                field: *field,
                names: page_names(
                    model.workflow(),
                    model.flow().plan(),
                    id,
                    (segment.call, *field),
                )
                .into(),
                value: segment
                    .field(*field)
                    .cloned()
                    .unwrap_or_else(|| Value::text("")),
            }
            .view(&words, &doing)
        });
    let rows = |field: SegmentField| {
        let said = match &*said {
            Some((of, said)) if *of == field => said.clone(),
            _ => AttrValue::default(),
        };
        field_rows(FieldRowsProps {
            of: of(field),
            field,
            value: segment.field(field).cloned(),
            said,
        })
    };
    let empty: Rc<[Pointer]> = segment
        .call
        .rows()
        .and_then(|field| Some((field.pointer(), segment.field(field)?)))
        .map(|(at, value)| empty_places(&at, value))
        .unwrap_or_default()
        .into();
    let telling = (!empty.is_empty()).then(|| {
        expected_types(ExpectedProps {
            asked: of(SegmentField::Event).asked_at(&SegmentField::Event.pointer()),
            places: empty,
            on_types,
        })
    });
    let beside = [SegmentField::Context, SegmentField::Integrations].map(|field| {
        let count = segment
            .field(field)
            .and_then(Value::as_object)
            .map_or(0, Object::len);
        let summary = match count {
            0 => words.say(field),
            count => words.say(RowsText::FieldRows {
                field: &words.say(field),
                count,
            }),
        };
        disclosure(summary, rows(field))
    });
    html! {
        <div class="stack">
            <div class="hint-place">{ hint(HintProps { builder: builder.clone(), at: Hint::Field }) }</div>
            { for fields }
            { for segment.call.rows().map(rows) }
            <div>
                { timestamp(&words, &doing, &of(SegmentField::Timestamp), segment) }
                { for beside }
            </div>
            <div hidden=true>{ telling.unwrap_or_default() }</div>
            { whole_findings(&words, &doing, model, &builder.checked.of_whole(id)) }
        </div>
    }
}

/// Whether a field is shown as a box: those every such task needs, and those a
/// document brings along.
fn is_box(segment: &SegmentTask, field: SegmentField) -> bool {
    let value = segment.field(field);
    match field {
        SegmentField::UserId | SegmentField::Event | SegmentField::GroupId => true,
        SegmentField::PreviousId | SegmentField::Name | SegmentField::Category => true,
        SegmentField::AnonymousId => value.is_some(),
        SegmentField::Traits
        | SegmentField::Properties
        | SegmentField::Context
        | SegmentField::Integrations
        | SegmentField::Timestamp => false,
    }
}

/// A field of the call.
#[derive(Debug, Clone, PartialEq)]
struct FieldBox {
    of: RowsOf,
    field: SegmentField,
    /// What is offered for it, where that is settled.
    names: Rc<[Named]>,
    value: Value,
}

impl FieldBox {
    /// The box as it is drawn.
    fn view(&self, words: &Words, doing: &Doing) -> Html {
        let field = self.field;
        let of = &self.of;
        let hint = match (field, of.call) {
            (SegmentField::UserId, Call::Identify) => Some(BuilderText::UserIdHint),
            (SegmentField::UserId, Call::Track) => Some(BuilderText::TrackUserIdHint),
            (SegmentField::Event, _) => Some(BuilderText::EventHint),
            _ => None,
        };
        let typed = {
            let task = of.task.clone();
            move |value: Value| {
                let is_empty = value.as_text().is_some_and(str::is_empty);
                Action::Typed {
                    control: field.name().to_owned(),
                    edit: Edit::SetField {
                        task: task.clone(),
                        field,
                        value: (!is_empty).then_some(value),
                    },
                }
            }
        };
        // It goes on with what was typed, and is undone with it.
        let onfocusout = {
            let (act, typed, value) = (doing.act.clone(), typed.clone(), self.value.clone());
            Callback::from(move |event: FocusEvent| {
                if let Some(value) = trimmed(field, &value) {
                    act.emit(typed(value));
                }
                if leaves(&event) {
                    act.emit(Action::FieldLeft(field));
                }
            })
        };
        let on_value = doing.act.reform(typed);
        let told = of.found.told(words);
        let id = format!("field-{}", field.name());
        let at = field.pointer();
        let shown = html! {
            <ValueField id={id.clone()} at={at.to_string()}
                label={words.say(field)} hint={hint.map(|hint| words.say(hint))} error={told.error}
                warning={told.warning} to_do={told.to_do} value={self.value.clone()}
                options={Rc::clone(&of.options)} {on_value} />
        };
        // Not the title: by that name one looks for the box itself.
        let name = match field {
            SegmentField::Event => words.say(RowsText::WhatHappened),
            _ => AttrValue::Static(field.name()),
        };
        let missing = MissingField {
            id: id.clone(),
            name: &name,
            at: &at,
            value: &self.value,
            held: Held::Field,
        }
        .view(words, doing, of);
        let is_named = field == SegmentField::Event || !self.names.is_empty();
        let shown = match self.value.as_text().filter(|_| is_named) {
            Some(query) => {
                let on_pick = {
                    let task = of.task.clone();
                    doing.act.reform(move |picked: Picked| {
                        Action::Edited(Edit::SetField {
                            task: task.clone(),
                            field,
                            value: Some(Value::text(picked.name.as_str())),
                        })
                    })
                };
                let asked = Asked {
                    names: Rc::clone(&self.names),
                    ..of.asked_at(&at)
                };
                html! {
                    <Suggesting input={id} {asked} query={query.to_owned()}
                        beside={Rc::new(Value::Null)} {on_pick}>{ shown }</Suggesting>
                }
            }
            None => shown,
        };
        html! { <div key={field.name()} class="field-box" {onfocusout}><div>{ shown }</div><div>{ missing }</div></div> }
    }
}

/// When the message happened.
fn timestamp(words: &Words, doing: &Doing, of: &RowsOf, segment: &SegmentTask) -> Html {
    let field = SegmentField::Timestamp;
    let value = segment.field(field).cloned();
    let set = {
        let task = of.task.clone();
        move |value: Option<Value>| Edit::SetField {
            task: task.clone(),
            field,
            value,
        }
    };
    let typed = {
        let set = set.clone();
        doing.act.reform(move |value: Option<Value>| Action::Typed {
            control: "timestamp".to_owned(),
            edit: set(value),
        })
    };
    let told = of.found.told(words);
    let text = value.as_ref().and_then(Value::as_text).unwrap_or_default();
    let when = match (&value, Moment::of(text)) {
        (None, _) => words.say(field),
        (Some(_), Some(moment)) => words.say(RowsText::TimestampIs {
            when: format!("{} {}", moment.day, moment.time).trim(),
        }),
        (Some(_), None) => words.say(RowsText::TimestampIs {
            when: &words.say(RowsText::TimestampOfField),
        }),
    };
    let date = {
        let (words, text, error) = (*words, text.to_owned(), told.error.clone());
        // A timestamp needs a time and a zone: of a day alone it is the beginning.
        let on_input = typed.reform(|typed: String| {
            let moment = Moment::begun(&typed);
            (!moment.day.is_empty()).then(|| Value::text(moment.whole_text().unwrap_or(typed)))
        });
        Callback::from(move |()| {
            let label = words.say(RowsText::DateOfTimestamp);
            let id = "timestamp-date".into();
            moment_field(
                &words,
                id,
                (label, &words.say(field)),
                &text,
                error.clone(),
                &on_input,
            )
        })
    };
    let shown = {
        let (at, options) = (field.pointer().to_string(), Rc::clone(&of.options));
        let (told, value) = (told.clone(), value.clone());
        let on_value = typed.reform(|value: Value| {
            let is_empty = value.as_text().is_some_and(str::is_empty);
            (!is_empty).then_some(value)
        });
        let words = *words;
        Callback::from(move |()| {
            html! {
                <ValueField id="field-timestamp" at={at.clone()} label={words.say(field)}
                    error={told.error.clone()} warning={told.warning.clone()}
                    value={value.clone().unwrap_or_else(|| Value::text(""))}
                    options={Rc::clone(&options)} on_value={on_value.clone()} />
            }
        })
    };
    let at = field.pointer();
    let missing = MissingField {
        id: "timestamp".to_owned(),
        name: &words.say(field),
        at: &at,
        value: value.as_ref().unwrap_or(&Value::Null),
        held: Held::Field,
    }
    .view(words, doing, of);
    let form = timestamp_form(TimestampFormProps {
        value,
        options: Rc::clone(&of.options),
        error: told.error,
        warning: told.warning,
        date,
        text: shown,
        on_value: doing
            .act
            .reform(move |value: Option<Value>| Action::Edited(set(value))),
    });
    disclosure(
        when,
        html! { <><div>{ form }</div><div>{ missing }</div></> },
    )
}

/// The places of the texts that hold nothing.
fn empty_places(at: &Pointer, value: &Value) -> Vec<Pointer> {
    match value {
        Value::Text(text) if text.is_empty() => vec![at.clone()],
        Value::List(list) => (0..)
            .zip(list)
            .flat_map(|(place, element)| empty_places(&at.index(place), element))
            .collect(),
        Value::Object(rows) => rows
            .iter()
            .flat_map(|(name, row)| empty_places(&at.key(name), row))
            .collect(),
        _ => Vec::new(),
    }
}

/// What is to be said about the task as a whole.
fn whole_findings(words: &Words, doing: &Doing, model: &Model, findings: &[Finding]) -> Html {
    let notices = findings.iter().map(|found| {
        let tone = match found.blocks() {
            _ if model.is_to_do(found) => Tone::Info,
            true => Tone::Error,
            false => Tone::Warning,
        };
        let actions = matches!(found.problem, Problem::IdentifyWithoutTrack).then(|| {
            let track = TaskKind::Segment(SegmentTask::new(Call::Track));
            let on_press = doing.add_task(*words, track);
            Button::new(words.say(BuilderText::AddTrack))
                .icon(Icon::Event)
                .small()
                .on_press(on_press)
                .view()
        });
        Notice::new(tone)
            .actions(actions)
            .view(words.say(&found.problem))
    });
    html! { <>{ for notices }</> }
}
