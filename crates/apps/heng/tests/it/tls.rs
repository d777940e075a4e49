//! TLS built in.

use rcgen::{CertifiedKey, generate_simple_self_signed};
use rustix::process::Signal;

use crate::place::{Place, Running, eventually};

fn certificate(place: &Place) -> reqwest::Certificate {
    let CertifiedKey { cert, signing_key } = generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    std::fs::write(place.path("cert.pem"), cert.pem()).unwrap();
    std::fs::write(place.path("key.pem"), signing_key.serialize_pem()).unwrap();
    reqwest::Certificate::from_pem(cert.pem().as_bytes()).unwrap()
}

fn client(trusted: reqwest::Certificate) -> reqwest::Client {
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder()
        .no_proxy()
        .https_only(true)
        .tls_certs_only([trusted])
        .pool_max_idle_per_host(0)
        .build()
        .unwrap()
}

#[tokio::test]
async fn a_server_speaks_tls_and_reads_a_new_certificate_without_a_pause() {
    let place = Place::new().await;
    let first = client(certificate(&place));
    let mut command = place.heng(["serve"]);
    command.env("HENG__SERVER__TLS_CERTIFICATE", place.path("cert.pem"));
    command.env("HENG__SERVER__TLS_KEY", place.path("key.pem"));
    let server = Running::start(command);
    assert!(server.address.starts_with("https://"));
    let address = server.address.replace("127.0.0.1", "localhost") + "/api/v1/openapi.json";
    let answer = first.get(&address).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    assert!(answer.headers().contains_key("strict-transport-security"));

    let second = client(certificate(&place));
    assert!(second.get(&address).send().await.is_err(), "not read yet");
    server.signal(Signal::HUP);
    eventually("the new certificate is shown", async || second.get(&address).send().await.is_ok()).await;
    server.signal(Signal::TERM);
    assert_eq!(server.ended().0, Some(0));
}

#[tokio::test]
async fn a_certificate_without_its_key_is_refused() {
    let place = Place::on_sqlite();
    certificate(&place);
    let mut command = place.heng(["serve"]);
    command.env("HENG__SERVER__TLS_CERTIFICATE", place.path("cert.pem"));
    let ran = crate::place::ran(command);
    assert_eq!(ran.code, 2, "{}", ran.err);
}
