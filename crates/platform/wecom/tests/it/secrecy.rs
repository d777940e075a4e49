//! Secrets, tokens and codes appear in no error, no log line and no `Debug`, whatever goes wrong.

use std::{
    fmt::Write as _,
    io,
    sync::{Arc, Mutex},
};

use heng_demo_kit::wecom_fake::{Endpoint, Fault};
use heng_ports::{Messenger as _, SignInProvider as _};
use tracing_subscriber::fmt::MakeWriter;

use crate::office::{AGENT, Office, SECRET, message, to};

/// Keeps every log line.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Lines {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.0.lock().unwrap()).into_owned()
    }
}

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Lines {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

/// Everything a client says while it meets every kind of trouble, logs at their loudest included.
async fn everything_said(office: &Office) -> String {
    let lines = Lines::default();
    let subscriber =
        tracing_subscriber::fmt().with_max_level(tracing::Level::TRACE).with_writer(lines.clone()).finish();
    let _log = tracing::subscriber::set_default(subscriber);
    let client = office.hasty_client().await;
    let token = office.fake().tokens().remove(0);
    let mut said = format!("{client:?}\n{:?}\n", office.settings());
    let troubles = [
        Fault::Hang,
        Fault::Status(502),
        Fault::Status(307),
        Fault::NotJson,
        Fault::Errcode(40058, format!("you sent access_token={token}")),
        Fault::Errcode(60020, format!("not allowed, token {token}")),
    ];
    for trouble in troubles {
        office.fake().inject(Endpoint::Send, trouble.clone());
        writeln!(said, "{:?}", client.send(&to("lisi"), &message("1")).await).unwrap();
        office.fake().inject(Endpoint::UserInfo, trouble);
        let code = office.fake().issue_code("lisi", AGENT);
        let failure = client.exchange(&code).await.unwrap_err();
        writeln!(said, "{failure:?} {failure}").unwrap();
        assert!(!said.contains(&code) && !lines.text().contains(&code), "a sign-in code was said");
    }
    let quoting = Fault::Errcode(40001, format!("invalid credential {SECRET}"));
    office.fake().inject(Endpoint::GetToken, quoting);
    let failure = office.client().check_credentials().await.unwrap_err();
    writeln!(said, "{failure:?} {failure}").unwrap();
    let logged = lines.text();
    assert!(logged.contains("WeCom refuses the credentials"), "a wrong secret alarms");
    said + &logged
}

#[tokio::test]
async fn no_secret_and_no_token_is_ever_said() {
    let office = Office::open().await;
    let said = everything_said(&office).await;
    assert!(!said.contains(SECRET), "the secret was said");
    for token in office.fake().tokens() {
        assert!(!said.contains(&token), "a token was said");
    }
    for part in ["access_token=", "corpsecret=", "gettoken?"] {
        let plain = said.replace("you sent access_token=…", "");
        assert!(!plain.contains(part), "an address was said: {part}");
    }
}
