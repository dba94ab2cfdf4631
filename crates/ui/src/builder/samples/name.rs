use std::rc::Rc;

use segflow_core::document::Sample;
use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html};

use crate::model::{SampleNameProblem, sample_name_problem};
use crate::parts::NameQuestion;
use crate::text::{SampleText, use_words};

/// Properties of [`NameDialog`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct NameDialogProps {
    pub(super) title: AttrValue,
    /// The name it begins with.
    pub(super) name: String,
    /// The samples there are, whose names are taken.
    pub(super) samples: Rc<[Sample]>,
    /// The place of the sample that is named; none for a new one.
    #[prop_or_default]
    pub(super) place: Option<usize>,
    /// What is shown above the name.
    #[prop_or_default]
    pub(super) children: Html,
    pub(super) on_name: Callback<String>,
    pub(super) on_close: Callback<()>,
}

/// Asks what a sample is to be called.
#[function_component]
pub(super) fn NameDialog(props: &NameDialogProps) -> Html {
    let words = use_words();
    let wrong = {
        let (samples, place) = (Rc::clone(&props.samples), props.place);
        move |name: AttrValue| {
            let problem = sample_name_problem(&samples, place, &name)?;
            Some(words.say(match problem {
                SampleNameProblem::Empty => SampleText::NameEmpty,
                SampleNameProblem::Taken => SampleText::NameTaken { name: &name },
            }))
        }
    };
    let on_name = props.on_name.reform(|name: AttrValue| name.to_string());
    html! {
        <NameQuestion id="sample-dialog" title={props.title.clone()}
            label={words.say(SampleText::Name)} name={props.name.clone()} {wrong}
            before={props.children.clone()} {on_name} on_close={props.on_close.clone()} />
    }
}
