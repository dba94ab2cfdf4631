use segflow_core::document::AccountId;
use yew::prelude::{AttrValue, Html, html};

use super::columns::title;
use super::look::{Look, LookedRow, Message, Status};
use super::model::Refused;
use super::page::Bulk;
use crate::icons::{Icon, sign};
use crate::parts::{JsonLayout, Tone, badge, json_view};
use crate::text::{BulkText, Words};

/// What the first rows would become.
pub(super) fn rows_step(words: &Words, bulk: &Bulk) -> Html {
    let Some(look) = &bulk.model.look else {
        return Html::default();
    };
    html! {
        <section class="card bulk-step" aria-labelledby="bulk-rows">
            <h2 id="bulk-rows">{ words.say(BulkText::StepRows) }</h2>
            if look.rows.is_empty() {
                <p class="muted">{ words.say(BulkText::NoRows) }</p>
            } else {
                <p class="muted">{ words.say(BulkText::RowsHint) }</p>
                <ol class="bulk-rows" role="list" aria-label={words.say(BulkText::FirstRows)}>
                    { for look.rows.iter().map(|row| self::row(words, bulk, look, row)) }
                </ol>
            }
        </section>
    }
}

fn row(words: &Words, bulk: &Bulk, look: &Look, row: &LookedRow) -> Html {
    let answers = || (1..).zip(&look.columns).zip(&row.cells);
    let cells: Vec<&str> = row
        .cells
        .iter()
        .map(String::as_str)
        .filter(|cell| !cell.is_empty())
        .take(4)
        .collect();
    html! {
        <li key={row.number.to_string()}>
            <details class="disclosure">
                <summary>
                    { sign(Icon::ChevronEnd) }
                    <span class="number">{ words.say(BulkText::Row { row: row.number }) }</span>
                    { state(words, row) }
                    <span class="bulk-samples muted" dir="auto">{ cells.join(" · ") }</span>
                </summary>
                <div class="disclosure-body stack">
                    { reasons(words, &row.reasons) }
                    <dl class="bulk-cells">
                        {
                            for answers().map(|((number, column), cell)| html! {
                                <div>
                                    <dt dir="auto">{ title(words, number, column) }</dt>
                                    <dd dir="auto">{ cell.clone() }</dd>
                                </div>
                            })
                        }
                    </dl>
                    { for row.messages.iter().map(|message| self::message(bulk, message)) }
                </div>
            </details>
        </li>
    }
}

fn state(words: &Words, row: &LookedRow) -> Html {
    let count = row.messages.len();
    let (tone, icon, text) = match row.status {
        Status::WouldSend => (Tone::Good, Icon::Check, BulkText::WouldSend { count }),
        Status::Skipped => (Tone::Neutral, Icon::Dash, BulkText::Skipped),
        Status::Failed => (Tone::Error, Icon::Error, BulkText::Fails),
        Status::SetAside => (Tone::Warning, Icon::Alert, BulkText::SetAside),
    };
    badge(tone, Some(icon), html! { words.say(text) })
}

/// Why a row is set aside or fails.
pub(super) fn reasons(words: &Words, reasons: &[Refused]) -> Html {
    html! {
        { for reasons.iter().map(|reason| html! { <p>{ reason.sentence(words) }</p> }) }
    }
}

fn message(bulk: &Bulk, message: &Message) -> Html {
    let tasks = &bulk.page.workflow.tasks;
    let task = tasks.iter().find(|task| task.id.as_str() == message.task);
    let title = task.map_or(message.task.as_str(), |task| task.title());
    let known = AccountId::parse(&message.account).ok();
    let account = known.and_then(|id| bulk.page.device.accounts.get(&id).cloned());
    let url = account.map(|account| batch_url(account.account().region.base()));
    html! {
        <div class="bulk-message">
            <p>
                <strong dir="auto">{ title.to_owned() }</strong>
                if let Some(url) = url {
                    <span class="muted mono" dir="ltr">{ format!("POST {url}") }</span>
                }
            </p>
            { json_view(&message.body, JsonLayout::Lines) }
        </div>
    }
}

/// Where batches go.
pub(super) fn batch_url(base: &str) -> AttrValue {
    let base = base.trim_end_matches('/');
    match base.ends_with("/v1") {
        true => format!("{base}/batch"),
        false => format!("{base}/v1/batch"),
    }
    .into()
}
