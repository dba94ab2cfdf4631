use std::cell::Cell;
use std::ops::ControlFlow;
use std::rc::Rc;

use gloo_net::http::RequestBuilder;
use gloo_timers::callback::Timeout;
use js_sys::{Reflect, Uint8Array};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, AbortSignal, ReadableStreamDefaultReader, ReferrerPolicy, Request,
    RequestCache, RequestCredentials, RequestRedirect, Response, ResponseType,
};

/// As much of an answer as is kept. Segment's have a few dozen bytes.
const MAX_BODY_BYTES: usize = 64 * 1024;

/// An answer, its body cut to a bound.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: String,
    /// The `Retry-After` header, if the page may read it.
    pub(crate) retry_after: Option<String>,
}

/// Why there is no answer.
pub(crate) enum NoAnswer {
    /// The address answered that it is somewhere else; nothing went there.
    Redirected,
    /// Nothing can be told: a browser hides what failed.
    Unknown,
}

/// Ends a request after a time, or when it is dropped.
pub(crate) struct Deadline {
    controller: AbortController,
    has_passed: Rc<Cell<bool>>,
    _timeout: Timeout,
}

impl Deadline {
    pub(crate) fn after_millis(millis: u32) -> Result<Deadline, NoAnswer> {
        let controller = AbortController::new().map_err(|_| NoAnswer::Unknown)?;
        let has_passed = Rc::new(Cell::new(false));
        let timeout = Timeout::new(millis, {
            let controller = controller.clone();
            let has_passed = Rc::clone(&has_passed);
            move || {
                has_passed.set(true);
                controller.abort();
            }
        });
        Ok(Deadline {
            controller,
            has_passed,
            _timeout: timeout,
        })
    }

    pub(crate) fn controller(&self) -> &AbortController {
        &self.controller
    }

    pub(crate) fn signal(&self) -> AbortSignal {
        self.controller.signal()
    }

    pub(crate) fn has_passed(&self) -> bool {
        self.has_passed.get()
    }
}

impl Drop for Deadline {
    fn drop(&mut self) {
        self.controller.abort();
    }
}

/// What every request of ours has: it carries nothing of the person's browser,
/// is answered by no cache, and goes nowhere but to its address.
pub(crate) fn discreet(request: RequestBuilder, signal: &AbortSignal) -> RequestBuilder {
    request
        .credentials(RequestCredentials::Omit)
        .referrer_policy(ReferrerPolicy::NoReferrer)
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Manual)
        .abort_signal(Some(signal))
}

/// Sends a request and reads the answer.
///
/// The request is gloo-net's; the sending is not, as gloo-net panics where an
/// extension or the page has put something else in the place of `fetch`.
pub(crate) async fn exchange(request: impl Into<Request>) -> Result<Answer, NoAnswer> {
    let response = respond(request).await?;
    Ok(Answer {
        status: response.status(),
        retry_after: response.headers().get("retry-after").ok().flatten(),
        body: read_body(&response).await,
    })
}

/// Sends a request; the body of the answer is yet to be read.
pub(crate) async fn respond(request: impl Into<Request>) -> Result<Response, NoAnswer> {
    let window = web_sys::window().ok_or(NoAnswer::Unknown)?;
    let fetched = JsFuture::from(window.fetch_with_request(&request.into()));
    let response: Response = fetched
        .await
        .ok()
        .and_then(|response| response.dyn_into().ok())
        .ok_or(NoAnswer::Unknown)?;
    if response.type_() == ResponseType::Opaqueredirect {
        return Err(NoAnswer::Redirected);
    }
    Ok(response)
}

/// What there is of the body: with the status the answer has come, even if its
/// body breaks off.
async fn read_body(response: &Response) -> String {
    let mut bytes = Vec::new();
    read_parts(response, |part| {
        bytes.extend(part);
        if bytes.len() < MAX_BODY_BYTES {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    })
    .await;
    bytes.truncate(MAX_BODY_BYTES);
    String::from_utf8_lossy(&bytes).into_owned()
}

/// Gives the body part by part as it comes, until enough is had. A body that
/// breaks off ends like any other.
pub(crate) async fn read_parts(
    response: &Response,
    mut take: impl FnMut(Vec<u8>) -> ControlFlow<()>,
) {
    let Some(stream) = response.body() else {
        return;
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().unchecked_into();
    while let Ok(read) = JsFuture::from(reader.read()).await {
        let chunk = Reflect::get(&read, &"value".into())
            .ok()
            .and_then(|chunk| chunk.dyn_into::<Uint8Array>().ok());
        // The last read has no value.
        let Some(chunk) = chunk else { break };
        if take(chunk.to_vec()).is_break() {
            break;
        }
    }
}
