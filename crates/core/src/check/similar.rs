/// The candidate most like `name`, if one is like it at all: at most a third
/// of the letters differ.
pub(crate) fn similar<'c>(
    name: &str,
    candidates: impl IntoIterator<Item = &'c str>,
) -> Option<&'c str> {
    let allowed = (name.chars().count() / 3).max(1);
    candidates
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters have to be put in, taken out or changed.
fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (index, left_char) in left.chars().enumerate() {
        let mut diagonal = index;
        let mut before = index + 1;
        let mut next = vec![before];
        for (right_char, above) in right.iter().zip(row.iter().skip(1)) {
            let changed = diagonal + usize::from(left_char != *right_char);
            diagonal = *above;
            before = changed.min(before + 1).min(above + 1);
            next.push(before);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    #[test]
    fn finds_what_was_meant() {
        for (name, expected) in [
            ("downcse", Some("downcase")),
            ("upcase", Some("upcase")),
            ("uppercase", Some("upcase")),
            ("xyzzy", None),
            ("", None),
        ] {
            assert_eq!(
                super::similar(name, ["downcase", "upcase"]),
                expected,
                "{name}"
            );
        }
    }
}
