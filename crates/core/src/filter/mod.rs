//! Filters: each takes a value and gives another. They carry Liquid's names
//! and meaning, liquidjs being the judge; a few beyond Liquid convert types.
//!
//! All are total: a value a filter can make nothing of becomes missing, and
//! `default` can step in.

mod apply;
mod convert;
mod date;
mod float;
mod list;
mod math;
mod md5;
mod number;
mod takes;
mod text;

pub use apply::Moment;
pub(crate) use apply::apply;
pub use takes::Takes;

/// What a filter does, for menus and for checking its arguments.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FilterHelp {
    /// The name in tags.
    pub name: &'static str,
    /// How many arguments it takes at least.
    pub least: usize,
    /// How many arguments it takes at most.
    pub most: usize,
    /// One line for people.
    pub about: &'static str,
    /// What it looks like in a tag, after the `|`.
    pub example: &'static str,
}

macro_rules! filters {
    ($($variant:ident $name:literal $least:literal..$most:literal $about:literal $example:literal;)*) => {
        /// A filter.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Filter {
            $(#[doc = $about] $variant,)*
        }

        impl Filter {
            /// All filters, in the order of the alphabet.
            pub const ALL: &'static [Filter] = &[$(Filter::$variant,)*];

            /// The name in tags.
            pub fn name(self) -> &'static str {
                match self {
                    $(Filter::$variant => $name,)*
                }
            }

            /// How many arguments it takes, at least and at most.
            pub fn argument_counts(self) -> (usize, usize) {
                match self {
                    $(Filter::$variant => ($least, $most),)*
                }
            }

            /// What the filter does.
            pub fn help(self) -> FilterHelp {
                match self {
                    $(Filter::$variant => FilterHelp {
                        name: $name,
                        least: $least,
                        most: $most,
                        about: $about,
                        example: $example,
                    },)*
                }
            }
        }
    };
}

filters! {
    Abs "abs" 0..0 "A number without its sign." "abs";
    Append "append" 1..1 "Puts text behind." "append: \" EUR\"";
    AtLeast "at_least" 1..1 "A number, but no less than this." "at_least: 1";
    AtMost "at_most" 1..1 "A number, but no more than this." "at_most: 100";
    Base64Encode "base64_encode" 0..0 "Text as Base64." "base64_encode";
    Capitalize "capitalize" 0..0 "The first letter large, the others small." "capitalize";
    Ceil "ceil" 0..0 "The next whole number above." "ceil";
    Compact "compact" 0..0 "A list without its empty places." "compact";
    Concat "concat" 1..1 "Two lists, one after the other." "concat: form.more";
    Date "date" 0..1 "A moment as text, in UTC." "date: \"%Y-%m-%d\"";
    Default "default" 1..1 "Another value for one that is missing, null, false or empty." "default: \"unknown\"";
    DividedBy "divided_by" 1..2 "A number divided by another." "divided_by: 100";
    Downcase "downcase" 0..0 "All letters small." "downcase";
    First "first" 0..0 "The first element of a list." "first";
    Floor "floor" 0..0 "The next whole number below." "floor";
    Join "join" 0..1 "The elements of a list as text, with something between them." "join: \", \"";
    Json "json" 0..0 "The value as JSON text." "json";
    Last "last" 0..0 "The last element of a list." "last";
    Map "map" 1..1 "One member of every element of a list." "map: \"sku\"";
    Md5 "md5" 0..0 "The MD5 digest of the text, in hexadecimal." "md5";
    Minus "minus" 1..1 "A number less another." "minus: 1";
    Modulo "modulo" 1..1 "What remains of a division." "modulo: 12";
    ParseJson "parse_json" 0..0 "The value that a JSON text says." "parse_json";
    Plus "plus" 1..1 "Two numbers added." "plus: 1";
    Prepend "prepend" 1..1 "Puts text in front." "prepend: \"user-\"";
    Remove "remove" 1..1 "Every occurrence of a text taken out." "remove: \"-\"";
    Replace "replace" 2..2 "Every occurrence of a text replaced by another." "replace: \"a\", \"b\"";
    Reverse "reverse" 0..0 "A list from its end to its beginning." "reverse";
    Round "round" 0..1 "The nearest number with so many decimals." "round: 2";
    Sha256 "sha256" 0..0 "The SHA-256 digest of the text, in hexadecimal." "sha256";
    Size "size" 0..0 "The length of a text or list." "size";
    Slice "slice" 1..2 "A part of a text or list, from a place, so long." "slice: 0, 3";
    Snakecase "snakecase" 0..0 "Words in small letters with _ between them." "snakecase";
    Sort "sort" 0..1 "A list in order." "sort";
    Split "split" 1..1 "A list out of text, cut where this stands." "split: \",\"";
    Strip "strip" 0..0 "No spaces at either end." "strip";
    Sum "sum" 0..1 "The numbers of a list added." "sum";
    Times "times" 1..1 "A number times another." "times: 100";
    Titlecase "titlecase" 0..0 "Every word with a large first letter." "titlecase";
    ToBoolean "to_boolean" 0..0 "True or false out of true/false, yes/no or 1/0." "to_boolean";
    ToIso "to_iso" 0..0 "A moment as Segment writes it: 2024-05-01T12:00:00.000Z." "to_iso";
    ToNumber "to_number" 0..0 "A number out of text that spells one." "to_number";
    ToString "to_string" 0..0 "Text out of anything." "to_string";
    Truncate "truncate" 0..2 "Text of at most so many letters." "truncate: 20";
    Uniq "uniq" 0..0 "A list without repetitions." "uniq";
    Upcase "upcase" 0..0 "All letters large." "upcase";
    UrlDecode "url_decode" 0..0 "Text out of the form it has in addresses." "url_decode";
    UrlEncode "url_encode" 0..0 "Text in the form it has in addresses." "url_encode";
}

impl Filter {
    /// The filter of that name.
    pub fn from_name(name: &str) -> Option<Filter> {
        Filter::ALL
            .iter()
            .copied()
            .find(|filter| filter.name() == name)
    }

    /// A filter whose name is like that one.
    pub fn similar_to(name: &str) -> Option<Filter> {
        let names = Filter::ALL.iter().map(|filter| filter.name());
        crate::check::similar(name, names).and_then(Filter::from_name)
    }

    /// Whether it takes an argument of that name.
    pub fn takes_named(self, name: &str) -> bool {
        self == Filter::Default && name == "allow_false"
    }
}

#[cfg(test)]
mod tests {
    use super::Filter;

    #[test]
    fn names_are_in_order_and_once() {
        let names: Vec<_> = Filter::ALL.iter().map(|filter| filter.name()).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
    }

    #[test]
    fn examples_are_tags() {
        for filter in Filter::ALL {
            let text = format!("{{{{ form.x | {} }}}}", filter.help().example);
            let template = crate::template::Template::parse(&text);
            assert_eq!(template.problems(), [], "{text}");
        }
    }
}
