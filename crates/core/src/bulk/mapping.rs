use std::fmt;

use super::Format;
use super::program::ROW_NUMBER;
use crate::document::{FormFieldType, Workflow};
use crate::json::{Object, Value};
use crate::template::Path;

/// Which column answers which field.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Mapping {
    /// The columns that answer something; others are passed over.
    pub columns: Vec<Column>,
}

/// A column and the field it answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The name of the column, or of a JSON row's member.
    pub name: String,
    /// The field.
    pub target: Target,
}

/// A field, and how a cell is read for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The field's path, `signup.email`.
    pub path: Path,
    /// What the cell is converted to. JSON values keep their own type.
    pub cell_type: CellType,
    /// How dates are written: `DD/MM/YYYY`. Without it they are ISO 8601.
    pub format: Option<String>,
    /// What stands between the choices of a list; `;` without it.
    pub separator: Option<String>,
}

/// What a cell is converted to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellType {
    /// Text, as it is.
    Text,
    /// A number.
    Number,
    /// Yes or no.
    Yesno,
    /// A date.
    Date,
    /// A list of texts.
    Checkboxes,
}

impl CellType {
    /// All types, in the order menus show them.
    pub const ALL: [CellType; 5] = [
        CellType::Text,
        CellType::Number,
        CellType::Yesno,
        CellType::Date,
        CellType::Checkboxes,
    ];

    /// The name in mappings.
    pub fn name(self) -> &'static str {
        match self {
            CellType::Text => "text",
            CellType::Number => "number",
            CellType::Yesno => "yesno",
            CellType::Date => "date",
            CellType::Checkboxes => "checkboxes",
        }
    }

    /// The type of that name.
    pub fn from_name(name: &str) -> Option<CellType> {
        CellType::ALL
            .into_iter()
            .find(|cell_type| cell_type.name() == name)
    }

    /// The type that a form's field calls for.
    pub fn of_field(field: FormFieldType) -> CellType {
        match field {
            FormFieldType::Number => CellType::Number,
            FormFieldType::Yesno => CellType::Yesno,
            FormFieldType::Date => CellType::Date,
            FormFieldType::Checkboxes => CellType::Checkboxes,
            _ => CellType::Text,
        }
    }

    /// Why a row is set aside whose cell is none of this type.
    pub fn code(self) -> &'static str {
        match self {
            CellType::Text => "cell_not_text",
            CellType::Number => "cell_not_number",
            CellType::Yesno => "cell_not_yesno",
            CellType::Date => "cell_not_date",
            CellType::Checkboxes => "cell_not_checkboxes",
        }
    }
}

/// Why a mapping cannot be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingError {
    /// The column it is about.
    pub column: String,
    /// What is wrong with it.
    pub kind: MappingErrorKind,
}

/// What is wrong with a column of a mapping.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MappingErrorKind {
    /// It is neither a text nor an object with a field.
    NoField,
    /// The field is none of a form of the workflow.
    UnknownField,
    /// There is no such type.
    UnknownType,
}

impl fmt::Display for MappingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let what = match self.kind {
            MappingErrorKind::NoField => "needs a field, as in \"signup.email\"",
            MappingErrorKind::UnknownField => "names a field that no form of the workflow has",
            MappingErrorKind::UnknownType => {
                "has a type that is none of text, number, yesno, date, checkboxes"
            }
        };
        write!(f, "the mapping's column {:?} {what}", self.column)
    }
}

impl std::error::Error for MappingError {}

impl Mapping {
    /// Matches columns with fields: by `task.field`, else by the field's id or
    /// label, large and small letters being the same. A field is answered once.
    pub fn of_columns<'c>(
        workflow: &Workflow,
        columns: impl IntoIterator<Item = &'c str>,
    ) -> Mapping {
        let mut mapping = Mapping::default();
        for name in columns {
            let wanted = name.trim();
            let target = [by_path as fn(&Known<'_>, &str) -> bool, by_id, by_label]
                .into_iter()
                .find_map(|fits| {
                    known(workflow).find(|known| fits(known, wanted) && !mapping.has(&known.path))
                });
            if let Some(known) = target {
                mapping.columns.push(Column {
                    name: name.to_owned(),
                    target: Target::of(known.path, known.field_type),
                });
            }
        }
        mapping
    }

    /// Reads a mapping as it is given and saved: `{ column: "task.field" }` or
    /// `{ column: { field, type, format, separator } }`.
    pub fn read(value: &Object, workflow: &Workflow) -> Result<Mapping, MappingError> {
        let mut columns = Vec::new();
        for (name, target) in value.iter() {
            let wrong = |kind| MappingError {
                column: name.to_owned(),
                kind,
            };
            let option = |key: &str| {
                let text = target.get(key)?.as_text()?;
                Some(text.to_owned())
            };
            let field = match target {
                Value::Text(field) => field.clone(),
                _ => option("field").ok_or_else(|| wrong(MappingErrorKind::NoField))?,
            };
            let path = Path::parse(&field).ok_or_else(|| wrong(MappingErrorKind::NoField))?;
            let known = known(workflow)
                .find(|known| known.path.head == path.head && known.path.field() == path.field())
                .ok_or_else(|| wrong(MappingErrorKind::UnknownField))?;
            let mut target = Target::of(path, known.field_type);
            if let Some(name) = option("type") {
                target.cell_type = CellType::from_name(&name)
                    .ok_or_else(|| wrong(MappingErrorKind::UnknownType))?;
            }
            target.format = option("format");
            target.separator = option("separator");
            columns.push(Column {
                name: name.to_owned(),
                target,
            });
        }
        Ok(Mapping { columns })
    }

    /// The mapping as it is saved.
    pub fn to_value(&self) -> Value {
        let columns = self.columns.iter().map(|column| {
            let target = &column.target;
            let mut object = Object::new();
            object.insert("field", target.path.to_string());
            object.insert("type", target.cell_type.name());
            for (key, value) in [("format", &target.format), ("separator", &target.separator)] {
                if let Some(value) = value {
                    object.insert(key, value.as_str());
                }
            }
            (column.name.as_str(), object)
        });
        Value::Object(columns.collect())
    }

    /// The field that a column answers.
    pub fn target(&self, column: &str) -> Option<&Target> {
        self.columns
            .iter()
            .find(|known| known.name == column)
            .map(|column| &column.target)
    }

    fn has(&self, path: &Path) -> bool {
        self.columns
            .iter()
            .any(|column| column.target.path == *path)
    }

    /// Whether rows of that format need a mapping; JSON rows are records.
    pub fn is_needed(format: Format) -> bool {
        format.is_csv()
    }
}

impl Target {
    /// Where the number of a row that is run again goes.
    pub(super) fn row_number() -> Target {
        Target {
            path: Path {
                head: ROW_NUMBER.to_owned(),
                steps: Vec::new(),
            },
            cell_type: CellType::Number,
            format: None,
            separator: None,
        }
    }

    fn of(path: Path, field_type: FormFieldType) -> Target {
        Target {
            path,
            cell_type: CellType::of_field(field_type),
            format: None,
            separator: None,
        }
    }
}

/// A field that a column can answer.
struct Known<'w> {
    path: Path,
    id: &'w str,
    label: &'w str,
    field_type: FormFieldType,
}

fn known(workflow: &Workflow) -> impl Iterator<Item = Known<'_>> {
    workflow.tasks.iter().flat_map(|task| {
        task.form().into_iter().flat_map(|form| {
            form.fields
                .iter()
                .filter(|field| field.field_type.takes_answer())
                .map(|field| Known {
                    path: Path::of_field(&task.id, field.id.as_str()),
                    id: field.id.as_str(),
                    label: &field.label,
                    field_type: field.field_type,
                })
        })
    })
}

fn by_path(known: &Known<'_>, column: &str) -> bool {
    known.path.to_string().eq_ignore_ascii_case(column)
}

fn by_id(known: &Known<'_>, column: &str) -> bool {
    known.id.eq_ignore_ascii_case(column)
}

fn by_label(known: &Known<'_>, column: &str) -> bool {
    known.label.trim().to_lowercase() == column.to_lowercase()
}
