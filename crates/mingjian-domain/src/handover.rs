//! What an inspection or a summary procedure hands over to a case: party, findings, evidence, orders that were re-checked.
//! It decides nothing: whether a case may be opened is the procedure's to say.

use crate::act::lead::{LeadSource, OpenProceeding};
use crate::act::opening::{HandedOver, Origin};
use crate::act::{Act, Prose};
use crate::actor::FileFact;
use crate::event::{Content, Event, FileRecord};
use crate::proceeding::{Correction, Evidence, Proceeding};

/// The lead with which a case is opened by an entry that hands it over; nothing where the entry opens none.
///
/// Orders that still wait for their re-check stay with the inspection: only what was found goes along.
pub fn handed_over(from: &Proceeding, event: &Event, files: &[FileFact]) -> Option<HandedOver> {
    let Content::Acted { act, .. } = &event.content else {
        return None;
    };
    event.opens?;
    let visit = from.inspection.as_ref().and_then(|record| record.visit.as_ref());
    let lead = match act {
        Act::OpenCase(stated) => lead(from, stated.summary.clone(), visit.map(|visit| visit.ended_at.date())),
        Act::TurnOver(stated) => lead(from, turned_over(from, &stated.reason), None),
        _ => return None,
    };
    let named = |file: &&FileFact| {
        let of = |item: &Evidence| item.stated.file == Some(file.id) || item.stated.photos.contains(&file.id);
        from.evidence.iter().any(of)
    };
    let corrections: Vec<Correction> = from.corrections.iter().filter_map(rechecked).collect();
    // On the spot the cause was told already; an inspection names causes only in its orders.
    let mut causes = from.causes.clone();
    for item in corrections.iter().flat_map(|order| &order.items) {
        if !causes.contains(&item.stated.cause) {
            causes.push(item.stated.cause.clone());
        }
    }
    let mut evidence = from.evidence.clone();
    for item in &mut evidence {
        item.seq = 1;
    }
    Some(HandedOver {
        lead,
        origin: Origin {
            proceeding: from.id,
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

fn lead(from: &Proceeding, summary: Prose, visited: Option<chrono::NaiveDate>) -> OpenProceeding {
    OpenProceeding {
        source: LeadSource::Inspection,
        found_on: visited.unwrap_or_else(|| from.opening.on()),
        summary,
        place: from.opening.place().to_owned(),
        informant: None,
        informant_phone: None,
        party: from.party().clone(),
    }
}

/// What was found and told on the spot, what the party said, and why the spot was not the place to decide.
fn turned_over(from: &Proceeding, reason: &Prose) -> Prose {
    let told = from.violations.iter().map(|violation| violation.facts.text());
    let said = from.pleas.iter().map(|plea| format!("当事人陈述申辩：{}", plea.content.text()));
    let mut lines = vec![from.opening.summary().text().to_owned()];
    lines.extend(told.filter(|facts| *facts != from.opening.summary().text()).map(str::to_owned));
    lines.extend(said);
    lines.push(format!("由简易程序转来，理由：{}", reason.text()));
    Prose(lines.join("\n"))
}

fn rechecked(order: &Correction) -> Option<Correction> {
    let items: Vec<_> = order.items.iter().filter(|item| item.found.is_some()).cloned().collect();
    (!items.is_empty()).then_some(Correction { ordered_on: order.ordered_on, items })
}
