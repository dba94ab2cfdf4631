use std::rc::Rc;

use segflow_core::document::Workflow;
use segflow_ui::builder::{BuilderPageProps, BuilderParts, Outside, builder_page};
use segflow_ui::device::Device;
use segflow_ui::importing::Origin;
use segflow_ui::model::Given;
use segflow_ui::text::{Language, WordsProvider};
use yew::prelude::{Callback, Html, Properties, function_component, html, use_memo};

/// What is shown in an element.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Shown {
    /// Another number is another builder, which knows nothing of the one before.
    pub(crate) number: u32,
    pub(crate) workflow: Rc<Workflow>,
    pub(crate) device: Rc<Device>,
    pub(crate) given: Rc<Given>,
    pub(crate) outside: Outside,
    pub(crate) language: Language,
}

/// Properties of [`Frame`].
#[derive(Debug, Clone, PartialEq, Default, Properties)]
pub(crate) struct FrameProps {
    /// Nothing where no element needs it.
    pub(crate) shown: Option<Shown>,
    /// The language it speaks now.
    pub(crate) on_spoken: Callback<Language>,
}

/// A builder with a bar of its own, and the places for what the page adds.
#[function_component]
pub(crate) fn Frame(props: &FrameProps) -> Html {
    let frame = (*use_memo((), |()| Callback::from(parts))).clone();
    let Some(shown) = &props.shown else {
        return Html::default();
    };
    html! {
        <WordsProvider language={shown.language} on_spoken={props.on_spoken.clone()}>
            <key={shown.number.to_string()}>
                {
                    builder_page(BuilderPageProps {
                        workflow: Rc::clone(&shown.workflow),
                        device: Rc::clone(&shown.device),
                        on_accounts: Callback::noop(),
                        last_visit: Default::default(),
                        sample: None,
                        on_sample: Callback::noop(),
                        messages: None,
                        runs: None,
                        workflows: None,
                        on_run_file: None,
                        origin: Origin::Own,
                        given: Rc::clone(&shown.given),
                        outside: shown.outside.clone(),
                        frame,
                    })
                }
            </>
        </WordsProvider>
    }
}

fn parts(parts: BuilderParts) -> Html {
    html! {
        <>
            <div class="builder-bar" part="toolbar">
                <div class="builder-subject">{ parts.subject }</div>
                <div class="builder-actions">{ parts.actions }</div>
                <slot name="toolbar-end"></slot>
            </div>
            { parts.body }
            <slot name="footer"></slot>
        </>
    }
}
