use yew::prelude::{AttrValue, Html, html};

use super::page::{BuilderPageProps, BuilderParts};

/// The frame of a builder that is on its way.
pub(super) fn frame(props: &BuilderPageProps, shown: Html) -> Html {
    let title = AttrValue::from(props.workflow.name.clone());
    props.frame.emit(BuilderParts {
        subject: html! { <h1 class="header-name">{ title.clone() }</h1> },
        title,
        actions: Html::default(),
        body: html! { <div class="page-column">{ shown }</div> },
    })
}
