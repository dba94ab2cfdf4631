//! Holds the connections: how long each may take, and how they end.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, StatusCode, header};
use axum::response::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::{sleep, timeout};
use tower_service::Service;

use crate::answers;
use crate::faults::Break;
use crate::places::{Place, Places};
use crate::receiver::Peer;
use crate::stop::{self, Stop};
use crate::wire::{Cut, Wire};

/// A client has so long to send its headers, and an idle connection to begin
/// another request.
const HEADER_PATIENCE: Duration = Duration::from_secs(15);

/// Requests under way have so long to finish once the receiver is to stop.
const FAREWELL: Duration = Duration::from_secs(5);

/// Serves until it is to stop, then lets the requests under way finish.
/// `on_stop` is called while the port is still held.
pub(crate) async fn run(
    listener: TcpListener,
    router: Router,
    mut stop: Stop,
    on_stop: impl FnOnce(),
) {
    let places = Places::new();
    loop {
        let accepted = tokio::select! {
            () = stop::requested(&mut stop) => break,
            accepted = accept(&listener, &places) => accepted,
        };
        match accepted {
            Ok(connection) => {
                tokio::spawn(connection.serve(router.clone(), Arc::clone(&places), stop.clone()));
            }
            // The system is out of file handles, or the client has gone again:
            // neither is a reason to end.
            Err(_) => sleep(Duration::from_millis(50)).await,
        }
    }
    on_stop();
    drop(listener);
    // Those that are too slow are cut off.
    let _ = timeout(FAREWELL, places.empty()).await;
}

/// The client comes before its place: only when one waits must another leave.
async fn accept(listener: &TcpListener, places: &Arc<Places>) -> io::Result<Connection> {
    let (stream, peer) = listener.accept().await?;
    let place = places.take().await.ok_or(io::ErrorKind::Other)?;
    Ok(Connection {
        stream,
        peer,
        place,
    })
}

struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    place: Place,
}

impl Connection {
    async fn serve(self, router: Router, places: Arc<Places>, mut stop: Stop) {
        let peer = Peer(self.peer);
        // Small answers should not wait for more to send; where that cannot be
        // had they are merely later.
        let _ = self.stream.set_nodelay(true);
        let cut = Cut::default();
        let activity = &self.place.activity;
        let wire = Wire::new(self.stream, cut.clone(), Arc::clone(activity));
        let answering = Arc::clone(activity);
        let service = service_fn(move |request: Request<Incoming>| {
            let router = router.clone();
            let cut = cut.clone();
            let activity = Arc::clone(&answering);
            let crowded = places.are_crowded();
            async move {
                let request = request.map(|body| activity.asks(body));
                let mut response = answer(router, peer, request).await;
                if crowded {
                    let close = HeaderValue::from_static("close");
                    response.headers_mut().insert(header::CONNECTION, close);
                }
                if let Some(when) = response.extensions().get() {
                    cut.after(bytes_before(*when));
                }
                Ok::<_, Infallible>(response.map(|body| activity.answers(body)))
            }
        });
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(HEADER_PATIENCE)
            .serve_connection(TokioIo::new(wire), service);
        let mut connection = std::pin::pin!(connection);
        // A connection that breaks is its client's affair.
        tokio::select! {
            _ = connection.as_mut() => {}
            () = activity.must_leave() => {}
            () = stop::requested(&mut stop) => {
                connection.as_mut().graceful_shutdown();
                let _ = connection.await;
            }
        }
        // The place is given back here, with the rest of this connection.
    }
}

/// How much of an answer is sent before its connection breaks.
fn bytes_before(when: Break) -> u64 {
    match when {
        Break::InHeaders => 20,
        Break::BeforeBody | Break::AfterBody | Break::InBody => 0,
    }
}

/// Answers in a task of its own, so that a bug in one answer ends only that one.
async fn answer(mut router: Router, peer: Peer, mut request: Request<Body>) -> Response {
    request.extensions_mut().insert(peer);
    let answer = tokio::spawn(router.call(request));
    match answer.await {
        Ok(Ok(response)) => response,
        Err(_) => answers::sentence(
            StatusCode::INTERNAL_SERVER_ERROR,
            "The receiver has a bug and could not answer this request; it goes on with others.\n",
        ),
    }
}
