use std::time::{SystemTime, UNIX_EPOCH};

const DAY_MILLIS: u64 = 86_400_000;

/// Milliseconds since 1970.
pub(crate) fn now_millis() -> u64 {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    u64::try_from(since.as_millis()).unwrap_or(u64::MAX)
}

/// The time as Segment writes it: `YYYY-MM-DDTHH:MM:SS.mmmZ`.
pub(crate) fn format(millis: u64) -> String {
    let (year, month, day) = date(millis / DAY_MILLIS);
    let of_day = millis % DAY_MILLIS;
    format!(
        "{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}.{:03}Z",
        of_day / 3_600_000,
        of_day / 60_000 % 60,
        of_day / 1000 % 60,
        of_day % 1000,
    )
}

/// The time as HTTP writes it: `Sun, 06 Nov 1994 08:49:37 GMT`.
pub(crate) fn http_date(millis: u64) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ];
    let days = millis / DAY_MILLIS;
    let (year, month, day) = date(days);
    let of_day = millis % DAY_MILLIS;
    let name = |names: &[&'static str], index: u64| {
        let index = usize::try_from(index).unwrap_or(0);
        names.get(index).copied().unwrap_or("")
    };
    format!(
        "{}, {day:02} {} {year:04} {:02}:{:02}:{:02} GMT",
        name(&DAYS, days % 7),
        name(&MONTHS, month - 1),
        of_day / 3_600_000,
        of_day / 60_000 % 60,
        of_day / 1000 % 60,
    )
}

/// Reads a time as RFC 3339 has it, from 1970 on.
pub(crate) fn parse(text: &str) -> Option<u64> {
    let number = |from: usize, to: usize| text.get(from..to)?.parse::<u64>().ok();
    let separators = [(4, "-"), (7, "-"), (13, ":"), (16, ":")];
    if !text.is_ascii()
        || separators
            .iter()
            .any(|(at, separator)| text.get(*at..=*at) != Some(separator))
        || !matches!(text.get(10..11), Some("T" | "t" | " "))
    {
        return None;
    }
    let days = days(number(0, 4)?, number(5, 7)?, number(8, 10)?)?;
    let seconds = number(11, 13)? * 3600 + number(14, 16)? * 60 + number(17, 19)?;
    let rest = text.get(19..)?;
    let (millis, zone) = match rest.strip_prefix('.') {
        None => (0, rest),
        Some(rest) => {
            let end = rest.find(|char: char| !char.is_ascii_digit())?;
            let digits = format!("{:0<3}", rest.get(..end)?);
            (digits.get(..3)?.parse().ok()?, rest.get(end..)?)
        }
    };
    let local = days * DAY_MILLIS + seconds * 1000 + millis;
    if zone.eq_ignore_ascii_case("z") {
        return Some(local);
    }
    let (hours, minutes) = zone.get(1..)?.split_once(':')?;
    let offset = (hours.parse::<u64>().ok()? * 60 + minutes.parse::<u64>().ok()?) * 60_000;
    match zone.get(..1)? {
        "+" => local.checked_sub(offset),
        "-" => Some(local + offset),
        _ => None,
    }
}

/// The days from 1970-01-01 to a Gregorian date; the opposite of [`date`].
fn days(year: u64, month: u64, day: u64) -> Option<u64> {
    if year < 1970 || !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month > 2 { year } else { year - 1 };
    let month_from_march = (month + 9) % 12;
    let day_of_year = (153 * month_from_march + 2) / 5 + day - 1;
    let days = year * 365 + year / 4 - year / 100 + year / 400 + day_of_year;
    days.checked_sub(719_468)
}

/// The Gregorian date of a day counted from 1970-01-01. Years are reckoned from
/// March, so that a leap day is the last of its year.
fn date(days_since_epoch: u64) -> (u64, u64, u64) {
    let days = days_since_epoch + 719_468;
    let (era, day_of_era) = (days / 146_097, days % 146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = (month_from_march + 2) % 12 + 1;
    (era * 400 + year_of_era + u64::from(month < 3), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read() {
        for (text, millis) in [
            ("1970-01-01T00:00:00Z", Some(0)),
            ("2000-02-29T00:00:00.000Z", Some(951_782_400_000)),
            ("2026-11-23T10:24:05.678Z", Some(1_795_429_445_678)),
            ("2026-11-23T12:24:05.678912+02:00", Some(1_795_429_445_678)),
            ("2026-11-23T09:54:05.6-00:30", Some(1_795_429_445_600)),
            ("2026-11-23", None),
            ("2026-11-23T10:24:05", None),
            ("2026-13-23T10:24:05Z", None),
            ("1969-12-31T23:59:59Z", None),
            ("2026-11-23T10:24:05.Z", Some(1_795_429_445_000)),
            ("now", None),
            (
                "\u{17c}\u{17c}\u{17c}\u{17c}\u{17c}\u{17c}\u{17c}\u{17c}\u{17c}\u{17c}",
                None,
            ),
        ] {
            assert_eq!(parse(text), millis, "{text}");
        }
    }

    #[test]
    fn headers_have_their_own_form() {
        assert_eq!(http_date(784_111_777_000), "Sun, 06 Nov 1994 08:49:37 GMT");
        assert_eq!(http_date(0), "Thu, 01 Jan 1970 00:00:00 GMT");
    }

    #[test]
    fn times_are_written_in_utc_with_milliseconds() {
        for (millis, text) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (951_868_800_000, "2000-03-01T00:00:00.000Z"),
            (1_795_429_445_678, "2026-11-23T10:24:05.678Z"),
            (4_107_542_400_000, "2100-03-01T00:00:00.000Z"),
        ] {
            assert_eq!(format(millis), text);
        }
    }
}
