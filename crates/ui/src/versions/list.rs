use segflow_web::calendar::Calendar;
use segflow_web::clock;
use segflow_web::storage::Because;
use yew::prelude::{AttrValue, Callback, Html, MouseEvent, html};

use super::point::Point;
use crate::parts::time;
use crate::text::{Ago, Text, VersionText, Words};

/// How a workflow is and was, one under the other, each to be chosen.
pub(super) fn list(
    words: &Words,
    points: &[Point],
    chosen: usize,
    on_choose: &Callback<usize>,
) -> Html {
    let calendar = words.calendar();
    html! {
        <ol class="version-list" role="list" aria-label={words.say(Text::Versions)}>
            {
                for points.iter().enumerate().map(|(place, point)| {
                    let onclick = on_choose.reform(move |_: MouseEvent| place);
                    html! {
                        <li key={place}>
                            <button type="button" class="version" {onclick}
                                aria-current={(place == chosen).then_some("true")}>
                                <span class="version-when">{ when(words, &calendar, point) }</span>
                                <span class="version-what">{ what(words, point) }</span>
                            </button>
                        </li>
                    }
                })
            }
        </ol>
    }
}

/// When it came to be so.
pub(super) fn when(words: &Words, calendar: &Calendar, point: &Point) -> Html {
    match point.because {
        None => html! { words.say(VersionText::Now) },
        Some(_) => time(calendar, point.at, calendar.recent(point.at)),
    }
}

fn what(words: &Words, point: &Point) -> AttrValue {
    let changed = match &point.since {
        _ if point.workflow.is_none() => words.say(VersionText::Unreadable),
        Some(since) => words.say(VersionText::Changes { count: since.len() }),
        None => words.say(VersionText::First),
    };
    let more = match point.because {
        None => {
            #[allow(clippy::cast_precision_loss, reason = "moments are exact")]
            let ago = Ago::between(point.at.millis() as f64, clock::now().millis() as f64);
            Some(words.say(Text::ChangedAgo(ago)))
        }
        Some(Because::Restored) => Some(words.say(VersionText::BeforeRestoring)),
        Some(Because::Opened | Because::Edited) => None,
    };
    match more {
        Some(more) => format!("{changed} · {more}").into(),
        None => changed,
    }
}
