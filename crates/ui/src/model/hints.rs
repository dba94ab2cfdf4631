/// A small note for those who are here for the first time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hint {
    /// How an answer gets into a value.
    Field,
    /// What the preview is.
    Request,
    /// What running does.
    Run,
}

impl Hint {
    const ALL: [Hint; 3] = [Hint::Field, Hint::Request, Hint::Run];

    /// Its name among those that were seen.
    pub const fn name(self) -> &'static str {
        match self {
            Hint::Field => "field",
            Hint::Request => "preview",
            Hint::Run => "run",
        }
    }

    /// The one to show: the first that was not seen, and is about something
    /// that is there.
    pub fn next(seen: &str, shows_values: bool) -> Option<Hint> {
        let is_new = |hint: &Hint| !seen.split(' ').any(|name| name == hint.name());
        let is_there = |hint: &Hint| *hint != Hint::Field || shows_values;
        Hint::ALL
            .into_iter()
            .find(|hint| is_new(hint) && is_there(hint))
    }

    /// Those that were seen, and this one.
    pub fn seen_after(self, seen: &str) -> String {
        format!("{seen} {}", self.name()).trim().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::Hint;

    #[test]
    fn each_is_shown_once_and_where_it_fits() {
        assert_eq!(Hint::next("", false), Some(Hint::Request));
        assert_eq!(Hint::next("", true), Some(Hint::Field));
        let seen = Hint::Request.seen_after("");
        assert_eq!(Hint::next(&seen, false), Some(Hint::Run));
        let seen = Hint::Field.seen_after(&Hint::Run.seen_after(&seen));
        assert_eq!(seen, "preview run field");
        assert_eq!(Hint::next(&seen, true), None);
    }
}
