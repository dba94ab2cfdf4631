/// What a box has told of its text and has not seen come back yet. What comes
/// back late is no change from elsewhere: the person has typed on.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Echo {
    told: Vec<String>,
}

/// So many at most may be on their way: one that never comes back is forgotten.
const ON_THE_WAY: usize = 64;

impl Echo {
    /// The box tells a text.
    pub fn tell(&mut self, text: &str) {
        if self.told.len() == ON_THE_WAY {
            self.told.remove(0);
        }
        self.told.push(text.to_owned());
    }

    /// Whether a text that comes is one that was told; those told before it
    /// will not come any more.
    pub fn hears(&mut self, text: &str) -> bool {
        let place = self.told.iter().position(|told| told == text);
        match place {
            Some(place) => {
                self.told.drain(..=place);
            }
            None => self.told.clear(),
        }
        place.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::Echo;

    #[test]
    fn what_was_told_comes_back_once_and_in_order() {
        let mut echo = Echo::default();
        for text in ["1", "12", "12,"] {
            echo.tell(text);
        }
        assert!(echo.hears("12"), "late, and one was passed over");
        assert!(!echo.hears("1"), "undone");
        assert!(!echo.hears("12,"), "all was forgotten with it");
        echo.tell("a");
        assert!(echo.hears("a"));
        assert!(!echo.hears("a"), "it came back already");
    }

    #[test]
    fn what_never_comes_back_is_forgotten() {
        let mut echo = Echo::default();
        for number in 0..1000 {
            echo.tell(&number.to_string());
        }
        assert!(!echo.clone().hears("0"));
        assert!(echo.hears("999"));
    }
}
