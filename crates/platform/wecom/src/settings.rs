//! Every address, limit and window, with its documented default. The platform changes them without notice, and tests
//! point the addresses at loopback.

use std::time::Duration;

use secrecy::SecretString;
use serde::Deserialize;

/// One self-built application of one corp. Read from configuration with every key but the first three optional; spans of
/// time carry their unit in the key (`call_ms`).
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WeComSettings {
    /// Corp id (`ww…`).
    pub corp_id: String,
    /// The application's id within the corp.
    pub agent_id: u32,
    /// The application's secret.
    pub secret: SecretString,
    /// Names the secret where the secret itself must not appear; with the corp id it keys the token cache. The
    /// application's id when absent.
    #[serde(default)]
    pub secret_id: Option<String>,
    /// Where to reach the platform.
    #[serde(default)]
    pub addresses: Addresses,
    /// How long to wait for it.
    #[serde(default)]
    pub patience: Patience,
    /// How long tokens are used.
    #[serde(default)]
    pub tokens: TokenSettings,
    /// How messages look and how often they may come.
    #[serde(default)]
    pub messages: MessageSettings,
}

impl WeComSettings {
    /// The documented defaults for one application.
    pub fn new(corp_id: impl Into<String>, agent_id: u32, secret: SecretString) -> Self {
        Self {
            corp_id: corp_id.into(),
            agent_id,
            secret,
            secret_id: None,
            addresses: Addresses::default(),
            patience: Patience::default(),
            tokens: TokenSettings::default(),
            messages: MessageSettings::default(),
        }
    }
}

/// Base addresses, without a slash at the end.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Addresses {
    /// The API host.
    pub api_base: String,
    /// The host of the sign-in page inside the app.
    pub authorize_base: String,
    /// The host of the QR sign-in page for browsers.
    pub qr_base: String,
}

impl Default for Addresses {
    fn default() -> Self {
        Self {
            api_base: "https://qyapi.weixin.qq.com".to_owned(),
            authorize_base: "https://open.weixin.qq.com".to_owned(),
            qr_base: "https://login.work.weixin.qq.com".to_owned(),
        }
    }
}

/// Time-outs and pauses.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Patience {
    /// For opening a connection.
    #[serde(rename = "connect_ms", deserialize_with = "milliseconds::deserialize")]
    pub connect: Duration,
    /// For a whole call.
    #[serde(rename = "call_ms", deserialize_with = "milliseconds::deserialize")]
    pub call: Duration,
    /// Repeats within one call when the platform is busy (errcode -1).
    pub busy_repeats: u8,
    /// Pause before the first such repeat; doubles each time.
    #[serde(rename = "busy_pause_ms", deserialize_with = "milliseconds::deserialize")]
    pub busy_pause: Duration,
    /// What the queue is asked to wait when the platform is away, busy or answers nonsense.
    #[serde(rename = "retry_after_ms", deserialize_with = "milliseconds::deserialize")]
    pub retry_after: Duration,
    /// What the queue is asked to wait after errcode 45009 (too frequent).
    #[serde(rename = "frequency_pause_ms", deserialize_with = "milliseconds::deserialize")]
    pub frequency_pause: Duration,
    /// Longest pause after errcode 45033 (too many at once); the actual one is random up to it.
    #[serde(rename = "concurrency_pause_ms", deserialize_with = "milliseconds::deserialize")]
    pub concurrency_pause: Duration,
    /// Bytes of an answer we are willing to read.
    pub answer_limit: usize,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(3),
            call: Duration::from_secs(10),
            busy_repeats: 3,
            busy_pause: Duration::from_millis(200),
            retry_after: Duration::from_secs(30),
            frequency_pause: Duration::from_mins(5),
            concurrency_pause: Duration::from_secs(5),
            answer_limit: 1024 * 1024,
        }
    }
}

/// The access token's life on our side.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TokenSettings {
    /// A token is renewed this long before it ends.
    #[serde(rename = "margin_ms", deserialize_with = "milliseconds::deserialize")]
    pub margin: Duration,
    /// Yet used at least this long: asking again inside its lifetime brings the same token, and asking often gets the
    /// corp throttled.
    #[serde(rename = "shortest_use_ms", deserialize_with = "milliseconds::deserialize")]
    pub shortest_use: Duration,
    /// After the platform refused secret or corp, no further attempt before this has passed.
    #[serde(rename = "stop_ms", deserialize_with = "milliseconds::deserialize")]
    pub stop: Duration,
}

impl Default for TokenSettings {
    fn default() -> Self {
        Self {
            margin: Duration::from_mins(5),
            shortest_use: Duration::from_secs(30),
            stop: Duration::from_mins(10),
        }
    }
}

/// Looks and limits of application messages.
#[derive(Clone, Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MessageSettings {
    /// Labelled values as a template card; otherwise as lines of a text card, for clients that show no template cards.
    pub template_cards: bool,
    /// The small line above a template card; none when empty.
    pub source_name: String,
    /// Messages to one member in any 60 s. The platform silently drops what goes beyond 30 and still answers "ok".
    pub per_member_per_minute: usize,
    /// Recipients of one call.
    pub recipients_per_call: usize,
    /// Within this time the platform drops a message equal to an earlier one (up to 4 h); zero switches it off.
    #[serde(rename = "duplicate_window_ms", deserialize_with = "milliseconds::deserialize")]
    pub duplicate_window: Duration,
}

impl Default for MessageSettings {
    fn default() -> Self {
        Self {
            template_cards: true,
            source_name: String::new(),
            per_member_per_minute: 25,
            recipients_per_call: 1000,
            duplicate_window: Duration::from_mins(30),
        }
    }
}

/// Spans of time as whole milliseconds.
mod milliseconds {
    use std::time::Duration;

    use serde::{Deserialize as _, Deserializer};

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
        u64::deserialize(deserializer).map(Duration::from_millis)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn configuration_names_what_differs_and_nothing_unknown() {
        let read = |json: &str| serde_json::from_str::<WeComSettings>(json);
        let few = r#"{"corp_id": "ww1", "agent_id": 7, "secret": "s", "patience": {"call_ms": 4000}}"#;
        let settings = read(few).unwrap();
        assert_eq!(
            (settings.patience.call, settings.patience.connect),
            (Duration::from_secs(4), Duration::from_secs(3))
        );
        assert_eq!(settings.addresses.api_base, "https://qyapi.weixin.qq.com");
        assert!(read(&few.replace("call_ms", "call")).is_err());
    }
}
