/// Texts by their places, counted from 0, to be found without looking through
/// all of them.
#[derive(Debug, Clone, Default)]
pub(crate) struct Index<'t>(Vec<(&'t str, usize)>);

impl<'t> Index<'t> {
    pub(crate) fn of(texts: impl Iterator<Item = &'t str>) -> Index<'t> {
        let mut places: Vec<_> = texts.zip(0..).collect();
        places.sort_unstable();
        Index(places)
    }

    /// The first place of a text.
    pub(crate) fn get(&self, text: &str) -> Option<usize> {
        let at = self.0.partition_point(|(known, _)| *known < text);
        let (known, place) = self.0.get(at)?;
        (*known == text).then_some(*place)
    }
}
