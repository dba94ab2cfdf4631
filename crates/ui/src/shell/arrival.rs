//! On opening another page the focus goes to its heading, so that those who
//! hear the page know where they are. The first page of a visit is left alone.

use std::cell::Cell;
use std::rc::Rc;

use web_sys::HtmlElement;
use yew::prelude::{
    AttrValue, Children, Classes, ContextProvider, Html, Properties, function_component, html,
    use_context, use_effect_with, use_memo, use_node_ref,
};

/// Whether the present page is another than the first.
#[derive(Debug, Clone)]
pub(super) struct Arrivals(Rc<FirstPage>);

#[derive(Debug)]
struct FirstPage {
    /// The path of its address.
    path: Option<String>,
    was_shown: Cell<bool>,
}

impl Arrivals {
    fn begin() -> Arrivals {
        Arrivals(Rc::new(FirstPage {
            path: path(),
            was_shown: Cell::new(false),
        }))
    }

    /// Notes an arrival, and says whether it is at another page: who is quick has
    /// gone on before the first one was shown.
    fn note(&self) -> bool {
        self.0.was_shown.replace(true) || self.0.path != path()
    }
}

fn path() -> Option<String> {
    web_sys::window()?.location().pathname().ok()
}

impl PartialEq for Arrivals {
    fn eq(&self, other: &Arrivals) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Properties of [`Visit`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct VisitProps {
    /// The pages.
    pub children: Children,
}

/// One visit of the app, around all of its pages: it knows whether a page was
/// shown before.
#[function_component]
pub fn Visit(props: &VisitProps) -> Html {
    let arrivals = use_memo((), |()| Arrivals::begin());
    html! {
        <ContextProvider<Arrivals> context={(*arrivals).clone()}>
            { for props.children.iter() }
        </ContextProvider<Arrivals>>
    }
}

/// Properties of [`PageHeading`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct PageHeadingProps {
    /// What the page is called.
    pub title: AttrValue,
    /// Its classes.
    #[prop_or_default]
    pub class: Classes,
}

/// The `h1` of a page. Each page has one, rendered when the page is ready.
#[function_component]
pub fn PageHeading(props: &PageHeadingProps) -> Html {
    let heading = use_node_ref();
    let arrivals = use_context::<Arrivals>();

    use_effect_with((), {
        let heading = heading.clone();
        move |()| {
            let another = arrivals.is_some_and(|arrivals| arrivals.note());
            if let (true, Some(heading)) = (another, heading.cast::<HtmlElement>()) {
                let _ = heading.focus();
            }
        }
    });
    html! {
        <h1 ref={heading} tabindex="-1" class={props.class.clone()}>{ props.title.clone() }</h1>
    }
}
