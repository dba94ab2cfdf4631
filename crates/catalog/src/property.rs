use std::iter::Peekable;
use std::str::CharIndices;

/// What kind of value a name is meant to have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Text.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    YesNo,
    /// A day or a moment.
    Date,
    /// A list; what its elements hold is within.
    List,
    /// An object; what it holds is within.
    Object,
}

/// A name with the kind of its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Property {
    /// As it stands in a message.
    pub name: &'static str,
    /// The kind of its value.
    pub kind: Kind,
    /// Of an object its members, of a list those of each element.
    pub within: Vec<Property>,
}

/// Reads properties as the data has them: names with spaces between, each
/// followed by nothing (text), `#` (a number), `!` (yes or no), `~` (a date),
/// `[…]` (a list of what stands inside) or `{…}` (an object of it). `*` stands
/// for what `all` says.
pub(crate) fn read(text: &'static str, all: &'static str) -> Vec<Property> {
    let mut found = Vec::new();
    members(text, &mut text.char_indices().peekable(), all, &mut found);
    found
}

fn members(
    text: &'static str,
    rest: &mut Peekable<CharIndices<'static>>,
    all: &'static str,
    found: &mut Vec<Property>,
) {
    while let Some((from, char)) = rest.next() {
        match char {
            ' ' => continue,
            '*' => {
                found.extend(read(all, ""));
                continue;
            }
            ']' | '}' => return,
            _ => {}
        }
        while rest
            .next_if(|(_, char)| char.is_alphanumeric() || *char == '_')
            .is_some()
        {}
        let to = rest.peek().map_or(text.len(), |(to, _)| *to);
        let mut property = Property {
            name: text.get(from..to).unwrap_or_default(),
            kind: Kind::Text,
            within: Vec::new(),
        };
        let kind = match rest.peek() {
            Some((_, '#')) => Some(Kind::Number),
            Some((_, '!')) => Some(Kind::YesNo),
            Some((_, '~')) => Some(Kind::Date),
            Some((_, '[')) => Some(Kind::List),
            Some((_, '{')) => Some(Kind::Object),
            _ => None,
        };
        if let Some(kind) = kind {
            rest.next();
            property.kind = kind;
            if matches!(kind, Kind::List | Kind::Object) {
                members(text, rest, all, &mut property.within);
            }
        }
        found.push(property);
    }
}

#[cfg(test)]
mod tests {
    use super::{Kind, read};

    #[test]
    fn properties_are_read_with_what_they_hold() {
        let found = read("a b# c[* d!] e{f~} g[]", "x y#");
        let told: Vec<(&str, Kind, usize)> = found
            .iter()
            .map(|property| (property.name, property.kind, property.within.len()))
            .collect();
        assert_eq!(
            told,
            [
                ("a", Kind::Text, 0),
                ("b", Kind::Number, 0),
                ("c", Kind::List, 3),
                ("e", Kind::Object, 1),
                ("g", Kind::List, 0),
            ]
        );
    }
}
