use std::rc::Rc;

use segflow_core::document::Call;
use segflow_core::json::{Pointer, Value};
use segflow_core::plan::{Plan, PlannedMember};
use yew::prelude::AttrValue;

use crate::text::CatalogText;

/// The call a suggestion is for, and its event.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::builder) struct Asked {
    pub(in crate::builder) call: Call,
    pub(in crate::builder) event: Option<AttrValue>,
    /// The tracking plan, and the context, which says the version of an event.
    pub(in crate::builder) plan: Option<(Plan, Rc<Value>)>,
    /// What is named: an event at `/event`, else the rows that a row is among.
    pub(in crate::builder) at: Pointer,
    /// The names to choose from, where those are settled: a page's, a screen's or
    /// their category's.
    pub(in crate::builder) names: Rc<[Named]>,
}

/// A name that may be chosen.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::builder) struct Named {
    /// Where it comes from.
    pub(in crate::builder) group: CatalogText<'static>,
    pub(in crate::builder) name: AttrValue,
}

impl Asked {
    /// What the tracking plan has where names are asked for.
    pub(in crate::builder) fn planned(&self) -> Vec<PlannedMember> {
        self.planned_at(&self.at)
    }

    /// What the tracking plan has at another place.
    pub(in crate::builder) fn planned_at(&self, at: &Pointer) -> Vec<PlannedMember> {
        let Some((plan, context)) = &self.plan else {
            return Vec::new();
        };
        plan.members(self.call, self.event.as_deref(), Some(context), at)
    }
}

/// A suggestion that was taken.
#[derive(Debug, Clone, PartialEq)]
pub(in crate::builder) struct Picked {
    pub(in crate::builder) name: AttrValue,
    /// What a row of that name begins with.
    pub(in crate::builder) begins: Value,
}
