//! How an event changes a proceeding: the machine by the moves that the event carries, the memory by what was stated.
//! Nothing here refuses: whatever stands in the journal happened.

use super::record::{Opinion, PleaAnswer};
use super::{
    Announcement, Cash, Correction, CorrectionState, Decision, Discussion, Evidence, Hearing,
    InspectionRecord, Machine, Notice, PartyChange, Payment, PendingCorrection, Plea, PoliceTransfer,
    Proceeding, Proposal, Publication, RecusalState, Registration, ReviewRound, Service, Suspension, Told,
};
use crate::act::Act;
use crate::act::decision::{AdoptProposal, ProposalResult};
use crate::act::inspection::Inspect;
use crate::act::investigation::{AddEvidence, CorrectionItem, EvidenceKind};
use crate::act::notice::{PleaForm, PleaPoint, ServePaper};
use crate::act::party::ChangeParty;
use crate::act::recusal::{DecideRecusal, RequestRecusal};
use crate::act::summary::{DeliverOnSpot, HearOnSpot, TellOnSpot};
use crate::actor::Part;
use crate::clock::{ClockMove, ClockRecord};
use crate::event::{Content, Event};
use crate::id::UserId;
use chrono::NaiveDate;
use mingjian_law::deed::Deed;
use mingjian_law::procedure::Role;
use mingjian_law::variable::{Values, Variable, clock, hearing_right};
use std::collections::BTreeSet;

impl Proceeding {
    /// Applies the next entry of the journal.
    pub fn apply(&mut self, event: &Event) {
        self.version = event.seq;
        self.last_recorded_at = event.recorded_at;
        for change in &event.clocks {
            self.move_clock(change);
        }
        self.remember_paper(event);
        self.remember_lapse(event);
        let Content::Acted { act, .. } = &event.content else {
            return;
        };
        self.move_time(event, act.deed());
        self.move_machine(event, act.deed());
        self.papers.extend(event.papers.iter().cloned());
        if let Some(part) = part_of(event.actor.role) {
            self.people.insert((event.actor.user, part));
        }
        // Who was only proposed as a handler has done nothing yet.
        if act.deed() != Deed::RequestFiling {
            self.investigators.extend(event.officers.iter().filter_map(|officer| officer.user));
        }
        self.remember(event, act);
    }

    fn move_time(&mut self, event: &Event, deed: Deed) {
        if let Some(machine) = Machine::of(deed) {
            let state = self.machine_mut(machine, event.occurred_at);
            state.last_occurred_at = event.occurred_at.max(state.last_occurred_at);
            return;
        }
        let last = match &mut self.publication {
            Some(publication) if is_publication(deed) => &mut publication.last_occurred_at,
            Some(_) | None if is_addition(deed) => &mut self.last_added_at,
            Some(_) | None => &mut self.last_occurred_at,
        };
        *last = event.occurred_at.max(*last);
    }

    fn move_machine(&mut self, event: &Event, deed: Deed) {
        if let Some(machine) = Machine::of(deed) {
            let state = self.machine_mut(machine, event.occurred_at);
            state.position.clone_from(&event.to);
            for assignment in &event.moves {
                state.values.set(assignment.variable, assignment.value);
            }
            return;
        }
        let (position, values) = match &mut self.publication {
            Some(publication) if is_publication(deed) => (&mut publication.position, &mut publication.values),
            Some(_) | None => (&mut self.position, &mut self.values),
        };
        position.clone_from(&event.to);
        for assignment in &event.moves {
            values.set(assignment.variable, assignment.value);
        }
    }

    fn move_clock(&mut self, change: &ClockMove) {
        match change {
            ClockMove::Started(record) | ClockMove::Recomputed(record) | ClockMove::Extended(record) => {
                self.put_clock(record.clone());
            }
            ClockMove::Ended { variable, on } => {
                if let Some(record) = self.clocks.iter_mut().find(|record| record.variable == *variable) {
                    record.ended_on = Some(*on);
                }
            }
        }
    }

    fn put_clock(&mut self, record: ClockRecord) {
        self.clocks.retain(|old| old.variable != record.variable);
        self.clocks.push(record);
    }

    // long: one short arm for each act, read side by side
    #[expect(clippy::too_many_lines, reason = "one short arm for each act, read side by side")]
    fn remember(&mut self, event: &Event, act: &Act) {
        let day = event.occurred_at.day();
        match act {
            Act::RequestFiling(stated) => {
                self.causes.clone_from(&stated.causes);
                self.officers.clone_from(&event.officers);
            }
            Act::ApproveFiling(_) => {
                self.filed_on = Some(day);
                self.officers.clone_from(&event.officers);
                let users = event.officers.iter().filter_map(|officer| officer.user);
                self.people.extend(users.map(|user| (user, Part::Handler)));
            }
            Act::AddEvidence(stated) => {
                if let Some(id) = event.evidence {
                    self.evidence.push(Evidence { id, stated: (**stated).clone(), seq: event.seq });
                }
            }
            Act::OrderCorrection(_) | Act::RecheckCorrection(_) | Act::ExtendCorrection(_) => {
                self.remember_correction(act, day);
            }
            Act::ChangeFacts(stated) => self.violations.clone_from(&stated.violations),
            Act::ConcludeInvestigation(stated) => self.violations.clone_from(&stated.violations),
            Act::AdoptProposal(stated) | Act::AmendProposal(stated) => self.propose(stated, event.seq),
            Act::SubmitForReview(stated) => self.reviews.push(ReviewRound {
                submitted_on: day,
                materials: stated.materials.clone(),
                note: stated.note.clone(),
                reviewer: None,
                reviewer_name: None,
                returned: None,
                opinion: None,
                dispute: None,
                penalties: self
                    .proposal
                    .as_ref()
                    .map(|proposal| proposal.penalties.clone())
                    .unwrap_or_default(),
                seq: event.seq,
            }),
            Act::Discuss(stated) => self.discussions.push(Discussion {
                held_at: stated.held_at,
                members: stated.members.clone(),
                conclusion: stated.conclusion.clone(),
            }),
            Act::AssignReview(_)
            | Act::ReturnSubmission(_)
            | Act::GiveOpinion(_)
            | Act::DisputeOpinion(_) => {
                self.remember_review(event, act, day);
            }
            Act::IssueNotice(_) | Act::ServeNotice(_) | Act::ReceivePlea(_) | Act::AnswerPlea(_) => {
                self.remember_notice(event, act, day);
            }
            Act::RequestHearing(_)
            | Act::NotifyHearing(_)
            | Act::HoldHearing(_)
            | Act::EndHearing(_)
            | Act::OrderHearing(_)
            | Act::PostponeHearing(_)
            | Act::ReportHearing(_) => self.remember_hearing(act, day),
            Act::RequestRecusal(stated) => self.request_recusal(stated, event.seq),
            Act::DecideRecusal(stated) => self.decide_recusal(stated, event),
            Act::ChangeHandlers(stated) => {
                self.handling.change_proposed_by = Some(stated.proposed_by);
                self.replace_handlers(event);
            }
            Act::ChangeParty(stated) => self.change_party(stated, event.seq),
            Act::SuspendInvestigation(stated) => self.handling.suspensions.push(Suspension {
                from: day,
                ground: stated.ground.clone(),
                until: None,
                proposed_by: stated.proposed_by,
            }),
            Act::ResumeInvestigation(stated) => {
                if let Some(last) = self.handling.suspensions.last_mut() {
                    last.until = Some(day);
                    last.proposed_by = stated.proposed_by;
                }
            }
            Act::DecidePenalty(_) | Act::DecideNoPenalty(_) => self.decide(event, day),
            Act::ServeDecision(stated) => {
                if let Some(decision) = &mut self.decision {
                    decision.service = Some(Service { stated: (**stated).clone(), on: day });
                }
            }
            Act::ConfirmAddress(stated) => self.confirmed_address = Some(stated.clone()),
            Act::AnnounceService(stated) => self.announcements.push(Announcement {
                stated: (**stated).clone(),
                of_decision: self.decision.is_some(),
                seq: event.seq,
            }),
            Act::RecordPerformance(stated) => {
                if stated.amount.fen() != 0 {
                    self.payments.push(Payment {
                        on: stated.performed_on,
                        amount: stated.amount,
                        receipt_number: stated.receipt_number.clone(),
                    });
                }
                self.other_done |= stated.other_done;
            }
            Act::TellOnSpot(_)
            | Act::HearOnSpot(_)
            | Act::DecideOnSpot(_)
            | Act::VoidOnSpot(_)
            | Act::DeliverOnSpot(_)
            | Act::LodgeDecision(_)
            | Act::CollectCash(_)
            | Act::HandInCash(_)
            | Act::BankCash(_)
            | Act::TurnOver(_) => self.remember_spot(event, act, day),
            Act::RequestRegistration(_)
            | Act::RefuseRegistration(_)
            | Act::ApproveRegistration(_)
            | Act::ServeRegistration(_)
            | Act::DisposeRegistration(_)
            | Act::LiftLapsed(_) => self.remember_registration(act, day),
            Act::ProposePoliceTransfer(_)
            | Act::ApprovePoliceTransfer(_)
            | Act::RefusePoliceTransfer(_)
            | Act::SendToPolice(_)
            | Act::RecordPoliceFiling(_)
            | Act::RecordPoliceReturn(_) => self.remember_police(act, day),
            Act::TakeSample(_)
            | Act::NotifyMaker(_)
            | Act::RecordMakerAnswer(_)
            | Act::EntrustTesting(_)
            | Act::ReceiveResult(_)
            | Act::IssueResult(_)
            | Act::ServeResult(_)
            | Act::RequestRetest(_)
            | Act::RefuseRetest(_)
            | Act::WaiveRetest(_)
            | Act::CloseSampling(_)
            | Act::AbandonSampling(_) => self.remember_sampling(event, act, day),
            Act::Mask(_)
            | Act::CheckSecrecy(_)
            | Act::ReturnPublication(_)
            | Act::Release(_)
            | Act::DeclinePublication(_)
            | Act::Correct(_)
            | Act::RecordAnnulment(_)
            | Act::Withdraw(_) => self.remember_publication(event, act, day),
            Act::ApproveInspection(_)
            | Act::CompleteApproval(_)
            | Act::NotifyInspection(_)
            | Act::Inspect(_)
            | Act::ConcludeInspection(_)
            | Act::FeedBack(_)
            | Act::OpenCase(_)
            | Act::CloseInspection(_) => self.remember_inspection(event, act, day),
            Act::CancelInspection(_)
            | Act::AcceptLead(_)
            | Act::RefuseFiling(_)
            | Act::TransferOut(_)
            | Act::ReturnFiling(_)
            | Act::RecordScene(_)
            | Act::RecordInquiry(_)
            | Act::ReturnToInvestigation(_)
            | Act::WaivePlea(_)
            | Act::WaiveHearing(_)
            | Act::CloseCase(_)
            | Act::Archive(_)
            | Act::DropCase(_) => {}
        }
    }

    fn remember_correction(&mut self, act: &Act, day: NaiveDate) {
        if let Act::OrderCorrection(stated) = act {
            let items = stated.items.iter().cloned().map(ordered).collect();
            self.corrections.push(Correction { ordered_on: day, items });
            return;
        }
        let items = self.corrections.last_mut().into_iter().flat_map(|order| &mut order.items);
        for item in items {
            if let Act::RecheckCorrection(stated) = act {
                let found = stated.items.iter().find(|found| found.cause == item.stated.cause);
                if let Some(result) = found.and_then(|found| found.result) {
                    item.found = Some(result);
                    item.found_on = Some(day);
                }
            } else if let Act::ExtendCorrection(stated) = act
                && item.stated.cause == stated.cause
            {
                item.extended_from.get_or_insert(item.stated.due_on);
                item.stated.due_on = stated.due_on;
            }
        }
    }

    fn propose(&mut self, stated: &AdoptProposal, seq: u64) {
        if let Some(violations) = &stated.violations {
            self.violations.clone_from(violations);
        }
        self.proposal = Some(Proposal {
            result: stated.result,
            ground: stated.ground,
            penalties: stated.penalties.clone(),
            complex: stated.complex,
            reasons: stated.reasons.clone(),
            seq,
        });
    }

    fn remember_review(&mut self, event: &Event, act: &Act, day: NaiveDate) {
        let Some(round) = self.reviews.last_mut() else {
            return;
        };
        if let Act::AssignReview(stated) = act {
            round.reviewer = Some(stated.reviewer);
            self.people.insert((stated.reviewer, Part::Reviewer));
        } else if let Act::ReturnSubmission(stated) = act {
            round.returned = Some(stated.missing.clone());
        } else if let Act::GiveOpinion(stated) = act {
            round.reviewer_name = Some(event.actor.signature());
            round.opinion = Some(Opinion {
                points: stated.points.clone(),
                kind: stated.kind,
                text: stated.text.clone(),
                on: day,
            });
        } else if let Act::DisputeOpinion(stated) = act {
            round.dispute = Some(stated.reason.clone());
        }
    }

    fn remember_notice(&mut self, event: &Event, act: &Act, day: NaiveDate) {
        if let Act::IssueNotice(_) = act {
            self.notices.push(Notice {
                penalties: self
                    .proposal
                    .as_ref()
                    .map(|proposal| proposal.penalties.clone())
                    .unwrap_or_default(),
                violations: self.violations.clone(),
                hearing_right: self.values.is(Variable::HearingRight, hearing_right::YES),
                issued_on: day,
                seq: event.seq,
                service: None,
            });
        } else if let (Act::ServeNotice(stated), Some(notice)) = (act, self.notices.last_mut()) {
            notice.service = Some(Service { stated: (**stated).clone(), on: day });
            self.renotify_hearing();
        } else if let Act::ReceivePlea(stated) = act {
            self.pleas.push(Plea {
                form: stated.form,
                received_on: stated.received_on,
                content: stated.content.clone(),
                evidence: stated.evidence.clone(),
                brings_facts: stated.brings_facts,
                answer: None,
            });
        } else if let Act::AnswerPlea(stated) = act {
            let answer = PleaAnswer { points: stated.points.clone(), conclusion: stated.conclusion.clone() };
            for plea in self.pleas.iter_mut().filter(|plea| plea.answer.is_none()) {
                plea.answer = Some(answer.clone());
            }
        }
    }

    fn remember_hearing(&mut self, act: &Act, day: NaiveDate) {
        let begun = match act {
            Act::RequestHearing(stated) => Some((stated.requested_on, None)),
            Act::OrderHearing(stated) => Some((day, Some(stated.reason.clone()))),
            _ => None,
        };
        if let Some((requested_on, ordered)) = begun {
            self.hearings.push(Hearing {
                requested_on,
                ordered,
                hearing_at: None,
                place: None,
                host: None,
                held_at: None,
                record: None,
                postponed: Vec::new(),
                ended: None,
                report: None,
            });
        }
        let Some(hearing) = self.hearings.last_mut() else {
            return;
        };
        let notice = match act {
            Act::NotifyHearing(stated) => Some(&**stated),
            Act::PostponeHearing(stated) => {
                hearing.postponed.extend(hearing.hearing_at);
                Some(&stated.notice)
            }
            _ => None,
        };
        if let Some(stated) = notice {
            hearing.hearing_at = Some(stated.hearing_at);
            hearing.place = Some(stated.place.clone());
            hearing.host = Some(stated.host);
            self.people.insert((stated.host, Part::Host));
        } else if let Act::HoldHearing(stated) = act {
            hearing.held_at = Some(stated.began_at);
            hearing.record = Some(stated.record.clone());
        } else if let Act::EndHearing(stated) = act {
            hearing.ended = Some(stated.end);
        } else if let Act::ReportHearing(stated) = act {
            hearing.report = Some(stated.opinion.clone());
        }
    }

    /// A hearing that is not held yet waits for another notice: what it was notified with no longer stands.
    fn renotify_hearing(&mut self) {
        let waits = |hearing: &&mut Hearing| hearing.held_at.is_none() && hearing.ended.is_none();
        if let Some(hearing) = self.hearings.last_mut().filter(waits) {
            hearing.hearing_at = None;
            hearing.place = None;
            hearing.host = None;
        }
    }

    fn request_recusal(&mut self, stated: &RequestRecusal, seq: u64) {
        for (place, subject) in stated.subjects.iter().enumerate() {
            let handler = self.officers.iter().find(|one| Some(one.id) == subject.officer);
            self.handling.recusals.push(RecusalState {
                key: format!("{seq}-{}", place.saturating_add(1)),
                seq,
                requested_on: stated.requested_on,
                applicant: stated.applicant,
                stated: subject.clone(),
                user: subject.person.or_else(|| handler.and_then(|one| one.user)),
                name: handler.map(|one| one.name.clone()),
                granted: None,
                decided_on: None,
                reason: None,
            });
        }
    }

    /// Who is recused leaves the case; what a recused host led is done again from its notice on.
    fn decide_recusal(&mut self, stated: &DecideRecusal, event: &Event) {
        for finding in &stated.findings {
            if let Some(state) = self.handling.recusals.iter_mut().find(|state| state.key == finding.subject)
            {
                state.granted = Some(finding.granted);
                state.decided_on = Some(event.occurred_at.day());
                state.reason = Some(finding.reason.clone());
            }
        }
        if !event.officers.is_empty() {
            self.replace_handlers(event);
        }
        let host = self.hearings.last().filter(|one| one.ended.is_none()).and_then(|one| one.host);
        if host.is_some() && self.is_recused(host, None) {
            if let Some(hearing) = self.hearings.last_mut() {
                hearing.held_at = None;
                hearing.record = None;
                hearing.report = None;
            }
            self.renotify_hearing();
        }
    }

    /// The officers of an event handle the case from then on; who did before did what stands under the name.
    fn replace_handlers(&mut self, event: &Event) {
        self.handling.replaced_officers = std::mem::replace(&mut self.officers, event.officers.clone());
        let users: BTreeSet<UserId> = event.officers.iter().filter_map(|officer| officer.user).collect();
        let handled = self.people.iter().filter(|(_, part)| *part == Part::Handler).map(|(user, _)| *user);
        self.handling.former_handlers = handled.filter(|user| !users.contains(user)).collect();
        self.people.extend(users.into_iter().map(|user| (user, Part::Handler)));
    }

    /// Where a successor takes papers nobody has confirmed yet.
    fn change_party(&mut self, stated: &ChangeParty, seq: u64) {
        if stated.change.is_succession() {
            self.confirmed_address = None;
        }
        self.party_changes.push(PartyChange {
            kind: stated.change,
            on: stated.changed_on,
            party: stated.party.clone(),
            seq,
        });
    }

    fn decide(&mut self, event: &Event, day: NaiveDate) {
        let Some(proposal) = &self.proposal else {
            return;
        };
        self.decision = Some(Decision {
            result: proposal.result,
            ground: proposal.ground,
            penalties: proposal.penalties.clone(),
            decided_on: day,
            number: event.papers.iter().rev().find_map(|paper| paper.number.clone()),
            service: None,
        });
        // A result without penalty is not published by name: an act with its basis, not a default.
        if proposal.result == ProposalResult::Penalty {
            self.publication = Some(draft_of(event));
        }
    }

    fn remember_inspection(&mut self, event: &Event, act: &Act, day: NaiveDate) {
        let record = self.inspection.get_or_insert_with(InspectionRecord::default);
        match act {
            Act::ApproveInspection(_) | Act::CompleteApproval(_) => record.approved_on = Some(day),
            Act::NotifyInspection(stated) => record.notified_at = Some(stated.notified_at),
            Act::Inspect(stated) => {
                record.visit = Some((**stated).clone());
                self.officers.clone_from(&event.officers);
                let users = event.officers.iter().filter_map(|officer| officer.user);
                self.people.extend(users.map(|user| (user, Part::Handler)));
                // The record of the scene is evidence by itself (行政处罚法 第四十六条第一款第八项).
                if let Some(id) = event.evidence {
                    let stated = scene_evidence(stated, day);
                    self.evidence.push(Evidence { id, stated, seq: event.seq });
                }
            }
            Act::ConcludeInspection(stated) => {
                record.result = Some(stated.result);
                record.opinions.clone_from(&stated.opinions);
            }
            Act::FeedBack(stated) => record.told_on = Some(stated.told_at.date()),
            Act::OpenCase(_) => record.case = event.opens,
            _ => record.closed_on = Some(day),
        }
    }

    fn remember_spot(&mut self, event: &Event, act: &Act, day: NaiveDate) {
        match act {
            Act::TellOnSpot(stated) => self.tell_on_spot(event, stated),
            Act::HearOnSpot(stated) => self.hear_on_spot(stated),
            Act::DecideOnSpot(stated) => {
                let cause = self.causes.first().cloned().unwrap_or_default();
                self.spot.decided_at = Some(stated.decided_at);
                self.spot.decided_in = Some(stated.place.clone());
                self.decision = Some(Decision {
                    result: ProposalResult::Penalty,
                    ground: None,
                    penalties: vec![stated.penalty.penalty(&cause)],
                    decided_on: day,
                    number: event.papers.iter().rev().find_map(|paper| paper.number.clone()),
                    service: None,
                });
            }
            Act::VoidOnSpot(_) => {
                self.decision = None;
                self.spot.decided_at = None;
                self.spot.decided_in = None;
            }
            Act::DeliverOnSpot(stated) => self.deliver_on_spot(event, stated),
            Act::LodgeDecision(stated) => self.spot.lodged_on = Some(stated.lodged_on),
            Act::CollectCash(stated) => {
                self.payments.push(Payment {
                    on: stated.collected_at.date(),
                    amount: stated.amount,
                    receipt_number: stated.receipt_number.clone(),
                });
                self.spot.cash = Some(Cash {
                    collected_at: stated.collected_at,
                    amount: stated.amount,
                    ground: stated.ground,
                    handed_on: None,
                    banked_on: None,
                });
            }
            Act::TurnOver(_) => self.spot.case = event.opens,
            Act::HandInCash(stated) => {
                if let Some(cash) = &mut self.spot.cash {
                    cash.handed_on = Some(stated.handed_on);
                }
            }
            Act::BankCash(stated) => {
                if let Some(cash) = &mut self.spot.cash {
                    cash.banked_on = Some(stated.banked_on);
                }
            }
            _ => {}
        }
    }

    /// The officers who told handle the case from then on.
    fn tell_on_spot(&mut self, event: &Event, stated: &TellOnSpot) {
        let violation = stated.violation();
        self.causes = vec![stated.cause.clone()];
        self.violations = vec![violation.clone()];
        self.officers.clone_from(&event.officers);
        let users = event.officers.iter().filter_map(|officer| officer.user);
        self.people.extend(users.map(|user| (user, Part::Handler)));
        self.spot.told.push(Told {
            violation,
            proof: stated.proof.clone(),
            penalty: stated.penalty.penalty(&stated.cause),
            at: stated.told_at,
        });
    }

    fn hear_on_spot(&mut self, stated: &HearOnSpot) {
        if !stated.pleaded {
            return;
        }
        let point = PleaPoint {
            claim: stated.content.clone(),
            adopted: stated.adopted,
            reason: stated.answer.clone(),
        };
        self.pleas.push(Plea {
            form: PleaForm::Oral,
            received_on: stated.heard_at.date(),
            content: stated.content.clone(),
            evidence: Vec::new(),
            brings_facts: stated.brings_facts,
            answer: Some(PleaAnswer { points: vec![point], conclusion: stated.answer.clone() }),
        });
    }

    /// Handing over is the service of a decision on the spot (行政处罚法 第五十二条第一款).
    fn deliver_on_spot(&mut self, event: &Event, stated: &DeliverOnSpot) {
        self.spot.refusal.clone_from(&stated.signature.refusal);
        let party = self.party().name.clone();
        let place = self.spot.decided_in.clone().unwrap_or_default();
        let Some(decision) = &mut self.decision else {
            return;
        };
        let paper = ServePaper {
            officers: event.officers.iter().map(|officer| officer.id).collect(),
            served_at: Some(stated.delivered_at),
            place,
            recipient: stated.signature.signed_by.clone().unwrap_or(party),
            relation: stated.relation.clone(),
            receipt: stated.signature.scan,
            ..ServePaper::default()
        };
        decision.service = Some(Service { stated: paper, on: stated.delivered_at.date() });
        self.publication = Some(draft_of(event));
    }

    fn remember_registration(&mut self, act: &Act, day: NaiveDate) {
        if let Act::RequestRegistration(stated) = act {
            self.beside.registrations.push(Registration {
                stated: (**stated).clone(),
                asked_on: day,
                approved_on: None,
                service: None,
                disposals: Vec::new(),
                ended_on: None,
                lapsed: false,
            });
        }
        let Some(last) = self.beside.registrations.last_mut() else {
            return;
        };
        if let Act::ApproveRegistration(_) = act {
            last.approved_on = Some(day);
        } else if let Act::ServeRegistration(stated) = act {
            last.service = Some(Service { stated: (**stated).clone(), on: day });
        } else if let Act::DisposeRegistration(stated) = act {
            // It may be recorded after the rule was, and have come in time.
            last.lapsed = false;
            last.disposals = stated.items.iter().map(|item| (item.name.clone(), item.disposal)).collect();
            last.ended_on = Some(day);
        } else if matches!(act, Act::RefuseRegistration(_) | Act::LiftLapsed(_)) {
            last.ended_on = Some(day);
            last.lapsed = matches!(act, Act::LiftLapsed(_));
        }
    }

    fn remember_police(&mut self, act: &Act, day: NaiveDate) {
        if let Act::ProposePoliceTransfer(stated) = act {
            self.beside.transfers.push(PoliceTransfer {
                stated: (**stated).clone(),
                reported_on: day,
                approval: None,
                sent_on: None,
                filed_on: None,
                ended_on: None,
            });
        }
        let Some(last) = self.beside.transfers.last_mut() else {
            return;
        };
        if let Act::ApprovePoliceTransfer(stated) = act {
            last.approval = Some((day, (**stated).clone()));
        } else if let Act::SendToPolice(_) = act {
            last.sent_on = Some(day);
        } else if let Act::RecordPoliceFiling(_) = act {
            last.filed_on = Some(day);
        } else if matches!(act, Act::RefusePoliceTransfer(_) | Act::RecordPoliceReturn(_)) {
            last.ended_on = Some(day);
        }
    }

    fn remember_publication(&mut self, event: &Event, act: &Act, day: NaiveDate) {
        let Some(publication) = &mut self.publication else {
            return;
        };
        if let Act::Mask(stated) = act {
            publication.facts = Some(stated.facts.clone());
            publication.reasons = Some(stated.reasons.clone());
            publication.affected.clone_from(&stated.affected);
            publication.masked_by = Some(event.actor.user);
            publication.secrecy_note = None;
        } else if let Act::CheckSecrecy(stated) = act {
            publication.secrecy_note = Some(stated.note.clone());
        } else if let Act::ReturnPublication(_) = act {
            publication.secrecy_note = None;
            publication.correction = None;
        } else if let Act::Correct(stated) = act {
            publication.correction =
                Some(PendingCorrection { stated: (**stated).clone(), by: event.actor.user });
            publication.secrecy_note = None;
        } else if let (Act::Release(_), Some(_)) = (act, &publication.correction) {
            *publication = publication.clone().with_correction(day);
        } else if let Act::Release(_) = act {
            publication.released_on = Some(day);
        } else if let Act::DeclinePublication(stated) = act {
            publication.declined = Some(stated.ground.clone());
        } else if let Act::RecordAnnulment(stated) = act {
            publication.annulments.push((**stated).clone());
            publication.annulled_by = Some(event.actor.user);
        } else if let Act::Withdraw(stated) = act {
            publication.withdrawn_reason = Some(stated.public_reason.clone());
            publication.withdrawn_on = Some(day);
        }
    }
}

/// The record of the scene, as the list of evidence names it.
fn scene_evidence(stated: &Inspect, day: NaiveDate) -> AddEvidence {
    AddEvidence {
        kind: EvidenceKind::Record,
        name: "现场笔录".to_owned(),
        proves: stated.findings.clone(),
        source: stated.place.clone(),
        collected_on: day,
        officers: stated.officers.clone(),
        original: true,
        pages: None,
        file: stated.signature.scan,
        photos: stated.photos.clone(),
        bears_on_facts: true,
        from_plea: false,
    }
}

fn ordered(stated: CorrectionItem) -> CorrectionState {
    CorrectionState { stated, found: None, found_on: None, extended_from: None }
}

/// A publication at its beginning, when the decision that it is about was made.
fn draft_of(event: &Event) -> Publication {
    Publication {
        position: "draft".to_owned(),
        last_occurred_at: event.occurred_at,
        values: Values::default().with(Variable::PublicationClock, clock::RUNNING),
        facts: None,
        reasons: None,
        affected: Vec::new(),
        masked_by: None,
        secrecy_note: None,
        released_on: None,
        correction: None,
        corrected: Vec::new(),
        annulments: Vec::new(),
        annulled_by: None,
        withdrawn_reason: None,
        withdrawn_on: None,
        declined: None,
    }
}

/// Whether a deed moves the publication rather than the case.
pub(crate) fn is_publication(deed: Deed) -> bool {
    matches!(
        deed,
        Deed::Mask
            | Deed::CheckSecrecy
            | Deed::ReturnPublication
            | Deed::Release
            | Deed::DeclinePublication
            | Deed::Correct
            | Deed::RecordAnnulment
            | Deed::Withdraw
    )
}

/// Whether a deed only adds to the file, beside what others do meanwhile.
fn is_addition(deed: Deed) -> bool {
    matches!(
        deed,
        Deed::AddEvidence
            | Deed::RecordScene
            | Deed::RecordInquiry
            | Deed::ConfirmAddress
            | Deed::AnnounceService
    )
}

/// The part that acting in a role gives a person in the case.
pub(super) fn part_of(role: Role) -> Option<Part> {
    match role {
        Role::Officer => Some(Part::Handler),
        Role::UnitHead => Some(Part::UnitHead),
        Role::Reviewer => Some(Part::Reviewer),
        Role::ReviewHead => Some(Part::ReviewHead),
        Role::AgencyHead => Some(Part::Head),
        Role::Clerk => Some(Part::Clerk),
        Role::Archivist => Some(Part::Archivist),
        Role::HearingHost => Some(Part::Host),
        Role::Supervisor
        | Role::SystemAdministrator
        | Role::SecurityAdministrator
        | Role::AuditAdministrator
        | Role::System => None,
    }
}
