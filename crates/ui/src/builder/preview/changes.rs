use segflow_core::document::TaskId;
use segflow_core::segment::ShownRequest;
use yew::prelude::{Html, html};

use crate::builder::context::Builder;
use crate::icons::{Icon, sign};
use crate::model::{Difference, differences};
use crate::text::{BuilderText, Words};

/// What would be sent differently from the last run.
pub(super) fn changes(
    words: &Words,
    builder: &Builder,
    task: &TaskId,
    request: &ShownRequest,
) -> Html {
    let said = |text| html! { <p class="because">{ words.say(text) }</p> };
    let Some(run) = builder.model.last_run() else {
        return said(BuilderText::NoRunYet);
    };
    let sent = run.run.task(task).and_then(|task| task.request.as_ref());
    let Some(sent) = sent else {
        return said(BuilderText::NotSentInRun);
    };
    let found = differences(&sent.body, &request.body);
    if found.is_empty() && sent.url == request.url {
        return said(BuilderText::SameAsInRun);
    }
    let address = (sent.url != request.url).then(|| Difference {
        path: words.say(BuilderText::Endpoint).to_string(),
        before: Some(sent.url.clone()),
        after: Some(request.url.clone()),
    });
    html! {
        <ul class="changes" role="list" aria-label={words.say(BuilderText::ChangesLabel)}>
            { for address.iter().chain(&found).map(|one| change(words, one)) }
        </ul>
    }
}

/// One place that differs, with what stood there and what stands there now.
pub(crate) fn change(words: &Words, difference: &Difference) -> Html {
    let (icon, name, text) = match (&difference.before, &difference.after) {
        (None, _) => (Icon::Add, "added", BuilderText::ChangeAdded),
        (_, None) => (Icon::Dash, "removed", BuilderText::ChangeRemoved),
        _ => (Icon::Pulse, "changed", BuilderText::ChangeChanged),
    };
    html! {
        <li class="change" data-change={name}>
            <p class="change-head">
                { sign(icon) }
                <code dir="ltr">{ difference.path.clone() }</code>
                <span class="muted">{ words.say(text) }</span>
            </p>
            if let Some(before) = &difference.before {
                <del dir="auto">{ before.clone() }</del>
            }
            if let Some(after) = &difference.after {
                <ins dir="auto">{ after.clone() }</ins>
            }
        </li>
    }
}
