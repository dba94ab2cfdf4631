//! n8n's workflows: their Segment nodes become tasks.
//!
//! What a node gets from the one before it, `$json`, becomes a form `input`;
//! what it reads of another by name becomes a form of that name. Expressions
//! are paths, with a few methods that have filters; other code is listed. Steps
//! that send nothing to Segment are listed; a task behind one that decides
//! anything gets a condition that has to be mended before it is sent.

mod expression;
mod node;

use std::collections::HashMap;

use segflow_core::condition::Condition;
use segflow_core::json::{Pointer, Value};

use crate::Why;
use crate::draft::Draft;

/// Reads a workflow, a node, or a list of nodes.
pub(crate) fn read(value: &Value) -> Draft {
    let name = value.get("name").and_then(Value::as_text);
    let mut draft = Draft::new(name.unwrap_or("n8n workflow"));
    let (nodes, place) = match (value.get("nodes"), value) {
        (Some(Value::List(nodes)), _) => (nodes.as_slice(), Pointer::root().key("nodes")),
        (_, Value::List(nodes)) => (nodes.as_slice(), Pointer::root()),
        (_, single) => {
            node::read(single, &Pointer::root(), None, &mut draft);
            return draft;
        }
    };
    let wires = Wires::of(value.get("connections"));
    let mut in_order: Vec<(usize, &Value)> = nodes.iter().enumerate().collect();
    // Stable: nodes of one depth stay as they are listed.
    let depths = wires.depths();
    in_order.sort_by_key(|(_, node)| depths.get(name_of(node)).copied().unwrap_or(0));
    let deciders = nodes.iter().filter(|node| decides(node)).map(name_of);
    let decided = wires.behind(deciders);
    for (index, node) in in_order {
        let place = place.index(index);
        if !is_segment(node) {
            let what = format!("{} ({})", name_of(node), type_of(node));
            draft.listed.add(&place, what, Why::NotSegment);
            continue;
        }
        let condition = decided.get(name_of(node)).map(|decider| {
            draft.listed.add(&place, decider, Why::Condition);
            Condition::Unreadable(format!("n8n: {decider}").into())
        });
        node::read(node, &place, condition, &mut draft);
    }
    draft
}

fn name_of(node: &Value) -> &str {
    node.get("name").and_then(Value::as_text).unwrap_or("")
}

fn type_of(node: &Value) -> &str {
    node.get("type").and_then(Value::as_text).unwrap_or("")
}

fn is_segment(node: &Value) -> bool {
    type_of(node).ends_with(".segment")
}

/// Whether a node lets only some of its items pass.
fn decides(node: &Value) -> bool {
    let kind = type_of(node).rsplit('.').next().unwrap_or("");
    matches!(kind, "if" | "switch" | "filter")
}

/// Chains are followed no longer than this; a loop would have no end.
const MAX_DEPTH: usize = 64;

/// Which node hands its items to which.
struct Wires(Vec<(String, String)>);

impl Wires {
    fn of(connections: Option<&Value>) -> Wires {
        let mut wires = Vec::new();
        if let Some(Value::Object(connections)) = connections {
            for (from, outputs) in connections.iter() {
                gather(from, outputs, &mut wires);
            }
        }
        Wires(wires)
    }

    /// How many nodes come before each that has any, at most.
    fn depths(&self) -> HashMap<&str, usize> {
        let mut depths: HashMap<&str, usize> = HashMap::new();
        for _ in 0..MAX_DEPTH {
            let mut has_changed = false;
            for (from, to) in &self.0 {
                let below = depths.get(from.as_str()).copied().unwrap_or(0) + 1;
                let depth = depths.entry(to).or_default();
                if *depth < below && below <= MAX_DEPTH {
                    *depth = below;
                    has_changed = true;
                }
            }
            if !has_changed {
                break;
            }
        }
        depths
    }

    /// The nodes behind these, each with the first of them that leads there.
    fn behind<'w>(&'w self, starts: impl Iterator<Item = &'w str>) -> HashMap<&'w str, &'w str> {
        let mut found: HashMap<&str, &str> = HashMap::new();
        let mut next: HashMap<&str, Vec<&str>> = HashMap::new();
        for (from, to) in &self.0 {
            next.entry(from).or_default().push(to);
        }
        for start in starts {
            let mut open = vec![start];
            while let Some(name) = open.pop() {
                for to in next.get(name).into_iter().flatten() {
                    if !found.contains_key(to) {
                        found.insert(to, start);
                        open.push(to);
                    }
                }
            }
        }
        found
    }
}

/// Finds the ends of a node's wires in its outputs, which are lists of lists.
fn gather(from: &str, outputs: &Value, wires: &mut Vec<(String, String)>) {
    match outputs {
        Value::Object(object) => match object.get("node") {
            Some(Value::Text(to)) => {
                wires.push((from.to_owned(), to.clone()));
            }
            _ => object
                .iter()
                .for_each(|(_, inner)| gather(from, inner, wires)),
        },
        Value::List(list) => list.iter().for_each(|inner| gather(from, inner, wires)),
        _ => {}
    }
}
