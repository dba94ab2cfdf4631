//! JSON as it is shown: cut into coloured pieces, and, if wished, set out on
//! lines. What stands in the text is never changed, only the space around it.

/// What a piece of JSON is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Key,
    Text,
    Number,
    /// true, false, null.
    Word,
    /// Brackets, commas, colons.
    Mark,
    Space,
    /// What is no JSON.
    Other,
}

/// A piece of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
}

/// Cuts a text into pieces that, put together, are the text again.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let (kind, length) = match first {
            '"' => string(rest),
            '{' | '}' | '[' | ']' | ':' | ',' => (Kind::Mark, 1),
            '-' | '0'..='9' => (Kind::Number, run(rest, is_numeric)),
            'a'..='z' => word(rest),
            _ if is_space(first) => (Kind::Space, run(rest, is_space)),
            _ => (Kind::Other, first.len_utf8()),
        };
        let Some((text, after)) = rest.split_at_checked(length) else {
            break;
        };
        pieces.push(Piece { kind, text });
        rest = after;
    }
    pieces
}

/// The same pieces on lines of their own, two spaces in for each level. Empty
/// lists and objects stay closed. What is no JSON keeps its spaces.
pub(super) fn set_out(text: &str) -> Vec<Piece<'_>> {
    let pieces = pieces(text);
    if pieces.iter().any(|piece| piece.kind == Kind::Other) {
        return pieces;
    }
    let tight: Vec<Piece<'_>> = pieces
        .into_iter()
        .filter(|piece| piece.kind != Kind::Space)
        .collect();
    let mut lines = Vec::with_capacity(tight.len() * 2);
    let mut depth = 0_usize;
    let mut before = "";
    for piece in tight {
        let opened = matches!(before, "{" | "[");
        match piece.text {
            "}" | "]" => {
                depth = depth.saturating_sub(1);
                if !opened {
                    lines.push(new_line(depth));
                }
            }
            _ if opened || before == "," => lines.push(new_line(depth)),
            _ if before == ":" => lines.push(space(" ")),
            _ => {}
        }
        if matches!(piece.text, "{" | "[") {
            depth += 1;
        }
        lines.push(piece);
        // A text that happens to be a bracket in quotes is no bracket.
        before = piece.text;
    }
    lines
}

fn space(text: &'static str) -> Piece<'static> {
    Piece {
        kind: Kind::Space,
        text,
    }
}

fn new_line(depth: usize) -> Piece<'static> {
    /// A line break and room for as many levels as a document may have.
    const LINE: &str = concat!(
        "\n",
        "                                                                ",
        "                                                                ",
    );
    space(LINE.get(..=depth * 2).unwrap_or(LINE))
}

/// A text, and whether a colon makes it a key.
fn string(rest: &str) -> (Kind, usize) {
    let mut escaped = false;
    let end = rest.char_indices().skip(1).find_map(|(at, letter)| {
        let ends = letter == '"' && !escaped;
        escaped = letter == '\\' && !escaped;
        ends.then_some(at + 1)
    });
    let Some(end) = end else {
        return (Kind::Other, rest.len());
    };
    let after = rest
        .get(end..)
        .unwrap_or_default()
        .trim_start_matches(is_space);
    let kind = if after.starts_with(':') {
        Kind::Key
    } else {
        Kind::Text
    };
    (kind, end)
}

fn word(rest: &str) -> (Kind, usize) {
    let length = run(rest, |letter| letter.is_ascii_lowercase());
    let kind = match rest.get(..length) {
        Some("true" | "false" | "null") => Kind::Word,
        _ => Kind::Other,
    };
    (kind, length)
}

fn run(rest: &str, belongs: impl Fn(char) -> bool) -> usize {
    rest.find(|letter| !belongs(letter)).unwrap_or(rest.len())
}

fn is_space(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r')
}

fn is_numeric(letter: char) -> bool {
    matches!(letter, '0'..='9' | '-' | '+' | '.' | 'e' | 'E')
}

#[cfg(test)]
mod tests {
    use super::{Kind, pieces, set_out};

    fn joined(pieces: &[super::Piece<'_>]) -> String {
        pieces.iter().map(|piece| piece.text).collect()
    }

    #[test]
    fn pieces_put_together_are_the_text() {
        for text in [
            "",
            r#"{"a":[1,-2.50e+3,true,null],"b":{"c":"d"}}"#,
            r#"{"quote":"say \"hi\" \\","é":"🎉"}"#,
            "{ \"open\": \"never closed",
            "no JSON at all: \u{201c}x\u{201d}",
            "truefalse nul",
        ] {
            assert_eq!(joined(&pieces(text)), text);
        }
    }

    #[test]
    fn pieces_know_what_they_are() {
        for (text, expected) in [
            (r#""a" :"#, vec![Kind::Key, Kind::Space, Kind::Mark]),
            (r#""a","#, vec![Kind::Text, Kind::Mark]),
            (r#""\\":1"#, vec![Kind::Key, Kind::Mark, Kind::Number]),
            ("true", vec![Kind::Word]),
            ("nul", vec![Kind::Other]),
            ("\"open", vec![Kind::Other]),
            ("-1e-7", vec![Kind::Number]),
        ] {
            let kinds: Vec<Kind> = pieces(text).iter().map(|piece| piece.kind).collect();
            assert_eq!(kinds, expected, "{text}");
        }
    }

    #[test]
    fn setting_out_changes_nothing_but_space() {
        for (text, expected) in [
            ("{}", "{}"),
            ("[ ]", "[]"),
            (r#"{"a":1}"#, "{\n  \"a\": 1\n}"),
            (
                r#"{"a":[1.0,{}],"b":"{"}"#,
                "{\n  \"a\": [\n    1.0,\n    {}\n  ],\n  \"b\": \"{\"\n}",
            ),
            (r#"["}",","]"#, "[\n  \"}\",\n  \",\"\n]"),
            ("<p>not  found</p>", "<p>not  found</p>"),
            ("]]", "\n]\n]"),
        ] {
            assert_eq!(joined(&set_out(text)), expected);
        }
    }
}
