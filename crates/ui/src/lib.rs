//! The interface of segflow as Yew components, by feature. The app and the
//! embeddable element are two frames around the same components.

pub mod accounts;
pub mod builder;
pub mod bulk;
pub mod debugger;
pub mod device;
pub mod example;
mod ground;
pub mod history;
pub mod icons;
pub mod importing;
pub mod lazy;
pub mod model;
pub mod opening;
pub mod palette;
pub mod parts;
mod retention;
pub mod settings;
pub mod sharing;
pub mod shell;
pub mod templates;
pub mod text;
pub mod versions;
pub mod workflows;
