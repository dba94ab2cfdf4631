use yew::prelude::{Callback, Html, MouseEvent, Properties, function_component, html};

use super::titles::sample_title;
use crate::builder::context::{Builder, use_doing};
use crate::model::{Action, pinning};
use crate::parts::{Button, ButtonKind, Dialog};
use crate::text::{PinnedText, Text, use_words};

/// Properties of [`PinningDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct PinningDialogProps {
    pub(super) builder: Builder,
    pub(super) on_close: Callback<()>,
}

/// Pins what the chosen sample gives now.
#[function_component]
pub(super) fn PinningDialog(props: &PinningDialogProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let model = &props.builder.model;
    let Some(sample) = model.sample() else {
        return Html::default();
    };
    let place = model.sample_index();
    let name = sample_title(&words, place, sample);
    let pins = props.builder.checked.pins();
    let count = pins.len();
    let edit = pinning(&model.workflow().samples, place, Some(pins));
    let (act, close) = (doing.act, props.on_close.clone());
    let on_pin = Callback::from(move |_: MouseEvent| {
        act.emit(Action::Edited(edit.clone()));
        close.emit(());
    });
    let told = if count == 0 {
        PinnedText::NothingToPin
    } else {
        PinnedText::PayloadCount { count }
    };
    html! {
        <Dialog id="pin-dialog" title={words.say(PinnedText::Title { name: &name })}
            on_close={props.on_close.clone()}>
            <div class="stack">
                <p>{ words.say(PinnedText::Explained) }</p>
                <p class="muted">{ words.say(told) }</p>
                <div class="form-actions">
                    {
                        Button::new(words.say(Text::Cancel))
                            .kind(ButtonKind::Quiet)
                            .on_press(props.on_close.reform(|_: MouseEvent| ()))
                            .view()
                    }
                    if count > 0 {
                        {
                            Button::new(words.say(PinnedText::Pin))
                                .kind(ButtonKind::Primary)
                                .on_press(on_pin)
                                .view()
                        }
                    }
                </div>
            </div>
        </Dialog>
    }
}
