use std::collections::VecDeque;

use super::program::Room;
use crate::segment::{Account, Batch};

/// The rows of some users, on their way one request after the other.
#[derive(Debug, Clone, Default)]
pub(super) struct Lane {
    /// Rows that are gathered.
    pub(super) open: Parcel,
    /// Parcels that wait for their turn.
    pub(super) waiting: VecDeque<Parcel>,
    /// The parcel on its way.
    pub(super) under_way: Option<UnderWay>,
    /// The last row that was answered for; rows of a lane go in order.
    pub(super) acknowledged: u64,
}

/// Rows that go together: for each account one batch.
#[derive(Debug, Clone, Default)]
pub(super) struct Parcel {
    /// By the account's place among those of the run.
    pub(super) batches: Vec<(usize, Batch)>,
    /// How many rows it holds, and of how many of them a task has failed.
    pub(super) rows: u64,
    pub(super) failed: u64,
    /// The first and last row.
    pub(super) first: u64,
    pub(super) last: u64,
    /// Each row, if somebody wants to be told.
    pub(super) told: Vec<ToldRow>,
}

/// A row of a parcel, to be told of once it is answered.
#[derive(Debug, Clone)]
pub(super) struct ToldRow {
    pub(super) number: u64,
    pub(super) tasks: Vec<usize>,
    pub(super) reasons: Vec<super::Reason>,
}

/// A parcel on its way.
#[derive(Debug, Clone)]
pub(super) struct UnderWay {
    pub(super) parcel: Parcel,
    /// The batch whose turn it is.
    pub(super) batch: usize,
    /// How often that batch has been sent.
    pub(super) attempts: u32,
    pub(super) is_waiting: bool,
    /// The run was paused when its turn came.
    pub(super) is_held: bool,
}

impl UnderWay {
    /// Whether an answer may come.
    pub(super) fn is_under_way(&self) -> bool {
        !self.is_waiting && !self.is_held
    }
}

impl Lane {
    /// Closes the open parcel, so that it can be sent.
    pub(super) fn close(&mut self) {
        if self.open.rows > 0 {
            self.waiting.push_back(std::mem::take(&mut self.open));
        }
    }

    /// Whether enough is waiting that no more rows need to be read.
    pub(super) fn is_full(&self) -> bool {
        self.waiting.len() >= 2
    }

    /// Whether everything is answered.
    pub(super) fn is_idle(&self) -> bool {
        self.open.rows == 0 && self.waiting.is_empty() && self.under_way.is_none()
    }
}

impl Parcel {
    /// Whether the messages of a row fit in.
    pub(super) fn has_room_for(&self, room: &Room) -> bool {
        self.batches.iter().all(|(account, batch)| {
            let parts = room.parts.iter().filter(|part| part.account == *account);
            let (mut messages, mut bytes) = (0, 0);
            for part in parts {
                messages += 1;
                bytes += part.end - part.start;
            }
            batch.has_room_for(messages, bytes)
        })
    }

    /// Adds the messages of a row.
    pub(super) fn add(&mut self, room: &Room, ordinal: u64, accounts: &[Account]) {
        // What goes one way in a row goes at once, its commas included.
        for together in room.parts.chunk_by(|one, next| one.account == next.account) {
            if let (Some(first), Some(last)) = (together.first(), together.last()) {
                let messages = room.out.since(first.start).get(..last.end - first.start);
                if let (Some(batch), Some(messages)) =
                    (self.batch(first.account, accounts), messages)
                {
                    batch.push(messages, together.len());
                }
            }
        }
        if self.rows == 0 {
            self.first = ordinal;
        }
        self.last = ordinal;
        self.rows += 1;
    }

    /// The batch of an account, by its place among those of the run.
    fn batch(&mut self, account: usize, accounts: &[Account]) -> Option<&mut Batch> {
        let known = self.batches.iter().position(|(place, _)| *place == account);
        let place = known.unwrap_or(self.batches.len());
        if known.is_none() {
            let named = accounts.get(account)?;
            self.batches.push((account, Batch::new(named.clone())));
        }
        self.batches.get_mut(place).map(|(_, batch)| batch)
    }

    /// Takes everything out and keeps the room.
    pub(super) fn clear(&mut self) {
        self.batches.iter_mut().for_each(|(_, batch)| batch.clear());
        self.told.clear();
        self.rows = 0;
        self.failed = 0;
    }

    /// How many messages it has.
    pub(super) fn messages(&self) -> u64 {
        self.batches
            .iter()
            .map(|(_, batch)| batch.len() as u64)
            .sum()
    }
}
