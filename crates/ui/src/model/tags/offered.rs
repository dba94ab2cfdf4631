use segflow_core::document::FormFieldType;
use segflow_core::filter::{Filter, Takes};
use segflow_core::template::Operand;
use segflow_core::time::Timestamp;

use super::trail::readable;
use crate::model::Fields;

/// A filter that is offered, and the group it stands in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OfferedFilter {
    /// Which filter.
    pub filter: Filter,
    /// What it is made for.
    pub takes: Takes,
}

/// What people look for most stands first.
const FIRST: [Filter; 22] = [
    Filter::Downcase,
    Filter::Upcase,
    Filter::Titlecase,
    Filter::Strip,
    Filter::Truncate,
    Filter::Append,
    Filter::Prepend,
    Filter::Replace,
    Filter::Sha256,
    Filter::Round,
    Filter::Times,
    Filter::DividedBy,
    Filter::Plus,
    Filter::Minus,
    Filter::Date,
    Filter::ToIso,
    Filter::First,
    Filter::Join,
    Filter::Size,
    Filter::Default,
    Filter::ToNumber,
    Filter::ToString,
];

/// The filters that have every word of the query, those for such a value as the
/// tag has so far first. `told` is all that is said of a filter, its name in
/// words first.
pub fn offered_filters(
    tag: &str,
    query: &str,
    fields: &Fields,
    now: Timestamp,
    told: impl Fn(Filter) -> String,
) -> Vec<OfferedFilter> {
    let first = kind_of(tag, fields, now);
    let query = query.to_lowercase();
    let words: Vec<&str> = query.split_whitespace().collect();
    let mut found: Vec<(bool, OfferedFilter)> = Filter::ALL
        .iter()
        .filter_map(|&filter| {
            let told = told(filter).to_lowercase();
            let name = filter.name();
            let has_all = words
                .iter()
                .all(|word| name.contains(word) || told.contains(word));
            let begins = name.starts_with(&query) || told.starts_with(&query);
            let takes = filter.takes();
            has_all.then_some((begins, OfferedFilter { filter, takes }))
        })
        .collect();
    let kinds: Vec<Takes> = std::iter::once(first)
        .chain([Takes::Anything])
        .chain(Takes::ALL)
        .collect();
    let place = |takes: Takes| kinds.iter().position(|kind| *kind == takes);
    let rank = |filter: Filter| {
        let rank = FIRST.iter().position(|first| *first == filter);
        rank.unwrap_or(FIRST.len())
    };
    found.sort_by_key(|(begins, offered)| (!begins, place(offered.takes), rank(offered.filter)));
    // Those of a group stand together, in the order of their first.
    let order: Vec<Takes> = found.iter().map(|(_, offered)| offered.takes).collect();
    found.sort_by_key(|(_, offered)| order.iter().position(|kind| *kind == offered.takes));
    found.into_iter().map(|(_, offered)| offered).collect()
}

/// What the value of a tag is so far: for the sample, else by its field's type.
fn kind_of(tag: &str, fields: &Fields, now: Timestamp) -> Takes {
    let Some((text, tag)) = readable(tag) else {
        return Takes::Text;
    };
    let declared = match &tag.head {
        Operand::Path(path) if tag.filters.is_empty() => fields.find(&path.path),
        _ => None,
    };
    let declared = declared.and_then(|found| found.field_type);
    if matches!(declared, Some(FormFieldType::Date | FormFieldType::Time)) {
        return Takes::Date;
    }
    match (fields.steps(&text, now).pop(), declared) {
        (Some(Some(value)), _) => Takes::of_value(&value),
        (_, Some(FormFieldType::Number)) => Takes::Number,
        (_, Some(FormFieldType::Checkboxes)) => Takes::List,
        (_, Some(FormFieldType::Yesno)) => Takes::Anything,
        _ => Takes::Text,
    }
}
