use std::fmt;

use segflow_core::condition::{Condition, Operand, Operator, Test};
use segflow_core::json::{Number, Value};
use segflow_core::template::{Path, Step};

use super::lex::{Token, lex};

/// A text is no FQL, or asks for something that conditions cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FqlError;

impl fmt::Display for FqlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "this is no condition that can be read; compare fields of the event with =, !=, <, >, contains() or match()",
        )
    }
}

impl std::error::Error for FqlError {}

/// Groups may be nested so deep.
const MAX_DEPTH: usize = 32;

/// Reads a condition on an event, which stands in the record as the answers of
/// `form`; none of a text that asks for nothing.
pub fn read(text: &str, form: &str) -> Result<Option<Condition>, FqlError> {
    let tokens = lex(text).ok_or(FqlError)?;
    if tokens.is_empty() {
        return Ok(None);
    }
    let mut reader = Reader {
        tokens: tokens.into_iter().peekable(),
        form,
    };
    let condition = reader.any(0).ok_or(FqlError)?;
    match reader.tokens.next() {
        None => Ok(Some(condition)),
        Some(_) => Err(FqlError),
    }
}

struct Reader<'f> {
    tokens: std::iter::Peekable<std::vec::IntoIter<Token>>,
    form: &'f str,
}

/// A field, and what is done to it before it is compared.
struct Subject {
    path: String,
    is_length: bool,
    ignore_case: bool,
}

impl Reader<'_> {
    fn take(&mut self, token: &Token) -> Option<()> {
        self.tokens.next_if_eq(token).map(|_| ())
    }

    fn any(&mut self, depth: usize) -> Option<Condition> {
        let mut parts = vec![self.all(depth)?];
        while self.take(&Token::Or).is_some() {
            parts.push(self.all(depth)?);
        }
        grouped(parts, Condition::Any)
    }

    fn all(&mut self, depth: usize) -> Option<Condition> {
        let mut parts = vec![self.one(depth)?];
        while self.take(&Token::And).is_some() {
            parts.push(self.one(depth)?);
        }
        grouped(parts, Condition::All)
    }

    fn one(&mut self, depth: usize) -> Option<Condition> {
        if depth > MAX_DEPTH {
            return None;
        }
        if self.take(&Token::Not).is_some() {
            return Some(negated(self.one(depth + 1)?));
        }
        if self.take(&Token::Open).is_some() {
            let inner = self.any(depth + 1)?;
            self.take(&Token::Close)?;
            return Some(inner);
        }
        let Some(Token::Path(name)) = self.tokens.next() else {
            return None;
        };
        if let [function @ ("contains" | "match")] = words(&name).as_slice()
            && self.take(&Token::Open).is_some()
        {
            let subject = self.argument()?;
            self.take(&Token::Comma)?;
            let Some(Token::Text(text)) = self.tokens.next() else {
                return None;
            };
            self.take(&Token::Close)?;
            return subject.searched(*function == "contains", &text);
        }
        let subject = self.subject(name)?;
        let Some(Token::Operator(operator)) = self.tokens.next() else {
            return None;
        };
        let value = match self.tokens.next()? {
            Token::Text(text) => Value::Text(text),
            Token::Number(number) => Value::Number(Number::new(&number)?),
            Token::Null => Value::Null,
            Token::Path(name) => match words(&name).as_slice() {
                ["true"] => Value::Bool(true),
                ["false"] => Value::Bool(false),
                _ => return None,
            },
            _ => return None,
        };
        subject.compared(operator, value)
    }

    fn argument(&mut self) -> Option<Subject> {
        let Some(Token::Path(name)) = self.tokens.next() else {
            return None;
        };
        self.subject(name)
    }

    /// A field, or a function of one.
    fn subject(&mut self, name: Vec<String>) -> Option<Subject> {
        if let [function @ ("lowercase" | "length")] = words(&name).as_slice()
            && self.take(&Token::Open).is_some()
        {
            let mut subject = self.argument()?;
            self.take(&Token::Close)?;
            match *function {
                "length" => subject.is_length = true,
                _ => subject.ignore_case = true,
            }
            return Some(subject);
        }
        let path = Path {
            head: self.form.to_owned(),
            steps: name.into_iter().map(Step::Key).collect(),
        };
        crate::tag::can_be_written(&path).then(|| Subject {
            path: path.to_string(),
            is_length: false,
            ignore_case: false,
        })
    }
}

fn words(name: &[String]) -> Vec<&str> {
    name.iter().map(String::as_str).collect()
}

fn grouped(mut parts: Vec<Condition>, group: fn(Vec<Condition>) -> Condition) -> Option<Condition> {
    if parts.len() == 1 {
        parts.pop()
    } else {
        Some(group(parts))
    }
}

/// A search in a value that is not there finds nothing, and is not negated
/// either: it holds only of text.
fn negated(condition: Condition) -> Condition {
    match condition {
        Condition::Test(mut test) => {
            let opposite = Operator::ALL
                .iter()
                .find(|operator| operator.negates() == Some(test.operator));
            match opposite {
                Some(opposite)
                    if matches!(
                        opposite,
                        Operator::NotContains
                            | Operator::NotStartsWith
                            | Operator::NotEndsWith
                            | Operator::NotMatches
                    ) =>
                {
                    test.operator = *opposite;
                    let mut parts = there(&test.field);
                    parts.push(Condition::Test(test));
                    Condition::All(parts)
                }
                _ => Condition::Not(Box::new(Condition::Test(test))),
            }
        }
        Condition::Not(inner) => *inner,
        other => Condition::Not(Box::new(other)),
    }
}

/// The field is there, and is not null.
fn there(field: &str) -> Vec<Condition> {
    vec![
        bare(field, Operator::IsSet),
        Condition::Test(Test::new(field, Operator::IsNot, Value::Null)),
    ]
}

fn bare(field: &str, operator: Operator) -> Condition {
    let mut test = Test::new(field, operator, Value::Null);
    test.operand = Operand::Absent;
    Condition::Test(test)
}

impl Subject {
    fn test(&self, operator: Operator, value: Value) -> Condition {
        let mut test = Test::new(&self.path, operator, value);
        test.ignore_case = self.ignore_case;
        Condition::Test(test)
    }

    fn compared(&self, sign: &str, value: Value) -> Option<Condition> {
        if self.is_length {
            let operator = match sign {
                "=" => Operator::LengthIs,
                ">" => Operator::LengthGreaterThan,
                "<" => Operator::LengthLessThan,
                _ => return None,
            };
            return matches!(value, Value::Number(_)).then(|| self.test(operator, value));
        }
        Some(match (sign, value) {
            ("=", Value::Null) => Condition::Any(vec![
                bare(&self.path, Operator::IsNotSet),
                self.test(Operator::Is, Value::Null),
            ]),
            ("!=", Value::Null) => Condition::All(there(&self.path)),
            ("=", value) => self.test(Operator::Is, value),
            // Of numbers it says that there is another number.
            ("!=", number @ Value::Number(_)) => Condition::Any(vec![
                self.test(Operator::LessThan, number.clone()),
                self.test(Operator::GreaterThan, number),
            ]),
            ("!=", value) => self.test(Operator::IsNot, value),
            (sign, value) => {
                let operator = match sign {
                    ">" => Operator::GreaterThan,
                    ">=" => Operator::GreaterOrEqual,
                    "<" => Operator::LessThan,
                    "<=" => Operator::LessOrEqual,
                    _ => return None,
                };
                // It compares numbers only, however they are written.
                let number = match &value {
                    Value::Text(text) => Number::new(text)?,
                    Value::Number(number) => number.clone(),
                    _ => return None,
                };
                self.test(operator, number.into())
            }
        })
    }

    /// `contains`, or `match` with its `*` and `?`.
    fn searched(&self, is_contains: bool, text: &str) -> Option<Condition> {
        if self.is_length {
            return None;
        }
        if is_contains {
            return Some(self.test(Operator::Contains, text.into()));
        }
        let is_plain = |text: &str| !text.contains(['*', '?', '\\']);
        let (front, back) = (text.strip_prefix('*'), text.strip_suffix('*'));
        let inside = front.and_then(|rest| rest.strip_suffix('*'));
        Some(match (inside, front, back) {
            (Some(inside), ..) if is_plain(inside) => self.test(Operator::Contains, inside.into()),
            (_, Some(end), _) if is_plain(end) => self.test(Operator::EndsWith, end.into()),
            (_, _, Some(start)) if is_plain(start) => self.test(Operator::StartsWith, start.into()),
            _ if is_plain(text) => self.test(Operator::Is, text.into()),
            _ => self.test(Operator::Matches, pattern(text).into()),
        })
    }
}

/// A pattern of `*` and `?` as a regular expression of a whole text.
fn pattern(glob: &str) -> String {
    let mut pattern = String::from("^");
    let mut chars = glob.chars();
    while let Some(char) = chars.next() {
        let literal = match char {
            '*' => {
                pattern.push_str("[\\s\\S]*");
                continue;
            }
            '?' => {
                pattern.push_str("[\\s\\S]");
                continue;
            }
            '\\' => chars.next().unwrap_or('\\'),
            other => other,
        };
        if literal.is_ascii_punctuation() {
            pattern.push('\\');
        }
        pattern.push(literal);
    }
    pattern.push('$');
    pattern
}

#[cfg(test)]
mod tests {
    use segflow_core::condition::Condition;

    use super::read;

    #[test]
    fn conditions_are_read() {
        for (text, expected) in [
            (
                r#"type = "track""#,
                r#"{"field":"event.type","op":"is","value":"track"}"#,
            ),
            (
                r#"type = "track" and (event = "A" or event = 'B "x"')"#,
                r#"{"all":[{"field":"event.type","op":"is","value":"track"},{"any":[{"field":"event.event","op":"is","value":"A"},{"field":"event.event","op":"is","value":"B \"x\""}]}]}"#,
            ),
            // `and` binds more than `or`.
            (
                r#"userId = "a" or userId = "b" and name = "c""#,
                r#"{"any":[{"field":"event.userId","op":"is","value":"a"},{"all":[{"field":"event.userId","op":"is","value":"b"},{"field":"event.name","op":"is","value":"c"}]}]}"#,
            ),
            (
                "properties.total >= 12.5",
                r#"{"field":"event.properties.total","op":"greaterOrEqual","value":12.5}"#,
            ),
            (
                "properties.total != 5",
                r#"{"any":[{"field":"event.properties.total","op":"lessThan","value":5},{"field":"event.properties.total","op":"greaterThan","value":5}]}"#,
            ),
            (
                "traits.vip = true",
                r#"{"field":"event.traits.vip","op":"is","value":true}"#,
            ),
            (
                "traits.vip = null",
                r#"{"any":[{"field":"event.traits.vip","op":"isNotSet"},{"field":"event.traits.vip","op":"is","value":null}]}"#,
            ),
            (
                r#"!contains(context.page.url, "test")"#,
                r#"{"all":[{"field":"event.context.page.url","op":"isSet"},{"field":"event.context.page.url","op":"isNot","value":null},{"field":"event.context.page.url","op":"notContains","value":"test"}]}"#,
            ),
            (
                r#"match(event, "Order *")"#,
                r#"{"field":"event.event","op":"startsWith","value":"Order "}"#,
            ),
            (
                r#"match(event, "*ed")"#,
                r#"{"field":"event.event","op":"endsWith","value":"ed"}"#,
            ),
            (
                r#"match(event, "*r*")"#,
                r#"{"field":"event.event","op":"contains","value":"r"}"#,
            ),
            (
                r#"match(event, "Or?er.*d")"#,
                r#"{"field":"event.event","op":"matches","value":"^Or[\\s\\S]er\\.[\\s\\S]*d$"}"#,
            ),
            (
                r#"lowercase(event) = "order""#,
                r#"{"field":"event.event","op":"is","value":"order","ignoreCase":true}"#,
            ),
            (
                "length(event) > 3",
                r#"{"field":"event.event","op":"lengthGreaterThan","value":3}"#,
            ),
            (
                r#"properties.my\ key = "x""#,
                r#"{"field":"event.properties[\"my key\"]","op":"is","value":"x"}"#,
            ),
            (
                r#"!(type = "page")"#,
                r#"{"not":{"field":"event.type","op":"is","value":"page"}}"#,
            ),
        ] {
            let read = read(text, "event").unwrap().unwrap();
            assert_eq!(read.to_value().to_string(), expected, "{text}");
            assert_eq!(Condition::from_value(read.to_value()), read);
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        assert_eq!(read("", "event"), Ok(None));
        for text in [
            "type",
            "type =",
            "type = track",
            "(type = \"a\"",
            "type = \"a",
            "typeof(event) = \"x\"",
            "type = \"a\" type",
            "contains(event)",
            "properties. = 1",
            "a.b > \"x\"",
            "; drop",
            "properties.x \\",
        ] {
            assert!(read(text, "event").is_err(), "{text}");
        }
        let deep = format!("{}a = 1{}", "(".repeat(1000), ")".repeat(1000));
        assert!(read(&deep, "event").is_err());
    }
}
