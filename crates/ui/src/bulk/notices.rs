use yew::prelude::{AttrValue, Callback, Html, html};

use super::UnfinishedFile;
use crate::parts::{Link, Notice, Tone};
use crate::text::{Text, Words};

/// Tells of runs of files that can be gone on with: each with the address of
/// its page, and what goes there, given the workflow's id.
pub fn unfinished_notices(
    words: &Words,
    unfinished: &[(UnfinishedFile, AttrValue)],
    on_go_on: &Callback<AttrValue>,
) -> Html {
    html! { { for unfinished.iter().map(|(file, href)| unfinished_notice(words, file, href, on_go_on)) } }
}

fn unfinished_notice(
    words: &Words,
    file: &UnfinishedFile,
    href: &AttrValue,
    on_go_on: &Callback<AttrValue>,
) -> Html {
    let workflow = AttrValue::from(file.workflow.clone());
    let go_on = Link::to(href.clone(), on_go_on.reform(move |()| workflow.clone()))
        .class("button secondary small")
        .view(html! { words.say(Text::FileGoOn) });
    let name = match file.name.as_str() {
        "" => words.say(Text::UnnamedWorkflow),
        name => name.to_owned().into(),
    };
    Notice::new(Tone::Info)
        .actions(Some(go_on))
        .view(words.say(Text::FileNotEnded {
            file: &file.file,
            workflow: &name,
            done: file.done,
        }))
}
