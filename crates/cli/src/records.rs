//! A file of rows, and how they are written.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use segflow_core::bulk::{Delimiter, Fingerprint, Format, Look, Looking, Mapping};
use segflow_core::flow::Flow;
use segflow_core::preview::Inputs;
use segflow_core::time::Timestamp;

use crate::document;
use crate::error::Error;
use crate::options::Given;
use crate::terminal::harmless;

/// So many bytes of the source are read at a time.
pub(crate) const PIECE: usize = 256 * 1024;

/// The source of the rows.
pub(crate) struct Records {
    pub(crate) path: PathBuf,
    pub(crate) format: Format,
    pub(crate) delimiter: Option<Delimiter>,
    pub(crate) mapping: Option<Mapping>,
    /// Both are known of files only.
    pub(crate) size: Option<u64>,
    pub(crate) fingerprint: Option<Fingerprint>,
}

impl Records {
    pub(crate) fn of(given: &Given, flow: &Arc<Flow>) -> Result<Records, Error> {
        let path = given.path("records").unwrap_or_default();
        let is_file = path != Path::new("-");
        let mut records = Records {
            format: Format::Csv,
            delimiter: given
                .text("delimiter")?
                .map(|text| {
                    let byte = match text.as_bytes() {
                        b"tab" => Some(b'\t'),
                        [byte] => Some(*byte),
                        _ => None,
                    };
                    byte.and_then(Delimiter::from_byte)
                        .ok_or_else(|| Error::Usage("--delimiter takes , ; | or tab".to_owned()))
                })
                .transpose()?,
            mapping: given
                .path("mapping")
                .map(|path| {
                    let mapping = document::record(&path)?;
                    Mapping::read(&mapping, flow.workflow())
                        .map_err(|error| Error::Cannot(error.to_string()))
                })
                .transpose()?,
            size: None,
            fingerprint: None,
            path,
        };
        let mut beginning = Vec::new();
        if is_file {
            beginning = records.recognise()?;
        }
        records.format = match given.text("format")? {
            Some(name) => Format::from_name(name).ok_or_else(|| {
                Error::Usage(format!("--format takes csv, jsonl or json, not {name:?}"))
            })?,
            None if is_file => Format::detect(&beginning),
            None => {
                return Err(Error::Usage(
                    "rows from standard input need --format csv, jsonl or json".to_owned(),
                ));
            }
        };
        if given.has("no-header") {
            records.format = records.format.without_names();
            if records.format.is_csv() && records.mapping.is_none() {
                return Err(Error::Usage(
                    "with --no-header, --mapping FILE has to say what the columns answer, as in {\"Column 1\":\"signup.email\"}".to_owned(),
                ));
            }
        }
        if is_file {
            records.see_what_it_is(&beginning)?;
            records.see_columns(&beginning, flow)?;
        }
        Ok(records)
    }

    /// What is no rows of text, every one of which would be set aside, is
    /// refused before anything is sent.
    fn see_what_it_is(&self, beginning: &[u8]) -> Result<(), Error> {
        let path = self.path.display();
        if beginning.starts_with(b"PK\x03\x04") {
            return Err(Error::Cannot(format!(
                "{path} is a workbook, or another archive; save its sheet as CSV (UTF-8)"
            )));
        }
        let head = beginning.get(..4096).unwrap_or(beginning);
        let nothings = head.iter().filter(|byte| **byte == 0).count();
        // Of what people write every other byte is nothing there.
        let is_utf16 = head.starts_with(b"\xff\xfe")
            || head.starts_with(b"\xfe\xff")
            || nothings * 4 > head.len();
        if is_utf16 {
            return Err(Error::Cannot(format!(
                "{path} is written in UTF-16; make it UTF-8: iconv -f UTF-16 -t UTF-8 {path} > rows.csv"
            )));
        }
        Ok(())
    }

    /// A column that is misspelt in the mapping would answer nothing, and
    /// nobody would be told.
    fn see_columns(&self, beginning: &[u8], flow: &Arc<Flow>) -> Result<(), Error> {
        let Some(mapping) = self.mapping.as_ref().filter(|_| self.format.is_csv()) else {
            return Ok(());
        };
        let looking = Looking {
            flow: Arc::clone(flow),
            inputs: Inputs::default(),
            now: Timestamp::from_millis(0),
            format: Some(self.format),
            delimiter: self.delimiter,
            mapping: self.mapping.clone(),
            most: 1,
        };
        let is_whole = u64::try_from(beginning.len()).ok() == self.size;
        let columns = Look::at(looking, beginning, is_whole).columns;
        let is_there = |name: &str| columns.iter().any(|column| column.name == name);
        let missing = mapping.columns.iter().find(|it| !is_there(&it.name));
        match missing.filter(|_| !columns.is_empty()) {
            None => Ok(()),
            Some(missing) => {
                let names: Vec<&str> = columns.iter().map(|it| it.name.as_str()).collect();
                Err(Error::Cannot(harmless(&format!(
                    "the mapping names the column {:?}, which {} does not have; it has: {}",
                    missing.name,
                    self.path.display(),
                    names.join(", ")
                ))))
            }
        }
    }

    /// Notes by what the file is known again, and gives its beginning.
    fn recognise(&mut self) -> Result<Vec<u8>, Error> {
        let mut file = File::open(&self.path).map_err(Error::reading(&self.path))?;
        let size = file.metadata().map_err(Error::reading(&self.path))?.len();
        let edge = Fingerprint::EDGE_BYTES;
        let mut part = |from: u64| -> io::Result<Vec<u8>> {
            let mut bytes = Vec::new();
            file.seek(SeekFrom::Start(from))?;
            Read::by_ref(&mut file).take(edge).read_to_end(&mut bytes)?;
            Ok(bytes)
        };
        let first = part(0).map_err(Error::reading(&self.path))?;
        let last = part(size.saturating_sub(edge)).map_err(Error::reading(&self.path))?;
        self.size = Some(size);
        self.fingerprint = Some(Fingerprint::of(size, &first, &last));
        Ok(first)
    }

    pub(crate) fn open(&self) -> Result<Box<dyn Read>, Error> {
        if self.size.is_none() {
            return Ok(Box::new(io::stdin().lock()));
        }
        let file = File::open(&self.path).map_err(Error::reading(&self.path))?;
        Ok(Box::new(file))
    }
}
