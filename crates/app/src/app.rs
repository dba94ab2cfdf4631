use segflow_ui::builder::{LastVisit, Outside};
use segflow_ui::icons::Icon;
use segflow_ui::palette::{Asked, Door, PaletteProps, ShortcutsProps, palette, shortcuts};
use segflow_ui::shell::{Header, Place, Shell, Theme, Visit};
use segflow_ui::text::{Language, Text, Words, WordsProvider, use_words};
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, html, use_memo, use_state_eq,
};

use crate::device::{Known, use_device};
use crate::finding::use_finding;
use crate::language::{choose, chosen, now, use_language_of_page, use_other_tabs};
use crate::pages::{
    Accounts, Builder, Debugger, File, Handed, Import, Linked, New, NotFound, Runs, Settings,
    Versions, Workflows,
};
use crate::route::{Address, Route, use_address};
use crate::second_click::use_one_click;
use crate::theme::use_theme;

/// Properties of [`App`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct AppProps {
    /// The language it speaks at first.
    pub(crate) language: Language,
}

/// The whole app.
#[function_component]
pub(crate) fn App(props: &AppProps) -> Html {
    let language = use_state_eq(|| props.language);
    use_other_tabs({
        let language = language.setter();
        move || language.set(now())
    });
    let on_language = {
        let language = language.clone();
        Callback::from(move |chosen: Option<Language>| language.set(choose(chosen)))
    };
    html! {
        <WordsProvider language={*language}>
            <Visit><Frame {on_language} /></Visit>
        </WordsProvider>
    }
}

/// Properties of [`Frame`].
#[derive(Debug, Clone, PartialEq, Properties)]
struct FrameProps {
    /// A language was chosen; none leaves it to the system.
    on_language: Callback<Option<Language>>,
}

/// The page of the present address, with the header above it.
#[function_component]
fn Frame(props: &FrameProps) -> Html {
    let (theme, on_theme) = use_theme();
    let words = use_words();
    use_language_of_page(words.language());
    use_one_click();
    let Known {
        device,
        on_accounts,
        on_look,
        on_user,
    } = use_device();
    let last_visit = (*use_memo((), |()| LastVisit::default())).clone();
    let handed = (*use_memo((), |()| Handed::default())).clone();
    let (address, navigator) = use_address();
    let outside = (*use_memo((), |()| Outside::default())).clone();
    let found = use_finding();

    let go = |to: Route| {
        let navigator = navigator.clone();
        Callback::from(move |()| navigator.push(Address::of(to.clone())))
    };
    let on_home = go(Route::Workflows);
    let has_debugger = device.as_ref().is_some_and(|device| device.debugger);
    let place = |route: Route, title, icon| Place {
        title: words.say(title),
        icon,
        href: route.path(),
        on_follow: go(route.clone()),
        is_here: address.route == route,
    };
    let debugger = || place(Route::Debugger, Text::Debugger, Icon::Pulse);
    // What is found out later comes first, where it moves nothing.
    let places: Vec<Place> = has_debugger
        .then(debugger)
        .into_iter()
        .chain([
            place(Route::Runs, Text::Runs, Icon::Clock),
            place(Route::Accounts, Text::Accounts, Icon::Key),
        ])
        .collect();
    let header = Header {
        home: Route::Workflows.path(),
        on_home: on_home.clone(),
        places,
        settings: place(Route::Settings, Text::Settings, Icon::Settings),
        theme,
        on_theme,
        on_find: {
            let found = found.clone();
            Callback::from(move |()| found.set(Some(Asked::Palette)))
        },
    };
    let on_close = {
        let found = found.clone();
        Callback::from(move |()| found.set(None))
    };
    let finding = match *found {
        None => Html::default(),
        Some(Asked::Shortcuts) => shortcuts(ShortcutsProps { on_close }),
        Some(Asked::Palette) => {
            let (outline, on_command) = outside.outline().unzip();
            let navigator = navigator.clone();
            palette(PaletteProps {
                outline,
                on_command: on_command.unwrap_or_default(),
                doors: doors(&words, &address.route, &header, &go),
                storage: device.as_ref().map(|device| device.storage.clone()),
                on_open: Callback::from(move |id: AttrValue| {
                    navigator.push(Address::of(Route::Workflow { id: id.to_string() }));
                }),
                on_shortcuts: {
                    let found = found.clone();
                    Callback::from(move |()| found.set(Some(Asked::Shortcuts)))
                },
                on_close,
            })
        }
    };
    if let (Route::Workflow { id }, Some(device)) = (&address.route, &device) {
        return html! {
            <>
                <Builder key={id.as_str()} id={id.clone()} {navigator} {last_visit} {device} {on_accounts} {header} {outside} />
                { finding }
            </>
        };
    }
    let page = match (&address.route, device) {
        (Route::NotFound, _) => html! { <NotFound {on_home} /> },
        (Route::Workflows, Some(device)) => html! { <Workflows {device} {navigator} {handed} /> },
        (Route::New, Some(device)) => html! { <New {device} {navigator} /> },
        (Route::Import, Some(device)) => html! { <Import {device} {navigator} {handed} /> },
        (Route::Linked { written }, Some(device)) => html! {
            <Linked key={written.as_str()} written={written.clone()} {device} {navigator}
                home={header.home.clone()} />
        },
        (Route::Debugger, Some(device)) => html! {
            <Debugger {device} {address} {navigator} {last_visit} home={header.home.clone()} {on_home}
                {on_look} />
        },
        (Route::File { id }, Some(device)) => html! {
            <File key={id.as_str()} id={id.clone()} {device} {navigator} home={header.home.clone()} {on_home} />
        },
        (Route::Versions { id }, Some(device)) => html! {
            <Versions key={id.as_str()} id={id.clone()} {device} {navigator} />
        },
        (Route::Accounts, Some(device)) => {
            html! { <Accounts {device} {on_accounts} {navigator} /> }
        }
        (Route::Runs, Some(device)) => html! {
            <Runs {device} {address} {navigator} {last_visit} home={header.home.clone()} {on_home} />
        },
        (Route::Settings, Some(device)) => html! {
            <Settings {device} {navigator} language={chosen()} on_language={props.on_language.clone()}
                {theme} on_theme={header.on_theme.clone()} {on_user} />
        },
        // Opening takes a moment; nothing moves when it is done.
        (_, _) => Html::default(),
    };
    html! {
        <>
            <Shell header={header.view(&words)}>{ page }</Shell>
            { finding }
        </>
    }
}

/// The pages there are, and what can be done on all of them.
fn doors(
    words: &Words,
    here: &Route,
    header: &Header,
    go: &impl Fn(Route) -> Callback<()>,
) -> Vec<Door> {
    let file = match here {
        Route::Workflow { id } => Some(Door {
            title: words.say(Text::RunFile),
            icon: Icon::Form,
            open: go(Route::File { id: id.clone() }),
        }),
        _ => None,
    };
    let home = Door {
        title: words.say(Text::GoToWorkflows),
        icon: Icon::Workflow,
        open: header.on_home.clone(),
    };
    let places = header.places.iter().map(|place| Door {
        title: place.title.clone(),
        icon: place.icon,
        open: place.on_follow.clone(),
    });
    let themes = Theme::ALL.into_iter().map(|theme| Door {
        title: format!("{}: {}", words.say(Text::Theme), words.say(theme.text())).into(),
        icon: theme.icon(),
        open: header.on_theme.reform(move |()| theme),
    });
    file.into_iter()
        .chain([home])
        .chain(places)
        .chain(themes)
        .collect()
}
