use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html};

use crate::parts::Dialog;
use crate::text::{PaletteText, Words, use_words};

/// Properties of [`Shortcuts`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct ShortcutsProps {
    /// It is to be closed.
    pub on_close: Callback<()>,
}

/// Keys and what they do. `Mod` is Ctrl, or ⌘ on a Mac.
const KEYS: [(&str, PaletteText<'static>); 8] = [
    ("Mod+K", PaletteText::FindAnything),
    ("Mod+/", PaletteText::ThisList),
    ("Mod+Z", PaletteText::UndoStep),
    ("Mod+Shift+Z", PaletteText::RedoStep),
    ("Alt+↑", PaletteText::MoveUp),
    ("Alt+↓", PaletteText::MoveDown),
    ("{", PaletteText::PutField),
    ("Escape", PaletteText::CloseOrCancel),
];

/// The keys that do something.
#[function_component]
pub(super) fn ShortcutsDialog(props: &ShortcutsProps) -> Html {
    let words = use_words();
    html! {
        <Dialog id="shortcuts" title={words.say(PaletteText::Shortcuts)}
            on_close={props.on_close.clone()}>
            <dl class="shortcuts">
                { for KEYS.into_iter().map(|(keys, text)| html! {
                    <div>
                        <dt>{ words.say(text) }</dt>
                        <dd>
                            { for shown(&words, keys).split(' ').map(|key| html! {
                                <kbd>{ key.to_owned() }</kbd>
                            }) }
                        </dd>
                    </div>
                }) }
            </dl>
        </Dialog>
    }
}

/// Keys as they stand on the keyboard at hand.
pub(super) fn shown(words: &Words, keys: &str) -> String {
    let is_mac = web_sys::window()
        .and_then(|window| window.navigator().platform().ok())
        .is_some_and(|platform| platform.starts_with("Mac") || platform.starts_with("iP"));
    let keys = keys.split('+').map(|key| match (key, is_mac) {
        ("Mod", true) => AttrValue::Static("⌘"),
        ("Mod", false) => words.say(PaletteText::Control),
        ("Alt", true) => AttrValue::Static("⌥"),
        ("Shift", true) => AttrValue::Static("⇧"),
        ("Shift", false) => words.say(PaletteText::Shift),
        ("Escape", _) => AttrValue::Static("Esc"),
        (key, _) => key.to_owned().into(),
    });
    let keys: Vec<String> = keys.map(|key| key.to_string()).collect();
    keys.join(" ")
}
