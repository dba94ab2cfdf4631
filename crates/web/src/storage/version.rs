use js_sys::{Array, Object, Reflect};
use segflow_core::time::Timestamp;
use wasm_bindgen::JsValue;

/// A workflow as it was at some time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredVersion {
    /// When it came to be so.
    pub at: Timestamp,
    /// The document.
    pub text: String,
    /// Why it was kept.
    pub because: Because,
}

/// Why a version was kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Because {
    /// The workflow was opened.
    Opened,
    /// It was changed some while after the version before.
    Edited,
    /// Another version took its place.
    Restored,
}

/// So many versions of a workflow are kept, the oldest go first.
pub const MAX_VERSIONS: usize = 50;
/// So many bytes of text the versions of a workflow may have together.
pub const MAX_VERSION_BYTES: usize = 4 * 1024 * 1024;
/// While a workflow is edited, versions are at least so far apart.
pub(super) const APART_MILLIS: i64 = 10 * 60 * 1000;

const AT: &str = "at";
const TEXT: &str = "text";
const BECAUSE: &str = "because";

impl Because {
    const ALL: [Because; 3] = [Because::Opened, Because::Edited, Because::Restored];

    const fn name(self) -> &'static str {
        match self {
            Because::Opened => "opened",
            Because::Edited => "edited",
            Because::Restored => "restored",
        }
    }
}

/// The versions, the oldest first, with one more, as far as they are kept.
/// Nothing if it is the same as the last.
pub(super) fn with_version(
    mut versions: Vec<StoredVersion>,
    new: StoredVersion,
) -> Option<Vec<StoredVersion>> {
    if versions.last().is_some_and(|last| last.text == new.text) {
        return None;
    }
    versions.push(new);
    let mut bytes = 0;
    let fitting = versions
        .iter()
        .rev()
        .take(MAX_VERSIONS)
        .take_while(|version| {
            bytes += version.text.len();
            bytes <= MAX_VERSION_BYTES
        });
    // The new one is there whatever its size.
    let kept = fitting.count().max(1);
    Some(versions.split_off(versions.len() - kept))
}

pub(super) fn to_js(versions: &[StoredVersion]) -> JsValue {
    let entries = versions.iter().map(|version| {
        let entry = Object::new();
        #[allow(clippy::cast_precision_loss, reason = "moments are exact")]
        let at = version.at.millis() as f64;
        // Setting a key of a plain, new object cannot fail.
        let _ = Reflect::set(&entry, &AT.into(), &at.into());
        let _ = Reflect::set(&entry, &TEXT.into(), &version.text.as_str().into());
        let _ = Reflect::set(&entry, &BECAUSE.into(), &version.because.name().into());
        JsValue::from(entry)
    });
    entries.collect::<Array>().into()
}

/// What cannot be read is left out.
pub(super) fn from_js(entries: &JsValue) -> Vec<StoredVersion> {
    let read = |entry: JsValue| {
        let part = |name: &str| Reflect::get(&entry, &name.into()).ok();
        let because = part(BECAUSE)?.as_string()?;
        #[allow(clippy::cast_possible_truncation, reason = "moments are exact")]
        let at = part(AT)?.as_f64()? as i64;
        Some(StoredVersion {
            at: Timestamp::from_millis(at),
            text: part(TEXT)?.as_string()?,
            because: Because::ALL
                .into_iter()
                .find(|known| known.name() == because)?,
        })
    };
    match entries.is_array() {
        true => Array::from(entries).iter().filter_map(read).collect(),
        false => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use segflow_core::time::Timestamp;

    use super::{Because, MAX_VERSION_BYTES, MAX_VERSIONS, StoredVersion, with_version};

    fn version(at: i64, text: &str) -> StoredVersion {
        StoredVersion {
            at: Timestamp::from_millis(at),
            text: text.to_owned(),
            because: Because::Edited,
        }
    }

    #[test]
    fn the_oldest_go_first_and_what_is_the_same_is_kept_once() {
        let mut versions = Vec::new();
        for at in 0..60 {
            versions = with_version(versions, version(at, &at.to_string())).unwrap();
        }
        assert_eq!(versions.len(), MAX_VERSIONS);
        assert_eq!(versions[0].text, "10");
        assert_eq!(with_version(versions, version(61, "59")), None);
    }

    #[test]
    fn together_they_have_an_upper_limit() {
        let long = "x".repeat(MAX_VERSION_BYTES / 2 - 1);
        let mut versions = vec![version(0, "old"), version(1, &format!("{long}1"))];
        versions = with_version(versions, version(2, &format!("{long}2"))).unwrap();
        assert_eq!(versions.len(), 2);
        versions = with_version(versions, version(3, "new")).unwrap();
        assert_eq!(versions[0].at, Timestamp::from_millis(2));
        let huge = "y".repeat(MAX_VERSION_BYTES + 1);
        let alone = with_version(versions, version(4, &huge)).unwrap();
        assert_eq!(alone.len(), 1);
    }
}
