//! segflow-app.
