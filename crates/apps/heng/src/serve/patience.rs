//! How long a connection may keep the server waiting before it has said what it wants.

use std::{
    io,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use axum_server::{Address, Server, accept::Accept};
use futures::future::{BoxFuture, FutureExt};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::{
    io::{AsyncRead, AsyncWrite, ReadBuf},
    time::{Sleep, sleep},
};

/// How HTTP/2 begins, and the length of it: fewer bytes do not tell the versions apart.
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
/// How often a silent HTTP/2 connection is asked whether anybody is there.
const ASK_EVERY: Duration = Duration::from_secs(30);

/// Gives every connection `patience` for its first bytes and for the head of each request. The limit of the whole request
/// starts only after its head: without this, heads that come a byte at a time would hold connections for ever.
pub(super) fn patient<A: Address, Acc>(
    mut server: Server<A, Acc>,
    patience: Duration,
) -> Server<A, Patient<Acc>> {
    let builder: &mut hyper_util::server::conn::auto::Builder<TokioExecutor> = server.http_builder();
    builder.http1().timer(TokioTimer::new()).header_read_timeout(patience);
    builder.http2().timer(TokioTimer::new()).keep_alive_interval(ASK_EVERY).keep_alive_timeout(patience);
    server.map(|inner| Patient { inner, patience })
}

/// Accepts as `inner` does; see [`Begun`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Patient<A> {
    inner: A,
    patience: Duration,
}

impl<A, I, S> Accept<I, S> for Patient<A>
where
    A: Accept<I, S>,
    A::Future: Send + 'static,
    A::Stream: Send,
    A::Service: Send,
{
    type Stream = Begun<A::Stream>;
    type Service = A::Service;
    type Future = BoxFuture<'static, io::Result<(Self::Stream, Self::Service)>>;

    fn accept(&self, stream: I, service: S) -> Self::Future {
        let (accepted, patience) = (self.inner.accept(stream, service), self.patience);
        async move {
            let (stream, service) = accepted.await?;
            Ok((Begun { stream, read: 0, end: Some(Box::pin(sleep(patience))) }, service))
        }
        .boxed()
    }
}

/// A stream that fails when it has not begun in time: the server waits without limit for the bytes that tell HTTP/1 from
/// HTTP/2, before its own limits start.
#[derive(Debug)]
pub(super) struct Begun<S> {
    stream: S,
    read: usize,
    end: Option<Pin<Box<Sleep>>>,
}

impl<S> Begun<S> {
    /// Whether the bytes so far tell the version.
    fn tells(&mut self, fresh: &[u8]) -> bool {
        let expected = PREFACE.get(self.read..).unwrap_or_default();
        let same = expected.iter().zip(fresh).all(|(a, b)| a == b);
        self.read += fresh.len();
        !same || self.read >= PREFACE.len()
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Begun<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let begun = self.get_mut();
        let Some(end) = begun.end.as_mut() else { return Pin::new(&mut begun.stream).poll_read(cx, buffer) };
        if end.as_mut().poll(cx).is_ready() {
            return Poll::Ready(Err(io::ErrorKind::TimedOut.into()));
        }
        let before = buffer.filled().len();
        let read = Pin::new(&mut begun.stream).poll_read(cx, buffer);
        let fresh = buffer.filled().get(before..).unwrap_or_default();
        if begun.tells(fresh) {
            begun.end = None;
        }
        read
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Begun<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write(cx, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.stream).poll_write_vectored(cx, bytes)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }
}
