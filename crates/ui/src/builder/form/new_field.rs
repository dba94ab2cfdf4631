use segflow_core::document::{Form, FormField, FormFieldType};
use segflow_core::edit::new_form_field;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, SubmitEvent, function_component, html, use_node_ref,
    use_state_eq,
};

use crate::builder::words::type_text;
use crate::icons::Icon;
use crate::model::question_type;
use crate::parts::{Button, Choice, SelectField, TextField};
use crate::text::{BuilderText, Words, use_words};

/// Properties of [`NewField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct NewFieldProps {
    pub(super) form: Form,
    pub(super) on_add: Callback<FormField>,
}

/// The types of form fields, to choose from.
pub(super) fn type_choices(words: &Words) -> Vec<Choice> {
    FormFieldType::ALL
        .into_iter()
        .map(|field_type| Choice {
            value: field_type.name().into(),
            label: words.say(type_text(field_type)),
        })
        .collect()
}

/// Adds a question. Its id is made of its label, so the label comes first.
#[function_component]
pub(super) fn NewField(props: &NewFieldProps) -> Html {
    let words = use_words();
    let label = use_state_eq(String::new);
    let chosen = use_state_eq(|| None::<FormFieldType>);
    // What is asked tells, until a person says otherwise.
    let field_type = chosen.unwrap_or_else(|| question_type(&label));
    let missing = use_state_eq(|| false);
    let input = use_node_ref();
    let on_type = {
        let chosen = chosen.clone();
        Callback::from(move |name: AttrValue| chosen.set(FormFieldType::from_name(&name)))
    };
    let on_label = {
        let label = label.clone();
        let missing = missing.clone();
        Callback::from(move |typed: String| {
            missing.set(false);
            label.set(typed);
        })
    };
    let onsubmit = {
        let form = props.form.clone();
        let on_add = props.on_add.clone();
        let (label, missing) = (label.clone(), missing.clone());
        let input = input.clone();
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let typed = label.trim();
            // A line has nothing to say.
            let is_line = field_type == FormFieldType::Divider;
            let field = (!typed.is_empty() || is_line)
                .then(|| new_form_field(&form, typed, field_type))
                .flatten();
            match field {
                Some(field) => {
                    on_add.emit(field);
                    label.set(String::new());
                    chosen.set(None);
                }
                None => missing.set(true),
            }
            // The next question can be typed at once.
            if let Some(input) = input.cast::<web_sys::HtmlElement>() {
                let _ = input.focus();
            }
        })
    };
    html! {
        <form class="question new" novalidate=true autocomplete="off" {onsubmit}
            aria-label={words.say(BuilderText::NewQuestion)}>
            <div class="question-line">
                {
                    TextField::new(
                        "new-question".into(),
                        words.say(BuilderText::NewQuestion),
                        (*label).clone().into(),
                    )
                    .error(missing.then(|| words.say(BuilderText::QuestionMissing)))
                    .on_input(on_label)
                    .node_ref(input)
                    .view(&words)
                }
                <SelectField id="new-question-type" label={words.say(BuilderText::QuestionType)}
                    choices={type_choices(&words)} value={field_type.name()}
                    on_change={on_type} />
                { Button::new(words.say(BuilderText::AddQuestion)).icon(Icon::Add).submit().view() }
            </div>
        </form>
    }
}
