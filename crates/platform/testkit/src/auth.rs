//! An authenticator that knows whom the test named.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use async_trait::async_trait;
use heng_access::Actor;
use heng_kernel::Clock;
use heng_testkit_db::TestClock;
use heng_web::{Authenticator, Credentials, Origin, Problem};

/// Bearer words to actors.
#[derive(Debug)]
pub(crate) struct Named {
    actors: RwLock<HashMap<String, Actor>>,
    clock: TestClock,
}

impl Named {
    pub(crate) fn new(clock: TestClock) -> Self {
        Self { actors: RwLock::new(HashMap::new()), clock }
    }

    pub(crate) fn name(&self, actor: Actor) -> String {
        let mut actors = self.actors.write().unwrap_or_else(PoisonError::into_inner);
        let word = format!("caller-{}", actors.len());
        actors.insert(word.clone(), actor);
        word
    }
}

#[async_trait]
impl Authenticator for Named {
    async fn authenticate(&self, credentials: Credentials) -> Result<Actor, Problem> {
        let actors = self.actors.read().unwrap_or_else(PoisonError::into_inner);
        let known = credentials.bearer.and_then(|word| actors.get(&word).cloned());
        known.ok_or_else(Problem::unauthorised)
    }

    async fn stands(&self, _: &Actor) -> bool {
        true
    }

    fn anonymous(&self, _: &Origin) -> Actor {
        Actor::anonymous(self.clock.now().date_naive())
    }
}
