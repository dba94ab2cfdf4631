use segflow_core::document::TaskId;
use segflow_interchange::export::Target;
use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html, use_state_eq};

use super::{CopyDialogProps, copy_dialog};
use crate::builder::context::Builder;
use crate::icons::Icon;
use crate::parts::{ButtonSize, Menu, MenuEdge, MenuItem};
use crate::text::{CopyText, use_words};

/// Properties of [`CopyMenu`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct CopyMenuProps {
    pub(in crate::builder) builder: Builder,
    pub(in crate::builder) task: TaskId,
}

/// Offers what a Segment task can be copied as.
#[function_component]
pub(in crate::builder) fn CopyMenu(props: &CopyMenuProps) -> Html {
    let words = use_words();
    let chosen = use_state_eq(|| None::<Target>);
    let items: Vec<MenuItem> = Target::ALL
        .into_iter()
        .map(|target| MenuItem {
            detail: Some(words.say(CopyText::Where(target))),
            ..MenuItem::new(target.name(), words.say(CopyText::Format(target)))
        })
        .collect();
    let on_pick = {
        let chosen = chosen.clone();
        Callback::from(move |name: AttrValue| chosen.set(Target::from_name(&name)))
    };
    let on_close = {
        let chosen = chosen.clone();
        Callback::from(move |()| chosen.set(None))
    };
    html! {
        <div class="copy-as">
            <Menu id="copy-as" label={words.say(CopyText::CopyAs)} icon={Icon::Copy}
                size={ButtonSize::Small} edge={MenuEdge::End} {items} {on_pick} />
            if let Some(target) = *chosen {
                {
                    copy_dialog(CopyDialogProps {
                        builder: props.builder.clone(),
                        task: props.task.clone(),
                        target,
                        on_close,
                    })
                }
            }
        </div>
    }
}
