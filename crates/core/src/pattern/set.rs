/// Characters, by their code points.
#[derive(Debug, Clone, Default)]
pub(super) struct Set {
    /// Each with its ends.
    ranges: Vec<(u32, u32)>,
    /// It is all characters but these.
    is_negated: bool,
}

impl Set {
    /// One character.
    pub(super) fn one(character: char) -> Set {
        let mut set = Set::default();
        set.add(character.into(), character.into());
        set
    }

    /// The characters of a class that POSIX names.
    pub(super) fn named(name: &str) -> Option<Set> {
        // Two characters are the ends of a range.
        let ranges = match name {
            "alnum" => "09AZaz",
            "alpha" => "AZaz",
            "ascii" => "\0\x7f",
            "blank" => "\t\t  ",
            "cntrl" => "\0\x1f\x7f\x7f",
            "digit" => "09",
            "graph" => "!~",
            "lower" => "az",
            "print" => " ~",
            "punct" => "!/:@[`{~",
            "space" => "\t\r  ",
            "upper" => "AZ",
            "word" => "09AZ__az",
            "xdigit" => "09AFaf",
            _ => return None,
        };
        let mut set = Set::default();
        for range in ranges.as_bytes().chunks(2) {
            if let [first, last] = range {
                set.add((*first).into(), (*last).into());
            }
        }
        Some(set)
    }

    pub(super) fn add(&mut self, first: u32, last: u32) {
        self.ranges.push((first, last));
    }

    /// Adds all of another set.
    pub(super) fn add_all(&mut self, other: &Set) {
        if !other.is_negated {
            self.ranges.extend_from_slice(&other.ranges);
            return;
        }
        // What lies between: the classes of one name are in order.
        let mut from = 0;
        for (first, last) in &other.ranges {
            if *first > from {
                self.add(from, first - 1);
            }
            from = last + 1;
        }
        self.add(from, char::MAX.into());
    }

    /// All characters but these.
    #[must_use]
    pub(super) fn negated(mut self) -> Set {
        self.is_negated = !self.is_negated;
        self
    }

    /// These, and those that differ from them by case alone.
    #[must_use]
    pub(super) fn folded(mut self) -> Set {
        const LETTERS: [(u32, u32); 2] = [(0x41, 0x5a), (0x61, 0x7a)];
        for (first, last) in self.ranges.clone() {
            for (a, z) in LETTERS {
                let (first, last) = (first.max(a), last.min(z));
                if first <= last {
                    // Letter and capital differ by one bit.
                    self.add(first ^ 0x20, last ^ 0x20);
                }
            }
        }
        self
    }

    pub(super) fn has(&self, character: char) -> bool {
        let code = u32::from(character);
        let is_in = |(first, last): &(u32, u32)| (*first..=*last).contains(&code);
        self.ranges.iter().any(is_in) != self.is_negated
    }
}
