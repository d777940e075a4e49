//! The job that sends a notice's message.

use std::sync::Arc;

use async_trait::async_trait;
use heng_access::Actor;
use heng_db::{
    Db,
    jobs::{ClaimedJob, JobError, JobHandler},
};
use heng_identity::api::{Contact, contact_of};
use heng_kernel::NoticeId;
use heng_ports::{Delivery, Link, Message, Messenger, Recipient, Urgency as Loudness};
use sea_orm::EntityTrait;
use serde::Deserialize;

use super::{
    entity::{Model, State},
    queries,
};
use crate::{
    notice::entity::{self as notice, Urgency},
    words::Words,
};

/// Kind of the job.
pub(crate) const DELIVER: &str = "notice.deliver";

/// How messages are made.
#[derive(Clone, Debug)]
pub struct DeliverySettings {
    /// Where the phone pages are reached from outside, without a slash at the end: `https://hr.example.cn`.
    pub public_url: String,
}

/// Sends messages.
#[derive(Debug)]
pub struct Deliver {
    messengers: Vec<Arc<dyn Messenger>>,
    settings: DeliverySettings,
    words: Words,
}

impl Deliver {
    /// Sends through these channels; a person is reached on each channel where they have a linked account.
    pub fn new(messengers: Vec<Arc<dyn Messenger>>, settings: DeliverySettings) -> Self {
        Self { messengers, settings, words: Words::embedded() }
    }

    fn message(&self, row: &notice::Model, contact: &Contact) -> Message {
        let text = self.words.say(contact.locale, &row.kind, &row.params);
        let loudness = if row.urgency == Urgency::High { Loudness::High } else { Loudness::Normal };
        Message {
            title: text.title,
            body: text.body,
            facts: vec![],
            link: Some(Link {
                url: format!("{}{}", self.settings.public_url, row.link),
                label: Some(text.button),
            }),
            urgency: loudness,
            dedupe_key: row.id.to_string(),
        }
    }
}

#[derive(Deserialize)]
struct Payload {
    notice: NoticeId,
}

#[async_trait]
impl JobHandler for Deliver {
    fn kind(&self) -> &'static str {
        DELIVER
    }

    async fn run(&self, db: &Db, job: &ClaimedJob) -> Result<(), JobError> {
        let Payload { notice } = job.payload()?;
        let Some(row) = notice::Entity::find_by_id(notice).one(db.read()).await? else {
            return Err(JobError::GiveUp("the notice is gone".to_owned()));
        };
        let contact = contact_of(db.read(), row.person_id).await?;
        let mut again = None;
        let mut reached = false;
        for messenger in &self.messengers {
            let channel = messenger.channel();
            let subject = contact.as_ref().and_then(|c| c.subject(&channel.provider, &channel.corp));
            let (Some(contact), Some(subject)) = (&contact, subject) else { continue };
            reached = true;
            if queries::is_sent(db.read(), notice, &channel.provider).await? {
                continue;
            }
            let sent = messenger.send(&Recipient::new(subject), &self.message(&row, contact)).await;
            let (state, message_id, why) = match sent {
                Delivery::Sent { message_id } => (State::Sent, Some(message_id), None),
                Delivery::Retry { after, why } => {
                    again = Some((after, why.clone()));
                    (State::Retrying, None, Some(why))
                }
                Delivery::Refused { code, why } => {
                    (State::Refused, None, Some(format!("{}: {why}", code.as_str())))
                }
            };
            self.note(db, &row, &channel.provider, subject, (state, message_id, why)).await?;
        }
        if !reached {
            self.note(db, &row, "none", "", (State::NoChannel, None, None)).await?;
        }
        match again {
            Some((after, why)) => Err(JobError::RetryAfter(after, why)),
            None => Ok(()),
        }
    }
}

impl Deliver {
    async fn note(
        &self,
        db: &Db,
        row: &notice::Model,
        channel: &str,
        subject: &str,
        (state, message_id, why): (State, Option<String>, Option<String>),
    ) -> Result<(), JobError> {
        let actor = Actor::job(DELIVER, db.now().date_naive());
        db.write(&actor, async |tx| {
            let attempt = Model {
                notice_id: row.id,
                channel: channel.to_owned(),
                subject: subject.to_owned(),
                state,
                attempts: 1,
                message_id: message_id.clone(),
                why: why.clone(),
                first_at: tx.now,
                last_at: tx.now,
            };
            queries::note(tx.db(), attempt).await
        })
        .await?;
        Ok(())
    }
}
