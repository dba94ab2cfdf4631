//! Which language is spoken, and how components get at it.

use yew::prelude::{
    AttrValue, Children, ContextProvider, Html, Properties, function_component, hook, html,
    use_context,
};

use super::{Text, en};

/// A language the interface speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// English.
    #[default]
    English,
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
    pub fn say<'a>(&self, text: impl Into<Text<'a>>) -> AttrValue {
        match self.language {
            Language::English => en::say(text.into()),
        }
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
