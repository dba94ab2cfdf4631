use segflow_core::document::Call;

use crate::property::{self, Property};

const ADDRESS: &str = "city country postalCode state street";

const IDENTIFY: &str = "address{*} age# avatar birthday~ \
    company{name id industry employee_count# plan} createdAt~ description email firstName gender id \
    lastName name phone title username website plan industry";
const GROUP: &str = "address{*} avatar createdAt~ description email employees id industry name phone \
    website plan";
const TRACK: &str = "revenue# currency value#";
const PAGE: &str = "name path referrer search title url keywords[]";
const SCREEN: &str = "name";

/// The names that Segment gives a meaning: traits of a user or a group,
/// properties of an event, a page or a screen.
pub fn reserved(call: Call) -> Vec<Property> {
    let text = match call {
        Call::Identify => IDENTIFY,
        Call::Group => GROUP,
        Call::Track => TRACK,
        Call::Page => PAGE,
        Call::Screen => SCREEN,
        Call::Alias => "",
    };
    property::read(text, ADDRESS)
}
