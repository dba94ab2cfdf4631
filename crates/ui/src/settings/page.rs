use std::rc::Rc;

use segflow_core::scope::User;
use segflow_web::Error;
use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html, use_state_eq};

use super::kept::Kept;
use crate::device::Device;
use crate::parts::{Choice, Link, SelectField, TextField, Tone, notice};
use crate::retention::{DAYS, use_retention};
use crate::shell::{PageHeading, Theme};
use crate::text::{Language, SettingsText, Text, Words, use_words};

/// The value of a choice that leaves it to the device.
const SYSTEM: &str = "system";

/// Properties of the page.
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct SettingsPageProps {
    /// What this device keeps.
    pub device: Rc<Device>,
    /// The language that was chosen; none where it is the system's.
    pub language: Option<Language>,
    /// Another was chosen.
    pub on_language: Callback<Option<Language>>,
    /// The colours in use.
    pub theme: Theme,
    /// Others were chosen.
    pub on_theme: Callback<Theme>,
    /// Somebody else works here.
    pub on_user: Callback<User>,
    /// The address of the runs.
    pub runs: AttrValue,
    /// Goes there.
    pub on_runs: Callback<()>,
    /// Everything was deleted.
    pub on_deleted: Callback<()>,
}

/// The settings of this device.
#[function_component]
pub(super) fn SettingsPage(props: &SettingsPageProps) -> Html {
    let words = use_words();
    html! {
        <div class="page-column settings">
            <PageHeading title={words.say(Text::Settings)} />
            { section(&words, "looks", SettingsText::Looks, looks(&words, props)) }
            { section(&words, "user", SettingsText::User, user(&words, props)) }
            { section(&words, "runs", SettingsText::Runs, html! { <RunsKept settings={props.clone()} /> }) }
            { section(&words, "kept", SettingsText::Kept, html! {
                <Kept device={Rc::clone(&props.device)} on_deleted={props.on_deleted.clone()} />
            }) }
        </div>
    }
}

fn section(words: &Words, id: &'static str, title: SettingsText<'_>, content: Html) -> Html {
    let heading = format!("settings-{id}");
    html! {
        <section class="card stack" aria-labelledby={heading.clone()}>
            <h2 id={heading}>{ words.say(title) }</h2>
            { content }
        </section>
    }
}

fn looks(words: &Words, props: &SettingsPageProps) -> Html {
    let of_system = Choice {
        value: SYSTEM.into(),
        label: words.say(SettingsText::LanguageOfSystem),
    };
    let offered = Language::OFFERED.map(|language| Choice {
        value: language.tag().into(),
        label: language.own_name().into(),
    });
    let languages = [of_system].into_iter().chain(offered).collect::<Vec<_>>();
    let chosen = props.language.map_or(SYSTEM, Language::tag);
    let on_language = props
        .on_language
        .reform(|tag: AttrValue| Language::of_tag(&tag));
    let themes = Theme::ALL.map(|theme| Choice {
        value: theme.name().into(),
        label: words.say(theme.text()),
    });
    let on_theme = props.on_theme.reform(|name: AttrValue| Theme::named(&name));
    html! {
        <div class="settings-pair">
            <SelectField id="language" label={words.say(SettingsText::Language)}
                choices={languages} value={chosen} on_change={on_language} />
            <SelectField id="colours" label={words.say(Text::Theme)}
                choices={themes.to_vec()} value={props.theme.name()} on_change={on_theme} />
        </div>
    }
}

fn user(words: &Words, props: &SettingsPageProps) -> Html {
    let user = props.device.user.clone();
    let typed = |change: fn(&mut User, Option<String>)| {
        let user = user.clone();
        props.on_user.reform(move |text: String| {
            let mut user = user.clone();
            let text = text.trim();
            change(&mut user, (!text.is_empty()).then(|| text.to_owned()));
            user
        })
    };
    let field = |id: &'static str, label, value: &Option<String>, on_input| {
        TextField::new(
            id.into(),
            words.say(label),
            value.clone().unwrap_or_default().into(),
        )
        .optional(true)
        .on_input(on_input)
        .view(words)
    };
    html! {
        <>
            <p class="muted">{ words.say(SettingsText::UserHint) }</p>
            <div class="settings-pair">
                { field("user-email", SettingsText::Email, &user.email, typed(|user, text| user.email = text)) }
                { field("user-role", SettingsText::Role, &user.role, typed(|user, text| user.role = text)) }
            </div>
        </>
    }
}

/// Properties of [`RunsKept`].
#[derive(Debug, Clone, PartialEq, Properties)]
struct RunsKeptProps {
    settings: SettingsPageProps,
}

/// For how long runs are kept.
#[function_component]
fn RunsKept(props: &RunsKeptProps) -> Html {
    let words = use_words();
    let settings = &props.settings;
    let refused = use_state_eq(|| None::<Error>);
    let (days, on_days) = use_retention(&settings.device, Callback::noop(), {
        let refused = refused.setter();
        Callback::from(move |error| refused.set(Some(error)))
    });
    let choices = DAYS.map(|count| Choice {
        value: count.to_string().into(),
        label: words.say(SettingsText::Days { count }),
    });
    html! {
        <>
            if let Some(reason) = &*refused {
                { notice(Tone::Error, words.say(Text::Because { reason: &words.say(reason) })) }
            }
            if let Some(days) = days {
                <div class="settings-pair">
                    <SelectField id="keep-runs" label={words.say(SettingsText::KeepRuns)}
                        hint={words.say(SettingsText::KeepRunsHint)}
                        choices={choices.to_vec()} value={days.to_string()} on_change={on_days} />
                </div>
            }
            <p>
                {
                    Link::to(settings.runs.clone(), settings.on_runs.clone())
                        .view(html! { words.say(SettingsText::AllRuns) })
                }
            </p>
        </>
    }
}
