use segflow_ui::builder::LastVisit;
use segflow_ui::icons::Icon;
use segflow_ui::shell::{Header, Place, Shell, Visit};
use segflow_ui::text::{DebuggerText, WordsProvider, use_words};
use yew::prelude::{Callback, Html, function_component, html, use_memo};
use yew_router::hooks::{use_navigator, use_route};
use yew_router::{BrowserRouter, Routable};

use crate::device::use_device;
use crate::pages::{Builder, Debugger, NotFound, Workflows};
use crate::route::Route;
use crate::theme::use_theme;

/// The whole app.
#[function_component]
pub(crate) fn App() -> Html {
    html! {
        <WordsProvider>
            <BrowserRouter>
                <Visit><Frame /></Visit>
            </BrowserRouter>
        </WordsProvider>
    }
}

/// The page of the present address, with the header above it.
#[function_component]
fn Frame() -> Html {
    let (theme, on_theme) = use_theme();
    let words = use_words();
    let (device, on_accounts, on_look) = use_device();
    let last_visit = (*use_memo((), |()| LastVisit::default())).clone();
    let navigator = use_navigator();
    let route = use_route::<Route>().unwrap_or(Route::NotFound);

    let go = |to: Route| {
        let navigator = navigator.clone();
        Callback::from(move |()| {
            if let Some(navigator) = &navigator {
                navigator.push(&to);
            }
        })
    };
    let on_home = go(Route::Workflows);
    let has_debugger = device.as_ref().is_some_and(|device| device.debugger);
    let places: Vec<Place> = has_debugger
        .then(|| Place {
            title: words.say(DebuggerText::Title),
            icon: Icon::Pulse,
            href: Route::Debugger.to_path().into(),
            on_follow: go(Route::Debugger),
            is_here: route == Route::Debugger,
        })
        .into_iter()
        .collect();
    let home = Route::Workflows.to_path();
    let header = html! {
        <Header home={home.clone()} on_home={on_home.clone()} places={places.clone()}
            {theme} on_theme={on_theme.clone()} />
    };
    match (route, device) {
        (Route::Workflow { id }, Some(device)) => html! {
            <Builder {id} {last_visit} {device} {on_accounts} {home} {on_home} {places} {theme} {on_theme} />
        },
        (Route::Debugger, Some(device)) => html! {
            <Shell {header}><Debugger {device} {home} {on_home} {on_look} /></Shell>
        },
        (Route::Workflows, Some(device)) => {
            html! { <Shell {header}><Workflows {device} /></Shell> }
        }
        (Route::NotFound, _) => html! { <Shell {header}><NotFound {on_home} /></Shell> },
        // Opening takes a moment; nothing moves when it is done.
        (_, None) => html! { <Shell {header}>{ Html::default() }</Shell> },
    }
}
