//! What a worker counts, in Prometheus' text, and whether it is well.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{Duration, timeout};

/// Counted from the start of the worker.
#[derive(Default)]
pub(crate) struct Metrics {
    pub(crate) accepted: AtomicU64,
    pub(crate) refused: AtomicU64,
    pub(crate) limited: AtomicU64,
    pub(crate) unanswered: AtomicU64,
    /// What was in the accepted requests.
    pub(crate) messages: AtomicU64,
    pub(crate) completed: AtomicU64,
    pub(crate) failed: AtomicU64,
    pub(crate) under_way: AtomicU64,
    /// It takes nothing new any more.
    pub(crate) drains: AtomicBool,
}

impl Metrics {
    pub(crate) fn add(counter: &AtomicU64) {
        counter.fetch_add(1, Ordering::Relaxed);
    }

    fn text(&self) -> String {
        let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        format!(
            "# HELP segflow_requests_total Requests to Segment, by how they were answered.\n\
             # TYPE segflow_requests_total counter\n\
             segflow_requests_total{{answer=\"accepted\"}} {}\n\
             segflow_requests_total{{answer=\"refused\"}} {}\n\
             segflow_requests_total{{answer=\"limited\"}} {}\n\
             segflow_requests_total{{answer=\"none\"}} {}\n\
             # HELP segflow_messages_total Messages that Segment accepted.\n\
             # TYPE segflow_messages_total counter\n\
             segflow_messages_total {}\n\
             # HELP segflow_runs_total Records whose run ended here.\n\
             # TYPE segflow_runs_total counter\n\
             segflow_runs_total{{status=\"completed\"}} {}\n\
             segflow_runs_total{{status=\"failed\"}} {}\n\
             # HELP segflow_requests_under_way Requests without an answer yet.\n\
             # TYPE segflow_requests_under_way gauge\n\
             segflow_requests_under_way {}\n",
            of(&self.accepted),
            of(&self.refused),
            of(&self.limited),
            of(&self.unanswered),
            of(&self.messages),
            of(&self.completed),
            of(&self.failed),
            of(&self.under_way),
        )
    }

    fn answer(&self, path: &str) -> (&'static str, String) {
        match path {
            "/metrics" => ("200 OK", self.text()),
            "/health" if self.drains.load(Ordering::Relaxed) => {
                ("503 Service Unavailable", "draining\n".to_owned())
            }
            "/health" => ("200 OK", "well\n".to_owned()),
            _ => (
                "404 Not Found",
                "There are /metrics and /health.\n".to_owned(),
            ),
        }
    }
}

/// Answers `/metrics` and `/health` for as long as the worker runs.
pub(crate) async fn serve(listener: TcpListener, metrics: Arc<Metrics>) {
    loop {
        // A client that has gone again is no reason to end.
        if let Ok((stream, _)) = listener.accept().await {
            let metrics = Arc::clone(&metrics);
            tokio::spawn(async move {
                let _ = timeout(Duration::from_secs(5), answer(stream, &metrics)).await;
            });
        }
    }
}

async fn answer(stream: TcpStream, metrics: &Metrics) -> std::io::Result<()> {
    let mut stream = BufReader::new(stream);
    let mut lines = Vec::new();
    // A request has no more than a few headers.
    while lines.len() < 100 {
        let mut line = String::new();
        stream.read_line(&mut line).await?;
        if line.trim().is_empty() {
            break;
        }
        lines.push(line);
    }
    let path = lines.first().and_then(|line| line.split(' ').nth(1));
    let (status, body) = metrics.answer(path.unwrap_or("/"));
    let text = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.get_mut().write_all(text.as_bytes()).await?;
    stream.get_mut().shutdown().await
}
