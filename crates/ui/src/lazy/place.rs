use std::cell::Cell;
use std::rc::Rc;

use segflow_web::program;
use wasm_bindgen_futures::spawn_local;
use web_sys::Element;
use yew::prelude::{
    BaseComponent, Callback, Html, MouseEvent, Properties, UseStateHandle, function_component,
    html, use_effect_with, use_state_eq,
};
use yew::virtual_dom::VChild;

use super::Loading;
use crate::icons::Icon;
use crate::parts::{Button, Notice, Tone};
use crate::text::{Text, Words, use_words};

/// The class of what stands for a part that is still on its way.
const COMING: &str = "part-coming";

/// What draws a component of such properties, once its code is there.
pub type View<P> = Cell<Option<fn(P) -> Html>>;

/// Draws a component.
pub fn draw<C: BaseComponent>(props: C::Properties) -> Html {
    VChild::<C>::new(props, None).into()
}

/// Shows a part once its code is there, and until then what becomes of it.
pub fn place(
    name: &'static str,
    title: Option<Text<'static>>,
    frame: Option<Frame>,
    part: impl Fn() -> Option<Html> + 'static,
    load: fn() -> Loading,
) -> Html {
    html! { <Place key={name} {title} {frame} part={Part(Rc::new(part))} load={Load(load)} /> }
}

/// Draws what is around a part that is not there.
#[derive(Clone)]
pub struct Frame(Rc<dyn Fn(Html) -> Html>);

impl Frame {
    /// A frame that is drawn so.
    pub fn of(draw: impl Fn(Html) -> Html + 'static) -> Frame {
        Frame(Rc::new(draw))
    }
}

impl PartialEq for Frame {
    fn eq(&self, other: &Frame) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Draws the part, if its code is there.
#[derive(Clone)]
struct Part(Rc<dyn Fn() -> Option<Html>>);

impl PartialEq for Part {
    fn eq(&self, other: &Part) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

/// Fetches it. A place belongs to one part by its key, so this never changes.
#[derive(Clone, Copy)]
struct Load(fn() -> Loading);

impl PartialEq for Load {
    fn eq(&self, _: &Load) -> bool {
        true
    }
}

#[derive(Clone, PartialEq, Properties)]
struct PlaceProps {
    title: Option<Text<'static>>,
    frame: Option<Frame>,
    part: Part,
    load: Load,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stage {
    Coming,
    There,
    /// It did not come; another attempt may do better.
    Missing,
    /// The server has another version of the program.
    Outdated,
}

#[function_component]
fn Place(props: &PlaceProps) -> Html {
    let words = use_words();
    let stage = use_state_eq(|| Stage::Coming);
    let view = (props.part.0)();
    let is_wanted = view.is_none() && *stage == Stage::Coming;
    use_effect_with(is_wanted, {
        let (stage, Load(load)) = (stage.clone(), props.load);
        move |is_wanted| {
            if *is_wanted {
                spawn_local(async move { stage.set(arrival(load).await) });
            }
        }
    });
    if let Some(view) = view {
        return view;
    }
    let shown = match *stage {
        Stage::Coming | Stage::There => coming(&words),
        Stage::Missing => titled(&words, props.title, missing(&words, &stage)),
        Stage::Outdated => titled(&words, props.title, outdated(&words)),
    };
    match &props.frame {
        Some(Frame(draw)) => draw(shown),
        None => shown,
    }
}

async fn arrival(load: fn() -> Loading) -> Stage {
    if load().await.is_ok() {
        Stage::There
    } else if program::was_replaced().await {
        Stage::Outdated
    } else {
        Stage::Missing
    }
}

/// Whether a part within an element is still on its way.
pub(crate) fn is_coming(within: &Element) -> bool {
    within
        .query_selector(".part-coming")
        .is_ok_and(|found| found.is_some())
}

/// It is seen only when it takes longer than usual.
fn coming(words: &Words) -> Html {
    html! {
        <div class={COMING} role="status">
            <span class="visually-hidden">{ words.say(Text::PartComing) }</span>
        </div>
    }
}

/// A page has its heading, whatever becomes of its part.
fn titled(words: &Words, title: Option<Text<'static>>, told: Html) -> Html {
    match title {
        Some(title) => html! {
            <div class="page-column stack"><h1>{ words.say(title) }</h1>{ told }</div>
        },
        None => told,
    }
}

fn missing(words: &Words, stage: &UseStateHandle<Stage>) -> Html {
    let stage = stage.clone();
    let again = Button::new(words.say(Text::TryAgain))
        .icon(Icon::Redo)
        .small()
        .on_press(Callback::from(move |_: MouseEvent| {
            stage.set(Stage::Coming);
        }));
    Notice::new(Tone::Error)
        .actions(Some(again.view()))
        .view(words.say(Text::PartMissing))
}

fn outdated(words: &Words) -> Html {
    let reload = Button::new(words.say(Text::Reload))
        .icon(Icon::Redo)
        .small()
        .on_press(Callback::from(|_: MouseEvent| program::reload()));
    Notice::new(Tone::Warning)
        .actions(Some(reload.view()))
        .view(words.say(Text::PartOutdated))
}
