use js_sys::Array;
use web_sys::{DragEvent, File, FileList};
use yew::prelude::{Callback, hook, use_mut_ref, use_state_eq};

/// What listens to files that are dragged over a page.
pub(crate) struct Dropping {
    pub(crate) enter: Callback<DragEvent>,
    pub(crate) over: Callback<DragEvent>,
    pub(crate) leave: Callback<DragEvent>,
    pub(crate) drop: Callback<DragEvent>,
}

/// Takes files that are dropped; says whether some are above the page now.
#[hook]
pub(crate) fn use_dropping(on_files: &Callback<Vec<File>>) -> (bool, Dropping) {
    let is_over = use_state_eq(|| false);
    // What is entered comes before what is left, so counting them tells whether
    // the page itself was left.
    let depth = use_mut_ref(|| 0_i32);
    let move_by = |step: i32| {
        let (is_over, depth) = (is_over.clone(), depth.clone());
        Callback::from(move |event: DragEvent| {
            if has_files(&event) {
                let now = (*depth.borrow() + step).max(0);
                *depth.borrow_mut() = now;
                is_over.set(now > 0);
            }
        })
    };
    let over = Callback::from(|event: DragEvent| {
        if has_files(&event) {
            event.prevent_default();
        }
    });
    let drop = {
        let (is_over, depth, on_files) = (is_over.clone(), depth.clone(), on_files.clone());
        Callback::from(move |event: DragEvent| {
            if !has_files(&event) {
                return;
            }
            event.prevent_default();
            *depth.borrow_mut() = 0;
            is_over.set(false);
            let files = event.data_transfer().and_then(|data| data.files());
            on_files.emit(files.map(|files| chosen(&files)).unwrap_or_default());
        })
    };
    let dropping = Dropping {
        enter: move_by(1),
        over,
        leave: move_by(-1),
        drop,
    };
    (*is_over, dropping)
}

/// The files of a list.
pub(crate) fn chosen(files: &FileList) -> Vec<File> {
    (0..files.length())
        .filter_map(|place| files.get(place))
        .collect()
}

fn has_files(event: &DragEvent) -> bool {
    let types = event.data_transfer().map(|data| Array::from(&data.types()));
    types.is_some_and(|types| types.includes(&"Files".into(), 0))
}
