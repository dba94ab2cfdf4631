use segflow_core::time::Timestamp;
use segflow_web::calendar::Calendar;
use yew::prelude::{Html, html};

/// A moment in the words of a calendar, exact for programs and for whoever points
/// at it.
pub(crate) fn time(calendar: &Calendar, at: Timestamp, said: String) -> Html {
    html! { <time datetime={at.to_string()} title={calendar.exact(at)}>{ said }</time> }
}
