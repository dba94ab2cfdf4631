use segflow_core::time::{Timestamp, is_day};

/// A day and, maybe, a time of day in UTC, as they are picked one by one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Moment {
    /// Such as `2024-02-29`; empty while none is picked.
    pub day: String,
    /// Such as `10:30` or `10:30:15`; empty where only the day counts.
    pub time: String,
}

impl Moment {
    /// Takes a text apart: a day, or a day with a time and a zone. Any other is
    /// no moment.
    pub fn of(text: &str) -> Option<Moment> {
        if is_day(text) {
            return Some(Moment {
                day: text.to_owned(),
                time: String::new(),
            });
        }
        // What is written in another zone is shown in UTC.
        let written = Timestamp::parse(text)?.to_string();
        let (day, time) = written.split_once('T')?;
        let time = time.trim_end_matches('Z');
        let time = time.strip_suffix(".000").unwrap_or(time);
        let time = time.strip_suffix(":00").unwrap_or(time);
        Some(Moment {
            day: day.to_owned(),
            time: time.to_owned(),
        })
    }

    /// What is picked of a text that is no moment yet, such as a time without a
    /// day.
    pub fn begun(text: &str) -> Moment {
        Moment::of(text).unwrap_or_else(|| {
            let (day, time) = text.split_once('T').unwrap_or((text, ""));
            Moment {
                day: day.to_owned(),
                time: time.trim_end_matches('Z').to_owned(),
            }
        })
    }

    /// The text that says it or, while it is no moment yet, what there is of it.
    pub fn typed(&self) -> String {
        self.text().unwrap_or_else(|| {
            if self.time.is_empty() {
                self.day.clone()
            } else {
                format!("{}T{}Z", self.day, self.time)
            }
        })
    }

    /// The text that says it: of a day alone the day.
    pub fn text(&self) -> Option<String> {
        if self.time.is_empty() {
            return is_day(&self.day).then(|| self.day.clone());
        }
        self.whole_text()
    }

    /// The text that says it with a time and the zone: of a day alone its
    /// beginning.
    pub fn whole_text(&self) -> Option<String> {
        let time = match self.time.len() {
            0 => "00:00:00",
            5 => &format!("{}:00", self.time),
            _ => self.time.as_str(),
        };
        let text = format!("{}T{time}Z", self.day);
        Timestamp::parse(&text).map(|_| text)
    }
}

#[cfg(test)]
mod tests {
    use super::Moment;

    #[test]
    fn a_moment_is_picked_in_parts() {
        for (text, day, time, alone, whole) in [
            (
                "2024-02-29",
                "2024-02-29",
                "",
                "2024-02-29",
                "2024-02-29T00:00:00Z",
            ),
            (
                "2024-02-29T10:30:00Z",
                "2024-02-29",
                "10:30",
                "2024-02-29T10:30:00Z",
                "2024-02-29T10:30:00Z",
            ),
            (
                "2024-02-29T00:30:15+01:00",
                "2024-02-28",
                "23:30:15",
                "2024-02-28T23:30:15Z",
                "2024-02-28T23:30:15Z",
            ),
            (
                "2024-02-29T10:30:00.250Z",
                "2024-02-29",
                "10:30:00.250",
                "2024-02-29T10:30:00.250Z",
                "2024-02-29T10:30:00.250Z",
            ),
        ] {
            let moment = Moment::of(text).unwrap();
            assert_eq!((moment.day.as_str(), moment.time.as_str()), (day, time));
            assert_eq!(moment.text().as_deref(), Some(alone), "{text}");
            assert_eq!(moment.whole_text().as_deref(), Some(whole), "{text}");
        }
        for text in ["", "2024-02-30", "2024-02-29T10:30", "{{ a.b }}"] {
            assert_eq!(Moment::of(text), None, "{text}");
        }
        // A time may be picked before its day.
        let time = Moment {
            day: String::new(),
            time: "10:30".to_owned(),
        };
        assert_eq!(Moment::begun(&time.typed()), time);
        let nothing = Moment::default();
        assert_eq!(Moment::begun(&nothing.typed()), nothing);
        assert_eq!((nothing.text(), nothing.whole_text()), (None, None));
    }
}
