use super::Plan;
use super::rule::{Subject, applying, version_named};
use super::schema::Schema;
use crate::document::Call;
use crate::json::{Number, Pointer, Value};

/// What a plan says of the messages of one kind, to be looked at.
#[derive(Debug, Clone, PartialEq)]
pub struct Planned<'p> {
    /// The call; none where it is about all of them.
    pub call: Option<Call>,
    /// The event, or the name of a page or screen.
    pub name: Option<&'p str>,
    /// Its version, from 1.
    pub version: &'p Number,
    /// The properties or traits.
    pub members: Vec<PlannedMember>,
}

/// What a plan says of a member of a message.
#[derive(Debug, Clone, PartialEq)]
pub struct PlannedMember {
    /// Its name.
    pub name: String,
    /// The types that are right, by JSON Schema's names; empty where every one is.
    pub types: Vec<String>,
    /// It is text that names a moment.
    pub is_moment: bool,
    /// It has to be there.
    pub is_required: bool,
    /// The values that are allowed, where they are listed.
    pub choices: Vec<Value>,
}

impl Plan {
    /// What it says, rule by rule.
    pub fn planned(&self) -> Vec<Planned<'_>> {
        let planned = self.rules.iter().map(|rule| {
            let (call, name) = match &rule.subject {
                Subject::Common => (None, None),
                Subject::Call(call, key) => (Some(*call), key.as_deref()),
            };
            let rows = call.and_then(Call::rows).map(|field| field.name());
            let schema = match rows {
                Some(rows) => rule.schema.property(rows),
                None => Some(&rule.schema),
            };
            Planned {
                call,
                name,
                version: &rule.version,
                members: schema.map(members).unwrap_or_default(),
            }
        });
        planned.collect()
    }

    /// The members that it has at a place of a message, such as those of
    /// `/properties`: of an event in the version that a context names.
    pub fn members(
        &self,
        call: Call,
        name: Option<&str>,
        context: Option<&Value>,
        at: &Pointer,
    ) -> Vec<PlannedMember> {
        let version = context.and_then(version_named);
        let mut found: Vec<PlannedMember> = Vec::new();
        // What is said of the event itself comes before what is said of all.
        let mut rules = applying(&self.rules, call, name, version);
        rules.sort_by_key(|rule| rule.subject == Subject::Common);
        for rule in rules {
            let place = at.steps().try_fold(&rule.schema, |schema, step| {
                let element = || {
                    schema
                        .items
                        .as_deref()
                        .filter(|_| step.parse::<usize>().is_ok())
                };
                schema.property(&step).or_else(element)
            });
            for member in place.map(members).unwrap_or_default() {
                if !found.iter().any(|other| other.name == member.name) {
                    found.push(member);
                }
            }
        }
        found
    }
}

/// The members of an object, those that are required and not described among
/// them.
fn members(schema: &Schema) -> Vec<PlannedMember> {
    let nothing = Schema::default();
    let is_described = |name: &String| schema.property(name).is_some();
    let bare = schema.required.iter().filter(|name| !is_described(name));
    let described = schema
        .properties
        .iter()
        .map(|(name, schema)| (name, schema));
    described
        .chain(bare.map(|name| (name, &nothing)))
        .map(|(name, member)| PlannedMember {
            name: name.clone(),
            types: member.types.clone(),
            is_moment: member.is_moment,
            is_required: schema.required.contains(name),
            choices: member.choices.first().cloned().unwrap_or_default(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Plan, PlannedMember};
    use crate::document::Call;
    use crate::json::{Pointer, Value};

    const PLAN: &str = r#"{"name":"Shop","rules":[
        {"type":"COMMON","version":1,"jsonSchema":{"properties":{"context":{"properties":{"app":{"type":"object"}}},
            "properties":{"properties":{"total":{"type":"string"},"source":{}}}}}},
        {"type":"TRACK","key":"Order Completed","version":2,"jsonSchema":{"properties":{"properties":{"type":"object",
            "properties":{"sum":{"type":["number","null"]}}}}}},
        {"type":"TRACK","key":"Order Completed","version":1,"jsonSchema":{"properties":{"properties":{"type":"object",
            "properties":{"total":{"type":"number"},"at":{"type":"string","format":"date-time"},
                "plan":{"enum":["free","pro"]},"lines":{"type":"array","items":{"properties":{"sku":{"type":"string"}}}}},
            "required":["total","id"]}}}},
        {"type":"TRACK","key":"Signed Up","version":1},
        {"type":"IDENTIFY","key":"","version":1,"jsonSchema":{"properties":{"traits":{"properties":{"email":{"type":"string"}}}}}}
    ]}"#;

    fn shown(member: &PlannedMember) -> String {
        let PlannedMember { name, types, .. } = member;
        let moment = if member.is_moment { "~" } else { "" };
        let star = if member.is_required { "*" } else { "" };
        let choices: Vec<String> = member.choices.iter().map(Value::to_string).collect();
        format!(
            "{name}{star}:{}{moment}{}",
            types.join("|"),
            choices.join("|")
        )
    }

    #[test]
    fn a_plan_tells_what_it_has() {
        let plan = Plan::read(&Value::read(PLAN, 64).unwrap()).unwrap();
        assert_eq!(plan.name(), Some("Shop"));
        assert_eq!(plan.events(), ["Order Completed", "Signed Up"]);
        let told: Vec<String> = plan
            .planned()
            .iter()
            .map(|planned| {
                let call = planned.call.map_or("all", Call::name);
                let name = planned.name.unwrap_or_default();
                let members: Vec<String> = planned.members.iter().map(shown).collect();
                format!("{call} {name} {} {}", planned.version, members.join(" "))
            })
            .collect();
        assert_eq!(
            told,
            [
                "all  1 context: properties:",
                "track Order Completed 2 sum:number|null",
                "track Order Completed 1 total*:number at:string~ plan:\"free\"|\"pro\" lines:array id*:",
                "track Signed Up 1 ",
                "identify  1 email:string",
            ]
        );
    }

    #[test]
    fn a_place_of_a_message_has_members() {
        let plan = Plan::read(&Value::read(PLAN, 64).unwrap()).unwrap();
        let order = Some("Order Completed");
        let second = r#"{"protocols":{"event_version":2}}"#;
        for (call, name, context, at, expected) in [
            (
                Call::Track,
                order,
                "{}",
                "/properties",
                "total*:number at:string~ plan:\"free\"|\"pro\" lines:array id*: source:",
            ),
            (
                Call::Track,
                order,
                second,
                "/properties",
                "sum:number|null total:string source:",
            ),
            (
                Call::Track,
                order,
                "{}",
                "/properties/lines/0",
                "sku:string",
            ),
            (Call::Track, order, "{}", "/properties/plan", ""),
            (
                Call::Track,
                Some("Other"),
                "{}",
                "/properties",
                "total:string source:",
            ),
            (Call::Page, None, "{}", "/context", "app:object"),
            (Call::Identify, None, "{}", "/traits", "email:string"),
        ] {
            let context = Value::read(context, 9).unwrap();
            let at = Pointer::parse(at).unwrap();
            let members = plan.members(call, name, Some(&context), &at);
            let members: Vec<String> = members.iter().map(shown).collect();
            assert_eq!(members.join(" "), expected, "{name:?} {at}");
        }
    }
}
