//! What other programs tell, in German: by the name of its kind, with the names
//! and numbers that stand in the English sentence.

use segflow_core::check::Problem;
use segflow_core::run::SendError;
use segflow_web::Error;
use yew::AttrValue;

use super::{errors, findings};
use crate::text::Told;

pub(in crate::text) fn say(told: Told<'_>) -> AttrValue {
    let Told { code, message } = told;
    by_name(code, message)
        .map(AttrValue::from)
        .or_else(|| plain(code).map(|problem| findings::say(&problem)))
        .or_else(|| SendError::from_code(code).map(|error| errors::sending(&error)))
        .or_else(|| of_browser(message))
        .unwrap_or_else(|| always(code).unwrap_or(message).to_owned().into())
}

/// What is said with a name or a number out of the sentence.
fn by_name(code: &str, message: &str) -> Option<String> {
    let marked = between(message, "`", "`");
    let said = match (code, marked) {
        // What the receiver on this computer finds; names stand between backticks.
        ("id_not_string", Some(name)) => format!("`{name}` ist leer oder kein Text"),
        ("event_not_defined", Some(_)) => {
            "`event`, der Name dessen, was geschah, fehlt oder ist leer".to_owned()
        }
        ("event_not_string", Some(_)) => "`event` ist kein Text".to_owned(),
        ("name_not_string" | "category_not_string", Some(name)) => {
            format!("`{name}` ist leer oder kein Text")
        }
        (
            "traits_not_object"
            | "properties_not_object"
            | "context_not_object"
            | "integrations_not_object"
            | "consent_categorypreferences_fields_should_be_object",
            Some(name),
        ) => format!("`{name}` ist kein JSON-Objekt"),
        (
            "group_id_missing"
            | "previous_id_missing"
            | "id_required"
            | "consent_categorypreferences_should_exist",
            Some(name),
        ) => format!("`{name}` fehlt oder ist leer"),
        ("no_user_anon_id", Some(_)) => "weder `userId` noch `anonymousId` ist da".to_owned(),
        ("consent_categorypreferences_fields_should_be_bool", Some(name)) => {
            format!("die Einwilligung für `{name}` ist weder wahr noch falsch")
        }
        ("consent_version_should_be_number", Some(name)) => format!("`{name}` ist keine Zahl"),
        ("device_advertisingid_should_be_string", Some(name)) => format!("`{name}` ist kein Text"),
        ("empty_batch", Some(_)) if message.ends_with("there") => "`batch` fehlt".to_owned(),
        ("empty_batch", Some(_)) => "`batch` enthält keine Nachricht".to_owned(),
        ("missing_type", _) => "jede Nachricht eines Stapels braucht ein `type`".to_owned(),
        ("invalid_type", _) => {
            "`type` muss identify, track, page, screen, group oder alias sein".to_owned()
        }
        ("", _) if message.contains(" has the same messageId") => format!(
            "Nachricht {} hat dieselbe messageId; Segment behält die erste aus etwa 24 Stunden",
            number(message)?
        ),
        ("", _) if message.starts_with("malformed JSON: ") => {
            format!("kein JSON: {}", after(message, ": ")?)
        }
        ("", _) if message.starts_with("the body is not UTF-8") => {
            "der Inhalt ist kein Text in UTF-8".to_owned()
        }
        // What a row of a file lacks.
        ("not_json", _) => match after(message, "(line ").and_then(number) {
            Some(line) => format!("die Zeile ist kein JSON (Zeile {line})"),
            None => "die Zeile ist kein JSON".to_owned(),
        },
        (
            "cell_not_text"
            | "cell_not_number"
            | "cell_not_yesno"
            | "cell_not_date"
            | "cell_not_checkboxes",
            _,
        ) => {
            let kind = match code {
                "cell_not_text" => "kein Text",
                "cell_not_number" => "keine Zahl",
                "cell_not_yesno" => "kein Ja oder Nein",
                "cell_not_date" => "kein Datum",
                _ => "keine Auswahl",
            };
            let column = quoted(message)?;
            let number = column.strip_prefix("Column ").map(str::parse::<usize>);
            match number {
                Some(Ok(number)) => format!("die Zelle in Spalte {number} ist {kind}"),
                _ => format!("die Zelle in „{column}“ ist {kind}"),
            }
        }
        ("bad_mapping", _) => format!(
            "die Angaben zur Spalte „{}“ passen nicht zu diesem Workflow",
            quoted(message)?
        ),
        ("form_unanswered", _) => format!(
            "Diese Fragen brauchen eine Antwort: {}.",
            after(message, ": ")?.trim_end_matches('.')
        ),
        ("refused", _) => format!("die Antwort war {}", number(message)?),
        // What is wrong with a message.
        ("id_not_string", None) => {
            let (name, kind) = is(message)?;
            let name = match name {
                "User ID" => "Nutzer-ID",
                "Anonymous ID" => "Anonyme ID",
                "Group ID" => "Gruppen-ID",
                "Previous ID" => "Frühere ID",
                other => other,
            };
            format!("Segment würde das verwerfen: {name} ist {kind} und muss Text sein.")
        }
        ("event_not_string" | "name_not_string" | "category_not_string", None) => {
            let name = match code {
                "event_not_string" => "der Name des Ereignisses",
                "name_not_string" => "der Name",
                _ => "die Kategorie",
            };
            let (_, kind) = is(message)?;
            format!("Segment würde das verwerfen: {name} ist {kind} und muss Text sein.")
        }
        ("bad_timestamp", _) => format!(
            "„{}“ bezeichnet keinen Zeitpunkt. Schreiben Sie ihn wie 2024-05-01T12:00:00Z, mit der Zeitzone.",
            quoted(message)?
        ),
        ("missing_value", _) => format!(
            "Für {{{{ {} }}}} gibt es keinen Wert, und ohne ihn lässt sich die Aufgabe nicht senden.",
            tag(message)?
        ),
        ("unknown_field", _) => format!("{{{{ {} }}}} benennt kein Feld.", tag(message)?),
        ("unknown_filter", _) => format!("Einen Filter „{}“ gibt es nicht.", quoted(message)?),
        ("unknown_account", _) => format!(
            "Das Konto „{}“ ist hier nicht verbunden. Verbinden Sie es, oder wählen Sie ein anderes.",
            quoted(message)?
        ),
        ("consent_categorypreferences_fields_should_be_bool", None) => format!(
            "Segment würde das verwerfen: Die Einwilligung für „{}“ muss wahr oder falsch sein.",
            quoted(message)?
        ),
        _ => return None,
    };
    Some(said)
}

/// What is wrong with a message, where there is nothing to be told beside it.
fn plain(code: &str) -> Option<Problem> {
    [
        Problem::NoUserAnonId,
        Problem::EventNotDefined,
        Problem::GroupIdMissing,
        Problem::PreviousIdMissing,
        Problem::NoAccount,
        Problem::ConsentMissing,
        Problem::ConsentNotObject,
        Problem::ConsentVersionNotNumber,
        Problem::AdvertisingIdNotString,
        Problem::CannotRun,
        Problem::NestedTooDeep,
        Problem::NestedFailed,
        Problem::RepeatLimit,
    ]
    .into_iter()
    .find(|problem| problem.code() == code)
}

/// What went wrong in the browser, which the worker only passes on.
fn of_browser(message: &str) -> Option<AttrValue> {
    let said = between(message, "(", ")").unwrap_or_default().to_owned();
    [
        Error::StorageRefused(said.clone()),
        Error::StorageFull,
        Error::StorageNewer,
        Error::StorageHeld,
        Error::StorageFailed(said),
        Error::Unreadable,
        Error::HostKeeps,
        Error::NotLoaded,
        Error::FileNotRead,
        Error::NoRandomness,
    ]
    .iter()
    .find(|error| error.to_string() == message)
    .map(errors::browser)
}

/// What is said whatever the sentence.
fn always(code: &str) -> Option<&'static str> {
    Some(match code {
        "not_utf8" => "die Zeile ist nicht in UTF-8 geschrieben",
        "no_row" => "hier steht keine Zeile, oder die Liste der Zeilen ist nicht geschlossen",
        "no_rows" => {
            "das ist eine Arbeitsmappe oder ein anderes Archiv und kein Text aus Zeilen; speichern Sie ihr Blatt als CSV und wählen Sie das"
        }
        "row_too_long" => {
            "die Zeile ist zu lang; suchen Sie ein Anführungszeichen, das nicht geschlossen ist"
        }
        "bad_quotes" => "ein Anführungszeichen schließt nicht dort, wo seine Zelle endet",
        "too_many_cells" => "die Zeile hat mehr Zellen, als es Spalten gibt",
        "row_too_large" => "die Nachrichten der Zeile passen nicht in einen Stapel",
        "not_reached" => "der Lauf wurde vor dieser Zeile angehalten",
        "bad_checkpoint" => {
            "der gespeicherte Stand ist nicht lesbar; führen Sie die Datei von Anfang an aus"
        }
        "checkpoint_of_other_workflow" => {
            "der Workflow hat sich seit dem gespeicherten Stand geändert; führen Sie die Datei von Anfang an aus"
        }
        "checkpoint_of_other_mapping" => {
            "die Spalten sind anders zugeordnet als beim gespeicherten Stand; ordnen Sie sie wie zuvor zu, oder führen Sie die Datei von Anfang an aus"
        }
        "event_too_large" => {
            "Segment würde das ablehnen: Es ist zu groß. Senden Sie weniger oder kürzere Werte."
        }
        "traits_not_object"
        | "properties_not_object"
        | "context_not_object"
        | "integrations_not_object" => {
            "Segment würde das verwerfen: Ein Objekt aus Namen und Werten ist nötig, und da steht etwas anderes."
        }
        "bad_tag" => "Ein Platzhalter dieser Aufgabe ist nicht lesbar.",
        "bad_condition" => "Eine Bedingung dieser Aufgabe lässt sich nicht auswerten.",
        "unknown_workflow" => "Den Workflow, der hier ausgeführt werden soll, gibt es nicht.",
        "cycle" => "Das nähme kein Ende: Der Workflow würde sich selbst erneut ausführen.",
        "plan_violation" => "Das ist nicht, was der Tracking-Plan vorsieht.",
        "not_completed" => "Das ist noch nicht abgeschlossen: Seine Bedingung ist nicht erfüllt.",
        "batch_too_large" => "der Stapel hat mehr Nachrichten, als er haben darf",
        "bad_request" => "die Nachricht ist kein JSON-Objekt",
        "unknown_source" => "es gibt keine Quelle mit diesem Schreibschlüssel",
        _ => return None,
    })
}

/// The name and the kind of a value, of “… : User ID is a number and has …”.
fn is(message: &str) -> Option<(&str, &str)> {
    let (name, rest) = after(message, ": ")?.split_once(" is ")?;
    let (kind, _) = rest.split_once(" and has")?;
    Some((name, findings::kind(kind)))
}

/// What stands between quotes.
fn quoted(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once('"')?;
    Some(rest.rsplit_once('"')?.0)
}

/// The path of a tag.
fn tag(message: &str) -> Option<&str> {
    between(message, "{{ ", " }}")
}

fn between<'m>(message: &'m str, start: &str, end: &str) -> Option<&'m str> {
    Some(after(message, start)?.split_once(end)?.0)
}

fn after<'m>(message: &'m str, start: &str) -> Option<&'m str> {
    Some(message.split_once(start)?.1)
}

/// The first number.
fn number(message: &str) -> Option<&str> {
    let rest = message.get(message.find(|sign: char| sign.is_ascii_digit())?..)?;
    let end = rest.find(|sign: char| !sign.is_ascii_digit());
    rest.get(..end.unwrap_or(rest.len()))
}

#[cfg(test)]
mod tests {
    use segflow_core::bulk::{CellType, Reason};
    use segflow_core::check::{BadCondition, Problem};
    use segflow_core::document::{AccountId, SegmentField};
    use segflow_core::json::Value;
    use segflow_core::reference::Unknown;
    use segflow_core::run::SendError;
    use segflow_core::template::TagProblemKind;
    use segflow_web::Error;

    use super::super::findings;
    use super::say;
    use crate::text::Told;

    fn said(code: &str, message: &str) -> String {
        say(Told { code, message }).to_string()
    }

    /// A row of a file that is set aside or fails is told so in German.
    #[test]
    fn reasons_of_rows() {
        let not_json = Value::read("{", 8).unwrap_err();
        for (reason, expected) in [
            (Reason::NotUtf8, "die Zeile ist nicht in UTF-8 geschrieben"),
            (
                Reason::NotJson(not_json),
                "die Zeile ist kein JSON (Zeile 1)",
            ),
            (
                Reason::NoRow,
                "hier steht keine Zeile, oder die Liste der Zeilen ist nicht geschlossen",
            ),
            (
                Reason::CellNot {
                    cell_type: CellType::Number,
                    column: "Betrag \"netto\"".to_owned(),
                },
                "die Zelle in „Betrag \\\"netto\\\"“ ist keine Zahl",
            ),
            (
                Reason::CellNot {
                    cell_type: CellType::Date,
                    column: "Column 2".to_owned(),
                },
                "die Zelle in Spalte 2 ist kein Datum",
            ),
            (
                Reason::TooManyCells,
                "die Zeile hat mehr Zellen, als es Spalten gibt",
            ),
            (Reason::Refused(413), "die Antwort war 413"),
            (
                Reason::NotSent(SendError::Offline),
                "dieser Computer ist offline",
            ),
            (
                Reason::NotReached,
                "der Lauf wurde vor dieser Zeile angehalten",
            ),
        ] {
            assert_eq!(said(reason.code(), &reason.to_string()), expected);
        }
        for reason in [Reason::TooLong, Reason::BadQuotes, Reason::RowTooLarge] {
            let message = reason.to_string();
            assert_ne!(said(reason.code(), &message), message);
        }
    }

    /// What kept a task from being sent is told in German of a kept run too.
    #[test]
    fn problems_that_were_written_down() {
        let same = [
            Problem::NoUserAnonId,
            Problem::EventNotDefined,
            Problem::EventNotString { kind: "a number" },
            Problem::NameNotString { kind: "a list" },
            Problem::CategoryNotString { kind: "an object" },
            Problem::GroupIdMissing,
            Problem::PreviousIdMissing,
            Problem::BadTimestamp {
                text: "today".to_owned(),
            },
            Problem::MissingValue {
                path: "signup.email".to_owned(),
                is_needed: true,
            },
            Problem::UnknownAccount {
                account: AccountId::parse("eu").unwrap(),
            },
            Problem::ConsentMissing,
            Problem::ConsentNotObject,
            Problem::ConsentNotBool {
                category: "ads".to_owned(),
            },
            Problem::ConsentVersionNotNumber,
            Problem::AdvertisingIdNotString,
            Problem::FormUnanswered {
                fields: vec!["E-Mail".to_owned(), "Ort".to_owned()],
            },
            Problem::CannotRun,
            Problem::NestedTooDeep,
            Problem::NestedFailed,
            Problem::RepeatLimit,
        ];
        for problem in same {
            let told = said(problem.code(), &problem.to_string());
            assert_eq!(told, findings::say(&problem).to_string());
        }
        let about = [
            Problem::IdNotString {
                field: SegmentField::UserId,
                kind: "a number",
            },
            Problem::NotObject {
                field: SegmentField::Traits,
                kind: "text",
            },
            Problem::EventTooLarge { bytes: 40_000 },
            Problem::BadTag(TagProblemKind::Empty),
            Problem::BadTag(TagProblemKind::UnknownFilter {
                name: "up".to_owned(),
                similar: None,
            }),
            Problem::UnknownField {
                path: "a.b".to_owned(),
                unknown: Unknown::Task { similar: None },
            },
            Problem::UnknownWorkflow { workflow: None },
            Problem::Cycle { through: vec![] },
            Problem::BadCondition(BadCondition::NoField),
            Problem::NotCompleted { because: vec![] },
        ];
        for problem in about {
            let message = problem.to_string();
            assert_ne!(said(problem.code(), &message), message, "{problem:?}");
        }
        assert_eq!(
            said(
                "id_not_string",
                "Segment would discard this: User ID is a number and has to be text. Choose a field that holds one id."
            ),
            "Segment würde das verwerfen: Nutzer-ID ist eine Zahl und muss Text sein."
        );
    }

    /// What the receiver says of a message keeps the names between backticks.
    #[test]
    fn verdicts() {
        for (code, message, expected) in [
            (
                "id_not_string",
                "`userId` is empty or is no text",
                "`userId` ist leer oder kein Text",
            ),
            (
                "no_user_anon_id",
                "neither `userId` nor `anonymousId` is there",
                "weder `userId` noch `anonymousId` ist da",
            ),
            (
                "traits_not_object",
                "`traits` is no JSON object",
                "`traits` ist kein JSON-Objekt",
            ),
            ("empty_batch", "`batch` is not there", "`batch` fehlt"),
            (
                "",
                "event 7 has the same messageId; Segment keeps the first of about 24 hours",
                "Nachricht 7 hat dieselbe messageId; Segment behält die erste aus etwa 24 Stunden",
            ),
            ("of_tomorrow", "something new", "something new"),
        ] {
            assert_eq!(said(code, message), expected);
        }
    }

    #[test]
    fn what_the_browser_refuses() {
        for error in [
            Error::StorageFull,
            Error::StorageFailed("AbortError".to_owned()),
            Error::NotLoaded,
        ] {
            let message = error.to_string();
            let expected = super::errors::browser(&error).to_string();
            assert_eq!(said("refused", &message), expected);
        }
    }
}
