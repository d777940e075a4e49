//! The names under which a server answers.
//!
//! A page whose name an attacker points at this server (DNS rebinding), a cache in front that mixes up names and links made
//! from a foreign `Host` all begin with a request for a name that is not ours. Where names are settled, such a request is
//! answered with 421 (RFC 9110, 15.5.20) and nothing else.

use std::net::IpAddr;

use axum::{
    extract::Request,
    http::{StatusCode, header, uri::Authority},
    middleware::Next,
    response::{IntoResponse, Response},
};

use crate::Problem;

/// Names that are answered to; every name while none is settled.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hosts {
    names: Vec<String>,
    loopback: bool,
}

/// A part of the settings is no name of a host.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no name of a host")]
pub struct NoHost(pub String);

impl Hosts {
    /// `names` without ports; those of loopback besides when `loopback`, which suits a server that listens there alone.
    pub fn new(names: impl IntoIterator<Item = String>, loopback: bool) -> Result<Self, NoHost> {
        let names: Vec<String> = names
            .into_iter()
            .map(|name| match bare(&name) {
                Some(known) if known == name.trim().to_ascii_lowercase() => Ok(known),
                _ => Err(NoHost(name)),
            })
            .collect::<Result<_, _>>()?;
        Ok(Self { names, loopback })
    }

    /// Whether a request for this host, with or without a port, is meant for this server.
    fn answer(&self, host: &str) -> bool {
        let Some(host) = bare(host) else { return false };
        self.names.contains(&host) || (self.loopback && is_loopback(&host))
    }

    fn meant(&self, request: &Request) -> bool {
        if self.names.is_empty() {
            return true;
        }
        let told = request.headers().get_all(header::HOST).iter();
        let told = told.map(|host| host.to_str().unwrap_or_default());
        let mut hosts = told.chain(request.uri().authority().map(Authority::as_str)).peekable();
        hosts.peek().is_some() && hosts.all(|host| self.answer(host))
    }
}

/// The name alone, in small letters: without port and without the dot of the root. None when it is no name.
fn bare(host: &str) -> Option<String> {
    let authority: Authority = host.trim().parse().ok()?;
    let plain = !authority.as_str().contains('@');
    let name = authority.host().trim_end_matches('.').to_ascii_lowercase();
    (plain && !name.is_empty()).then_some(name)
}

/// Names that every resolver takes for this machine (RFC 6761, 6.3), and its addresses.
fn is_loopback(name: &str) -> bool {
    let address = name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(name);
    name == "localhost"
        || name.ends_with(".localhost")
        || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// Refuses what is asked of another name.
pub(crate) async fn refuse_others(hosts: Hosts, request: Request, next: Next) -> Response {
    if hosts.meant(&request) {
        return next.run(request).await;
    }
    Problem::new(StatusCode::MISDIRECTED_REQUEST, "host.unknown").into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    fn hosts(names: &[&str], loopback: bool) -> Hosts {
        Hosts::new(names.iter().map(|name| (*name).to_owned()), loopback).unwrap()
    }

    fn meant(hosts: &Hosts, uri: &str, told: &[&str]) -> bool {
        let mut request = Request::builder().uri(uri);
        for host in told {
            request = request.header(header::HOST, *host);
        }
        hosts.meant(&request.body(Body::empty()).unwrap())
    }

    #[test]
    fn a_name_is_known_with_any_port_in_any_case_and_with_the_dot_of_the_root() {
        let known = hosts(&["hr.example.cn", "[2001:db8::1]", "10.0.0.7"], false);
        for host in
            ["hr.example.cn", "HR.Example.CN:8443", "hr.example.cn.", "[2001:DB8::1]:443", "10.0.0.7:80"]
        {
            assert!(meant(&known, "/", &[host]), "{host}");
        }
        for host in [
            "example.cn",
            "hr.example.cn.evil.cn",
            "evil@hr.example.cn",
            "localhost",
            "127.0.0.1",
            "",
            "hr example",
        ] {
            assert!(!meant(&known, "/", &[host]), "{host}");
        }
    }

    #[test]
    fn every_name_of_a_request_must_be_known_and_there_must_be_one() {
        let known = hosts(&["hr.example.cn"], false);
        assert!(!meant(&known, "/", &[]));
        assert!(!meant(&known, "/", &["hr.example.cn", "evil.cn"]));
        assert!(!meant(&known, "https://evil.cn/", &["hr.example.cn"]));
        assert!(meant(&known, "https://hr.example.cn/", &[]), "as HTTP/2 says it");
    }

    #[test]
    fn names_of_loopback_are_known_where_the_server_listens_there_alone() {
        let own = hosts(&["hr.example.cn"], true);
        for host in ["localhost:8080", "phone-1.localhost:8080", "127.0.0.1", "127.8.0.1:1", "[::1]:8080"] {
            assert!(meant(&own, "/", &[host]), "{host}");
        }
        assert!(!meant(&own, "/", &["localhost.evil.cn"]));
    }

    #[test]
    fn without_names_everything_is_answered() {
        assert!(meant(&Hosts::default(), "/", &["anything.example"]));
        assert!(meant(&Hosts::default(), "/", &[]));
    }

    #[test]
    fn what_is_no_name_is_refused_by_itself() {
        for name in ["https://hr.example.cn", "hr.example.cn:443", "a/b", "x@y", " "] {
            let refused = Hosts::new([name.to_owned()], false);
            assert_eq!(refused, Err(NoHost(name.to_owned())), "{name}");
        }
    }
}
