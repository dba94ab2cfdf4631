use segflow_core::document::Call;
use segflow_core::json::Pointer;

use crate::context::context;
use crate::event::{event, events};
use crate::property::{Kind, Property};
use crate::reserved::reserved;
use crate::search::{Ranked, ranked};

/// Why a name is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Source {
    /// The event usually has it.
    OfEvent,
    /// Segment gives it a meaning.
    Reserved,
    /// Other events have it.
    OfOthers,
}

/// A name for a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name, with the kind of its value.
    pub property: Property,
    /// Why it is offered.
    pub source: Source,
}

/// The names that the rows at a place of a task may have, such as those of
/// `/traits` or of `/context/app`, the nearest first.
pub fn names(call: Call, of: Option<&str>, at: &Pointer) -> Vec<Name> {
    let mut steps = at.steps();
    let found = match steps.next().as_deref() {
        Some("traits" | "properties") => names_of(call, of),
        Some("context") => named(context(), Source::Reserved).collect(),
        _ => Vec::new(),
    };
    steps.fold(found, |around, step| {
        // An element of a list is passed through: its members are the list's.
        if step.parse::<usize>().is_ok() {
            return around;
        }
        let inside = around.into_iter().find(|one| one.property.name == step);
        inside.map_or_else(Vec::new, |inside| {
            named(inside.property.within, inside.source).collect()
        })
    })
}

fn named(properties: Vec<Property>, source: Source) -> impl Iterator<Item = Name> {
    properties
        .into_iter()
        .map(move |property| Name { property, source })
}

fn names_of(call: Call, of: Option<&str>) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    let mut offer = |properties: Vec<Property>, source: Source| {
        for name in named(properties, source) {
            let is_known = |other: &Name| other.property.name == name.property.name;
            if !found.iter().any(is_known) {
                found.push(name);
            }
        }
    };
    let of_event = of.filter(|_| call == Call::Track).and_then(event);
    offer(
        of_event.map(|event| event.properties()).unwrap_or_default(),
        Source::OfEvent,
    );
    offer(reserved(call), Source::Reserved);
    if call == Call::Track {
        let mut others: Vec<Property> = events()
            .iter()
            .flat_map(|event| event.properties())
            .collect();
        others.sort_by_key(|property| property.name);
        offer(others, Source::OfOthers);
    }
    found
}

/// Those of the names that a query may mean, the likeliest first.
pub fn find_names(names: Vec<Name>, query: &str) -> Vec<Name> {
    ranked(names, query, |name| Ranked {
        name: name.property.name,
        weight: name.source as u8,
    })
}

/// The properties that an event usually has, or the traits and properties that
/// the call gives a meaning.
pub fn usual(call: Call, of: Option<&str>) -> Vec<Property> {
    match call {
        Call::Track => of
            .and_then(event)
            .map(|event| event.properties())
            .unwrap_or_default(),
        _ => reserved(call),
    }
}

/// The kind of the value at a place of a task; none where nothing says so.
pub fn kind_at(call: Call, of: Option<&str>, at: &Pointer) -> Option<Kind> {
    let (around, name) = (at.parent()?, at.last()?);
    let names = names(call, of, &around);
    let found = names.into_iter().find(|one| one.property.name == name)?;
    Some(found.property.kind)
}

#[cfg(test)]
mod tests {
    use segflow_core::document::Call;
    use segflow_core::json::Pointer;

    use super::{Source, find_names, kind_at, names, usual};
    use crate::Kind;

    fn at(place: &str) -> Pointer {
        Pointer::parse(place).unwrap()
    }

    #[test]
    fn a_place_has_a_kind() {
        let order = Some("Order Completed");
        for (call, of, place, expected) in [
            (Call::Identify, None, "/traits/age", Some(Kind::Number)),
            (Call::Identify, None, "/traits/address", Some(Kind::Object)),
            (
                Call::Identify,
                None,
                "/traits/address/city",
                Some(Kind::Text),
            ),
            (
                Call::Identify,
                None,
                "/traits/company/plan",
                Some(Kind::Text),
            ),
            (Call::Identify, None, "/traits/revenue", None),
            (Call::Group, None, "/traits/employees", Some(Kind::Text)),
            (Call::Page, None, "/properties/keywords", Some(Kind::List)),
            (Call::Screen, None, "/properties/url", None),
            (Call::Track, None, "/properties/revenue", Some(Kind::Number)),
            (Call::Track, order, "/properties/total", Some(Kind::Number)),
            (
                Call::Track,
                Some("My"),
                "/properties/total",
                Some(Kind::Number),
            ),
            (
                Call::Track,
                order,
                "/properties/products/0/price",
                Some(Kind::Number),
            ),
            (Call::Track, order, "/properties/products/0", None),
            (Call::Track, None, "/properties/my_own", None),
            (Call::Alias, None, "/context/ip", Some(Kind::Text)),
            (
                Call::Alias,
                None,
                "/context/screen/width",
                Some(Kind::Number),
            ),
            (Call::Track, None, "/integrations/All", None),
            (Call::Track, None, "/event", None),
        ] {
            assert_eq!(kind_at(call, of, &at(place)), expected, "{call:?} {place}");
        }
    }

    #[test]
    fn what_is_nearest_comes_first() {
        let found = names(Call::Track, Some("Order Completed"), &at("/properties"));
        let sources: Vec<Source> = found.iter().map(|name| name.source).collect();
        let mut sorted = sources.clone();
        sorted.sort();
        assert_eq!(sources, sorted);
        let first = |query: &str| {
            let found = find_names(found.clone(), query);
            found.first().map(|name| (name.property.name, name.source))
        };
        assert_eq!(first("rev"), Some(("revenue", Source::OfEvent)));
        assert_eq!(first("curr"), Some(("currency", Source::OfEvent)));
        assert_eq!(first("val"), Some(("value", Source::Reserved)));
        assert_eq!(
            first("email sub"),
            Some(("email_subject", Source::OfOthers))
        );
        let traits = find_names(names(Call::Identify, None, &at("/traits")), "first name");
        assert_eq!(traits.first().unwrap().property.name, "firstName");
    }

    #[test]
    fn what_is_usual_follows_from_the_call_and_its_event() {
        for (call, of, count) in [
            (Call::Track, Some("Coupon Applied"), 5),
            (Call::Track, Some("My Own"), 0),
            (Call::Track, None, 0),
            (Call::Page, Some("Coupon Applied"), 7),
            (Call::Group, None, 12),
        ] {
            assert_eq!(usual(call, of).len(), count, "{call:?} {of:?}");
        }
    }
}
