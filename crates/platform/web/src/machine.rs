//! Whether a request was made by somebody at the server's own machine.

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, Uri, header, request::Parts},
};

/// Whether the request names this machine as its host and went through no proxy that says so. A proxy on this machine and a
/// page whose name was pointed at loopback both come from a loopback address; what they ask for tells them apart. Worth
/// something only where the server listens on loopback alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtMachine(pub bool);

impl<S: Send + Sync> FromRequestParts<S> for AtMachine {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Self::Rejection> {
        Ok(Self(names_this_machine(&parts.uri, &parts.headers) && !forwarded(&parts.headers)))
    }
}

/// Every name the request gives to its host is one of loopback, and there is one.
fn names_this_machine(uri: &Uri, headers: &HeaderMap) -> bool {
    let named = headers.get_all(header::HOST).iter().map(|host| host.to_str().unwrap_or_default());
    let mut hosts = named.chain(uri.authority().map(axum::http::uri::Authority::as_str)).peekable();
    hosts.peek().is_some() && hosts.all(is_loopback)
}

fn is_loopback(host: &str) -> bool {
    ["localhost", "127.0.0.1", "[::1]"].iter().any(|name| {
        let Some((begin, rest)) = host.split_at_checked(name.len()) else { return false };
        let port = rest.strip_prefix(':').unwrap_or("0");
        let ends = rest.is_empty() || rest.starts_with(':');
        begin.eq_ignore_ascii_case(name)
            && ends
            && !port.is_empty()
            && port.bytes().all(|b| b.is_ascii_digit())
    })
}

fn forwarded(headers: &HeaderMap) -> bool {
    let others = ["forwarded", "via", "x-real-ip"];
    headers.keys().any(|name| name.as_str().starts_with("x-forwarded") || others.contains(&name.as_str()))
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    async fn at_machine(uri: &str, headers: &[(&str, &str)]) -> bool {
        let mut request = Request::builder().uri(uri);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut parts = request.body(()).unwrap().into_parts().0;
        let Ok(AtMachine(yes)) = AtMachine::from_request_parts(&mut parts, &()).await;
        yes
    }

    #[tokio::test]
    async fn the_names_of_loopback_with_or_without_a_port_are_this_machine() {
        for host in ["localhost", "LOCALHOST:8080", "127.0.0.1:8080", "127.0.0.1", "[::1]", "[::1]:8443"] {
            assert!(at_machine("/", &[("host", host)]).await, "{host}");
        }
        assert!(at_machine("http://localhost:8080/", &[]).await, "HTTP/2 names its host in the address");
    }

    #[tokio::test]
    async fn other_names_pointed_here_are_not() {
        for host in [
            "",
            "hr.example.com",
            "localhost.evil.example",
            "127.0.0.1.evil.example",
            "localhost:",
            "localhost:80@x",
            "127.0.0.10",
            "[::1]x",
            "evil.example:127",
        ] {
            assert!(!at_machine("/", &[("host", host)]).await, "{host}");
        }
        assert!(!at_machine("/", &[]).await);
        assert!(!at_machine("http://evil.example/", &[("host", "localhost")]).await);
        assert!(!at_machine("/", &[("host", "localhost"), ("host", "evil.example")]).await);
    }

    #[tokio::test]
    async fn what_a_proxy_sent_on_is_not() {
        for name in
            ["Forwarded", "X-Forwarded-For", "X-Forwarded-Proto", "X-Forwarded-Host", "Via", "X-Real-IP"]
        {
            assert!(!at_machine("/", &[("host", "localhost:8080"), (name, "x")]).await, "{name}");
        }
    }
}
