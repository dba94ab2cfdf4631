use yew::prelude::{AttrValue, Html, MouseEvent, html};

use super::desk::Desk;
use crate::builder::words::type_text;
use crate::model::{FieldOption, Fields, OfferedFilter, narrowed};
use crate::text::{BuilderText, FieldName, TagText, Words};

/// So many fields are drawn; more of them nobody reads.
const DRAWN: usize = 60;

/// What can be chosen where the caret stands.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) enum Choices {
    /// Nothing.
    #[default]
    None,
    /// Fields, those of a task together; and how many more there are.
    Fields {
        options: Vec<FieldOption>,
        more: usize,
    },
    /// Filters, by what they are made for.
    Filters(Vec<OfferedFilter>),
}

impl Choices {
    /// The fields with all words of a query.
    pub(super) fn fields(fields: &Fields, query: &str) -> Choices {
        let mut options = grouped(narrowed(&fields.options, query));
        let more = options.len().saturating_sub(DRAWN);
        options.truncate(DRAWN);
        Choices::Fields { options, more }
    }

    /// How many can be chosen.
    pub(super) fn count(&self) -> usize {
        match self {
            Choices::None => 0,
            Choices::Fields { options, .. } => options.len(),
            Choices::Filters(filters) => filters.len(),
        }
    }
}

/// The options with those of one task together, in the order of their first.
fn grouped(options: Vec<FieldOption>) -> Vec<FieldOption> {
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

/// The id of an option, for `aria-activedescendant`.
pub(super) fn option_id(list: &str, place: usize) -> String {
    format!("{list}-{place}")
}

/// A list of choices: groups with their names, and what is said beside them.
pub(super) fn list(
    id: &AttrValue,
    label: AttrValue,
    groups: Vec<(AttrValue, Vec<Html>)>,
    told: Option<AttrValue>,
) -> Html {
    html! {
        <div id={id.clone()} class="field-list" role="listbox" aria-label={label}>
            { for groups.into_iter().enumerate().map(|(number, (title, members))| {
                let name_id = format!("{id}-group-{number}");
                html! {
                    <div role="group" aria-labelledby={name_id.clone()}>
                        <div class="field-group-name" id={name_id} role="presentation">{ title }</div>
                        { for members }
                    </div>
                }
            }) }
            if let Some(told) = told {
                <div class="field-none" role="presentation">{ told }</div>
            }
        </div>
    }
}

/// The fields that can be put in, those of one task after the other. Enter takes
/// the one at `active`.
pub(super) fn field_list(
    words: &Words,
    desk: &Desk,
    id: &AttrValue,
    fields: &Fields,
    active: usize,
) -> Html {
    let Choices::Fields { options, more } = &*desk.choices else {
        return Html::default();
    };
    let mut groups: Vec<(AttrValue, Vec<Html>)> = Vec::new();
    for (place, option) in options.iter().enumerate() {
        let title = match option.task_title.as_str() {
            "" => words.say(BuilderText::RunValues),
            title => AttrValue::from(title.to_owned()),
        };
        let shown = offered(words, desk, id, fields, option, place, active);
        match groups.last_mut() {
            Some((known, members)) if *known == title => members.push(shown),
            _ => groups.push((title, vec![shown])),
        }
    }
    let told = if options.is_empty() {
        Some(words.say(TagText::NoFieldMatches))
    } else {
        (*more > 0).then(|| words.say(TagText::MoreFields { count: *more }))
    };
    list(id, words.say(TagText::Fields), groups, told)
}

fn offered(
    words: &Words,
    desk: &Desk,
    list: &AttrValue,
    fields: &Fields,
    option: &FieldOption,
    place: usize,
    active: usize,
) -> Html {
    let desk = desk.clone();
    let missing = missing(words, fields, &option.path);
    html! {
        <div role="option" class="field-option" id={option_id(list, place)}
            aria-selected={(place == active).to_string()}
            onclick={move |_: MouseEvent| desk.choose(place)}>
            <span class="field-name">{ words.say(FieldName { path: &option.path, label: &option.label }) }</span>
            <span class="field-type">
                if let Some(field_type) = option.field_type {
                    { words.say(type_text(field_type)) }
                }
            </span>
            <span class="field-sample" dir="auto">{ option.sample.clone().unwrap_or_default() }</span>
            if let Some(missing) = missing {
                <span class="field-missing" dir="auto">{ missing }</span>
            }
        </div>
    }
}

/// Which samples have no value for a field, if any.
pub(super) fn missing(words: &Words, fields: &Fields, path: &str) -> Option<AttrValue> {
    let samples = fields.samples_without(path);
    (!samples.is_empty()).then(|| {
        words.say(TagText::MissingIn {
            samples: &samples.join(", "),
        })
    })
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
