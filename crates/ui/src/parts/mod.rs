//! The small pieces everything is built of. Each is accessible by the way it is
//! built: a control cannot be drawn without its name.

mod badge;
mod button;
mod copy_button;
mod dialog;
mod disclosure;
mod field;
mod form_actions;
mod json_text;
mod json_view;
mod link;
mod menu;
mod name_question;
mod notice;
mod roving;
mod select_field;
mod tabs;
mod text_field;
mod time;
mod toast;
mod tone;
mod windowed;

pub use badge::badge;
pub(crate) use button::is_second_click;
pub use button::{Button, ButtonKind, ButtonSize};
pub use copy_button::CopyButton;
pub(crate) use copy_button::copy;
pub use dialog::{Dialog, DialogWidth};
pub use disclosure::disclosure;
pub use field::{Control, Field, to_do};
pub(crate) use form_actions::form_actions;
pub use json_view::{JsonLayout, json_view};
pub use link::Link;
pub(crate) use link::is_plain;
pub(crate) use menu::leaves;
pub use menu::{Menu, MenuEdge, MenuItem, MenuList};
pub(crate) use name_question::NameQuestion;
pub use notice::{Notice, notice};
pub use select_field::{Choice, ChoiceGroup, SelectField};
pub use tabs::{Tab, Tabs};
pub use text_field::{TextField, TextKind};
pub(crate) use time::time;
pub use toast::{Toast, toasts};
pub use tone::Tone;
pub use windowed::Windowed;
