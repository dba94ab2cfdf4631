use std::str::Chars;

use super::set::Set;
use super::{Look, Step};

/// How deep groups may be nested.
const MAX_DEPTH: usize = 50;
/// How many steps a pattern may have; counts multiply.
const MAX_STEPS: usize = 1 << 15;

/// What the rest of a group is read with.
#[derive(Clone, Copy, Default)]
pub(super) struct Flags {
    pub(super) ignore_case: bool,
    pub(super) lines: bool,
    pub(super) dot_takes_newline: bool,
}

/// Reads a pattern. None if it is none.
pub(super) fn parse(source: &str, flags: Flags) -> Option<Vec<Step>> {
    let mut parser = Parser {
        rest: source.chars(),
        flags,
    };
    let steps = parser.alternatives(0)?;
    // Only a bracket that nothing opened ends it early.
    parser.peek().is_none().then_some(steps)
}

struct Parser<'p> {
    rest: Chars<'p>,
    flags: Flags,
}

enum Escaped {
    Character(char),
    Set(Set),
    Look(Look),
}

/// A number of steps as `Fork` and `Jump` take it; none is beyond MAX_STEPS.
fn signed(steps: usize) -> isize {
    steps as isize
}

fn one(set: Set) -> Vec<Step> {
    vec![Step::One(set)]
}

impl Parser<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    /// Whether that comes next; then it is passed.
    fn takes(&mut self, text: &str) -> bool {
        match self.rest.as_str().strip_prefix(text) {
            Some(rest) => {
                self.rest = rest.chars();
                true
            }
            None => false,
        }
    }

    /// Reads up to the end, or to the bracket that closes the group.
    fn alternatives(&mut self, depth: usize) -> Option<Vec<Step>> {
        if depth > MAX_DEPTH {
            return None;
        }
        let mut ways = vec![self.sequence(depth)?];
        while self.takes("|") {
            ways.push(self.sequence(depth)?);
        }
        // Each but the last has a fork before it and a jump after it.
        let mut left = ways.iter().map(|way| way.len() + 2).sum::<usize>() - 2;
        if left > MAX_STEPS {
            return None;
        }
        let mut steps = Vec::with_capacity(left);
        for way in ways {
            if way.len() == left {
                steps.extend(way);
                break;
            }
            left -= way.len() + 2;
            steps.push(Step::Fork(signed(way.len() + 2)));
            steps.extend(way);
            steps.push(Step::Jump(signed(left + 1)));
        }
        Some(steps)
    }

    fn sequence(&mut self, depth: usize) -> Option<Vec<Step>> {
        let mut steps = Vec::new();
        // The last part may be repeated.
        let mut last: Option<Vec<Step>> = None;
        while let Some(next) = self.peek() {
            let part = match next {
                '|' | ')' => break,
                '*' | '+' | '?' | '{' => {
                    let part = last.take()?;
                    last = Some(self.repeated(part)?);
                    continue;
                }
                '(' => {
                    self.rest.next();
                    let flags = self.flags;
                    let Some(group) = self.group(depth)? else {
                        // Flags alone: they hold to the end of this group.
                        continue;
                    };
                    self.flags = flags;
                    group
                }
                '[' => {
                    self.rest.next();
                    one(self.class()?)
                }
                _ => self.single()?,
            };
            steps.extend(last.replace(part).unwrap_or_default());
            if steps.len() > MAX_STEPS {
                return None;
            }
        }
        steps.extend(last.unwrap_or_default());
        Some(steps)
    }

    fn single(&mut self) -> Option<Vec<Step>> {
        let flags = self.flags;
        Some(match self.rest.next()? {
            '.' if flags.dot_takes_newline => one(Set::default().negated()),
            '.' => one(Set::one('\n').negated()),
            '^' if flags.lines => vec![Step::Look(Look::LineStart)],
            '^' => vec![Step::Look(Look::Start)],
            '$' if flags.lines => vec![Step::Look(Look::LineEnd)],
            '$' => vec![Step::Look(Look::End)],
            '\\' => match self.escape()? {
                Escaped::Character(character) => one(self.cased(Set::one(character))),
                Escaped::Set(set) => one(set),
                Escaped::Look(look) => vec![Step::Look(look)],
            },
            character => one(self.cased(Set::one(character))),
        })
    }

    fn cased(&self, set: Set) -> Set {
        if self.flags.ignore_case {
            set.folded()
        } else {
            set
        }
    }

    /// Reads how often a part is there.
    fn repeated(&mut self, part: Vec<Step>) -> Option<Vec<Step>> {
        let (least, most) = match self.rest.next()? {
            '*' => (0, None),
            '+' => (1, None),
            '?' => (0, Some(1)),
            _ => {
                let least = self.decimal()?;
                let most = match self.takes(",") {
                    false => Some(least),
                    true if self.peek() == Some('}') => None,
                    true => Some(self.decimal()?),
                };
                if !self.takes("}") {
                    return None;
                }
                (least, most)
            }
        };
        // Few or many first: it matches all the same.
        self.takes("?");
        let times = most.unwrap_or(least);
        if times < least || times.max(1).saturating_mul(part.len() + 2) > MAX_STEPS {
            return None;
        }
        let mut steps = Vec::new();
        for _ in 0..least {
            steps.extend_from_slice(&part);
        }
        match most {
            // Once more, as often as one likes.
            None if least > 0 => steps.push(Step::Fork(-signed(part.len()))),
            None => {
                let back = Step::Jump(-signed(part.len() + 1));
                steps.push(Step::Fork(signed(part.len() + 2)));
                steps.extend(part);
                steps.push(back);
            }
            Some(most) => {
                for _ in least..most {
                    steps.push(Step::Fork(signed(part.len() + 1)));
                    steps.extend_from_slice(&part);
                }
            }
        }
        Some(steps)
    }

    fn decimal(&mut self) -> Option<usize> {
        let text = self.rest.as_str();
        let end = text.find(|char: char| !char.is_ascii_digit())?;
        let (digits, rest) = text.split_at_checked(end)?;
        self.rest = rest.chars();
        digits.parse().ok()
    }

    /// Reads what follows a bracket, with its end; none inside where it was
    /// but flags.
    fn group(&mut self, depth: usize) -> Option<Option<Vec<Step>>> {
        if self.takes("?P<") || self.takes("?<") {
            let name = self.until('>')?;
            let is_name = !name.starts_with(|char: char| char.is_ascii_digit())
                && name
                    .chars()
                    .all(|char| char.is_alphanumeric() || char == '_');
            if name.is_empty() || !is_name {
                return None;
            }
        } else if self.takes("?") && self.flags()? == ')' {
            return Some(None);
        }
        let steps = self.alternatives(depth + 1)?;
        self.takes(")").then_some(Some(steps))
    }

    /// Reads flags, and gives the sign after them.
    fn flags(&mut self) -> Option<char> {
        let mut seen = String::new();
        loop {
            let flag = self.rest.next()?;
            let is_set = !seen.contains('-');
            match flag {
                ':' | ')' if seen.ends_with('-') => return None,
                ')' if seen.is_empty() => return None,
                ':' | ')' => return Some(flag),
                // Twice is a slip.
                _ if seen.contains(flag) => return None,
                'i' => self.flags.ignore_case = is_set,
                'm' => self.flags.lines = is_set,
                's' => self.flags.dot_takes_newline = is_set,
                // They change nothing of what matches.
                'U' | 'u' | '-' => {}
                _ => return None,
            }
            seen.push(flag);
        }
    }

    /// The text before a sign that has to come; both are passed.
    fn until(&mut self, sign: char) -> Option<&str> {
        let (text, rest) = self.rest.as_str().split_once(sign)?;
        self.rest = rest.chars();
        Some(text)
    }

    /// Reads a class after its bracket.
    fn class(&mut self) -> Option<Set> {
        let is_negated = self.takes("^");
        let mut set = Set::default();
        let mut is_empty = true;
        while self.takes("-") {
            set.add('-'.into(), '-'.into());
            is_empty = false;
        }
        if is_empty && self.takes("]") {
            set.add(']'.into(), ']'.into());
        }
        loop {
            let text = self.rest.as_str();
            if ["&&", "--", "~~"].iter().any(|sign| text.starts_with(sign)) {
                return None;
            }
            match self.peek()? {
                ']' => {
                    self.rest.next();
                    let set = self.cased(set);
                    return Some(if is_negated { set.negated() } else { set });
                }
                '[' => set.add_all(&self.posix()?),
                _ => self.class_item(&mut set)?,
            }
        }
    }

    fn class_item(&mut self, set: &mut Set) -> Option<()> {
        let first = match self.class_part()? {
            Escaped::Character(first) => Ok(first),
            Escaped::Set(class) => Err(class),
            Escaped::Look(_) => return None,
        };
        let mut after = self.rest.clone();
        let is_range = after.next() == Some('-') && !matches!(after.next(), Some(']' | '-'));
        match first {
            Err(class) if !is_range => set.add_all(&class),
            Err(_) => return None,
            Ok(first) => {
                let mut last = first;
                if is_range {
                    self.rest.next();
                    let Escaped::Character(end) = self.class_part()? else {
                        return None;
                    };
                    last = end;
                }
                if first > last {
                    return None;
                }
                set.add(first.into(), last.into());
            }
        }
        Some(())
    }

    fn class_part(&mut self) -> Option<Escaped> {
        match self.rest.next()? {
            '\\' => self.escape(),
            character => Some(Escaped::Character(character)),
        }
    }

    /// Reads `[:name:]`.
    fn posix(&mut self) -> Option<Set> {
        if !self.takes("[:") {
            return None;
        }
        let is_negated = self.takes("^");
        let set = Set::named(self.until(':')?)?;
        self.takes("]")
            .then(|| if is_negated { set.negated() } else { set })
    }

    /// Reads what follows a backslash.
    fn escape(&mut self) -> Option<Escaped> {
        let letter = self.rest.next()?;
        let class = match letter.to_ascii_lowercase() {
            'd' => "digit",
            's' => "space",
            'w' => "word",
            _ => "",
        };
        if let Some(set) = Set::named(class) {
            let is_negated = letter.is_ascii_uppercase();
            return Some(Escaped::Set(if is_negated { set.negated() } else { set }));
        }
        Some(Escaped::Character(match letter {
            'a' => '\x07',
            'f' => '\x0c',
            't' => '\t',
            'n' => '\n',
            'r' => '\r',
            'v' => '\x0b',
            'x' => self.hexadecimal(2)?,
            'u' => self.hexadecimal(4)?,
            'U' => self.hexadecimal(8)?,
            'A' => return Some(Escaped::Look(Look::Start)),
            'z' => return Some(Escaped::Look(Look::End)),
            'b' => return Some(Escaped::Look(Look::WordEdge)),
            'B' => return Some(Escaped::Look(Look::NoWordEdge)),
            '<' | '>' => return None,
            sign if sign.is_ascii() && !sign.is_ascii_alphanumeric() => sign,
            _ => return None,
        }))
    }

    /// Reads so many digits, or any number of them in braces.
    fn hexadecimal(&mut self, count: usize) -> Option<char> {
        let digits = if self.takes("{") {
            self.until('}')?
        } else {
            let (digits, rest) = self.rest.as_str().split_at_checked(count)?;
            self.rest = rest.chars();
            digits
        };
        let is_hexadecimal = digits.bytes().all(|byte| byte.is_ascii_hexdigit());
        let code = u32::from_str_radix(digits, 16).ok()?;
        char::from_u32(code).filter(|_| is_hexadecimal)
    }
}
