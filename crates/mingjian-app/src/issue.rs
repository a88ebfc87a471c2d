//! Issuing documents: number, frozen data and digest in the action's own transaction, the file later by a job.
//! A draft has no number, so that an abandoned draft leaves no gap.

use crate::app::{App, new_id};
use crate::error::AppError;
use chrono::Datelike;
use mingjian_domain::document::DocumentModel;
use mingjian_domain::document::compose::{self, Letterhead, Occasion};
use mingjian_domain::document::verification::Verification;
use mingjian_domain::event::{Event, Paper};
use mingjian_domain::id::DocumentId;
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::refusal::Refusal;
use mingjian_store::document::{self, NewDocument};
use mingjian_store::{DataKey, ReadTx, WriteTx, journal, number_series, organ, user};

/// The state of a document whose file is not made yet.
pub(crate) const WAITING: &str = "issued";
/// The state of a document whose file is made.
pub(crate) const RENDERED: &str = "rendered";

/// Issues the documents of an act, in the order in which the pack names them.
///
/// The event gets its papers one by one, so that a receipt can name what was issued before it.
pub(crate) async fn issue(
    app: &App,
    tx: &mut WriteTx,
    data_key: &DataKey,
    after: &Proceeding,
    event: &mut Event,
    kinds: &[String],
) -> Result<(), AppError> {
    if kinds.is_empty() {
        return Ok(());
    }
    let letterhead = letterhead(app, tx, after, event).await?;
    let entries = journal::of_proceeding(tx, data_key).await?;
    let earlier: Result<Vec<Event>, _> =
        entries.iter().map(|entry| Event::from_bytes(&entry.bytes)).collect();
    let earlier = earlier?;
    for kind in kinds {
        let number = number(app, tx, after, event, kind, &letterhead).await?;
        let occasion = Occasion { after, event, earlier: &earlier, law: app.law(), letterhead: &letterhead };
        let model =
            compose::compose(kind, &occasion, number.as_deref()).map_err(|fault| Refusal::from(&fault))?;
        let paper = freeze(app, tx, data_key, event, &model, number).await?;
        event.papers.push(paper);
    }
    Ok(())
}

/// What the body prints on the day of the act, with the handling unit, the entrusted body and the people whom the case
/// names.
async fn letterhead(
    app: &App,
    tx: &mut ReadTx,
    after: &Proceeding,
    event: &Event,
) -> Result<Letterhead, AppError> {
    let mut letterhead = app.letterhead_on(tx, after.organ, event.occurred_at.day()).await?;
    letterhead.handling_unit = organ::by_id(tx, after.department).await?.map(|row| row.name);
    letterhead.entrusted_body = match after.body {
        Some(body) => organ::by_id(tx, body).await?.map(|row| row.name),
        None => None,
    };
    for person in after.named_people() {
        if let Some(row) = user::by_id(tx, person).await? {
            letterhead.people.insert(person, row.name);
        }
    }
    Ok(letterhead)
}

async fn number(
    app: &App,
    tx: &mut WriteTx,
    after: &Proceeding,
    event: &Event,
    kind: &str,
    letterhead: &Letterhead,
) -> Result<Option<String>, AppError> {
    let kind =
        compose::kind_of(kind).ok_or_else(|| AppError::Internal(format!("no document is called {kind}")))?;
    let Some(series) = compose::series(kind, after, app.law(), letterhead) else {
        return Ok(None);
    };
    let year = event.occurred_at.day().year();
    let place = number_series::next(tx, after.organ, series.name(), i64::from(year)).await?;
    let (Ok(year), Ok(place)) = (u16::try_from(year), u32::try_from(place)) else {
        return Err(AppError::Internal("a document number has left its range".to_owned()));
    };
    Ok(Some(series.number(year, place)))
}

async fn freeze(
    app: &App,
    tx: &mut WriteTx,
    data_key: &DataKey,
    event: &Event,
    model: &DocumentModel,
    number: Option<String>,
) -> Result<Paper, AppError> {
    let id = new_id!(app, event.recorded_at, DocumentId);
    // Salted, because the digest stands on the paper: nobody shall try identity numbers until one fits.
    let data = model.freeze(&app.random::<32>())?;
    let verification = Verification::of_frozen(&data, None)?;
    let new = NewDocument {
        id,
        organ_id: event.actor.organ,
        kind: model.kind().id(),
        number: number.as_deref(),
        code: Some(&verification.code),
        data: &data,
        state: WAITING,
        issued_at: event.recorded_at,
    };
    let data_hash = document::insert(tx, data_key, &new).await?;
    Ok(Paper {
        id,
        kind: model.kind().id().to_owned(),
        title: model.kind().title().to_owned(),
        number,
        data_sha256: data_hash.to_string(),
    })
}
