use std::collections::{HashMap, VecDeque};

use super::limits::{Kept, Limits};
use super::row::Row;
use super::selection::{End, Selection};
use crate::event::Forward;

/// Events in memory, in the order of their numbers: what the disk would not take,
/// and the latest of what it took.
pub(crate) struct Spare {
    rows: VecDeque<Row>,
    /// The latest event that counts, by messageId.
    counting: HashMap<String, (u64, u64)>,
    kept: Kept,
    limits: Limits,
}

impl Spare {
    pub(crate) fn new(limits: Limits) -> Spare {
        Spare {
            rows: VecDeque::new(),
            counting: HashMap::new(),
            kept: Kept::default(),
            limits,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    pub(crate) fn kept(&self) -> Kept {
        self.kept
    }

    pub(crate) fn rows(&mut self) -> &[Row] {
        self.rows.make_contiguous()
    }

    pub(crate) fn seqs(&self) -> impl Iterator<Item = u64> + '_ {
        self.rows.iter().map(|row| row.seq)
    }

    pub(crate) fn row(&self, seq: u64) -> Option<&Row> {
        let at = self.rows.binary_search_by_key(&seq, |row| row.seq).ok()?;
        self.rows.get(at)
    }

    pub(crate) fn add(&mut self, row: Row) {
        self.kept.add(row.weight());
        if let Some(id) = row.message_id.as_ref().filter(|_| row.counts) {
            self.counting.insert(id.clone(), (row.seq, row.millis));
        }
        self.rows.push_back(row);
        while !self.limits.allow(self.kept) {
            let Some(oldest) = self.rows.pop_front() else {
                break;
            };
            self.kept.remove(oldest.weight());
            if let Some(id) = &oldest.message_id
                && self
                    .counting
                    .get(id)
                    .is_some_and(|(seq, _)| *seq == oldest.seq)
            {
                self.counting.remove(id);
            }
        }
    }

    /// The event that later ones with this messageId are duplicates of.
    pub(crate) fn counting(&self, message_id: &str, since: u64) -> Option<u64> {
        let (seq, millis) = self.counting.get(message_id)?;
        (*millis > since).then_some(*seq)
    }

    pub(crate) fn select(&self, selection: &Selection) -> Vec<Row> {
        let chosen = self
            .rows
            .iter()
            .filter(|row| selection.includes(row.seq, row.message_id.as_deref()));
        match selection.end {
            End::Oldest => chosen.take(selection.limit).cloned().collect(),
            End::Latest => {
                let mut rows: Vec<_> = chosen.rev().take(selection.limit).cloned().collect();
                rows.reverse();
                rows
            }
        }
    }

    pub(crate) fn oldest_waiting(&self) -> Option<u64> {
        let waiting = |row: &&Row| row.forward.as_ref().is_some_and(Forward::is_waiting);
        self.rows.iter().find(waiting).map(|row| row.seq)
    }

    pub(crate) fn forwarded(&mut self, seqs: &[u64], forward: &Forward) {
        for row in &mut self.rows {
            if seqs.contains(&row.seq) {
                row.forward = Some(forward.clone());
            }
        }
    }

    /// Forgets everything.
    pub(crate) fn empty(&mut self) {
        *self = Spare::new(self.limits);
    }

    /// Forgets all but what waits to be passed on, and says how many it forgot.
    pub(crate) fn clear(&mut self) -> usize {
        let before = self.kept.events;
        let mut left = Spare::new(self.limits);
        for row in std::mem::take(&mut self.rows) {
            if row.forward.as_ref().is_some_and(Forward::is_waiting) {
                left.add(row);
            }
        }
        *self = left;
        before - self.kept.events
    }
}
