use web_sys::KeyboardEvent;

/// What a key asks for, wherever the focus is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// The palette.
    Palette,
    /// The list of keys.
    Shortcuts,
}

/// What a key asks for: Ctrl or ⌘ and K, or the same and a slash. No letter
/// does so alone, since those who speak to their computer type by accident.
pub fn asked(event: &KeyboardEvent) -> Option<Asked> {
    let is_ours = (event.ctrl_key() || event.meta_key()) && !event.alt_key();
    match event.key().as_str() {
        "k" | "K" if is_ours && !event.shift_key() => Some(Asked::Palette),
        // On some keyboards a slash needs Shift.
        "/" if is_ours => Some(Asked::Shortcuts),
        _ => None,
    }
}
