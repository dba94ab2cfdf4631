//! Moments in time. The core has no clock: the shell says what time it is.

use std::fmt;

/// A moment, in milliseconds since 1970 in UTC.
///
/// ```
/// use segflow_core::time::Timestamp;
/// let moment = Timestamp::from_millis(1_700_000_000_123);
/// assert_eq!(moment.to_string(), "2023-11-14T22:13:20.123Z");
/// assert_eq!(Timestamp::parse("2023-11-14T23:13:20.123+01:00"), Some(moment));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(i64);

const DAY_MILLIS: i64 = 86_400_000;

impl Timestamp {
    /// The moment that many milliseconds after 1970.
    pub const fn from_millis(millis: i64) -> Timestamp {
        Timestamp(millis)
    }

    /// Milliseconds since 1970.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Reads an RFC 3339 date and time with its zone; nothing less says which
    /// moment is meant. Parts of a millisecond are cut off.
    pub fn parse(text: &str) -> Option<Timestamp> {
        let text = text.trim();
        let (date, rest) = text.split_once(['T', 't', ' '])?;
        let (year, month, day) = triple(date, '-', (4, 2, 2))?;
        let zone_at = rest.find(['Z', 'z', '+', '-'])?;
        let (clock, zone) = rest.split_at_checked(zone_at)?;
        let (clock, millis) = match clock.split_once('.') {
            Some((clock, fraction)) => (clock, fraction_millis(fraction)?),
            None => (clock, 0),
        };
        let (hour, minute, second) = triple(clock, ':', (2, 2, 2))?;
        // A leap second is told as the last second of its minute.
        let second = if second == 60 { 59 } else { second };
        if !(1..=12).contains(&month)
            || !(1..=days_in_month(year, month)).contains(&day)
            || hour > 23
            || minute > 59
            || second > 59
        {
            return None;
        }
        let minutes = hour * 60 + minute - zone_minutes(zone)?;
        Some(Timestamp(
            days_from_civil(year, month, day) * DAY_MILLIS
                + minutes * 60_000
                + second * 1000
                + millis,
        ))
    }
}

/// A moment taken apart, in UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Civil {
    /// The year.
    pub year: i64,
    /// The month, from 1.
    pub month: i64,
    /// The day of the month, from 1.
    pub day: i64,
    /// The hour, from 0 to 23.
    pub hour: i64,
    /// The minute.
    pub minute: i64,
    /// The second.
    pub second: i64,
    /// The millisecond.
    pub millis: i64,
    /// The day of the week, from 0 for Sunday.
    pub weekday: i64,
    /// The day of the year, from 1.
    pub day_of_year: i64,
}

impl Timestamp {
    /// The moment taken apart.
    pub fn civil(self) -> Civil {
        let days = self.0.div_euclid(DAY_MILLIS);
        let millis = self.0.rem_euclid(DAY_MILLIS);
        let (year, month, day) = civil_from_days(days);
        let seconds = millis / 1000;
        Civil {
            year,
            month,
            day,
            hour: seconds / 3600,
            minute: seconds / 60 % 60,
            second: seconds % 60,
            millis: millis % 1000,
            weekday: (days + 4).rem_euclid(7),
            day_of_year: days - days_from_civil(year, 1, 1) + 1,
        }
    }

    /// The number of the day, counted from 1970 in UTC.
    pub(crate) fn day_number(self) -> i64 {
        self.0.div_euclid(DAY_MILLIS)
    }

    /// Reads what people and programs write for dates: RFC 3339, the same
    /// without seconds or zone (UTC is meant), a date alone, and the form of
    /// e-mail and HTTP (`Wed, 01 May 2024 12:00:00 GMT`).
    pub fn parse_lenient(text: &str) -> Option<Timestamp> {
        let text = text.trim();
        Timestamp::parse(text)
            .or_else(|| parse_iso(text))
            .or_else(|| parse_rfc_2822(text))
    }
}

/// `2024-05-01`, `2024-05-01T12:00`, `2024-05-01 12:00:00.5+0200`, …
fn parse_iso(text: &str) -> Option<Timestamp> {
    let (date, clock) = text.split_once(['T', 't', ' ']).unwrap_or((text, ""));
    let date = match date.len() {
        4 => format!("{date}-01-01"),
        7 => format!("{date}-01"),
        _ => date.to_owned(),
    };
    if clock.is_empty() {
        return Timestamp::parse(&format!("{date}T00:00:00Z"));
    }
    let zone_at = clock.find(['Z', 'z', '+', '-']).unwrap_or(clock.len());
    let (clock, zone) = clock.split_at_checked(zone_at)?;
    let zone = match zone.len() {
        0 => "Z".to_owned(),
        5 => {
            let (hours, minutes) = zone.split_at_checked(3)?;
            format!("{hours}:{minutes}")
        }
        _ => zone.to_owned(),
    };
    let clock = match clock.len() {
        5 => format!("{clock}:00"),
        _ => clock.to_owned(),
    };
    Timestamp::parse(&format!("{date}T{clock}{zone}"))
}

/// `Wed, 01 May 2024 12:00:00 +0200`; the weekday and the seconds may be
/// absent.
fn parse_rfc_2822(text: &str) -> Option<Timestamp> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let text = text.split_once(',').map_or(text, |(_, rest)| rest);
    let mut words = text.split_ascii_whitespace();
    let day: i64 = words.next()?.parse().ok()?;
    let month_name = words.next()?.to_ascii_lowercase();
    let month = MONTHS
        .iter()
        .position(|name| month_name.starts_with(name))?
        + 1;
    let year = words.next()?;
    let clock = words.next().unwrap_or("00:00:00");
    let zone = match words.next() {
        None | Some("GMT" | "UTC" | "UT" | "Z") => "Z".to_owned(),
        Some(zone) => zone.to_owned(),
    };
    if words.next().is_some() {
        return None;
    }
    parse_iso(&format!("{year}-{month:02}-{day:02}T{clock}{zone}"))
}

/// `YYYY-MM-DDTHH:MM:SS.mmmZ`, as JavaScript's `toISOString` writes it.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil {
            year,
            month,
            day,
            hour,
            minute,
            second,
            millis,
            ..
        } = self.civil();
        match year {
            0..=9999 => write!(f, "{year:04}")?,
            _ => write!(f, "{year:+07}")?,
        }
        write!(
            f,
            "-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{millis:03}Z"
        )
    }
}

/// Three numbers of exactly so many digits.
fn triple(text: &str, between: char, widths: (usize, usize, usize)) -> Option<(i64, i64, i64)> {
    let mut parts = text.split(between);
    let mut next = |width| digits(parts.next()?, width);
    let numbers = (next(widths.0)?, next(widths.1)?, next(widths.2)?);
    parts.next().is_none().then_some(numbers)
}

fn digits(text: &str, width: usize) -> Option<i64> {
    (text.len() == width && text.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| text.parse().ok())
        .flatten()
}

fn fraction_millis(fraction: &str) -> Option<i64> {
    if fraction.is_empty() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    fraction
        .bytes()
        .chain(*b"00")
        .take(3)
        .map(|byte| i64::from(byte - b'0'))
        .reduce(|millis, digit| millis * 10 + digit)
}

fn zone_minutes(zone: &str) -> Option<i64> {
    let (sign, clock) = match zone.split_at_checked(1)? {
        ("Z" | "z", "") => return Some(0),
        ("+", clock) => (1, clock),
        ("-", clock) => (-1, clock),
        _ => return None,
    };
    let (hour, minute) = clock.split_once(':')?;
    let (hour, minute) = (digits(hour, 2)?, digits(minute, 2)?);
    (hour < 24 && minute < 60).then_some(sign * (hour * 60 + minute))
}

fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

fn days_in_month(year: i64, month: i64) -> i64 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days since 1970, counted in years that begin in March, so that the leap
/// day is the last of its year.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// The inverse of [`days_from_civil`].
fn civil_from_days(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted_month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    let month = (shifted_month + 2) % 12 + 1;
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// Whether a text is a day of the calendar, such as `2024-02-29`.
pub fn is_day(text: &str) -> bool {
    text.len() == "2024-02-29".len() && Timestamp::parse(&format!("{text}T00:00:00Z")).is_some()
}

/// Whether a text is a moment as JSON has it, such as `2024-02-29T10:30:00Z`,
/// and nothing else.
pub fn is_moment(text: &str) -> bool {
    text.contains('T') && text.trim() == text && Timestamp::parse(text).is_some()
}

#[cfg(test)]
mod tests {
    use super::Timestamp;

    #[test]
    fn reads_rfc_3339_with_a_zone_only() {
        for (text, expected) in [
            ("1970-01-01T00:00:00Z", Some("1970-01-01T00:00:00.000Z")),
            ("2024-02-29T12:00:00.5Z", Some("2024-02-29T12:00:00.500Z")),
            (
                "2024-02-29t12:00:00.123456z",
                Some("2024-02-29T12:00:00.123Z"),
            ),
            (
                "2024-03-01 00:30:00+02:00",
                Some("2024-02-29T22:30:00.000Z"),
            ),
            ("1969-12-31T23:59:59.999Z", Some("1969-12-31T23:59:59.999Z")),
            ("2016-12-31T23:59:60Z", Some("2016-12-31T23:59:59.000Z")),
            ("2023-02-29T00:00:00Z", None),
            ("2024-02-30T00:00:00Z", None),
            ("2024-13-01T00:00:00Z", None),
            ("2024-01-01T24:00:00Z", None),
            ("2024-01-01T00:00:00", None),
            ("2024-01-01", None),
            ("2015-2-02T00:30:08.276Z", None),
            ("1700000000", None),
            ("2024-01-01T00:00:00.Z", None),
            ("2024-01-01T00:00:00+2:00", None),
            ("", None),
        ] {
            let read = Timestamp::parse(text).map(|moment| moment.to_string());
            assert_eq!(read.as_deref(), expected, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn writing_and_reading_are_inverse(millis in 0_i64..253_402_300_799_999) {
            let moment = Timestamp::from_millis(millis);
            proptest::prop_assert_eq!(Timestamp::parse(&moment.to_string()), Some(moment));
        }

        #[test]
        fn reading_never_panics(text in ".*") {
            let _ = Timestamp::parse(&text);
        }
    }
}
