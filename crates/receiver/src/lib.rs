//! segflow-receiver.
