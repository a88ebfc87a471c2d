//! What an inspection hands over to a case: party, findings, evidence, and the orders that were re-checked.
//! It decides nothing: whether a case may be opened is the procedure's to say.

use crate::act::Act;
use crate::act::inspection::OpenCase;
use crate::act::lead::{LeadSource, OpenProceeding};
use crate::act::opening::{HandedOver, Origin};
use crate::actor::FileFact;
use crate::event::{Content, Event, FileRecord};
use crate::proceeding::{Correction, Proceeding};

/// The lead with which a case is opened by an entry that hands it over; nothing where the entry opens none.
///
/// Orders that still wait for their re-check stay with the inspection: only what was found goes along.
pub fn handed_over(inspection: &Proceeding, event: &Event, files: &[FileFact]) -> Option<HandedOver> {
    let Content::Acted { act: Act::OpenCase(stated), .. } = &event.content else {
        return None;
    };
    event.opens?;
    let visit = inspection.inspection.as_ref().and_then(|record| record.visit.as_ref());
    let lead = lead(inspection, stated, visit.map(|visit| visit.ended_at.date()));
    let named = |file: &&FileFact| inspection.evidence.iter().any(|item| item.stated.file == Some(file.id));
    let corrections: Vec<Correction> = inspection.corrections.iter().filter_map(rechecked).collect();
    let mut causes: Vec<String> = Vec::new();
    for item in corrections.iter().flat_map(|order| &order.items) {
        if !causes.contains(&item.stated.cause) {
            causes.push(item.stated.cause.clone());
        }
    }
    let mut evidence = inspection.evidence.clone();
    for item in &mut evidence {
        item.seq = 1;
    }
    Some(HandedOver {
        lead,
        origin: Origin {
            proceeding: inspection.id,
            evidence,
            files: files
                .iter()
                .filter(named)
                .map(|file| FileRecord { id: file.id, sha256: file.sha256.clone() })
                .collect(),
            corrections,
            causes,
        },
    })
}

fn lead(inspection: &Proceeding, stated: &OpenCase, visited: Option<chrono::NaiveDate>) -> OpenProceeding {
    OpenProceeding {
        source: LeadSource::Inspection,
        found_on: visited.unwrap_or_else(|| inspection.opening.on()),
        summary: stated.summary.clone(),
        place: inspection.opening.place().to_owned(),
        informant: None,
        informant_phone: None,
        party: inspection.party().clone(),
    }
}

fn rechecked(order: &Correction) -> Option<Correction> {
    let items: Vec<_> = order.items.iter().filter(|item| item.found.is_some()).cloned().collect();
    (!items.is_empty()).then_some(Correction { ordered_on: order.ordered_on, items })
}
