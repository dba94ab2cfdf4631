//! A file of rows, and how they are written.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use segflow_core::bulk::{Delimiter, Fingerprint, Format, Mapping};
use segflow_core::flow::Flow;

use crate::document;
use crate::error::Error;
use crate::options::Given;

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
    pub(crate) fn of(given: &Given, flow: &Flow) -> Result<Records, Error> {
        let path = given.path("records").unwrap_or_default();
        let is_file = path != Path::new("-");
        let mut records = Records {
            format: Format::Csv,
            delimiter: given
                .text("delimiter")?
                .map(|text| {
                    let byte = if text == "tab" {
                        Some(b'\t')
                    } else {
                        text.bytes().next()
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
        Ok(records)
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
