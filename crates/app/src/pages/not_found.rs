use segflow_ui::parts::Link;
use segflow_ui::shell::PageHeading;
use segflow_ui::text::{Text, use_words};
use yew::prelude::{Callback, Html, Properties, function_component, html};

use crate::route::Route;
use crate::title::use_title;

/// Properties of [`NotFound`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct NotFoundProps {
    /// Goes to the list of workflows.
    pub(crate) on_home: Callback<()>,
}

/// What is shown where there is nothing.
#[function_component]
pub(crate) fn NotFound(props: &NotFoundProps) -> Html {
    let words = use_words();
    use_title(words.say(Text::PageNotFound));
    html! {
        <div class="page-column stack">
            <PageHeading title={words.say(Text::PageNotFound)} />
            <p class="muted">{ words.say(Text::PageNotFoundHint) }</p>
            <p>
                {
                    Link::to(Route::Workflows.path(), props.on_home.clone())
                        .view(html! { words.say(Text::GoToWorkflows) })
                }
            </p>
        </div>
    }
}
