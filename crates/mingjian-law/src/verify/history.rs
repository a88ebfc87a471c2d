//! What has happened in a proceeding as far as the law asks: ghost marks that follow deeds and time.
//! They never read a stored variable and never follow a pack's effects, so that a wrong effect cannot fool the invariants.

use crate::deed::Deed;
use crate::variable::{
    Value, Values, Variable, bearing, change, conflict, duty, extent, hearing_listed, major, officers,
    opinion, plea_content, prerequisite, proposal, recheck, reviewer, sanction, secrecy_result,
};

macro_rules! marks {
    ($($(#[$doc:meta])+ $Name:ident),+ $(,)?) => {
        /// One thing that has happened, or still waits to happen.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Mark {
            $($(#[$doc])+ $Name,)+
        }
    };
}

marks! {
    /// Filing was approved with two certified officers who have no conflict of interest.
    Filed,
    /// Filing was approved and no decision, dropping or transfer has followed: the term of 处罚法 60 runs.
    Pending,
    /// A correction was ordered and not re-checked.
    CorrectionOrdered,
    /// The term of the last order ended by time.
    CorrectionTermPassed,
    /// The last re-check found that the term passed without correction.
    OverdueFound,
    /// The proposal rests on a clause that punishes only what stays uncorrected, and no re-check found that.
    LacksOverdue,
    /// The last proposal is a penalty.
    ProposesPenalty,
    /// A notice with the present content was issued and not served.
    NoticeIssued,
    /// That notice tells the right to a hearing.
    IssuedWithHearing,
    /// A notice was served since the last adverse change of the facts, and nothing heavier was proposed since.
    Notified,
    /// The plea window of the last notice neither ended by time nor was waived.
    PleaWindowOpen,
    /// A plea was received and not answered.
    PleaOpen,
    /// A plea with facts or evidence, or the reply to it, is later than the opinion that agreed.
    PleaUnreviewed,
    /// The notice in force told the right to a hearing, and that window still runs.
    HearingWindowOpen,
    /// A hearing was asked for and neither held nor ended.
    HearingOpen,
    /// That hearing was notified.
    HearingNotified,
    /// The days between notice and hearing have passed.
    HearingNoticePassed,
    /// A hearing was held and not reported.
    HearingUnreported,
    /// A hearing record or report is later than the opinion that agreed.
    HearingUnreviewed,
    /// A submission for review waits for its opinion.
    Submitted,
    /// The last opinion found problems, and nothing was changed or submitted since.
    ProblemsStand,
    /// The handling unit disputes that opinion, and the heads have not discussed it.
    Disputed,
    /// An independent reviewer agreed, and neither facts nor proposal have changed since.
    Agreed,
    /// What was agreed is a penalty.
    AgreedPenalty,
    /// The case has shown itself complex or major, or a hearing was held in it.
    Major,
    /// The heads discussed the case, and nothing has changed since.
    Discussed,
    /// A decision was made and not served.
    ServiceOwed,
    /// A decision was served.
    Served,
    /// The served decision leaves a sum to pay.
    PaymentOwed,
    /// Whatever the decision commands is done.
    Performed,
    /// The decision waits to be published.
    PublicationOwed,
    /// The public text passed the secrecy check and was not masked anew.
    SecrecyPassed,
    /// An instrument that ends the published decision was recorded, and the page still stands.
    WithdrawalOwed,
}

impl Mark {
    #[expect(
        clippy::as_conversions,
        reason = "the discriminant of a field-less enum is the place of its bit"
    )]
    const fn bit(self) -> u64 {
        1 << (self as u64)
    }
}

/// The facts of one act; stored variables are out of reach on purpose.
#[derive(Debug, Clone, Copy)]
pub struct Inputs<'a>(&'a Values);

impl<'a> Inputs<'a> {
    /// The inputs among these values.
    pub fn of(values: &'a Values) -> Self {
        Self(values)
    }

    /// Whether an input has this value; no for what nobody entered, and for what is no input.
    pub fn is(self, variable: Variable, value: Value) -> bool {
        variable.is_input() && self.0.is(variable, value)
    }
}

/// What has happened so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct History(u64);

impl History {
    /// The history of a new proceeding; a publication starts owing its page (处罚法 第四十八条第一款).
    pub fn at_start(kind: &str) -> Self {
        let mut history = Self::default();
        history.note(Mark::PublicationOwed, kind == "publication");
        history
    }

    /// The bits, for keys.
    pub const fn bits(self) -> u64 {
        self.0
    }

    /// Whether a mark stands.
    pub const fn has(self, mark: Mark) -> bool {
        self.0 & mark.bit() != 0
    }

    fn note(&mut self, mark: Mark, stands: bool) {
        if stands {
            self.0 |= mark.bit();
        } else {
            self.0 &= !mark.bit();
        }
    }

    fn set(&mut self, mark: Mark) {
        self.note(mark, true);
    }

    fn clear(&mut self, marks: &[Mark]) {
        for mark in marks {
            self.note(*mark, false);
        }
    }

    /// Whether the event that starts a clock has happened and the one that stops it has not.
    ///
    /// `None` for the party's windows: they are told by their own marks, and may run out by themselves.
    pub fn awaits(self, clock: Variable) -> Option<bool> {
        let mark = match clock {
            Variable::DecisionClock => Mark::Pending,
            Variable::CorrectionClock => Mark::CorrectionOrdered,
            Variable::ReviewClock => Mark::Submitted,
            Variable::HearingNoticeClock => Mark::HearingNotified,
            Variable::ServiceClock => Mark::ServiceOwed,
            Variable::PaymentClock => Mark::PaymentOwed,
            Variable::PublicationClock => Mark::PublicationOwed,
            Variable::WithdrawalClock => Mark::WithdrawalOwed,
            _ => return None,
        };
        Some(self.has(mark))
    }

    /// Whether the end of a clock by time leaves a mark.
    pub fn minds_end_of(clock: Variable) -> bool {
        matches!(
            clock,
            Variable::PleaClock
                | Variable::HearingClock
                | Variable::HearingNoticeClock
                | Variable::CorrectionClock
        )
    }

    /// The history after a clock ran out.
    #[must_use]
    pub fn after_end_of(mut self, clock: Variable) -> Self {
        match clock {
            Variable::PleaClock => self.clear(&[Mark::PleaWindowOpen]),
            Variable::HearingClock => self.clear(&[Mark::HearingWindowOpen]),
            Variable::HearingNoticeClock => self.set(Mark::HearingNoticePassed),
            Variable::CorrectionClock => self.set(Mark::CorrectionTermPassed),
            _ => {}
        }
        self
    }

    /// The history after a deed.
    #[must_use]
    pub fn after(mut self, deed: Deed, inputs: Inputs) -> Self {
        match phase(deed) {
            Phase::Filing => self.file(deed, inputs),
            Phase::Investigation => self.investigate(deed, inputs),
            Phase::Proposal => self.propose(deed, inputs),
            Phase::Review => self.review(deed, inputs),
            Phase::Notice => self.notify(deed, inputs),
            Phase::Hearing => self.hear(deed),
            Phase::Decision => self.decide(deed, inputs),
            Phase::Publication => self.publish(deed, inputs),
        }
        self
    }

    /// Something that an opinion or a discussion covers has changed: neither covers it any more.
    fn outdate_opinion(&mut self) {
        self.clear(&[
            Mark::Submitted,
            Mark::ProblemsStand,
            Mark::Disputed,
            Mark::Agreed,
            Mark::AgreedPenalty,
            Mark::PleaUnreviewed,
            Mark::HearingUnreviewed,
            Mark::Discussed,
        ]);
    }

    /// What the party said or showed is later than the opinion: it stands, but it is not the last word.
    fn outrun_opinion(&mut self, by: Mark) {
        let late = self.has(Mark::Agreed);
        self.clear(&[Mark::Submitted, Mark::ProblemsStand, Mark::Disputed, Mark::Discussed]);
        self.note(by, late || self.has(by));
    }

    fn file(&mut self, deed: Deed, inputs: Inputs) {
        if deed == Deed::ApproveFiling {
            self.set(Mark::Pending);
            let fit = inputs.is(Variable::Officers, officers::CERTIFIED);
            self.note(Mark::Filed, fit && inputs.is(Variable::Conflict, conflict::NONE));
        }
    }

    fn investigate(&mut self, deed: Deed, inputs: Inputs) {
        match deed {
            Deed::AddEvidence if !inputs.is(Variable::Bearing, bearing::FACTS) => {}
            Deed::OrderCorrection => {
                self.set(Mark::CorrectionOrdered);
                self.clear(&[Mark::CorrectionTermPassed, Mark::OverdueFound]);
            }
            Deed::RecheckCorrection => {
                self.note(Mark::OverdueFound, inputs.is(Variable::Recheck, recheck::OVERDUE));
                self.clear(&[Mark::CorrectionOrdered, Mark::CorrectionTermPassed]);
                self.outdate_opinion();
            }
            Deed::ConcludeInvestigation => {}
            Deed::ChangeFacts if inputs.is(Variable::Change, change::ADVERSE) => {
                self.outdate_opinion();
                self.clear(&[Mark::Notified, Mark::NoticeIssued, Mark::IssuedWithHearing]);
            }
            _ => self.outdate_opinion(),
        }
    }

    fn propose(&mut self, deed: Deed, inputs: Inputs) {
        self.outdate_opinion();
        if deed == Deed::ReturnToInvestigation {
            // What was proposed is off the table until the next proposal.
            return self.clear(&[Mark::ProposesPenalty, Mark::LacksOverdue]);
        }
        self.note(Mark::ProposesPenalty, inputs.is(Variable::Proposal, proposal::PENALTY));
        self.note(Mark::Major, inputs.is(Variable::Major, major::YES) || self.has(Mark::Major));
        self.clear(&[Mark::NoticeIssued, Mark::IssuedWithHearing]);
        if !inputs.is(Variable::Sanction, sanction::WITHIN) {
            self.clear(&[Mark::Notified]);
        }
        if deed == Deed::AdoptProposal {
            let needed = inputs.is(Variable::Prerequisite, prerequisite::YES);
            self.note(Mark::LacksOverdue, needed && !self.has(Mark::OverdueFound));
        }
    }

    fn review(&mut self, deed: Deed, inputs: Inputs) {
        match deed {
            Deed::SubmitForReview => {
                self.set(Mark::Submitted);
                self.clear(&[Mark::ProblemsStand, Mark::Disputed]);
            }
            Deed::ReturnSubmission => self.clear(&[Mark::Submitted]),
            Deed::GiveOpinion => {
                let independent = inputs.is(Variable::Reviewer, reviewer::INDEPENDENT);
                let agreed = independent && inputs.is(Variable::Opinion, opinion::AGREE);
                self.clear(&[Mark::Submitted, Mark::Disputed]);
                self.note(Mark::Agreed, agreed);
                self.note(Mark::AgreedPenalty, agreed && self.has(Mark::ProposesPenalty));
                self.note(Mark::ProblemsStand, !agreed);
                self.clear(&[Mark::PleaUnreviewed, Mark::HearingUnreviewed]);
            }
            Deed::DisputeOpinion => self.set(Mark::Disputed),
            Deed::Discuss => {
                self.set(Mark::Discussed);
                self.clear(&[Mark::Disputed]);
            }
            _ => {}
        }
    }

    fn notify(&mut self, deed: Deed, inputs: Inputs) {
        let evidence = inputs.is(Variable::PleaContent, plea_content::EVIDENCE);
        match deed {
            Deed::IssueNotice => {
                self.set(Mark::NoticeIssued);
                self.note(Mark::IssuedWithHearing, inputs.is(Variable::HearingListed, hearing_listed::YES));
            }
            Deed::ServeNotice => self.serve_notice(),
            Deed::ReceivePlea | Deed::AnswerPlea => {
                self.note(Mark::PleaOpen, deed == Deed::ReceivePlea);
                if evidence {
                    self.outrun_opinion(Mark::PleaUnreviewed);
                }
            }
            Deed::WaivePlea => self.clear(&[Mark::PleaWindowOpen]),
            Deed::WaiveHearing => self.clear(&[Mark::HearingWindowOpen]),
            _ => {}
        }
    }

    /// A new notice opens new windows; a paper whose content is no longer proposed tells the party nothing.
    fn serve_notice(&mut self) {
        self.note(Mark::Notified, self.has(Mark::NoticeIssued));
        self.note(Mark::HearingWindowOpen, self.has(Mark::IssuedWithHearing));
        self.set(Mark::PleaWindowOpen);
        self.clear(&[Mark::NoticeIssued, Mark::IssuedWithHearing]);
    }

    fn hear(&mut self, deed: Deed) {
        match deed {
            Deed::RequestHearing => {
                self.set(Mark::HearingOpen);
                self.clear(&[Mark::HearingWindowOpen]);
            }
            Deed::NotifyHearing => {
                self.set(Mark::HearingNotified);
                self.clear(&[Mark::HearingNoticePassed]);
            }
            Deed::HoldHearing | Deed::EndHearing => {
                let held = deed == Deed::HoldHearing;
                self.clear(&[Mark::HearingOpen, Mark::HearingNotified, Mark::HearingNoticePassed]);
                if held {
                    // The hearing is about the notice in force: the right is used.
                    self.clear(&[Mark::HearingWindowOpen]);
                    self.set(Mark::HearingUnreported);
                    self.set(Mark::Major);
                    self.outrun_opinion(Mark::HearingUnreviewed);
                }
            }
            Deed::ReportHearing => {
                self.clear(&[Mark::HearingUnreported]);
                self.outrun_opinion(Mark::HearingUnreviewed);
            }
            _ => {}
        }
    }

    /// A decision or another ending closes what came before: nothing later asks for it.
    fn decide(&mut self, deed: Deed, inputs: Inputs) {
        match deed {
            Deed::DecidePenalty | Deed::DecideNoPenalty => {
                *self = Self::default();
                self.set(Mark::ServiceOwed);
            }
            Deed::RefuseFiling | Deed::TransferOut | Deed::DropCase => *self = Self::default(),
            Deed::ServeDecision => {
                self.set(Mark::Served);
                self.clear(&[Mark::ServiceOwed]);
                self.note(Mark::PaymentOwed, inputs.is(Variable::Duty, duty::PAY));
                self.note(Mark::Performed, inputs.is(Variable::Duty, duty::NONE));
            }
            Deed::RecordPerformance if inputs.is(Variable::Extent, extent::FULL) => {
                self.set(Mark::Performed);
                self.clear(&[Mark::PaymentOwed]);
            }
            _ => {}
        }
    }

    fn publish(&mut self, deed: Deed, inputs: Inputs) {
        match deed {
            Deed::Mask | Deed::ReturnPublication => self.clear(&[Mark::SecrecyPassed]),
            Deed::CheckSecrecy => {
                self.note(Mark::SecrecyPassed, inputs.is(Variable::SecrecyResult, secrecy_result::PASS));
            }
            Deed::Release | Deed::DeclinePublication => {
                self.clear(&[Mark::PublicationOwed, Mark::SecrecyPassed]);
            }
            Deed::RecordAnnulment => self.set(Mark::WithdrawalOwed),
            Deed::Withdraw => self.clear(&[Mark::WithdrawalOwed]),
            _ => {}
        }
    }
}

enum Phase {
    Filing,
    Investigation,
    Proposal,
    Review,
    Notice,
    Hearing,
    Decision,
    Publication,
}

/// Every deed has its place here, so that a new one cannot be forgotten.
fn phase(deed: Deed) -> Phase {
    match deed {
        Deed::AcceptLead | Deed::RequestFiling | Deed::ReturnFiling | Deed::ApproveFiling => Phase::Filing,
        Deed::RecordScene
        | Deed::RecordInquiry
        | Deed::AddEvidence
        | Deed::ChangeFacts
        | Deed::OrderCorrection
        | Deed::RecheckCorrection
        | Deed::ConcludeInvestigation => Phase::Investigation,
        Deed::AdoptProposal | Deed::AmendProposal | Deed::ReturnToInvestigation => Phase::Proposal,
        Deed::SubmitForReview
        | Deed::AssignReview
        | Deed::ReturnSubmission
        | Deed::GiveOpinion
        | Deed::DisputeOpinion
        | Deed::Discuss => Phase::Review,
        Deed::IssueNotice
        | Deed::ServeNotice
        | Deed::ReceivePlea
        | Deed::AnswerPlea
        | Deed::WaivePlea
        | Deed::WaiveHearing => Phase::Notice,
        Deed::RequestHearing
        | Deed::NotifyHearing
        | Deed::HoldHearing
        | Deed::EndHearing
        | Deed::ReportHearing => Phase::Hearing,
        Deed::DecidePenalty
        | Deed::DecideNoPenalty
        | Deed::ServeDecision
        | Deed::RecordPerformance
        | Deed::CloseCase
        | Deed::Archive
        | Deed::RefuseFiling
        | Deed::TransferOut
        | Deed::DropCase => Phase::Decision,
        Deed::Mask
        | Deed::CheckSecrecy
        | Deed::ReturnPublication
        | Deed::Release
        | Deed::DeclinePublication
        | Deed::RecordAnnulment
        | Deed::Withdraw => Phase::Publication,
    }
}
