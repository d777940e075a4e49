//! Being told to stop, and being told to read the certificate again.

use futures::{StreamExt, stream::BoxStream};

/// Listens from now on; the future ends when the process is asked to stop by SIGTERM or SIGINT. Call it before the process
/// says that it is there, or an early signal ends it without ceremony.
pub fn asked_to_stop() -> impl Future<Output = ()> {
    #[cfg(unix)]
    let asked = {
        use tokio::signal::unix::{SignalKind, signal};
        let signals = (signal(SignalKind::terminate()), signal(SignalKind::interrupt()));
        async move {
            let (Ok(mut terminate), Ok(mut interrupt)) = signals else {
                tracing::error!("signals cannot be heard; only SIGKILL stops this process");
                return std::future::pending().await;
            };
            tokio::select! {
                _ = terminate.recv() => {}
                _ = interrupt.recv() => {}
            }
        }
    };
    #[cfg(not(unix))]
    let asked = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    async move {
        asked.await;
        tracing::info!("asked to stop");
    }
}

/// One item per SIGHUP.
pub(super) fn reload_wishes() -> BoxStream<'static, ()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(hangups) = signal(SignalKind::hangup()) {
            let each =
                async |mut hangups: tokio::signal::unix::Signal| hangups.recv().await.map(|()| ((), hangups));
            return futures::stream::unfold(hangups, each).boxed();
        }
    }
    futures::stream::pending().boxed()
}
