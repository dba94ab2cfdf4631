use crate::property::{self, Property};

/// What is known of the call itself comes first, then each object.
const CONTEXT: &str = "active! channel direct! groupId ip locale timezone userAgent \
    app{name version build namespace} \
    campaign{name source medium term content} \
    device{id advertisingId adTrackingEnabled! manufacturer model name type version token} \
    location{city country region latitude# longitude# speed#} \
    network{bluetooth! carrier cellular! wifi!} \
    os{name version} \
    page{path referrer search title url} \
    referrer{type name url link id} \
    screen{width# height# density#} \
    userAgentData{brands[] mobile! platform bitness model platformVersion uaFullVersion \
    fullVersionList[] wow64!} \
    traits{} \
    consent{categoryPreferences{}} \
    integration{name version} \
    protocols{event_version#}";

/// The members of a message's context that have a meaning; `library` is left
/// out, as whoever sends the message fills it in.
pub fn context() -> Vec<Property> {
    property::read(CONTEXT, "")
}

#[cfg(test)]
mod tests {
    use super::context;
    use crate::Kind;

    #[test]
    fn objects_hold_their_members() {
        let context = context();
        let told = |name: &str| {
            let found = context.iter().find(|one| one.name == name).unwrap();
            (found.kind, found.within.len())
        };
        for (name, expected) in [
            ("active", (Kind::YesNo, 0)),
            ("userAgent", (Kind::Text, 0)),
            ("app", (Kind::Object, 4)),
            ("device", (Kind::Object, 9)),
            ("screen", (Kind::Object, 3)),
            ("userAgentData", (Kind::Object, 9)),
            ("traits", (Kind::Object, 0)),
            ("protocols", (Kind::Object, 1)),
        ] {
            assert_eq!(told(name), expected, "{name}");
        }
        assert!(context.iter().all(|one| one.name != "library"));
    }
}
