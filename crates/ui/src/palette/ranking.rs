//! What was meant by what was typed.

/// The places of those that fit what was typed, the best first; all of them, as
/// they stand, if nothing was.
pub(super) fn ranked<'t>(titles: impl Iterator<Item = &'t str>, typed: &str) -> Vec<usize> {
    let typed: Vec<char> = typed.trim().to_lowercase().chars().collect();
    let mut fitting: Vec<(usize, usize)> = titles
        .enumerate()
        .filter_map(|(place, title)| Some((distance(title, &typed)?, place)))
        .collect();
    fitting.sort_unstable();
    fitting.into_iter().map(|(_, place)| place).collect()
}

/// How far a title is from what was typed: nothing if letters of it are missing.
/// Letters that follow one another, or begin words, are near.
fn distance(title: &str, typed: &[char]) -> Option<usize> {
    let title: Vec<char> = title.to_lowercase().chars().collect();
    if typed.is_empty() {
        return Some(0);
    }
    let begins = |at: usize| {
        let before = at.checked_sub(1).and_then(|before| title.get(before));
        before.is_none_or(|char| !char.is_alphanumeric())
    };
    // Whole, at the start of a word or within one, it is nearest.
    let whole = title
        .windows(typed.len())
        .enumerate()
        .filter(|(_, window)| *window == typed)
        .map(|(at, _)| {
            if begins(at) {
                at.min(9)
            } else {
                20 + at.min(9)
            }
        })
        .min();
    if whole.is_some() {
        return whole;
    }
    let (mut far, mut next, mut last) = (40, 0, None);
    for char in typed.iter().filter(|char| !char.is_whitespace()) {
        let rest = title.iter().enumerate().skip(next);
        let mut found = rest.filter(|(_, other)| *other == char).map(|(at, _)| at);
        // The next letter, else one that begins a word, else the first there is.
        let first = found.next()?;
        let at = if last.is_some_and(|last| first == last + 1) || begins(first) {
            first
        } else {
            found.find(|at| begins(*at)).unwrap_or(first)
        };
        far += match last {
            Some(last) if at == last + 1 => 0,
            _ if begins(at) => 1,
            _ => 8,
        };
        (last, next) = (Some(at), at + 1);
    }
    Some(far)
}

#[cfg(test)]
mod tests {
    use super::ranked;

    #[test]
    fn the_nearest_comes_first() {
        let titles = [
            "Undo: moved task",
            "Run",
            "Dry run",
            "Run a file",
            "Runs",
            "Track an event",
            "Go to the Debugger",
            "Grün",
        ];
        for (typed, found) in [
            ("run", &["Run", "Run a file", "Runs", "Dry run"][..]),
            ("RUNS", &["Runs"]),
            ("tae", &["Track an event"]),
            ("dr", &["Dry run", "Go to the Debugger"]),
            ("dbg", &["Go to the Debugger"]),
            ("rü", &["Grün"]),
            (
                " un ",
                &["Undo: moved task", "Run", "Run a file", "Runs", "Dry run"],
            ),
            ("xyz", &[]),
        ] {
            let places = ranked(titles.into_iter(), typed);
            let got: Vec<&str> = places.iter().map(|place| titles[*place]).collect();
            assert_eq!(got, found, "{typed}");
        }
        assert_eq!(ranked(titles.into_iter(), " ").len(), titles.len());
    }
}
