use segflow_catalog::Kind;
use segflow_core::document::MAX_DEPTH;
use segflow_core::json::{Number, Object, ReadError, Value};

/// What a text was read as: rows with names, or the elements of a list, and what
/// could not be read.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Pasted {
    /// The rows, or under their numbers the elements.
    pub rows: Object,
    /// What is left, in the order it stood.
    pub unread: Vec<Unread>,
}

/// A line that is no row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// Its number, from 1.
    pub line: usize,
    /// As it stands.
    pub text: String,
    /// Why it is none.
    pub why: Why,
}

/// Why a line is no row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Why {
    /// The text is nearly JSON; this is its first mistake.
    NotJson(ReadError),
    /// It is JSON, but no object, so its values have no names.
    NoNames,
    /// Nothing divides a name from a value.
    NoValue,
    /// It has a value without a name.
    NoName,
    /// It has more than a name and a value.
    TooMany,
    /// The name stood before.
    Twice,
}

/// What the rows are added to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Into {
    /// Rows with names.
    Object,
    /// Elements one after the other.
    List,
}

/// Names of columns that are no names of rows.
const HEADINGS: [&str; 6] = ["name", "key", "property", "trait", "field", "attribute"];
/// What divides a name from its value where there are no columns.
const DIVIDERS: [char; 4] = [':', ',', ';', '='];
/// How deep a pasted value may be nested; what does not fit is told by the edit.
const DEPTH: usize = MAX_DEPTH - 5;

/// Whether a text that is pasted where a name is typed is meant as rows.
pub fn is_rows(text: &str) -> bool {
    let text = text.trim();
    text.contains(['\n', '\t']) || (text.starts_with('{') && !text.starts_with("{{"))
}

impl Pasted {
    /// Reads a JSON object, a table of two columns (with tabs as spreadsheets
    /// copy it, or as CSV), a table of one row of names over one of values, or
    /// lines such as `plan: pro`. `kind` tells what a name is meant to hold.
    pub fn read(text: &str, into: Into, kind: impl Fn(&str) -> Option<Kind>) -> Pasted {
        let mut pasted = Pasted::default();
        if let Some(read) = json(text) {
            match (read, into) {
                (Ok(Value::Object(rows)), Into::Object) => pasted.rows = rows,
                (Ok(Value::List(list)), Into::List) => pasted.rows = numbered(list),
                (Ok(value), Into::List) => pasted.rows = numbered(vec![value]),
                (Ok(_), Into::Object) => pasted.leave(1, text, Why::NoNames),
                (Err(reason), _) => pasted.leave(1, text, Why::NotJson(reason)),
            }
            return pasted;
        }
        match (into, columns(text)) {
            (Into::List, Some(records)) => pasted.rows = numbered(elements(records)),
            (Into::List, None) => {
                let lines = text.lines().filter(|line| !line.trim().is_empty());
                pasted.rows = numbered(lines.map(|line| cell(line.trim(), None)).collect());
            }
            (Into::Object, Some(records)) => pasted.table(records, &kind),
            (Into::Object, None) => pasted.lines(text, &kind),
        }
        pasted
    }

    fn leave(&mut self, line: usize, text: &str, why: Why) {
        self.unread.push(Unread {
            line,
            text: text.trim().to_owned(),
            why,
        });
    }

    fn row(&mut self, record: &Record, name: &str, value: &str, kind: Option<Kind>) {
        let name = name.trim();
        if name.is_empty() {
            self.leave(record.line, &record.text, Why::NoName);
        } else if self.rows.get(name).is_some() {
            self.leave(record.line, &record.text, Why::Twice);
        } else {
            self.rows.insert(name, cell(value.trim(), kind));
        }
    }

    fn table(&mut self, records: Vec<Record>, kind: &impl Fn(&str) -> Option<Kind>) {
        if let [names, values] = records.as_slice()
            && names.cells.len() > 2
            && names.cells.len() >= values.cells.len()
        {
            for (place, name) in names.cells.iter().enumerate() {
                let value = values.cells.get(place).map_or("", String::as_str);
                self.row(values, name, value, kind(name.trim()));
            }
            return;
        }
        for (place, record) in records.iter().enumerate() {
            match record.cells.as_slice() {
                [name, value] if place == 0 && is_heading(name, value) => {}
                [name, value] => self.row(record, name, value, kind(name.trim())),
                [_] => self.leave(record.line, &record.text, Why::NoValue),
                _ => self.leave(record.line, &record.text, Why::TooMany),
            }
        }
    }

    fn lines(&mut self, text: &str, kind: &impl Fn(&str) -> Option<Kind>) {
        for (number, line) in (1..).zip(text.lines()) {
            if line.trim().is_empty() {
                continue;
            }
            let record = Record {
                line: number,
                text: line.to_owned(),
                cells: Vec::new(),
            };
            match line.split_once(DIVIDERS) {
                Some((name, value)) => {
                    let name = unquoted(name);
                    self.row(&record, name, unquoted(value), kind(name));
                }
                None => self.leave(number, line, Why::NoValue),
            }
        }
    }
}

fn numbered(list: Vec<Value>) -> Object {
    (1_usize..)
        .zip(list)
        .map(|(number, value)| (number.to_string(), value))
        .collect()
}

/// The text as JSON, where that is what it looks like; members of an object
/// whose braces were not copied are one, too.
fn json(text: &str) -> Option<Result<Value, ReadError>> {
    let trimmed = text.trim();
    let is_json =
        (trimmed.starts_with('{') && !trimmed.starts_with("{{")) || trimmed.starts_with('[');
    if is_json {
        return Some(Value::read(trimmed, DEPTH));
    }
    let members = trimmed.trim_end_matches(',');
    trimmed
        .starts_with('"')
        .then(|| Value::read(&format!("{{{members}}}"), DEPTH).ok().map(Ok))
        .flatten()
}

/// A line of a table.
#[derive(Debug)]
struct Record {
    line: usize,
    text: String,
    cells: Vec<String>,
}

/// The records of a table, if the text is one: with tabs in it, or with a comma
/// or semicolon in every line before any colon.
fn columns(text: &str) -> Option<Vec<Record>> {
    if text.contains('\t') {
        return Some(records(text, '\t'));
    }
    [',', ';'].into_iter().find_map(|divider| {
        let records = records(text, divider);
        let is_table = |record: &Record| {
            record.cells.len() > 1
                && record
                    .cells
                    .first()
                    .is_some_and(|name| !name.contains([':', '=']))
        };
        records.iter().all(is_table).then_some(records)
    })
}

/// Takes a table apart as CSV is: a cell in quotes may hold anything, quotes
/// doubled. Empty lines, and empty cells at the end of a line, are none.
fn records(text: &str, divider: char) -> Vec<Record> {
    let mut found = Vec::new();
    let (mut line, mut begun) = (1, 1);
    let mut cells: Vec<String> = vec![String::new()];
    let mut whole = String::new();
    let mut in_quotes = false;
    let mut chars = text.trim_end_matches(['\n', '\r']).chars().peekable();
    loop {
        let char = chars.next();
        let is_end = char.is_none() || (char == Some('\n') && !in_quotes);
        if is_end {
            let first = cells.len() > 1;
            while cells.len() > 1 + usize::from(first) && cells.last().is_some_and(String::is_empty)
            {
                cells.pop();
            }
            if cells.iter().any(|cell| !cell.trim().is_empty()) {
                found.push(Record {
                    line: begun,
                    text: std::mem::take(&mut whole),
                    cells: std::mem::take(&mut cells),
                });
            }
            whole.clear();
            cells = vec![String::new()];
            line += 1;
            begun = line;
            match char {
                Some(_) => continue,
                None => return found,
            }
        }
        let Some(char) = char else { return found };
        whole.push(char);
        let Some(cell) = cells.last_mut() else {
            return found;
        };
        match char {
            '"' if in_quotes && chars.peek() == Some(&'"') => {
                chars.next();
                whole.push('"');
                cell.push('"');
            }
            '"' if in_quotes || cell.is_empty() => in_quotes = !in_quotes,
            '\r' if !in_quotes => {}
            _ if char == divider && !in_quotes => cells.push(String::new()),
            _ => {
                line += usize::from(char == '\n');
                cell.push(char);
            }
        }
    }
}

fn is_heading(name: &str, value: &str) -> bool {
    let name = name.trim().to_lowercase();
    value.trim().eq_ignore_ascii_case("value")
        && HEADINGS
            .iter()
            .any(|heading| *heading == name.trim_end_matches('s'))
}

/// Rows of a table as elements: each an object, with the first row as names;
/// what stands in one column is the element itself.
fn elements(records: Vec<Record>) -> Vec<Value> {
    let mut records = records.into_iter();
    let names = records
        .next()
        .map(|record| record.cells)
        .unwrap_or_default();
    records
        .map(|record| {
            let members = names.iter().zip(&record.cells);
            let object: Object = members
                .filter(|(name, _)| !name.trim().is_empty())
                .map(|(name, text)| (name.trim(), cell(text.trim(), None)))
                .collect();
            Value::Object(object)
        })
        .collect()
}

fn unquoted(text: &str) -> &str {
    let text = text.trim();
    let within = text
        .strip_prefix('"')
        .and_then(|text| text.strip_suffix('"'));
    within.unwrap_or(text)
}

/// What a cell comes to: what its name is meant to hold or else, as JSON would
/// have it, a number, true, false, a list or an object; all other is text.
fn cell(text: &str, kind: Option<Kind>) -> Value {
    let json = || {
        let is_tag = text.starts_with("{{");
        Value::read(text, DEPTH).ok().filter(|_| !is_tag)
    };
    let value = match kind {
        Some(Kind::Text | Kind::Date) => None,
        Some(Kind::Number) => Number::new(text).map(Value::Number),
        Some(Kind::YesNo) => match text.to_lowercase().as_str() {
            "true" | "yes" => Some(Value::Bool(true)),
            "false" | "no" => Some(Value::Bool(false)),
            _ => None,
        },
        Some(Kind::List) => json().filter(|value| value.as_list().is_some()),
        Some(Kind::Object) => json().filter(|value| value.as_object().is_some()),
        None => json().filter(|value| !matches!(value, Value::Text(_) | Value::Null)),
    };
    value.unwrap_or_else(|| Value::text(text))
}

/// Pasted rows beside those that are there.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Beside {
    /// Those that are new, or fill a row that is empty.
    pub new: Object,
    /// Those that would give a row another value.
    pub other: Object,
    /// The names of those that are there with this very value.
    pub same: Vec<String>,
}

impl Beside {
    /// Sorts pasted rows by what is there.
    pub fn of(rows: &Object, there: &Object) -> Beside {
        let mut beside = Beside::default();
        for (name, value) in rows.iter() {
            match there.get(name) {
                Some(known) if known == value => beside.same.push(name.to_owned()),
                Some(known) if *known != Value::text("") => {
                    beside.other.insert(name, value.clone());
                }
                _ => beside.new.insert(name, value.clone()),
            }
        }
        beside
    }
}

#[cfg(test)]
mod tests {
    use segflow_catalog::Kind;
    use segflow_core::json::Value;

    use super::{Beside, Into, Pasted, Why, is_rows};

    fn kind(name: &str) -> Option<Kind> {
        match name {
            "phone" => Some(Kind::Text),
            "age" => Some(Kind::Number),
            "vip" => Some(Kind::YesNo),
            _ => None,
        }
    }

    fn told(text: &str, into: Into) -> (String, Vec<(usize, Why)>) {
        let pasted = Pasted::read(text, into, kind);
        let unread = pasted.unread.into_iter();
        (
            Value::Object(pasted.rows).to_string(),
            unread.map(|unread| (unread.line, unread.why)).collect(),
        )
    }

    #[test]
    fn rows_come_from_json_tables_and_lines() {
        for (text, expected) in [
            (
                r#"{"a":1.0,"b":{"c":[null]}}"#,
                r#"{"a":1.0,"b":{"c":[null]}}"#,
            ),
            (r#""a": 1, "b": "x","#, r#"{"a":1,"b":"x"}"#),
            ("a\t1.50\nb\tx\n", r#"{"a":1.50,"b":"x"}"#),
            ("Name\tValue\r\nplan\tpro\r\n\r\n", r#"{"plan":"pro"}"#),
            ("name\tvalue2\n", r#"{"name":"value2"}"#),
            ("a\t\nb\tx", r#"{"a":"","b":"x"}"#),
            ("a\t\"x\ny \"\"z\"\"\"\nb\t2", r#"{"a":"x\ny \"z\"","b":2}"#),
            (
                "plan,pro\nnote,\"Hello, you\"",
                r#"{"plan":"pro","note":"Hello, you"}"#,
            ),
            ("plan;pro\namount;1,5", r#"{"plan":"pro","amount":"1,5"}"#),
            ("a\tb\tc\n1\tx\ttrue", r#"{"a":1,"b":"x","c":true}"#),
            (
                "plan: pro\nurl: https://x.y/?a=b",
                r#"{"plan":"pro","url":"https://x.y/?a=b"}"#,
            ),
            (
                "note: Hello, you\nat,12:30",
                r#"{"note":"Hello, you","at":"12:30"}"#,
            ),
            ("a = 1\n\n\"b\" = \"x\"", r#"{"a":1,"b":"x"}"#),
            (
                "email: {{ signup.email }}",
                r#"{"email":"{{ signup.email }}"}"#,
            ),
            (
                "phone: 4155551234\nage: 7\nvip: Yes",
                r#"{"phone":"4155551234","age":7,"vip":true}"#,
            ),
            ("age: about 7", r#"{"age":"about 7"}"#),
            ("id: 007\nx: null", r#"{"id":"007","x":"null"}"#),
            ("tags: [\"a\",\"b\"]", r#"{"tags":["a","b"]}"#),
            ("", "{}"),
        ] {
            assert_eq!(
                told(text, Into::Object),
                (expected.to_owned(), vec![]),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_row_is_told_and_kept() {
        let json = |text: &str| match told(text, Into::Object).1.pop() {
            Some((1, Why::NotJson(reason))) => reason.line,
            other => panic!("{text}: {other:?}"),
        };
        assert_eq!(json("{\"a\":1,\n}"), 2);
        for (text, rows, unread) in [
            ("[1,2]", "{}", vec![(1, Why::NoNames)]),
            (
                "a: 1\nhello\n: 2\na: 3",
                r#"{"a":1}"#,
                vec![(2, Why::NoValue), (3, Why::NoName), (4, Why::Twice)],
            ),
            (
                "a\t1\nb\nc\t1\t2",
                r#"{"a":1}"#,
                vec![(2, Why::NoValue), (3, Why::TooMany)],
            ),
        ] {
            assert_eq!(
                told(text, Into::Object),
                (rows.to_owned(), unread),
                "{text}"
            );
        }
        let left = Pasted::read("a: 1\n  hello you ", Into::Object, kind).unread;
        assert_eq!(
            left.first().map(|left| left.text.as_str()),
            Some("hello you")
        );
    }

    #[test]
    fn a_list_takes_lines_and_tables() {
        for (text, expected) in [
            ("[1,\"a\"]", r#"{"1":1,"2":"a"}"#),
            ("{\"a\":1}", r#"{"1":{"a":1}}"#),
            (
                "one\n\n2.0\n{{ a.b }}",
                r#"{"1":"one","2":2.0,"3":"{{ a.b }}"}"#,
            ),
            (
                "sku\tprice\nA-1\t5\nA-2\t",
                r#"{"1":{"sku":"A-1","price":5},"2":{"sku":"A-2","price":""}}"#,
            ),
        ] {
            assert_eq!(
                told(text, Into::List),
                (expected.to_owned(), vec![]),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_there_is_not_lost() {
        let object = |text: &str| Value::read(text, 8).unwrap().as_object().unwrap().clone();
        let there = object(r#"{"a":"","b":"kept","c":1}"#);
        let beside = Beside::of(&object(r#"{"a":"x","b":"y","c":1,"d":2}"#), &there);
        assert_eq!(beside.new, object(r#"{"a":"x","d":2}"#));
        assert_eq!(beside.other, object(r#"{"b":"y"}"#));
        assert_eq!(beside.same, ["c"]);
    }

    #[test]
    fn a_name_alone_is_no_table() {
        for (text, expected) in [
            ("plan", false),
            ("plan: pro", false),
            ("{{ a.b }}", false),
            ("plan\tpro", true),
            ("a\nb", true),
            (" {\"a\":1}", true),
            ("plan\n", false),
        ] {
            assert_eq!(is_rows(text), expected, "{text}");
        }
    }
}
