/// What a program beside the page tells: why a row fails, why a message would be
/// discarded, or what was wrong when a run was kept. It names a kind and has a
/// sentence in English; other languages say the kind in their own words, with
/// the names that stand in the sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<'a> {
    /// The name of the kind.
    pub code: &'a str,
    /// The sentence.
    pub message: &'a str,
}
