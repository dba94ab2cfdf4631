use std::rc::Rc;

use segflow_core::check::{Finding, Problem};
use segflow_core::document::{Call, SegmentField, SegmentTask, TaskId, TaskKind};
use segflow_core::edit::Edit;
use segflow_core::json::{Object, Value};
use yew::prelude::{Html, Properties, function_component, html, use_memo};

use super::field_rows::field_rows;
use super::row_group::RowsOf;
use super::value_field::ValueField;
use crate::builder::context::{Builder, Doing, use_doing};
use crate::builder::findings::Told;
use crate::icons::Icon;
use crate::model::{Above, Action, Fields};
use crate::parts::{Button, Notice, Tone, disclosure};
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
    let Some((id, segment)) = task
        .as_ref()
        .and_then(|task| Some((&task.id, task.segment()?)))
    else {
        return Html::default();
    };
    let fields = segment
        .call
        .fields()
        .iter()
        .filter(|field| is_box(segment, **field))
        .map(|field| {
            let findings = builder.checked.within(id, &field.pointer());
            FieldBox {
                task: id.clone(),
                field: *field,
                call: segment.call,
                value: segment
                    .field(*field)
                    .cloned()
                    .unwrap_or_else(|| Value::text("")),
                findings,
                options: Rc::clone(&options),
            }
            .view(&words, &doing)
        });
    let rows = |field: SegmentField| {
        let of = RowsOf {
            task: id.clone(),
            findings: builder.checked.within(id, &field.pointer()).into(),
            options: Rc::clone(&options),
        };
        field_rows(&words, &doing, of, segment, field)
    };
    let beside = [SegmentField::Context, SegmentField::Integrations].map(|field| {
        let count = segment
            .field(field)
            .and_then(Value::as_object)
            .map_or(0, Object::len);
        let summary = match count {
            0 => field.title().into(),
            count => words.say(RowsText::FieldRows {
                field: field.title(),
                count,
            }),
        };
        disclosure(summary, rows(field))
    });
    html! {
        <div class="stack">
            { for fields }
            { for segment.call.rows().map(rows) }
            { for beside }
            { whole_findings(&words, &doing, &builder.checked.of_whole(id)) }
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
        SegmentField::AnonymousId | SegmentField::Timestamp => value.is_some(),
        SegmentField::Traits
        | SegmentField::Properties
        | SegmentField::Context
        | SegmentField::Integrations => false,
    }
}

/// A field of the call.
#[derive(Debug, Clone, PartialEq)]
struct FieldBox {
    task: TaskId,
    field: SegmentField,
    call: Call,
    value: Value,
    findings: Vec<Finding>,
    options: Rc<Fields>,
}

impl FieldBox {
    /// The box as it is drawn.
    fn view(&self, words: &Words, doing: &Doing) -> Html {
        let field = self.field;
        let hint = match (field, self.call) {
            (SegmentField::UserId, Call::Identify) => Some(BuilderText::UserIdHint),
            (SegmentField::UserId, Call::Track) => Some(BuilderText::TrackUserIdHint),
            (SegmentField::Event, _) => Some(BuilderText::EventHint),
            _ => None,
        };
        let on_value = {
            let task = self.task.clone();
            doing.act.reform(move |value: Value| {
                let is_empty = value.as_text().is_some_and(str::is_empty);
                Action::Typed {
                    control: field.name().to_owned(),
                    edit: Edit::SetField {
                        task: task.clone(),
                        field,
                        value: (!is_empty).then_some(value),
                    },
                }
            })
        };
        let told = Told::of(self.findings.iter());
        html! {
            <ValueField id={format!("field-{}", field.name())} at={field.pointer().to_string()}
                label={field.title()} hint={hint.map(|hint| words.say(hint))} error={told.error}
                warning={told.warning} value={self.value.clone()}
                options={Rc::clone(&self.options)} {on_value} />
        }
    }
}

/// What is to be said about the task as a whole.
fn whole_findings(words: &Words, doing: &Doing, findings: &[Finding]) -> Html {
    let notices = findings.iter().map(|found| {
        let tone = if found.blocks() {
            Tone::Error
        } else {
            Tone::Warning
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
            .view(found.to_string().into())
    });
    html! { <>{ for notices }</> }
}
