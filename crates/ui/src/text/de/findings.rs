//! What is wrong with a workflow, in German.

use segflow_core::check::{BadCondition, MAX_NESTED, MAX_SHOWN_PROPERTIES, Problem};
use segflow_core::condition::Clause;
use segflow_core::document::SegmentField;
use segflow_core::plan::ViolationKind;
use segflow_core::reference::Unknown;
use segflow_core::segment::MAX_EVENT_BYTES;
use segflow_core::template::TagProblemKind;
use yew::AttrValue;

use super::grouped;
use crate::text::{FieldName, Told};

pub(in crate::text) fn say(problem: &Problem) -> AttrValue {
    let words = match problem {
        Problem::NoUserAnonId => "Segment würde das verwerfen: Es braucht eine Nutzer-ID oder eine anonyme ID. Tippen Sie { in das Feld Nutzer-ID, um ein Feld zu wählen, das immer eine Antwort hat.",
        Problem::IdNotString { field: of, kind } => return format!(
            "Segment würde das verwerfen: {} ist {} und muss Text sein. Wählen Sie ein Feld, das eine einzige ID enthält.",
            field(*of), self::kind(kind)
        ).into(),
        Problem::EventNotDefined => "Segment würde das verwerfen: Es braucht einen Namen des Ereignisses, etwa Form Completed.",
        Problem::EventNotString { kind } => return not_text("der Name des Ereignisses", kind),
        Problem::NameNotString { kind } => return not_text("der Name", kind),
        Problem::CategoryNotString { kind } => return not_text("die Kategorie", kind),
        Problem::NotObject { field: of, kind } => return format!(
            "Segment würde das verwerfen: {} ist {} und muss ein Objekt aus Namen und Werten sein.",
            field(*of), self::kind(kind)
        ).into(),
        Problem::GroupIdMissing => "Für eine Gruppe ist eine Gruppen-ID nötig: Geben Sie an, zu welcher Gruppe der Nutzer gehört.",
        Problem::PreviousIdMissing => "Zum Zusammenführen ist eine frühere ID nötig: Geben Sie an, welche ID der Nutzer vorher hatte.",
        Problem::BadTimestamp { text } => return format!(
            "„{text}“ bezeichnet keinen Zeitpunkt. Schreiben Sie ihn wie 2024-05-01T12:00:00Z, mit der Zeitzone."
        ).into(),
        Problem::EventTooLarge { bytes } => return format!(
            "Segment würde das ablehnen: Es hat {} Bytes, und höchstens {} sind erlaubt. Senden Sie weniger oder kürzere Werte.",
            grouped(*bytes as u64), grouped(MAX_EVENT_BYTES as u64)
        ).into(),
        Problem::BadTag(problem) => return tag(problem),
        Problem::UnknownField { path, unknown } => return format!("{{{{ {path} }}}}: {}", self::unknown(unknown)).into(),
        Problem::MissingValue { path, is_needed: true } => return format!(
            "Für {{{{ {path} }}}} gibt es keinen Wert, und ohne ihn lässt sich die Aufgabe nicht senden."
        ).into(),
        Problem::MissingValue { path, is_needed: false } => return format!(
            "Für {{{{ {path} }}}} gibt es in diesem Beispiel keinen Wert; er wird weggelassen oder bleibt leer."
        ).into(),
        Problem::UnknownAccount { account } => return format!(
            "Das Konto „{account}“ ist hier nicht verbunden. Verbinden Sie es, oder wählen Sie ein anderes."
        ).into(),
        Problem::NoAccount => "Es ist kein Segment-Konto gewählt. Wählen oder verbinden Sie eines.",
        Problem::UnknownWorkflow { workflow: None } => "Wählen Sie den Workflow, der hier ausgeführt werden soll.",
        Problem::UnknownWorkflow { workflow: Some(workflow) } => return format!(
            "Den Workflow „{workflow}“ gibt es hier nicht. Wählen Sie einen anderen."
        ).into(),
        Problem::Cycle { through } if through.is_empty() => "Dieser Workflow würde sich selbst ohne Ende ausführen. Wählen Sie einen anderen.",
        Problem::Cycle { through } => return format!(
            "Das nähme kein Ende: „{}“ führt diesen Workflow erneut aus. Wählen Sie einen anderen.",
            through.join("“ führt aus: „")
        ).into(),
        Problem::PlanViolation { kind, .. } => return violation(kind),
        Problem::BrokenCharacter => "� steht für ein Zeichen, das schon beschädigt hier ankam. Sehen Sie nach, woher der Wert kommt.",
        Problem::WriteKeyShape => "Das sieht nicht nach einem Schreibschlüssel aus: Die von Segment haben 32 Buchstaben und Ziffern. Kopieren Sie ihn erneut aus den Einstellungen der Quelle, unter API Keys.",
        Problem::BadCondition(bad) => return condition(bad),
        Problem::IdentifyWithoutTrack => "Es folgt kein „Ereignis erfassen“. Identifizieren allein bringt keine nützlichen Daten: Fügen Sie eines hinzu.",
        Problem::UserIdDiffers { identify } => return format!(
            "Die Nutzer-ID ist nicht die von „{identify}“; Segment zählt also womöglich zwei Nutzer. Verwenden Sie in beiden dieselben Platzhalter."
        ).into(),
        Problem::IdentifyMayBeSkipped { track } => return format!(
            "Diese Aufgabe wird womöglich übersprungen, während „{track}“ ausgeführt wird: Dann bekommt Segment ein Ereignis von jemandem, den es nicht kennt. Geben Sie beiden dieselbe Bedingung."
        ).into(),
        Problem::ReservedTraitType { name, expected, kind } => return format!(
            "{name} ist {}; Segment und seine Ziele erwarten {}.",
            self::kind(kind), self::kind(expected)
        ).into(),
        Problem::TooManyProperties { count } => return format!(
            "Es gibt {count} Einträge; Segment zeigt und behält davon {MAX_SHOWN_PROPERTIES}."
        ).into(),
        Problem::EventNameStyle { name } => return format!(
            "Ereignisse heißen am besten nach einer Sache und dem, was mit ihr geschah, etwa Form Completed; dieses heißt „{name}“."
        ).into(),
        Problem::DynamicEventName => "Ein Platzhalter im Namen macht aus einem Ereignis viele, die Segment nicht zusammen zählen kann. Setzen Sie den Wert in eine Eigenschaft.",
        Problem::PersonalDataInName { name } => return format!(
            "„{name}“ scheint eine Adresse, eine Nummer oder ein Token zu enthalten. Namen sieht jeder: Setzen Sie den Wert in eine Eigenschaft."
        ).into(),
        Problem::PropertyNameStyle { name } => return format!(
            "Eigenschaften heißen am besten klein, mit _ zwischen den Wörtern; diese heißt „{name}“."
        ).into(),
        Problem::ConsentMissing => "Segment würde das verwerfen: Das Ereignis zur Einwilligung braucht context.consent.categoryPreferences.",
        Problem::ConsentNotObject => "Segment würde das verwerfen: context.consent.categoryPreferences muss ein Objekt aus Kategorien sein.",
        Problem::ConsentNotBool { category } => return format!(
            "Segment würde das verwerfen: Die Einwilligung für „{category}“ muss wahr oder falsch sein."
        ).into(),
        Problem::ConsentVersionNotNumber => "Segment würde das verwerfen: context.consent.version muss eine Zahl sein.",
        Problem::AdvertisingIdNotString => "Segment würde das verwerfen: context.device.advertisingId muss Text sein.",
        Problem::FormUnanswered { fields } => return format!("Diese Fragen brauchen eine Antwort: {}.", fields.join(", ")).into(),
        Problem::CannotRun => "Zeilen einer Datei übergeben einem anderen Workflow ganze Antworten, keine Teile davon.",
        Problem::NestedTooDeep => return format!(
            "Hier führen Workflows einander ohne Ende aus, oder sie sind mehr als {MAX_NESTED}-fach verschachtelt. Wählen Sie einen anderen."
        ).into(),
        Problem::NestedFailed => "Der Workflow, den diese Aufgabe ausgeführt hat, ist fehlgeschlagen: Sehen Sie seine Aufgaben an.",
        Problem::NotCompleted { because } => {
            let title = |clause: &Clause| super::field_name(FieldName { path: &clause.field, label: &clause.title });
            let titles: Vec<AttrValue> = because.iter().map(title).collect();
            return match titles.is_empty() {
                true => AttrValue::Static("Das ist noch nicht abgeschlossen."),
                false => format!("Das ist noch nicht abgeschlossen; es liegt an: {}.", titles.join(", ")).into(),
            };
        }
        Problem::RepeatLimit => "Diese Aufgabe wurde in einem Lauf 100-mal ausgeführt; öfter darf sie es nicht.",
        // It was written down in English.
        Problem::Recorded { code, message } => return super::told::say(Told { code, message }),
    };
    AttrValue::Static(words)
}

/// What a field of Segment's messages is called.
pub(in crate::text) fn field(field: SegmentField) -> AttrValue {
    AttrValue::Static(match field {
        SegmentField::UserId => "Nutzer-ID",
        SegmentField::AnonymousId => "Anonyme ID",
        SegmentField::PreviousId => "Frühere ID",
        SegmentField::GroupId => "Gruppen-ID",
        SegmentField::Event => "Ereignis",
        SegmentField::Name => "Name",
        SegmentField::Category => "Kategorie",
        SegmentField::Traits => "Merkmale",
        SegmentField::Properties => "Eigenschaften",
        SegmentField::Context => "Kontext",
        SegmentField::Integrations => "Integrationen",
        SegmentField::Timestamp => "Zeitpunkt",
    })
}

/// What the core calls a kind of value, such as “a number”.
pub(in crate::text) fn kind(kind: &str) -> &str {
    match kind {
        "yes/no" => "ja/nein",
        "a number" => "eine Zahl",
        "text" => "Text",
        "text or a number" => "Text oder eine Zahl",
        "a date" => "ein Datum",
        "a list" => "eine Liste",
        "an object" => "ein Objekt",
        other => other,
    }
}

fn not_text(what: &str, kind: &str) -> AttrValue {
    let kind = self::kind(kind);
    format!("Segment würde das verwerfen: {what} ist {kind} und muss Text sein.").into()
}

fn condition(bad: &BadCondition) -> AttrValue {
    match bad {
        BadCondition::Unreadable => AttrValue::Static(
            "Diese Bedingung ist nicht lesbar. Entfernen Sie sie und fügen Sie sie neu hinzu.",
        ),
        BadCondition::NoField => {
            AttrValue::Static("Wählen Sie das Feld, das verglichen werden soll.")
        }
        BadCondition::NoPath(text) => {
            format!("„{text}“ ist kein Feld. Wählen Sie das Feld, das verglichen werden soll.")
                .into()
        }
        BadCondition::NoValue => {
            AttrValue::Static("Geben Sie an, womit das Feld verglichen werden soll.")
        }
        BadCondition::WrongValue(expected) => {
            format!("Dieser Vergleich braucht {}.", wanted(expected)).into()
        }
        BadCondition::BadPattern(pattern) => format!(
            "„{pattern}“ ist kein regulärer Ausdruck. Schreiben Sie \\ vor ein Zeichen, das für sich selbst steht."
        )
        .into(),
    }
}

/// What a comparison needs, by the core's words.
fn wanted(expected: &str) -> &str {
    match expected {
        "a list of values" => "eine Liste von Werten",
        "two values" => "zwei Werte",
        "a pattern" => "ein Muster",
        "a span of time, such as 7 days" => "eine Zeitspanne, etwa 7 days",
        other => kind(other),
    }
}

fn unknown(unknown: &Unknown) -> String {
    let (what, similar) = match unknown {
        Unknown::Task { similar } => ("Keine Aufgabe hat diesen Namen".to_owned(), similar),
        Unknown::LaterTask { title } => {
            return format!(
                "„{title}“ kommt erst später und hat noch keine Werte; verschieben Sie die Aufgabe nach oben"
            );
        }
        Unknown::HostField { similar } => {
            ("Die Seite gibt keinen solchen Wert mit".to_owned(), similar)
        }
        Unknown::Field { title, similar } => (format!("„{title}“ hat kein solches Feld"), similar),
    };
    match similar {
        Some(path) => format!("{what}; meinten Sie {{{{ {path} }}}}?"),
        None => format!("{what}; tippen Sie {{, um ein Feld zu wählen"),
    }
}

fn tag(problem: &TagProblemKind) -> AttrValue {
    AttrValue::Static(match problem {
        TagProblemKind::Unclosed => "Dieser Platzhalter ist nicht geschlossen: Schreiben Sie }} an sein Ende.",
        TagProblemKind::Statement => "{% … %} bewirkt hier nichts: Nur {{ … }} wird ausgefüllt. Verwenden Sie stattdessen eine Bedingung an der Aufgabe.",
        TagProblemKind::Empty => "Dieser Platzhalter ist leer: Wählen Sie ein Feld, oder entfernen Sie die Klammern.",
        TagProblemKind::UnclosedQuote => "In diesem Platzhalter ist ein Anführungszeichen geöffnet und nicht geschlossen.",
        TagProblemKind::UnfinishedPath => "Nach dem Punkt fehlt ein Feld. Tippen Sie {, um eines zu wählen.",
        TagProblemKind::NoFilter => "Nach | fehlt ein Filter, etwa downcase. Fügen Sie einen hinzu, oder entfernen Sie das |.",
        TagProblemKind::Unexpected(what) => return format!(
            "„{what}“ hat hier keinen Platz. Ein Platzhalter wird so geschrieben: {{{{ task.field | filter: \"text\" }}}}."
        ).into(),
        TagProblemKind::LonePath(word) => return format!(
            "„{word}“ allein benennt kein Feld. Tippen Sie {{, um eines zu wählen, oder setzen Sie Text in Anführungszeichen."
        ).into(),
        TagProblemKind::UnknownFilter { name, similar: Some(similar) } => return format!(
            "Einen Filter „{name}“ gibt es nicht; meinten Sie {similar}?"
        ).into(),
        TagProblemKind::UnknownFilter { name, similar: None } => return format!("Einen Filter „{name}“ gibt es nicht.").into(),
        TagProblemKind::UnknownArgument { filter, name } => return format!(
            "{filter} nimmt keinen Wert mit dem Namen „{name}“."
        ).into(),
        TagProblemKind::ArgumentCount { filter, least, most } => {
            let count = |count: &usize| match count {
                0 => "keinen Wert".to_owned(),
                1 => "einen Wert".to_owned(),
                count => format!("{count} Werte"),
            };
            let counts = if least == most {
                count(most)
            } else {
                format!("{} oder {}", count(least), count(most))
            };
            return format!("{filter} nimmt nach einem Doppelpunkt {counts}.").into();
        }
    })
}

/// How many choices a sentence names.
const NAMED_CHOICES: usize = 5;

fn violation(kind: &ViolationKind) -> AttrValue {
    match kind {
        ViolationKind::UnknownEvent {
            event,
            similar: Some(similar),
        } => format!("Im Tracking-Plan gibt es kein Ereignis „{event}“; meinten Sie „{similar}“?"),
        ViolationKind::UnknownEvent {
            event,
            similar: None,
        } => {
            format!("Im Tracking-Plan gibt es kein Ereignis „{event}“.")
        }
        ViolationKind::Unplanned { name } => format!("Der Tracking-Plan erlaubt „{name}“ nicht."),
        ViolationKind::Required { name } => {
            format!("Der Tracking-Plan verlangt außerdem „{name}“.")
        }
        ViolationKind::WrongType { expected, kind } => {
            let expected: Vec<&str> = expected.iter().map(|name| type_words(name)).collect();
            format!(
                "Das ist {}; der Tracking-Plan verlangt {}.",
                self::kind(kind),
                expected.join(" oder ")
            )
        }
        ViolationKind::NotOneOf { choices } => {
            let named: Vec<String> = choices
                .iter()
                .take(NAMED_CHOICES)
                .map(ToString::to_string)
                .collect();
            let end = if choices.len() > NAMED_CHOICES {
                ", …"
            } else {
                "."
            };
            format!("Der Tracking-Plan erlaubt nur {}{end}", named.join(", "))
        }
        ViolationKind::NoMatch { pattern } => {
            format!("Der Tracking-Plan verlangt Text nach dem Muster {pattern}")
        }
        ViolationKind::NotDateTime => {
            "Der Tracking-Plan verlangt Datum und Uhrzeit, etwa 2024-05-01T12:00:00Z.".to_owned()
        }
        ViolationKind::TooSmall { least } => {
            format!("Der Tracking-Plan verlangt {least} oder mehr.")
        }
        ViolationKind::TooLarge { most } => {
            format!("Der Tracking-Plan verlangt {most} oder weniger.")
        }
    }
    .into()
}

/// What people call a type of JSON Schema.
fn type_words(name: &str) -> &str {
    match name {
        "string" => "Text",
        "number" => "eine Zahl",
        "integer" => "eine ganze Zahl",
        "boolean" => "ja/nein",
        "array" => "eine Liste",
        "object" => "ein Objekt",
        other => other,
    }
}
