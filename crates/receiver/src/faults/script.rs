use std::collections::VecDeque;
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::fault::{Effect, Fault};
use crate::ingest::Ingest;

/// The faults that are still to come.
#[derive(Default)]
pub(crate) struct Script {
    played: Mutex<Played>,
}

#[derive(Default)]
struct Played {
    left: VecDeque<Fault>,
    used: u64,
}

impl Script {
    /// Takes the place of what was left.
    pub(super) fn set(&self, faults: Vec<Fault>) {
        *self.played() = Played {
            left: faults.into(),
            used: 0,
        };
    }

    /// What is still to come, and how many requests were struck.
    pub(super) fn left(&self) -> (Vec<Fault>, u64) {
        let played = self.played();
        (played.left.iter().cloned().collect(), played.used)
    }

    /// The first fault that is meant for a request; it is used up by that.
    pub(super) fn next(&self, path: &str) -> Option<Effect> {
        let kind = Ingest::at(path).map(Ingest::name);
        let mut played = self.played();
        let index = played.left.iter().position(|fault| {
            fault.path.as_deref().is_none_or(|wanted| wanted == path)
                && (fault.kind.is_none() || fault.kind.as_deref() == kind)
        })?;
        let fault = played.left.get_mut(index)?;
        let effect = fault.effect.clone();
        fault.times -= 1;
        if fault.times == 0 {
            played.left.remove(index);
        }
        played.used += 1;
        Some(effect)
    }

    fn played(&self) -> MutexGuard<'_, Played> {
        // Nothing can fail between two changes of it.
        self.played.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_used_up_in_order() {
        let script = Script::default();
        let faults = r#"[
            {"fault":"delay","millis":1,"times":2,"type":"track"},
            {"fault":"delay","millis":2,"path":"/v1/b"},
            {"fault":"delay","millis":3}
        ]"#;
        script.set(serde_json::from_str(faults).unwrap());
        for (path, millis) in [
            ("/v1/t", Some(1)),
            ("/v1/batch", Some(3)),
            ("/v1/batch", None),
            ("/v1/b", Some(2)),
            ("/v1/track", Some(1)),
            ("/v1/track", None),
        ] {
            let expected = millis.map(|millis| Effect::Delay { millis });
            assert_eq!(script.next(path), expected, "{path}");
        }
        assert_eq!(script.left(), (vec![], 4));
    }
}
