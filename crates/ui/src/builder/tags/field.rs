use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::{EventListener, EventListenerOptions};
use segflow_core::mend::Flaw;
use web_sys::{Element, MouseEvent, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::{
    AttrValue, Callback, Classes, Html, NodeRef, Properties, classes, function_component, hook,
    html, use_effect, use_effect_with, use_force_update, use_mut_ref, use_node_ref,
};

use super::desk::{Desk, Held, now};
use super::field_list::{Choices, field_list, option_id};
use super::filter_list::filter_list;
use super::mends::mends;
use super::panel::{Panel, trail};
use crate::builder::context::use_doing;
use crate::icons::{Icon, sign};
use crate::model::{Fields, FilterSpot, Help, TagSpot, Trail, offered_filters, trail_path};
use crate::parts::{Button, Control, Field, to_do};
use crate::text::{TagText, Words, use_words};

/// Properties of [`TagField`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct TagFieldProps {
    /// Unique in the page.
    pub(in crate::builder) id: AttrValue,
    /// The place of the task it is for.
    pub(in crate::builder) at: AttrValue,
    pub(in crate::builder) label: AttrValue,
    #[prop_or_default]
    pub(in crate::builder) label_hidden: bool,
    #[prop_or_default]
    pub(in crate::builder) hint: Option<AttrValue>,
    #[prop_or_default]
    pub(in crate::builder) error: Option<AttrValue>,
    #[prop_or_default]
    pub(in crate::builder) warning: Option<AttrValue>,
    /// What is still to be given.
    #[prop_or_default]
    pub(in crate::builder) to_do: Option<AttrValue>,
    /// The text with its tags.
    pub(in crate::builder) value: AttrValue,
    /// The fields that tags can use.
    pub(in crate::builder) options: Rc<Fields>,
    /// Where tags may stand.
    #[prop_or_default]
    pub(in crate::builder) tags: TagsStand,
    /// The keyboard a phone shows, as HTML calls it.
    #[prop_or_default]
    pub(in crate::builder) input_mode: Option<&'static str>,
    /// Every change, as it is typed.
    pub(in crate::builder) on_input: Callback<String>,
}

/// Where tags may stand in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::builder) enum TagsStand {
    /// Anywhere.
    #[default]
    Anywhere,
    /// Nowhere: one field alone may take the place of the text.
    Alone,
}

/// What the label looks like.
pub(super) fn label_class(props: &TagFieldProps) -> Classes {
    classes!(
        "field-label",
        props.label_hidden.then_some("visually-hidden")
    )
}

/// A box for text with tags, which are shown as chips. A brace opens the list of
/// fields, a bar behind a tag that of filters; the box is a combobox: arrows
/// choose, Enter and Tab take, Esc closes. The tag with the caret in it is open:
/// it is text then, and what it gives is shown below.
#[function_component]
pub(super) fn TagField(props: &TagFieldProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let update = use_force_update();
    let root = use_node_ref();
    let held = use_mut_ref(Held::default);
    let fields = &props.options;
    held.borrow_mut().give(&props.value);
    let editor = held.borrow().editor.clone();
    let help = editor.help();
    let flaws = held.borrow_mut().flaws(fields);
    let desk = Desk {
        choices: Rc::new(choices(&words, fields, editor.text(), &help)),
        root: root.clone(),
        held,
        update,
        on_input: props.on_input.clone(),
        act: doing.act.clone(),
        words,
        fields: Rc::clone(fields),
    };
    use_page(&desk, editor.is_here());
    use_effect_with((), {
        let (desk, id) = (desk.clone(), props.id.clone());
        move |()| {
            if super::was_typed_in(&id) && desk.is_focus_free() {
                desk.focus();
            }
        }
    });
    use_effect({
        let desk = desk.clone();
        move || desk.draw()
    });
    let active = editor.active();
    let is_open = !matches!(*desk.choices, Choices::None);
    use_effect_with((is_open, active), {
        let root = root.clone();
        move |(is_open, _)| {
            if *is_open {
                show_active(&root);
            }
        }
    });

    let is_typing = matches!(help, Help::Fields(_) | Help::Filters(_));
    let field = Field {
        id: props.id.clone(),
        label: props.label.clone(),
        label_hidden: props.label_hidden,
        hint: props.hint.clone(),
        error: props
            .error
            .clone()
            .or_else(|| own_error(&words, props, &flaws, is_typing)),
        warning: props.warning.clone(),
        to_do: props.to_do.clone(),
        ..Field::default()
    };
    let control = field.control();
    let list_id = AttrValue::from(format!("{}-fields", props.id));
    let panel_id = format!("{}-tag", props.id);
    let described_by = described_by(&control, &help, &panel_id);
    let active_id = (desk.choices.count() > 0).then(|| option_id(&list_id, active));
    let editable = match fields.may_edit {
        true => "plaintext-only",
        false => "false",
    };
    let label_id = format!("{}-label", props.id);
    let insert = Button::sign_only(Icon::Tag, words.say(TagText::InsertField))
        .class("tag-insert")
        .small()
        .controls(Some(props.id.clone()))
        .on_press(desk.on(Desk::ask_for_field));
    // Pressing must not take the focus, and with it the caret, out of the box.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let below = Below {
        desk: &desk,
        fields,
        text: editor.text(),
        list_id: &list_id,
        panel_id,
        active,
    };
    let shown = match &help {
        Help::Nothing => Html::default(),
        help => html! {
            <div class="tag-help" {onmousedown}>
                { below.view(&words, help) }
            </div>
        },
    };
    let message = |id: &str, class: &'static str, icon: Icon, told: &Option<AttrValue>| {
        let told = told.as_ref();
        told.map(|told| html! { <p {class} id={format!("{}-{id}", props.id)}>{ sign(icon) }{ told }</p> })
            .unwrap_or_default()
    };
    html! {
        <div class="field">
            <span class={label_class(props)} id={label_id.clone()}
                onclick={desk.on(|desk, _: MouseEvent| desk.focus())}>{ props.label.clone() }</span>
            <div class="tag-input" onfocusin={desk.on(Desk::arrive)} onfocusout={desk.on(Desk::leave)}>
                <div ref={root} id={control.id} class="input tag-box" contenteditable={editable}
                    tabindex={fields.may_edit.then_some("0")}
                    aria-disabled={(!fields.may_edit).then_some("true")} dir="auto" inputmode={props.input_mode} autocapitalize="off" autocorrect="off" spellcheck="false"
                    role="combobox" aria-labelledby={label_id} aria-autocomplete="list"
                    aria-expanded={is_open.to_string()} aria-controls={is_open.then(|| list_id.clone())}
                    aria-activedescendant={active_id} aria-describedby={described_by}
                    aria-invalid={control.invalid} data-at={props.at.clone()}
                    oninput={desk.on(Desk::input)} onkeydown={desk.on(Desk::key)}
                    onmousedown={desk.on(Desk::mouse_down)} onclick={desk.on(Desk::click)}
                    oncopy={desk.on(Desk::copy)} oncut={desk.on(Desk::cut)}
                    onpaste={desk.on(Desk::paste)} ondragstart={desk.on(Desk::drag)} />
                { insert.view() }
                { shown }
            </div>
            { message("error", "field-error", Icon::Error, &field.error) }
            { message("warning", "field-warning", Icon::Alert, &field.warning) }
            if let Some(told) = &field.to_do {
                { to_do(&words, format!("{}-to-do", props.id), told) }
            }
            if !is_typing {
                { mends(&words, &desk, &flaws) }
            }
            if let Some(hint) = &field.hint {
                <p class="field-hint" id={format!("{}-hint", props.id)}>{ hint }</p>
            }
        </div>
    }
}

/// What is heard of the page: what the browser is about to do, what was put
/// together of several keys, and, while the person is here, where the selection
/// is.
#[hook]
fn use_page(desk: &Desk, is_here: bool) {
    let latest = use_mut_ref(|| None::<Desk>);
    *latest.borrow_mut() = Some(desk.clone());
    use_effect_with((), {
        let (latest, root) = (Rc::clone(&latest), desk.root.clone());
        move |()| {
            let listeners = root.cast::<Element>().map(|root| {
                let before = Rc::clone(&latest);
                let options = EventListenerOptions::enable_prevent_default();
                [
                    EventListener::new_with_options(&root, "beforeinput", options, move |event| {
                        tell(&before, |desk| desk.before_input(event));
                    }),
                    EventListener::new(&root, "compositionend", move |_| {
                        tell(&latest, Desk::composed);
                    }),
                ]
            });
            move || drop(listeners)
        }
    });
    use_effect_with(is_here, move |is_here| {
        let page = is_here.then(web_sys::window).flatten();
        let listener = page.and_then(|window| window.document()).map(|page| {
            EventListener::new(&page, "selectionchange", move |_| {
                tell(&latest, Desk::moved);
            })
        });
        move || drop(listener)
    });
}

fn tell(latest: &Rc<RefCell<Option<Desk>>>, what: impl FnOnce(&Desk)) {
    let desk = latest.borrow().clone();
    if let Some(desk) = desk {
        what(&desk);
    }
}

/// What is wrong with a text that nobody has looked at yet, as it is no part of
/// the document.
fn own_error(
    words: &Words,
    props: &TagFieldProps,
    flaws: &[Flaw],
    is_typing: bool,
) -> Option<AttrValue> {
    if props.tags == TagsStand::Alone {
        let is_wrong = props.value.contains("{{") && !is_typing;
        return is_wrong.then(|| words.say(TagText::OneFieldAlone));
    }
    let is_told = is_typing || props.warning.is_some();
    let first = flaws.first().filter(|_| !is_told)?;
    Some(words.say(&first.problem))
}

fn described_by(control: &Control, help: &Help, panel: &str) -> Option<AttrValue> {
    match (help, &control.described_by) {
        (Help::Tag(_), Some(others)) => Some(format!("{panel} {others}").into()),
        (Help::Tag(_), None) => Some(panel.to_owned().into()),
        (_, others) => others.clone(),
    }
}

/// What can be chosen in a text, with that help.
pub(super) fn choices(words: &Words, fields: &Fields, text: &str, help: &Help) -> Choices {
    match help {
        Help::Nothing | Help::Tag(_) => Choices::None,
        Help::Fields(spot) => Choices::fields(fields, &spot.query),
        Help::Filters(spot) => {
            let so_far = text.get(spot.tag.start..spot.bar).unwrap_or("");
            let told = |filter| {
                format!(
                    "{} {}",
                    words.say(TagText::Filter(filter)),
                    words.say(TagText::FilterHelp(filter))
                )
            };
            let tag = format!("{so_far}}}}}");
            Choices::Filters(offered_filters(&tag, &spot.query, fields, now(), told))
        }
    }
}

/// What is shown below the box.
struct Below<'b> {
    desk: &'b Desk,
    fields: &'b Fields,
    text: &'b str,
    list_id: &'b AttrValue,
    panel_id: String,
    /// The place of the choice that Enter takes.
    active: usize,
}

impl Below<'_> {
    fn view(&self, words: &Words, help: &Help) -> Html {
        match help {
            Help::Nothing => Html::default(),
            Help::Fields(_) => field_list(words, self.desk, self.list_id, self.fields, self.active),
            Help::Filters(spot) => html! {
                <>
                    <div class="tag-panel">{ trail(words, &self.next_step(spot)) }</div>
                    { filter_list(words, self.desk, self.list_id, self.active) }
                </>
            },
            Help::Tag(TagSpot { tag, value }) => {
                let tag = self.text.get(tag.clone()).unwrap_or("");
                Panel {
                    id: self.panel_id.clone(),
                    path: trail_path(tag),
                    value: *value,
                    trail: Trail::of(tag, self.fields, now()),
                    fields: self.fields,
                }
                .view(words, self.desk)
            }
        }
    }

    /// The steps so far, with what the filter that Enter takes would make of
    /// the value.
    fn next_step(&self, spot: &FilterSpot) -> Trail {
        let so_far = self.text.get(spot.tag.start..spot.bar).unwrap_or("");
        let next = match &*self.desk.choices {
            Choices::Filters(filters) => filters.get(self.active),
            Choices::None | Choices::Fields { .. } => None,
        };
        let tag = match next {
            Some(next) => format!("{so_far}| {} }}}}", next.filter.help().example),
            None => format!("{so_far} }}}}"),
        };
        Trail::of(&tag, self.fields, now())
    }
}

/// Keeps the option that Enter takes in sight.
fn show_active(root: &NodeRef) {
    let active = root
        .cast::<Element>()
        .and_then(|root| root.parent_element())
        .and_then(|around| around.query_selector("[aria-selected=true]").ok().flatten());
    if let Some(active) = active {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        active.scroll_into_view_with_scroll_into_view_options(&options);
    }
}
