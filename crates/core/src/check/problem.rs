use std::fmt;

use super::MAX_NESTED;
use crate::condition::Clause;
use crate::document::{AccountId, SegmentField};
use crate::plan::ViolationKind;
use crate::reference::Unknown;
use crate::template::TagProblemKind;

/// How bad a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// The task is not sent.
    Error,
    /// The task is sent; something is probably not as it was meant.
    Warning,
    /// The task is sent; it could be better.
    Hint,
}

impl Severity {
    /// The name in findings handed to other programs.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Hint => "hint",
        }
    }
}

/// What a finding is about. `Display` gives the English sentence; the parts
/// are there for other languages.
#[derive(Debug, Clone, PartialEq)]
pub enum Problem {
    /// Segment discards messages without an id.
    NoUserAnonId,
    /// Segment discards ids that are no text.
    IdNotString {
        /// Which id.
        field: SegmentField,
        /// What it is.
        kind: &'static str,
    },
    /// Segment discards track calls without an event name.
    EventNotDefined,
    /// Segment discards event names that are no text.
    EventNotString {
        /// What it is.
        kind: &'static str,
    },
    /// Segment discards names that are no text.
    NameNotString {
        /// What it is.
        kind: &'static str,
    },
    /// Segment discards categories that are no text.
    CategoryNotString {
        /// What it is.
        kind: &'static str,
    },
    /// Segment discards calls in which an object is something else.
    NotObject {
        /// Which field.
        field: SegmentField,
        /// What it is.
        kind: &'static str,
    },
    /// A group call says which group.
    GroupIdMissing,
    /// An alias call says which id the user had.
    PreviousIdMissing,
    /// A timestamp that does not name a moment.
    BadTimestamp {
        /// What it says.
        text: String,
    },
    /// Segment refuses events of more than 32,768 bytes.
    EventTooLarge {
        /// How many bytes it has.
        bytes: usize,
    },
    /// A tag that cannot be read.
    BadTag(TagProblemKind),
    /// A path that leads nowhere.
    UnknownField {
        /// The path as written.
        path: String,
        /// Why it leads nowhere.
        unknown: Unknown,
    },
    /// A tag has no value.
    MissingValue {
        /// The path as written.
        path: String,
        /// Whether the task cannot be sent without it.
        is_needed: bool,
    },
    /// The task names an account that is not connected here.
    UnknownAccount {
        /// The account's id.
        account: AccountId,
    },
    /// The task names no account.
    NoAccount,
    /// The write key does not look like one.
    WriteKeyShape,
    /// The task runs a workflow that there is not.
    UnknownWorkflow {
        /// The workflow's id; none where none is chosen.
        workflow: Option<String>,
    },
    /// The task runs a workflow that runs this one.
    Cycle {
        /// The names of the workflows on the way back here.
        through: Vec<String>,
    },
    /// The message is not what the tracking plan has agreed.
    PlanViolation {
        /// Whether the task is kept from being sent.
        is_strict: bool,
        /// What differs.
        kind: ViolationKind,
    },
    /// A character was broken before it came here.
    BrokenCharacter,
    /// A condition that cannot be evaluated.
    BadCondition(BadCondition),
    /// No track task follows the identify task.
    IdentifyWithoutTrack,
    /// The track task's user id is not that of the identify task before it.
    UserIdDiffers {
        /// What people call the identify task.
        identify: String,
    },
    /// The identify task has a condition that its track task has not.
    IdentifyMayBeSkipped {
        /// What people call the track task.
        track: String,
    },
    /// A reserved name holds a value of another type than destinations expect.
    ReservedTraitType {
        /// The name.
        name: String,
        /// What it is meant to be.
        expected: &'static str,
        /// What it is.
        kind: &'static str,
    },
    /// More properties than Segment shows and keeps.
    TooManyProperties {
        /// How many there are.
        count: usize,
    },
    /// An event name that is not Object Action in Title Case.
    EventNameStyle {
        /// The name.
        name: String,
    },
    /// An event name with a tag in it.
    DynamicEventName,
    /// A name with an address, a number or a token in it.
    PersonalDataInName {
        /// The name.
        name: String,
    },
    /// A property whose name is not in snake case.
    PropertyNameStyle {
        /// The name.
        name: String,
    },
    /// The consent event says nothing of consent.
    ConsentMissing,
    /// The consent event's preferences are no object.
    ConsentNotObject,
    /// A preference of the consent event is neither true nor false.
    ConsentNotBool {
        /// The category.
        category: String,
    },
    /// The version of consent is no number.
    ConsentVersionNotNumber,
    /// The advertising id is no text.
    AdvertisingIdNotString,
    /// A form's required questions have no answer.
    FormUnanswered {
        /// What people call the fields.
        fields: Vec<String>,
    },
    /// A row of a file hands a part of an answer to another workflow.
    CannotRun,
    /// More workflows stand within each other than may, or some run each
    /// other without end.
    NestedTooDeep,
    /// A task of the workflow that it ran has failed.
    NestedFailed,
    /// What has to hold for the task to be complete does not.
    NotCompleted {
        /// The clauses that decided.
        because: Vec<Clause>,
    },
    /// It was activated too often.
    RepeatLimit,
    /// Something that was found, and blocked, when a saved run was on its way.
    Recorded {
        /// The name of the kind of finding.
        code: String,
        /// The sentence.
        message: String,
    },
}

/// What is wrong with a condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BadCondition {
    /// It is no group and no comparison.
    Unreadable,
    /// No field is chosen.
    NoField,
    /// The field is no path.
    NoPath(String),
    /// There is nothing to compare with.
    NoValue,
    /// The value is not what the operator takes.
    WrongValue(&'static str),
    /// The pattern is no regular expression.
    BadPattern(String),
}

impl Problem {
    /// How bad it is.
    pub fn severity(&self) -> Severity {
        match self {
            Problem::MissingValue {
                is_needed: false, ..
            }
            | Problem::NoAccount
            | Problem::WriteKeyShape
            | Problem::IdentifyWithoutTrack
            | Problem::UserIdDiffers { .. }
            | Problem::IdentifyMayBeSkipped { .. }
            | Problem::ReservedTraitType { .. }
            | Problem::TooManyProperties { .. }
            | Problem::PlanViolation {
                is_strict: false, ..
            } => Severity::Warning,
            Problem::EventNameStyle { .. }
            | Problem::DynamicEventName
            | Problem::BrokenCharacter
            | Problem::PersonalDataInName { .. }
            | Problem::PropertyNameStyle { .. } => Severity::Hint,
            _ => Severity::Error,
        }
    }

    /// The name of the kind of finding: where Segment has a discard code for
    /// it, that code.
    pub fn code(&self) -> &str {
        match self {
            Problem::NoUserAnonId => "no_user_anon_id",
            Problem::IdNotString { .. } => "id_not_string",
            Problem::EventNotDefined => "event_not_defined",
            Problem::EventNotString { .. } => "event_not_string",
            Problem::NameNotString { .. } => "name_not_string",
            Problem::CategoryNotString { .. } => "category_not_string",
            Problem::NotObject { field, .. } => match field {
                SegmentField::Traits => "traits_not_object",
                SegmentField::Context => "context_not_object",
                SegmentField::Integrations => "integrations_not_object",
                _ => "properties_not_object",
            },
            Problem::GroupIdMissing => "group_id_missing",
            Problem::PreviousIdMissing => "previous_id_missing",
            Problem::BadTimestamp { .. } => "bad_timestamp",
            Problem::EventTooLarge { .. } => "event_too_large",
            Problem::BadTag(TagProblemKind::UnknownFilter { .. }) => "unknown_filter",
            Problem::BadTag(_) => "bad_tag",
            Problem::UnknownField { .. } => "unknown_field",
            Problem::MissingValue { .. } => "missing_value",
            Problem::UnknownAccount { .. } => "unknown_account",
            Problem::NoAccount => "no_account",
            Problem::UnknownWorkflow { .. } => "unknown_workflow",
            Problem::Cycle { .. } => "cycle",
            Problem::PlanViolation { .. } => "plan_violation",
            Problem::BrokenCharacter => "broken_character",
            Problem::WriteKeyShape => "write_key_shape",
            Problem::BadCondition(_) => "bad_condition",
            Problem::IdentifyWithoutTrack => "identify_without_track",
            Problem::UserIdDiffers { .. } => "user_id_differs",
            Problem::IdentifyMayBeSkipped { .. } => "identify_may_be_skipped",
            Problem::ReservedTraitType { .. } => "reserved_trait_type",
            Problem::TooManyProperties { .. } => "too_many_properties",
            Problem::EventNameStyle { .. } => "event_name_style",
            Problem::DynamicEventName => "dynamic_event_name",
            Problem::PersonalDataInName { .. } => "personal_data_in_name",
            Problem::PropertyNameStyle { .. } => "property_name_style",
            Problem::ConsentMissing => "consent_categorypreferences_should_exist",
            Problem::ConsentNotObject => "consent_categorypreferences_fields_should_be_object",
            Problem::ConsentNotBool { .. } => "consent_categorypreferences_fields_should_be_bool",
            Problem::ConsentVersionNotNumber => "consent_version_should_be_number",
            Problem::AdvertisingIdNotString => "device_advertisingid_should_be_string",
            Problem::FormUnanswered { .. } => "form_unanswered",
            Problem::CannotRun => "cannot_run",
            Problem::NestedTooDeep => "nested_too_deep",
            Problem::NestedFailed => "nested_failed",
            Problem::NotCompleted { .. } => "not_completed",
            Problem::RepeatLimit => "repeat_limit",
            Problem::Recorded { code, .. } => code,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Problem::NoUserAnonId => f.write_str(
                "Segment would discard this: it needs a User ID or an Anonymous ID. Type { in User ID to choose a field that always has an answer.",
            ),
            Problem::IdNotString { field, kind } => write!(
                f,
                "Segment would discard this: {} is {kind} and has to be text. Choose a field that holds one id.",
                field.title()
            ),
            Problem::EventNotDefined => f.write_str(
                "Segment would discard this: it needs an event name, such as Form Completed.",
            ),
            Problem::EventNotString { kind } => write!(
                f,
                "Segment would discard this: the event name is {kind} and has to be text."
            ),
            Problem::NameNotString { kind } => write!(
                f,
                "Segment would discard this: the name is {kind} and has to be text."
            ),
            Problem::CategoryNotString { kind } => write!(
                f,
                "Segment would discard this: the category is {kind} and has to be text."
            ),
            Problem::NotObject { field, kind } => write!(
                f,
                "Segment would discard this: {} is {kind} and has to be an object of names and values.",
                field.title()
            ),
            Problem::GroupIdMissing => {
                f.write_str("A group call needs a Group ID: say which group the user belongs to.")
            }
            Problem::PreviousIdMissing => {
                f.write_str("An alias call needs a Previous ID: say which id the user had before.")
            }
            Problem::BadTimestamp { text } => write!(
                f,
                "\"{text}\" does not name a moment. Write it as 2024-05-01T12:00:00Z, with the zone."
            ),
            Problem::EventTooLarge { bytes } => write!(
                f,
                "Segment would refuse this: it has {bytes} bytes, and {} is the most. Send fewer or shorter values.",
                crate::segment::MAX_EVENT_BYTES
            ),
            Problem::BadTag(problem) => tag(problem, f),
            Problem::UnknownField { path, unknown } => write!(f, "{{{{ {path} }}}}: {unknown}"),
            Problem::MissingValue { path, is_needed } => {
                write!(f, "There is no value for {{{{ {path} }}}}")?;
                f.write_str(if *is_needed {
                    ", and the task cannot be sent without it."
                } else {
                    " in this sample, so it is left out or empty."
                })
            }
            Problem::UnknownAccount { account } => write!(
                f,
                "The account \"{account}\" is not connected here. Connect it, or choose another one."
            ),
            Problem::NoAccount => f.write_str(
                "No Segment account is chosen. Choose or connect one.",
            ),
            Problem::UnknownWorkflow { workflow: None } => {
                f.write_str("Choose the workflow that is to run here.")
            }
            Problem::UnknownWorkflow {
                workflow: Some(workflow),
            } => write!(
                f,
                "There is no workflow \"{workflow}\" here. Choose another one."
            ),
            Problem::Cycle { through } if through.is_empty() => {
                f.write_str("This workflow would run itself without end. Choose another one.")
            }
            Problem::Cycle { through } => write!(
                f,
                "This would never end: \"{}\" runs this workflow again. Choose another one.",
                through.join("\" runs \"")
            ),
            Problem::PlanViolation { kind, .. } => kind.fmt(f),
            Problem::BrokenCharacter => f.write_str(
                "� stands for a character that was broken before it came here. Look at where the value comes from.",
            ),
            Problem::WriteKeyShape => f.write_str(
                "This does not look like a write key: Segment's have 32 letters and digits. Copy it again from the source's settings, under API Keys.",
            ),
            Problem::BadCondition(bad) => match bad {
                BadCondition::Unreadable => f.write_str(
                    "This condition cannot be read. Remove it and add it again.",
                ),
                BadCondition::NoField => f.write_str("Choose the field to compare."),
                BadCondition::NoPath(text) => write!(
                    f,
                    "\"{text}\" is not a field. Choose the field to compare."
                ),
                BadCondition::NoValue => f.write_str("Say what to compare the field with."),
                BadCondition::WrongValue(expected) => {
                    write!(f, "This comparison needs {expected}.")
                }
                BadCondition::BadPattern(pattern) => write!(
                    f,
                    "\"{pattern}\" is not a regular expression. Write \\ before a character that is meant as itself."
                ),
            },
            Problem::IdentifyWithoutTrack => f.write_str(
                "No 'Track an event' task follows. Identifying alone sends no useful data: add one.",
            ),
            Problem::UserIdDiffers { identify } => write!(
                f,
                "The User ID is not the one of \"{identify}\", so Segment may count two users. Use the same tags in both."
            ),
            Problem::IdentifyMayBeSkipped { track } => write!(
                f,
                "This may be skipped while \"{track}\" runs: then Segment gets an event of somebody it does not know. Give both the same condition."
            ),
            Problem::ReservedTraitType {
                name,
                expected,
                kind,
            } => write!(
                f,
                "{name} is {kind}; Segment and its destinations expect {expected}."
            ),
            Problem::TooManyProperties { count } => write!(
                f,
                "There are {count} entries; Segment shows and keeps {} of them.",
                super::MAX_SHOWN_PROPERTIES
            ),
            Problem::EventNameStyle { name } => write!(
                f,
                "Events are best named by an object and what happened to it, such as Form Completed; this is \"{name}\"."
            ),
            Problem::DynamicEventName => f.write_str(
                "A tag in an event name makes many events out of one, which Segment cannot count together. Put the value into a property.",
            ),
            Problem::PersonalDataInName { name } => write!(
                f,
                "\"{name}\" seems to hold an address, a number or a token. Names are seen by everybody: put the value into a property."
            ),
            Problem::PropertyNameStyle { name } => write!(
                f,
                "Properties are best named in small letters with _ between the words; this is \"{name}\"."
            ),
            Problem::ConsentMissing => f.write_str(
                "Segment would discard this: the consent event needs context.consent.categoryPreferences.",
            ),
            Problem::ConsentNotObject => f.write_str(
                "Segment would discard this: context.consent.categoryPreferences has to be an object of categories.",
            ),
            Problem::ConsentNotBool { category } => write!(
                f,
                "Segment would discard this: the consent for \"{category}\" has to be true or false."
            ),
            Problem::ConsentVersionNotNumber => f.write_str(
                "Segment would discard this: context.consent.version has to be a number.",
            ),
            Problem::AdvertisingIdNotString => f.write_str(
                "Segment would discard this: context.device.advertisingId has to be text.",
            ),
            Problem::FormUnanswered { fields } => write!(
                f,
                "These questions need an answer: {}.",
                fields.join(", ")
            ),
            Problem::CannotRun => f.write_str(
                "Rows of a file hand whole answers to another workflow, not a part of one.",
            ),
            Problem::NestedTooDeep => write!(
                f,
                "Workflows run each other without end here, or are more than {MAX_NESTED} deep. Choose another one."
            ),
            Problem::NestedFailed => {
                f.write_str("The workflow that it ran failed: see its tasks.")
            }
            Problem::NotCompleted { because } => {
                f.write_str("This is not complete yet")?;
                for clause in because {
                    write!(f, ": {clause}")?;
                }
                f.write_str(".")
            }
            Problem::RepeatLimit => f.write_str(
                "This task was activated 100 times in one run, which is as often as it may be.",
            ),
            Problem::Recorded { message, .. } => f.write_str(message),
        }
    }
}

fn tag(problem: &TagProblemKind, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match problem {
        TagProblemKind::Unclosed => f.write_str("This tag is not closed: write }} where it ends."),
        TagProblemKind::Statement => f.write_str(
            "{% … %} does nothing here: only {{ … }} is filled in. Use a condition on the task instead.",
        ),
        TagProblemKind::Empty => {
            f.write_str("This tag is empty: choose a field, or remove the braces.")
        }
        TagProblemKind::UnclosedQuote => {
            f.write_str("A quote is opened in this tag and not closed.")
        }
        TagProblemKind::UnfinishedPath => {
            f.write_str("A field is missing after the dot. Type { to choose one.")
        }
        TagProblemKind::NoFilter => {
            f.write_str("A filter is missing after |, such as downcase. Add one, or remove the |.")
        }
        TagProblemKind::Unexpected(what) => write!(
            f,
            "\"{what}\" has no place here. A tag is written {{{{ task.field | filter: \"text\" }}}}."
        ),
        TagProblemKind::LonePath(word) => write!(
            f,
            "\"{word}\" alone names no field. Type {{ to choose one, or put text in quotes."
        ),
        TagProblemKind::UnknownFilter { name, similar } => {
            write!(f, "There is no filter \"{name}\"")?;
            match similar {
                Some(similar) => write!(f, "; did you mean {similar}?"),
                None => f.write_str("."),
            }
        }
        TagProblemKind::UnknownArgument { filter, name } => {
            write!(f, "{filter} takes no value named \"{name}\".")
        }
        TagProblemKind::ArgumentCount {
            filter,
            least,
            most,
        } => {
            let write_count = |f: &mut fmt::Formatter<'_>, count: usize| match count {
                0 => f.write_str("no value"),
                1 => f.write_str("one value"),
                _ => write!(f, "{count} values"),
            };
            write!(f, "{filter} takes ")?;
            if least != most {
                write_count(f, *least)?;
                f.write_str(" or ")?;
            }
            write_count(f, *most)?;
            f.write_str(" after a colon.")
        }
    }
}
