//! The list of what came, then a stream of what comes; where there is no
//! stream, the list again and again.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::ops::ControlFlow;
use std::rc::Rc;

use gloo_net::http::RequestBuilder;
use gloo_timers::callback::Timeout;
use js_sys::{Array, Function, Promise};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::{EventSource, MessageEvent};

use super::elements::{Elements, read_one};
use super::message::Message;
use crate::fetch::{Deadline, NoAnswer, discreet, read_parts, respond};

const LIST: &str = "/debugger/events";
const STREAM: &str = "/debugger/stream";
/// The event of the stream by which all that was told no longer counts.
const RESET: &str = "reset";
/// A long list takes its time.
const PATIENCE_MILLIS: u32 = 60_000;
/// What comes within this time is told together.
const GATHER_MILLIS: u32 = 100;
/// How often the list is asked for where there is no stream.
const POLL_MILLIS: i32 = 2_000;
/// The first and the longest wait for a receiver that is away.
const FIRST_WAIT_MILLIS: i32 = 1_000;
const LONGEST_WAIT_MILLIS: i32 = 8_000;
/// Of a long list only the end is kept: so many messages,
pub const MOST_MESSAGES: usize = 5_000;
/// and no more than weigh this together.
pub const MOST_WEIGHT: u64 = 16 * 1024 * 1024;

/// What listening tells, messages always the oldest first.
#[derive(Debug, Clone, PartialEq)]
pub enum Heard {
    /// All there is; what was told before no longer counts.
    All(Vec<Message>),
    /// More of them. Some may have been told before.
    More(Vec<Message>),
    /// The receiver does not answer. It is asked again.
    Away,
}

/// Listening goes on until this is dropped.
#[derive(Debug)]
pub struct Listening {
    stopped: Rc<Cell<bool>>,
    stop: Option<Function>,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.stopped.set(true);
        if let Some(stop) = &self.stop {
            let _ = stop.call0(&JsValue::UNDEFINED);
        }
    }
}

/// Tells what the receiver of this page has received and receives from now on.
pub fn listen(tell: impl Fn(Heard) + 'static) -> Listening {
    let stopped = Rc::new(Cell::new(false));
    let mut stop = None;
    // Ends every wait at once.
    let end = Promise::new(&mut |resolve, _| stop = Some(resolve));
    let listener = Listener {
        tell: Rc::new(tell),
        last: Rc::default(),
        stopped: Rc::clone(&stopped),
        end,
    };
    spawn_local(listener.run());
    Listening { stopped, stop }
}

/// The last message known: its number, and its time, by which it is known again.
#[derive(Debug, Clone, PartialEq)]
struct Last {
    seq: u64,
    received_at: String,
}

/// How a stream ended.
enum StreamEnd {
    Broken,
    /// The server offers none.
    NoStream,
}

struct Listener {
    tell: Rc<dyn Fn(Heard)>,
    last: Rc<RefCell<Option<Last>>>,
    stopped: Rc<Cell<bool>>,
    end: Promise,
}

impl Listener {
    async fn run(self) {
        let mut streams = true;
        let mut wait_millis = FIRST_WAIT_MILLIS;
        while !self.stopped.get() {
            if self.catch_up().await.is_err() {
                self.tell(Heard::Away);
                self.sleep(wait_millis).await;
                wait_millis = (wait_millis * 2).min(LONGEST_WAIT_MILLIS);
                // The one that comes back may be another.
                streams = true;
                continue;
            }
            wait_millis = FIRST_WAIT_MILLIS;
            if !streams {
                self.sleep(POLL_MILLIS).await;
            } else if let StreamEnd::NoStream = self.stream().await {
                streams = false;
            }
        }
    }

    fn tell(&self, heard: Heard) {
        if !self.stopped.get() {
            (self.tell)(heard);
        }
    }

    /// Asks for what came since the last message known.
    ///
    /// That one is asked for again: where it is missing, the receiver has begun
    /// anew, and its numbers with it.
    async fn catch_up(&self) -> Result<(), NoAnswer> {
        let last = self.last.borrow().clone();
        let path = match &last {
            Some(last) => format!("{LIST}?after={}", last.seq.saturating_sub(1)),
            None => whole_list(),
        };
        let mut messages = fetch_list(&path).await?;
        let goes_on = last
            .as_ref()
            .is_some_and(|last| messages.front().is_some_and(|first| place(first) == *last));
        if !goes_on && last.is_some() {
            messages = fetch_list(&whole_list()).await?;
        }
        if let Some(newest) = messages.back() {
            note(&self.last, newest);
        }
        self.tell(if goes_on {
            Heard::More(messages.into())
        } else {
            Heard::All(messages.into())
        });
        Ok(())
    }

    /// Tells what comes until the stream breaks.
    async fn stream(&self) -> StreamEnd {
        let Ok(source) = EventSource::new(STREAM) else {
            return StreamEnd::NoStream;
        };
        let gathered = Rc::new(Gathered::new(
            Rc::clone(&self.tell),
            Rc::clone(&self.stopped),
        ));
        let on_message = Closure::<dyn Fn(MessageEvent)>::new({
            let gathered = Rc::clone(&gathered);
            let last = Rc::clone(&self.last);
            move |event: MessageEvent| {
                let message = event
                    .data()
                    .as_string()
                    .and_then(|text| Message::from_value(&read_one(&text)?));
                if let Some(message) = message {
                    note(&last, &message);
                    gathered.add(message);
                }
            }
        });
        source.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        let opened = Promise::new(&mut |resolve, _| source.set_onopen(Some(&resolve)));
        let broken = Promise::new(&mut |resolve, _| source.set_onerror(Some(&resolve)));

        self.first_of(&[&opened, &broken]).await;
        let end = if source.ready_state() == EventSource::OPEN {
            // What came between the list and the stream, then what comes.
            while self.catch_up().await.is_ok() {
                let reset = once(&source, RESET);
                self.first_of(&[&broken, &reset]).await;
                if source.ready_state() != EventSource::OPEN || self.stopped.get() {
                    break;
                }
                self.last.take();
            }
            StreamEnd::Broken
        } else {
            StreamEnd::NoStream
        };
        source.set_onmessage(None);
        source.close();
        end
    }

    /// Waits for one of these, or for the end of listening.
    async fn first_of(&self, promises: &[&Promise]) {
        let all: Array = promises.iter().copied().chain([&self.end]).collect();
        let _ = JsFuture::from(Promise::race(&all)).await;
    }

    async fn sleep(&self, millis: i32) {
        let woken = Promise::new(&mut |resolve, _| {
            if let Some(window) = web_sys::window() {
                let _ =
                    window.set_timeout_with_callback_and_timeout_and_arguments_0(&resolve, millis);
            }
        });
        self.first_of(&[&woken]).await;
    }
}

/// Comes true when the source tells an event of that name.
fn once(source: &EventSource, name: &str) -> Promise {
    Promise::new(&mut |resolve, _| {
        let _ = source.add_event_listener_with_callback(name, &resolve);
    })
}

fn place(message: &Message) -> Last {
    Last {
        seq: message.seq,
        received_at: message.received_at.clone(),
    }
}

fn note(last: &RefCell<Option<Last>>, message: &Message) {
    *last.borrow_mut() = Some(place(message));
}

/// Messages of a stream that are soon told together: drawing each by itself
/// would take longer than receiving it.
struct Gathered {
    messages: RefCell<Vec<Message>>,
    timer: RefCell<Option<Timeout>>,
    tell: Rc<dyn Fn(Heard)>,
    stopped: Rc<Cell<bool>>,
}

impl Gathered {
    fn new(tell: Rc<dyn Fn(Heard)>, stopped: Rc<Cell<bool>>) -> Gathered {
        Gathered {
            messages: RefCell::default(),
            timer: RefCell::default(),
            tell,
            stopped,
        }
    }

    fn add(self: &Rc<Gathered>, message: Message) {
        self.messages.borrow_mut().push(message);
        self.timer.borrow_mut().get_or_insert_with(|| {
            let gathered = Rc::clone(self);
            Timeout::new(GATHER_MILLIS, move || gathered.told())
        });
    }

    fn told(&self) {
        // Dropping the timer from within itself would end it while it runs.
        if let Some(timer) = self.timer.take() {
            timer.forget();
        }
        let messages = self.messages.take();
        if !self.stopped.get() {
            (self.tell)(Heard::More(messages));
        }
    }
}

fn whole_list() -> String {
    format!("{LIST}?limit={MOST_MESSAGES}")
}

/// The end of a list, as much of it as is kept.
async fn fetch_list(path: &str) -> Result<VecDeque<Message>, NoAnswer> {
    let deadline = Deadline::after_millis(PATIENCE_MILLIS)?;
    let request = discreet(RequestBuilder::new(path), &deadline.signal());
    let response = respond(request.build().map_err(|_| NoAnswer::Unknown)?).await?;
    if response.status() != 200 {
        return Err(NoAnswer::Unknown);
    }
    let mut elements = Elements::default();
    let mut messages = VecDeque::new();
    let mut weight = 0;
    read_parts(&response, |part| {
        for message in elements.read(&part).iter().filter_map(Message::from_value) {
            weight += message.weight();
            messages.push_back(message);
        }
        while messages.len() > MOST_MESSAGES || weight > MOST_WEIGHT {
            let Some(oldest) = messages.pop_front() else {
                break;
            };
            weight -= oldest.weight();
        }
        ControlFlow::Continue(())
    })
    .await;
    if elements.has_ended() {
        Ok(messages)
    } else {
        Err(NoAnswer::Unknown)
    }
}
