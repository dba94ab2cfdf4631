/// A word of FQL.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token {
    /// A name, its parts as they are without escapes.
    Path(Vec<String>),
    /// A text between quotes, which has no escapes.
    Text(String),
    /// A number, as it is written.
    Number(String),
    /// `=`, `!=`, `<`, `<=`, `>` or `>=`.
    Operator(&'static str),
    /// `!` before what it negates.
    Not,
    And,
    Or,
    Null,
    Comma,
    Open,
    Close,
}

/// Cuts a text into words; none if there is something else in it.
pub(super) fn lex(text: &str) -> Option<Vec<Token>> {
    const SIGNS: [(&str, Token); 10] = [
        ("!=", Token::Operator("!=")),
        ("<=", Token::Operator("<=")),
        (">=", Token::Operator(">=")),
        ("=", Token::Operator("=")),
        ("<", Token::Operator("<")),
        (">", Token::Operator(">")),
        ("!", Token::Not),
        (",", Token::Comma),
        ("(", Token::Open),
        (")", Token::Close),
    ];
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        if let Some((sign, token)) = SIGNS.iter().find(|(sign, _)| rest.starts_with(sign)) {
            tokens.push(token.clone());
            rest = rest.strip_prefix(sign)?;
        } else if first == '"' || first == '\'' {
            let (inside, after) = rest.strip_prefix(first)?.split_once(first)?;
            tokens.push(Token::Text(inside.to_owned()));
            rest = after;
        } else if first.is_ascii_digit() || first == '-' || first == '+' {
            let is_part = |char: char| char.is_ascii_digit() || matches!(char, '.' | '-' | '+');
            let end = rest.find(|char| !is_part(char)).unwrap_or(rest.len());
            let (number, after) = rest.split_at(end);
            tokens.push(Token::Number(number.trim_start_matches('+').to_owned()));
            rest = after;
        } else {
            let (token, after) = name(rest)?;
            tokens.push(token);
            rest = after;
        }
        rest = rest.trim_start();
    }
    Some(tokens)
}

/// A name of parts with dots between them, or one of the words that mean
/// something.
fn name(text: &str) -> Option<(Token, &str)> {
    let mut parts = vec![String::new()];
    let mut chars = text.char_indices();
    let mut end = text.len();
    while let Some((at, char)) = chars.next() {
        match char {
            '\\' => {
                let (_, escaped) = chars.next()?;
                parts.last_mut()?.push(escaped);
            }
            '.' => parts.push(String::new()),
            _ if char.is_alphanumeric() || matches!(char, '_' | '-') => {
                parts.last_mut()?.push(char);
            }
            _ => {
                end = at;
                break;
            }
        }
    }
    let (written, after) = text.split_at(end);
    let token = match written {
        "and" => Token::And,
        "or" => Token::Or,
        "null" => Token::Null,
        _ if parts.iter().any(String::is_empty) => return None,
        _ => Token::Path(parts),
    };
    Some((token, after))
}
