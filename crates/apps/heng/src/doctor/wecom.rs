//! WeCom's settings.

use super::Check;
use crate::config::Config;

pub(super) fn settings(config: &Config) -> Check {
    let wecom = &config.wecom;
    if wecom.corp_id.is_empty() {
        return Check::good("wecom", "not set up");
    }
    let mut lacks = vec![];
    if wecom.agent_id == 0 {
        lacks.push("agent_id");
    }
    if wecom.secret.expose().is_none() {
        lacks.push("secret");
    }
    if config.server.public_url.is_empty() {
        lacks.push("server.public_url, to which messages link");
    }
    for base in [&wecom.api_base, &wecom.authorize_base, &wecom.qr_base] {
        if !base.starts_with("https://") && !base.starts_with("http://127.0.0.1") {
            return Check::bad("wecom", format!("{base} is not https"));
        }
    }
    if lacks.is_empty() {
        return Check::good("wecom", format!("corp {}, application {}", wecom.corp_id, wecom.agent_id));
    }
    Check::bad("wecom", format!("lacks {}", lacks.join(", ")))
}
