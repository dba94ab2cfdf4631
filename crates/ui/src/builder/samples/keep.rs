use std::rc::Rc;

use segflow_core::document::Sample;
use segflow_core::json::Object;
use yew::prelude::{
    Callback, Html, MouseEvent, Properties, function_component, html, use_node_ref, use_state_eq,
};

use super::titles::sample_title;
use super::{NameDialogProps, name_dialog};
use crate::builder::context::use_doing;
use crate::builder::focusing::focus_soon;
use crate::icons::Icon;
use crate::model::{Action, free_sample_name};
use crate::parts::Button;
use crate::text::{SampleText, use_words};

/// Properties of [`KeepAnswers`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct KeepAnswersProps {
    /// The answers of a run, without those of password fields.
    pub(in crate::builder) record: Object,
    /// The samples there are.
    pub(in crate::builder) samples: Rc<[Sample]>,
}

/// Keeps what was answered in a run as a sample, or says which one it is.
#[function_component]
pub(in crate::builder) fn KeepAnswers(props: &KeepAnswersProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let is_open = use_state_eq(|| false);
    let root = use_node_ref();
    let mut samples = props.samples.iter().enumerate();
    if let Some((place, same)) = samples.find(|(_, sample)| sample.record == props.record) {
        let name = sample_title(&words, place, same);
        return html! {
            <div ref={root} class="keep-answers">
                <p class="muted" tabindex="-1">{ words.say(SampleText::AnswersAre { name: &name }) }</p>
            </div>
        };
    }
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
    let record = props.record.clone();
    let told = root.clone();
    let on_name = doing.act.reform(move |name: String| {
        // What offered it is gone by then.
        focus_soon(&told, &["[tabindex]"]);
        Action::SampleAdded(Sample {
            name,
            record: record.clone(),
            ..Sample::default()
        })
    });
    let name = free_sample_name(&props.samples, &words.say(SampleText::BaseName));
    html! {
        <div ref={root} class="keep-answers">
            {
                Button::new(words.say(SampleText::KeepAnswers))
                    .icon(Icon::Add)
                    .small()
                    .on_press(on_press)
                    .view()
            }
            if *is_open {
                {
                    name_dialog(NameDialogProps {
                        title: words.say(SampleText::KeepTitle),
                        name,
                        samples: Rc::clone(&props.samples),
                        place: None,
                        children: Html::default(),
                        on_name,
                        on_close,
                    })
                }
            }
        </div>
    }
}
