//! How what is to be said becomes words, and how components get at them.

use std::cell::Cell;

use segflow_core::check::Problem;
use segflow_core::document::{LoadError, SegmentField};
use segflow_core::json::ReadError;
use segflow_core::run::{RunLoadError, SendError};
use segflow_core::segment::EndpointError;
use segflow_web::Error;
use segflow_web::calendar::Calendar;
use yew::prelude::{
    AttrValue, Callback, Children, ContextProvider, Html, Properties, function_component, hook,
    html, use_context, use_effect_with, use_state_eq,
};

use super::disguise::disguised;
use super::{
    AccountsText, AskingText, BuilderText, BulkText, CanvasText, CatalogText, CheckText,
    ContextText, CopyText, DebuggerText, FieldName, FlowText, HistoryText, ImportText, Language,
    NamingText, PaletteText, PaperText, PinnedText, PlanText, ReadyMade, RowsText, SampleText,
    ServerText, SettingsText, SharingText, SubText, TagText, TakenText, TemplateText, Text, Told,
    TriggersText, VersionText, de, en,
};

/// What can be said.
pub trait Said {
    /// The sentence, or the word, in a language.
    fn said(self, language: Language) -> AttrValue;
}

/// A language says each kind of text by one exhaustive match. English comes with
/// what says it; another language comes whole, as a [`Tongue`].
macro_rules! said {
    ($($kind:ident: $Text:ty, by $english:path, $german:path;)*) => {
        /// How a language says each kind of text.
        struct Tongue {
            $($kind: fn($Text) -> AttrValue,)*
        }

        static GERMAN: Tongue = Tongue {
            $($kind: $german,)*
        };

        $(impl Said for $Text {
            fn said(self, language: Language) -> AttrValue {
                match tongue(language) {
                    Some(tongue) => (tongue.$kind)(self),
                    None => disguised(language, $english(self)),
                }
            }
        })*
    };
}

said! {
    text: Text<'_>, by en::say, de::say;
    accounts: AccountsText<'_>, by en::accounts::say, de::accounts::say;
    asking: AskingText<'_>, by en::asking::say, de::asking::say;
    builder: BuilderText<'_>, by en::builder::say, de::builder::say;
    bulk: BulkText<'_>, by en::bulk::say, de::bulk::say;
    canvas: CanvasText<'_>, by en::canvas::say, de::canvas::say;
    debugger: DebuggerText<'_>, by en::debugger::say, de::debugger::say;
    flow: FlowText<'_>, by en::flow::say, de::flow::say;
    history: HistoryText<'_>, by en::history::say, de::history::say;
    catalog: CatalogText<'_>, by en::catalog::say, de::catalog::say;
    check: CheckText<'_>, by en::check::say, de::check::say;
    context: ContextText<'_>, by en::context::say, de::context::say;
    copy: CopyText<'_>, by en::copy::say, de::copy::say;
    importing: ImportText<'_>, by en::importing::say, de::importing::say;
    naming: NamingText<'_>, by en::naming::say, de::naming::say;
    palette: PaletteText<'_>, by en::palette::say, de::palette::say;
    paper: PaperText<'_>, by en::paper::say, de::paper::say;
    pinned: PinnedText<'_>, by en::pinned::say, de::pinned::say;
    plan: PlanText<'_>, by en::plan::say, de::plan::say;
    rows: RowsText<'_>, by en::rows::say, de::rows::say;
    samples: SampleText<'_>, by en::samples::say, de::samples::say;
    server: ServerText<'_>, by en::server::say, de::server::say;
    settings: SettingsText<'_>, by en::settings::say, de::settings::say;
    sharing: SharingText<'_>, by en::sharing::say, de::sharing::say;
    sub: SubText<'_>, by en::sub::say, de::sub::say;
    tags: TagText<'_>, by en::tags::say, de::tags::say;
    taken: TakenText<'_>, by en::taken::say, de::taken::say;
    templates: TemplateText<'_>, by en::templates::say, de::templates::say;
    triggers: TriggersText<'_>, by en::triggers::say, de::triggers::say;
    versions: VersionText<'_>, by en::versions::say, de::versions::say;
    problem: &Problem, by en::shown, de::findings::say;
    field: SegmentField, by en::field, de::findings::field;
    field_name: FieldName<'_>, by en::field_name, de::field_name;
    told: Told<'_>, by en::told, de::told::say;
    ready_made: ReadyMade, by en::ready_made, de::ready_made::say;
    browser_error: &Error, by en::shown, de::errors::browser;
    send_error: &SendError, by en::shown, de::errors::sending;
    endpoint_error: &EndpointError, by en::shown, de::errors::endpoint;
    read_error: &ReadError, by en::shown, de::errors::json;
    load_error: &LoadError, by en::shown, de::errors::document;
    run_load_error: &RunLoadError, by en::shown, de::errors::saved_run;
}

thread_local! {
    /// German, once it is there.
    static SPOKEN: Cell<Option<&'static Tongue>> = const { Cell::new(None) };
}

// Nothing else may name German: it would come with the first load.
crate::arriving! { german in german { SPOKEN.set(Some(&GERMAN)); } }

/// What speaks a language, if it is another one than English and there.
fn tongue(language: Language) -> Option<&'static Tongue> {
    match language {
        Language::German => SPOKEN.get(),
        Language::English | Language::Accented | Language::Mirrored => None,
    }
}

impl Language {
    /// Whether it can be spoken at once.
    pub fn is_here(self) -> bool {
        self != Language::German || SPOKEN.get().is_some()
    }

    /// Fetches its words. Gives what can be spoken then: where they do not come
    /// that is English.
    pub async fn fetched(self) -> Language {
        if self.is_here() || german().await.is_ok() {
            self
        } else {
            Language::English
        }
    }
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

    /// The language.
    pub fn language(&self) -> Language {
        self.language
    }

    /// How moments are written in it.
    pub fn calendar(&self) -> Calendar {
        Calendar::of(self.language.of_dates())
    }

    /// A document to begin with, whose labels are in the language.
    pub fn ready_made(&self, document: &'static str) -> AttrValue {
        match self.language {
            Language::English | Language::German => self.say(ReadyMade(document)),
            // What is in disguise is no JSON.
            Language::Accented | Language::Mirrored => AttrValue::Static(document),
        }
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
    /// They speak that one now; English, where the words of another do not come.
    #[prop_or_default]
    pub on_spoken: Callback<Language>,
    /// What speaks it.
    pub children: Children,
}

/// Makes everything inside speak one language, as soon as its words are there.
#[function_component]
pub fn WordsProvider(props: &WordsProviderProps) -> Html {
    let spoken = use_state_eq(|| Some(props.language).filter(|language| language.is_here()));
    use_effect_with(props.language, {
        let spoken = spoken.setter();
        move |&language| {
            if language.is_here() {
                spoken.set(Some(language));
            } else {
                wasm_bindgen_futures::spawn_local(async move {
                    spoken.set(Some(language.fetched().await));
                });
            }
        }
    });
    use_effect_with((*spoken, props.on_spoken.clone()), |(spoken, on_spoken)| {
        if let Some(language) = spoken {
            on_spoken.emit(*language);
        }
    });
    let Some(language) = *spoken else {
        return Html::default();
    };
    html! {
        <ContextProvider<Words> context={Words::of(language)}>
            { for props.children.iter() }
        </ContextProvider<Words>>
    }
}

/// The words of the language in use; English where none was chosen.
#[hook]
pub fn use_words() -> Words {
    use_context::<Words>().unwrap_or_default()
}
