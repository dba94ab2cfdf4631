//! Which language is spoken, and how components get at it.

use yew::prelude::{
    AttrValue, Children, ContextProvider, Html, Properties, function_component, hook, html,
    use_context,
};

use super::{
    AskingText, BuilderText, BulkText, CatalogText, CheckText, ContextText, DebuggerText, FlowText,
    HistoryText, ImportText, NamingText, PinnedText, RowsText, SampleText, ServerText, SharingText,
    TagText, TemplateText, Text, en,
};

/// A language the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
}

/// What can be said.
pub trait Said {
    /// The sentence, or the word, in a language.
    fn said(self, language: Language) -> AttrValue;
}

/// A language says each kind of text by one exhaustive match.
macro_rules! said {
    ($($Text:ident by $english:path,)*) => {
        $(impl Said for $Text<'_> {
            fn said(self, language: Language) -> AttrValue {
                match language {
                    Language::English => $english(self),
                }
            }
        })*
    };
}

said! {
    Text by en::say,
    AskingText by en::asking::say,
    BuilderText by en::builder::say,
    BulkText by en::bulk::say,
    DebuggerText by en::debugger::say,
    FlowText by en::flow::say,
    HistoryText by en::history::say,
    ImportText by en::importing::say,
    CatalogText by en::catalog::say,
    CheckText by en::check::say,
    ContextText by en::context::say,
    NamingText by en::naming::say,
    PinnedText by en::pinned::say,
    RowsText by en::rows::say,
    SampleText by en::samples::say,
    ServerText by en::server::say,
    SharingText by en::sharing::say,
    TagText by en::tags::say,
    TemplateText by en::templates::say,
}

/// Says a [`Text`] in the language in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Words {
    language: Language,
}

impl Words {
    /// Words of one language.
    pub fn of(language: Language) -> Words {
        Words { language }
    }

    /// The sentence, or the word, for `text`.
    pub fn say(&self, text: impl Said) -> AttrValue {
        text.said(self.language)
    }
}

/// Properties of [`WordsProvider`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct WordsProviderProps {
    /// The language all components inside speak.
    #[prop_or_default]
    pub language: Language,
    /// What speaks it.
    pub children: Children,
}

/// Makes everything inside speak one language.
#[function_component]
pub fn WordsProvider(props: &WordsProviderProps) -> Html {
    html! {
        <ContextProvider<Words> context={Words::of(props.language)}>
            { for props.children.iter() }
        </ContextProvider<Words>>
    }
}

/// The words of the language in use; English where none was chosen.
#[hook]
pub fn use_words() -> Words {
    use_context::<Words>().unwrap_or_default()
}
