use segflow_core::json::Value;

/// Formats that workflows are taken over from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// segflow's own document.
    Workflow,
    /// The definition of a task of Kotive's, or a list of them.
    Kotive,
    /// A mapping of Segment's mapping kit: alone, in a subscription, or a list
    /// of subscriptions.
    MappingKit,
    /// A workflow or a node of n8n's.
    N8n,
}

impl Format {
    /// Recognises what a value was written by.
    pub fn of(value: &Value) -> Option<Format> {
        let has = |key: &str| value.get(key).is_some();
        let looks_like_a_node = |value: &Value| {
            value.get("parameters").is_some()
                && matches!(value.get("type"), Some(Value::Text(name)) if name.contains('.'))
        };
        match value {
            Value::Object(_) if has("segflow") => Some(Format::Workflow),
            Value::Object(_) if has("nodes") || looks_like_a_node(value) => Some(Format::N8n),
            Value::Object(_) if is_kotive(value) => Some(Format::Kotive),
            Value::Object(_) if has("rules") => None,
            Value::Object(object) => {
                let has_subscriptions = value
                    .get("data")
                    .unwrap_or(value)
                    .get("subscriptions")
                    .is_some();
                let is_mapping = has_subscriptions
                    || ["mapping", "settings", "subscription"].into_iter().any(has)
                    || object.iter().any(|(_, member)| has_directive(member));
                is_mapping.then_some(Format::MappingKit)
            }
            Value::List(list) => {
                let first = list.first()?;
                if looks_like_a_node(first) {
                    return Some(Format::N8n);
                }
                Format::of(first)
                    .filter(|format| matches!(format, Format::Kotive | Format::MappingKit))
            }
            _ => None,
        }
    }

    /// What people call it.
    pub fn title(self) -> &'static str {
        match self {
            Format::Workflow => "a segflow workflow",
            Format::Kotive => "a task of Kotive's",
            Format::MappingKit => "a Segment mapping",
            Format::N8n => "an n8n workflow",
        }
    }

    /// The name handed to other programs.
    pub fn name(self) -> &'static str {
        match self {
            Format::Workflow => "workflow",
            Format::Kotive => "kotive",
            Format::MappingKit => "mapping-kit",
            Format::N8n => "n8n",
        }
    }
}

/// A task's definition has a request, one for a whole service its address.
fn is_kotive(value: &Value) -> bool {
    let has = |key: &str| value.get(key).is_some();
    (has("request") && has("fields")) || (has("auth") && has("domain"))
}

/// Whether a directive stands anywhere within.
fn has_directive(value: &Value) -> bool {
    match value {
        Value::Object(object) => object
            .iter()
            .any(|(key, member)| key.starts_with('@') || has_directive(member)),
        Value::List(list) => list.iter().any(has_directive),
        _ => false,
    }
}
