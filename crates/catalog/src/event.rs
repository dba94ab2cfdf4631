use crate::property::{self, Property};
use crate::search::{Ranked, ranked};

/// A line is a category after `=`, or the names of events that have the same
/// properties and, after a colon, these. The first line says what `*` stands for.
const DATA: &str = include_str!("events.txt");

/// What an event is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// Selling things.
    Ecommerce,
    /// Software for businesses: accounts, trials, sign-ups.
    Business,
    /// E-mail.
    Email,
    /// Chats with people.
    Chat,
    /// Apps on phones.
    Mobile,
    /// Trying variants against each other.
    Experiments,
    /// Videos and the ads in them.
    Video,
    /// What a person agreed to.
    Consent,
}

impl Category {
    fn from_name(name: &str) -> Option<Category> {
        Some(match name {
            "ecommerce" => Category::Ecommerce,
            "business" => Category::Business,
            "email" => Category::Email,
            "chat" => Category::Chat,
            "mobile" => Category::Mobile,
            "experiments" => Category::Experiments,
            "video" => Category::Video,
            "consent" => Category::Consent,
            _ => return None,
        })
    }
}

/// An event that Segment's specifications give a meaning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Event {
    /// Its exact name.
    pub name: &'static str,
    /// What it is about.
    pub category: Category,
    properties: &'static str,
}

impl Event {
    /// The properties it usually has.
    pub fn properties(&self) -> Vec<Property> {
        property::read(self.properties, all())
    }
}

/// What `*` stands for: the properties of a product.
fn all() -> &'static str {
    let first = DATA.lines().next().unwrap_or_default();
    first.strip_prefix("* ").unwrap_or_default()
}

/// All events, those of one category together.
pub fn events() -> Vec<Event> {
    let mut found = Vec::new();
    let mut category = Category::Ecommerce;
    for line in DATA.lines().skip(1) {
        if let Some(name) = line.strip_prefix("= ") {
            category = Category::from_name(name).unwrap_or(category);
        } else if let Some((names, properties)) = line.split_once(':') {
            found.extend(names.split(", ").map(|name| Event {
                name,
                category,
                properties,
            }));
        }
    }
    found
}

/// The event of exactly that name.
pub fn event(name: &str) -> Option<Event> {
    events().into_iter().find(|event| event.name == name)
}

/// The events that a query may mean, the likeliest first; all for an empty one.
pub fn find_events(query: &str) -> Vec<Event> {
    ranked(events(), query, |event| Ranked {
        name: event.name,
        weight: 0,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::{Category, DATA, event, events, find_events};
    use crate::Kind;

    #[test]
    fn the_data_is_whole() {
        let events = events();
        assert_eq!(events.len(), 80);
        let names: HashSet<&str> = events.iter().map(|event| event.name).collect();
        assert_eq!(names.len(), events.len(), "no name comes twice");
        for line in DATA.lines() {
            let is_read = line.starts_with("* ")
                || line
                    .strip_prefix("= ")
                    .is_some_and(|name| Category::from_name(name).is_some())
                || line.contains(':');
            assert!(is_read, "{line}");
        }
        for event in events {
            let mut seen = HashSet::new();
            for property in event.properties() {
                assert!(
                    !property.name.is_empty() && seen.insert(property.name),
                    "{} {property:?}",
                    event.name
                );
            }
        }
    }

    #[test]
    fn an_event_has_its_properties() {
        let told = |name: &str| -> Vec<(&str, Kind)> {
            let properties = event(name).unwrap().properties();
            properties
                .iter()
                .map(|property| (property.name, property.kind))
                .collect()
        };
        assert_eq!(
            told("Trial Started"),
            [
                ("trial_start_date", Kind::Date),
                ("trial_end_date", Kind::Date),
                ("trial_plan_name", Kind::Text),
            ]
        );
        assert_eq!(told("Product Clicked").len(), 12);
        assert!(told("Order Completed").contains(&("revenue", Kind::Number)));
        assert!(told("Application Opened").contains(&("from_background", Kind::YesNo)));
        assert_eq!(told("Account Removed User"), []);
        let order = event("Order Completed").unwrap().properties();
        let products = order.iter().find(|one| one.name == "products").unwrap();
        assert_eq!((products.kind, products.within.len()), (Kind::List, 12));
        assert!(event("order completed").is_none());
    }

    #[test]
    fn a_few_letters_find_an_event() {
        for (query, first) in [
            ("order compl", "Order Completed"),
            ("Order Completed", "Order Completed"),
            ("compl order", "Order Completed"),
            ("ordr completed", "Order Completed"),
            ("sign", "Signed Up"),
            ("wishlist", "Wishlist Product Added to Cart"),
            ("spam", "Email Marked as Spam"),
            ("consent", "Segment Consent Preference Updated"),
        ] {
            let found = find_events(query);
            assert_eq!(
                found.first().map(|event| event.name),
                Some(first),
                "{query}"
            );
        }
        assert_eq!(find_events("").len(), 80);
        assert!(find_events("zebra").is_empty());
        let coupon = find_events("coupon");
        assert!(
            coupon
                .iter()
                .take(4)
                .all(|event| event.name.starts_with("Coupon"))
        );
    }
}
