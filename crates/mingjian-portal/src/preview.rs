//! A decision exactly as the public will read it, before it is published: for the leak check and for the eye of who
//! releases it.
//! It writes nothing anywhere.

use crate::answer::Asked;
use crate::api;
use crate::decision::page_of;
use crate::site::SiteIdentity;
use askama::Template as _;
use axum::http::HeaderMap;
use mingjian_publish::{
    Change, HistoryEntry, Instant, PublicDecision, PublicationId, PublishedDecision, Standing,
};

/// The page of a decision as it would stand after its release.
///
/// # Errors
/// When the template cannot be written.
pub fn decision_html(
    site: &SiteIdentity,
    decision: &PublicDecision,
    at: Instant,
) -> Result<String, askama::Error> {
    page_of(site, &Asked::of(&HeaderMap::new()), &released(decision, at), decision).render()
}

/// The data of a decision as they would stand after its release.
///
/// # Errors
/// When a value cannot be written as JSON.
pub fn decision_json(decision: &PublicDecision, at: Instant) -> Result<String, serde_json::Error> {
    serde_json::to_string(&api::decision_json(&released(decision, at), decision))
}

/// What the public database would answer; the id is the only part that is not known yet.
fn released(decision: &PublicDecision, at: Instant) -> PublishedDecision {
    PublishedDecision {
        id: PublicationId::from_parts(0, &[0; 10]),
        standing: Standing::Readable {
            corrected: false,
            decision: Box::new(decision.clone()),
            digest: String::new(),
        },
        published_at: at,
        changed_at: at,
        history: vec![HistoryEntry { change: Change::Published, at, fields: Vec::new() }],
        pdf_digest: None,
    }
}
