//! segflow-core.
