use std::rc::Rc;

use segflow_core::document::Workflow;
use segflow_web::Error;
use segflow_web::storage::Storage;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::{
    AttrValue, Callback, Html, Properties, function_component, html, use_effect_with, use_state,
};

use super::deed::Deed;
use super::keeping;
use super::model::{Action, Kept};
use super::renaming::renaming;
use crate::opening::download;
use crate::sharing::{SharingDialog, Way};
use crate::text::{Text, Words, use_words};

/// Something that is to be done with a workflow.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Request {
    /// Tells it apart from the one before.
    pub(super) number: u32,
    /// What is to be done.
    pub(super) what: What,
}

/// What is to be done with a workflow.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// Something that was picked from its menu.
    Deed {
        /// What was picked.
        deed: Deed,
        /// The workflow's id.
        id: AttrValue,
        /// What people call it.
        name: AttrValue,
        /// How it is now, where that may not be in storage yet.
        workflow: Option<Rc<Workflow>>,
    },
    /// It was deleted, and is to be there again, as the message of that number
    /// offered.
    PutBack(u32, Kept),
}

/// Properties of [`DeedDoing`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(super) struct DoingProps {
    pub(super) request: Request,
    pub(super) storage: Storage,
    /// It is done, or is not to be done; what came of it, if anything did.
    pub(super) on_done: Callback<Option<Action>>,
}

/// Does something with a workflow, and asks what has to be asked for it.
#[function_component]
pub(super) fn DeedDoing(props: &DoingProps) -> Html {
    let words = use_words();
    let leaving = use_state(|| None::<(Rc<Workflow>, Way)>);
    use_effect_with(props.request.number, {
        let (props, leaving) = (props.clone(), leaving.setter());
        move |_: &u32| {
            let open = Callback::from(move |(workflow, way)| {
                leaving.set(Some((Rc::new(workflow), way)));
            });
            spawn_local(async move {
                match begin(&words, &props, &open).await {
                    Ok(Begun::Asking) => {}
                    Ok(Begun::Done(action)) => props.on_done.emit(action),
                    Err(error) => props.on_done.emit(Some(Action::NotDone(words.say(&error)))),
                }
            });
        }
    });
    let on_close = props.on_done.reform(|()| None);
    if let Some((workflow, way)) = &*leaving {
        return html! { <SharingDialog workflow={Rc::clone(workflow)} way={*way} {on_close} /> };
    }
    match &props.request.what {
        What::Deed {
            deed: Deed::Rename,
            id,
            name,
            ..
        } => {
            let (props, id) = (props.clone(), id.clone());
            let on_name = Callback::from(move |name: AttrValue| {
                let (props, id) = (props.clone(), id.clone());
                spawn_local(async move {
                    let renamed = keeping::rename(&props.storage, &id, name.to_string()).await;
                    props.on_done.emit(Some(match renamed {
                        Ok(entry) => Action::Put(entry),
                        Err(error) => Action::NotDone(words.say(&error)),
                    }));
                });
            });
            renaming(words, name, on_name, on_close)
        }
        What::Deed { .. } | What::PutBack(..) => Html::default(),
    }
}

/// How far something has come.
enum Begun {
    /// A person is asked first.
    Asking,
    /// It is done.
    Done(Option<Action>),
}

/// Does what needs no question.
async fn begin(
    words: &Words,
    props: &DoingProps,
    open: &Callback<(Workflow, Way)>,
) -> Result<Begun, Error> {
    let storage = &props.storage;
    let (deed, id, name, workflow) = match &props.request.what {
        What::PutBack(told, kept) => {
            let entry = keeping::put_back(storage, kept.clone()).await?;
            return Ok(Begun::Done(Some(Action::Returned(*told, entry))));
        }
        What::Deed {
            deed,
            id,
            name,
            workflow,
        } => (deed, id, name, workflow),
    };
    let found = async || match workflow {
        Some(workflow) => Ok((**workflow).clone()),
        None => keeping::workflow(storage, id).await,
    };
    let done = match deed {
        Deed::Rename | Deed::Versions => return Ok(Begun::Asking),
        Deed::Duplicate => {
            let copy = words.say(Text::CopyOf { workflow: name }).to_string();
            Action::Duplicated(keeping::duplicate(storage, &found().await?, copy).await?)
        }
        Deed::Delete => Action::Removed(keeping::remove(storage, id).await?),
        Deed::Export | Deed::Share => {
            let way = match deed {
                Deed::Share => Way::Link,
                _ => Way::File,
            };
            match found().await {
                Ok(workflow) => {
                    open.emit((workflow, way));
                    return Ok(Begun::Asking);
                }
                // What cannot be loaded leaves as it is.
                Err(_) => {
                    let document = keeping::document(storage, id).await?;
                    download(&format!("{id}.json"), &document.text);
                    return Ok(Begun::Done(None));
                }
            }
        }
    };
    Ok(Begun::Done(Some(done)))
}
