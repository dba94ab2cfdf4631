//! The settings of this device: language and colours, who works here, and what
//! is kept.

mod deleting;
mod kept;
mod page;

pub use page::SettingsPageProps;

crate::part! {
    /// The settings of this device.
    pub fn settings_page(SettingsPageProps) in settings = page::SettingsPage, titled crate::text::Text::Settings;
}
