//! The signs of the interface: one line weight, on a grid of 16.

use yew::prelude::{Html, html};

/// What a sign stands for. It is drawn beside words and never speaks alone, so
/// assistive technology passes over it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "each name says what is drawn")]
pub enum Icon {
    Add,
    Alert,
    Beside,
    Brand,
    Check,
    ChevronDown,
    ChevronEnd,
    ChevronStart,
    Clock,
    Close,
    Condition,
    Copy,
    Dash,
    Download,
    Error,
    Event,
    External,
    Eye,
    Form,
    Grip,
    Info,
    Key,
    Monitor,
    Moon,
    More,
    MoveDown,
    MoveUp,
    Pause,
    Pencil,
    Play,
    Pulse,
    Redo,
    Search,
    Segment,
    Settings,
    Stop,
    Sun,
    Tag,
    Tilde,
    Trash,
    Undo,
    User,
    Workflow,
}

impl Icon {
    /// Whether it points along the line, so that it is turned where lines run from
    /// right to left.
    const fn turns(self) -> bool {
        matches!(
            self,
            Icon::ChevronEnd | Icon::ChevronStart | Icon::External | Icon::Redo | Icon::Undo
        )
    }

    /// The strokes, as the `d` of an SVG path.
    const fn strokes(self) -> &'static str {
        match self {
            Icon::Add => "M8 3v10M3 8h10",
            Icon::Alert => "M8 2.3 14.5 13.5h-13ZM8 6.5v3M8 11.6v.01",
            Icon::Beside => "M2.5 3h4.5v10h-4.5zM9 3h4.5v10h-4.5z",
            Icon::Brand => {
                "M10.5 5.5H6a2.25 2.25 0 0 0 0 4.5h4a2.25 2.25 0 0 1 0 4.5H4M12.8 2.5v.01"
            }
            Icon::Check => "m3 8.5 3.2 3.2L13 4.8",
            Icon::ChevronDown => "m4 6 4 4 4-4",
            Icon::ChevronEnd => "m6 4 4 4-4 4",
            Icon::ChevronStart => "m10 4-4 4 4 4",
            Icon::Clock => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.6V8l2.3 1.5",
            Icon::Close => "m4 4 8 8M12 4l-8 8",
            Icon::Condition => "M3 3.5h3.5L8 8l1.5 4.5H13M3 12.5h3.5M11 1.8l2.2 1.7L11 5.3",
            Icon::Copy => "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
            Icon::Dash => "M4 8h8",
            Icon::Download => "M8 2.5V10M4.5 6.7 8 10.2l3.5-3.5M2.5 13.3h11",
            Icon::Error => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 4.8v3.7M8 11v.01",
            Icon::Event => "M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z",
            Icon::External => "M6.5 3.5h-3v9h9v-3M9.5 2.5h4v4M13.5 2.5 7.5 8.5",
            Icon::Eye => {
                "M1.5 8S4 3.7 8 3.7 14.5 8 14.5 8 12 12.3 8 12.3 1.5 8 1.5 8M8 6.2a1.8 1.8 0 1 0 0 3.6 1.8 1.8 0 0 0 0-3.6"
            }
            Icon::Form => "M2.5 2.5h11v11h-11zM5 5.8h6M5 8.3h6M5 10.8h3",
            Icon::Grip => "M6 3.5v.01M10 3.5v.01M6 8v.01M10 8v.01M6 12.5v.01M10 12.5v.01",
            Icon::Info => "M8 1.8a6.2 6.2 0 1 0 0 12.4A6.2 6.2 0 0 0 8 1.8M8 7.3v4M8 4.9v.01",
            Icon::Key => "M5.2 7.2a3.2 3.2 0 1 0 3.2 3.2M7.6 8.2 13.5 2.3M11 4.8l2 2",
            Icon::Monitor => "M2 3h12v8H2zM5.5 13.5h5M8 11v2.5",
            Icon::Moon => "M13.5 9.7A6 6 0 0 1 6.3 2.5a6 6 0 1 0 7.2 7.2",
            Icon::More => "M3.5 8v.01M8 8v.01M12.5 8v.01",
            Icon::MoveDown => "M8 3v10M4 9l4 4 4-4",
            Icon::MoveUp => "M8 13V3M4 7l4-4 4 4",
            Icon::Pause => "M5.5 3.5v9M10.5 3.5v9",
            Icon::Pencil => "M2.8 13.2 3.4 10.3 10.6 3.1 12.9 5.4 5.7 12.6ZM9.2 4.5l2.3 2.3",
            Icon::Play => "M4.5 2.8 13 8l-8.5 5.2z",
            Icon::Pulse => "M1.5 8.5h3l2-5.5 3 10.5 2-5h3",
            Icon::Redo => "M13 6H6a3.5 3.5 0 0 0 0 7h3M10 3l3 3-3 3",
            Icon::Search => "M7 2.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 0 0 0-9M10.3 10.3l3.4 3.4",
            Icon::Segment => {
                "M14 6H6.5M2 10h7.5M4.5 2.9A6.2 6.2 0 0 1 13 4.3M11.5 13.1A6.2 6.2 0 0 1 3 11.7"
            }
            Icon::Settings => "M2.5 5h5M11.5 5h2M2.5 11h2M8.5 11h5M9.5 3v4M6.5 9v4",
            Icon::Stop => "M4 4h8v8H4z",
            Icon::Sun => {
                "M8 5.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4M8 1.5v1M8 13.5v1M1.5 8h1M13.5 8h1M3.4 3.4l.7.7M11.9 11.9l.7.7M3.4 12.6l.7-.7M11.9 4.1l.7-.7"
            }
            Icon::Tag => {
                "M6 2.5C4.3 2.5 4.8 4 4.8 5.5S4 8 2.8 8C4 8 4.8 9 4.8 10.5S4.3 13.5 6 13.5M10 2.5c1.7 0 1.2 1.5 1.2 3S12 8 13.2 8c-1.2 0-2 1-2 2.5s.5 3-1.2 3"
            }
            Icon::Tilde => "M3.5 9c1.4-2.4 3-2.4 4.5-1s3.1 1.4 4.5-1",
            Icon::Trash => "M2.5 4.3h11M6 4.3V2.5h4v1.8M4 4.3l.6 9.2h6.8l.6-9.2M6.7 7v4M9.3 7v4",
            Icon::Undo => "M3 6h7a3.5 3.5 0 0 1 0 7H7M6 3 3 6l3 3",
            Icon::User => {
                "M8 2.3a2.7 2.7 0 1 0 0 5.4 2.7 2.7 0 0 0 0-5.4M2.8 13.7a5.2 5.2 0 0 1 10.4 0"
            }
            Icon::Workflow => "M2.5 2.5h4v4h-4zM9.5 9.5h4v4h-4zM4.5 6.5v5h5",
        }
    }
}

/// Draws an icon as large as the text beside it.
pub fn sign(icon: Icon) -> Html {
    let class = if icon.turns() { "sign turns" } else { "sign" };
    html! {
        <svg {class} aria-hidden="true" width="16" height="16" viewBox="0 0 16 16" fill="none"
            stroke="currentColor" stroke-width="1.5" stroke-linecap="round" stroke-linejoin="round">
            <path d={icon.strokes()} />
        </svg>
    }
}
