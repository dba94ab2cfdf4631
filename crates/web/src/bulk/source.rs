use js_sys::{Array, Function, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, DataTransfer, DataTransferItem, File};

use crate::Error;

/// A file of rows that a person has chosen.
#[derive(Debug, Clone, PartialEq)]
pub struct Source {
    file: File,
    handle: Option<FileHandle>,
}

/// By what a browser finds a file again, if it can. It is kept in the browser's
/// database as it is.
#[derive(Debug, Clone, PartialEq)]
pub struct FileHandle(JsValue);

impl Source {
    /// A file as an input of the page gives it.
    pub fn of_file(file: File) -> Source {
        Source { file, handle: None }
    }

    /// Rows that were pasted.
    pub fn of_text(text: &str, name: &str) -> Result<Source, Error> {
        let bytes = Uint8Array::from(text.as_bytes());
        Source::of_parts(&Array::of1(&bytes), name)
    }

    /// Rows that were put together before.
    pub fn of_blob(blob: &Blob, name: &str) -> Result<Source, Error> {
        Source::of_parts(&Array::of1(blob), name)
    }

    fn of_parts(parts: &Array, name: &str) -> Result<Source, Error> {
        let made = File::new_with_u8_array_sequence(parts, name);
        made.map(Source::of_file).map_err(|_| Error::FileNotRead)
    }

    /// What the file is called.
    pub fn name(&self) -> String {
        self.file.name()
    }

    /// How many bytes it has.
    pub fn bytes(&self) -> u64 {
        // A file has fewer bytes than a number of JavaScript is exact for.
        self.file.size() as u64
    }

    /// By what it is found again.
    pub fn handle(&self) -> Option<&FileHandle> {
        self.handle.as_ref()
    }

    pub(super) fn file(&self) -> &File {
        &self.file
    }
}

impl FileHandle {
    pub(crate) fn of_js(value: JsValue) -> Option<FileHandle> {
        value.is_object().then_some(FileHandle(value))
    }

    pub(crate) fn js(&self) -> &JsValue {
        &self.0
    }

    /// Opens the file again. The browser may ask the person, so this has to
    /// follow something they pressed.
    pub async fn open(&self) -> Result<Source, Error> {
        let mode = Object::new();
        Reflect::set(&mode, &"mode".into(), &"read".into()).map_err(|_| Error::FileNotRead)?;
        let allowed = call(&self.0, "requestPermission", Some(&mode)).await?;
        if allowed.as_string().as_deref() != Some("granted") {
            return Err(Error::FileNotRead);
        }
        let file: File = call(&self.0, "getFile", None)
            .await?
            .dyn_into()
            .map_err(|_| Error::FileNotRead)?;
        Ok(Source {
            file,
            handle: Some(self.clone()),
        })
    }
}

/// Whether this browser has a picker that remembers what was picked.
pub fn can_pick() -> bool {
    picker().is_some()
}

/// Has a person pick a file; `None` if they changed their mind.
pub async fn pick() -> Result<Option<Source>, Error> {
    let Some((window, picker)) = picker() else {
        return Ok(None);
    };
    let Ok(picked) = picker.call0(&window) else {
        return Err(Error::FileNotRead);
    };
    // A person who closes the picker is no failure.
    let Ok(picked) = JsFuture::from(picked.unchecked_into::<Promise>()).await else {
        return Ok(None);
    };
    let handle = picked.unchecked_into::<Array>().get(0);
    let file = call(&handle, "getFile", None).await?;
    let file: File = file.dyn_into().map_err(|_| Error::FileNotRead)?;
    let handle = FileHandle::of_js(handle);
    Ok(Some(Source { file, handle }))
}

fn picker() -> Option<(JsValue, Function)> {
    let window: JsValue = web_sys::window()?.into();
    let picker = Reflect::get(&window, &"showOpenFilePicker".into()).ok()?;
    Some((window, picker.dyn_into().ok()?))
}

/// The file that was dropped, if one was. What is dropped has to be taken at
/// once; the rest can wait.
pub fn dropped(data: &DataTransfer) -> impl Future<Output = Option<Source>> + use<> {
    let items = data.items();
    let item = (0..items.length())
        .filter_map(|place| items.get(place))
        .find(|item| item.kind() == "file");
    let file = item.as_ref().and_then(|item| item.get_as_file().ok()?);
    let handle = item.as_ref().and_then(handle_of);
    async move {
        let file = file?;
        let handle = match handle {
            Some(handle) => JsFuture::from(handle).await.ok(),
            None => None,
        };
        Some(Source {
            file,
            handle: handle.and_then(FileHandle::of_js),
        })
    }
}

/// Web-sys does not know this yet, and not every browser does.
fn handle_of(item: &DataTransferItem) -> Option<Promise> {
    let get: Function = Reflect::get(item, &"getAsFileSystemHandle".into())
        .ok()?
        .dyn_into()
        .ok()?;
    get.call0(item).ok()?.dyn_into().ok()
}

async fn call(of: &JsValue, name: &str, with: Option<&Object>) -> Result<JsValue, Error> {
    let begun = || -> Result<Promise, JsValue> {
        let function: Function = Reflect::get(of, &name.into())?.dyn_into()?;
        let promise = match with {
            Some(with) => function.call1(of, with)?,
            None => function.call0(of)?,
        };
        promise.dyn_into()
    };
    let promise = begun().map_err(|_| Error::FileNotRead)?;
    JsFuture::from(promise)
        .await
        .map_err(|_| Error::FileNotRead)
}
