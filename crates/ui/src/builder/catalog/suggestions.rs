use std::rc::Rc;

use segflow_catalog::{Kind, event, find_events, find_named, find_names, names};
use segflow_core::json::{Object, Value};
use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};
use yew::prelude::{
    AttrValue, Callback, Html, MouseEvent, NodeRef, Properties, function_component, html,
    use_effect_with, use_node_ref,
};

use super::planned::planned_kind;
use super::{Asked, Picked};
use crate::text::{CatalogText, Words, use_words};

/// How many names are offered at once; typing narrows them.
const OFFERED: usize = 60;

/// Properties of [`SuggestionList`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct SuggestionsProps {
    /// Unique in the page.
    pub(in crate::builder) id: AttrValue,
    pub(in crate::builder) asked: Asked,
    /// What was typed.
    pub(in crate::builder) query: AttrValue,
    /// The rows that are there: their names are not offered again.
    pub(in crate::builder) beside: Rc<Value>,
    /// The one that Enter takes.
    pub(in crate::builder) active: Option<usize>,
    /// How many there are.
    pub(in crate::builder) on_found: Callback<usize>,
    pub(in crate::builder) on_pick: Callback<Picked>,
}

/// A thing on offer.
#[derive(Debug, Clone, PartialEq)]
struct Offer {
    group: CatalogText<'static>,
    name: AttrValue,
    kind: Option<Kind>,
}

/// The list of a combobox: names that fit what was typed, in groups. The focus
/// stays in the box.
#[function_component]
pub(in crate::builder) fn SuggestionList(props: &SuggestionsProps) -> Html {
    let words = use_words();
    let offers = offers(&props.asked, &props.query, &props.beside);
    let list = use_node_ref();
    use_effect_with(props.active, {
        let list = list.clone();
        move |_| show_active(&list)
    });
    use_effect_with(
        (offers.len(), props.on_found.clone()),
        |(count, on_found)| {
            on_found.emit(*count);
        },
    );
    if offers.is_empty() {
        return Html::default();
    }
    // Pressing must not take the focus out of the box.
    let onmousedown = Callback::from(|event: MouseEvent| event.prevent_default());
    let mut groups: Vec<(CatalogText<'static>, Vec<Html>)> = Vec::new();
    for (place, offer) in offers.iter().enumerate() {
        let shown = shown(&words, props, offer, place);
        match groups.last_mut() {
            Some((group, members)) if *group == offer.group => members.push(shown),
            _ => groups.push((offer.group, vec![shown])),
        }
    }
    html! {
        <div ref={list} id={props.id.clone()} class="field-list suggestions" role="listbox"
            aria-label={words.say(CatalogText::Suggestions)} {onmousedown}>
            { for groups.into_iter().enumerate().map(|(number, (group, members))| {
                let name_id = format!("{}-group-{number}", props.id);
                html! {
                    <div role="group" aria-labelledby={name_id.clone()}>
                        <div class="field-group-name" id={name_id} role="presentation">
                            { words.say(group) }
                        </div>
                        { for members }
                    </div>
                }
            }) }
        </div>
    }
}

/// Keeps the one that Enter takes in sight.
fn show_active(list: &NodeRef) {
    let list = list.cast::<Element>();
    let active = list.and_then(|list| list.query_selector("[aria-selected=true]").ok()?);
    if let Some(active) = active {
        let options = ScrollIntoViewOptions::new();
        options.set_block(ScrollLogicalPosition::Nearest);
        active.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

fn option_id(list: &str, place: usize) -> String {
    format!("{list}-{place}")
}

fn shown(words: &Words, props: &SuggestionsProps, offer: &Offer, place: usize) -> Html {
    let picked = Picked {
        name: offer.name.clone(),
        begins: begins(offer.kind),
    };
    let onclick = props.on_pick.reform(move |_: MouseEvent| picked.clone());
    let is_active = props.active == Some(place);
    html! {
        <div role="option" class="field-option" id={option_id(&props.id, place)}
            aria-selected={is_active.to_string()} {onclick}>
            <span class="field-name">{ offer.name.clone() }</span>
            if let Some(kind) = offer.kind {
                <span class="field-type">{ words.say(CatalogText::Holds(kind)) }</span>
            }
        </div>
    }
}

/// What a row begins with that is meant to hold values of a kind.
fn begins(kind: Option<Kind>) -> Value {
    match kind {
        Some(Kind::List) => Value::List(Vec::new()),
        Some(Kind::Object) => Value::Object(Object::new()),
        _ => Value::text(""),
    }
}

/// What is on offer, members of a group together: what the tracking plan has,
/// then kinds of events in the order of their best, and names from the nearest
/// on. What is there already, or is typed in full, is not offered.
fn offers(asked: &Asked, query: &str, beside: &Value) -> Vec<Offer> {
    let mut found = if !asked.names.is_empty() {
        settled(asked, query)
    } else if asked.at.as_str() == "/event" {
        events(asked, query)
    } else {
        rows(asked, query, beside)
    };
    let mut groups: Vec<CatalogText<'static>> = Vec::new();
    for offer in &found {
        if !groups.contains(&offer.group) {
            groups.push(offer.group);
        }
    }
    found.sort_by_key(|offer| groups.iter().position(|group| *group == offer.group));
    found
}

/// Of names that are settled.
fn settled(asked: &Asked, query: &str) -> Vec<Offer> {
    if asked.names.iter().any(|named| named.name == query) {
        return Vec::new();
    }
    find_named(asked.names.iter().collect(), query, |named| &named.name)
        .into_iter()
        .map(|named| Offer {
            group: named.group,
            name: named.name.clone(),
            kind: None,
        })
        .collect()
}

fn events(asked: &Asked, query: &str) -> Vec<Offer> {
    let plan = asked.plan.as_ref();
    let planned = plan.map(|(plan, _)| plan.events()).unwrap_or_default();
    if planned.contains(&query) || (planned.is_empty() && event(query).is_some()) {
        return Vec::new();
    }
    let offer = |group, name: &str| Offer {
        group,
        name: name.to_owned().into(),
        kind: None,
    };
    let others = find_events(query);
    let others = others.iter().filter(|one| !planned.contains(&one.name));
    let others = others.map(|one| offer(CatalogText::Of(one.category), one.name));
    find_named(planned.clone(), query, |name| name)
        .into_iter()
        .map(|name| offer(CatalogText::Planned, name))
        .chain(others)
        .collect()
}

fn rows(asked: &Asked, query: &str, beside: &Value) -> Vec<Offer> {
    let planned = asked.planned();
    let is_planned = |name: &str| planned.iter().any(|member| member.name == name);
    let others = find_names(names(asked.call, asked.event.as_deref(), &asked.at), query);
    let mut others: Vec<_> = others
        .into_iter()
        .filter(|name| !is_planned(name.property.name))
        .collect();
    others.sort_by_key(|name| name.source);
    let others = others.into_iter().map(|name| Offer {
        group: CatalogText::From(name.source),
        name: name.property.name.into(),
        kind: Some(name.property.kind),
    });
    let is_offered = |offer: &Offer| {
        // Typed in full, a name is still worth choosing for the rows it begins with.
        let is_typed = offer.name == query;
        let has_rows = matches!(offer.kind, Some(Kind::List | Kind::Object));
        match is_typed {
            true => has_rows && beside.get(query) == Some(&Value::text("")),
            false => beside.get(&offer.name).is_none(),
        }
    };
    find_named(planned.clone(), query, |member| &member.name)
        .into_iter()
        .map(|member| Offer {
            group: CatalogText::Planned,
            kind: planned_kind(&member),
            name: member.name.into(),
        })
        .chain(others)
        .filter(is_offered)
        .take(OFFERED)
        .collect()
}

#[cfg(test)]
mod tests {
    use std::rc::Rc;

    use segflow_core::document::Call;
    use segflow_core::json::{Pointer, Value};
    use segflow_core::plan::Plan;

    use super::{Asked, CatalogText, offers};
    use crate::builder::catalog::Named;

    fn told(at: &str, event: Option<&'static str>, query: &str, beside: &str) -> Vec<String> {
        offered(None, at, event, query, beside)
    }

    fn offered(
        plan: Option<&str>,
        at: &str,
        event: Option<&'static str>,
        query: &str,
        beside: &str,
    ) -> Vec<String> {
        let plan = plan.map(|plan| Plan::read(&Value::read(plan, 64).unwrap()).unwrap());
        let asked = Asked {
            call: Call::Track,
            event: event.map(Into::into),
            plan: plan.map(|plan| (plan, Rc::new(Value::Null))),
            at: Pointer::parse(at).unwrap(),
            names: Rc::default(),
        };
        let beside = Value::read(beside, 8).unwrap();
        let offers = offers(&asked, query, &beside);
        offers.iter().map(|offer| offer.name.to_string()).collect()
    }

    #[test]
    fn the_best_group_comes_first_and_what_is_there_is_left_out() {
        assert_eq!(
            told("/event", None, "order compl", "{}"),
            ["Order Completed"]
        );
        assert!(told("/event", None, "Order Completed", "{}").is_empty());
        assert_eq!(told("/event", None, "", "{}").len(), 80);
        let event = Some("Coupon Applied");
        let rows = told("/properties", event, "coupon", "{}");
        assert_eq!(rows, ["coupon_id", "coupon_name"]);
        let rows = told("/properties", event, "coup", "{}");
        assert_eq!(rows, ["coupon_id", "coupon_name", "coupon"]);
        let rows = told("/properties", event, "coupon", r#"{"coupon_id":1}"#);
        assert_eq!(rows, ["coupon_name"]);
        // A row that is called so, and holds nothing yet, may still get its rows.
        let order = Some("Order Completed");
        let begun = r#"{"products":""}"#;
        assert_eq!(told("/properties", order, "products", begun), ["products"]);
        let filled = r#"{"products":[]}"#;
        assert!(told("/properties", order, "products", filled).is_empty());
        assert_eq!(
            told("/context/app", None, "na", "{}"),
            ["name", "namespace"]
        );
        assert!(told("/integrations", None, "", "{}").is_empty());
    }

    #[test]
    fn names_that_are_settled_are_offered_and_no_others() {
        let named = |group, name: &'static str| Named {
            group,
            name: name.into(),
        };
        let asked = Asked {
            call: Call::Page,
            event: None,
            plan: None,
            at: Pointer::parse("/name").unwrap(),
            names: Rc::new([
                named(CatalogText::OfWorkflow, "Careers"),
                named(CatalogText::Usual, "Home"),
                named(CatalogText::Usual, "Search Results"),
            ]),
        };
        let told = |query| -> Vec<(CatalogText<'static>, String)> {
            let offers = offers(&asked, query, &Value::Null);
            let told = offers
                .iter()
                .map(|offer| (offer.group, offer.name.to_string()));
            told.collect()
        };
        assert_eq!(
            told("res"),
            [(CatalogText::Usual, "Search Results".to_owned())]
        );
        let all = told("");
        assert_eq!(all.len(), 3);
        assert_eq!(all.first().unwrap().0, CatalogText::OfWorkflow);
        assert!(told("Home").is_empty());
        assert!(told("order").is_empty());
    }

    #[test]
    fn what_the_tracking_plan_has_comes_first() {
        let plan = Some(
            r#"{"rules":[{"type":"TRACK","key":"Order Completed","jsonSchema":{"properties":{"properties":{
                "properties":{"total":{"type":["null","integer"]},"lines":{"type":"array"}},"required":["gift"]}}}},
                {"type":"TRACK","key":"Order Lost"}]}"#,
        );
        let events = offered(plan, "/event", None, "order", "{}");
        assert_eq!(events.get(..2).unwrap(), ["Order Completed", "Order Lost"]);
        assert_eq!(
            events
                .iter()
                .filter(|name| *name == "Order Completed")
                .count(),
            1
        );
        assert!(offered(plan, "/event", None, "Order Lost", "{}").is_empty());
        // A name that only Segment's specification has is not settled yet.
        assert!(!offered(plan, "/event", None, "Order Cancelled", "{}").is_empty());
        let order = Some("Order Completed");
        let rows = offered(plan, "/properties", order, "", r#"{"gift":true}"#);
        assert_eq!(rows.get(..2).unwrap(), ["total", "lines"]);
        assert_eq!(rows.iter().filter(|name| *name == "total").count(), 1);
    }
}
