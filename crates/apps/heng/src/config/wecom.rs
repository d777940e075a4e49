//! `[wecom]`.

use heng_wecom::WeComSettings;
use serde::{Deserialize, Serialize};

use super::Secret;

/// The self-built WeCom application through which people sign in and are told. Off while `corp_id` is not set.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct WeComConfig {
    /// Corp id (`ww…`).
    pub corp_id: String,
    /// The application's id within the corp.
    pub agent_id: u32,
    /// The application's secret.
    pub secret: Secret,
    /// The API host.
    pub api_base: String,
    /// The host of the sign-in page inside the app.
    pub authorize_base: String,
    /// The host of the QR sign-in page for browsers.
    pub qr_base: String,
}

impl Default for WeComConfig {
    fn default() -> Self {
        let addresses = heng_wecom::Addresses::default();
        Self {
            corp_id: String::new(),
            agent_id: 0,
            secret: Secret::default(),
            api_base: addresses.api_base,
            authorize_base: addresses.authorize_base,
            qr_base: addresses.qr_base,
        }
    }
}

impl WeComConfig {
    /// The application, when one is set up.
    pub fn settings(&self) -> Option<WeComSettings> {
        if self.corp_id.is_empty() {
            return None;
        }
        let mut settings = WeComSettings::new(&self.corp_id, self.agent_id, self.secret.share());
        settings.addresses.api_base.clone_from(&self.api_base);
        settings.addresses.authorize_base.clone_from(&self.authorize_base);
        settings.addresses.qr_base.clone_from(&self.qr_base);
        Some(settings)
    }
}
