//! What to do on each error code (global error codes of the WeCom documentation).

/// What an error code asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Action {
    /// Nothing: it worked.
    Ok,
    /// The token ended early: drop it, fetch one, repeat the call once.
    RefetchTokenOnce,
    /// A setting is wrong (secret, corp, application, domain, IP list): no further call until somebody acts.
    StopAlert,
    /// We sent what the contract forbids: repeating cannot help.
    BugNoRetry,
    /// The platform is busy: at most three repeats, then the queue's back-off.
    RetryBackoff3,
    /// Too frequent: leave everything in the queue and wait.
    BackoffKeepQueue,
    /// Too many at once: soon again, at a moment of our own.
    RetryJitter,
    /// Nothing reaches these recipients.
    MarkFailed,
    /// The sign-in code is void: send the person through the door again.
    RestartLogin,
    /// The account is unknown or hidden: the link between person and account is stale.
    MarkUnlinked,
    /// The list or span is too long: cut it in two.
    Split,
}

impl Action {
    /// The action for `errcode`. Codes nobody described are our own fault until proven otherwise: not repeated.
    pub const fn on(errcode: i64) -> Self {
        match errcode {
            0 => Self::Ok,
            -1 => Self::RetryBackoff3,
            40014 | 42001 => Self::RefetchTokenOnce,
            // Secret, corp id, agent id, rights, redirect domain, visible departments, server IP, ICP record.
            40001 | 40013 | 40056 | 48002 | 50001 | 60011 | 60020 | 80001 | 301_002 | 301_055 => {
                Self::StopAlert
            }
            40029 => Self::RestartLogin,
            40003 | 46004 | 60111 => Self::MarkUnlinked,
            // Recipients that exist but lie outside what the application may see, or none left at all.
            40031 | 50002 | 60021 | 81013 => Self::MarkFailed,
            40032 | 82002 | 82003 | 301_023 | 301_024 => Self::Split,
            45009 => Self::BackoffKeepQueue,
            45033 => Self::RetryJitter,
            _ => Self::BugNoRetry,
        }
    }

    /// The stable word for logs and vectors.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::RefetchTokenOnce => "refetch_token_once",
            Self::StopAlert => "stop_alert",
            Self::BugNoRetry => "bug_no_retry",
            Self::RetryBackoff3 => "retry_backoff_3",
            Self::BackoffKeepQueue => "backoff_keep_queue",
            Self::RetryJitter => "retry_jitter",
            Self::MarkFailed => "mark_failed",
            Self::RestartLogin => "restart_login",
            Self::MarkUnlinked => "mark_unlinked",
            Self::Split => "split",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::{cases, text};

    #[test]
    fn each_error_code_has_its_action() {
        for case in cases("wecom_errcode") {
            let action = Action::on(case.input["errcode"].as_i64().unwrap());
            assert_eq!(action.as_str(), text(&case.expect, "action"), "{}", case.id);
        }
    }

    #[test]
    fn an_unknown_code_is_not_repeated() {
        assert_eq!(Action::on(987_654), Action::BugNoRetry);
    }
}
