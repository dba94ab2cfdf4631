//! Conditions, edits and kinds in words.

use segflow_core::condition::{Clause, Condition, Operand, OperandKind, Test};
use segflow_core::document::{Call, FormFieldType, TaskKind};
use segflow_core::edit::Change;
use segflow_core::json::Value;
use segflow_core::reference::References;
use segflow_core::template::Path;
use yew::AttrValue;

use crate::icons::Icon;
use crate::model::shown_value;
use crate::text::{BuilderText, FieldName, Text, Words};

/// The sign of a kind of task.
pub fn kind_icon(kind: &TaskKind) -> Icon {
    match kind {
        TaskKind::Form(_) => Icon::Form,
        TaskKind::Workflow(_) => Icon::Workflow,
        TaskKind::Segment(segment) => call_icon(segment.call),
    }
}

/// The sign of a call.
pub(crate) fn call_icon(call: Call) -> Icon {
    match call {
        Call::Identify => Icon::User,
        Call::Track => Icon::Event,
        Call::Page | Call::Screen | Call::Group | Call::Alias => Icon::Segment,
    }
}

/// What a kind of task is called.
pub(super) fn kind_text(kind: &TaskKind) -> Text<'static> {
    match kind {
        TaskKind::Form(_) => Text::KindForm,
        TaskKind::Workflow(_) => Text::KindWorkflow,
        TaskKind::Segment(segment) => call_text(segment.call),
    }
}

/// What a call is called.
pub(crate) fn call_text(call: Call) -> Text<'static> {
    match call {
        Call::Identify => Text::KindIdentify,
        Call::Track => Text::KindTrack,
        Call::Page => Text::KindPage,
        Call::Screen => Text::KindScreen,
        Call::Group => Text::KindGroup,
        Call::Alias => Text::KindAlias,
    }
}

/// What a type of form field is called.
pub(super) fn type_text(field_type: FormFieldType) -> BuilderText<'static> {
    match field_type {
        FormFieldType::Text => BuilderText::TypeText,
        FormFieldType::Textarea => BuilderText::TypeTextarea,
        FormFieldType::Email => BuilderText::TypeEmail,
        FormFieldType::Number => BuilderText::TypeNumber,
        FormFieldType::Yesno => BuilderText::TypeYesno,
        FormFieldType::Date => BuilderText::TypeDate,
        FormFieldType::Time => BuilderText::TypeTime,
        FormFieldType::Telephone => BuilderText::TypeTelephone,
        FormFieldType::Url => BuilderText::TypeUrl,
        FormFieldType::Password => BuilderText::TypePassword,
        FormFieldType::Checkboxes => BuilderText::TypeCheckboxes,
        FormFieldType::Radio => BuilderText::TypeRadio,
        FormFieldType::Dropdown => BuilderText::TypeDropdown,
        FormFieldType::Heading => BuilderText::TypeHeading,
        FormFieldType::Paragraph => BuilderText::TypeParagraph,
        FormFieldType::Divider => BuilderText::TypeDivider,
    }
}

/// What a change was, to go on from "Undo".
pub(super) fn change_words(words: &Words, change: Change) -> AttrValue {
    words.say(match change {
        Change::RenameWorkflow => BuilderText::EditRename,
        Change::AddTask => BuilderText::EditAddTask,
        Change::DuplicateTask => BuilderText::EditDuplicateTask,
        Change::RemoveTask => BuilderText::EditRemoveTask,
        Change::MoveTask => BuilderText::EditMoveTask,
        Change::LabelTask => BuilderText::EditLabel,
        Change::Rename => BuilderText::EditId,
        Change::Field => BuilderText::EditField,
        Change::AddRow => BuilderText::EditAddRow,
        Change::AddRows => BuilderText::EditAddRows,
        Change::Row => BuilderText::EditRow,
        Change::RenameRow => BuilderText::EditRenameRow,
        Change::MoveRow => BuilderText::EditMoveRow,
        Change::RemoveRow => BuilderText::EditRemoveRow,
        Change::Account => BuilderText::EditAccount,
        Change::Condition => BuilderText::EditCondition,
        Change::Form => BuilderText::EditForm,
        Change::Sample => BuilderText::EditSample,
        Change::AddSample => BuilderText::EditAddSample,
        Change::RenameSample => BuilderText::EditRenameSample,
        Change::RemoveSample => BuilderText::EditRemoveSample,
        Change::TakenOver => BuilderText::EditTakenOver,
        Change::KeptOwn => BuilderText::EditKeptOwn,
        Change::Plan => BuilderText::EditPlan,
    })
}

/// A value as part of a sentence: text in quotes, anything else as JSON.
pub(super) fn value_words(words: &Words, value: Option<&Value>) -> String {
    match value {
        None => words.say(BuilderText::NoValue).to_string(),
        Some(Value::Text(text)) => words.say(BuilderText::Quoted { text }).to_string(),
        Some(Value::Bool(true)) => words.say(BuilderText::Yes).to_lowercase(),
        Some(Value::Bool(false)) => words.say(BuilderText::No).to_lowercase(),
        Some(Value::List(list)) if !list.is_empty() => {
            let list: Vec<String> = list
                .iter()
                .map(|one| value_words(words, Some(one)))
                .collect();
            list.join(", ")
        }
        Some(other) => other.to_string(),
    }
}

/// A condition in words, such as "Plan is “pro”".
pub(crate) fn condition_words(
    words: &Words,
    condition: &Condition,
    references: &References<'_>,
) -> String {
    let joined = |parts: &[Condition], join: BuilderText<'_>, none: BuilderText<'_>| {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| match part {
                Condition::All(inner) | Condition::Any(inner) if inner.len() > 1 => {
                    format!("({})", condition_words(words, part, references))
                }
                part => condition_words(words, part, references),
            })
            .collect();
        if parts.is_empty() {
            words.say(none).to_string()
        } else {
            parts.join(&words.say(join))
        }
    };
    match condition {
        Condition::All(parts) => joined(parts, BuilderText::JoinAnd, BuilderText::Always),
        Condition::Any(parts) => joined(parts, BuilderText::JoinOr, BuilderText::Never),
        Condition::Not(part) => {
            let what = condition_words(words, part, references);
            words.say(BuilderText::NotThat { what: &what }).to_string()
        }
        Condition::Test(test) => test_words(words, test, references),
        Condition::Unreadable(value) => value.to_string(),
    }
}

fn test_words(words: &Words, test: &Test, references: &References<'_>) -> String {
    let title = |path: &str| {
        Path::parse(path)
            .and_then(|path| references.resolve(&path).ok())
            .map_or_else(
                || path.to_owned(),
                |found| {
                    let label = &found.label;
                    words.say(FieldName { path, label }).to_string()
                },
            )
    };
    let operand = match (&test.operand, test.operator.operand()) {
        (_, OperandKind::None) => String::new(),
        (Operand::Absent, _) => " …".to_owned(),
        (Operand::Value(Value::List(ends)), OperandKind::Pair) => {
            let ends: Vec<String> = ends.iter().map(shown_value).collect();
            format!(" {}", ends.join(&words.say(BuilderText::JoinAnd)))
        }
        (Operand::Value(Value::Text(span)), OperandKind::Span) => {
            format!(" {}", words.say(BuilderText::Span { span }))
        }
        (Operand::Value(value), _) => format!(" {}", value_words(words, Some(value))),
        (Operand::From(path), _) => format!(" {}", title(path)),
    };
    let operand = if test.ignore_case {
        format!("{operand} ({})", words.say(BuilderText::CapitalsIgnored))
    } else {
        operand
    };
    let subject = if test.field.is_empty() {
        "…".to_owned()
    } else {
        title(&test.field)
    };
    let comparison = words.say(BuilderText::Comparison(test.operator));
    format!("{subject} {comparison}{operand}")
}

/// A clause that decided, with both values.
pub(super) fn clause_words(words: &Words, clause: &Clause) -> String {
    let right = match &clause.right {
        Some(right) => format!(" {}", value_words(words, Some(right))),
        None if clause.operator.operand() == OperandKind::None => String::new(),
        None => format!(" {}", words.say(BuilderText::NoValue)),
    };
    let comparison = words.say(BuilderText::Comparison(clause.operator));
    let title = words.say(FieldName {
        path: &clause.field,
        label: &clause.title,
    });
    let clause_said = format!("{title} {comparison}{right}");
    let left = clause
        .left
        .as_ref()
        .map(|left| value_words(words, Some(left)));
    let told = words.say(match (clause.holds, &left) {
        (true, Some(value)) => BuilderText::ClauseHolds {
            clause: &clause_said,
            value,
        },
        (false, Some(value)) => BuilderText::ClauseFails {
            clause: &clause_said,
            value,
        },
        (true, None) => BuilderText::ClauseHoldsMissing {
            clause: &clause_said,
        },
        (false, None) => BuilderText::ClauseFailsMissing {
            clause: &clause_said,
        },
    });
    if clause.type_differs {
        format!("{told} {}", words.say(BuilderText::TypeDiffers))
    } else {
        told.to_string()
    }
}

/// The clauses that decided, as one text.
pub(super) fn clauses_words(words: &Words, clauses: &[Clause]) -> String {
    let told: Vec<String> = clauses
        .iter()
        .map(|clause| clause_words(words, clause))
        .collect();
    told.join(" ")
}
