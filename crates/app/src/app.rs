use segflow_ui::shell::{Header, Shell};
use segflow_ui::text::WordsProvider;
use yew::prelude::{Callback, Html, function_component, html};
use yew_router::hooks::{use_navigator, use_route};
use yew_router::{BrowserRouter, Routable};

use crate::pages::{NotFound, Workflows};
use crate::route::Route;
use crate::theme::use_theme;

/// The whole app.
#[function_component]
pub(crate) fn App() -> Html {
    html! {
        <WordsProvider>
            <BrowserRouter>
                <Frame />
            </BrowserRouter>
        </WordsProvider>
    }
}

/// The header, which stays, and the page of the present address.
#[function_component]
fn Frame() -> Html {
    let (theme, on_theme) = use_theme();
    let navigator = use_navigator();
    let route = use_route::<Route>().unwrap_or(Route::NotFound);

    let on_home = Callback::from(move |()| {
        if let Some(navigator) = &navigator {
            navigator.push(&Route::Workflows);
        }
    });
    let header = html! {
        <Header home={Route::Workflows.to_path()} on_home={on_home.clone()} {theme} {on_theme} />
    };
    let page = match route {
        Route::Workflows => html! { <Workflows /> },
        Route::Workflow { .. } | Route::NotFound => html! { <NotFound {on_home} /> },
    };
    html! { <Shell {header}>{ page }</Shell> }
}
