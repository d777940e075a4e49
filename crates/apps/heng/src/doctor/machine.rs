//! The machine: room, port, certificate, the installation's own rule data.

use axum_server::tls_rustls::RustlsConfig;
use chrono_tz::Asia::Shanghai;
use heng_kernel::{Clock, Severity};

use super::Check;
use crate::{config::Config, rule_data, serve};

/// Less free room than this is bad, ten times as much is worth a look.
const LEAST_MB: u64 = 200;

#[cfg(unix)]
pub(super) fn disk(config: &Config) -> Check {
    let folder = &config.data.folder;
    let existing = folder.ancestors().find(|path| path.exists() || path.as_os_str().is_empty());
    let probe =
        existing.filter(|path| !path.as_os_str().is_empty()).unwrap_or_else(|| std::path::Path::new("."));
    match rustix::fs::statvfs(probe) {
        Ok(room) => {
            let free = room.f_bavail.saturating_mul(room.f_frsize) / (1024 * 1024);
            let says = format!("{free} MB free at {}", folder.display());
            match free {
                0..LEAST_MB => Check::bad("disk", says),
                free if free < 10 * LEAST_MB => Check::doubtful("disk", says),
                _ => Check::good("disk", says),
            }
        }
        Err(error) => Check::bad("disk", format!("{}: {error}", folder.display())),
    }
}

#[cfg(not(unix))]
pub(super) fn disk(config: &Config) -> Check {
    Check::doubtful("disk", format!("free room at {} cannot be told here", config.data.folder.display()))
}

pub(super) fn listening(config: &Config) -> Check {
    Check::of("server", serve::check(config).map(|()| format!("listens at {}", config.server.listen)))
}

pub(super) fn rule_data(config: &Config, clock: &dyn Clock) -> Check {
    let files = match rule_data::own_files(&config.packs) {
        Ok(files) => files,
        Err(error) => return Check::bad("rule data", error.to_string()),
    };
    if let Err(error) = rule_data::load(&config.packs) {
        return Check::bad("rule data", error.to_string());
    }
    let today = clock.now().with_timezone(&Shanghai).date_naive();
    let report = heng_packs::check(&files, today);
    let warnings = report.findings.iter().filter(|finding| finding.severity == Severity::Warning).count();
    let says = format!("{} own files; `heng packs check` has {warnings} warnings", report.own_files);
    if report.own_files > 0 && warnings > 0 {
        Check::doubtful("rule data", says)
    } else {
        Check::good("rule data", says)
    }
}

pub(super) async fn certificate(config: &Config) -> Check {
    let server = &config.server;
    if !server.tls() {
        let says =
            if server.listen.ip().is_loopback() { "off, on this machine alone" } else { "left to the proxy" };
        return Check::good("tls", says);
    }
    let read = RustlsConfig::from_pem_file(&server.tls_certificate, &server.tls_key).await;
    Check::of("tls", read.map(|_| format!("{} and its key fit", server.tls_certificate.display())))
}
