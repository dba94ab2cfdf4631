use std::rc::Rc;

use segflow_core::document::Workflow;
use segflow_core::json::Value;
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use super::{TracedDialogProps, traced_dialog};
use crate::builder::last_visit::LastVisit;
use crate::icons::Icon;
use crate::parts::Button;
use crate::text::{SampleText, Text, use_words};

/// Properties of [`SampleMaker`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub struct FromMessageProps {
    /// The workflow that gets the sample.
    pub workflow: Rc<Workflow>,
    /// The builder that may have it open.
    pub last_visit: LastVisit,
    /// The message.
    pub message: Value,
    /// What came of keeping the last one: what it is called, or why it was not
    /// kept.
    #[prop_or_default]
    pub said: Option<Result<AttrValue, AttrValue>>,
    /// A sample was made.
    pub on_keep: Callback<KeptSample>,
}

/// A sample that was made, to be saved.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptSample {
    /// The workflow, which has it now.
    pub workflow: Rc<Workflow>,
    /// What it is called.
    pub name: String,
}

/// Makes a sample out of a message.
#[function_component]
pub fn SampleMaker(props: &FromMessageProps) -> Html {
    let words = use_words();
    let is_open = use_state_eq(|| false);
    let set_open = |open: bool| {
        let is_open = is_open.clone();
        move || is_open.set(open)
    };
    let on_press = {
        let open = set_open(true);
        Callback::from(move |_: MouseEvent| open())
    };
    let on_close = {
        let close = set_open(false);
        Callback::from(move |()| close())
    };
    let title = match props.workflow.name.as_str() {
        "" => words.say(Text::UnnamedWorkflow),
        name => AttrValue::from(name.to_owned()),
    };
    let heading = words.say(SampleText::UseAsSample { workflow: &title });
    let said = props.said.as_ref().map(|said| {
        words.say(match said {
            Ok(name) => SampleText::Kept { name },
            Err(reason) => SampleText::NotKept { reason },
        })
    });
    html! {
        <>
            {
                Button::new(heading.clone())
                    .icon(Icon::Add)
                    .small()
                    .on_press(on_press)
                    .view()
            }
            <span role="status">{ said }</span>
            if *is_open {
                {
                    traced_dialog(TracedDialogProps {
                        heading,
                        from: props.clone(),
                        on_close,
                    })
                }
            }
        </>
    }
}
