use segflow_core::json::Value;

use crate::draft::Draft;

pub(crate) fn read(_: &Value) -> Draft {
    Draft::new("n8n")
}
