//! What must never stand in a journal about recusals, handlers and suspensions, judged from the list of events alone.
//! It reads no state of the program: it counts applications and findings by itself.

use super::Past;
use crate::people::Who;
use mingjian_domain::act::Act;
use mingjian_domain::event::{Content, Event};
use mingjian_domain::id::UserId;
use mingjian_domain::proceeding::Machine;
use mingjian_law::procedure::Role;
use std::collections::BTreeSet;

impl Past<'_> {
    /// Whose recusal was granted.
    fn recused(self) -> BTreeSet<UserId> {
        let asked = |key: &str| {
            self.acts().find_map(|(_, event, act)| match act {
                Act::RequestRecusal(stated) => {
                    let place = key.strip_prefix(&format!("{}-", event.seq))?.parse::<usize>().ok()?;
                    let subject = stated.subjects.get(place - 1)?;
                    let officer = Who::ALL
                        .into_iter()
                        .find(|who| subject.officer == Some(who.officer()))
                        .map(Who::user);
                    subject.person.or(officer)
                }
                _ => None,
            })
        };
        let granted = self.acts().filter_map(|(_, _, act)| match act {
            Act::DecideRecusal(stated) => Some(stated.findings.iter().filter(|finding| finding.granted)),
            _ => None,
        });
        granted.flatten().filter_map(|finding| asked(&finding.subject)).collect()
    }

    /// Whether the investigation rests.
    fn rests(self) -> bool {
        let suspended = self.place_of(|act| matches!(act, Act::SuspendInvestigation(_)));
        suspended > self.place_of(|act| matches!(act, Act::ResumeInvestigation(_)))
    }
}

/// Who is recused does nothing and is named for nothing; who was replaced handles no more; what rests, rests.
pub(super) fn check_person(past: Past<'_>, event: &Event) {
    let recused = past.recused();
    assert!(!recused.contains(&event.actor.user), "a recused person acts");
    let named = event.officers.iter().filter_map(|officer| officer.user);
    let Content::Acted { act, .. } = &event.content else { return };
    // What somebody collected before being recused is added under the name afterwards.
    let adds = matches!(act, Act::AddEvidence(_));
    assert!(adds || !named.into_iter().any(|user| recused.contains(&user)), "a recused officer takes part");
    let handlers = past.acts().rev().find_map(|(_, event, act)| match act {
        Act::ChangeHandlers(_) => Some(&event.officers),
        Act::DecideRecusal(_) if !event.officers.is_empty() => Some(&event.officers),
        _ => None,
    });
    if let Some(handlers) = handlers.filter(|_| event.actor.role == Role::Officer) {
        let goes_on = handlers.iter().any(|officer| officer.user == Some(event.actor.user));
        assert!(goes_on, "who was replaced acts as a handler");
    }
    let lets = matches!(
        act,
        Act::ResumeInvestigation(_)
            | Act::AddEvidence(_)
            | Act::TransferOut(_)
            | Act::DropCase(_)
            | Act::ReceivePlea(_)
            | Act::RequestHearing(_)
            | Act::RequestRecusal(_)
            | Act::DecideRecusal(_)
            | Act::ChangeHandlers(_)
            | Act::ChangeParty(_)
            | Act::Archive(_)
    );
    // What is held has a term that does not rest, and a suspected crime goes to the police whatever rests.
    let lets = lets || Machine::of(act.deed()).is_some();
    assert!(!past.rests() || lets, "{} while the investigation rests", event.action());
}

/// Every application was decided, and who agreed in review was not recused afterwards.
pub(super) fn check_decision(past: Past<'_>, reviewer: UserId) {
    let asked = past.place_of(|act| matches!(act, Act::RequestRecusal(_)));
    let decided = past.place_of(|act| matches!(act, Act::DecideRecusal(_)));
    assert!(asked <= decided, "a decision while an application for recusal is open");
    assert!(!past.recused().contains(&reviewer), "the opinion is that of a recused reviewer");
}
