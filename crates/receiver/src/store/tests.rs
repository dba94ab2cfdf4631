use std::path::{Path, PathBuf};

use super::*;
use crate::event::{ForwardState, Verdict};

fn folder(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("segflow-store-{}-{name}", std::process::id()));
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

fn received(id: &str, millis: u64) -> Received {
    Received {
        received_at: String::new(),
        path: String::new(),
        account: String::new(),
        kind: None,
        message_id: Some(id.to_owned()),
        message: None,
        raw: None,
        problem: None,
        bytes: 0,
        status: 200,
        batch: None,
        verdict: Verdict::accepted(),
        received_millis: millis,
        forward: false,
    }
}

fn seqs(store: &Store) -> Vec<u64> {
    let all = Selection {
        limit: usize::MAX,
        ..Selection::default()
    };
    store.select(&all).iter().map(|row| row.seq).collect()
}

/// Uses a store until it is stopped and written.
async fn with_store(folder: &Path, limits: Limits, work: impl AsyncFnOnce(&Store)) {
    let (store, thread) = Store::open(folder, limits, Durability::Process).unwrap();
    work(&store).await;
    store.stop();
    thread.join().unwrap();
}

#[tokio::test]
async fn the_oldest_make_room() {
    let weight = {
        let row = Row::new(received("a", 0), 1, 1, None).unwrap();
        row.weight()
    };
    for (name, limits) in [
        (
            "count",
            Limits {
                events: 3,
                bytes: usize::MAX,
            },
        ),
        (
            "bytes",
            Limits {
                events: 1000,
                bytes: 3 * weight + 10,
            },
        ),
    ] {
        let folder = folder(name);
        with_store(&folder, limits, async |store| {
            for id in ["a", "b", "c", "d", "e"] {
                assert!(store.add(vec![received(id, 0)]).await);
            }
            assert_eq!(seqs(store), [3, 4, 5], "{name}");
            assert_eq!(store.status().events, 3);
        })
        .await;
        with_store(&folder, limits, async |store| {
            let many = ["f", "g", "h", "i"].map(|id| received(id, 0));
            assert!(store.add(many.into()).await);
            assert_eq!(seqs(store), [7, 8, 9], "{name}");
        })
        .await;
        std::fs::remove_dir_all(folder).unwrap();
    }
}

#[tokio::test]
async fn duplicates_are_known_for_a_day() {
    const HOUR: u64 = 60 * 60 * 1000;
    let folder = folder("day");
    with_store(&folder, Limits::DISK, async |store| {
        for hours in [100, 123, 125, 148, 150] {
            store.add(vec![received("a", hours * HOUR)]).await;
        }
        let rows = store.select(&Selection {
            limit: usize::MAX,
            ..Selection::default()
        });
        let duplicates: Vec<_> = rows
            .iter()
            .map(|row| {
                let shown: serde_json::Value = serde_json::from_str(&row.shown().unwrap()).unwrap();
                shown["verdict"]["duplicateOf"].as_u64()
            })
            .collect();
        assert_eq!(duplicates, [None, Some(1), None, Some(3), None]);
    })
    .await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn clearing_keeps_what_waits_and_numbers_go_on() {
    let folder = folder("clear");
    with_store(&folder, Limits::DISK, async |store| {
        let mut waiting = received("b", 0);
        waiting.forward = true;
        store
            .add(vec![received("a", 0), waiting, received("c", 0)])
            .await;
        assert_eq!(store.oldest_waiting(), Some(2));
        assert_eq!(store.clear().await, Some(2));
        assert_eq!(seqs(store), [2]);
        let done = Forward {
            state: ForwardState::Accepted,
            ..Forward::waiting()
        };
        store.forwarded(vec![2], done).await;
        assert_eq!(store.oldest_waiting(), None);
        assert_eq!(store.clear().await, Some(1));
    })
    .await;
    with_store(&folder, Limits::DISK, async |store| {
        store.add(vec![received("d", 0)]).await;
        assert_eq!(seqs(store), [4]);
    })
    .await;
    std::fs::remove_dir_all(folder).unwrap();
}

#[tokio::test]
async fn nothing_is_accepted_once_it_stops() {
    let folder = folder("stop");
    let (store, thread) = Store::open(&folder, Limits::DISK, Durability::Process).unwrap();
    store.stop();
    thread.join().unwrap();
    assert!(!store.add(vec![received("a", 0)]).await);
    assert_eq!(store.clear().await, None);
    std::fs::remove_dir_all(folder).unwrap();
}
