use segflow_catalog::Kind;
use segflow_core::plan::PlannedMember;

/// The kind of the values that a tracking plan asks for; none where it takes any.
pub(super) fn planned_kind(member: &PlannedMember) -> Option<Kind> {
    let mut types = member.types.iter().map(String::as_str);
    Some(match types.find(|name| *name != "null")? {
        "string" if member.is_moment => Kind::Date,
        "string" => Kind::Text,
        "number" | "integer" => Kind::Number,
        "boolean" => Kind::YesNo,
        "array" => Kind::List,
        "object" => Kind::Object,
        _ => return None,
    })
}
