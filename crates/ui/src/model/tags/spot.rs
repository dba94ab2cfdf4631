use std::ops::Range;

use segflow_core::filter::Filter;

use super::change::Change;

/// Where in a text with tags a caret stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// In text.
    Text,
    /// Where a field is looked for.
    Field(FieldSpot),
    /// Where a filter is looked for.
    Filter(FilterSpot),
    /// Elsewhere in a tag.
    Tag(TagSpot),
}

/// Where a field is looked for: behind a brace.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSpot {
    /// The tag, as far as it is one.
    pub tag: Range<usize>,
    /// What has been typed behind the brace.
    pub query: String,
    /// What is replaced when a field is chosen.
    range: Range<usize>,
    /// Whether the braces stay, as the tag has them all.
    is_closed: bool,
}

/// Where a filter is looked for: behind a `|`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FilterSpot {
    /// The tag, as far as it is one.
    pub tag: Range<usize>,
    /// The place of the `|`.
    pub bar: usize,
    /// What has been typed behind it.
    pub query: String,
    /// What is replaced when a filter without values is chosen.
    call: Range<usize>,
    /// Where the name ends.
    name_end: usize,
    has_values: bool,
    is_closed: bool,
}

/// Elsewhere in a tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagSpot {
    /// The tag, as far as it is one.
    pub tag: Range<usize>,
    /// The filter whose values are typed, and which of them, counted from 0.
    pub value: Option<(Filter, usize)>,
}

impl Spot {
    /// The spot of a place in a text.
    pub fn at(text: &str, caret: usize) -> Spot {
        // Between the two braces it is as good as behind them.
        let is_between = text
            .get(..caret)
            .is_some_and(|before| before.ends_with('{'))
            && text
                .get(caret..)
                .is_some_and(|after| after.starts_with('{'));
        let caret = caret + usize::from(is_between);
        match Inside::of(text, caret) {
            Some(inside) => inside.spot(text, caret),
            None => single_brace(text, caret).unwrap_or(Spot::Text),
        }
    }

    /// The tag, if it is in one.
    pub fn tag(&self) -> Option<&Range<usize>> {
        match self {
            Spot::Text => None,
            Spot::Field(spot) => Some(&spot.tag),
            Spot::Filter(spot) => Some(&spot.tag),
            Spot::Tag(spot) => Some(&spot.tag),
        }
    }
}

impl FieldSpot {
    /// Puts the field of that path in; the caret stands behind the tag then.
    pub fn choose(&self, path: &str) -> Change {
        if !self.is_closed {
            return Change::new(self.range.clone(), format!("{{{{ {path} }}}}"));
        }
        let mut change = Change::new(self.range.clone(), format!(" {path} "));
        let caret = change.after(self.tag.end);
        change.select = caret..caret;
        change
    }
}

impl FilterSpot {
    /// Puts a filter in. Of one that takes values the first is selected then;
    /// behind any other stands the caret, behind the tag.
    pub fn choose(&self, filter: Filter) -> Change {
        let example = filter.help().example;
        let (name, values) = example.split_once(':').unwrap_or((example, ""));
        let has_values = !values.is_empty();
        if has_values && self.has_values {
            // Those that are there stay.
            return self.ended(self.bar + 1..self.name_end, format!(" {name}"));
        }
        let mut change = if self.is_closed {
            self.ended(self.call.clone(), format!(" {example} "))
        } else {
            Change::new(self.bar + 1..self.name_end, format!(" {example} }}}}"))
        };
        if has_values {
            let first = self.bar + 2 + name.len() + 1;
            change.select = value_range(values, first);
        }
        change
    }

    /// A change after which the caret stands behind the tag.
    fn ended(&self, range: Range<usize>, with: String) -> Change {
        let mut change = Change::new(range, with);
        let caret = change.after(self.tag.end);
        change.select = caret..caret;
        change
    }
}

/// The first of the values of a filter, without its quotes, in a text where
/// they begin at a place.
fn value_range(values: &str, start: usize) -> Range<usize> {
    let from = start + values.len() - values.trim_start().len();
    let value = values.trim_start();
    match value.strip_prefix('"') {
        Some(inside) => {
            let length = inside.find('"').unwrap_or(inside.len());
            from + 1..from + 1 + length
        }
        None => from..from + value.find(',').unwrap_or(value.len()),
    }
}

/// What stands between the braces of a tag and a caret in it.
#[derive(Debug, Clone, Copy)]
struct Inside {
    start: usize,
    bar: Option<usize>,
    colon: Option<usize>,
    commas: usize,
    quote: Option<u8>,
}

impl Inside {
    /// Reads up to the caret.
    fn of(text: &str, caret: usize) -> Option<Inside> {
        let before = text.get(..caret)?;
        let mut tag: Option<Inside> = None;
        let mut bytes = before.bytes().enumerate().peekable();
        while let Some((at, byte)) = bytes.next() {
            let is_pair = bytes.peek().is_some_and(|(_, next)| *next == byte);
            match (&mut tag, byte) {
                (Some(tag), quote) if tag.quote == Some(quote) => tag.quote = None,
                (Some(Inside { quote: Some(_), .. }), _) => {}
                (_, b'{') if is_pair => {
                    bytes.next();
                    tag = Some(Inside {
                        start: at,
                        bar: None,
                        colon: None,
                        commas: 0,
                        quote: None,
                    });
                }
                (Some(_), b'}') if is_pair => {
                    bytes.next();
                    tag = None;
                }
                (Some(tag), b'"' | b'\'') => tag.quote = Some(byte),
                (Some(tag), b'|') => {
                    tag.bar = Some(at);
                    tag.colon = None;
                    tag.commas = 0;
                }
                (Some(tag), b':') if tag.bar.is_some() && tag.colon.is_none() => {
                    tag.colon = Some(at);
                }
                (Some(tag), b',') if tag.colon.is_some() => tag.commas += 1,
                _ => {}
            }
        }
        tag
    }

    fn spot(self, text: &str, caret: usize) -> Spot {
        let rest = Rest::of(text, caret, self.quote);
        let tag = self.start..rest.close.map_or(caret, |close| close + 2);
        let typed = |from: usize| text.get(from..caret).unwrap_or("");
        match (self.bar, self.colon) {
            (None, _) => {
                let query = typed(self.start + 2);
                if self.quote.is_some() || query.contains(['%', '\n', '"', '\'']) {
                    return Spot::Tag(TagSpot { tag, value: None });
                }
                let after = text.get(caret..).unwrap_or("");
                // Before the path its space belongs to it.
                let path = if query.trim().is_empty() {
                    after.trim_start()
                } else {
                    after
                };
                let path = path.trim_start_matches(is_path_char);
                let end = caret + after.len() - path.trim_start().len();
                let range = match rest.close {
                    Some(close) => self.start + 2..end.min(close),
                    None => self.start..caret,
                };
                Spot::Field(FieldSpot {
                    tag,
                    query: query.trim().to_owned(),
                    range,
                    is_closed: rest.close.is_some(),
                })
            }
            (Some(bar), None) if self.quote.is_none() => {
                let after = text.get(caret..).unwrap_or("");
                let behind = after.trim_start_matches(is_name_char);
                let name_end = caret + after.len() - behind.len();
                Spot::Filter(FilterSpot {
                    tag,
                    bar,
                    query: typed(bar + 1).trim().to_owned(),
                    call: bar + 1..rest.call_end.max(name_end),
                    name_end,
                    has_values: behind.trim_start().starts_with(':'),
                    is_closed: rest.close.is_some(),
                })
            }
            (Some(bar), colon) => {
                let name = text.get(bar + 1..colon.unwrap_or(caret)).unwrap_or("");
                let filter = Filter::from_name(name.trim());
                let value = filter.map(|filter| (filter, self.commas));
                Spot::Tag(TagSpot { tag, value })
            }
        }
    }
}

/// What stands between a caret in a tag and the tag's end.
struct Rest {
    /// The place of the closing braces; none where another tag or the end of
    /// the text comes first.
    close: Option<usize>,
    /// Where the filter at the caret ends, with its values.
    call_end: usize,
}

impl Rest {
    fn of(text: &str, caret: usize, quote: Option<u8>) -> Rest {
        let mut quote = quote;
        let mut call_end = None;
        let mut close = None;
        let rest = text.get(caret..).unwrap_or("");
        let mut bytes = rest.bytes().enumerate().peekable();
        // Between the two braces it is as good as before them.
        if quote.is_none()
            && rest.starts_with('}')
            && !rest.starts_with("}}")
            && text
                .get(..caret)
                .is_some_and(|before| before.ends_with('}'))
        {
            return Rest {
                close: caret.checked_sub(1),
                call_end: caret.saturating_sub(1),
            };
        }
        while let Some((at, byte)) = bytes.next() {
            let is_pair = bytes.peek().is_some_and(|(_, next)| *next == byte);
            match (quote, byte) {
                (Some(open), byte) if open == byte => quote = None,
                (Some(_), _) => {}
                (None, b'"' | b'\'') => quote = Some(byte),
                (None, b'|') => call_end = call_end.or(Some(caret + at)),
                (None, b'{') if is_pair => break,
                (None, b'}') if is_pair => {
                    close = Some(caret + at);
                    break;
                }
                (None, _) => {}
            }
        }
        Rest {
            close,
            call_end: call_end.or(close).unwrap_or(caret),
        }
    }
}

/// A field is looked for behind a single brace as well.
fn single_brace(text: &str, caret: usize) -> Option<Spot> {
    let before = text.get(..caret)?;
    let brace = before.rfind('{')?;
    let query = before.get(brace + 1..)?;
    if query.contains(['}', '|', '"', '\'', '%', '\n']) {
        return None;
    }
    Some(Spot::Field(FieldSpot {
        tag: brace..caret,
        query: query.trim().to_owned(),
        range: brace..caret,
        is_closed: false,
    }))
}

fn is_path_char(char: char) -> bool {
    is_name_char(char) || matches!(char, '.' | '[' | ']')
}

fn is_name_char(char: char) -> bool {
    char.is_ascii_alphanumeric() || matches!(char, '_' | '-')
}

#[cfg(test)]
mod tests {
    use segflow_core::filter::Filter;

    use super::super::change::Change;
    use super::Spot;

    /// `^` is the caret; the result shows what is selected between `^` and `^`.
    fn shown(text: &str, change: &Change) -> String {
        let mut text = change.apply(text);
        let select = change.select.clone();
        if select.start != select.end {
            text.insert(select.end, '^');
        }
        text.insert(select.start, '^');
        text
    }

    fn spot(typed: &str) -> (String, Spot) {
        let (before, after) = typed.split_once('^').unwrap();
        let text = format!("{before}{after}");
        let spot = Spot::at(&text, before.len());
        (text, spot)
    }

    #[test]
    fn a_field_is_looked_for_behind_a_brace() {
        for (typed, query, chosen) in [
            ("{^", "", "{{ t.f }}^"),
            ("{{^", "", "{{ t.f }}^"),
            ("Hi {ema^!", "ema", "Hi {{ t.f }}^!"),
            ("Hi {{ ema^!", "ema", "Hi {{ t.f }}^!"),
            ("🎉 {{first na^ 🎉", "first na", "🎉 {{ t.f }}^ 🎉"),
            ("{{ a.b }} {^", "", "{{ a.b }} {{ t.f }}^"),
            ("{{ a {{ b^", "b", "{{ a {{ t.f }}^"),
            // A tag whose path is typed anew keeps what follows it.
            ("{{ signup.em^ail }}!", "signup.em", "{{ t.f }}^!"),
            (
                "{{ signup.em^ail | upcase }}!",
                "signup.em",
                "{{ t.f | upcase }}^!",
            ),
            ("{{ a[0].em^ail }}!", "a[0].em", "{{ t.f }}^!"),
            ("{{^}} b", "", "{{ t.f }}^ b"),
            ("{{^ a.b | upcase }} b", "", "{{ t.f | upcase }}^ b"),
            ("{^{ a.b }} b", "", "{{ t.f }}^ b"),
            ("{^ }} b", "", "{{ t.f }}^ }} b"),
            ("{{ ema^ and {{ b.c }}", "ema", "{{ t.f }}^ and {{ b.c }}"),
        ] {
            let (text, Spot::Field(spot)) = spot(typed) else {
                panic!("{typed}")
            };
            assert_eq!(spot.query, query, "{typed}");
            assert_eq!(shown(&text, &spot.choose("t.f")), chosen, "{typed}");
        }
    }

    #[test]
    fn a_filter_is_looked_for_behind_a_bar() {
        for (typed, query, filter, chosen) in [
            ("{{ a.b |^", "", Filter::Upcase, "{{ a.b | upcase }}^"),
            (
                "{{ a.b |^ and",
                "",
                Filter::Upcase,
                "{{ a.b | upcase }}^ and",
            ),
            (
                "{{ a.b | up^ }}!",
                "up",
                Filter::Upcase,
                "{{ a.b | upcase }}^!",
            ),
            (
                "{{ a.b | ^ }}!",
                "",
                Filter::Append,
                "{{ a.b | append: \"^ EUR^\" }}!",
            ),
            (
                "{{ a.b | tr^ | upcase }}",
                "tr",
                Filter::Truncate,
                "{{ a.b | truncate: ^20^ | upcase }}",
            ),
            (
                "{{ a.b | re^",
                "re",
                Filter::Replace,
                "{{ a.b | replace: \"^a^\", \"b\" }}",
            ),
            // Values that are there stay, or go with the filter.
            (
                "{{ a.b | app^end: \"x|y\" | upcase }}",
                "app",
                Filter::Prepend,
                "{{ a.b | prepend: \"x|y\" | upcase }}^",
            ),
            (
                "{{ a.b | app^end: \"x|y\" | upcase }}",
                "app",
                Filter::Strip,
                "{{ a.b | strip | upcase }}^",
            ),
            (
                "{{ a.b | append: \"}}\" | ^ }}",
                "",
                Filter::Strip,
                "{{ a.b | append: \"}}\" | strip }}^",
            ),
        ] {
            let (text, Spot::Filter(spot)) = spot(typed) else {
                panic!("{typed}")
            };
            assert_eq!(spot.query, query, "{typed}");
            assert_eq!(shown(&text, &spot.choose(filter)), chosen, "{typed}");
        }
    }

    #[test]
    fn what_is_typed_behind_a_colon_is_a_value() {
        for (typed, value) in [
            ("{{ a.b | append: ^", Some((Filter::Append, 0))),
            ("{{ a.b | replace: \"a,\", ^ }}", Some((Filter::Replace, 1))),
            ("{{ a.b | replace: \"a^\" }}", Some((Filter::Replace, 0))),
            ("{{ a.b | xyzzy: ^ }}", None),
            ("{{ \"x^", None),
            ("{{ \"x\" ^ }}", None),
        ] {
            let (_, Spot::Tag(spot)) = spot(typed) else {
                panic!("{typed}")
            };
            assert_eq!(spot.value, value, "{typed}");
        }
    }

    #[test]
    fn elsewhere_is_text() {
        for typed in [
            "^",
            "a^{",
            "{{ a.b }}^",
            "^{{ a.b }}",
            "{% if^",
            "{ \"a^",
            "} ^",
        ] {
            assert_eq!(spot(typed).1, Spot::Text, "{typed}");
        }
    }

    #[test]
    fn a_tag_is_known_whole_wherever_the_caret_is_in_it() {
        for typed in [
            "a {^{ a.b | append: \"}}\" }} c",
            "a {{^ a.b | append: \"}}\" }} c",
            "a {{ a.b^ | append: \"}}\" }} c",
            "a {{ a.b | app^end: \"}}\" }} c",
            "a {{ a.b | append: \"}^}\" }} c",
            "a {{ a.b | append: \"}}\" ^}} c",
            "a {{ a.b | append: \"}}\" }^} c",
        ] {
            let (text, spot) = spot(typed);
            assert_eq!(spot.tag(), Some(&(2..text.len() - 2)), "{typed}");
        }
    }
}
