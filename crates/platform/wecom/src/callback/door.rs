//! Where callbacks come in.

use std::{sync::Arc, time::Duration};

use chrono::{DateTime, TimeDelta};
use heng_kernel::{Clock, Ids};

use super::{event::CallbackEvent, xml::Element};
use crate::crypto::{Envelope, EnvelopeFault, Signed};

/// One callback address.
#[derive(Debug)]
pub struct CallbackDoor {
    envelope: Envelope,
    /// How far the sender's clock may be from ours: older callbacks are replays, whatever their signature.
    window: Duration,
    clock: Arc<dyn Clock>,
    ids: Arc<dyn Ids>,
}

/// A callback that passed every check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Equal for every delivery of the same event.
    pub dedupe_key: String,
    /// What happened.
    pub event: CallbackEvent,
}

/// Why a callback is not taken. The sender gets the same answer for all of them; the case is for our log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the callback is refused")]
pub enum CallbackRefused {
    /// Forged, broken, or meant for somebody else.
    Envelope(#[from] EnvelopeFault),
    /// Its time is no time, or too far from now.
    Stale,
    /// Its XML is not of the contract.
    Xml,
}

impl CallbackDoor {
    /// A door for `envelope`, taking callbacks whose timestamp is at most `window` from now.
    pub fn new(envelope: Envelope, window: Duration, clock: Arc<dyn Clock>, ids: Arc<dyn Ids>) -> Self {
        Self { envelope, window, clock, ids }
    }

    /// The URL check: what to answer, exactly, as the whole body.
    pub fn echo(&self, signed: &Signed, echostr: &str) -> Result<String, CallbackRefused> {
        let opened = self.envelope.open(signed, echostr)?;
        self.check_fresh(signed)?;
        Ok(opened.message)
    }

    /// A delivery: `body` is the posted XML.
    pub fn receive(&self, signed: &Signed, body: &str) -> Result<Incoming, CallbackRefused> {
        let outer = Element::parse(body).map_err(|_| CallbackRefused::Xml)?;
        let opened = self.envelope.open(signed, outer.text_of("Encrypt"))?;
        self.check_fresh(signed)?;
        let message = Element::parse(&opened.message).map_err(|_| CallbackRefused::Xml)?;
        let event = CallbackEvent::read(&message).ok_or(CallbackRefused::Xml)?;
        Ok(Incoming { dedupe_key: dedupe_key(&message), event })
    }

    /// The body of a passive reply carrying `message`; `None` when it is too long to seal.
    pub fn reply(&self, message: &str) -> Option<String> {
        let timestamp = self.clock.now().timestamp().to_string();
        let nonce = hex::encode(self.ids.entropy());
        let encrypt = self.envelope.seal(self.random(), message)?;
        let signature = self.envelope.sign(&timestamp, &nonce, &encrypt);
        // None of the four can hold the end of a CDATA section: base64, hex and digits.
        Some(format!(
            "<xml><Encrypt><![CDATA[{encrypt}]]></Encrypt><MsgSignature><![CDATA[{signature}]]></MsgSignature>\
             <TimeStamp>{timestamp}</TimeStamp><Nonce><![CDATA[{nonce}]]></Nonce></xml>"
        ))
    }

    fn check_fresh(&self, signed: &Signed) -> Result<(), CallbackRefused> {
        let sent_at = signed.timestamp.parse().ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
        let apart = (self.clock.now() - sent_at.ok_or(CallbackRefused::Stale)?).abs();
        let window = TimeDelta::from_std(self.window).unwrap_or(TimeDelta::MAX);
        if apart <= window { Ok(()) } else { Err(CallbackRefused::Stale) }
    }

    fn random(&self) -> [u8; 16] {
        let (first, second) = (self.ids.entropy(), self.ids.entropy());
        let mut both = first.into_iter().chain(second.into_iter().rev());
        std::array::from_fn(|_| both.next().unwrap_or_default())
    }
}

/// Messages have an id; events are told apart by who, when and what. Written as a list so that no value can run into
/// the next.
fn dedupe_key(message: &Element) -> String {
    let of = |name| message.text_of(name);
    let parts: &[&str] = match of("MsgId") {
        "" => &["FromUserName", "CreateTime", "Event", "TaskId", "ChangeType", "UserID", "Id"].map(of),
        id => &["msg", id],
    };
    serde_json::json!(parts).to_string()
}
