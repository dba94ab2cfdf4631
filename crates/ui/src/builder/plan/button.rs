use yew::prelude::{Html, html};

use super::{PlanDialogProps, plan_dialog};
use crate::builder::context::Builder;
use crate::builder::opener::opener;
use crate::icons::Icon;
use crate::parts::{Button, ButtonKind};
use crate::text::{BuilderText, Words};

/// Opens the tracking plan, and says what it is called.
pub(in crate::builder) fn plan_button(words: Words, builder: &Builder) -> Html {
    let plan = builder.model.flow().plan();
    let name = plan.and_then(|plan| plan.name()).unwrap_or_default();
    let name = name.to_owned();
    let builder = builder.clone();
    let button = move |on_press| {
        Button::new(words.say(BuilderText::TrackingPlan))
            .icon(Icon::Form)
            .kind(ButtonKind::Quiet)
            .small()
            .popup("dialog")
            .after(html! { <span class="muted" dir="auto">{ name.clone() }</span> })
            .on_press(on_press)
            .view()
    };
    let dialog = move |on_close| {
        plan_dialog(PlanDialogProps {
            builder: builder.clone(),
            on_close,
        })
    };
    html! { <div class="plan-entry">{ opener(button, dialog) }</div> }
}
