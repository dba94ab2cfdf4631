//! segflow-web.
