use yew::prelude::{AttrValue, Html, Properties, function_component, html};

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

/// Properties of [`JsonView`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct JsonViewProps {
    /// The JSON; anything else is shown as it is.
    pub text: AttrValue,
    /// How it is set out.
    #[prop_or_default]
    pub layout: JsonLayout,
}

/// JSON with its parts in colours. Numbers and texts are shown as they stand.
#[function_component]
pub fn JsonView(props: &JsonViewProps) -> Html {
    let pieces = match props.layout {
        JsonLayout::Lines => json_text::set_out(&props.text),
        JsonLayout::Exact => json_text::pieces(&props.text),
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
