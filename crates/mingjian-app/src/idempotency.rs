//! Answered once: the key of a request, the answer that was given to it before, and the answer that is kept for the next.
//! Keys are a person's own; refusals are not kept.

use crate::app::App;
use crate::caller::Caller;
use crate::error::AppError;
use mingjian_domain::act::InputFault;
use mingjian_domain::instant::Instant;
use mingjian_store::idempotency::{self, Answer, Known, Request};
use mingjian_store::{Hash, ReadTx, StoreError, WriteTx};
use serde::Serialize;
use serde::de::DeserializeOwned;

const LONGEST_KEY: usize = 200;

/// The key under which a request is answered once.
#[derive(Debug, Clone)]
pub struct Once {
    /// The key that came with the request.
    pub key: String,
    /// The digest of method, address and body.
    pub digest: Hash,
}

impl Once {
    /// The key, and the digest of everything that was asked under it.
    pub fn of(key: &str, asked: &[&[u8]]) -> Self {
        Self { key: key.to_owned(), digest: Hash::of_parts(asked) }
    }

    /// Fails when there is no usable key.
    pub(crate) fn check(&self) -> Result<(), AppError> {
        if self.key.trim().is_empty() || self.key.len() > LONGEST_KEY {
            return Err(AppError::Idempotency("请求缺少幂等键，请刷新页面后重试。".to_owned()));
        }
        Ok(())
    }

    /// The answer that was given to this request before.
    pub(crate) async fn answered<T: DeserializeOwned>(
        &self,
        tx: &mut ReadTx,
        caller: &Caller,
    ) -> Result<Option<T>, AppError> {
        match idempotency::find(tx, self.request(caller)).await? {
            None => Ok(None),
            Some(Known::Same(answer)) => Ok(Some(serde_json::from_slice(&answer.body)?)),
            Some(Known::Other) => {
                Err(AppError::Idempotency("同一个幂等键已用于另一次提交，请刷新页面后重试。".to_owned()))
            }
        }
    }

    /// Keeps an answer in the transaction of what it answers.
    pub(crate) async fn keep<T: Serialize>(
        &self,
        tx: &mut WriteTx,
        caller: &Caller,
        answer: &T,
        now: Instant,
    ) -> Result<(), AppError> {
        let answer = Answer { status: 200, body: serde_json::to_vec(answer)? };
        Ok(idempotency::insert(tx, self.request(caller), &answer, now).await?)
    }

    fn request(&self, caller: &Caller) -> Request<'_> {
        Request { user_id: caller.actor.user, key: &self.key, digest: self.digest }
    }
}

/// What was done under a key: by this very request, or before it by its twin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Done<T> {
    /// It was done now.
    Now(T),
    /// It was done before, and this was its answer.
    Before(T),
}

impl App {
    /// The answer that was given to this request before, looked up before anything costly is prepared.
    ///
    /// # Errors
    /// `Idempotency` when there is no usable key, or it was used for another request.
    pub(crate) async fn answered<T: DeserializeOwned>(
        &self,
        caller: &Caller,
        once: &Once,
    ) -> Result<Option<T>, AppError> {
        once.check()?;
        let mut tx = self.database().begin_read().await?;
        once.answered(&mut tx, caller).await
    }

    /// What came of a request whose twin may have been faster: a rule of uniqueness that the twin has broken is no
    /// fault of what was typed.
    ///
    /// # Errors
    /// The fault that `taken` makes of the rule, where there was no twin.
    pub(crate) async fn or_twin<T: DeserializeOwned>(
        &self,
        caller: &Caller,
        once: &Once,
        outcome: Result<Done<T>, AppError>,
        taken: fn(&str) -> InputFault,
    ) -> Result<Done<T>, AppError> {
        match outcome {
            Err(AppError::Store(StoreError::NotUnique(what))) => match self.answered(caller, once).await? {
                Some(answer) => Ok(Done::Before(answer)),
                None => Err(taken(&what).into()),
            },
            outcome => outcome,
        }
    }
}
