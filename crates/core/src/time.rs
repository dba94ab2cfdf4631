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

/// `YYYY-MM-DDTHH:MM:SS.mmmZ`, as JavaScript's `toISOString` writes it.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let days = self.0.div_euclid(DAY_MILLIS);
        let millis = self.0.rem_euclid(DAY_MILLIS);
        let (year, month, day) = civil_from_days(days);
        let (seconds, millis) = (millis / 1000, millis % 1000);
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
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
