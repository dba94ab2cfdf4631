//! The workflow file, and the records in it and beside it.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use segflow_core::document::{MAX_BYTES, Task, TaskId, Workflow};
use segflow_core::flow::Flow;
use segflow_core::json::{Object, ReadError, ReadErrorKind, Value};
use segflow_core::surroundings::Surroundings;

use crate::error::Error;
use crate::options::Given;
use crate::terminal::harmless;

/// How deep a record may be nested.
const MAX_RECORD_DEPTH: usize = 256;

/// Reads the workflow file that a command was given, and compiles it with the
/// other workflows that it may run.
pub(crate) fn given(given: &Given) -> Result<Arc<Flow>, Error> {
    let workflows = match given.path("workflows") {
        None => Vec::new(),
        Some(path) => others(&path)?,
    };
    let surroundings = Surroundings {
        workflows,
        ..Surroundings::default()
    };
    let workflow = workflow(&given.file(0))?;
    Ok(Arc::new(Flow::compile_in(workflow, Arc::new(surroundings))))
}

/// What people call a task: by its label or, where it has none, by its kind,
/// with a number from the second of that name on.
pub(crate) fn title(workflow: &Workflow, id: &TaskId) -> String {
    let called = |task: &Task| match task.label.is_empty() {
        true => task.kind.title().to_owned(),
        false => harmless(&task.label),
    };
    let Some(task) = workflow.task(id) else {
        return String::new();
    };
    let title = called(task);
    let before = workflow.tasks.iter().take_while(|other| other.id != *id);
    match before.filter(|other| called(other) == title).count() {
        number @ 1.. if task.label.is_empty() => format!("{title} {}", number + 1),
        _ => title,
    }
}

/// The workflow of a file, or those of a folder's files of JSON.
fn others(path: &Path) -> Result<Vec<Arc<Workflow>>, Error> {
    if !path.is_dir() {
        return Ok(vec![workflow(path)?]);
    }
    let cannot = |source| Error::Read {
        path: path.to_owned(),
        source,
    };
    let entries = fs::read_dir(path).map_err(cannot)?;
    let files = entries.map(|entry| entry.map(|entry| entry.path()));
    let mut files: Vec<PathBuf> = files.collect::<Result<_, _>>().map_err(cannot)?;
    files.retain(|file| {
        file.extension()
            .is_some_and(|extension| extension == "json")
    });
    files.sort();
    files.iter().map(|file| workflow(file)).collect()
}

fn workflow(path: &Path) -> Result<Arc<Workflow>, Error> {
    let text = read(path, MAX_BYTES as u64)?;
    let loaded = Workflow::load(&text);
    loaded.map(Arc::new).map_err(|source| Error::Document {
        path: path.to_owned(),
        source,
    })
}

/// Reads a workflow file and compiles it. `-` is standard input.
pub(crate) fn load(path: &Path) -> Result<Arc<Flow>, Error> {
    let text = read(path, MAX_BYTES as u64)?;
    compile(&text).map_err(|source| Error::Document {
        path: path.to_owned(),
        source,
    })
}

/// Compiles the text of a workflow file.
pub(crate) fn compile(text: &str) -> Result<Arc<Flow>, segflow_core::document::LoadError> {
    let workflow = Workflow::load(text)?;
    Ok(Arc::new(Flow::compile(Arc::new(workflow))))
}

/// Reads a file of one record. `-` is standard input.
pub(crate) fn record(path: &Path) -> Result<Object, Error> {
    let text = read(path, 64 * 1024 * 1024)?;
    read_record(&text).map_err(|source| Error::Record {
        path: path.to_owned(),
        source,
    })
}

/// Reads the text of a record.
pub(crate) fn read_record(text: &str) -> Result<Object, ReadError> {
    match Value::read(text, MAX_RECORD_DEPTH)? {
        Value::Object(record) => Ok(record),
        _ => Err(ReadError {
            kind: ReadErrorKind::NoObject,
            line: 1,
            column: 1,
        }),
    }
}

/// The sample of that number, counted from 1, or of that name.
pub(crate) fn sample(workflow: &Workflow, wanted: &str) -> Result<Object, Error> {
    let samples = &workflow.samples;
    let by_number = wanted
        .parse::<usize>()
        .ok()
        .and_then(|number| samples.get(number.checked_sub(1)?));
    let found = by_number.or_else(|| samples.iter().find(|sample| sample.name == wanted));
    match found {
        Some(sample) => Ok(sample.record.clone()),
        None if samples.is_empty() => Err(Error::Cannot(
            "this workflow has no samples; give answers by --record FILE".to_owned(),
        )),
        None => Err(Error::Cannot(format!(
            "there is no sample {wanted:?}; there are: {}",
            (1..)
                .zip(samples)
                .map(|(number, sample)| format!("{number} ({})", sample.name))
                .collect::<Vec<_>>()
                .join(", ")
        ))),
    }
}

/// Reads a text, and a byte more than it may have, so that the reader of the
/// text says that it is too long.
pub(crate) fn read(path: &Path, most: u64) -> Result<String, Error> {
    let mut text = String::new();
    let result = if path == Path::new("-") {
        std::io::stdin()
            .lock()
            .take(most + 1)
            .read_to_string(&mut text)
    } else {
        fs::File::open(path).and_then(|file| file.take(most + 1).read_to_string(&mut text))
    };
    result.map_err(Error::reading(path))?;
    Ok(text)
}
