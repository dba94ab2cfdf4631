use segflow_core::document::{FormField, FormFieldType, TaskId};
use segflow_core::template::Path;
use yew::prelude::{
    AttrValue, Callback, Event, Html, MouseEvent, Properties, function_component, html,
};

use super::new_field::type_choices;
use crate::icons::Icon;
use crate::parts::{Button, ButtonKind, ButtonSize, SelectField, TextField, TextKind};
use crate::text::{BuilderText, use_words};

/// Properties of [`FieldRow`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct FieldRowProps {
    pub(super) task: TaskId,
    pub(super) field: FormField,
    /// Its place, counted from 0.
    pub(super) place: usize,
    /// The last field's place.
    pub(super) last: usize,
    /// Something of it was chosen.
    pub(super) on_change: Callback<FormField>,
    /// Something of it was typed.
    pub(super) on_typed: Callback<FormField>,
    /// It is to stand at that place.
    pub(super) on_move: Callback<usize>,
    pub(super) on_remove: Callback<()>,
}

/// A question: what it is called, what answers it takes, and its place.
#[function_component]
pub(super) fn FieldRow(props: &FieldRowProps) -> Html {
    let words = use_words();
    let field = &props.field;
    let title = field.title();
    let id = |part: &str| AttrValue::from(format!("form-{}-{part}", field.id));
    let on_label = {
        let field = field.clone();
        props.on_typed.reform(move |label: String| FormField {
            label,
            ..field.clone()
        })
    };
    let on_type = {
        let field = field.clone();
        props.on_change.reform(move |name: AttrValue| FormField {
            field_type: FormFieldType::from_name(&name).unwrap_or(field.field_type),
            ..field.clone()
        })
    };
    let on_required = {
        let field = field.clone();
        props.on_change.reform(move |_: Event| FormField {
            required: !field.required,
            ..field.clone()
        })
    };
    let on_choices = {
        let field = field.clone();
        props.on_typed.reform(move |text: String| FormField {
            choices: text.split('\n').map(str::to_owned).collect(),
            ..field.clone()
        })
    };
    // Empty lines are for typing only.
    let on_choices_done = {
        let field = field.clone();
        props.on_typed.reform(move |text: String| FormField {
            choices: text
                .split('\n')
                .map(str::trim)
                .filter(|choice| !choice.is_empty())
                .map(str::to_owned)
                .collect(),
            ..field.clone()
        })
    };
    let move_to = |to: usize| props.on_move.reform(move |_: MouseEvent| to);
    let takes_answer = field.field_type.takes_answer();
    html! {
        <li class="question">
            <div class="question-line">
                <TextField id={id("label")} label={words.say(BuilderText::Question)}
                    value={field.label.clone()} on_input={on_label} />
                <SelectField id={id("type")} label={words.say(BuilderText::QuestionType)}
                    choices={type_choices(&words)} value={field.field_type.name()}
                    on_change={on_type} />
                <div class="question-actions">
                    <Button label={words.say(BuilderText::MoveUp { title })} icon={Icon::MoveUp}
                        icon_only=true kind={ButtonKind::Quiet} size={ButtonSize::Small}
                        disabled={props.place == 0}
                        on_press={move_to(props.place.saturating_sub(1))} />
                    <Button label={words.say(BuilderText::MoveDown { title })}
                        icon={Icon::MoveDown} icon_only=true kind={ButtonKind::Quiet}
                        size={ButtonSize::Small} disabled={props.place == props.last}
                        on_press={move_to(props.place + 1)} />
                    <Button label={words.say(BuilderText::RemoveThat { title })}
                        icon={Icon::Trash} icon_only=true kind={ButtonKind::Quiet}
                        size={ButtonSize::Small}
                        on_press={props.on_remove.reform(|_: MouseEvent| ())} />
                </div>
            </div>
            if field.field_type.has_choices() {
                <TextField id={id("choices")} label={words.say(BuilderText::Choices)}
                    kind={TextKind::Lines} hint={words.say(BuilderText::ChoicesHint)}
                    value={field.choices.join("\n")} on_input={on_choices}
                    on_commit={on_choices_done} />
            }
            if takes_answer {
                <div class="question-foot">
                    <label class="tick">
                        <input type="checkbox" checked={field.required} onchange={on_required} />
                        { words.say(BuilderText::Required) }
                    </label>
                    <code class="muted">
                        { format!("{{{{ {} }}}}", Path::of_field(&props.task, field.id.as_str())) }
                    </code>
                </div>
            }
        </li>
    }
}
