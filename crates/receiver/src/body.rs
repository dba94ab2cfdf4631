use std::time::Duration;

use axum::body::Body;
use http_body_util::BodyExt;
use tokio::time::timeout;

/// A longer body is refused.
pub(crate) const LARGEST: usize = 512 * 1024;

/// So much of a body that is too long is read and thrown away: a client that is
/// cut off while it still sends may never see the answer.
const LARGEST_DRAINED: usize = 16 * 1024 * 1024;

/// A client has so long to send its body.
const PATIENCE: Duration = Duration::from_secs(30);

/// How the reading of a body ended.
pub(crate) enum Outcome {
    Whole(Vec<u8>),
    /// Longer than [`LARGEST`]; at least so many bytes came.
    TooLong(usize),
    /// The client was slower than it may be.
    TooSlow,
    /// The connection broke, or its framing was wrong.
    Broken,
}

pub(crate) async fn read(body: Body) -> Outcome {
    timeout(PATIENCE, collect(body))
        .await
        .unwrap_or(Outcome::TooSlow)
}

async fn collect(mut body: Body) -> Outcome {
    let mut whole = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let Ok(frame) = frame else {
            return Outcome::Broken;
        };
        let Some(data) = frame.data_ref() else {
            continue;
        };
        length += data.len();
        if length > LARGEST_DRAINED {
            break;
        }
        if length > LARGEST {
            whole = Vec::new();
        } else {
            whole.extend_from_slice(data);
        }
    }
    if length > LARGEST {
        Outcome::TooLong(length)
    } else {
        Outcome::Whole(whole)
    }
}
