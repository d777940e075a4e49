//! The cookies this module sets.

use axum_extra::extract::{
    CookieJar,
    cookie::{Cookie, SameSite},
};
use chrono::TimeDelta;
use heng_web::SESSION_COOKIE;
use time::Duration;

use super::NewSession;
use crate::{Identity, secret::Secret, sign_in::DEVICE_LIFETIME};

/// Says that the browser was in before.
pub(crate) const DEVICE_COOKIE: &str = "heng_device";
/// Binds a sign-in at another system to the browser that began it.
pub(crate) const EXTERNAL_COOKIE: &str = "heng_external";

/// Makes and reads cookies for one public address: under TLS they carry the `__Host-` prefix, so that no other host and
/// no plain connection can set them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cookies {
    secure: bool,
    session: TimeDelta,
}

impl Cookies {
    pub(crate) fn of(identity: &Identity) -> Self {
        let settings = identity.settings();
        Self { secure: settings.secure(), session: settings.sessions.absolute }
    }

    fn name(self, name: &str) -> String {
        if self.secure { format!("__Host-{name}") } else { name.to_owned() }
    }

    /// The value of a cookie, by its name without prefix.
    pub(crate) fn read(self, jar: &CookieJar, name: &str) -> Option<String> {
        jar.get(&self.name(name)).map(|cookie| cookie.value().to_owned())
    }

    /// The session cookie as the request brought it.
    pub(crate) fn session(self, jar: &CookieJar) -> Option<String> {
        self.read(jar, SESSION_COOKIE)
    }

    /// The cookies of a new session.
    pub(crate) fn signed_in(self, session: &NewSession) -> CookieJar {
        let jar = CookieJar::new().add(self.make(SESSION_COOKIE, &session.token, self.session));
        match &session.device {
            Some(device) => jar.add(self.make(DEVICE_COOKIE, device, DEVICE_LIFETIME)),
            None => jar,
        }
    }

    /// The same session under a new value.
    pub(crate) fn rotated(self, token: &Secret) -> CookieJar {
        CookieJar::new().add(self.make(SESSION_COOKIE, token, self.session))
    }

    /// The cookie that binds a sign-in elsewhere to this browser.
    pub(crate) fn external(self, token: &Secret) -> CookieJar {
        CookieJar::new().add(self.make(EXTERNAL_COOKIE, token, TimeDelta::minutes(10)))
    }

    /// Takes a cookie away.
    pub(crate) fn gone(self, jar: CookieJar, name: &str) -> CookieJar {
        let mut cookie = self.build(name, String::new());
        cookie.set_max_age(Duration::ZERO);
        jar.add(cookie)
    }

    /// Takes the session cookie away.
    pub(crate) fn signed_out(self) -> CookieJar {
        self.gone(CookieJar::new(), SESSION_COOKIE)
    }

    fn make(self, name: &str, value: &Secret, lifetime: TimeDelta) -> Cookie<'static> {
        let mut cookie = self.build(name, value.text().to_owned());
        cookie.set_max_age(Duration::seconds(lifetime.num_seconds()));
        cookie
    }

    fn build(self, name: &str, value: String) -> Cookie<'static> {
        Cookie::build((self.name(name), value))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(self.secure)
            .build()
    }
}
