use std::rc::Rc;

use segflow_core::check::{Finding, Problem};
use segflow_core::document::{Call, SegmentField, SegmentTask, TaskId, TaskKind};
use segflow_core::edit::Edit;
use segflow_core::json::{Object, Value};
use yew::prelude::{Html, Properties, function_component, html, use_memo};

use super::rows::Rows;
use super::value_field::ValueField;
use crate::builder::context::{Builder, use_doing};
use crate::builder::findings::Told;
use crate::icons::Icon;
use crate::model::{Action, FieldOption, field_options};
use crate::parts::{Button, ButtonSize, Disclosure, JsonView, Notice, Tone};
use crate::text::{BuilderText, use_words};

/// Properties of [`SegmentTab`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct SegmentTabProps {
    pub(in crate::builder) builder: Builder,
}

/// What the chosen Segment task sends.
#[function_component]
pub(in crate::builder) fn SegmentTab(props: &SegmentTabProps) -> Html {
    let builder = &props.builder;
    let model = &builder.model;
    let task = model.selected().cloned();
    let options = use_memo(
        (model.workflow().clone(), model.record(), task.clone()),
        |(workflow, record, task)| {
            task.as_ref()
                .map(|task| field_options(workflow, &task.id, record))
                .unwrap_or_default()
        },
    );
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
            html! {
                <FieldBox key={field.name()} task={id.clone()} field={*field}
                    value={segment.field(*field).cloned().unwrap_or_else(|| Value::text(""))}
                    {findings} call={segment.call} options={Rc::clone(&options)} />
            }
        });
    let rows = segment.call.rows().and_then(|field| {
        let rows = match segment.field(field) {
            None | Some(Value::Null) => Rc::new(Object::new()),
            Some(Value::Object(rows)) => Rc::new(rows.clone()),
            // Shown as a box above.
            Some(_) => return None,
        };
        let findings = builder.checked.within(id, &field.pointer());
        Some(html! {
            <Rows task={id.clone()} {field} {rows} {findings} options={Rc::clone(&options)} />
        })
    });
    html! {
        <div class="stack">
            { for fields }
            { for rows }
            { for kept_fields(segment).into_iter().map(|(field, value)| html! {
                <Kept key={field.name()} field={field.title()} {value} />
            }) }
            <WholeFindings findings={builder.checked.of_whole(id)} />
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
        SegmentField::Traits | SegmentField::Properties => {
            !matches!(value, None | Some(Value::Object(_) | Value::Null))
        }
        SegmentField::Context | SegmentField::Integrations => false,
    }
}

/// What is sent as the document has it and cannot be changed here.
fn kept_fields(segment: &SegmentTask) -> Vec<(SegmentField, Value)> {
    [SegmentField::Context, SegmentField::Integrations]
        .into_iter()
        .filter_map(|field| Some((field, segment.field(field)?.clone())))
        .collect()
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct FieldBoxProps {
    task: TaskId,
    field: SegmentField,
    call: Call,
    value: Value,
    findings: Vec<Finding>,
    options: Rc<Vec<FieldOption>>,
}

/// A field of the call.
#[function_component]
fn FieldBox(props: &FieldBoxProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let field = props.field;
    let hint = match (field, props.call) {
        (SegmentField::UserId, Call::Identify) => Some(BuilderText::UserIdHint),
        (SegmentField::UserId, Call::Track) => Some(BuilderText::TrackUserIdHint),
        (SegmentField::Event, _) => Some(BuilderText::EventHint),
        _ => None,
    };
    let on_value = {
        let task = props.task.clone();
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
    let told = Told::of(props.findings.iter());
    html! {
        <ValueField id={format!("field-{}", field.name())} at={field.pointer().to_string()}
            label={field.title()} hint={hint.map(|hint| words.say(hint))} error={told.error}
            warning={told.warning} value={props.value.clone()}
            options={Rc::clone(&props.options)} {on_value} />
    }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct WholeFindingsProps {
    findings: Vec<Finding>,
}

/// What is to be said about the task as a whole.
#[function_component]
fn WholeFindings(props: &WholeFindingsProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let notices = props.findings.iter().map(|found| {
        let tone = if found.blocks() {
            Tone::Error
        } else {
            Tone::Warning
        };
        let actions = matches!(found.problem, Problem::IdentifyWithoutTrack).then(|| {
            let track = TaskKind::Segment(SegmentTask::new(Call::Track));
            let on_press = doing.add_task(words, track);
            html! {
                <Button label={words.say(BuilderText::AddTrack)} icon={Icon::Event}
                    size={ButtonSize::Small} {on_press} />
            }
        });
        html! { <Notice {tone} {actions}><p>{ found.to_string() }</p></Notice> }
    });
    html! { <>{ for notices }</> }
}

#[derive(Debug, Clone, PartialEq, Properties)]
struct KeptProps {
    field: &'static str,
    value: Value,
}

/// A field that is shown and kept.
#[function_component]
fn Kept(props: &KeptProps) -> Html {
    let words = use_words();
    html! {
        <Disclosure summary={words.say(BuilderText::AlsoSent { field: props.field })}>
            <JsonView text={props.value.to_string()} />
        </Disclosure>
    }
}
