//! Checks a connection, when a person asks for it and never by itself.

use gloo_net::http::RequestBuilder;
use segflow_core::document::Workflow;
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::preview::{Inputs, preview};
use segflow_core::run::{Response, SendError};
use segflow_core::scope::User;
use segflow_core::segment::{Region, Request};

use crate::accounts::ConnectedAccount;
use crate::fetch::{Deadline, discreet, exchange};
use crate::send::{Stop, send};
use crate::{clock, random};

/// What is known of a write key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KeyCheck {
    /// Segment, or the account's own address, has a source of that key.
    Known,
    /// The same, but its source is in the other region than the account says.
    OtherRegion,
    /// There is no such key.
    Unknown,
    /// It could not be found out.
    CouldNotCheck,
}

/// What came of a test event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TestSent {
    /// It was taken; Segment takes events of wrong keys, too.
    Accepted {
        /// By which it is found in the source's Debugger.
        message_id: String,
    },
    /// The answer was this status.
    Refused(u16),
    /// There was no answer.
    NotSent(SendError),
}

/// Where Segment tells the settings of the sources of both regions.
const SEGMENTS_SETTINGS: &str = "https://cdn.segment.com";
const PATIENCE_MILLIS: u32 = 10_000;
const MAX_DEPTH: usize = 64;

/// Looks up the settings of the source of a key.
pub async fn check_key(account: &ConnectedAccount) -> KeyCheck {
    let region = &account.account().region;
    let base = match region {
        Region::Us | Region::Eu => SEGMENTS_SETTINGS,
        Region::Custom(endpoint) => endpoint.base(),
    };
    let key = js_sys::encode_uri_component(account.key().reveal());
    let url = format!("{base}/v1/projects/{}/settings", String::from(key));
    let Ok(deadline) = Deadline::after_millis(PATIENCE_MILLIS) else {
        return KeyCheck::CouldNotCheck;
    };
    let request = discreet(RequestBuilder::new(&url), &deadline.signal());
    let answer = match request.build() {
        Ok(request) => exchange(request).await,
        Err(_) => return KeyCheck::CouldNotCheck,
    };
    match answer {
        Ok(answer) => judge(answer.status, &answer.body, region),
        Err(_) => KeyCheck::CouldNotCheck,
    }
}

/// What an answer with a source's settings says.
fn judge(status: u16, body: &str, region: &Region) -> KeyCheck {
    match status {
        200 => {
            let settings = Value::read(body, MAX_DEPTH).unwrap_or_default();
            // Segment's own library is told there where to send events.
            let host = settings
                .get("integrations")
                .and_then(|integrations| integrations.get("Segment.io")?.get("apiHost")?.as_text());
            let is_eu = host.map(|host| host.contains(".eu1."));
            match (is_eu, region) {
                (Some(true), Region::Us) | (Some(false), Region::Eu) => KeyCheck::OtherRegion,
                _ => KeyCheck::Known,
            }
        }
        404 => KeyCheck::Unknown,
        _ => KeyCheck::CouldNotCheck,
    }
}

/// Sends an event that is known by its name: `Connection Tested`, of the
/// anonymous user `segflow-test`.
pub async fn send_test(account: &ConnectedAccount) -> TestSent {
    let Some((request, message_id)) = test_request(account) else {
        return TestSent::NotSent(SendError::NoKey);
    };
    match send(&request, account.key(), &Stop::new()).await {
        Ok(answer) => {
            let status = answer.status;
            if Response::new(status, answer.body).is_accepted() {
                TestSent::Accepted { message_id }
            } else {
                TestSent::Refused(status)
            }
        }
        Err(error) => TestSent::NotSent(error),
    }
}

fn test_request(account: &ConnectedAccount) -> Option<(Request, String)> {
    let document = format!(
        r#"{{"segflow":1,"id":"segflow_test","name":"Test","tasks":[{{"id":"test","kind":"segment.track","account":"{}","anonymousId":"segflow-test","event":"Connection Tested"}}]}}"#,
        account.id()
    );
    let workflow = Workflow::load(&document).ok()?;
    let now = clock::now();
    let inputs = Inputs {
        accounts: vec![account.account().clone()],
        run_id: random::new_run_id(),
        row: 0,
        user: User::default(),
        host: Value::Null,
    };
    let flow = Flow::compile(std::sync::Arc::new(workflow));
    let previews = preview(&flow, &Object::new(), &inputs, now);
    let test = previews.into_iter().next()?;
    Some((test.request?, test.message_id?))
}

#[cfg(test)]
mod tests {
    use segflow_core::segment::Region;

    use super::{KeyCheck, judge};

    #[test]
    fn settings_say_whether_a_key_is_known_and_where() {
        let of =
            |host: &str| format!(r#"{{"integrations":{{"Segment.io":{{"apiHost":"{host}"}}}}}}"#);
        let eu = of("events.eu1.segmentapis.com/v1");
        let us = of("api.segment.io/v1");
        for (status, body, region, said) in [
            (200, "{}", Region::Us, KeyCheck::Known),
            (200, "<html>", Region::Eu, KeyCheck::Known),
            (200, &eu, Region::Eu, KeyCheck::Known),
            (200, &eu, Region::Us, KeyCheck::OtherRegion),
            (200, &us, Region::Eu, KeyCheck::OtherRegion),
            (200, &us, Region::Us, KeyCheck::Known),
            (404, "Cannot GET", Region::Us, KeyCheck::Unknown),
            (403, "", Region::Us, KeyCheck::CouldNotCheck),
            (500, "", Region::Us, KeyCheck::CouldNotCheck),
        ] {
            assert_eq!(judge(status, body, &region), said, "{status} {body}");
        }
    }
}
