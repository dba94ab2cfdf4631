use segflow_core::bulk::{CellType, Format};
use segflow_core::document::Workflow;
use segflow_core::json::{Object, Value};

use super::columns::known;
use super::json;

/// How a file is written, and which of its columns answers which field. What is
/// not known yet is found by a look.
#[derive(Debug, Clone, PartialEq, Default)]
pub(super) struct How {
    /// `csv`, `csv-rows` where no row names the columns, `jsonl` or `json`.
    pub(super) format: Option<String>,
    /// What stands between cells.
    pub(super) delimiter: Option<String>,
    /// The encoding's name, as browsers know it.
    pub(super) encoding: Option<String>,
    /// The columns that answer something. `None` where the names tell, or where
    /// rows are records.
    pub(super) columns: Option<Vec<Mapped>>,
}

/// What the first row of a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Header {
    /// The names of the columns.
    Names,
    /// A row like any other.
    Row,
}

/// A column that answers a field.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mapped {
    pub(super) column: String,
    /// The field's path, `signup.email`.
    pub(super) field: String,
    pub(super) cell_type: CellType,
    /// How dates are written; empty for ISO 8601.
    pub(super) format: String,
    /// What stands between choices; empty for `;`.
    pub(super) separator: String,
}

impl How {
    /// Reads what was kept or found.
    pub(super) fn of(value: &Value) -> How {
        let text = |name| Some(json::text(value, name)).filter(|text| !text.is_empty());
        How {
            format: text("format"),
            delimiter: text("delimiter"),
            encoding: text("encoding"),
            columns: match value.get("mapping") {
                Some(Value::Object(mapping)) => Some(
                    mapping
                        .iter()
                        .map(|(column, target)| Mapped::of(column, target))
                        .collect(),
                ),
                _ => None,
            },
        }
    }

    /// For the worker, and to be kept.
    pub(super) fn to_value(&self) -> Value {
        let mut object = Object::new();
        for (name, text) in [
            ("format", &self.format),
            ("delimiter", &self.delimiter),
            ("encoding", &self.encoding),
        ] {
            if let Some(text) = text {
                object.insert(name, text.as_str());
            }
        }
        if let Some(columns) = &self.columns {
            let mapping: Object = columns.iter().map(Mapped::to_entry).collect();
            object.insert("mapping", mapping);
        }
        object.into()
    }

    /// The same, with what is not known here as it is there.
    pub(super) fn or(&self, there: &How) -> How {
        let text = |here: &Option<String>, there: &Option<String>| here.clone().or(there.clone());
        How {
            format: text(&self.format, &there.format),
            delimiter: text(&self.delimiter, &there.delimiter),
            encoding: text(&self.encoding, &there.encoding),
            columns: self.columns.clone().or(there.columns.clone()),
        }
    }

    pub(super) fn is_csv(&self) -> bool {
        self.format().is_some_and(Format::is_csv)
    }

    /// Whether the first row names the columns.
    pub(super) fn has_header(&self) -> bool {
        self.format() == Some(Format::Csv)
    }

    /// With the first row as names of columns, or as a row like any other. Its
    /// columns have other names then.
    pub(super) fn with_header(&self, header: Header) -> How {
        let format = match header {
            Header::Names => Format::Csv,
            Header::Row => Format::CsvRows,
        };
        How {
            format: Some(format.name().to_owned()),
            columns: None,
            ..self.clone()
        }
    }

    /// For the rows of such a file that are run again: they are written in UTF-8,
    /// behind the names of their columns.
    pub(super) fn again(&self, workflow: &Workflow) -> How {
        let is_there = |mapped: &&Mapped| known(workflow).any(|known| known.path == mapped.field);
        let columns = self.columns.as_ref();
        let how = match self.is_csv() {
            true => self.with_header(Header::Names),
            false => self.clone(),
        };
        How {
            encoding: None,
            columns: columns.map(|all| all.iter().filter(is_there).cloned().collect()),
            ..how
        }
    }

    fn format(&self) -> Option<Format> {
        Format::from_name(self.format.as_deref()?)
    }

    /// The field that a column answers.
    pub(super) fn mapped(&self, column: &str) -> Option<&Mapped> {
        self.columns
            .iter()
            .flatten()
            .find(|mapped| mapped.column == column)
    }

    /// With another field for a column, or none. A field is answered by one
    /// column: it is taken from the one that had it.
    pub(super) fn with_column(&self, column: &str, mapped: Option<Mapped>) -> How {
        let mut columns = self.columns.clone().unwrap_or_default();
        let place = columns.iter().position(|each| each.column == column);
        columns.retain(|each| {
            let is_taken = mapped.as_ref().is_some_and(|new| new.field == each.field);
            each.column != column && !is_taken
        });
        if let Some(mapped) = mapped {
            let place = place.unwrap_or(columns.len()).min(columns.len());
            columns.insert(place, mapped);
        }
        How {
            columns: Some(columns),
            ..self.clone()
        }
    }
}

impl Mapped {
    fn of(column: &str, target: &Value) -> Mapped {
        Mapped {
            column: column.to_owned(),
            field: json::text(target, "field"),
            cell_type: CellType::from_name(&json::text(target, "type")).unwrap_or(CellType::Text),
            format: json::text(target, "format"),
            separator: json::text(target, "separator"),
        }
    }

    fn to_entry(&self) -> (&str, Object) {
        let mut target = Object::new();
        target.insert("field", self.field.as_str());
        target.insert("type", self.cell_type.name());
        for (name, text) in [("format", &self.format), ("separator", &self.separator)] {
            if !text.is_empty() {
                target.insert(name, text.as_str());
            }
        }
        (&self.column, target)
    }
}
