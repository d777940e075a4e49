//! Approval cases.
