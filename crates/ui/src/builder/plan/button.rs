use yew::prelude::{
    Callback, Html, MouseEvent, Properties, function_component, html, use_state_eq,
};

use super::{PlanDialogProps, plan_dialog};
use crate::builder::context::Builder;
use crate::icons::Icon;
use crate::parts::{Button, ButtonKind};
use crate::text::{BuilderText, use_words};

/// Properties of [`PlanButton`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct PlanButtonProps {
    pub(in crate::builder) builder: Builder,
}

/// Opens the tracking plan, and says what it is called.
#[function_component]
pub(in crate::builder) fn PlanButton(props: &PlanButtonProps) -> Html {
    let words = use_words();
    let is_open = use_state_eq(|| false);
    let open = {
        let is_open = is_open.clone();
        Callback::from(move |_: MouseEvent| is_open.set(true))
    };
    let on_close = {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(false))
    };
    let plan = props.builder.model.flow().plan();
    let name = plan.and_then(|plan| plan.name()).unwrap_or_default();
    html! {
        <div class="plan-entry">
            {
                Button::new(words.say(BuilderText::TrackingPlan))
                    .icon(Icon::Form)
                    .kind(ButtonKind::Quiet)
                    .small()
                    .popup("dialog")
                    .after(html! { <span class="muted" dir="auto">{ name.to_owned() }</span> })
                    .on_press(open)
                    .view()
            }
            if *is_open {
                { plan_dialog(PlanDialogProps { builder: props.builder.clone(), on_close }) }
            }
        </div>
    }
}
