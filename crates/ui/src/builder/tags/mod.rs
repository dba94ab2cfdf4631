//! The editor of a value: text with tags, which are shown as chips.

mod chip;
mod desk;
mod drawing;
mod field;
mod field_list;
mod filter_list;
mod mends;
mod panel;

use std::cell::RefCell;

use yew::prelude::{AttrValue, Callback, FocusEvent, Html, InputEvent, TargetCast, html};

pub(super) use field::{TagFieldProps, TagsStand};

crate::part! {
    /// A box for text with tags.
    pub(super) fn tag_field(TagFieldProps) in tags = field::TagField, framed plain,
        fetched by fetch_tags;
}

std::thread_local! {
    /// The plain box with the focus: once the editor is there, it goes on in it.
    static TYPED_IN: RefCell<Option<AttrValue>> = const { RefCell::new(None) };
}

/// Whether the person is typing in the plain box of an id; said once.
fn was_typed_in(id: &AttrValue) -> bool {
    TYPED_IN.with_borrow_mut(|typed_in| typed_in.take_if(|typed_in| typed_in == id).is_some())
}

/// Until the editor is there its text can be typed as it is.
fn plain(props: &TagFieldProps, shown: Html) -> Html {
    let oninput = props.on_input.reform(|event: InputEvent| {
        event
            .target_unchecked_into::<web_sys::HtmlInputElement>()
            .value()
    });
    let onfocus = {
        let id = props.id.clone();
        Callback::from(move |_: FocusEvent| TYPED_IN.set(Some(id.clone())))
    };
    let onblur = Callback::from(|event: FocusEvent| {
        // A box that is taken away loses the focus to nothing.
        if event.related_target().is_some() {
            TYPED_IN.set(None);
        }
    });
    html! {
        <div class="field tag-waiting">
            <label class={field::label_class(props)} for={props.id.clone()}>{ props.label.clone() }</label>
            <input id={props.id.clone()} class="input" type="text" role="combobox"
                aria-expanded="false" value={props.value.clone()}
                dir="auto" autocomplete="off" {oninput} {onfocus} {onblur} />
            { shown }
        </div>
    }
}
