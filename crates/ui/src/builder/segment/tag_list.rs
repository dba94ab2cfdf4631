use yew::prelude::{AttrValue, Callback, Html, MouseEvent, Properties, function_component, html};

use crate::builder::words::type_text;
use crate::model::FieldOption;
use crate::text::{BuilderText, use_words};

/// Properties of [`TagList`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct TagListProps {
    /// Unique in the page.
    pub(super) id: AttrValue,
    /// The fields to choose from, those of one task after the other.
    pub(super) options: Vec<FieldOption>,
    /// The place of the one that Enter takes.
    pub(super) active: usize,
    /// A field was picked: its path.
    pub(super) on_pick: Callback<String>,
}

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

/// The fields that can be put in, as the list of a combobox. The focus stays in
/// the box.
#[function_component]
pub(super) fn TagList(props: &TagListProps) -> Html {
    let words = use_words();
    // Pressing must not take the focus, and with it the caret, out of the box.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let mut groups: Vec<(&str, Vec<(usize, &FieldOption)>)> = Vec::new();
    for (place, option) in props.options.iter().enumerate() {
        match groups.last_mut() {
            Some((title, members)) if *title == option.task_title => members.push((place, option)),
            _ => groups.push((&option.task_title, vec![(place, option)])),
        }
    }
    html! {
        <div id={props.id.clone()} class="field-list" role="listbox"
            aria-label={words.say(BuilderText::Fields)} {onmousedown}>
            { for groups.into_iter().enumerate().map(|(number, (title, members))| {
                let name_id = format!("{}-group-{number}", props.id);
                let title = if title.is_empty() {
                    words.say(BuilderText::RunValues)
                } else {
                    AttrValue::from(title.to_owned())
                };
                html! {
                    <div role="group" aria-labelledby={name_id.clone()}>
                        <div class="field-group-name" id={name_id} role="presentation">{ title }</div>
                        { for members.into_iter().map(|(place, option)| {
                            let path = option.path.clone();
                            html! {
                                <div role="option" class="field-option"
                                    id={option_id(&props.id, place)}
                                    aria-selected={(place == props.active).to_string()}
                                    onclick={props.on_pick.reform(move |_| path.clone())}>
                                    <span class="field-name">{ option.label.clone() }</span>
                                    <span class="field-type">
                                        if let Some(field_type) = option.field_type {
                                            { words.say(type_text(field_type)) }
                                        }
                                    </span>
                                    <span class="field-sample" dir="auto">
                                        { option.sample.clone().unwrap_or_default() }
                                    </span>
                                </div>
                            }
                        }) }
                    </div>
                }
            }) }
            if props.options.is_empty() {
                <div class="field-none" role="presentation">{ words.say(BuilderText::NoFieldMatches) }</div>
            }
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
