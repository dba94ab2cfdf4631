//! The bytes of a connection.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::time::{Sleep, sleep};

use crate::places::Activity;

/// A client that takes no byte of its answer for so long is let go.
const PATIENCE: Duration = Duration::from_secs(30);

const NEVER: u64 = u64::MAX;

/// Breaks a connection off in the middle of its answer, for tests of clients.
#[derive(Clone)]
pub(crate) struct Cut(Arc<AtomicU64>);

impl Default for Cut {
    fn default() -> Cut {
        Cut(Arc::new(AtomicU64::new(NEVER)))
    }
}

impl Cut {
    /// Lets so many bytes more be written, and then none.
    pub(crate) fn after(&self, bytes: u64) {
        self.0.store(bytes, Ordering::Relaxed);
    }

    fn left(&self) -> Option<u64> {
        Some(self.0.load(Ordering::Relaxed)).filter(|left| *left != NEVER)
    }
}

/// A connection that neither waits for ever nor goes on after its cut.
pub(crate) struct Wire {
    stream: TcpStream,
    cut: Cut,
    activity: Arc<Activity>,
    /// Runs while the client takes nothing.
    stalled: Option<Pin<Box<Sleep>>>,
}

impl Wire {
    pub(crate) fn new(stream: TcpStream, cut: Cut, activity: Arc<Activity>) -> Wire {
        Wire {
            stream,
            cut,
            activity,
            stalled: None,
        }
    }

    fn patiently<T>(
        &mut self,
        context: &mut Context<'_>,
        poll: Poll<io::Result<T>>,
    ) -> Poll<io::Result<T>> {
        if poll.is_ready() {
            self.stalled = None;
            return poll;
        }
        let stalled = self
            .stalled
            .get_or_insert_with(|| Box::pin(sleep(PATIENCE)));
        stalled
            .as_mut()
            .poll(context)
            .map(|()| Err(io::ErrorKind::TimedOut.into()))
    }
}

impl AsyncRead for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        let poll = Pin::new(&mut self.stream).poll_read(context, buffer);
        if buffer.filled().len() > before {
            self.activity.sign_of_life();
        }
        poll
    }
}

impl AsyncWrite for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let left = self.cut.left();
        let most = left.map_or(bytes.len(), |left| {
            usize::try_from(left)
                .unwrap_or(bytes.len())
                .min(bytes.len())
        });
        if most == 0 && !bytes.is_empty() {
            return Poll::Ready(Err(io::ErrorKind::ConnectionAborted.into()));
        }
        let allowed = bytes.get(..most).unwrap_or(bytes);
        let poll = Pin::new(&mut self.stream).poll_write(context, allowed);
        if let Poll::Ready(Ok(written)) = &poll {
            self.activity.sign_of_life();
            if let Some(left) = left {
                self.cut.after(left - *written as u64);
            }
        }
        self.patiently(context, poll)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}
