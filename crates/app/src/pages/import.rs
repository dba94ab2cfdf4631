use std::cell::RefCell;
use std::rc::Rc;

use segflow_ui::device::Device;
use segflow_ui::importing::{ImportPageProps, LinkedPageProps, import_page, linked_page};
use segflow_ui::text::{Text, use_words};
use web_sys::File;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, hook, use_callback, use_memo,
};

use crate::route::{Address, Navigator, Route};
use crate::title::use_title;

/// Files on their way from the page they were dropped on to that of imports.
#[derive(Debug, Clone, Default)]
pub(crate) struct Handed(Rc<RefCell<Vec<File>>>);

impl PartialEq for Handed {
    fn eq(&self, other: &Handed) -> bool {
        Rc::ptr_eq(&self.0, &other.0)
    }
}

impl Handed {
    /// Puts files there in place of those that nobody took.
    pub(super) fn put(&self, files: Vec<File>) {
        *self.0.borrow_mut() = files;
    }

    fn take(&self) -> Vec<File> {
        self.0.take()
    }
}

/// Properties of [`Import`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct ImportProps {
    pub(crate) device: Rc<Device>,
    pub(crate) navigator: Navigator,
    pub(crate) handed: Handed,
}

/// Imports workflows.
#[function_component]
pub(crate) fn Import(props: &ImportProps) -> Html {
    let words = use_words();
    use_title(words.say(Text::Import));
    let handed = use_memo((), |()| props.handed.take());
    let (on_open, on_home) = use_ways(&props.navigator);
    import_page(ImportPageProps {
        device: Rc::clone(&props.device),
        files: (*handed).clone(),
        on_open,
        on_home,
    })
}

/// Properties of [`Linked`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(crate) struct LinkedProps {
    pub(crate) written: AttrValue,
    pub(crate) device: Rc<Device>,
    pub(crate) navigator: Navigator,
    pub(crate) home: AttrValue,
}

/// Shows the workflow that a link holds.
#[function_component]
pub(crate) fn Linked(props: &LinkedProps) -> Html {
    let words = use_words();
    use_title(words.say(Text::LinkedWorkflow));
    let (on_open, on_home) = use_ways(&props.navigator);
    linked_page(LinkedPageProps {
        written: props.written.clone(),
        device: Rc::clone(&props.device),
        on_open,
        home: props.home.clone(),
        on_home,
    })
}

/// The ways on from what was taken over: going back leads past it.
#[hook]
pub(super) fn use_ways(navigator: &Navigator) -> (Callback<AttrValue>, Callback<()>) {
    let on_open = use_callback(navigator.clone(), |id: AttrValue, navigator| {
        navigator.replace(Address::of(Route::Workflow { id: id.to_string() }));
    });
    let on_home = use_callback(navigator.clone(), |(), navigator| {
        navigator.replace(Address::of(Route::Workflows));
    });
    (on_open, on_home)
}
