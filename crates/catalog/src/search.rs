/// How a thing is called, and how much it stands back among others found by as
/// good a match.
pub(crate) struct Ranked<'r> {
    pub(crate) name: &'r str,
    pub(crate) weight: u8,
}

/// The things that a query may mean, the likeliest first. Among equals the order
/// stays, so all things stand as they did for an empty query.
pub(crate) fn ranked<T>(things: Vec<T>, query: &str, called: impl Fn(&T) -> Ranked<'_>) -> Vec<T> {
    let wanted = words(query);
    let mut found: Vec<(u8, u8, T)> = things
        .into_iter()
        .filter_map(|thing| {
            let Ranked { name, weight } = called(&thing);
            let rank = rank(&words(name), &wanted)?;
            Some((rank, weight, thing))
        })
        .collect();
    found.sort_by_key(|(rank, weight, _)| (*rank, *weight));
    found.into_iter().map(|(_, _, thing)| thing).collect()
}

/// Those of other things that a query may mean by their names, the likeliest
/// first.
pub fn find_named<T>(things: Vec<T>, query: &str, name: impl Fn(&T) -> &str) -> Vec<T> {
    ranked(things, query, |thing| Ranked {
        name: name(thing),
        weight: 0,
    })
}

/// How well a name fits, from 0 for the best.
fn rank(name: &[String], wanted: &[String]) -> Option<u8> {
    let (whole, query) = (name.join(" "), wanted.join(" "));
    if whole == query {
        return Some(0);
    }
    if whole.starts_with(&query) {
        return Some(1);
    }
    if in_order(name, wanted) {
        return Some(2);
    }
    let begins = |word: &String| name.iter().any(|one| one.starts_with(word.as_str()));
    if wanted.iter().all(begins) {
        return Some(3);
    }
    let initials: String = name.iter().filter_map(|word| word.chars().next()).collect();
    let query: String = wanted.concat();
    if initials == query {
        return Some(4);
    }
    if wanted.iter().all(|word| whole.contains(word.as_str())) {
        return Some(5);
    }
    // Letters left out, as one mistypes: three at the least, and the first is right.
    let is_close = query.chars().count() >= 3
        && whole.starts_with(query.get(..1).unwrap_or("\u{0}"))
        && is_within(&query, &whole)
        && query.chars().count() * 2 >= whole.chars().count();
    is_close.then_some(6)
}

/// Whether each wanted word begins a word of the name, one after the other.
fn in_order(name: &[String], wanted: &[String]) -> bool {
    let mut name = name.iter();
    wanted
        .iter()
        .all(|word| name.any(|one| one.starts_with(word.as_str())))
}

/// Whether the letters stand in the text in this order.
fn is_within(letters: &str, text: &str) -> bool {
    let mut text = text.chars();
    letters
        .chars()
        .all(|letter| text.any(|char| char == letter))
}

/// The words of a name, in small letters: `firstName`, `first_name` and `First
/// name` have the same.
fn words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut was_small = false;
    for char in text.chars() {
        let is_letter = char.is_alphanumeric();
        if !is_letter || (char.is_uppercase() && was_small) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| is_letter) {
            word.extend(char.to_lowercase());
        }
        was_small = char.is_lowercase();
    }
    words.retain(|word| !word.is_empty());
    words
}

#[cfg(test)]
mod tests {
    use super::{Ranked, ranked, words};

    #[test]
    fn names_have_words_however_they_are_written() {
        for text in ["firstName", "first_name", "First name", " first  name "] {
            assert_eq!(words(text), ["first", "name"], "{text}");
        }
        assert_eq!(words("userAgentData"), ["user", "agent", "data"]);
        assert_eq!(words("image_URL"), ["image", "url"]);
        assert!(words(" _ ").is_empty());
    }

    #[test]
    fn the_likeliest_comes_first() {
        let names = ["last_name", "name", "campaign_name", "named", "user"];
        for (query, expected) in [
            ("", &names[..]),
            ("name", &["name", "named", "last_name", "campaign_name"][..]),
            ("na la", &["last_name"][..]),
            ("ame", &["last_name", "name", "campaign_name", "named"][..]),
            ("campagn", &["campaign_name"][..]),
            ("usr", &["user"][..]),
            ("xyz", &[][..]),
            ("é", &[][..]),
        ] {
            let found = ranked(names.to_vec(), query, |name| Ranked { name, weight: 0 });
            assert_eq!(found, expected, "{query}");
        }
    }
}
