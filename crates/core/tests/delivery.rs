//! Deliveries on a bad day: seeded schedules of crashes, lost answers, limits,
//! networks that come and go and clocks that are set back, against a server
//! that counts as Segment does. Nothing may be lost, nothing counted twice,
//! and each user's messages stay in order.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

use std::collections::{HashMap, VecDeque};
use std::sync::Arc;

use segflow_core::document::{AccountId, Workflow};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, Value};
use segflow_core::preview::Inputs;
use segflow_core::run::{
    Effect, Event, LONGEST_ASKED_MILLIS, MAX_ASKED_WAITS, MAX_TRIES, Mode, Run, RunStatus,
    SURE_MILLIS, SendError, TaskPath, TaskRun, TaskStatus, asked_millis, back_off_millis,
};
use segflow_core::scope::User;
use segflow_core::segment::{Account, KeyFacts, Region, Transport};
use segflow_core::surroundings::Surroundings;
use segflow_core::time::Timestamp;

const SCHEDULES: u64 = 1500;
/// 2024-05-01T12:00:00Z
const NOW: Timestamp = Timestamp::from_millis(1_714_564_800_000);
const HOUR: i64 = 3_600_000;
/// How long the server remembers a message's id.
const WINDOW: i64 = 24 * HOUR;

/// Chance that is the same every time (SplitMix64).
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: u64) -> u64 {
        self.next() % end
    }

    /// True in so many of a hundred cases.
    fn percent(&mut self, percent: u64) -> bool {
        self.below(100) < percent
    }
}

/// What happens to a request.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Fate {
    Accepted,
    /// It arrives, and its answer is lost.
    AnswerLost,
    /// It does not arrive.
    Lost,
    /// An answer other than 200; the message counts all the same, or not.
    Answered {
        status: u16,
        is_counted: bool,
        retry_after: Option<&'static str>,
    },
    Offline,
}

/// Counts messages as Segment does: each id once within its window.
#[derive(Default)]
struct Server {
    known: HashMap<String, i64>,
    /// Every message that was counted, in order.
    counted: Vec<String>,
    /// Moments of requests by account, as the server's clock has them.
    pauses: HashMap<String, i64>,
    requests: usize,
    /// Requests that came although they were told to wait.
    too_early: usize,
}

impl Server {
    fn take(&mut self, id: &str, now: i64) {
        let is_known = self.known.get(id).is_some_and(|at| now - at < WINDOW);
        if !is_known {
            self.counted.push(id.to_owned());
        }
        self.known.insert(id.to_owned(), now);
    }
}

struct World {
    server: Server,
    chance: Chance,
    /// Time as it passes; what the clock says is so much behind.
    real: i64,
    behind: i64,
    saved: Option<String>,
    /// How many crashes are still to come.
    crashes: u32,
    /// After so many requests all is well.
    trouble: usize,
    consents: usize,
}

impl World {
    fn now(&self) -> Timestamp {
        Timestamp::from_millis(self.real - self.behind)
    }

    fn pass(&mut self, millis: i64) {
        self.real += millis;
        // A clock that is set back, by less than the hour there is to spare.
        if self.behind < HOUR / 2 && self.chance.percent(3) {
            self.behind += self.chance.below(20) as i64 * 60_000;
        }
    }

    fn fate(&mut self) -> Fate {
        if self.server.requests >= self.trouble || self.chance.percent(35) {
            return Fate::Accepted;
        }
        let answered = |status, is_counted, retry_after| Fate::Answered {
            status,
            is_counted,
            retry_after,
        };
        match self.chance.below(11) {
            0 | 1 => Fate::AnswerLost,
            2 => Fate::Lost,
            3 => answered(429, false, Some("12")),
            4 => answered(429, false, None),
            5 => answered(500, true, None),
            6 => answered(503, false, Some("99999999999999999999")),
            7 => answered(408, false, Some("soon")),
            8 => answered(460, false, None),
            9 => answered(429, false, Some("Wed, 01 May 2024 12:00:09 GMT")),
            _ => Fate::Offline,
        }
    }

    fn crashes_now(&mut self) -> bool {
        let does = self.crashes > 0 && self.chance.percent(12);
        self.crashes -= u32::from(does);
        does
    }

    /// What comes of a request.
    fn send(&mut self, run: &Run, task: TaskPath, account: &str) -> Event {
        let (_, sent) = run.at(&task).unwrap();
        let id = sent.message_id.as_deref().unwrap();
        let fate = self.fate();
        let millis = self.chance.below(2000) as i64;
        let random = self.chance.next() as u32;
        if fate == Fate::Offline {
            let now = self.now();
            return Event::NotResponded {
                task,
                error: SendError::Offline,
                now,
                random,
            };
        }
        self.server.requests += 1;
        if self
            .server
            .pauses
            .get(account)
            .is_some_and(|until| self.real < *until)
        {
            self.server.too_early += 1;
        }
        let counts = match fate {
            Fate::Accepted | Fate::AnswerLost => true,
            Fate::Answered { is_counted, .. } => is_counted,
            Fate::Lost | Fate::Offline => false,
        };
        if counts {
            self.server.take(id, self.real);
        }
        self.pass(millis);
        let now = self.now();
        match fate {
            Fate::AnswerLost | Fate::Lost | Fate::Offline => {
                if fate == Fate::AnswerLost {
                    self.pass(30_000);
                }
                let errors = [SendError::TimedOut, SendError::BlockedOrOffline];
                Event::NotResponded {
                    task,
                    error: errors[self.chance.below(2) as usize].clone(),
                    now: self.now(),
                    random,
                }
            }
            Fate::Accepted => Event::Responded {
                task,
                status: 200,
                body: r#"{"success":true}"#.to_owned(),
                retry_after: None,
                now,
                random,
            },
            Fate::Answered {
                status,
                retry_after,
                ..
            } => {
                if retry_after == Some("12") {
                    self.server
                        .pauses
                        .insert(account.to_owned(), self.real + 12_000);
                }
                Event::Responded {
                    task,
                    status,
                    body: String::new(),
                    retry_after: retry_after.map(str::to_owned),
                    now,
                    random,
                }
            }
        }
    }

    /// Performs a run to its end, crashes and all.
    fn perform(&mut self, begin: fn() -> Run) -> Run {
        let mut run = begin();
        let now = self.now();
        let mut given;
        (run, given) = run.step(Event::Started { now });
        let mut effects = VecDeque::from(given);
        for _ in 0..10_000 {
            let Some(effect) = effects.front().cloned() else {
                // The end is kept too, unless all goes down with it.
                assert!(run.status().is_some(), "a run that waits says for what");
                return run;
            };
            if self.crashes_now() {
                self.pass_while_gone();
                let accounts = accounts();
                run = match &self.saved {
                    Some(saved) => Run::load(saved, &accounts).unwrap(),
                    None => {
                        assert_eq!(self.server.requests, 0, "what leaves is kept before");
                        return self.perform(begin);
                    }
                };
                let now = self.now();
                (run, given) = run.step(Event::Resumed { now });
                effects = given.into();
                continue;
            }
            effects.pop_front();
            let event = match effect {
                Effect::Save => {
                    self.saved = Some(run.save());
                    continue;
                }
                Effect::Send { task, account, .. } => {
                    let event = self.send(&run, task, account.as_str());
                    if self.crashes_now() {
                        // The answer came too late to be kept.
                        run = Run::load(self.saved.as_ref().unwrap(), &accounts()).unwrap();
                        self.pass_while_gone();
                        let now = self.now();
                        (run, given) = run.step(Event::Resumed { now });
                        effects = given.into();
                        continue;
                    }
                    event
                }
                Effect::Wait { task, millis } => {
                    assert!((0..=LONGEST_ASKED_MILLIS).contains(&millis));
                    self.pass(millis);
                    let now = self.now();
                    Event::Waited { task, now }
                }
                Effect::WaitForNetwork { task } => {
                    let hours = self.chance.below(3) as i64;
                    self.pass(hours * HOUR + 1000);
                    let now = self.now();
                    Event::Waited { task, now }
                }
                Effect::AskConsent { task, sent_at } => {
                    assert!(run.changed_at().millis() - sent_at.millis() > SURE_MILLIS);
                    self.consents += 1;
                    let now = self.now();
                    Event::Declined { task, now }
                }
                Effect::Ask { task, .. } => Event::Answered {
                    task,
                    answers: answers(),
                    now: self.now(),
                },
            };
            (run, given) = run.step(event);
            effects.extend(given);
        }
        panic!("a run comes to its end");
    }

    /// A tab that is closed is opened again a little later, or the next day.
    fn pass_while_gone(&mut self) {
        let millis = match self.chance.below(20) {
            0 => 30 * HOUR,
            1..=4 => 5 * HOUR,
            _ => 20_000,
        };
        self.pass(millis);
    }
}

fn accounts() -> Vec<Account> {
    ["one", "two"]
        .into_iter()
        .map(|id| Account {
            id: AccountId::parse(id).unwrap(),
            label: id.to_owned(),
            region: Region::Us,
            transport: Transport::Simple,
            key: KeyFacts::of("abcdefghijklmnopqrstuvwxyz012345"),
        })
        .collect()
}

fn answers() -> Object {
    Object::from_iter([("email", "ana@example.com")])
}

fn new_run() -> Run {
    let task = |id: &str, account: &str, more: &str| {
        format!(
            r#"{{"id":"{id}","kind":"segment.track","account":"{account}","userId":"{{{{ f.email }}}}","event":"E"{more}}}"#
        )
    };
    let text = format!(
        r#"{{"segflow":1,"id":"wf_1","name":"W","tasks":[{{"id":"f","kind":"form","fields":[{{"id":"email","required":true}}]}},{},{},{},{}]}}"#,
        task("a", "one", ""),
        task("b", "one", r#","onError":"continue""#),
        task("c", "two", ""),
        task("d", "one", ""),
    );
    let flow = Flow::compile(Arc::new(Workflow::load(&text).unwrap()));
    Run::new(Arc::new(flow), Object::new(), inputs(), Mode::Send)
}

/// Tasks side by side, and a workflow among them.
fn run_of_levels() -> Run {
    let task = |id: &str, account: &str, more: &str| {
        format!(
            r#"{{"id":"{id}","kind":"segment.track","account":"{account}","userId":"u","event":"E"{more}}}"#
        )
    };
    let beside = r#","besidePrevious":true"#;
    let goes_on = r#","onError":"continue""#;
    let load = |id: &str, tasks: &[String]| {
        let tasks = tasks.join(",");
        let text = format!(r#"{{"segflow":1,"id":"{id}","name":"W","tasks":[{tasks}]}}"#);
        Arc::new(Workflow::load(&text).unwrap())
    };
    let form = |more: &str| {
        format!(r#"{{"id":"f","kind":"form","fields":[{{"id":"email","required":true}}]{more}}}"#)
    };
    let inner = load(
        "wf_2",
        &[task("x", "two", ""), form(""), task("y", "two", goes_on)],
    );
    let sub = format!(r#"{{"id":"sub","kind":"workflow","workflow":"wf_2"{beside}{goes_on}}}"#);
    let outer = load(
        "wf_1",
        &[
            task("a", "one", ""),
            form(beside),
            task("b", "two", &format!("{beside}{goes_on}")),
            task("c", "one", ""),
            sub,
            task("d", "one", ""),
        ],
    );
    let surroundings = Surroundings {
        workflows: vec![inner],
        ..Surroundings::default()
    };
    let flow = Flow::compile_in(outer, Arc::new(surroundings));
    Run::new(Arc::new(flow), Object::new(), inputs(), Mode::Send)
}

fn inputs() -> Inputs {
    Inputs {
        accounts: accounts(),
        run_id: "run_1".to_owned(),
        row: 0,
        user: User::default(),
        host: Value::Null,
    }
}

/// Every Segment task of a run that made a message, with its level and its
/// place among those that come one after the other.
fn made(run: &Run) -> Vec<(&TaskRun, usize)> {
    let workflow = run.flow().workflow();
    let mut made = Vec::new();
    for (place, task) in run.tasks().iter().enumerate() {
        let level = workflow.level_of(place).start * 100;
        if let Some(nested) = &task.nested {
            let inner = self::made(nested).into_iter();
            made.extend(inner.map(|(task, place)| (task, level + 1 + place / 100)));
        }
        if task.message_id.is_some() {
            made.push((task, level));
        }
    }
    made
}

fn world(seed: u64) -> World {
    let mut chance = Chance(seed);
    World {
        crashes: chance.below(6) as u32,
        trouble: chance.below(9) as usize,
        server: Server::default(),
        real: NOW.millis(),
        behind: 0,
        saved: None,
        consents: 0,
        chance,
    }
}

#[test]
fn nothing_is_lost_doubled_or_out_of_order() {
    let (requests, consents, completed) = perform_all(new_run, 4);
    // The schedules do what they are for.
    assert!(requests > 8000, "{requests} requests");
    assert!(consents > 20, "{consents} times asked");
    assert!(completed > 1000, "{completed} completed");
}

#[test]
fn nor_is_what_is_under_way_side_by_side() {
    let (requests, consents, completed) = perform_all(run_of_levels, 6);
    assert!(requests > 12_000, "{requests} requests");
    assert!(consents > 20, "{consents} times asked");
    assert!(completed > 1000, "{completed} completed");
}

/// Plays every schedule with a run of so many messages.
fn perform_all(begin: fn() -> Run, messages: usize) -> (usize, usize, usize) {
    let (mut requests, mut consents, mut completed) = (0, 0, 0);
    for seed in 0..SCHEDULES {
        let mut world = world(seed);
        let run = world.perform(begin);
        let made = made(&run);
        let counted = &world.server.counted;
        // Doubled: counted twice.
        let mut once = counted.clone();
        once.sort();
        once.dedup();
        assert_eq!(once.len(), counted.len(), "seed {seed}: doubled");
        // Lost: said to be accepted, and not there; or not there, and not said.
        for (task, _) in &made {
            let is_there = counted
                .iter()
                .any(|id| Some(id) == task.message_id.as_ref());
            match task.status {
                TaskStatus::Accepted => assert!(is_there, "seed {seed}: lost"),
                status => {
                    assert_eq!(status, TaskStatus::Failed, "seed {seed}");
                    assert!(task.failure.is_some(), "seed {seed}");
                    assert!(
                        !is_there || task.may_have_arrived || has_500(task),
                        "seed {seed}"
                    );
                }
            }
        }
        // In order: as the levels stand.
        let places: Vec<_> = counted
            .iter()
            .map(|id| {
                let mut made = made.iter();
                made.find(|(task, _)| task.message_id.as_ref() == Some(id))
                    .unwrap()
                    .1
            })
            .collect();
        let levels: Vec<_> = places.iter().map(|place| place / 100).collect();
        let inner: Vec<_> = places.iter().filter(|place| *place % 100 > 0).collect();
        assert!(levels.is_sorted(), "seed {seed}: out of order {places:?}");
        assert!(inner.is_sorted(), "seed {seed}: out of order {places:?}");
        assert_eq!(world.server.too_early, 0, "seed {seed}: not waited");
        // All that trouble ends, so only a message left as it is can be missing.
        if world.consents == 0 {
            assert_eq!(run.status(), Some(RunStatus::Completed), "seed {seed}");
            assert_eq!(counted.len(), messages, "seed {seed}");
            completed += 1;
        }
        requests += world.server.requests;
        consents += world.consents;
    }
    (requests, consents, completed)
}

fn has_500(task: &TaskRun) -> bool {
    task.attempts
        .iter()
        .any(|attempt| attempt.http_status == Some(500))
}

/// A crash after every single thing that a shell does, one by one.
#[test]
fn a_crash_at_every_step_loses_and_doubles_nothing() {
    crash_at_every_step(new_run);
    crash_at_every_step(run_of_levels);
}

fn crash_at_every_step(begin: fn() -> Run) {
    for crash_at in 0..40 {
        let mut world = world(0);
        world.trouble = 0;
        world.crashes = 0;
        let mut run = begin();
        let mut done = 0;
        let mut given;
        (run, given) = run.step(Event::Started { now: world.now() });
        let mut queue = VecDeque::from(given);
        while let Some(effect) = queue.pop_front() {
            let event = match effect {
                Effect::Save => {
                    world.saved = Some(run.save());
                    None
                }
                Effect::Ask { task, .. } => Some(Event::Answered {
                    task,
                    answers: answers(),
                    now: world.now(),
                }),
                Effect::Send { task, account, .. } => {
                    Some(world.send(&run, task, account.as_str()))
                }
                other => panic!("nothing is waited for: {other:?}"),
            };
            done += 1;
            if done == crash_at {
                run = match &world.saved {
                    Some(saved) => Run::load(saved, &accounts()).unwrap(),
                    None => begin(),
                };
                let now = world.now();
                let event = if run.is_new() {
                    Event::Started { now }
                } else {
                    Event::Resumed { now }
                };
                (run, given) = run.step(event);
                queue = given.into();
            } else if let Some(event) = event {
                (run, given) = run.step(event);
                queue.extend(given);
            }
        }
        assert_eq!(
            run.status(),
            Some(RunStatus::Completed),
            "crash at {crash_at}"
        );
        let made = made(&run).into_iter();
        let mut made: Vec<_> = made
            .filter_map(|(task, _)| task.message_id.clone())
            .collect();
        made.sort();
        world.server.counted.sort();
        assert_eq!(world.server.counted, made, "crash at {crash_at}");
    }
}

/// A server that never does better is given up in bounded time, and politely.
#[test]
fn what_never_succeeds_is_given_up() {
    for (fate, sends) in [
        (Fate::Lost, MAX_TRIES),
        (answer(503, None), MAX_TRIES),
        (answer(429, None), MAX_TRIES),
        (answer(429, Some("1")), MAX_TRIES + MAX_ASKED_WAITS),
        (answer(429, Some("400")), MAX_TRIES + MAX_ASKED_WAITS),
        (answer(400, Some("1")), 1),
        (answer(501, None), 1),
        (answer(302, None), 1),
    ] {
        for random in [0, u32::MAX] {
            let now = NOW;
            let (mut run, mut given) = new_run().step(Event::Started { now });
            let (mut sent, mut waited) = (0, 0);
            while let Some(effect) = given.iter().find(|effect| **effect != Effect::Save) {
                let event = match effect {
                    Effect::Ask { task, .. } => Event::Answered {
                        task: task.clone(),
                        answers: answers(),
                        now,
                    },
                    Effect::Wait { task, millis } => {
                        waited += millis;
                        Event::Waited {
                            task: task.clone(),
                            now,
                        }
                    }
                    Effect::Send { task, .. } => {
                        let task = task.clone();
                        sent += 1;
                        match fate {
                            Fate::Answered {
                                status,
                                retry_after,
                                ..
                            } => Event::Responded {
                                task,
                                status,
                                body: String::new(),
                                retry_after: retry_after.map(str::to_owned),
                                now,
                                random,
                            },
                            _ => Event::NotResponded {
                                task,
                                error: SendError::TimedOut,
                                now,
                                random,
                            },
                        }
                    }
                    other => panic!("{other:?}"),
                };
                (run, given) = run.step(event);
            }
            assert_eq!(run.status(), Some(RunStatus::Failed), "{fate:?}");
            assert_eq!(sent, sends, "{fate:?}");
            assert!(waited < 12 * HOUR, "{fate:?}: {waited} ms");
            let task = &run.tasks()[1];
            assert_eq!(task.may_have_arrived, fate == Fate::Lost, "{fate:?}");
            assert_eq!(task.attempts.len(), sends, "{fate:?}");
        }
    }
}

fn answer(status: u16, retry_after: Option<&'static str>) -> Fate {
    Fate::Answered {
        status,
        is_counted: false,
        retry_after,
    }
}

#[test]
fn waits_grow_and_have_bounds() {
    let least: Vec<i64> = (1..=12).map(|failed| back_off_millis(failed, 0)).collect();
    assert_eq!(
        least,
        [
            500, 1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000, 30000, 30000, 30000
        ]
    );
    for failed in [0, 1, 7, usize::MAX] {
        let (low, high) = (
            back_off_millis(failed, 0),
            back_off_millis(failed, u32::MAX),
        );
        assert!(low <= high && high < 2 * low, "{failed}: {low} to {high}");
        assert!(high < 60_000);
    }
}

#[test]
fn a_retry_after_header_is_seconds_or_a_date() {
    for (header, millis) in [
        ("0", Some(0)),
        ("1", Some(1000)),
        (" 12 ", Some(12_000)),
        ("300", Some(300_000)),
        ("301", Some(300_000)),
        ("99999999999999999999999", Some(300_000)),
        ("Wed, 01 May 2024 12:00:09 GMT", Some(9000)),
        ("Wed, 01 May 2024 11:59:00 GMT", Some(0)),
        ("Thu, 02 May 2024 12:00:00 GMT", Some(300_000)),
        ("-1", None),
        ("1.5", None),
        ("+3", None),
        ("", None),
        ("soon", None),
    ] {
        assert_eq!(asked_millis(header, NOW), millis, "{header:?}");
    }
}
