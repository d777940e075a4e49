//! Names of template cards that can be pressed.

/// The `task_id` of a template card: unique for ever within the application.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TaskId(String);

/// Not the form of a task id: 1 to 128 letters, digits, `_`, `-`, `@`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not the form of a task_id")]
pub struct BadTaskId;

impl TaskId {
    /// Reads a task id as it is written.
    pub fn parse(text: &str) -> Result<Self, BadTaskId> {
        let good = (1..=128).contains(&text.len())
            && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '@'));
        if good { Ok(Self(text.to_owned())) } else { Err(BadTaskId) }
    }

    /// As it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::{cases, text};

    #[test]
    fn task_ids_keep_to_their_alphabet_and_length() {
        for case in cases("wecom_batching").iter().filter(|case| case.kind == "validate") {
            let valid = TaskId::parse(text(&case.input, "task_id")).is_ok();
            assert_eq!(valid, case.expect["valid"] == true, "{}", case.id);
        }
        assert!(TaskId::parse("leave-018f_A@1").is_ok());
    }
}
