//! A Segment node.

use segflow_core::condition::Condition;
use segflow_core::document::{Call, FieldId, FormField, FormFieldType, OnError, SegmentField};
use segflow_core::json::{Pointer, Value};

use super::expression::{self, Read};
use super::name_of;
use crate::Why;
use crate::draft::{Draft, Sending};

/// Members of the context, by the way to them in the node and in the message.
const CONTEXT: [(&str, &str); 21] = [
    ("active", "active"),
    ("ip", "ip"),
    ("locate", "locale"),
    ("page", "page"),
    ("timezone", "timezone"),
    ("app/appUi/name", "app/name"),
    ("app/appUi/version", "app/version"),
    ("app/appUi/build", "app/build"),
    ("campaign/campaignUi/name", "campaign/name"),
    ("campaign/campaignUi/source", "campaign/source"),
    ("campaign/campaignUi/medium", "campaign/medium"),
    ("campaign/campaignUi/term", "campaign/term"),
    ("campaign/campaignUi/content", "campaign/content"),
    ("device/deviceUi/id", "device/id"),
    ("device/deviceUi/manufacturer", "device/manufacturer"),
    ("device/deviceUi/model", "device/model"),
    ("device/deviceUi/name", "device/name"),
    ("device/deviceUi/type", "device/type"),
    ("device/deviceUi/version", "device/version"),
    // Of other versions.
    ("os", "os/name"),
    ("userAgent", "userAgent"),
];

pub(super) fn read(node: &Value, place: &Pointer, condition: Option<Condition>, draft: &mut Draft) {
    let Some(parameters) = node.get("parameters") else {
        draft.listed.add(place, name_of(node), Why::Malformed);
        return;
    };
    if node.get("disabled").and_then(Value::as_bool) == Some(true) {
        let what = format!("{} is switched off", name_of(node));
        draft.listed.add(place, what, Why::NoCounterpart);
        return;
    }
    let text = |key: &str| parameters.get(key).and_then(Value::as_text);
    // What is as the node begins is not saved.
    let call = match (text("resource").unwrap_or("identify"), text("operation")) {
        ("identify", _) => Call::Identify,
        ("group", _) => Call::Group,
        ("track", Some("page")) => Call::Page,
        ("track", _) => Call::Track,
        (other, _) => {
            draft.listed.add(
                &place.key("parameters").key("resource"),
                other,
                Why::NotSegment,
            );
            return;
        }
    };
    if let Some(credentials) = node.get("credentials") {
        draft
            .listed
            .add(&place.key("credentials"), credentials, Why::Account);
    }
    if node.get("retryOnFail").and_then(Value::as_bool) == Some(true) {
        draft
            .listed
            .add(&place.key("retryOnFail"), "retryOnFail", Why::NoCounterpart);
    }
    let mut reader = Reader {
        sending: Sending::new(call),
        place: place.key("parameters"),
        draft,
    };
    reader.read(parameters, call);
    let mut sending = reader.sending;
    sending.activate_when = condition;
    let goes_on = node.get("continueOnFail").and_then(Value::as_bool) == Some(true)
        || matches!(node.get("onError"), Some(Value::Text(text)) if text.starts_with("continue"));
    if goes_on {
        sending.on_error = OnError::Continue;
    }
    draft.send(name_of(node), sending);
}

struct Reader<'d> {
    sending: Sending,
    place: Pointer,
    draft: &'d mut Draft,
}

impl Reader<'_> {
    fn read(&mut self, parameters: &Value, call: Call) {
        for field in [
            SegmentField::UserId,
            SegmentField::GroupId,
            SegmentField::Event,
            SegmentField::Name,
        ] {
            if let Some(value) = parameters.get(field.name())
                && call.fields().contains(&field)
            {
                self.put(value, self.place.key(field.name()), field.pointer());
            }
        }
        if self.sending.segment.field(SegmentField::UserId).is_none() {
            let at = self.place.key("userId");
            self.draft.listed.add(&at, "userId", Why::RandomId);
        }
        if let Some(rows) = call.rows() {
            self.rows(parameters, rows);
        }
        self.context(parameters);
        self.integrations(parameters);
        for (key, value) in parameters
            .as_object()
            .into_iter()
            .flat_map(|all| all.iter())
        {
            let is_known = matches!(
                key,
                "resource"
                    | "operation"
                    | "userId"
                    | "groupId"
                    | "event"
                    | "name"
                    | "traits"
                    | "properties"
                    | "context"
                    | "integrations"
            );
            if !is_known {
                self.draft
                    .listed
                    .add(&self.place.key(key), value, Why::NoSuchField);
            }
        }
    }

    fn rows(&mut self, parameters: &Value, rows: SegmentField) {
        let inner = format!("{}Ui", rows.name());
        let place = self.place.key(rows.name()).key(&inner);
        let list = parameters
            .get(rows.name())
            .and_then(|rows| rows.get(&inner));
        for (index, row) in list
            .and_then(Value::as_list)
            .unwrap_or_default()
            .iter()
            .enumerate()
        {
            let place = place.index(index);
            let key = row.get("key").and_then(Value::as_text).unwrap_or("");
            if key.starts_with('=') {
                self.draft.listed.add(&place.key("key"), key, Why::Code);
            } else if let Some(value) = row.get("value") {
                self.put(value, place.key("value"), rows.pointer().key(key));
            }
        }
    }

    fn context(&mut self, parameters: &Value) {
        let Some(context) = parameters
            .get("context")
            .and_then(|all| all.get("contextUi"))
        else {
            return;
        };
        let place = self.place.key("context").key("contextUi");
        let way =
            |from: &Pointer, way: &str| way.split('/').fold(from.clone(), |at, step| at.key(step));
        for (from, to) in CONTEXT {
            let Some(value) = way(&Pointer::root(), from).look_up(context) else {
                continue;
            };
            // So it says that nothing was chosen.
            if matches!(value, Value::Bool(false)) || value.as_text() == Some("") {
                continue;
            }
            let place = way(&place, from);
            if matches!(from, "locate" | "device/deviceUi/name") {
                let now = format!("context.{}", to.replace('/', "."));
                self.draft.listed.add(&place, value, Why::Mended { now });
            }
            self.put(value, place, way(&SegmentField::Context.pointer(), to));
        }
    }

    /// Their names are `All` and `Salesforce`, and to be switched off they have
    /// to be sent.
    fn integrations(&mut self, parameters: &Value) {
        let chosen = parameters
            .get("integrations")
            .and_then(|all| all.get("integrationsUi"));
        let place = self.place.key("integrations").key("integrationsUi");
        for (from, to) in [("all", "All"), ("salesforce", "Salesforce")] {
            if let Some(value) = chosen.and_then(|chosen| chosen.get(from)) {
                let now = format!("integrations.{to}");
                let place = place.key(from);
                self.draft
                    .listed
                    .add(&place, format_args!("{from}: {value}"), Why::Mended { now });
                self.put(value, place, SegmentField::Integrations.pointer().key(to));
            }
        }
    }

    fn put(&mut self, value: &Value, place: Pointer, at: Pointer) {
        let Value::Text(text) = value else {
            self.sending.set(&at, value.clone());
            return;
        };
        match expression::read(text) {
            Ok(Read { text: written, .. }) if written.is_empty() => {}
            Ok(Read {
                text: written,
                asked,
            }) => {
                self.sending.set(&at, written.into());
                for (form, label, field) in asked {
                    if let Ok(id) = FieldId::parse(&field) {
                        let field = FormField::new(id, field, FormFieldType::Text);
                        self.draft.ask(&form, &label, field);
                    }
                }
            }
            Err(why) => self.draft.listed.add(&place, text, why),
        }
    }
}
