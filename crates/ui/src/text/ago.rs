//! How long ago something was, in the coarseness people speak in.

/// A span of time up to now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ago {
    /// Less than a minute, or a clock that has been set back.
    JustNow,
    /// Whole minutes, 1 to 59.
    Minutes(u32),
    /// Whole hours, 1 to 23.
    Hours(u32),
    /// Whole days.
    Days(u32),
}

impl Ago {
    /// The span between two moments, both in milliseconds since 1970.
    pub fn between(then_millis: f64, now_millis: f64) -> Ago {
        let minutes = ((now_millis - then_millis) / 60_000.0).floor();
        if minutes.is_nan() || minutes < 1.0 {
            return Ago::JustNow;
        }
        // A float that is too large becomes the largest whole number.
        let minutes = minutes as u32;
        match minutes {
            0..60 => Ago::Minutes(minutes),
            60..1440 => Ago::Hours(minutes / 60),
            _ => Ago::Days(minutes / 1440),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Ago;

    #[test]
    fn spans_are_told_in_the_coarsest_fitting_unit() {
        let minute = 60_000.0;
        for (then, now, expected) in [
            (0.0, 0.0, Ago::JustNow),
            (0.0, 59_999.0, Ago::JustNow),
            (10.0 * minute, 0.0, Ago::JustNow),
            (0.0, minute, Ago::Minutes(1)),
            (0.0, 59.9 * minute, Ago::Minutes(59)),
            (0.0, 60.0 * minute, Ago::Hours(1)),
            (0.0, 1439.0 * minute, Ago::Hours(23)),
            (0.0, 1440.0 * minute, Ago::Days(1)),
            (0.0, 30.0 * 1440.0 * minute, Ago::Days(30)),
            (f64::NAN, 0.0, Ago::JustNow),
        ] {
            assert_eq!(Ago::between(then, now), expected, "{then} to {now}");
        }
    }
}
