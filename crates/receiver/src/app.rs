//! Serves the built app's files.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::fs;

use crate::answers;
use crate::host::Host;
use crate::receiver::Receiver;

const NOT_BUILT: &str = "<!DOCTYPE html><html lang=\"en\"><meta charset=\"utf-8\">\
    <title>segflow is not built yet</title>\
    <p>The receiver runs, but the app is not built yet: run <code>cargo xtask run</code> in the \
    project's folder, which builds and serves it.</p></html>\n";

/// Encodings that may stand beside a file, the smallest first.
const ENCODINGS: [(&str, &str); 2] = [("br", "br"), ("gzip", "gz")];

/// Answers every path that is no other's: a file of the app, or for a
/// navigation the app itself, which knows its own pages.
pub(crate) async fn serve(
    State(receiver): State<Arc<Receiver>>,
    Extension(host): Extension<Host>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if method != Method::GET && method != Method::HEAD {
        let allow = [(header::ALLOW, HeaderValue::from_static("GET, HEAD"))];
        let text = "Pages and files are only read; events are taken below /v1/.\n";
        return (
            allow,
            answers::sentence(StatusCode::METHOD_NOT_ALLOWED, text),
        )
            .into_response();
    }
    if let Host::Localhost { port } = host {
        return redirect(port.unwrap_or(80), &uri);
    }
    let path = file_path(uri.path());
    let navigation = accepts(&headers, header::ACCEPT, "text/html");
    let Some(folder) = &receiver.app else {
        return not_built();
    };
    if let Some(path) = path
        && let Some(response) = file(&folder.join(&path), &path, &headers).await
    {
        return response;
    }
    if !navigation && uri.path() != "/" {
        return answers::sentence(StatusCode::NOT_FOUND, "The app has no file of this name.\n");
    }
    let index = Path::new("index.html");
    match file(&folder.join(index), index, &headers).await {
        Some(response) => response,
        None => not_built(),
    }
}

/// Storage in a browser belongs to one address, so the app has only one.
fn redirect(port: u16, uri: &Uri) -> Response {
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let Ok(location) = HeaderValue::try_from(format!("http://127.0.0.1:{port}{path}")) else {
        return answers::sentence(StatusCode::BAD_REQUEST, "This address cannot be read.\n");
    };
    let text = "The app is at 127.0.0.1.\n";
    let mut response = answers::sentence(StatusCode::TEMPORARY_REDIRECT, text);
    response.headers_mut().insert(header::LOCATION, location);
    response
}

fn not_built() -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (StatusCode::SERVICE_UNAVAILABLE, headers, NOT_BUILT).into_response()
}

/// The file a path names, below the app's folder. The app's own names are plain,
/// so whatever is not plain names no file.
fn file_path(path: &str) -> Option<PathBuf> {
    let path = path.strip_prefix('/')?;
    let plain = |part: &str| {
        let starts_well =
            part.starts_with(|char: char| char.is_ascii_alphanumeric() || char == '_');
        starts_well
            && part
                .chars()
                .all(|char| char.is_ascii_alphanumeric() || "-_.".contains(char))
    };
    path.split('/').all(plain).then(|| PathBuf::from(path))
}

async fn file(place: &Path, name: &Path, headers: &HeaderMap) -> Option<Response> {
    let modified = modified(place).await?;
    let mut chosen = place.to_owned();
    let mut encoding = None;
    for (coding, extension) in ENCODINGS {
        if !accepts(headers, header::ACCEPT_ENCODING, coding) {
            continue;
        }
        let mut beside = place.as_os_str().to_owned();
        beside.push(".");
        beside.push(extension);
        let beside = PathBuf::from(beside);
        // One that is older than the file was made from another one.
        if self::modified(&beside)
            .await
            .is_some_and(|time| time >= modified)
        {
            chosen = beside;
            encoding = Some(coding);
            break;
        }
    }
    let contents = fs::read(&chosen).await.ok()?;

    let tag = entity_tag(modified, contents.len());
    let unchanged = headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim() == tag);
    let mut response = if unchanged {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        contents.into_response()
    };
    let answered = response.headers_mut();
    let mut set = |header, value| answered.insert(header, HeaderValue::from_static(value));
    set(header::CONTENT_TYPE, content_type(name));
    set(header::CACHE_CONTROL, cache_control(name));
    set(header::VARY, "accept-encoding");
    if let Some(encoding) = encoding {
        set(header::CONTENT_ENCODING, encoding);
    }
    if let Ok(tag) = HeaderValue::try_from(tag) {
        answered.insert(header::ETAG, tag);
    }
    Some(response)
}

/// When a file was last changed; nothing if there is no such file.
async fn modified(path: &Path) -> Option<SystemTime> {
    let metadata = fs::metadata(path).await.ok()?;
    metadata
        .is_file()
        .then(|| metadata.modified().unwrap_or(UNIX_EPOCH))
}

fn entity_tag(modified: SystemTime, length: usize) -> String {
    let nanos = modified
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
        .as_nanos();
    format!("W/\"{nanos:x}-{length:x}\"")
}

/// Whether a header that lists what a client takes has this entry, and not with
/// a weight of zero.
fn accepts(headers: &HeaderMap, name: header::HeaderName, wanted: &str) -> bool {
    headers
        .get_all(name)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|entry| {
            let mut parts = entry.split(';').map(str::trim);
            let named = parts
                .next()
                .is_some_and(|name| name.eq_ignore_ascii_case(wanted));
            let refused = parts.any(|part| {
                let weight = part.strip_prefix("q=").or_else(|| part.strip_prefix("Q="));
                weight.and_then(|weight| weight.parse::<f32>().ok()) == Some(0.0)
            });
            named && !refused
        })
}

fn content_type(name: &Path) -> &'static str {
    match name.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A name with a hash in it never stands for other contents. All else is asked
/// for anew, which costs little: unchanged files are not sent again.
fn cache_control(name: &Path) -> &'static str {
    let name = name
        .file_name()
        .and_then(|name| name.to_str())
        .unwrap_or("");
    let hashed = name.split(['-', '_', '.']).skip(1).any(|part| {
        part.len() >= 16
            && part
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    });
    if hashed {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_names_are_files() {
        for (path, file) in [
            ("/boot.js", Some("boot.js")),
            ("/icons/logo.svg", Some("icons/logo.svg")),
            ("/", None),
            ("//boot.js", None),
            ("/../secret", None),
            ("/a/../../secret", None),
            ("/%2e%2e/secret", None),
            ("/.git/config", None),
            ("/a\\b", None),
            ("/c:/x", None),
        ] {
            assert_eq!(file_path(path), file.map(PathBuf::from), "{path}");
        }
    }

    #[test]
    fn only_names_with_a_hash_are_kept_for_good() {
        for (name, kept) in [
            ("segflow-app-b1946ac92492d234.js", true),
            ("segflow-app-b1946ac92492d234_bg.wasm", true),
            ("index.html", false),
            ("boot.js", false),
            ("deadbeef.js", false),
            ("b1946ac92492d2347c6235b4d2611184", false),
        ] {
            let immutable = cache_control(Path::new(name)).contains("immutable");
            assert_eq!(immutable, kept, "{name}");
        }
    }

    #[test]
    fn a_weight_of_zero_is_a_refusal() {
        for (value, accepted) in [
            ("gzip, deflate, br", true),
            ("BR;q=0.5", true),
            ("br;q=0", false),
            ("br; q=0.000", false),
            ("brotli", false),
            ("", false),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_ENCODING, value.parse().unwrap())]);
            assert_eq!(
                accepts(&headers, header::ACCEPT_ENCODING, "br"),
                accepted,
                "{value}"
            );
        }
    }
}
