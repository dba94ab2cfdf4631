use std::ops::Range;

use segflow_core::template::{Tag, Template};

/// A piece of a text with tags as it is seen.
#[derive(Debug, Clone, PartialEq)]
pub struct Piece {
    /// Its place in the text.
    pub range: Range<usize>,
    /// What it is.
    pub kind: PieceKind,
    /// Whether something in it is wrong.
    pub is_wrong: bool,
}

/// What a piece is.
#[derive(Debug, Clone, PartialEq)]
pub enum PieceKind {
    /// Text as it is.
    Text,
    /// Text of a tag that is open.
    Open,
    /// A tag that is closed: it is shown by its label.
    Chip(Tag),
}

/// The pieces of a text: `written` is the place of a tag with the caret in it,
/// whether it can be read or not yet; `wrong` are the places where something is
/// wrong, in order.
pub(super) fn pieces(
    text: &str,
    is_open: impl Fn(&Range<usize>) -> bool,
    written: Option<&Range<usize>>,
    wrong: &[Range<usize>],
) -> Vec<Piece> {
    let template = Template::parse(text);
    let mut pieces = Vec::new();
    let mut at = 0;
    for tag in template.tags() {
        let range = tag.range.clone();
        unread(at..range.start, written, wrong, &mut pieces);
        at = range.end;
        if is_open(&range) {
            marked(range, &PieceKind::Open, wrong, &mut pieces);
        } else {
            pieces.push(Piece {
                is_wrong: wrong
                    .iter()
                    .any(|place| place.start < range.end && range.start < place.end),
                range,
                kind: PieceKind::Chip(tag.clone()),
            });
        }
    }
    unread(at..text.len(), written, wrong, &mut pieces);
    pieces
}

/// Cuts a stretch in which no tag can be read.
fn unread(
    range: Range<usize>,
    written: Option<&Range<usize>>,
    wrong: &[Range<usize>],
    into: &mut Vec<Piece>,
) {
    let open = written.map_or(range.end..range.end, |written| {
        let start = written.start.clamp(range.start, range.end);
        start..written.end.clamp(start, range.end)
    });
    marked(range.start..open.start, &PieceKind::Text, wrong, into);
    marked(open.clone(), &PieceKind::Open, wrong, into);
    marked(open.end..range.end, &PieceKind::Text, wrong, into);
}

/// Cuts a stretch of text where what is wrong begins and ends.
fn marked(range: Range<usize>, kind: &PieceKind, wrong: &[Range<usize>], into: &mut Vec<Piece>) {
    let mut at = range.start;
    let mut push = |range: Range<usize>, is_wrong| {
        if !range.is_empty() {
            into.push(Piece {
                range,
                kind: kind.clone(),
                is_wrong,
            });
        }
    };
    for place in wrong {
        let start = place.start.clamp(at, range.end);
        let end = place.end.clamp(start, range.end);
        if start < end {
            push(at..start, false);
            push(start..end, true);
            at = end;
        }
    }
    push(at..range.end, false);
}

#[cfg(test)]
mod tests {
    use super::{PieceKind, pieces};

    /// Pieces with `!` where they are wrong; chips in `<>`, open tags in `()`.
    fn shown(text: &str, open: bool, wrong: &[std::ops::Range<usize>]) -> String {
        let written = text
            .find("{{")
            .map(|start| start..text.len().min(start + 7));
        let written = written.filter(|_| open);
        let pieces = pieces(text, |_| open, written.as_ref(), wrong);
        let mut at = 0;
        let mut shown = String::new();
        for piece in pieces {
            assert_eq!(piece.range.start, at, "nothing is left out");
            at = piece.range.end;
            let text = &text[piece.range];
            let mark = if piece.is_wrong { "!" } else { "" };
            shown.push_str(&match piece.kind {
                PieceKind::Text => format!("[{mark}{text}]"),
                PieceKind::Open => format!("({mark}{text})"),
                PieceKind::Chip(_) => format!("<{mark}{text}>"),
            });
        }
        assert_eq!(at, text.len());
        shown
    }

    #[test]
    fn a_text_is_cut_into_what_is_seen() {
        for (text, open, wrong, expected) in [
            ("", false, vec![], ""),
            ("Hi", false, vec![], "[Hi]"),
            ("Hi {{ a.b }}!", false, vec![], "[Hi ]<{{ a.b }}>[!]"),
            (
                "{{ a.b }}{{ a.c }}",
                false,
                vec![3..6],
                "<!{{ a.b }}><{{ a.c }}>",
            ),
            ("{{ a.b }}!", true, vec![3..6], "({{ )(!a.b)( }})[!]"),
            ("é {{ a.b", false, vec![3..9], "[é ][!{{ a.b]"),
            ("é {{ a.b !", true, vec![3..9], "[é ](!{{ a.b)( )[!]"),
            (
                "a {{ }} {% x %}",
                false,
                vec![2..7, 8..15],
                "[a ][!{{ }}][ ][!{% x %}]",
            ),
        ] {
            assert_eq!(shown(text, open, &wrong), expected, "{text}");
        }
    }
}
