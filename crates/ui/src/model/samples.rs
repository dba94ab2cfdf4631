use segflow_core::document::Sample;
use segflow_core::edit::Edit;
use segflow_core::json::Object;

/// Why a sample cannot be called what was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SampleNameProblem {
    /// It needs a name.
    Empty,
    /// Another sample has the name.
    Taken,
}

/// Judges a name for the sample at a place, or for a new one.
pub fn sample_name_problem(
    samples: &[Sample],
    place: Option<usize>,
    typed: &str,
) -> Option<SampleNameProblem> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Some(SampleNameProblem::Empty);
    }
    samples
        .iter()
        .enumerate()
        .any(|(other, sample)| Some(other) != place && sample.name == typed)
        .then_some(SampleNameProblem::Taken)
}

/// A name no sample has: this one, else with the first number that is free.
pub fn free_sample_name(samples: &[Sample], base: &str) -> String {
    let is_free = |name: &str| samples.iter().all(|sample| sample.name != name);
    std::iter::once(base.to_owned())
        .chain((2..).map(|number| format!("{base} {number}")))
        .find(|name| is_free(name))
        .unwrap_or_default()
}

/// The samples with another record for the one at a place.
pub fn with_record(samples: &[Sample], place: usize, record: Object) -> Vec<Sample> {
    let mut samples = samples.to_vec();
    if let Some(sample) = samples.get_mut(place) {
        sample.record = record;
    }
    samples
}

/// The edit after which the sample at a place has these payloads pinned, or
/// none.
pub fn pinning(samples: &[Sample], place: usize, expected: Option<Object>) -> Edit {
    let mut samples = samples.to_vec();
    if let Some(sample) = samples.get_mut(place) {
        sample.expected = expected;
    }
    Edit::SetSamples(samples)
}

/// The place of the sample to show after the samples have changed: one that
/// is new, else the one shown before, else the nearest.
pub(super) fn sample_after(before: &[Sample], after: &[Sample], shown: usize) -> usize {
    let is_known = |sample: &Sample| before.iter().any(|other| other.name == sample.name);
    if after.len() > before.len()
        && let Some(place) = after.iter().position(|sample| !is_known(sample))
    {
        return place;
    }
    let name = before.get(shown).map(|sample| &sample.name);
    let is_there = after.get(shown).map(|sample| &sample.name) == name;
    let same = after.iter().position(|sample| Some(&sample.name) == name);
    match same {
        Some(place) if !is_there && before.len() != after.len() => place,
        _ => shown.min(after.len().saturating_sub(1)),
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::document::Sample;

    use super::{SampleNameProblem, free_sample_name, sample_after, sample_name_problem};

    fn samples(names: &str) -> Vec<Sample> {
        names
            .chars()
            .map(|name| Sample {
                name: name.to_string(),
                ..Sample::default()
            })
            .collect()
    }

    #[test]
    fn names_differ() {
        let samples = samples("AB");
        for (place, typed, problem) in [
            (None, "C", None),
            (None, " B ", Some(SampleNameProblem::Taken)),
            (Some(1), "B", None),
            (Some(0), "B", Some(SampleNameProblem::Taken)),
            (None, "  ", Some(SampleNameProblem::Empty)),
        ] {
            assert_eq!(sample_name_problem(&samples, place, typed), problem);
        }
        assert_eq!(free_sample_name(&samples, "A"), "A 2");
        assert_eq!(free_sample_name(&samples, "Z"), "Z");
    }

    #[test]
    fn the_sample_that_is_shown_stays_or_is_the_nearest() {
        for (before, after, shown, expected) in [
            ("AB", "ABC", 0, 2),
            ("AC", "ABC", 0, 1),
            ("ABC", "AC", 2, 1),
            ("ABC", "AB", 2, 1),
            ("ABC", "BC", 0, 0),
            ("A", "", 0, 0),
            ("AB", "AZ", 1, 1),
            ("AB", "AB", 1, 1),
        ] {
            let place = sample_after(&samples(before), &samples(after), shown);
            assert_eq!(place, expected, "{before} {after} {shown}");
        }
    }
}
