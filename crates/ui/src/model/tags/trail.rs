use segflow_core::filter::Filter;
use segflow_core::template::{Operand, Tag, Template};
use segflow_core::time::Timestamp;

use crate::model::{Fields, short_text};

/// How the value of a tag comes about for the sample, step by step.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Trail {
    /// The value as it comes in, and after each filter. Empty where nothing can
    /// be told, or may.
    pub steps: Vec<TrailStep>,
}

/// A value on its way through a tag.
#[derive(Debug, Clone, PartialEq)]
pub struct TrailStep {
    /// The filter that made it; none for the value as it comes in.
    pub filter: Option<Filter>,
    /// The value, as text; none where there is none.
    pub value: Option<String>,
}

impl Trail {
    /// The steps of a tag. Of a tag that is not finished, those up to where it
    /// can be read.
    pub fn of(tag: &str, fields: &Fields, now: Timestamp) -> Trail {
        let Some((text, tag)) = readable(tag) else {
            return Trail::default();
        };
        let filters = tag.filters.iter().map(|call| Some(call.filter));
        let values = fields.steps(&text, now);
        let steps = std::iter::once(None).chain(filters).zip(values);
        Trail {
            steps: steps
                .map(|(filter, value)| TrailStep {
                    filter,
                    value: value.as_ref().map(short_text),
                })
                .collect(),
        }
    }
}

/// What a tag begins with, as it is written: its path, or what stands in it.
pub fn head_of(tag: &Tag) -> String {
    match &tag.head {
        Operand::Path(path) => path.path.to_string(),
        Operand::Literal(value) => short_text(value),
    }
}

/// The path that a tag begins with, if it is one that can be read.
pub fn trail_path(tag: &str) -> Option<String> {
    match readable(tag)?.1.head {
        Operand::Path(path) => Some(path.path.to_string()),
        Operand::Literal(_) => None,
    }
}

/// The longest beginning of a tag that can be read, closed.
pub(super) fn readable(tag: &str) -> Option<(String, Tag)> {
    let read = |text: String| {
        let template = Template::parse(&text);
        let tag = template.whole().cloned();
        tag.map(|tag| (text, tag))
    };
    let mut found = read(tag.to_owned());
    let mut shorter = tag;
    while found.is_none() {
        let bar = shorter.rfind('|')?;
        shorter = shorter.get(..bar)?;
        found = read(format!("{} }}}}", shorter.trim_end()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::readable;

    #[test]
    fn an_unfinished_tag_is_read_as_far_as_it_goes() {
        for (tag, expected) in [
            ("{{ a.b }}", Some("{{ a.b }}")),
            ("{{ a.b | upcase | do }}", Some("{{ a.b | upcase }}")),
            ("{{ a.b | upcase |", Some("{{ a.b | upcase }}")),
            (
                "{{ a.b | append: \"x|y\" | tr",
                Some("{{ a.b | append: \"x|y\" }}"),
            ),
            ("{{ a.b | append: \"x|", Some("{{ a.b }}")),
            ("{{ a", None),
            ("{{ a | upcase }}", None),
        ] {
            let read = readable(tag).map(|(text, _)| text);
            assert_eq!(read.as_deref(), expected, "{tag}");
        }
    }
}
