use segflow_core::document::{FormField, FormFieldType, TaskId};
use segflow_core::template::Path;
use yew::prelude::{AttrValue, Callback, Event, Html, MouseEvent, html};

use super::new_field::type_choices;
use crate::icons::Icon;
use crate::parts::{Button, SelectField, TextField, TextKind};
use crate::text::{BuilderText, Words};

/// A question: what it is called, what answers it takes, and its place.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct FieldRow {
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

impl FieldRow {
    /// The question as it is drawn.
    pub(super) fn view(&self, words: &Words) -> Html {
        let field = &self.field;
        let title = field.title();
        let id = |part: &str| AttrValue::from(format!("form-{}-{part}", field.id));
        let on_label = {
            let field = field.clone();
            self.on_typed.reform(move |label: String| FormField {
                label,
                ..field.clone()
            })
        };
        let on_type = {
            let field = field.clone();
            self.on_change.reform(move |name: AttrValue| FormField {
                field_type: FormFieldType::from_name(&name).unwrap_or(field.field_type),
                ..field.clone()
            })
        };
        let on_required = {
            let field = field.clone();
            self.on_change.reform(move |_: Event| FormField {
                required: !field.required,
                ..field.clone()
            })
        };
        let on_choices = {
            let field = field.clone();
            self.on_typed.reform(move |text: String| FormField {
                choices: text.split('\n').map(str::to_owned).collect(),
                ..field.clone()
            })
        };
        // Empty lines are for typing only.
        let on_choices_done = {
            let field = field.clone();
            self.on_typed.reform(move |text: String| FormField {
                choices: text
                    .split('\n')
                    .map(str::trim)
                    .filter(|choice| !choice.is_empty())
                    .map(str::to_owned)
                    .collect(),
                ..field.clone()
            })
        };
        let move_to = |to: usize| self.on_move.reform(move |_: MouseEvent| to);
        let takes_answer = field.field_type.takes_answer();
        html! {
            <li key={field.id.as_str()} class="question">
                <div class="question-line">
                    {
                        TextField::new(
                            id("label"),
                            words.say(BuilderText::Question),
                            field.label.clone().into(),
                        )
                        .on_input(on_label)
                        .view(words)
                    }
                    <SelectField id={id("type")} label={words.say(BuilderText::QuestionType)}
                        choices={type_choices(words)} value={field.field_type.name()}
                        on_change={on_type} />
                    <div class="question-actions">
                        {
                            Button::sign_only(Icon::MoveUp, words.say(BuilderText::MoveUp { title }))
                                .small()
                                .disabled(self.place == 0)
                                .on_press(move_to(self.place.saturating_sub(1)))
                                .view()
                        }
                        {
                            Button::sign_only(Icon::MoveDown, words.say(BuilderText::MoveDown { title }))
                                .small()
                                .disabled(self.place == self.last)
                                .on_press(move_to(self.place + 1))
                                .view()
                        }
                        {
                            Button::sign_only(Icon::Trash, words.say(BuilderText::RemoveThat { title }))
                                .small()
                                .on_press(self.on_remove.reform(|_: MouseEvent| ()))
                                .view()
                        }
                    </div>
                </div>
                if field.field_type.has_choices() {
                    {
                        TextField::new(
                            id("choices"),
                            words.say(BuilderText::Choices),
                            field.choices.join("\n").into(),
                        )
                        .kind(TextKind::Lines)
                        .hint(Some(words.say(BuilderText::ChoicesHint)))
                        .on_input(on_choices)
                        .on_commit(on_choices_done)
                        .view(words)
                    }
                }
                if takes_answer {
                    <div class="question-foot">
                        <label class="tick">
                            <input type="checkbox" checked={field.required} onchange={on_required} />
                            { words.say(BuilderText::Required) }
                        </label>
                        <code class="muted">
                            { format!("{{{{ {} }}}}", Path::of_field(&self.task, field.id.as_str())) }
                        </code>
                    </div>
                }
            </li>
        }
    }
}
