//! A program that takes Segment's place: it notes every message it has
//! answered with 200, and answers otherwise where a test asks for it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};

use serde_json::Value;

/// What a test makes of a request: the status it gets, and more headers.
pub(crate) type Answering = dyn Fn(&Value, usize) -> Answer + Send + Sync;

/// How a request is answered.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Answer {
    Accepted,
    Status(u16, &'static str),
    /// Not before the test lets it.
    Held,
}

#[derive(Default)]
struct State {
    messages: Mutex<Vec<Value>>,
    bodies: Mutex<Vec<String>>,
    asked: AtomicUsize,
    held: Mutex<(usize, bool)>,
    changed: Condvar,
}

/// Listens until it is dropped.
pub(crate) struct Fake {
    pub(crate) address: SocketAddr,
    state: Arc<State>,
}

impl Fake {
    pub(crate) fn start(
        answering: impl Fn(&Value, usize) -> Answer + Send + Sync + 'static,
    ) -> Fake {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        let answering: Arc<Answering> = Arc::new(answering);
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (state, answering) = (Arc::clone(&shared), Arc::clone(&answering));
                std::thread::spawn(move || serve(stream.unwrap(), &state, &*answering));
            }
        });
        Fake { address, state }
    }

    /// Every message that was answered with 200, in that order.
    pub(crate) fn messages(&self) -> Vec<Value> {
        self.state.messages.lock().unwrap().clone()
    }

    /// Every body that came, whatever it was answered.
    pub(crate) fn bodies(&self) -> Vec<String> {
        self.state.bodies.lock().unwrap().clone()
    }

    /// Waits until so many messages were answered.
    pub(crate) fn wait_for(&self, count: usize) {
        let mut messages = self.state.messages.lock().unwrap();
        while messages.len() < count {
            messages = self.state.changed.wait(messages).unwrap();
        }
    }

    /// Waits until a request is held.
    pub(crate) fn wait_for_held(&self) {
        let mut held = self.state.held.lock().unwrap();
        while held.0 == 0 {
            held = self.state.changed.wait(held).unwrap();
        }
    }

    /// Answers what is held, and holds nothing any more.
    pub(crate) fn release(&self) {
        self.state.held.lock().unwrap().1 = true;
        self.state.changed.notify_all();
    }
}

fn serve(stream: TcpStream, state: &State, answering: &Answering) {
    let mut stream = BufReader::new(stream);
    while let Some(body) = request(&mut stream) {
        state.bodies.lock().unwrap().push(body.clone());
        let value: Value = serde_json::from_str(&body).unwrap();
        let mut answer = answering(&value, state.asked.fetch_add(1, Ordering::SeqCst));
        if answer == Answer::Held {
            let mut held = state.held.lock().unwrap();
            held.0 += 1;
            state.changed.notify_all();
            while !held.1 {
                held = state.changed.wait(held).unwrap();
            }
            answer = Answer::Accepted;
        }
        let (status, headers) = match answer {
            Answer::Status(status, headers) => (status, headers),
            _ => (200, ""),
        };
        let mut messages = state.messages.lock().unwrap();
        let text = format!(
            "HTTP/1.1 {status} X\r\n{headers}Content-Length: 16\r\n\r\n{{\"success\":true}}"
        );
        if stream.get_mut().write_all(text.as_bytes()).is_err() {
            return;
        }
        if status == 200 {
            match value.get("batch").and_then(Value::as_array) {
                Some(batch) => messages.extend(batch.iter().cloned()),
                None => messages.push(value),
            }
            state.changed.notify_all();
        }
    }
}

/// The body of the next request.
fn request(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut length = 0;
    loop {
        let mut line = String::new();
        if stream.read_line(&mut line).ok()? == 0 {
            return None;
        }
        let line = line.trim().to_ascii_lowercase();
        if line.is_empty() {
            break;
        }
        if let Some(value) = line.strip_prefix("content-length:") {
            length = value.trim().parse().unwrap();
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body).ok()?;
    String::from_utf8(body).ok()
}
