//! `[server]`.

use std::{
    net::{Ipv4Addr, SocketAddr},
    path::PathBuf,
};

use heng_web::{Hosts, TrustedProxy, parse_proxies};
use serde::{Deserialize, Serialize};
use url::Url;

use super::ConfigError;

/// The web server.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ServerConfig {
    /// Address and port; port 0 takes a free one.
    pub listen: SocketAddr,
    /// The address people use, without a slash at the end; messages link to it. The listening address when not set.
    pub public_url: String,
    /// Further names people use, separated by commas, without scheme and port. With these or `public_url` set, requests for
    /// any other name are refused.
    pub hosts: String,
    /// Certificate chain in PEM. With it the server speaks TLS; `kill -HUP` reads it again.
    pub tls_certificate: PathBuf,
    /// The certificate's key in PEM.
    pub tls_key: PathBuf,
    /// Addresses of proxies in front, separated by commas. Only their `X-Forwarded-For` is believed, and only with them
    /// named may plain HTTP leave this machine.
    pub behind_proxy: String,
    /// Largest request body in bytes.
    pub max_body_bytes: usize,
    /// Seconds a connection has to begin, and each request to send its head.
    pub header_timeout_s: u64,
    /// Seconds a request may take.
    pub request_timeout_s: u64,
    /// Seconds that requests under way are given when the server stops.
    pub shutdown_grace_s: u64,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            public_url: String::new(),
            hosts: String::new(),
            tls_certificate: PathBuf::new(),
            tls_key: PathBuf::new(),
            behind_proxy: String::new(),
            max_body_bytes: 25 * 1024 * 1024,
            header_timeout_s: 10,
            request_timeout_s: 60,
            shutdown_grace_s: 20,
        }
    }
}

impl ServerConfig {
    /// The proxies in front.
    pub fn proxies(&self) -> Result<TrustedProxy, ConfigError> {
        parse_proxies(&self.behind_proxy).map_err(ConfigError::NoProxy)
    }

    /// The names it answers to: that of `public_url` and those of `hosts`; every name when neither is set. Where it listens
    /// on loopback alone, loopback's besides.
    pub fn hosts(&self) -> Result<Hosts, ConfigError> {
        let public = Url::parse(&self.public_url).ok();
        let public = public.as_ref().and_then(Url::host_str).map(ToOwned::to_owned);
        let further = self.hosts.split(',').map(str::trim).filter(|name| !name.is_empty());
        let names = public.into_iter().chain(further.map(ToOwned::to_owned));
        Hosts::new(names, self.listen.ip().is_loopback()).map_err(ConfigError::NoHost)
    }

    /// Whether it speaks TLS.
    pub fn tls(&self) -> bool {
        !self.tls_certificate.as_os_str().is_empty() || !self.tls_key.as_os_str().is_empty()
    }
}
