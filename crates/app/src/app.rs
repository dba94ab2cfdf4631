use segflow_ui::shell::{Header, Shell, Visit};
use segflow_ui::text::WordsProvider;
use yew::prelude::{Callback, Html, function_component, html};
use yew_router::hooks::{use_navigator, use_route};
use yew_router::{BrowserRouter, Routable};

use crate::device::use_device;
use crate::pages::{Builder, NotFound, Workflows};
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
    let (device, on_accounts) = use_device();
    let navigator = use_navigator();
    let route = use_route::<Route>().unwrap_or(Route::NotFound);

    let on_home = Callback::from(move |()| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Workflows);
        }
    });
    let home = Route::Workflows.to_path();
    let header = html! {
        <Header home={home.clone()} on_home={on_home.clone()} {theme} on_theme={on_theme.clone()} />
    };
    match (route, device) {
        (Route::Workflow { id }, Some(device)) => html! {
            <Builder {id} {device} {on_accounts} {home} {on_home} {theme} {on_theme} />
        },
        (Route::Workflows, Some(device)) => {
            html! { <Shell {header}><Workflows {device} /></Shell> }
        }
        (Route::NotFound, _) => html! { <Shell {header}><NotFound {on_home} /></Shell> },
        // Opening takes a moment; nothing moves when it is done.
        (_, None) => html! { <Shell {header}>{ Html::default() }</Shell> },
    }
}
