use segflow_ui::sharing::LINK_MARK;
use web_sys::UrlSearchParams;
use yew::prelude::AttrValue;

/// The pages of the app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    /// The list of workflows.
    Workflows,
    /// The builder of one workflow.
    Workflow {
        /// The workflow's id.
        id: String,
    },
    /// The page that runs files through a workflow.
    File {
        /// The workflow's id.
        id: String,
    },
    /// How a workflow was before.
    Versions {
        /// The workflow's id.
        id: String,
    },
    /// What a new workflow may begin with.
    New,
    /// Workflows from elsewhere.
    Import,
    /// The workflow that a link holds, as it is written in its fragment.
    Linked {
        /// What stands behind the mark.
        written: String,
    },
    /// What the receiver on this computer receives. A query names a message.
    Debugger,
    /// The runs of this device. A query names one, and one to compare it with.
    Runs,
    /// The Segment accounts of this device.
    Accounts,
    /// The settings of this device.
    Settings,
    /// Any other address.
    NotFound,
}

impl Route {
    /// The page at a path.
    pub(crate) fn at(path: &str) -> Route {
        match path {
            "/" => Route::Workflows,
            "/new" => Route::New,
            "/import" => Route::Import,
            "/debugger" => Route::Debugger,
            "/runs" => Route::Runs,
            "/accounts" => Route::Accounts,
            "/settings" => Route::Settings,
            _ => path
                .strip_prefix("/w/")
                .map_or(Route::NotFound, of_workflow),
        }
    }

    /// Where the page is.
    pub(crate) fn path(&self) -> AttrValue {
        match self {
            Route::Workflows => AttrValue::Static("/"),
            Route::Workflow { id } => {
                format!("/w/{}", String::from(js_sys::encode_uri_component(id))).into()
            }
            Route::File { id } => {
                format!("/w/{}/file", String::from(js_sys::encode_uri_component(id))).into()
            }
            Route::Versions { id } => {
                let id = String::from(js_sys::encode_uri_component(id));
                format!("/w/{id}/versions").into()
            }
            Route::New => AttrValue::Static("/new"),
            Route::Import => AttrValue::Static("/import"),
            Route::Linked { written } => format!("/#{LINK_MARK}{written}").into(),
            Route::Debugger => AttrValue::Static("/debugger"),
            Route::Runs => AttrValue::Static("/runs"),
            Route::Accounts => AttrValue::Static("/accounts"),
            Route::Settings => AttrValue::Static("/settings"),
            Route::NotFound => AttrValue::Static("/404"),
        }
    }
}

/// The page at what follows `/w/`.
fn of_workflow(rest: &str) -> Route {
    let (id, page) = rest.split_once('/').unwrap_or((rest, ""));
    match (id, page) {
        ("", _) => Route::NotFound,
        (id, "") if rest == id => Route::Workflow { id: decoded(id) },
        (id, "file") => Route::File { id: decoded(id) },
        (id, "versions") => Route::Versions { id: decoded(id) },
        _ => Route::NotFound,
    }
}

/// A part of a path as it is meant; as it is where it means nothing.
fn decoded(part: &str) -> String {
    js_sys::decode_uri_component(part).map_or_else(|_| part.to_owned(), String::from)
}

/// A page and what is asked of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Address {
    /// The page.
    pub(crate) route: Route,
    query: String,
}

impl Address {
    /// The address that the browser shows.
    pub(super) fn present() -> Address {
        let location = web_sys::window().map(|window| window.location());
        let part = |of: fn(&web_sys::Location) -> Result<String, wasm_bindgen::JsValue>| {
            location.as_ref().and_then(|location| of(location).ok())
        };
        let fragment = part(web_sys::Location::hash).unwrap_or_default();
        let path = part(web_sys::Location::pathname).unwrap_or_default();
        match fragment
            .strip_prefix('#')
            .and_then(|fragment| fragment.strip_prefix(LINK_MARK))
        {
            Some(written) if path == "/" => Address::of(Route::Linked {
                written: written.to_owned(),
            }),
            _ => Address {
                route: Route::at(&path),
                query: part(web_sys::Location::search).unwrap_or_default(),
            },
        }
    }

    /// A page of which nothing is asked.
    pub(crate) fn of(route: Route) -> Address {
        Address {
            route,
            query: String::new(),
        }
    }

    /// A page of which something is asked by name.
    pub(crate) fn asking(route: Route, asked: &[(&str, &str)]) -> Address {
        let mut address = Address::of(route);
        if let Ok(query) = UrlSearchParams::new() {
            for (name, value) in asked {
                query.append(name, value);
            }
            address.query = format!("?{}", String::from(query.to_string()));
        }
        address
    }

    /// What is asked by that name.
    pub(crate) fn asked(&self, name: &str) -> Option<String> {
        UrlSearchParams::new_with_str(&self.query).ok()?.get(name)
    }

    /// The address as a link has it.
    pub(crate) fn href(&self) -> AttrValue {
        format!("{}{}", self.route.path(), self.query).into()
    }
}
