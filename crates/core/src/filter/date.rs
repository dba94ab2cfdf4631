//! The `date` filter: strftime as liquidjs knows it, always in UTC.

use std::fmt::Write as _;

use super::apply::Moment;
use super::number::number;
use crate::datum::Datum;
use crate::time::{Civil, Timestamp};

/// What `date` writes without a format.
const FORMAT: &str = "%A, %B %-e, %Y at %-l:%M %P %z";

/// A moment as text. What is no moment stays as it is.
pub(super) fn date<'a>(input: &Datum<'a>, format: Option<&Datum<'a>>, now: Moment) -> Datum<'a> {
    let Some(moment) = moment(input, now) else {
        return input.clone();
    };
    let format = match format {
        None | Some(Datum::Missing | Datum::Null) => FORMAT.into(),
        Some(format) => format.as_filter_text(),
    };
    Datum::text(strftime(moment, &format))
}

/// A moment as Segment writes it; missing for what is none.
pub(super) fn to_iso<'a>(input: &Datum<'a>, now: Moment) -> Datum<'a> {
    moment(input, now).map_or(Datum::Missing, |moment| Datum::text(moment.to_string()))
}

/// The moment a value names: seconds since 1970, a date, or `now`.
fn moment(input: &Datum<'_>, now: Moment) -> Option<Timestamp> {
    let seconds = |seconds: f64| {
        let millis = (seconds * 1000.0).trunc();
        // The furthest moments that JavaScript knows.
        (millis.abs() <= 8.64e15).then_some(Timestamp::from_millis(millis as i64))
    };
    match input {
        Datum::Number(_) => seconds(number(input)),
        Datum::Text(_) | Datum::Plain(_) => {
            let text = input.as_text();
            match text.as_ref() {
                "now" | "today" => Some(now.0),
                text if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) => {
                    seconds(number(input))
                }
                text => Timestamp::parse_lenient(text),
            }
        }
        _ => None,
    }
}

fn strftime(moment: Timestamp, format: &str) -> String {
    let civil = moment.civil();
    let mut out = String::new();
    let mut rest = format;
    while let Some((before, after)) = rest.split_once('%') {
        out.push_str(before);
        match Directive::read(after) {
            Some((directive, length)) => {
                directive.write(moment, &civil, &mut out);
                rest = after.get(length..).unwrap_or("");
            }
            None => {
                out.push('%');
                rest = after;
            }
        }
    }
    out.push_str(rest);
    out
}

/// What follows a `%`: flags, a width, and a letter.
struct Directive<'f> {
    source: &'f str,
    flags: &'f str,
    width: Option<usize>,
    letter: char,
}

/// Nobody needs a date wider than this; more would only fill memory.
const WIDEST: usize = 100;

impl Directive<'_> {
    fn read(text: &str) -> Option<(Directive<'_>, usize)> {
        let flags_end = text
            .find(|char| !"-_0^#:".contains(char))
            .unwrap_or(text.len());
        let (flags, rest) = text.split_at_checked(flags_end)?;
        let width_end = rest
            .find(|char: char| !char.is_ascii_digit())
            .unwrap_or(rest.len());
        let (width, rest) = rest.split_at_checked(width_end)?;
        let rest = rest.strip_prefix(['E', 'O']).unwrap_or(rest);
        let letter = rest.chars().next().filter(|letter| *letter != '\n')?;
        let length = text.len() - rest.len() + letter.len_utf8();
        Some((
            Directive {
                source: text.get(..length)?,
                flags,
                width: width.parse().ok().filter(|width| *width > 0),
                letter,
            },
            length,
        ))
    }

    fn has(&self, flag: char) -> bool {
        self.flags.contains(flag)
    }

    fn write(&self, moment: Timestamp, civil: &Civil, out: &mut String) {
        let Some((text, usual_width)) = self.convert(moment, civil) else {
            out.push('%');
            out.push_str(self.source);
            return;
        };
        let text = if self.has('^') {
            text.to_uppercase()
        } else if self.has('#') {
            if text.chars().any(|char| char.is_ascii_lowercase()) {
                text.to_uppercase()
            } else {
                text.to_lowercase()
            }
        } else {
            text
        };
        let fill = if self.has('_') {
            ' '
        } else if self.has('0') {
            '0'
        } else if "aAbBceklpP".contains(self.letter) {
            ' '
        } else {
            '0'
        };
        let width = if self.has('-') {
            0
        } else {
            self.width.unwrap_or(usual_width).min(WIDEST)
        };
        let (sign, digits) = match text.strip_prefix('-') {
            Some(digits) if fill == '0' => ("-", digits),
            _ => ("", text.as_str()),
        };
        out.push_str(sign);
        let length = digits.encode_utf16().count() + sign.len();
        out.extend(std::iter::repeat_n(fill, width.saturating_sub(length)));
        out.push_str(digits);
    }

    /// The text of the directive and its usual width.
    fn convert(&self, moment: Timestamp, civil: &Civil) -> Option<(String, usize)> {
        let month = || month_name(civil.month);
        let day = || weekday_name(civil.weekday);
        let twelve = match civil.hour % 12 {
            0 => 12,
            hour => hour,
        };
        let number = |number: i64, width: usize| (number.to_string(), width);
        let half = if civil.hour < 12 { "AM" } else { "PM" };
        Some(match self.letter {
            'a' => (short(day()), 0),
            'A' => (day().to_owned(), 0),
            'b' | 'h' => (short(month()), 0),
            'B' => (month().to_owned(), 0),
            'C' => number(civil.year.div_euclid(100), 2),
            'd' | 'e' => number(civil.day, 2),
            'H' | 'k' => number(civil.hour, 2),
            'I' | 'l' => number(twelve, 2),
            'j' => number(civil.day_of_year, 3),
            'L' => number(civil.millis, 3),
            'm' => number(civil.month, 2),
            'M' => number(civil.minute, 2),
            'N' => {
                let width = self.width.unwrap_or(9).min(WIDEST);
                let mut digits = format!("{:03}", civil.millis);
                digits.truncate(width);
                while digits.len() < width {
                    digits.push('0');
                }
                (digits, 0)
            }
            'p' => (half.to_owned(), 0),
            'P' => (half.to_lowercase(), 0),
            'q' => (ordinal(civil.day).to_owned(), 0),
            's' => number(moment.millis().div_euclid(1000), 0),
            'S' => number(civil.second, 2),
            'u' => number(if civil.weekday == 0 { 7 } else { civil.weekday }, 0),
            'U' => number(week(civil, 0), 2),
            'w' => number(civil.weekday, 0),
            'W' => number(week(civil, 1), 2),
            'c' => (
                format!("{}, {}", local_date(civil), local_time(civil, twelve, half)),
                0,
            ),
            'x' => (local_date(civil), 0),
            'X' => (local_time(civil, twelve, half), 0),
            'y' => number(civil.year.rem_euclid(100), 2),
            'Y' => number(civil.year, 4),
            'z' if self.has(':') => ("+00:00".to_owned(), 0),
            'z' => ("+0000".to_owned(), 0),
            'Z' => ("UTC".to_owned(), 0),
            't' => ("\t".to_owned(), 0),
            'n' => ("\n".to_owned(), 0),
            '%' => ("%".to_owned(), 0),
            _ => return None,
        })
    }
}

/// `5/1/2024`
fn local_date(civil: &Civil) -> String {
    format!("{}/{}/{}", civil.month, civil.day, civil.year)
}

/// `12:00:00 PM`
fn local_time(civil: &Civil, twelve: i64, half: &str) -> String {
    let mut out = String::new();
    // Writing to a text cannot fail.
    write!(
        out,
        "{twelve}:{:02}:{:02} {half}",
        civil.minute, civil.second
    )
    .ok();
    out
}

/// The week of the year, weeks beginning at that day; days before the first
/// are in week 0.
fn week(civil: &Civil, first_day: i64) -> i64 {
    let since = (civil.weekday - first_day + 7) % 7;
    (civil.day_of_year - 1 - since + 7).div_euclid(7)
}

fn ordinal(day: i64) -> &'static str {
    match (day, day % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    }
}

fn short(name: &str) -> String {
    name.chars().take(3).collect()
}

fn month_name(month: i64) -> &'static str {
    match month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

fn weekday_name(weekday: i64) -> &'static str {
    match weekday {
        0 => "Sunday",
        1 => "Monday",
        2 => "Tuesday",
        3 => "Wednesday",
        4 => "Thursday",
        5 => "Friday",
        _ => "Saturday",
    }
}
