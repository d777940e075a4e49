//! Sending application messages (document 90236) and reading what the answer really says.

use std::time::Duration;

use async_trait::async_trait;
use heng_ports::{Channel, Delivery, Message, Messenger, Recipient, Refusal};
use serde::Deserialize;

use crate::{
    Action, CallError, WeComClient,
    message::{Shape, UserId, batches, compose},
};

/// `message/send`: `errcode` 0 may still name recipients that got nothing.
#[derive(Deserialize)]
struct Sent {
    #[serde(default)]
    msgid: String,
    #[serde(default)]
    invaliduser: String,
    #[serde(default)]
    unlicenseduser: String,
}

#[async_trait]
impl Messenger for WeComClient {
    fn channel(&self) -> &Channel {
        &self.channel
    }

    async fn send(&self, to: &Recipient, message: &Message) -> Delivery {
        let mut outcomes = self.send_to_many(std::slice::from_ref(to), message).await;
        outcomes.pop().unwrap_or_else(|| refused(Refusal::InvalidMessage, "no recipient"))
    }
}

impl WeComClient {
    /// The same message to several members in as few calls as possible: one answer per recipient, in their order.
    pub async fn send_to_many(&self, to: &[Recipient], message: &Message) -> Vec<Delivery> {
        let shape = match compose(message, &self.settings.messages) {
            Ok(shape) => shape,
            Err(fault) => return vec![refused(Refusal::InvalidMessage, fault); to.len()],
        };
        let admitted: Vec<Result<UserId, Delivery>> = to.iter().map(|one| self.admit(one, message)).collect();
        let users: Vec<UserId> = admitted.iter().filter_map(|one| one.as_ref().ok().cloned()).collect();
        let mut sent = Vec::with_capacity(users.len());
        for batch in batches(&users, self.settings.messages.recipients_per_call) {
            sent.extend(self.send_batch(batch, &shape, message).await);
        }
        let mut sent = sent.into_iter();
        let answer_of = |one: Result<UserId, Delivery>| match one {
            Ok(_) => sent
                .next()
                .unwrap_or_else(|| refused(Refusal::InvalidMessage, "no answer for this recipient")),
            Err(early) => early,
        };
        admitted.into_iter().map(answer_of).collect()
    }

    /// The account to send to, or the answer that needs no call.
    fn admit(&self, to: &Recipient, message: &Message) -> Result<UserId, Delivery> {
        let user = UserId::parse(&to.subject).map_err(|fault| refused(Refusal::UnknownRecipient, fault))?;
        let now = self.clock.now();
        if let Some(message_id) = self.recent.message_id(user.as_str(), &message.dedupe_key, now) {
            return Err(Delivery::Sent { message_id });
        }
        match self.throttle.take(user.as_str(), now) {
            Ok(()) => Ok(user),
            Err(after) => Err(retry(after, "member reached the limit of messages per minute")),
        }
    }

    async fn send_batch(&self, users: &[UserId], shape: &Shape, message: &Message) -> Vec<Delivery> {
        let request = shape.request(users, &self.settings);
        match self.call::<Sent>("/cgi-bin/message/send", &[], Some(&request)).await {
            Ok(sent) => users.iter().map(|user| self.delivery_to(user, &sent, message)).collect(),
            Err(failure) => vec![self.delivery_after(&failure); users.len()],
        }
    }

    fn delivery_to(&self, user: &UserId, sent: &Sent, message: &Message) -> Delivery {
        if user.is_in(&sent.invaliduser) {
            return refused(Refusal::UnknownRecipient, "listed in invaliduser");
        }
        if user.is_in(&sent.unlicenseduser) {
            return refused(Refusal::Unreachable, "listed in unlicenseduser");
        }
        self.recent.remember(user.as_str(), &message.dedupe_key, self.clock.now(), &sent.msgid);
        Delivery::Sent { message_id: sent.msgid.clone() }
    }

    fn delivery_after(&self, failure: &CallError) -> Delivery {
        let patience = &self.settings.patience;
        match failure {
            CallError::Status(408 | 429 | 500..) | CallError::TimedOut => {
                retry(patience.retry_after, failure)
            }
            CallError::Unreachable | CallError::Unreadable(_) => retry(patience.retry_after, failure),
            CallError::Status(_) => refused(Refusal::Misconfigured, failure),
            CallError::Refused { errcode, .. } => match Action::on(*errcode) {
                Action::StopAlert => refused(Refusal::Misconfigured, failure),
                Action::MarkUnlinked | Action::MarkFailed => refused(Refusal::UnknownRecipient, failure),
                Action::BackoffKeepQueue => retry(patience.frequency_pause, failure),
                Action::RetryJitter => retry(self.random_part(patience.concurrency_pause), failure),
                Action::RetryBackoff3 | Action::RefetchTokenOnce => retry(patience.retry_after, failure),
                Action::Ok | Action::BugNoRetry | Action::RestartLogin | Action::Split => {
                    refused(Refusal::InvalidMessage, failure)
                }
            },
        }
    }

    /// Between nothing and `longest`, so that callers refused together do not come back together.
    fn random_part(&self, longest: Duration) -> Duration {
        let [.., high, low] = self.ids.entropy();
        longest.saturating_mul(u32::from(u16::from_be_bytes([high, low]))) / u32::from(u16::MAX)
    }
}

fn retry(after: Duration, why: impl ToString) -> Delivery {
    Delivery::Retry { after, why: why.to_string() }
}

fn refused(code: Refusal, why: impl ToString) -> Delivery {
    Delivery::Refused { code, why: why.to_string() }
}
