//! What counts as business content, and what names a row in it.

use crate::content_hash::Business;

/// Left out: the platform's bookkeeping, projections that can be built again, credentials and sessions, messages sent,
/// staging. What is left is what the company would write down on paper.
pub fn business() -> Business {
    Business::platform()
        // Projections of people and organisation.
        .without_tables(&[
            "people_card",
            "person_token",
            "visibility_manager",
            "visibility_place",
            "visibility_unit",
        ])
        // Ways in, and what they leave behind.
        .without_tables(&[
            "api_token",
            "ceremony",
            "invitation",
            "known_device",
            "passkey",
            "password",
            "recovery_code",
            "session",
            "set_up",
            "throttle",
            "totp",
        ])
        .without_columns("account", &["stamp"])
        // Messages.
        .without_tables(&["notice", "notice_delivery"])
        // Staging.
        .without_tables(&["intake_batch", "intake_content", "intake_fix", "intake_mapping"])
        // Fingerprints over contents that hold surrogate ids.
        .without_columns("approval_case", &["content"])
        .without_columns("result_report", &["inputs", "inputs_hash"])
        .natural_key("account", &["login_key"])
        .natural_key("employment", &["company_id", "number"])
        .natural_key("field_definition", &["code"])
        .natural_key("grade", &["code"])
        .natural_key("job_title", &["code"])
        .natural_key("leave_type", &["code"])
        .natural_key("position", &["code"])
        .natural_key("role", &["code"])
        .natural_key("unit", &["code"])
}
