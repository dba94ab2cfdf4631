use std::sync::Arc;

use crate::document::{Task, Workflow};

/// On which level a task stands that is put among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stands {
    /// On a level of its own. In the middle of one it parts that in two.
    #[default]
    Alone,
    /// On the level of the task before it.
    BesidePrevious,
    /// On the level of the task after it.
    BesideNext,
}

impl Workflow {
    fn begins_level(&self, place: usize) -> bool {
        let task = self.tasks.get(place);
        place == 0 || task.is_none_or(|task| !task.beside_previous)
    }

    /// Takes a task out. The others stay on the levels they are on.
    pub(super) fn take_out(&mut self, place: usize) -> Option<Arc<Task>> {
        if place >= self.tasks.len() {
            return None;
        }
        let began = self.begins_level(place);
        let taken = self.tasks.remove(place);
        if began {
            self.stand(place, false);
        }
        Some(taken)
    }

    /// Puts a task in at a place, counted from 0; at the end if there are not
    /// that many.
    pub(super) fn put_in(&mut self, place: usize, task: Arc<Task>, stands: Stands) {
        let place = place.min(self.tasks.len());
        let is_within = !self.begins_level(place);
        self.tasks.insert(place, task);
        match stands {
            Stands::Alone => {
                self.stand(place, false);
                self.stand(place + 1, false);
            }
            Stands::BesidePrevious => self.stand(place, place > 0),
            Stands::BesideNext => {
                self.stand(place, is_within);
                self.stand(place + 1, true);
            }
        }
    }

    fn stand(&mut self, place: usize, is_beside: bool) {
        if let Some(task) = self.tasks.get_mut(place)
            && task.beside_previous != is_beside
        {
            Arc::make_mut(task).beside_previous = is_beside;
        }
    }
}
