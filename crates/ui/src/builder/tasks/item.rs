use segflow_core::document::TaskId;
use wasm_bindgen::JsCast;
use web_sys::Element;
use yew::prelude::{
    AttrValue, Callback, FocusEvent, Html, MouseEvent, Properties, classes, function_component,
    html, use_node_ref,
};

use crate::builder::canvas::{Opened, TaskMenuProps, task_menu};
use crate::builder::context::{Builder, use_doing};
use crate::builder::findings::FindingCount;
use crate::icons::{Icon, sign};
use crate::model::{Action, Edge, OnLevel};
use crate::parts::{Button, leaves};
use crate::text::{BuilderText, use_words};

/// How far down the window what begins is still seen to be there.
const IN_SIGHT: f64 = 0.6;

/// What is seen of a task in the list. Typing that changes nothing of it does
/// not draw it again.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct TaskItem {
    pub(super) id: AttrValue,
    pub(super) title: AttrValue,
    /// The kind's name in the document.
    pub(super) kind_name: AttrValue,
    pub(super) icon: Icon,
    /// What the kind is called, unless the task is called just that.
    pub(super) kind: AttrValue,
    /// Where it sends to; a task that sends nowhere has none.
    pub(super) account: Option<TaskAccount>,
    /// When it is activated, in words.
    pub(super) condition: Option<AttrValue>,
    /// How many findings there are.
    pub(super) findings: FindingCount,
    pub(super) on_level: OnLevel,
    pub(super) is_chosen: bool,
    /// What is dragged would come there.
    pub(super) drop: Option<Edge>,
    pub(super) is_dragged: bool,
}

/// Where a task sends to.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum TaskAccount {
    /// An account of that name.
    Named(AttrValue),
    /// None yet, as the task is new.
    NotYet,
    /// None that is connected.
    Missing,
}

/// Properties of [`TaskRow`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct TaskRowProps {
    pub(super) item: TaskItem,
    /// What is opened at this task, and of which builder.
    pub(super) opened: Option<(Opened, Builder)>,
    /// Something is to be opened at it, or closed.
    pub(super) on_open: Callback<Option<(AttrValue, Opened)>>,
}

/// A task in the list: its button chooses it, a grip drags it, and a menu does
/// everything else with it.
#[function_component]
pub(super) fn TaskRow(props: &TaskRowProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let (more, insert) = (use_node_ref(), use_node_ref());
    let item = &props.item;
    let title = item.title.as_str();
    let choose = {
        let id = item.id.clone();
        doing.maybe(move |event: MouseEvent| {
            // Keys keep the focus, and the place, where it is.
            if event.detail() > 0 {
                show_editor(&event);
            }
            Some(Action::TaskChosen(TaskId::parse(&id).ok()?))
        })
    };
    let opened = props.opened.as_ref().map(|(opened, _)| *opened);
    let on_press = |pressed: Opened| {
        let next = (opened != Some(pressed)).then(|| (item.id.clone(), pressed));
        props.on_open.reform(move |_: MouseEvent| next.clone())
    };
    let menu = |of: Opened| {
        let builder = props.opened.as_ref().filter(|(opened, _)| *opened == of);
        let button = match of {
            Opened::Menu => &more,
            Opened::Insert => &insert,
        };
        let on_close = {
            let button = button.clone();
            props.on_open.reform(move |()| {
                if let Some(button) = button.cast::<web_sys::HtmlElement>() {
                    let _ = button.focus();
                }
                None
            })
        };
        builder.map(|(_, builder)| {
            task_menu(TaskMenuProps {
                builder: builder.clone(),
                task: item.id.clone(),
                opened: of,
                button: id_of(of, &item.id),
                on_close,
            })
        })
    };
    let onfocusout = {
        let on_open = props.on_open.clone();
        let is_open = opened.is_some();
        Callback::from(move |event: FocusEvent| {
            if is_open && leaves(&event) {
                on_open.emit(None);
            }
        })
    };
    let button = |of: Opened, icon: Icon, text: BuilderText<'_>| {
        Button::sign_only(icon, words.say(text))
            .small()
            .id(id_of(of, &item.id))
            .popup("menu")
            .expanded(opened == Some(of))
            .node_ref(match of {
                Opened::Menu => more.clone(),
                Opened::Insert => insert.clone(),
            })
            .on_press(on_press(of))
            .view()
    };
    let level = match item.on_level {
        OnLevel::Alone => None,
        OnLevel::FirstOfTwo => Some("first-of-two"),
        OnLevel::LastOfTwo => Some("last-of-two"),
        OnLevel::First => Some("first"),
        OnLevel::Middle => Some("middle"),
        OnLevel::Last => Some("last"),
    };
    let (is_beside, ends_level) = (item.on_level.is_beside(), item.on_level.ends_level());
    let drop = item.drop.map(|edge| match edge {
        Edge::Before => "before",
        Edge::Beside => "beside",
        Edge::After => "after",
    });
    let dragged = item.is_dragged.then_some("dragged");
    html! {
        <li class={classes!("task-item", dragged)} part="task" data-sort={item.id.clone()}
            data-level={level} data-drop={drop}>
            <button type="button" class="task-open" data-task={item.id.clone()}
                aria-current={item.is_chosen.then_some("true")}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown" onclick={choose}>
                <span class="task-icon" data-kind={item.kind_name.clone()}>
                    { sign(item.icon) }
                </span>
                <span class="task-text">
                    <span class="task-label" part="task-title" dir="auto">{ title }</span>
                    if let Some(condition) = &item.condition {
                        <span class="task-condition">
                            { sign(Icon::Condition) }
                            <span>{ words.say(BuilderText::If { condition }) }</span>
                        </span>
                    }
                    <span class="task-kind">
                        if !item.kind.is_empty() {
                            <span>{ item.kind.clone() }</span>
                        }
                        {
                            match &item.account {
                                Some(TaskAccount::Named(label)) => html! {
                                    <span dir="auto">{ label.clone() }</span>
                                },
                                Some(lacking) => {
                                    let class = (*lacking == TaskAccount::Missing).then_some("task-lacks");
                                    html! { <span {class}>{ words.say(BuilderText::SendsNowhere) }</span> }
                                }
                                None => Html::default(),
                            }
                        }
                    </span>
                    if is_beside {
                        <span class="visually-hidden">{ words.say(BuilderText::OnLevelAbove) }</span>
                    }
                </span>
                <span class="task-marks">
                    { item.findings.view(&words).unwrap_or_default() }
                </span>
            </button>
            <div class="menu end task-actions" onfocusout={onfocusout.clone()}>
                <span class="grip" aria-hidden="true" title={words.say(BuilderText::DragToMove)}>
                    { sign(Icon::Grip) }
                </span>
                { button(Opened::Menu, Icon::More, BuilderText::ActionsFor { title }) }
                { menu(Opened::Menu).unwrap_or_default() }
            </div>
            if is_beside {
                <span class="task-seam">{ sign(Icon::Beside) }</span>
            }
            if ends_level {
                <div class="menu task-insert" {onfocusout}>
                    { button(Opened::Insert, Icon::Add, BuilderText::InsertAfter { title }) }
                    { menu(Opened::Insert).unwrap_or_default() }
                </div>
            }
        </li>
    }
}

/// Below a list that fills the window the editor is scrolled to: else nothing
/// would seem to have come of the press.
fn show_editor(event: &MouseEvent) -> Option<()> {
    let pressed: Element = event.target()?.dyn_into().ok()?;
    let builder = pressed.closest(".builder").ok()??;
    let editor = builder.query_selector(".builder-editor").ok()??;
    let height = web_sys::window()?.inner_height().ok()?.as_f64()?;
    if editor.get_bounding_client_rect().top() > IN_SIGHT * height {
        editor.scroll_into_view();
    }
    Some(())
}

/// The id of the button that opens something at a task.
fn id_of(opened: Opened, task: &str) -> AttrValue {
    match opened {
        Opened::Menu => format!("task-{task}-more").into(),
        Opened::Insert => format!("task-{task}-insert").into(),
    }
}
