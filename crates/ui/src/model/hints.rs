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

/// What is known of the hints.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hints {
    /// The names of those that were seen; nothing until that was read.
    pub(super) seen: Option<String>,
    /// Whether they may be shown.
    pub(super) are_awake: bool,
}

impl Hints {
    /// The names of those that were seen, if others may be shown.
    pub fn seen(&self) -> Option<&str> {
        self.seen.as_deref().filter(|_| self.are_awake)
    }
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

    /// Whether it is none of those that were seen.
    pub fn is_new(self, seen: &str) -> bool {
        !seen.split(' ').any(|name| name == self.name())
    }

    /// Those that were seen, and this one.
    pub fn seen_after(self, seen: &str) -> String {
        if self.is_new(seen) {
            format!("{seen} {}", self.name()).trim().to_owned()
        } else {
            seen.to_owned()
        }
    }

    /// Those that were seen, and all others.
    pub fn all_after(seen: &str) -> String {
        let all = Hint::ALL.into_iter();
        all.fold(seen.to_owned(), |seen, hint| hint.seen_after(&seen))
    }
}

#[cfg(test)]
mod tests {
    use super::Hint;

    #[test]
    fn each_is_seen_by_itself_or_all_at_once() {
        let seen = Hint::Request.seen_after("");
        assert_eq!(seen, "preview");
        assert!(!Hint::Request.is_new(&seen) && Hint::Run.is_new(&seen));
        assert_eq!(Hint::Request.seen_after(&seen), seen);
        assert_eq!(Hint::all_after(&seen), "preview field run");
        assert_eq!(Hint::all_after(""), "field preview run");
    }
}
