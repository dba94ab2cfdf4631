//! The members of an object and the items of a list, as they were written.
//!
//! Only one level is taken apart, so that no depth of nesting matters.

use std::borrow::Cow;

use crate::tokens::{self, Token, Tokens};

/// A value, as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Value<'t>(&'t str);

/// What kind of value it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    List,
    Text,
    Number,
    Boolean,
    Null,
}

impl<'t> Value<'t> {
    /// The text must be JSON.
    pub(crate) fn new(text: &'t str) -> Value<'t> {
        Value(text.trim())
    }

    pub(crate) fn source(self) -> &'t str {
        self.0
    }

    pub(crate) fn kind(self) -> Kind {
        match self.0.as_bytes().first() {
            Some(b'{') => Kind::Object,
            Some(b'[') => Kind::List,
            Some(b'"') => Kind::Text,
            Some(b't' | b'f') => Kind::Boolean,
            Some(b'n') | None => Kind::Null,
            Some(_) => Kind::Number,
        }
    }

    /// What it says, if it is text.
    pub(crate) fn text(self) -> Option<Cow<'t, str>> {
        (self.kind() == Kind::Text).then(|| tokens::decode(self.0))
    }

    /// Its members, if it is an object.
    pub(crate) fn members(self) -> Option<Members<'t>> {
        if self.kind() != Kind::Object {
            return None;
        }
        let mut members = Vec::new();
        let mut tokens = self.inside();
        while let Some(Token::Name(name)) = tokens.next() {
            members.push((tokens::decode(name), Value(tokens.value())));
        }
        Some(Members(members))
    }

    /// Its items, if it is a list. They are found one after the other.
    pub(crate) fn items(self) -> Option<impl Iterator<Item = Value<'t>>> {
        if self.kind() != Kind::List {
            return None;
        }
        let mut tokens = self.inside();
        Some(std::iter::from_fn(move || {
            Some(Value(tokens.value())).filter(|item| !item.0.is_empty())
        }))
    }

    fn inside(self) -> Tokens<'t> {
        let mut tokens = Tokens::new(self.0);
        tokens.next();
        tokens
    }
}

/// The members of an object, in their order.
#[derive(Debug, Default)]
pub(crate) struct Members<'t>(Vec<(Cow<'t, str>, Value<'t>)>);

impl<'t> Members<'t> {
    /// The value of a member. Of several of one name the last counts, as in
    /// JavaScript; null is as good as absent.
    pub(crate) fn get(&self, name: &str) -> Option<Value<'t>> {
        let named = self.0.iter().rev().find(|(other, _)| other == name);
        named
            .map(|(_, value)| *value)
            .filter(|value| value.kind() != Kind::Null)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &(Cow<'t, str>, Value<'t>)> {
        self.0.iter()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_level_is_taken_apart() {
        let text = r#" {"a" : [1, {"b":"}"}] ,"c":{},"a":"x", "d":null} "#;
        let members = Value::new(text).members().unwrap();
        let named: Vec<_> = members
            .iter()
            .map(|(name, value)| (name.as_ref(), value.source()))
            .collect();
        assert_eq!(
            named,
            [
                ("a", r#"[1, {"b":"}"}]"#),
                ("c", "{}"),
                ("a", r#""x""#),
                ("d", "null")
            ]
        );
        assert_eq!(members.get("a").unwrap().text().unwrap(), "x");
        assert_eq!(members.get("c").unwrap().kind(), Kind::Object);
        assert_eq!(members.get("d"), None);
        assert_eq!(members.get("e"), None);
    }

    #[test]
    fn items_are_found_in_their_order() {
        for (text, expected) in [
            ("[]", vec![]),
            (" [ ] ", vec![]),
            (
                r#"[1, "a" ,{"b":[2]}, [[]] ,null]"#,
                vec!["1", r#""a""#, r#"{"b":[2]}"#, "[[]]", "null"],
            ),
        ] {
            let items: Vec<_> = Value::new(text)
                .items()
                .unwrap()
                .map(Value::source)
                .collect();
            assert_eq!(items, expected, "{text}");
        }
        assert!(Value::new("{}").items().is_none());
    }
}
