//! How moments are written, by the browser's own knowledge of languages.

use js_sys::{Array, Date, Function, Intl, JSON};
use segflow_core::time::Timestamp;
use wasm_bindgen::{JsCast, JsValue};

use crate::clock;

/// Writes moments as people do in a language, in the zone where the person is.
/// It takes longer to make than to use.
#[derive(Debug, Clone)]
pub struct Calendar {
    tag: &'static str,
    day: Function,
    minute: Function,
    second: Function,
    near: Intl::RelativeTimeFormat,
}

const DAY_MILLIS: i64 = 86_400_000;

impl Calendar {
    /// The calendar of a language, by its tag.
    pub fn of(tag: &'static str) -> Calendar {
        let locales = Array::of1(&tag.into());
        let options = |text: &str| {
            let read = JSON::parse(text).unwrap_or_default();
            read.unchecked_into()
        };
        let written = |text: &str| Intl::DateTimeFormat::new(&locales, &options(text)).format();
        Calendar {
            tag,
            day: written(r#"{"day":"numeric","month":"short","year":"numeric"}"#),
            minute: written(r#"{"hour":"2-digit","minute":"2-digit"}"#),
            second: written(r#"{"hour":"2-digit","minute":"2-digit","second":"2-digit"}"#),
            near: Intl::RelativeTimeFormat::new(&locales, &options(r#"{"numeric":"auto"}"#)),
        }
    }

    /// To the minute, and near days by their names: `today, 14:05`.
    pub fn recent(&self, at: Timestamp) -> String {
        let day = match days_ago(at) {
            // Exact: these are few.
            days @ 0..=1 => self.near.format(-days as f64, "day").into(),
            _ => written(&self.day, at),
        };
        format!("{day}, {}", written(&self.minute, at))
    }

    /// To the second: `27 Nov 2026, 14:05:22`.
    pub fn exact(&self, at: Timestamp) -> String {
        format!("{}, {}", written(&self.day, at), self.time(at))
    }

    /// The time of day to the second: `14:05:22`.
    pub fn time(&self, at: Timestamp) -> String {
        written(&self.second, at)
    }

    /// The time of day alone, where it is of today: `14:05:22`.
    pub fn arrived(&self, at: Timestamp) -> String {
        match days_ago(at) {
            0 => self.time(at),
            _ => self.recent(at),
        }
    }
}

/// Of one language all are alike.
impl PartialEq for Calendar {
    fn eq(&self, other: &Calendar) -> bool {
        self.tag == other.tag
    }
}

/// How many midnights ago it was where the person is.
fn days_ago(at: Timestamp) -> i64 {
    let day = |at: Timestamp| (at.millis() - behind_millis(at)).div_euclid(DAY_MILLIS);
    day(clock::now()) - day(at)
}

fn behind_millis(at: Timestamp) -> i64 {
    // Exact: minutes from UTC are few.
    Date::new(&millis(at)).get_timezone_offset() as i64 * 60_000
}

fn millis(at: Timestamp) -> JsValue {
    // Exact: so few milliseconds are there for every date.
    JsValue::from_f64(at.millis() as f64)
}

fn written(format: &Function, at: Timestamp) -> String {
    let written = format.call1(&JsValue::UNDEFINED, &millis(at));
    let written = written.ok().and_then(|written| written.as_string());
    written.unwrap_or_else(|| at.to_string())
}
