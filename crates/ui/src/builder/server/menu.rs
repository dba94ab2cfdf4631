use yew::prelude::{AttrValue, Callback, Html, Properties, function_component, html, use_state_eq};

use super::{ServerDialogProps, server_dialog};
use crate::builder::context::{Builder, use_doing};
use crate::builder::first_run::Wanted;
use crate::icons::Icon;
use crate::parts::{Menu, MenuEdge, MenuItem};
use crate::text::{BuilderText, Text, use_words};

/// What the menu does, by the key of its item.
const DRY_RUN: &str = "dry-run";
const SERVER: &str = "server";
const FILE: &str = "file";

/// Properties of [`RunMenu`].
#[derive(Debug, Clone, PartialEq, Properties)]
pub(in crate::builder) struct RunMenuProps {
    pub(in crate::builder) builder: Builder,
}

/// More ways to run than the one everybody takes.
#[function_component]
pub(in crate::builder) fn RunMenu(props: &RunMenuProps) -> Html {
    let words = use_words();
    let doing = use_doing();
    let is_open = use_state_eq(|| false);
    let item = |key: &'static str, label: AttrValue, icon: Icon| MenuItem {
        icon: Some(icon),
        ..MenuItem::new(key, label)
    };
    let file = doing.run_file.as_ref();
    let items = [
        Some(item(DRY_RUN, words.say(Text::DryRun), Icon::Eye)),
        file.map(|_| item(FILE, words.say(Text::RunFile), Icon::Form)),
        Some(item(
            SERVER,
            words.say(BuilderText::RunOnServer),
            Icon::Monitor,
        )),
    ];
    let items: Vec<MenuItem> = items.into_iter().flatten().collect();
    let on_pick = {
        let is_open = is_open.clone();
        let (run, run_file) = (doing.run.clone(), doing.run_file.clone());
        Callback::from(move |key: AttrValue| match key.as_str() {
            DRY_RUN => run.emit(Wanted::Dry),
            FILE => {
                if let Some(run_file) = &run_file {
                    run_file.emit(());
                }
            }
            _ => is_open.set(true),
        })
    };
    let on_close = {
        let is_open = is_open.clone();
        Callback::from(move |()| is_open.set(false))
    };
    html! {
        <>
            <Menu id="run-menu" label={words.say(BuilderText::MoreWaysToRun)} icon={Icon::More}
                icon_only=true edge={MenuEdge::End} {items} {on_pick} />
            if *is_open {
                { server_dialog(ServerDialogProps { builder: props.builder.clone(), on_close }) }
            }
        </>
    }
}
