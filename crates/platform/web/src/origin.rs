//! Where a request came from.

use std::net::IpAddr;

use axum::http::{HeaderMap, header};

/// What the audit trail and the rate limits know of a request's origin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin {
    /// Address of the caller; of the proxy's client when a trusted proxy forwards.
    pub remote: String,
    /// Id of the request, also in the log and in the answer's `x-request-id`.
    pub request: String,
    /// What the browser says it is, cut to 200 characters. For the list of one's own sessions.
    pub agent: String,
}

/// Proxies whose `X-Forwarded-For` is believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxy(pub Vec<IpAddr>);

/// Reads addresses separated by commas; `None` names the first that is none.
pub fn parse_proxies(text: &str) -> Result<TrustedProxy, String> {
    let addresses = text.split(',').map(str::trim).filter(|part| !part.is_empty());
    addresses
        .map(|part| part.parse().map_err(|_| part.to_owned()))
        .collect::<Result<_, _>>()
        .map(TrustedProxy)
}

impl TrustedProxy {
    /// The client's address: walks the forwarded chain from the right past every trusted proxy.
    pub(crate) fn client(&self, peer: Option<IpAddr>, headers: &HeaderMap) -> String {
        let Some(peer) = peer else { return "local".to_owned() };
        if !self.0.contains(&peer) {
            return peer.to_string();
        }
        let chain: Vec<&str> = headers
            .get_all("x-forwarded-for")
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','))
            .map(str::trim)
            .collect();
        let outermost = chain.iter().rev().find_map(|hop| {
            let address: IpAddr = hop.parse().ok()?;
            (!self.0.contains(&address)).then_some(address)
        });
        outermost.unwrap_or(peer).to_string()
    }
}

pub(crate) fn agent(headers: &HeaderMap) -> String {
    let text = headers.get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or_default();
    text.chars().take(200).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forwarded(chain: &'static str) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", http::HeaderValue::from_static(chain));
        headers
    }

    #[test]
    fn only_a_trusted_proxy_may_say_who_the_client_is() {
        let trusted = parse_proxies("127.0.0.1, 10.0.0.2").unwrap();
        let chain = forwarded("1.2.3.4, 9.9.9.9, 10.0.0.2");
        let local: IpAddr = "127.0.0.1".parse().unwrap();
        let stranger: IpAddr = "8.8.8.8".parse().unwrap();
        assert_eq!(trusted.client(Some(local), &chain), "9.9.9.9", "the client's own claim is not believed");
        assert_eq!(trusted.client(Some(stranger), &chain), "8.8.8.8");
        assert_eq!(trusted.client(Some(local), &forwarded("junk")), "127.0.0.1");
        assert_eq!(parse_proxies("127.0.0.1,nonsense"), Err("nonsense".to_owned()));
    }
}
