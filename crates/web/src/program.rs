//! The program that runs in this page, and the one its server has by now.

use gloo_net::http::RequestBuilder;

use crate::fetch::{Deadline, discreet, exchange};

/// The page names the program's file in the element of this id.
const NAMED_BY: &str = "segflow-program";
/// The page is small, so its server is quick or away.
const PATIENCE_MILLIS: u32 = 5_000;

/// Whether the server of this page has another version of the program than runs
/// here: its page names another file. Nothing is known where it does not answer.
pub async fn was_replaced() -> bool {
    served()
        .await
        .is_some_and(|(running, page)| !page.contains(&running))
}

/// The name of the running program's file, and the page as the server has it.
async fn served() -> Option<(String, String)> {
    let named = web_sys::window()?.document()?.get_element_by_id(NAMED_BY)?;
    let address = named.get_attribute("href")?;
    let deadline = Deadline::after_millis(PATIENCE_MILLIS).ok()?;
    let request = discreet(RequestBuilder::new("/"), &deadline.signal());
    let answer = exchange(request.build().ok()?).await.ok()?;
    (answer.status == 200).then_some((address, answer.body))
}

/// Loads the page anew, with the program that its server has.
pub fn reload() {
    if let Some(window) = web_sys::window() {
        let _ = window.location().reload();
    }
}

/// The address of this page without what is asked of it.
pub fn address() -> String {
    let location = web_sys::window().map(|window| window.location());
    let path = location.and_then(|location| location.pathname().ok());
    format!("{}{}", origin(), path.unwrap_or_default())
}

/// The origin of this page.
pub fn origin() -> String {
    let location = web_sys::window().map(|window| window.location());
    let origin = location.and_then(|location| location.origin().ok());
    origin.unwrap_or_default()
}

/// What is asked of this page by its address: names and values, in order.
pub fn query() -> Vec<(String, String)> {
    let location = web_sys::window().map(|window| window.location());
    let query = location.and_then(|location| location.search().ok());
    let query = query.unwrap_or_default();
    let pairs = query.trim_start_matches('?').split('&');
    let pairs = pairs.filter_map(|pair| pair.split_once('='));
    pairs
        .filter_map(|(name, value)| Some((decoded(name)?, decoded(value)?)))
        .collect()
}

/// A part of a query as it is meant; none where it means nothing.
fn decoded(part: &str) -> Option<String> {
    let text = js_sys::decode_uri_component(&part.replace('+', " "));
    text.ok().map(String::from)
}
