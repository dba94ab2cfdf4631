//! The editor of a value: text with tags, which are shown as chips.

mod chip;
mod desk;
mod drawing;
mod field;
mod field_list;
mod filter_list;
mod mends;
mod panel;

use yew::prelude::{Html, InputEvent, TargetCast, html};

pub(super) use field::{TagFieldProps, TagsStand};

crate::part! {
    /// A box for text with tags.
    pub(super) fn tag_field(TagFieldProps) in tags = field::TagField, framed plain;
}

/// Until the editor is there its text can be typed as it is.
fn plain(props: &TagFieldProps, shown: Html) -> Html {
    let oninput = props.on_input.reform(|event: InputEvent| {
        event
            .target_unchecked_into::<web_sys::HtmlInputElement>()
            .value()
    });
    html! {
        <div class="field tag-waiting">
            <label class={field::label_class(props)} for={props.id.clone()}>{ props.label.clone() }</label>
            <input id={props.id.clone()} class="input" type="text" role="combobox"
                aria-expanded="false" value={props.value.clone()}
                dir="auto" autocomplete="off" {oninput} />
            { shown }
        </div>
    }
}
