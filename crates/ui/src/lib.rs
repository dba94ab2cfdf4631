//! segflow-ui.
