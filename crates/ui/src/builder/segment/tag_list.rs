use yew::prelude::{AttrValue, Callback, Html, MouseEvent, html};

use crate::builder::words::type_text;
use crate::model::FieldOption;
use crate::text::{BuilderText, Words};

/// The id of an option, for `aria-activedescendant`.
pub(super) fn option_id(list: &str, place: usize) -> String {
    format!("{list}-{place}")
}

/// The options with those of one task together, in the order of their first.
pub(super) fn grouped(options: Vec<FieldOption>) -> Vec<FieldOption> {
    let mut titles: Vec<String> = Vec::new();
    for option in &options {
        if !titles.contains(&option.task_title) {
            titles.push(option.task_title.clone());
        }
    }
    let mut options = options;
    options.sort_by_key(|option| titles.iter().position(|title| *title == option.task_title));
    options
}

/// The fields that can be put in, those of one task after the other, as the list
/// of a combobox. Enter takes the one at `active`. The focus stays in the box.
pub(super) fn tag_list(
    words: &Words,
    id: AttrValue,
    options: &[FieldOption],
    active: usize,
    on_pick: &Callback<String>,
) -> Html {
    // Pressing must not take the focus, and with it the caret, out of the box.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let mut groups: Vec<(&str, Vec<Html>)> = Vec::new();
    for (place, option) in options.iter().enumerate() {
        let shown = offered(
            words,
            option,
            option_id(&id, place),
            place == active,
            on_pick,
        );
        match groups.last_mut() {
            Some((title, members)) if *title == option.task_title => members.push(shown),
            _ => groups.push((&option.task_title, vec![shown])),
        }
    }
    html! {
        <div id={id.clone()} class="field-list" role="listbox"
            aria-label={words.say(BuilderText::Fields)} {onmousedown}>
            { for groups.into_iter().enumerate().map(|(number, (title, members))| {
                let name_id = format!("{id}-group-{number}");
                let title = if title.is_empty() {
                    words.say(BuilderText::RunValues)
                } else {
                    AttrValue::from(title.to_owned())
                };
                html! {
                    <div role="group" aria-labelledby={name_id.clone()}>
                        <div class="field-group-name" id={name_id} role="presentation">{ title }</div>
                        { for members }
                    </div>
                }
            }) }
            if options.is_empty() {
                <div class="field-none" role="presentation">{ words.say(BuilderText::NoFieldMatches) }</div>
            }
        </div>
    }
}

fn offered(
    words: &Words,
    option: &FieldOption,
    id: String,
    is_active: bool,
    on_pick: &Callback<String>,
) -> Html {
    let path = option.path.clone();
    html! {
        <div role="option" class="field-option" {id} aria-selected={is_active.to_string()}
            onclick={on_pick.reform(move |_| path.clone())}>
            <span class="field-name">{ option.label.clone() }</span>
            <span class="field-type">
                if let Some(field_type) = option.field_type {
                    { words.say(type_text(field_type)) }
                }
            </span>
            <span class="field-sample" dir="auto">{ option.sample.clone().unwrap_or_default() }</span>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::grouped;
    use crate::model::FieldOption;

    #[test]
    fn fields_of_one_task_stand_together() {
        let option = |path: &str, task: &str| FieldOption {
            path: path.to_owned(),
            label: String::new(),
            task_title: task.to_owned(),
            field_type: None,
            sample: None,
        };
        let options = vec![
            option("b.1", "B"),
            option("a.1", "A"),
            option("b.2", "B"),
            option("run.id", ""),
            option("a.2", "A"),
        ];
        let paths: Vec<String> = grouped(options).into_iter().map(|each| each.path).collect();
        assert_eq!(paths, ["b.1", "b.2", "a.1", "a.2", "run.id"]);
    }
}
