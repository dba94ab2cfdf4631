use std::cell::RefCell;
use std::rc::Rc;

use segflow_core::mend::{Flaw, Mend};
use segflow_web::clock;
use wasm_bindgen::JsCast;
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Element, Event, FocusEvent, HtmlElement, InputEvent,
    KeyboardEvent, MouseEvent, Node,
};
use yew::prelude::{AttrValue, Callback, NodeRef, TargetCast, UseForceUpdateHandle};

use super::chip::drawn;
use super::drawing;
use super::field::choices;
use super::field_list::Choices;
use crate::model::{Action, Echo, Fields, Side, TagEditor};
use crate::text::Words;

/// After so long a pause typing is undone on its own.
const PAUSE_MILLIS: f64 = 1000.0;

/// What outlasts a drawing of the field.
#[derive(Default)]
pub(super) struct Held {
    pub(super) editor: TagEditor,
    /// The value as it last came from outside.
    given: Option<AttrValue>,
    echo: Echo,
    /// Whether letters are put together, as in Japanese: nothing is drawn anew
    /// then.
    is_composing: bool,
    /// When something was last typed.
    typed_at: f64,
    /// Whether the page has yet to be told of the selection.
    is_selection_new: bool,
    judged: Option<Judged>,
}

/// What is wrong with a text, where such fields are known.
struct Judged {
    text: String,
    fields: Rc<Fields>,
    flaws: Rc<[Flaw]>,
}

impl Held {
    /// Takes the value from outside, if it has changed there.
    pub(super) fn give(&mut self, value: &AttrValue) {
        if self.given.as_ref() == Some(value) {
            return;
        }
        self.given = Some(value.clone());
        if !self.echo.hears(value) {
            self.is_selection_new |= self.editor.text() != value.as_str();
            self.editor.take(value);
        }
    }

    /// What is wrong with the text.
    pub(super) fn flaws(&mut self, fields: &Rc<Fields>) -> Rc<[Flaw]> {
        let text = self.editor.text();
        let known = self.judged.as_ref();
        let known = known.filter(|known| known.text == text && Rc::ptr_eq(&known.fields, fields));
        if let Some(known) = known {
            return Rc::clone(&known.flaws);
        }
        let flaws: Rc<[Flaw]> = fields.flaws(text).into();
        self.judged = Some(Judged {
            text: text.to_owned(),
            fields: Rc::clone(fields),
            flaws: Rc::clone(&flaws),
        });
        flaws
    }
}

/// What a person does in the field, told to the editor; and what follows from
/// it in the page.
#[derive(Clone)]
pub(super) struct Desk {
    pub(super) held: Rc<RefCell<Held>>,
    pub(super) root: NodeRef,
    pub(super) update: UseForceUpdateHandle,
    pub(super) on_input: Callback<String>,
    pub(super) act: Callback<Action>,
    pub(super) words: Words,
    pub(super) fields: Rc<Fields>,
    /// What can be chosen now.
    pub(super) choices: Rc<Choices>,
}

impl Desk {
    /// Does something for an event.
    pub(super) fn on<E: 'static>(&self, does: fn(&Desk, E)) -> Callback<E> {
        let desk = self.clone();
        Callback::from(move |event: E| does(&desk, event))
    }

    fn root(&self) -> Option<HtmlElement> {
        self.root.cast()
    }

    /// Changes what the editor holds, and the page at once: what comes next is
    /// about what stands there. What is text of it is told.
    pub(super) fn edit<T>(&self, change: impl FnOnce(&mut TagEditor) -> T) -> T {
        let before = self.held.borrow().editor.clone();
        let done = change(&mut self.held.borrow_mut().editor);
        self.changed(&before);
        done
    }

    /// Changes the text by one step that is undone on its own.
    pub(super) fn edit_apart<T>(&self, change: impl FnOnce(&mut TagEditor) -> T) -> T {
        self.begin_step();
        self.edit(change)
    }

    fn begin_step(&self) {
        self.act.emit(Action::ControlLeft);
        self.held.borrow_mut().typed_at = 0.0;
    }

    /// What follows from a change.
    fn changed(&self, before: &TagEditor) {
        let told = {
            let mut held = self.held.borrow_mut();
            if held.editor.selection() != before.selection() {
                let seen = self.root().and_then(|root| drawing::selection(&root));
                held.is_selection_new = seen != Some(held.editor.selection());
            }
            let text = held.editor.text().to_owned();
            let told = (before.text() != text).then_some(text);
            if let Some(text) = &told {
                held.echo.tell(text);
            }
            told
        };
        self.draw();
        if let Some(text) = told {
            self.on_input.emit(text);
        }
        self.update.force_update();
    }

    /// Whether nothing in the page has the focus.
    pub(super) fn is_focus_free(&self) -> bool {
        let around = self
            .root()
            .and_then(|root| root.closest(":focus-within").ok().flatten());
        around.is_none_or(|around| around.matches("html, body").unwrap_or(false))
    }

    /// Puts the focus into the box.
    pub(super) fn focus(&self) {
        if let Some(root) = self.root() {
            let _ = root.focus();
        }
    }

    /// Draws the text, and puts the selection where it belongs.
    pub(super) fn draw(&self) {
        let Some(root) = self.root() else { return };
        let mut held = self.held.borrow_mut();
        if held.is_composing {
            return;
        }
        let flaws = held.flaws(&self.fields);
        let editor = &held.editor;
        let pieces = editor.pieces(&flaws).into_iter();
        let pieces = pieces.map(|piece| drawn(&self.words, &self.fields, editor.text(), &piece));
        let is_new = drawing::draw(&root, pieces.collect());
        let is_selection_new = std::mem::take(&mut held.is_selection_new);
        let (anchor, caret) = held.editor.selection();
        let is_here = held.editor.is_here() && has_focus(&root);
        drop(held);
        if is_here && (is_new || is_selection_new) {
            drawing::select(&root, anchor, caret);
        }
    }

    /// Something was typed into the page.
    pub(super) fn input(&self, event: InputEvent) {
        self.held.borrow_mut().is_composing = event.is_composing();
        self.typed();
    }

    /// What was put together is there.
    pub(super) fn composed(&self) {
        self.held.borrow_mut().is_composing = false;
        self.typed();
    }

    fn typed(&self) {
        let Some(root) = self.root() else { return };
        let text = drawing::text(&root);
        let end = text.len();
        let (anchor, caret) = drawing::selection(&root).unwrap_or((end, end));
        let before = text.get(..caret).unwrap_or("");
        if before.ends_with(['{', '|']) && !before.ends_with("{{") {
            // A tag is undone on its own, with what was typed to find it.
            self.act.emit(Action::ControlLeft);
        }
        self.settle();
        self.edit(|editor| editor.typed(text, anchor, caret));
    }

    /// What is typed after a pause is undone on its own.
    fn settle(&self) {
        let now = js_sys::Date::now();
        let before = std::mem::replace(&mut self.held.borrow_mut().typed_at, now);
        if now - before > PAUSE_MILLIS {
            self.act.emit(Action::ControlLeft);
        }
    }

    /// The browser is about to change the text.
    pub(super) fn before_input(&self, event: &Event) {
        let Some(event) = event.dyn_ref::<InputEvent>() else {
            return;
        };
        // The page tells of a selection only later.
        self.moved();
        let kind = event.input_type();
        let is_selected = !self.held.borrow().editor.selected().is_empty();
        let is_plain = || self.root().is_some_and(|root| drawing::is_in_text(&root));
        let is_over = match kind.as_str() {
            "historyUndo" | "historyRedo" => {
                self.act.emit(match kind.as_str() {
                    "historyUndo" => Action::Undone,
                    _ => Action::Redone,
                });
                true
            }
            "insertParagraph" | "insertLineBreak" => true,
            // Some keyboards of phones let nobody stop them.
            _ if event.is_composing() || !event.cancelable() => false,
            // What is nothing but text the browser replaces by itself; in all
            // else it would keep what that looked like, by a style.
            _ if is_selected && is_plain() => false,
            "insertText" if is_selected => {
                let typed = event.data();
                self.settle();
                typed.is_some_and(|typed| {
                    self.edit(|editor| editor.type_over(&typed));
                    true
                })
            }
            kind if kind.starts_with("delete") && kind != "deleteByDrag" => {
                let side = match kind.ends_with("Forward") {
                    true => Side::Behind,
                    false => Side::Before,
                };
                let is_letter = kind.starts_with("deleteContent");
                (is_letter || is_selected) && {
                    self.settle();
                    !self.edit(|editor| editor.erase(side))
                }
            }
            _ => false,
        };
        if is_over {
            event.prevent_default();
        }
    }

    /// The selection is somewhere else.
    pub(super) fn moved(&self) {
        let Some(root) = self.root().filter(has_focus) else {
            return;
        };
        let Some(selection) = drawing::selection(&root) else {
            return;
        };
        let is_new = {
            let held = self.held.borrow();
            !held.is_composing && held.editor.selection() != selection
        };
        if is_new {
            self.edit(|editor| editor.moved(selection.0, selection.1));
        }
    }

    /// A key was pressed.
    pub(super) fn key(&self, event: KeyboardEvent) {
        if event.is_composing() {
            return;
        }
        self.moved();
        self.as_it_is_now().pressed(&event);
    }

    /// With what can be chosen now: keys may come before what the last one
    /// changed is drawn.
    fn as_it_is_now(&self) -> Desk {
        let editor = self.held.borrow().editor.clone();
        let now = choices(&self.words, &self.fields, editor.text(), &editor.help());
        Desk {
            choices: Rc::new(now),
            ..self.clone()
        }
    }

    fn pressed(&self, event: &KeyboardEvent) {
        let is_modified = event.ctrl_key() || event.meta_key() || event.alt_key();
        let is_shifted = event.shift_key();
        let count = self.choices.count();
        let key = event.key();
        let is_done = match key.as_str() {
            "ArrowDown" if count > 0 && !is_modified => self.walk(1),
            "ArrowUp" if count > 0 && !is_modified => self.walk(count - 1),
            "Enter" | "Tab" if count > 0 && !is_shifted && !is_modified => {
                let active = self.held.borrow().editor.active();
                self.choose(active);
                true
            }
            // Nothing matches: the list goes.
            "Enter" if *self.choices != Choices::None => self.edit(TagEditor::escape),
            "Enter" | "F2" => self.edit(TagEditor::enter),
            "Escape" => {
                let is_done = self.edit(TagEditor::escape);
                if is_done {
                    event.stop_propagation();
                }
                is_done
            }
            "ArrowDown" if !is_modified && !is_shifted => self.edit(TagEditor::choices),
            "ArrowLeft" | "ArrowRight" if !is_modified && !is_shifted => {
                let is_rtl = event
                    .target_dyn_into::<Element>()
                    .is_some_and(|root| root.matches(":dir(rtl)").unwrap_or(false));
                let side = match (key == "ArrowLeft") == is_rtl {
                    true => Side::Behind,
                    false => Side::Before,
                };
                self.edit(|editor| editor.step(side))
            }
            _ => false,
        };
        if is_done {
            event.prevent_default();
        }
    }

    fn walk(&self, by: usize) -> bool {
        let count = self.choices.count().max(1);
        self.edit(|editor| editor.activate((editor.active() + by) % count));
        true
    }

    /// Takes one of what can be chosen.
    pub(super) fn choose(&self, place: usize) {
        match &*self.choices {
            Choices::None => {}
            Choices::Fields { options, .. } => {
                if let Some(option) = options.get(place) {
                    self.edit(|editor| editor.choose_field(&option.path));
                }
            }
            Choices::Filters(filters) => {
                if let Some(offered) = filters.get(place) {
                    self.edit(|editor| editor.choose_filter(offered.filter));
                }
            }
        }
        // What was typed to find it is undone with it; what follows is not.
        self.held.borrow_mut().typed_at = 0.0;
        self.focus();
    }

    /// Mends what is wrong.
    pub(super) fn mend(&self, mend: &Mend) {
        self.focus();
        self.edit_apart(|editor| editor.mend(mend));
    }

    /// The button that looks for a field.
    pub(super) fn ask_for_field(&self, _: MouseEvent) {
        self.focus();
        self.edit_apart(TagEditor::ask_for_field);
    }

    /// The button that looks for a filter.
    pub(super) fn ask_for_filter(&self, _: MouseEvent) {
        self.focus();
        self.edit_apart(TagEditor::ask_for_filter);
    }

    /// A chip is not text one could put the caret into.
    pub(super) fn mouse_down(&self, event: MouseEvent) {
        if self.chip(&event).is_some() {
            event.prevent_default();
        }
    }

    /// A click on a chip opens it.
    pub(super) fn click(&self, event: MouseEvent) {
        if let Some(place) = self.chip(&event).filter(|_| self.fields.may_edit) {
            self.focus();
            self.edit(|editor| editor.open_at(place));
        }
    }

    fn chip(&self, event: &MouseEvent) -> Option<usize> {
        drawing::chip_at(&*self.root()?, &event.target_dyn_into::<Element>()?)
    }

    /// The person came to the field.
    pub(super) fn arrive(&self, _: FocusEvent) {
        if self.held.borrow().editor.is_here() {
            return;
        }
        self.edit(TagEditor::arrive);
        // Whoever comes by the keyboard goes on at the end; a pointer says where.
        if let Some(root) = self.root().filter(has_focus) {
            let end = self.held.borrow().editor.text().len();
            drawing::select(&root, end, end);
        }
    }

    /// The person left, unless it is for a button of the field itself.
    pub(super) fn leave(&self, event: FocusEvent) {
        let to = event
            .related_target()
            .and_then(|to| to.dyn_into::<Node>().ok());
        let around = self.root().and_then(|root| root.parent_element());
        let stays = around.is_some_and(|around| to.is_some_and(|to| around.contains(Some(&to))));
        if !stays {
            self.held.borrow_mut().is_composing = false;
            self.edit(TagEditor::leave);
        }
    }

    fn selected(&self) -> Option<String> {
        let held = self.held.borrow();
        let selected = held.editor.text().get(held.editor.selected())?;
        (!selected.is_empty()).then(|| selected.to_owned())
    }

    /// Gives the text of what is selected away: tags as they are written.
    fn hand_over(&self, event: &Event, data: Option<DataTransfer>) -> bool {
        self.moved();
        let (Some(selected), Some(data)) = (self.selected(), data) else {
            return false;
        };
        event.prevent_default();
        data.set_data("text/plain", &selected).is_ok()
    }

    pub(super) fn copy(&self, event: Event) {
        let data = event.dyn_ref::<ClipboardEvent>();
        let data = data.and_then(ClipboardEvent::clipboard_data);
        self.hand_over(&event, data);
    }

    pub(super) fn cut(&self, event: Event) {
        let data = event.dyn_ref::<ClipboardEvent>();
        let data = data.and_then(ClipboardEvent::clipboard_data);
        if self.hand_over(&event, data) {
            self.edit_apart(|editor| editor.put(""));
        }
    }

    pub(super) fn paste(&self, event: Event) {
        let data = event.dyn_ref::<ClipboardEvent>();
        let data = data.and_then(ClipboardEvent::clipboard_data);
        let pasted = data.and_then(|data| data.get_data("text/plain").ok());
        if let Some(pasted) = pasted {
            event.prevent_default();
            self.moved();
            self.edit_apart(|editor| editor.put(&pasted));
        }
    }

    pub(super) fn drag(&self, event: DragEvent) {
        if let (Some(selected), Some(data)) = (self.selected(), event.data_transfer()) {
            let _ = data.set_data("text/plain", &selected);
        }
    }
}

fn has_focus(root: &HtmlElement) -> bool {
    root.matches(":focus").unwrap_or(false)
}

/// The time at which values are shown.
pub(super) fn now() -> segflow_core::time::Timestamp {
    clock::now()
}
