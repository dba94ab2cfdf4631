use std::ops::Range;

use segflow_core::filter::Filter;
use segflow_core::mend::{Flaw, Mend};

use super::change::Change;
use super::pieces::{Piece, pieces};
use super::spot::{FieldSpot, FilterSpot, Spot, TagSpot};
use super::tag_ranges;

/// A text with tags while a person edits it.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TagEditor {
    text: String,
    /// Where the selection was begun, and where it ends: the caret.
    anchor: usize,
    caret: usize,
    /// Whether the person is here.
    is_here: bool,
    asked: Asked,
    bar: Option<Bar>,
    active: usize,
}

/// What the person did last, which decides what is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Asked {
    /// Nothing, or closed what was shown.
    #[default]
    Nothing,
    /// Typed.
    Typing,
    /// Went into a tag.
    Tag,
    /// Wants to see what can be chosen.
    Choices,
}

/// A `|` that was put into a tag, and behind which nothing stands yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Bar {
    place: usize,
    /// Whether it was typed, behind the tag.
    is_typed: bool,
}

/// What is shown for the place of the caret.
#[derive(Debug, Clone, PartialEq)]
pub enum Help {
    /// Nothing.
    Nothing,
    /// The fields that can be chosen.
    Fields(FieldSpot),
    /// The filters that can be chosen.
    Filters(FilterSpot),
    /// What a tag gives, and what its values mean.
    Tag(TagSpot),
}

/// A side of the caret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// Before it.
    Before,
    /// Behind it.
    Behind,
}

impl TagEditor {
    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Where the selection was begun, and where it ends.
    pub fn selection(&self) -> (usize, usize) {
        (self.anchor, self.caret)
    }

    /// What is selected.
    pub fn selected(&self) -> Range<usize> {
        self.anchor.min(self.caret)..self.anchor.max(self.caret)
    }

    /// Whether the person is here.
    pub fn is_here(&self) -> bool {
        self.is_here
    }

    /// The place, among what can be chosen, of what Enter takes.
    pub fn active(&self) -> usize {
        self.active
    }

    /// Makes another choice the one that Enter takes.
    pub fn activate(&mut self, place: usize) {
        self.active = place;
    }

    /// The text has become another one elsewhere.
    pub fn take(&mut self, text: &str) {
        if self.text == text {
            return;
        }
        // The caret goes to where the difference ends.
        let same = |one: &str, other: &str| -> usize {
            let pairs = one.chars().rev().zip(other.chars().rev());
            let same = pairs.take_while(|(one, other)| one == other);
            same.map(|(char, _)| char.len_utf8()).sum()
        };
        let place = text.len() - same(&self.text, text);
        text.clone_into(&mut self.text);
        self.select(place..place);
        self.asked = Asked::Nothing;
        self.bar = None;
    }

    /// The person came.
    pub fn arrive(&mut self) {
        self.is_here = true;
    }

    /// The person left.
    pub fn leave(&mut self) {
        self.is_here = false;
        self.asked = Asked::Nothing;
        self.drop_bar();
    }

    /// The person typed, which gave this text and this caret.
    pub fn typed(&mut self, text: String, anchor: usize, caret: usize) {
        let taken = taken_bar(&self.text, &text, caret);
        let is_new = self.text != text;
        self.text = text;
        self.anchor = anchor;
        self.caret = caret;
        if is_new {
            self.asked = Asked::Typing;
            self.active = 0;
            self.bar = None;
        }
        if let Some(change) = taken {
            self.put_bar(&change, true);
        }
    }

    /// The caret was moved.
    pub fn moved(&mut self, anchor: usize, caret: usize) {
        if (anchor, caret) == (self.anchor, self.caret) {
            return;
        }
        (self.anchor, self.caret) = (anchor, caret);
        let spot = Spot::at(&self.text, caret);
        if !matches!(spot, Spot::Filter(_)) {
            self.drop_bar();
        }
        let is_in_tag = spot.tag().is_some_and(|tag| self.is_tag(tag));
        self.asked = if is_in_tag || self.open_tag().is_some() {
            Asked::Tag
        } else {
            Asked::Nothing
        };
    }

    /// What is to be shown.
    pub fn help(&self) -> Help {
        let spot = || Spot::at(&self.text, self.caret);
        let is_caret = self.anchor == self.caret;
        match self.asked {
            _ if !self.is_here => Help::Nothing,
            Asked::Nothing => Help::Nothing,
            Asked::Typing | Asked::Choices => match spot() {
                Spot::Text => Help::Nothing,
                Spot::Field(mut spot) => {
                    if self.asked == Asked::Choices {
                        spot.query.clear();
                    }
                    Help::Fields(spot)
                }
                Spot::Filter(mut spot) => {
                    if self.asked == Asked::Choices {
                        spot.query.clear();
                    }
                    Help::Filters(spot)
                }
                Spot::Tag(spot) => Help::Tag(spot),
            },
            Asked::Tag if !is_caret && self.open_tag().is_none() => Help::Nothing,
            Asked::Tag => match spot() {
                Spot::Text => Help::Nothing,
                Spot::Field(FieldSpot { tag, .. }) | Spot::Filter(FilterSpot { tag, .. }) => {
                    Help::Tag(TagSpot { tag, value: None })
                }
                Spot::Tag(spot) => Help::Tag(spot),
            },
        }
    }

    /// The text as it is seen. What is being typed is not marked as wrong.
    pub fn pieces(&self, flaws: &[Flaw]) -> Vec<Piece> {
        let is_typed = |range: &Range<usize>| {
            self.is_here
                && self.asked == Asked::Typing
                && range.start <= self.caret
                && self.caret <= range.end
        };
        let wrong = flaws.iter().map(|flaw| flaw.range.clone());
        let wrong: Vec<Range<usize>> = wrong.filter(|range| !is_typed(range)).collect();
        let written = Spot::at(&self.text, self.caret);
        let written = written.tag().filter(|tag| self.is_here && self.is_tag(tag));
        pieces(&self.text, |tag| self.is_open(tag), written, &wrong)
    }

    /// The places of the tags.
    fn tags(&self) -> Vec<Range<usize>> {
        tag_ranges(&self.text)
    }

    /// Whether a tag stands at a place, finished or not.
    fn is_tag(&self, place: &Range<usize>) -> bool {
        let written = self.text.get(place.clone());
        written.is_some_and(|written| written.starts_with("{{"))
    }

    /// A tag is open as long as the caret, or an end of the selection, stands
    /// in it.
    fn is_open(&self, tag: &Range<usize>) -> bool {
        let is_in = |place: usize| tag.start < place && place < tag.end;
        self.is_here && (is_in(self.anchor) || is_in(self.caret))
    }

    /// The tag that is open.
    pub fn open_tag(&self) -> Option<Range<usize>> {
        self.tags().into_iter().find(|tag| self.is_open(tag))
    }

    /// Opens the tag that begins at a place.
    pub fn open_at(&mut self, place: usize) {
        let tag = self.tags().into_iter().find(|tag| tag.start == place);
        if let Some(tag) = tag {
            self.open(&tag);
        }
    }

    /// Opens a tag: the caret stands behind all that is in it.
    fn open(&mut self, tag: &Range<usize>) {
        let Some(written) = self.text.get(tag.clone()) else {
            return;
        };
        let inside = written.strip_suffix("}}").unwrap_or(written).trim_end();
        let place = tag.start + inside.len().max(2);
        self.is_here = true;
        self.select(place..place);
        self.asked = Asked::Tag;
    }

    /// Enter or F2: opens the tag that is selected or before the caret, or goes
    /// on behind the one that is open. Whether there was one.
    pub fn enter(&mut self) -> bool {
        if let Some(tag) = self.open_tag() {
            self.step_out(&tag);
            return true;
        }
        let selected = self.selected();
        let is_meant = |tag: &Range<usize>| {
            *tag == selected || (selected.is_empty() && tag.end == selected.end)
        };
        let tag = self.tags().into_iter().find(is_meant);
        if let Some(tag) = &tag {
            self.open(tag);
        }
        tag.is_some()
    }

    fn step_out(&mut self, tag: &Range<usize>) {
        self.asked = Asked::Nothing;
        self.select(tag.end..tag.end);
    }

    /// Esc: closes what is shown, else the tag that is open. Whether there was
    /// any of it.
    pub fn escape(&mut self) -> bool {
        if self.help() != Help::Nothing {
            self.asked = Asked::Nothing;
            self.drop_bar();
            return true;
        }
        let tag = self.open_tag();
        if let Some(tag) = &tag {
            self.step_out(tag);
        }
        tag.is_some()
    }

    /// Shows what can be chosen where the caret is in an open tag. Whether it
    /// is.
    pub fn choices(&mut self) -> bool {
        let is_closed_help = matches!(self.help(), Help::Tag(_));
        if is_closed_help {
            self.active = 0;
            match Spot::at(&self.text, self.caret) {
                Spot::Field(_) | Spot::Filter(_) => self.asked = Asked::Choices,
                Spot::Text | Spot::Tag(_) => return self.ask_for_filter(),
            }
        }
        is_closed_help
    }

    /// Looks for a field: in place of the one of the tag that is open, else
    /// where the caret is, as if a brace had been typed.
    pub fn ask_for_field(&mut self) {
        self.is_here = true;
        self.active = 0;
        let opened = self.open_tag();
        let found = self.tags().into_iter().find(|tag| *tag == self.selected());
        match opened.or(found) {
            Some(tag) => {
                let inside = self.text.get(tag.start + 2..tag.end).unwrap_or("");
                let space = inside.len() - inside.trim_start().len();
                let place = tag.start + 2 + space;
                self.select(place..place);
                self.asked = Asked::Choices;
            }
            None => {
                self.apply(&Change::new(self.selected(), "{"));
                self.asked = Asked::Typing;
            }
        }
    }

    /// Looks for another filter for the tag that is open. Whether one is.
    pub fn ask_for_filter(&mut self) -> bool {
        let Some(tag) = self.open_tag() else {
            return false;
        };
        self.active = 0;
        if let Some(change) = bar_in(&self.text, &tag) {
            self.put_bar(&change, false);
        }
        true
    }

    fn put_bar(&mut self, change: &Change, is_typed: bool) {
        self.apply(change);
        self.asked = Asked::Typing;
        self.bar = Some(Bar {
            place: self.caret.saturating_sub("| ".len()),
            is_typed,
        });
    }

    /// A `|` behind which nothing was chosen goes again; one that was typed
    /// behind the tag goes there.
    fn drop_bar(&mut self) {
        const PUT: &str = "| }}";
        let Some(Bar { place, is_typed }) = self.bar.take() else {
            return;
        };
        let end = place + PUT.len();
        if self.text.get(place..end) != Some(PUT) {
            return;
        }
        let change = Change::new(place..end, if is_typed { "}}|" } else { "}}" });
        let moved = |at: usize| match at {
            at if at < place => at,
            at if at > end => change.after(at),
            _ => change.select.end,
        };
        (self.anchor, self.caret) = (moved(self.anchor), moved(self.caret));
        self.text = change.apply(&self.text);
    }

    /// A field was chosen.
    pub fn choose_field(&mut self, path: &str) {
        if let Help::Fields(spot) = self.help() {
            self.apply(&spot.choose(path));
        }
    }

    /// A filter was chosen.
    pub fn choose_filter(&mut self, filter: Filter) {
        if let Help::Filters(spot) = self.help() {
            self.bar = None;
            self.apply(&spot.choose(filter));
            if self.open_tag().is_some() {
                self.asked = Asked::Tag;
            }
        }
    }

    /// What is wrong was mended.
    pub fn mend(&mut self, mend: &Mend) {
        self.apply(&Change::new(mend.range.clone(), mend.with.clone()));
        if let Some(tag) = self.open_tag() {
            self.step_out(&tag);
        }
    }

    /// Puts a text in place of what is selected. There are no lines here: where
    /// one ended, a space stands.
    pub fn put(&mut self, text: &str) {
        let lines: Vec<&str> = text.lines().collect();
        self.apply(&Change::new(self.selected(), lines.join(" ")));
    }

    /// The person typed over what is selected.
    pub fn type_over(&mut self, typed: &str) {
        let change = Change::new(self.selected(), typed);
        self.typed(
            change.apply(&self.text),
            change.select.start,
            change.select.end,
        );
    }

    /// Takes out what is selected, or selects the tag beside the caret, which
    /// goes with the next such key. Whether there is anything left to be done
    /// by the browser.
    pub fn erase(&mut self, side: Side) -> bool {
        let selected = self.selected();
        if !selected.is_empty() {
            self.apply(&Change::new(selected, ""));
            return false;
        }
        let (at_end, beside): (bool, fn(&Range<usize>) -> usize) = match side {
            Side::Before => (self.caret == 0, |tag| tag.end),
            Side::Behind => (self.caret == self.text.len(), |tag| tag.start),
        };
        let tag = self
            .tags()
            .into_iter()
            .find(|tag| beside(tag) == self.caret);
        match tag {
            Some(tag) => {
                self.select(tag);
                self.asked = Asked::Nothing;
                false
            }
            None => !at_end,
        }
    }

    /// Moves the caret into the tag beside it, a letter far; out of a selected
    /// one. Whether there is one.
    pub fn step(&mut self, side: Side) -> bool {
        let selected = self.selected();
        let tags = self.tags();
        let place = if tags.contains(&selected) {
            match side {
                Side::Before => selected.start,
                Side::Behind => selected.end,
            }
        } else if selected.is_empty() {
            let found = tags.iter().find_map(|tag| match side {
                Side::Before if tag.end == self.caret => Some(tag.end - 1),
                Side::Behind if tag.start == self.caret => Some(tag.start + 1),
                _ => None,
            });
            let Some(place) = found else {
                return false;
            };
            place
        } else {
            return false;
        };
        self.moved(place, place);
        true
    }

    fn select(&mut self, range: Range<usize>) {
        self.anchor = range.start;
        self.caret = range.end;
    }

    fn apply(&mut self, change: &Change) {
        self.text = change.apply(&self.text);
        self.select(change.select.clone());
        self.asked = Asked::Nothing;
        self.active = 0;
    }
}

/// A `|` that was typed right behind a tag goes into it.
fn taken_bar(before: &str, after: &str, caret: usize) -> Option<Change> {
    let place = caret.checked_sub(1)?;
    let is_typed = after.len() == before.len() + 1
        && after.get(place..caret) == Some("|")
        && after.get(..place) == before.get(..place)
        && after.get(caret..) == before.get(place..);
    let tag = tag_ranges(before)
        .into_iter()
        .find(|tag| is_typed && tag.end == place)?;
    let mut change = bar_in(before, &tag)?;
    // The one behind the tag goes.
    change.range.end += 1;
    Some(change)
}

/// Puts a `|` at the end of a tag, where a filter is typed then.
fn bar_in(text: &str, tag: &Range<usize>) -> Option<Change> {
    let inside = text.get(tag.clone())?.strip_suffix("}}")?.trim_end();
    let start = tag.start + inside.len();
    let mut change = Change::new(start..tag.end, " | }}");
    let caret = start + " | ".len();
    change.select = caret..caret;
    Some(change)
}

#[cfg(test)]
mod tests;
