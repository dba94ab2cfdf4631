/// How the rows of a source are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Cells between delimiters, the first record naming the columns.
    Csv,
    /// Cells between delimiters, the first record being a row: its columns are
    /// called `Column 1`, `Column 2` and so on.
    CsvRows,
    /// A JSON object a line.
    JsonLines,
    /// One list of JSON objects.
    Json,
}

impl Format {
    /// The name in options and checkpoints.
    pub fn name(self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::CsvRows => "csv-rows",
            Format::JsonLines => "jsonl",
            Format::Json => "json",
        }
    }

    /// The format of that name.
    pub fn from_name(name: &str) -> Option<Format> {
        [
            Format::Csv,
            Format::CsvRows,
            Format::JsonLines,
            Format::Json,
        ]
        .into_iter()
        .find(|format| format.name() == name)
    }

    /// Whether rows are cells between delimiters.
    pub fn is_csv(self) -> bool {
        matches!(self, Format::Csv | Format::CsvRows)
    }

    /// The same of a source whose first record names no columns.
    pub fn without_names(self) -> Format {
        match self {
            Format::Csv => Format::CsvRows,
            other => other,
        }
    }

    /// The format that the beginning of a source seems to have.
    pub fn detect(beginning: &[u8]) -> Format {
        let text = beginning
            .strip_prefix("\u{feff}".as_bytes())
            .unwrap_or(beginning)
            .trim_ascii_start();
        match text.first() {
            Some(b'[') => Format::Json,
            Some(b'{') => Format::JsonLines,
            _ => Format::Csv,
        }
    }
}
