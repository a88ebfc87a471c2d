//! What a proposed act says: sensible most of the time, heavier, older, foreign or empty some of the time.
//! Amounts and causes come from short menus, so that histories meet themselves again.

mod spot;

use super::super::tape::Tape;
use crate::acts::{self, act};
use crate::people::{Who, evidence_id, scan};
use crate::stages::{BEYOND, INFECTION, NURSES, SYSTEM, UNLICENSED, WASTE};
use crate::visits;
use chrono::{Days, NaiveDate, NaiveDateTime};
use mingjian_domain::act::Act;
use mingjian_domain::act::decision::{
    AdoptProposal, MemberOpinion, NoPenaltyGround, Penalty, ProposalResult,
};
use mingjian_domain::act::handling::ChangeHandlers;
use mingjian_domain::act::hearing::{
    HearingEnd, HoldHearing, NotifyHearing, PostponeHearing, PostponedBy, RequestHearing,
};
use mingjian_domain::act::investigation::{
    AddEvidence, ChangeDirection, EvidenceKind, OrderCorrection, QuestionAndAnswer, RecheckCorrection,
    RecheckItem, RecheckResult, RecordInquiry, RecordScene, ViolationFacts,
};
use mingjian_domain::act::lead::PartyEntry;
use mingjian_domain::act::notice::{IssueNotice, PleaForm, ReceivePlea, ServePaper, WaiveRight};
use mingjian_domain::act::party::{ChangeParty, PartyChangeKind};
use mingjian_domain::act::performance::{PerformanceKind, RecordPerformance};
use mingjian_domain::act::police::PoliceReturn;
use mingjian_domain::act::publication::SecrecyOutcome;
use mingjian_domain::act::recusal::{RecusalCapacity, RecusalSubject};
use mingjian_domain::act::registration::RequestRegistration;
use mingjian_domain::act::review::OpinionKind;
use mingjian_domain::act::sampling::TakeSample;
use mingjian_domain::act::service::{AnnounceService, ConfirmAddress, ServiceMode};
use mingjian_domain::id::{EvidenceId, OfficerId};
use mingjian_domain::instant::Instant;
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::value::money::Fen;
use mingjian_law::deed::Deed;
use mingjian_law::sanction::PenaltyKind;

/// Everything that content is made of.
struct Maker<'a> {
    live: &'a Proceeding,
    now: Instant,
    tape: &'a mut Tape,
}

pub(super) fn of(live: &Proceeding, deed: Deed, now: Instant, tape: &mut Tape) -> Act {
    let mut maker = Maker { live, now, tape };
    match deed {
        Deed::AcceptLead => acts::accept(),
        Deed::RefuseFiling => acts::refuse_filing(),
        Deed::TransferOut => acts::transfer(),
        Deed::RequestFiling => maker.request_filing(),
        Deed::ReturnFiling => acts::return_filing(),
        Deed::ApproveFiling => acts::approve_filing(),
        Deed::RecordScene => maker.scene(),
        Deed::RecordInquiry => maker.inquiry(),
        Deed::AddEvidence => maker.evidence(),
        Deed::ChangeFacts => maker.change_facts(),
        Deed::OrderCorrection => maker.order(),
        Deed::RecheckCorrection => maker.recheck(),
        Deed::ConcludeInvestigation => maker.conclude(),
        Deed::AdoptProposal => act!(AdoptProposal maker.proposal()),
        Deed::AmendProposal => act!(AmendProposal maker.amendment()),
        Deed::ReturnToInvestigation => acts::back_to_investigation(),
        Deed::SubmitForReview => acts::submit(),
        Deed::AssignReview => maker.assign(),
        Deed::ReturnSubmission => acts::return_submission(),
        Deed::GiveOpinion => maker.opinion(),
        Deed::DisputeOpinion => acts::dispute(),
        Deed::Discuss => maker.discuss(),
        Deed::IssueNotice => maker.issue(),
        Deed::ServeNotice => act!(ServeNotice maker.service()),
        Deed::ReceivePlea => maker.plea(),
        Deed::AnswerPlea => acts::answer(),
        Deed::WaivePlea => act!(WaivePlea maker.waiver()),
        Deed::WaiveHearing => act!(WaiveHearing maker.waiver()),
        Deed::RequestHearing => maker.request_hearing(),
        Deed::NotifyHearing => maker.notify_hearing(),
        Deed::HoldHearing => maker.hold_hearing(),
        Deed::EndHearing => maker.end_hearing(),
        Deed::ReportHearing => acts::report_hearing(),
        Deed::OrderHearing => acts::order_hearing(),
        Deed::PostponeHearing => maker.postpone_hearing(),
        Deed::RequestRecusal => maker.request_recusal(),
        Deed::DecideRecusal => maker.decide_recusal(),
        Deed::ChangeHandlers => maker.change_handlers(),
        Deed::ChangeParty => act!(ChangeParty maker.change_party()),
        Deed::SuspendInvestigation => acts::suspend(maker.live.evidence.iter().map(|item| item.id).collect()),
        Deed::ResumeInvestigation => acts::resume(),
        Deed::DecidePenalty => acts::decide(),
        Deed::DecideNoPenalty => acts::decide_no_penalty(),
        Deed::ConfirmAddress => maker.confirm_address(),
        Deed::AnnounceService => maker.announce(),
        Deed::ServeDecision => act!(ServeDecision maker.service()),
        Deed::RecordPerformance => maker.performance(),
        Deed::CloseCase => acts::close(),
        Deed::Archive => acts::archive(),
        Deed::DropCase => acts::drop_case(),
        Deed::ApproveInspection => visits::approve(),
        Deed::CompleteApproval => visits::complete(),
        Deed::NotifyInspection => visits::notify(maker.moment()),
        Deed::Inspect => maker.inspect(),
        Deed::ConcludeInspection => maker.inspection_result(),
        Deed::ExtendCorrection => maker.extension(),
        Deed::FeedBack => visits::feed_back(maker.moment()),
        Deed::OpenCase => visits::open_case(),
        Deed::CloseInspection => visits::close(),
        Deed::CancelInspection => visits::cancel(),
        Deed::TellOnSpot => maker.tell_on_spot(),
        Deed::HearOnSpot => maker.hear_on_spot(),
        Deed::DecideOnSpot => maker.decide_on_spot(),
        Deed::VoidOnSpot => crate::spot::void(),
        Deed::DeliverOnSpot => maker.deliver_on_spot(),
        Deed::LodgeDecision => maker.lodge(),
        Deed::CollectCash => maker.collect_cash(),
        Deed::HandInCash => maker.hand_in(),
        Deed::BankCash => maker.bank(),
        Deed::TurnOver => crate::spot::turn_over(),
        Deed::Mask => acts::mask(),
        Deed::CheckSecrecy => {
            acts::secrecy(if maker.tape.chance(15) { SecrecyOutcome::Fail } else { SecrecyOutcome::Pass })
        }
        Deed::ReturnPublication => acts::return_publication(),
        Deed::Release => acts::release(),
        Deed::DeclinePublication => acts::decline(maker.tape.pick(&[Who::Clerk, Who::UnitHead, Who::Head])),
        Deed::Correct => acts::correct(maker.tape.pick(&["制度不健全", "制度不健全，共两项", "缺少制度"])),
        Deed::RecordAnnulment => maker.annulment(),
        Deed::Withdraw => acts::withdraw(),
        _ => maker.beside(deed),
    }
}

impl Maker<'_> {
    /// An act of what runs beside the case.
    fn beside(&mut self, deed: Deed) -> Act {
        match deed {
            Deed::RequestRegistration
            | Deed::RefuseRegistration
            | Deed::ApproveRegistration
            | Deed::ServeRegistration
            | Deed::DisposeRegistration
            | Deed::LiftLapsed => self.registration(deed),
            Deed::TakeSample
            | Deed::NotifyMaker
            | Deed::RecordMakerAnswer
            | Deed::EntrustTesting
            | Deed::ReceiveResult
            | Deed::IssueResult
            | Deed::ServeResult
            | Deed::RequestRetest
            | Deed::RefuseRetest
            | Deed::WaiveRetest
            | Deed::CloseSampling
            | Deed::AbandonSampling => self.sampling(deed),
            _ => self.police(deed),
        }
    }

    /// An act of the registration of evidence.
    fn registration(&mut self, deed: Deed) -> Act {
        match deed {
            Deed::RequestRegistration => {
                let officers = self.officers();
                act!(RequestRegistration RequestRegistration { officers, ..acts::hold_with(&["账册"]) })
            }
            Deed::RefuseRegistration => acts::refuse_hold(),
            Deed::ApproveRegistration => acts::approve_hold(),
            Deed::ServeRegistration => act!(ServeRegistration self.service()),
            Deed::DisposeRegistration => {
                let names: &[&str] = if self.tape.chance(5) { &[] } else { &["账册"] };
                acts::dispose_of(names)
            }
            _ => acts::lift(),
        }
    }

    /// An act of sampling and testing; now and then by one officer, for another item, or of another day.
    fn sampling(&mut self, deed: Deed) -> Act {
        match deed {
            Deed::TakeSample => {
                let maker = self.tape.chance(50).then_some("示例消毒制品厂");
                let officers = self.officers();
                act!(TakeSample TakeSample { officers, ..acts::sampling_with(self.moment(), maker) })
            }
            Deed::NotifyMaker => acts::notify_maker(),
            Deed::RecordMakerAnswer => acts::maker_answer(self.day()),
            Deed::EntrustTesting => {
                let mut entrusted = acts::entrust_with(self.now.day());
                if self.tape.chance(5) {
                    entrusted.items = vec!["放射性".to_owned()];
                }
                act!(EntrustTesting entrusted)
            }
            Deed::ReceiveResult => {
                let day = self.day();
                act!(ReceiveResult acts::result_with(day))
            }
            Deed::IssueResult => acts::issue_result(),
            Deed::ServeResult => act!(ServeResult self.service()),
            Deed::RequestRetest => acts::ask_retest(self.day()),
            Deed::RefuseRetest => acts::refuse_retest(),
            Deed::WaiveRetest => acts::waive_retest(self.day()),
            Deed::CloseSampling => acts::close_sampling(),
            _ => acts::abandon_sampling(),
        }
    }

    /// An act of the transfer to the police.
    fn police(&mut self, deed: Deed) -> Act {
        match deed {
            Deed::ProposePoliceTransfer => acts::report(),
            Deed::ApprovePoliceTransfer => acts::approve_transfer_with(&["调查报告"]),
            Deed::RefusePoliceTransfer => acts::refuse_transfer(),
            Deed::SendToPolice => acts::send_to_police(self.moment()),
            Deed::RecordPoliceFiling => acts::police_filed(self.day()),
            _ => {
                let filed = self.live.beside.transfers.last().is_some_and(|one| one.filed_on.is_some());
                let ground = if filed { PoliceReturn::NotProsecuted } else { PoliceReturn::NoCrime };
                acts::police_returned(self.day(), ground)
            }
        }
    }

    /// A visit, now and then without what the law asks for.
    fn inspect(&mut self) -> Act {
        let failing: &[&str] = if self.tape.chance(70) { &["register", "training"] } else { &[] };
        let mut visit = visits::visit(self.moment(), failing);
        visit.officers = self.officers();
        visit.cards_shown = !self.tape.chance(4);
        visit.urgency = self.tape.chance(25).then(|| acts::prose("情况紧急"));
        visits::inspect(visit)
    }

    fn inspection_result(&mut self) -> Act {
        use mingjian_domain::act::inspection::InspectionResult::{Case, Clean, Fixed, Ordered};
        visits::result(self.tape.pick(&[Clean, Clean, Fixed, Ordered, Ordered, Case]))
    }

    /// A longer term for the first item that waits.
    fn extension(&mut self) -> Act {
        let waiting = self.live.open_corrections().next();
        let (cause, due_on) = waiting.map_or_else(
            || (crate::stages::WASTE.to_owned(), self.now.day()),
            |item| (item.stated.cause.clone(), item.stated.due_on),
        );
        visits::extend(&cause, self.day(), due_on + Days::new(self.tape.below(9)))
    }

    /// A moment: now most of the time, else some hours or days back.
    fn moment(&mut self) -> NaiveDateTime {
        let back = match self.tape.below(100) {
            0..85 => 0,
            85..95 => self.tape.below(6 * 3_600),
            95..99 => self.tape.below(3 * 86_400),
            _ => self.tape.below(30 * 86_400),
        };
        self.now.plus_seconds(-i64::try_from(back).unwrap()).china()
    }

    /// A day: today most of the time.
    fn day(&mut self) -> NaiveDate {
        let back = if self.tape.chance(80) { 0 } else { self.tape.below(6) };
        self.now.day() - Days::new(back)
    }

    fn officers(&mut self) -> Vec<OfficerId> {
        let some = [
            Who::OfficerA,
            Who::OfficerB,
            Who::OfficerC,
            Who::OfficerExpired,
            Who::OfficerKin,
            Who::OfficerForeign,
            Who::OfficerEntrusted,
            Who::OfficerReviewer,
        ];
        match self.tape.below(100) {
            0..88 if self.live.officers.len() >= 2 => {
                self.live.officers.iter().map(|officer| officer.id).collect()
            }
            0..88 => acts::both(),
            88..90 => vec![Who::OfficerA.officer()],
            _ => vec![Who::OfficerA.officer(), self.tape.pick(&some).officer()],
        }
    }

    fn request_filing(&mut self) -> Act {
        let mut causes: Vec<&str> = [SYSTEM, BEYOND, WASTE, NURSES, UNLICENSED]
            .into_iter()
            .filter(|_| self.tape.chance(40))
            .collect();
        if causes.is_empty() {
            causes.push(SYSTEM);
        }
        if self.tape.chance(2) {
            causes.push(INFECTION);
        }
        let officers = self.officers();
        acts::request_filing_by(&causes, officers)
    }

    fn scene(&mut self) -> Act {
        let at = self.moment();
        act!(RecordScene RecordScene {
            place: "示例市示例路2号".to_owned(),
            began_at: at,
            ended_at: at,
            officers: self.officers(),
            cards_shown: !self.tape.chance(2),
            rights_told: true,
            present: "李明".to_owned(),
            findings: acts::prose("检查所见"),
            party_view: acts::prose("无异议"),
            signature: acts::signed(),
        })
    }

    fn inquiry(&mut self) -> Act {
        let at = self.moment();
        act!(RecordInquiry RecordInquiry {
            person: "李明".to_owned(),
            person_id: None,
            person_phone: None,
            relation: "法定代表人".to_owned(),
            place: "询问室".to_owned(),
            began_at: at,
            ended_at: at,
            officers: self.officers(),
            cards_shown: true,
            rights_told: true,
            exchanges: vec![QuestionAndAnswer { question: acts::prose("问"), answer: acts::prose("答") }],
            signature: acts::signed(),
        })
    }

    fn evidence(&mut self) -> Act {
        act!(AddEvidence AddEvidence {
            kind: self.tape.pick(&[EvidenceKind::Record, EvidenceKind::Document, EvidenceKind::Testimony]),
            name: "证据".to_owned(),
            proves: acts::prose("违法事实"),
            source: "现场检查".to_owned(),
            collected_on: self.day(),
            officers: self.officers(),
            original: true,
            pages: Some(1),
            file: self.tape.chance(50).then(scan),
            photos: Vec::new(),
            bears_on_facts: self.tape.chance(70),
            from_plea: self.tape.chance(15),
        })
    }

    fn some_evidence(&mut self) -> Vec<EvidenceId> {
        let known: Vec<EvidenceId> = self.live.evidence.iter().map(|item| item.id).collect();
        if known.is_empty() || self.tape.chance(1) {
            return vec![evidence_id(77_777)];
        }
        vec![self.tape.pick(&known)]
    }

    fn violation(&mut self, cause: &str) -> ViolationFacts {
        let gains = if cause == BEYOND { self.tape.below(3) * 10_000 } else { 0 };
        ViolationFacts {
            cause: cause.to_owned(),
            duties: self.duties(cause),
            facts: acts::prose("查明的事实"),
            evidence: self.some_evidence(),
            acted_on: self.live.opening.on(),
            gains: acts::yuan(i64::try_from(gains).unwrap()),
            aggravated: self.tape.chance(4),
        }
    }

    /// One limb or two, and now and then none, or one of another cause.
    fn duties(&mut self, cause: &str) -> Vec<String> {
        let mut duties = acts::duties(cause);
        if self.tape.chance(10) && cause == WASTE {
            duties.push("training".to_owned());
        }
        if self.tape.chance(1) {
            duties = self.tape.pick(&[Vec::new(), vec!["scope".to_owned()]]);
        }
        duties
    }

    /// The violations as they stand, or as filed, perhaps with one more or one less.
    fn violations(&mut self) -> Vec<ViolationFacts> {
        let mut violations = self.live.violations.clone();
        if violations.is_empty() {
            let causes = self.live.causes.clone();
            violations = causes.iter().map(|cause| self.violation(cause)).collect();
        }
        if self.tape.chance(12) && violations.len() > 1 {
            violations.pop();
        }
        if self.tape.chance(10) {
            let cause = self.tape.pick(&[SYSTEM, BEYOND, WASTE, NURSES]);
            if violations.iter().all(|violation| violation.cause != cause) {
                let more = self.violation(cause);
                violations.push(more);
            }
        }
        violations
    }

    fn change_facts(&mut self) -> Act {
        let directions = [ChangeDirection::Favourable, ChangeDirection::Adverse, ChangeDirection::Adverse];
        let direction = self.tape.pick(&directions);
        acts::change(self.violations(), direction)
    }

    /// An order about one cause or two, each with its own term.
    fn order(&mut self) -> Act {
        let first = self.tape.pick(&[WASTE, WASTE, NURSES]);
        let mut causes = vec![first];
        if self.tape.chance(40) {
            causes.push(self.tape.pick(&[SYSTEM, BEYOND, first]));
        }
        let item = |cause: &&str, days: u64| acts::correction(cause, self.now.day() + Days::new(days));
        let days: Vec<u64> = causes.iter().map(|_| self.tape.below(6)).collect();
        let items = causes.iter().zip(days).map(|(cause, days)| item(cause, days)).collect();
        act!(OrderCorrection OrderCorrection {
            officers: self.officers(),
            items,
            ..acts::order_with(self.now.day())
        })
    }

    /// A re-check of what waits, now and then of a part of it.
    fn recheck(&mut self) -> Act {
        let waits: Vec<String> = self.live.open_corrections().map(|item| item.stated.cause.clone()).collect();
        let mut items: Vec<RecheckItem> = Vec::new();
        for cause in waits {
            let result = self.tape.pick(&[RecheckResult::Corrected, RecheckResult::Overdue]);
            let result = (!self.tape.chance(25)).then_some(result);
            items.push(RecheckItem { cause, result });
        }
        if items.is_empty() {
            items.push(RecheckItem { cause: WASTE.to_owned(), result: Some(RecheckResult::Corrected) });
        }
        act!(RecheckCorrection RecheckCorrection {
            officers: self.officers(),
            items,
            findings: acts::prose("复查所见"),
        })
    }

    fn conclude(&mut self) -> Act {
        if self.tape.chance(4) {
            return acts::conclude(Vec::new());
        }
        // What was registered is what is found, most of the time.
        let violations = if self.tape.chance(80) && !self.live.violations.is_empty() {
            self.live.violations.clone()
        } else {
            self.violations()
        };
        acts::conclude(violations)
    }

    /// A lawful penalty for a violation, or one that is a little off.
    fn penalty(&mut self, violation: &ViolationFacts) -> Penalty {
        let overdue = self.live.is_overdue(violation) || self.tape.chance(3);
        let mut penalty = match violation.cause.as_str() {
            SYSTEM => acts::fined(SYSTEM, self.tape.pick(&[10_000, 20_000, 30_000, 50_000])),
            BEYOND if self.tape.chance(30) => acts::warning(BEYOND),
            BEYOND => acts::fined(BEYOND, self.tape.pick(&[10_000, 30_000, 60_000, 100_000])),
            WASTE if overdue => acts::fined(WASTE, self.tape.pick(&[2_000, 3_000, 5_000])),
            NURSES if overdue => Penalty {
                kinds: vec![PenaltyKind::Warning, PenaltyKind::BusinessSuspension],
                suspension_months: Some(self.tape.pick(&[6, 8, 12])),
                scope: self.tape.pick(&[Vec::new(), vec!["口腔科".to_owned()]]),
                ..acts::bare(NURSES)
            },
            UNLICENSED => Penalty {
                kinds: vec![PenaltyKind::Fine, PenaltyKind::ConfiscationOfGoods],
                fine: acts::yuan(self.tape.pick(&[50_000, 80_000, 200_000])),
                goods: vec![acts::goods("药品", self.tape.pick(&[3, 5]))],
                ..acts::bare(UNLICENSED)
            },
            cause => acts::warning(cause),
        };
        if violation.gains > Fen::ZERO {
            penalty.kinds.push(PenaltyKind::ConfiscationOfGains);
            penalty.confiscated_gains = violation.gains;
        }
        if violation.aggravated && violation.cause == BEYOND {
            penalty.kinds.push(PenaltyKind::BusinessSuspension);
        }
        if self.tape.chance(2) {
            penalty.fine = acts::yuan(7_777_777);
        }
        penalty
    }

    fn proposal_on(&mut self, violations: &[ViolationFacts]) -> AdoptProposal {
        let held_at = self.moment();
        let members = ["张一", "张二", "张三"].map(|name| MemberOpinion {
            name: name.to_owned(),
            title: "成员".to_owned(),
            view: acts::prose("同意"),
        });
        let none = violations.is_empty() || self.tape.chance(12);
        let grounds = [NoPenaltyGround::MinorCorrected, NoPenaltyGround::Unfounded, NoPenaltyGround::NoFault];
        let ground =
            if violations.is_empty() { NoPenaltyGround::Unfounded } else { self.tape.pick(&grounds) };
        AdoptProposal {
            held_at,
            place: "会议室".to_owned(),
            members: members.to_vec(),
            result: if none { ProposalResult::NoPenalty } else { ProposalResult::Penalty },
            ground: none.then_some(ground),
            penalties: if none {
                Vec::new()
            } else {
                violations.iter().map(|violation| self.penalty(violation)).collect()
            },
            complex: self.tape.chance(10),
            violations: None,
            reasons: acts::prose("合议结论"),
        }
    }

    fn proposal(&mut self) -> AdoptProposal {
        let violations = self.live.violations.clone();
        self.proposal_on(&violations)
    }

    /// The same penalties, lighter here and there; sometimes new ones altogether.
    fn amendment(&mut self) -> AdoptProposal {
        let violations = self.live.violations.clone();
        let mut amended = self.proposal_on(&violations);
        let standing = self.live.proposal.as_ref().map(|proposal| proposal.penalties.clone());
        if let Some(penalties) = standing.filter(|_| self.tape.chance(80))
            && amended.result == ProposalResult::Penalty
        {
            amended.penalties = penalties;
            for penalty in &mut amended.penalties {
                let least = match penalty.cause.as_str() {
                    SYSTEM | BEYOND => 10_000,
                    WASTE => 2_000,
                    _ => 50_000,
                };
                if penalty.kinds.contains(&PenaltyKind::Fine) && self.tape.chance(70) {
                    penalty.fine = penalty.fine.min(acts::yuan(least));
                }
            }
        }
        if self.tape.chance(15) {
            amended.violations = Some(violations);
        }
        amended
    }

    fn assign(&mut self) -> Act {
        let likely = [Who::Reviewer, Who::SecondReviewer, Who::OfficerReviewer, Who::ReviewerHead];
        let who = if self.tape.chance(85) { self.tape.pick(&likely) } else { self.tape.pick(&Who::ALL) };
        acts::assign(who)
    }

    fn opinion(&mut self) -> Act {
        let kind = match self.tape.below(100) {
            0..78 => OpinionKind::Agree,
            78..90 => OpinionKind::Correct,
            90..96 => OpinionKind::Supplement,
            _ => OpinionKind::NoPenalty,
        };
        let mut opinion = acts::opinion_with(kind);
        if self.tape.chance(3) {
            opinion.points.pop();
        }
        act!(GiveOpinion opinion)
    }

    fn discuss(&mut self) -> Act {
        let held_at = self.moment();
        let member = |name: &str| MemberOpinion {
            name: name.to_owned(),
            title: "负责人".to_owned(),
            view: acts::prose("同意"),
        };
        act!(Discuss mingjian_domain::act::decision::Discuss {
            held_at,
            place: "会议室".to_owned(),
            host: "王主任".to_owned(),
            members: vec![member("王主任"), member("赵副主任")],
            conclusion: acts::prose("同意"),
        })
    }

    fn issue(&mut self) -> Act {
        let founded = self.tape.chance(50);
        act!(IssueNotice IssueNotice {
            opinion: acts::prose("同意告知"),
            new_fact: founded.then(|| acts::prose("新的事实")),
            new_evidence: if founded {
                self.live.evidence.last().map(|item| item.id).into_iter().collect()
            } else {
                Vec::new()
            },
        })
    }

    fn service(&mut self) -> ServePaper {
        let announced = self.live.announcement().is_some() && self.tape.chance(70);
        let some = [ServiceMode::Left, ServiceMode::Mail, ServiceMode::Entrusted, ServiceMode::HandedOn];
        let agreed = self.live.confirmed_address.as_ref().is_some_and(|confirmed| confirmed.electronic);
        let mode = match self.tape.below(100) {
            _ if announced => ServiceMode::Announced,
            0..86 => ServiceMode::Direct,
            86..90 if agreed => ServiceMode::Electronic,
            86..99 => self.tape.pick(&some),
            _ => self.tape.pick(&ServiceMode::ALL),
        };
        ServePaper {
            mode,
            served_at: (mode != ServiceMode::Announced).then(|| self.moment()),
            officers: self.officers(),
            place: "示例市示例路2号".to_owned(),
            recipient: "李明".to_owned(),
            relation: "法定代表人".to_owned(),
            refusal: (!self.tape.chance(3)).then(|| acts::prose("无正当理由拒收")),
            witness: (!self.tape.chance(3)).then(|| "居委会吴主任".to_owned()),
            recording: self.tape.chance(40).then(scan),
            through: (!self.tape.chance(3)).then(|| "EMS1000000001".to_owned()),
            receipt: (!self.tape.chance(2)).then(scan),
            delay: (!self.tape.chance(5)).then(|| acts::prose("当事人外出")),
        }
    }

    fn confirm_address(&mut self) -> Act {
        let electronic = self.tape.chance(60);
        let agreed = ConfirmAddress { confirmed_on: self.day(), ..acts::confirmed_on(self.now.day()) };
        if electronic {
            return act!(ConfirmAddress agreed);
        }
        act!(ConfirmAddress ConfirmAddress { electronic: false, electronic_address: None, ..agreed })
    }

    fn announce(&mut self) -> Act {
        act!(AnnounceService AnnounceService {
            announced_on: self.day(), ..acts::announced_on(self.now.day())
        })
    }

    fn plea(&mut self) -> Act {
        let evidence = if self.tape.chance(30) { self.some_evidence() } else { Vec::new() };
        act!(ReceivePlea ReceivePlea {
            form: PleaForm::Written,
            received_on: self.day(),
            content: acts::prose("请求从轻"),
            evidence,
            brings_facts: self.tape.chance(30),
        })
    }

    fn waiver(&mut self) -> WaiveRight {
        WaiveRight {
            waived_on: self.day(),
            statement: acts::prose("自愿放弃"),
            signed_by: "李明".to_owned(),
            scan: scan(),
        }
    }

    fn request_hearing(&mut self) -> Act {
        act!(RequestHearing RequestHearing {
            requested_on: self.day(),
            form: PleaForm::Written,
            note: acts::prose("要求听证"),
        })
    }

    fn postpone_hearing(&mut self) -> Act {
        let Act::NotifyHearing(notice) = self.notify_hearing() else { unreachable!("a notice") };
        act!(PostponeHearing PostponeHearing {
            asked_by: self.tape.pick(&[PostponedBy::Party, PostponedBy::Organ]),
            reason: acts::prose("当事人申请延期"),
            notice: *notice,
        })
    }

    /// Somebody of the case, now and then somebody who is not.
    fn request_recusal(&mut self) -> Act {
        let host = self.live.hearing().and_then(|hearing| hearing.host);
        let reviewer = self.live.review().and_then(|round| round.reviewer);
        let handler = self.live.officers.first().map(|officer| officer.id);
        let subject = |capacity, officer, person| RecusalSubject {
            capacity,
            officer,
            person,
            reason: acts::prose("有利害关系"),
        };
        let mut choices = vec![
            subject(RecusalCapacity::Handler, handler, None),
            subject(RecusalCapacity::Other, None, Some(Who::UnitHead.user())),
            subject(RecusalCapacity::Head, None, Some(Who::Deputy.user())),
        ];
        for _ in 0..3 {
            choices.extend(host.map(|host| subject(RecusalCapacity::Host, None, Some(host))));
            choices.extend(reviewer.map(|one| subject(RecusalCapacity::Reviewer, None, Some(one))));
        }
        acts::request_recusal(self.day(), vec![self.tape.pick(&choices)])
    }

    fn decide_recusal(&mut self) -> Act {
        // The head of the unit stays, so that the case can go on.
        let about_unit = self.live.open_recusals().any(|one| one.user == Some(Who::UnitHead.user()));
        let granted = !about_unit && self.tape.chance(60);
        let of_handler = self.live.open_recusals().any(|one| one.stated.officer.is_some());
        let officers = if granted && of_handler { self.replacements() } else { Vec::new() };
        let mut decision = acts::recusal_with(self.live, granted, officers);
        if self.tape.chance(70) {
            decision.superior = Some("示例市人民政府".to_owned());
            decision.scan = Some(scan());
        }
        act!(DecideRecusal decision)
    }

    fn change_handlers(&mut self) -> Act {
        let officers = self.replacements();
        let Act::ChangeHandlers(change) = acts::change_handlers(&[]) else { unreachable!("a change") };
        act!(ChangeHandlers ChangeHandlers { officers, ..*change })
    }

    /// Another name most of the time; a unit that takes its place, or one that does not fit.
    fn change_party(&mut self) -> ChangeParty {
        let now = self.live.party().clone();
        let change = acts::renaming("");
        let changed_on = self.day();
        let number = self.live.version;
        let scan = change.scan.filter(|_| self.tape.chance(90));
        match self.tape.below(10) {
            0..7 => {
                let party = PartyEntry { name: format!("示例口腔医院有限公司{number}"), ..now };
                ChangeParty { changed_on, party, scan, ..change }
            }
            7..9 => {
                let first = acts::successor();
                let party = if now.credit_code == first.credit_code { acts::party() } else { first };
                ChangeParty { change: PartyChangeKind::Divided, changed_on, party, scan, ..change }
            }
            _ => ChangeParty { changed_on, party: acts::successor(), scan, ..change },
        }
    }

    /// Two officers, mostly such as may handle the case.
    fn replacements(&mut self) -> Vec<OfficerId> {
        let free = [Who::OfficerA, Who::OfficerB, Who::OfficerC, Who::OfficerExpired, Who::OfficerEntrusted];
        let fit = |who: &Who| !self.live.is_recused(Some(who.user()), Some(who.officer()));
        let free: Vec<Who> = free.into_iter().filter(fit).collect();
        let first = if free.is_empty() { Who::OfficerKin } else { self.tape.pick(&free) };
        let rest: Vec<Who> = free.into_iter().filter(|who| *who != first).collect();
        let second = if rest.is_empty() { Who::OfficerKin } else { self.tape.pick(&rest) };
        vec![first.officer(), second.officer()]
    }

    fn notify_hearing(&mut self) -> Act {
        let service = self.service();
        let due = crate::case::law()
            .due("hearing.notice", service.served_at.unwrap_or(self.now.china()).date())
            .unwrap()
            .due;
        let days = if self.tape.chance(90) { 1 + self.tape.below(3) } else { 0 };
        let likely = [Who::Host, Who::SecondHost, Who::OfficerReviewer];
        let host = if self.tape.chance(90) { self.tape.pick(&likely) } else { self.tape.pick(&Who::ALL) };
        act!(NotifyHearing NotifyHearing {
            hearing_at: (due + Days::new(days)).and_hms_opt(10, 0, 0).unwrap(),
            place: "会议室".to_owned(),
            host: host.user(),
            clerk: "孙记录".to_owned(),
            open: true,
            participants: Vec::new(),
            service,
        })
    }

    fn hold_hearing(&mut self) -> Act {
        let planned = self.live.hearing().and_then(|hearing| hearing.hearing_at);
        let at = planned.filter(|_| self.tape.chance(70)).unwrap_or_else(|| self.now.china());
        act!(HoldHearing HoldHearing {
            began_at: at,
            ended_at: at,
            place: "会议室".to_owned(),
            present: acts::prose("双方到场"),
            participants: Vec::new(),
            record: acts::prose("质证、辩论"),
            signature: acts::signed(),
        })
    }

    fn end_hearing(&mut self) -> Act {
        let end = self.tape.pick(&[HearingEnd::Withdrawn, HearingEnd::NoShow, HearingEnd::WalkOut]);
        acts::end_hearing_on(self.day(), end)
    }

    fn performance(&mut self) -> Act {
        let left = self.live.owed().minus(self.live.paid());
        let parts = [left, left, Fen::new(left.fen() / 2), acts::yuan(1_000), acts::yuan(9_999_999)];
        let amount = self.tape.pick(&parts);
        let receipt = if self.tape.chance(97) { self.live.version } else { 1 };
        let performed_on = self.day();
        let payment = RecordPerformance {
            kind: PerformanceKind::Payment,
            performed_on,
            amount,
            receipt_number: format!("P{receipt}"),
            note: acts::prose(""),
            other_done: self.tape.chance(50),
        };
        if amount == Fen::ZERO || self.tape.chance(15) {
            let note = acts::prose("其他处罚内容已执行");
            let kind = PerformanceKind::Other;
            return act!(RecordPerformance RecordPerformance { kind, amount: Fen::ZERO, note, ..payment });
        }
        act!(RecordPerformance payment)
    }

    fn annulment(&mut self) -> Act {
        acts::annulment(self.day())
    }
}
