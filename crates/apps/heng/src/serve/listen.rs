//! The listener, with or without TLS.

use std::{
    io,
    net::{SocketAddr, TcpListener},
    time::Duration,
};

use anyhow::Context;
use axum::Router;
use axum_server::{Handle, tls_rustls::RustlsConfig};
use futures::StreamExt;
use tokio::{sync::watch, task::JoinHandle, time::interval};

use super::{Background, metrics, patience::patient, router::router, signals::reload_wishes};
use crate::{
    System,
    config::{Config, ServerConfig},
    output::Unusable,
};

/// How often the door is told to close.
const SAID_AGAIN: Duration = Duration::from_millis(100);

/// Refuses settings under which passwords would cross a network in the clear.
pub fn check(config: &Config) -> anyhow::Result<()> {
    let server = &config.server;
    if !server.tls() && !server.listen.ip().is_loopback() && server.behind_proxy.trim().is_empty() {
        return Err(Unusable(format!(
            "server.listen = {}: plain HTTP is refused off this machine. Set tls_certificate and tls_key, or name the \
             proxy in front in behind_proxy",
            server.listen
        ))
        .into());
    }
    Ok(())
}

/// A bound listener.
#[derive(Debug)]
pub struct Server {
    listener: TcpListener,
    address: SocketAddr,
    tls: Option<RustlsConfig>,
}

impl Server {
    /// Takes the port and reads the certificate.
    pub async fn bind(system: &System) -> anyhow::Result<Self> {
        let server = &system.config.server;
        let tls = if server.tls() { Some(read_certificate(server).await?) } else { None };
        let listener = TcpListener::bind(server.listen)
            .map_err(|e| Unusable(format!("server.listen = {}: {e}", server.listen)))?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        Ok(Self { listener, address, tls })
    }

    /// Where it listens: `https://127.0.0.1:8443`.
    pub fn address(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        format!("{scheme}://{}", self.address)
    }

    /// Serves until `asked_to_stop` ends, then lets requests and jobs under way end. `around` may put something around the
    /// whole of what is answered.
    pub async fn run(
        self,
        system: &System,
        works: bool,
        asked_to_stop: impl Future<Output = ()>,
        around: impl FnOnce(Router) -> Router,
    ) -> anyhow::Result<()> {
        let (close, closing) = watch::channel(false);
        let service =
            around(router(system, closing.clone())?).into_make_service_with_connect_info::<SocketAddr>();
        metrics::start(&system.config.metrics.listen, system.db.clone(), closing).await?;
        let background = Background::start(system, works);
        let handle = Handle::new();
        let patience = Duration::from_secs(system.config.server.header_timeout_s);
        let serving = match self.tls.clone() {
            None => {
                let server = axum_server::from_tcp(self.listener)?.handle(handle.clone());
                let server = patient(server, patience);
                tokio::spawn(server.serve(service))
            }
            Some(tls) => {
                let server = axum_server::from_tcp_rustls(self.listener, tls)?.handle(handle.clone());
                let server = patient(server, patience);
                tokio::spawn(server.serve(service))
            }
        };
        tracing::info!(process = system.process, address = %self.address, tls = self.tls.is_some(), "serving");
        tokio::select! {
            () = asked_to_stop => {}
            () = reload_certificate(self.tls.as_ref(), &system.config.server) => {}
        }
        // Streams end, requests under way are answered, and only then the work beside them stops.
        close.send_replace(true);
        let served =
            drain(serving, &handle, Duration::from_secs(system.config.server.shutdown_grace_s)).await;
        background.stop().await;
        served?;
        tracing::info!("stopped");
        Ok(())
    }
}

/// Closes the door and waits for the requests inside, for as long as `grace` allows.
async fn drain(
    mut serving: JoinHandle<io::Result<()>>,
    handle: &Handle<SocketAddr>,
    grace: Duration,
) -> anyhow::Result<()> {
    // Said again until it was heard: the door does not listen while it lets somebody in.
    let mut again = interval(SAID_AGAIN);
    loop {
        tokio::select! {
            served = &mut serving => return served.context("the server broke")?.context("the server broke"),
            _ = again.tick() => handle.graceful_shutdown(Some(grace)),
        }
    }
}

async fn read_certificate(server: &ServerConfig) -> anyhow::Result<RustlsConfig> {
    RustlsConfig::from_pem_file(&server.tls_certificate, &server.tls_key).await.map_err(|e| {
        Unusable(format!("{} with {}: {e}", server.tls_certificate.display(), server.tls_key.display()))
            .into()
    })
}

/// Reads the certificate again at every SIGHUP; a bad one leaves the old one in place. Never ends.
async fn reload_certificate(tls: Option<&RustlsConfig>, server: &ServerConfig) {
    let mut wishes = reload_wishes();
    while wishes.next().await.is_some() {
        let Some(tls) = tls else { continue };
        match tls.reload_from_pem_file(&server.tls_certificate, &server.tls_key).await {
            Ok(()) => tracing::info!("the certificate was read again"),
            Err(error) => {
                tracing::error!(%error, "the certificate could not be read again; the old one stays");
            }
        }
    }
    std::future::pending::<()>().await;
}
