use std::rc::Rc;

use segflow_catalog::{Kind, kind_at};
use segflow_core::edit::RowType;
use segflow_core::json::Pointer;
use yew::prelude::{Callback, Html, Properties, function_component, use_effect_with};

use super::Asked;
use super::planned::planned_kind;

/// Properties of [`ExpectedTypes`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct ExpectedProps {
    pub(in crate::builder) asked: Asked,
    /// The places of the rows that have no value yet.
    pub(in crate::builder) places: Rc<[Pointer]>,
    /// What those are meant to hold of which that is known.
    pub(in crate::builder) on_types: Callback<Rc<[(Pointer, RowType)]>>,
}

/// Shows nothing: it tells what rows that are still empty are meant to hold.
#[function_component]
pub(in crate::builder) fn ExpectedTypes(props: &ExpectedProps) -> Html {
    use_effect_with(props.clone(), |props| {
        let types = props.places.iter().filter_map(|at| {
            let asked = &props.asked;
            let planned = at.parent().and_then(|around| {
                let name = at.last()?;
                let mut members = asked.planned_at(&around).into_iter();
                planned_kind(&members.find(|member| member.name == name)?)
            });
            let kind = planned.or_else(|| kind_at(asked.call, asked.event.as_deref(), at))?;
            Some((at.clone(), row_type(kind)?))
        });
        props.on_types.emit(types.collect());
    });
    Html::default()
}

/// The type of the rows of a kind; those that hold rows have theirs from their
/// value.
fn row_type(kind: Kind) -> Option<RowType> {
    match kind {
        Kind::Number => Some(RowType::Number),
        Kind::YesNo => Some(RowType::YesNo),
        Kind::Date => Some(RowType::Date),
        Kind::Text | Kind::List | Kind::Object => None,
    }
}
