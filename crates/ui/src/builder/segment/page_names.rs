use segflow_core::document::{Call, SegmentField, TaskId, Workflow};
use segflow_core::json::Value;
use segflow_core::plan::Plan;

use crate::builder::catalog::Named;
use crate::text::CatalogText;

/// What pages and screens are usually called.
const NAMES: [&str; 10] = [
    "Home",
    "Product",
    "Cart",
    "Checkout",
    "Pricing",
    "Docs",
    "Sign-up",
    "Login",
    "Account",
    "Search Results",
];

/// What they usually belong to.
const CATEGORIES: [&str; 6] = ["Account", "Blog", "Checkout", "Docs", "Product", "Support"];

/// What is offered for a page's or screen's name, or its category: what the
/// tracking plan has, then that of other tasks, then what is usual; each once.
/// Nothing for other fields.
pub(super) fn page_names(
    workflow: &Workflow,
    plan: Option<&Plan>,
    task: &TaskId,
    (call, field): (Call, SegmentField),
) -> Vec<Named> {
    let (planned, usual) = match field {
        SegmentField::Name => (plan.map(|plan| plan.names(call)), &NAMES[..]),
        SegmentField::Category => (None, &CATEGORIES[..]),
        _ => return Vec::new(),
    };
    let others = workflow.tasks.iter().filter(|other| other.id != *task);
    let others = others
        .filter_map(|other| other.segment()?.field(field).and_then(Value::as_text))
        .filter(|name| !name.is_empty() && !name.contains('{'));
    let all = planned
        .into_iter()
        .flatten()
        .map(|name| (CatalogText::Planned, name))
        .chain(others.map(|name| (CatalogText::OfWorkflow, name)))
        .chain(usual.iter().map(|name| (CatalogText::Usual, *name)));
    let mut offered: Vec<Named> = Vec::new();
    for (group, name) in all {
        if !offered.iter().any(|known| known.name == name) {
            offered.push(Named {
                group,
                name: name.to_owned().into(),
            });
        }
    }
    offered
}

#[cfg(test)]
mod tests {
    use segflow_core::document::{Call, SegmentField, TaskId, Workflow};
    use segflow_core::json::Value;
    use segflow_core::plan::Plan;

    use super::{CATEGORIES, NAMES, page_names};

    const WORKFLOW: &str = r#"{"segflow":1,"id":"w","name":"","tasks":[
        {"id":"own","kind":"segment.page","name":"Own","category":"Own"},
        {"id":"a","kind":"segment.page","name":"Careers","category":"Company"},
        {"id":"b","kind":"segment.screen","name":"Home","category":"Company"},
        {"id":"c","kind":"segment.page","name":"{{ f.x }}"},
        {"id":"d","kind":"segment.page","name":""},
        {"id":"e","kind":"segment.track","event":"Order Completed"}]}"#;
    const PLAN: &str = r#"{"rules":[{"type":"PAGE","key":"Cart"},{"type":"SCREEN","key":"Settings"},
        {"type":"PAGE","key":""},{"type":"TRACK","key":"Order Lost"},{"type":"PAGE","key":"Careers"}]}"#;

    #[test]
    fn names_come_from_the_plan_then_other_tasks_then_what_is_usual() {
        let workflow = Workflow::load(WORKFLOW).unwrap();
        let plan = Plan::read(&Value::read(PLAN, 64).unwrap()).unwrap();
        let told = |plan: Option<&Plan>, call, field| -> Vec<String> {
            let own = TaskId::parse("own").unwrap();
            let names = page_names(&workflow, plan, &own, (call, field));
            names.iter().map(|named| named.name.to_string()).collect()
        };
        let names = told(Some(&plan), Call::Page, SegmentField::Name);
        assert_eq!(
            names.get(..4).unwrap(),
            ["Cart", "Careers", "Home", "Product"]
        );
        assert_eq!(names.len(), NAMES.len() + 1);
        let names = told(Some(&plan), Call::Screen, SegmentField::Name);
        assert_eq!(names.get(..3).unwrap(), ["Settings", "Careers", "Home"]);
        let names = told(None, Call::Page, SegmentField::Category);
        assert_eq!(names.first().unwrap(), "Company");
        assert_eq!(names.len(), CATEGORIES.len() + 1);
        assert!(told(Some(&plan), Call::Page, SegmentField::UserId).is_empty());
    }
}
