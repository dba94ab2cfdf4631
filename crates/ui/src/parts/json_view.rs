use yew::prelude::{Html, html};

use super::json_text::{self, Kind, Piece};

/// How JSON is set out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum JsonLayout {
    /// On lines, two spaces in for each level.
    #[default]
    Lines,
    /// Every byte as it is.
    Exact,
}

/// JSON with its parts in colours; anything else is shown as it is. Numbers and
/// texts are shown as they stand.
pub fn json_view(text: &str, layout: JsonLayout) -> Html {
    let pieces = match layout {
        JsonLayout::Lines => json_text::set_out(text),
        JsonLayout::Exact => json_text::pieces(text),
    };
    html! {
        <pre class="json" dir="ltr" translate="no">{ for pieces.iter().map(piece) }</pre>
    }
}

fn piece(piece: &Piece<'_>) -> Html {
    let class = match piece.kind {
        Kind::Key => "key",
        Kind::Text => "text",
        Kind::Number => "num",
        Kind::Word => "word",
        Kind::Mark => "mark",
        Kind::Space | Kind::Other => return html! { piece.text.to_owned() },
    };
    html! { <span {class}>{ piece.text.to_owned() }</span> }
}
