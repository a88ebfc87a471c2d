//! What has happened in a proceeding as far as the law asks: ghost marks that follow deeds and time.
//! They never read a stored variable and never follow a pack's effects, so that a wrong effect cannot fool the invariants.

use crate::deed::Deed;
use crate::variable::{
    Value, Values, Variable, bearing, change, conclusion, conflict, duty, extent, facts_clear,
    hearing_listed, host_recused, major, maker_named, manners, officers, opinion, plea_content, prerequisite,
    proposal, recheck, rest, reviewer, reviewer_recused, sanction, secrecy_result, succession, visit,
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
    /// A correction was ordered, and an item of it is not re-checked.
    CorrectionOrdered,
    /// The term of an item that waits ended by time.
    CorrectionTermPassed,
    /// The proposal rests on a clause that punishes only what stays uncorrected, and no re-check found that of its cause.
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
    /// A hearing was held and reported under the notice in force.
    HearingReported,
    /// A hearing record or report is later than the opinion that agreed.
    HearingUnreviewed,
    /// An application for recusal waits for its decision.
    RecusalOpen,
    /// The investigation is suspended.
    Suspended,
    /// A submission for review waits for its opinion.
    Submitted,
    /// That submission was given to a reviewer.
    Assigned,
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
    /// The inspection was approved, before or after it began.
    InspectionApproved,
    /// It began at once, and its approval waits.
    ApprovalOwed,
    /// The unit was told of the inspection, or the approval spares the notice.
    Announced,
    /// Two certified officers inspected and showed their certificates.
    Inspected,
    /// A correction was ordered in the inspection.
    OrderMade,
    /// The inspection found nothing.
    FoundNothing,
    /// What the inspection came to was said.
    Concluded,
    /// The unit was told the result.
    FedBack,
    /// The result calls for a case, or a term passed without correction, and no case was opened.
    CaseOwed,
    /// A case was opened from the inspection.
    CaseOpened,
    /// The decision waits to be published.
    PublicationOwed,
    /// The decision stands before the public.
    Published,
    /// An instrument that ends the decision was recorded before it was public.
    Annulled,
    /// The public text passed the secrecy check and was not masked anew.
    SecrecyPassed,
    /// An instrument that ends the published decision was recorded, and the page still stands.
    WithdrawalOwed,
    /// The public text was found wrong, and its correction is under way.
    TextWrong,
    /// The party was told on the spot what is intended, and no decision or voiding has followed.
    ToldOnSpot,
    /// The party was heard since it was last told.
    HeardOnSpot,
    /// What the party said left the facts unclear, and it was not told anew.
    SpotFactsUnclear,
    /// A decision on the spot was made and not lodged with the organ.
    LodgingOwed,
    /// Officers hold cash that they collected.
    CashHeld,
    /// The organ holds cash that officers handed in.
    CashHanded,
    /// The head approved a registration of evidence that is not in force yet.
    RegistrationApproved,
    /// Evidence is registered, and nothing became of it.
    RegistrationHeld,
    /// The term of that registration ended by time.
    RegistrationTermPassed,
    /// The maker of a sample was not told of it.
    MakerUntold,
    /// The maker was told, and has not answered.
    MakerAsked,
    /// The time that the maker has to answer still runs.
    MakerWindowOpen,
    /// A laboratory has the sample, and its result is not there.
    TestingOwed,
    /// A result was received, and is not issued to the party.
    ResultUnissued,
    /// A result was issued, and is not served.
    ResultUnserved,
    /// The party can still ask for another test.
    RetestWindowOpen,
    /// The party asked for another test, and nothing came of it yet.
    RetestOpen,
    /// A transfer to the police waits for the principal.
    TransferAsked,
    /// An approved transfer waits to be handed over.
    HandOverOwed,
}

impl Mark {
    #[expect(
        clippy::as_conversions,
        reason = "the discriminant of a field-less enum is the place of its bit"
    )]
    const fn bit(self) -> u128 {
        1 << (self as u32)
    }
}

/// The facts of one act; a fact that was not stated counts as the worse one. Stored variables are out of reach on purpose.
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

/// The clocks of the organ, each with the mark that stands as long as it must run.
const OWED: &[(Variable, Mark)] = &[
    (Variable::DecisionClock, Mark::Pending),
    (Variable::CorrectionClock, Mark::CorrectionOrdered),
    (Variable::ReviewClock, Mark::Submitted),
    (Variable::HearingNoticeClock, Mark::HearingNotified),
    (Variable::ServiceClock, Mark::ServiceOwed),
    (Variable::PaymentClock, Mark::PaymentOwed),
    (Variable::ApprovalClock, Mark::ApprovalOwed),
    (Variable::PublicationClock, Mark::PublicationOwed),
    (Variable::WithdrawalClock, Mark::WithdrawalOwed),
    (Variable::TextCorrectionClock, Mark::TextWrong),
    (Variable::LodgingClock, Mark::LodgingOwed),
    (Variable::HandInClock, Mark::CashHeld),
    (Variable::BankClock, Mark::CashHanded),
    (Variable::RegistrationClock, Mark::RegistrationHeld),
    (Variable::TransferClock, Mark::TransferAsked),
    (Variable::HandOverClock, Mark::HandOverOwed),
    (Variable::TestingClock, Mark::TestingOwed),
];

/// The clocks whose end by time says something, and what: the mark, and whether it stands from then on.
const ENDS: &[(Variable, Mark, bool)] = &[
    (Variable::PleaClock, Mark::PleaWindowOpen, false),
    (Variable::HearingClock, Mark::HearingWindowOpen, false),
    (Variable::HearingNoticeClock, Mark::HearingNoticePassed, true),
    (Variable::CorrectionClock, Mark::CorrectionTermPassed, true),
    (Variable::RegistrationClock, Mark::RegistrationTermPassed, true),
    (Variable::MakerClock, Mark::MakerWindowOpen, false),
    (Variable::RetestClock, Mark::RetestWindowOpen, false),
];

/// What has happened so far.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct History(u128);

impl History {
    /// The history of a new proceeding; a publication starts owing its page (处罚法 第四十八条第一款).
    pub fn at_start(kind: &str) -> Self {
        let mut history = Self::default();
        history.note(Mark::PublicationOwed, kind == "publication");
        history
    }

    /// The bits, for keys.
    pub const fn bits(self) -> u128 {
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
        let owed = OWED.iter().find(|(owed, _)| *owed == clock);
        owed.map(|(_, mark)| self.has(*mark))
    }

    /// Whether the end of a clock by time leaves a mark.
    pub fn minds_end_of(clock: Variable) -> bool {
        ENDS.iter().any(|(ended, ..)| *ended == clock)
    }

    /// The history after a clock ran out.
    #[must_use]
    pub fn after_end_of(mut self, clock: Variable) -> Self {
        for (_, mark, stands) in ENDS.iter().filter(|(ended, ..)| *ended == clock) {
            self.note(*mark, *stands);
        }
        self
    }

    /// The history after a deed.
    // long: one short arm for each deed, read side by side
    #[expect(clippy::too_many_lines, reason = "one short arm for each deed, read side by side")]
    #[must_use]
    pub fn after(mut self, deed: Deed, inputs: Inputs) -> Self {
        match deed {
            // These move the case and change nothing of what the law asks for later.
            Deed::AcceptLead
            | Deed::RequestFiling
            | Deed::ReturnFiling
            | Deed::ConcludeInvestigation
            | Deed::ChangeHandlers
            | Deed::ExtendCorrection
            | Deed::CloseInspection
            | Deed::ConfirmAddress
            | Deed::AnnounceService
            | Deed::Archive => {}
            // Whoever owes nothing any more is waited for no longer.
            Deed::CloseCase => self.clear(&[Mark::PaymentOwed]),
            Deed::ApproveFiling => self.file(inputs),
            Deed::RecordScene | Deed::RecordInquiry => self.outdate_opinion(),
            Deed::AddEvidence => self.add_evidence(inputs),
            Deed::ChangeFacts => self.change_facts(inputs),
            Deed::ChangeParty => self.change_party(inputs),
            Deed::OrderCorrection => self.order_correction(),
            Deed::RecheckCorrection => self.recheck_correction(inputs),
            Deed::AdoptProposal | Deed::AmendProposal => self.propose(inputs),
            Deed::ReturnToInvestigation => self.withdraw_proposal(),
            Deed::SubmitForReview => {
                self.clear(&[Mark::Assigned, Mark::ProblemsStand, Mark::Disputed]);
                self.set(Mark::Submitted);
            }
            Deed::AssignReview => self.note(Mark::Assigned, self.has(Mark::Submitted)),
            Deed::ReturnSubmission => self.clear(&[Mark::Submitted, Mark::Assigned]),
            Deed::GiveOpinion => self.give_opinion(inputs),
            Deed::DisputeOpinion => self.set(Mark::Disputed),
            Deed::Discuss => {
                self.set(Mark::Discussed);
                self.clear(&[Mark::Disputed]);
            }
            Deed::IssueNotice => {
                self.set(Mark::NoticeIssued);
                self.note(Mark::IssuedWithHearing, inputs.is(Variable::HearingListed, hearing_listed::YES));
            }
            Deed::ServeNotice => self.serve_notice(),
            Deed::ReceivePlea => self.plead(true, inputs),
            Deed::AnswerPlea => self.plead(false, inputs),
            Deed::WaivePlea => self.clear(&[Mark::PleaWindowOpen]),
            Deed::WaiveHearing => self.clear(&[Mark::HearingWindowOpen]),
            Deed::RequestHearing => {
                self.set(Mark::HearingOpen);
                self.clear(&[Mark::HearingWindowOpen]);
            }
            Deed::NotifyHearing => {
                self.set(Mark::HearingNotified);
                self.clear(&[Mark::HearingNoticePassed]);
            }
            Deed::HoldHearing => self.hold_hearing(),
            Deed::EndHearing => self.end_hearing(),
            Deed::ReportHearing => {
                self.clear(&[Mark::HearingUnreported]);
                self.set(Mark::HearingReported);
                self.outrun_opinion(Mark::HearingUnreviewed);
            }
            Deed::OrderHearing => {
                self.set(Mark::HearingOpen);
                self.clear(&[Mark::HearingReported]);
            }
            // The new time has a notice of its own: its days begin with it.
            Deed::PostponeHearing => self.clear(&[Mark::HearingNoticePassed]),
            Deed::RequestRecusal => self.set(Mark::RecusalOpen),
            Deed::DecideRecusal => self.decide_recusal(inputs),
            Deed::SuspendInvestigation => self.set(Mark::Suspended),
            Deed::ResumeInvestigation => self.clear(&[Mark::Suspended]),
            // A decision or another ending closes what came before: nothing later asks for it.
            Deed::DecidePenalty | Deed::DecideNoPenalty => self = Self(Mark::ServiceOwed.bit()),
            Deed::RefuseFiling
            | Deed::TransferOut
            | Deed::DropCase
            | Deed::CancelInspection
            | Deed::VoidOnSpot
            | Deed::TurnOver => {
                self = Self::default();
            }
            Deed::TellOnSpot => {
                self.set(Mark::ToldOnSpot);
                self.clear(&[Mark::HeardOnSpot, Mark::SpotFactsUnclear]);
            }
            Deed::HearOnSpot => self.hear_on_spot(inputs),
            Deed::DecideOnSpot => self = Self(Mark::ServiceOwed.bit() | Mark::LodgingOwed.bit()),
            Deed::DeliverOnSpot | Deed::ServeDecision => self.serve_decision(inputs),
            Deed::LodgeDecision => self.clear(&[Mark::LodgingOwed]),
            Deed::CollectCash | Deed::HandInCash | Deed::BankCash => self.hand_on_cash(deed),
            Deed::RecordPerformance => self.perform(inputs),
            Deed::ApproveInspection => {
                self.set(Mark::InspectionApproved);
                self.note(Mark::Announced, inputs.is(Variable::Visit, visit::UNANNOUNCED));
            }
            Deed::NotifyInspection => self.set(Mark::Announced),
            Deed::Inspect => self.inspect(inputs),
            Deed::CompleteApproval => {
                self.set(Mark::InspectionApproved);
                self.clear(&[Mark::ApprovalOwed]);
            }
            Deed::ConcludeInspection => self.conclude_inspection(inputs),
            Deed::FeedBack => self.set(Mark::FedBack),
            Deed::OpenCase => {
                self.set(Mark::CaseOpened);
                self.clear(&[Mark::CaseOwed]);
            }
            Deed::RequestRegistration
            | Deed::RefuseRegistration
            | Deed::ApproveRegistration
            | Deed::ServeRegistration
            | Deed::DisposeRegistration
            | Deed::LiftLapsed => self.register(deed),
            Deed::ProposePoliceTransfer
            | Deed::ApprovePoliceTransfer
            | Deed::RefusePoliceTransfer
            | Deed::SendToPolice
            | Deed::RecordPoliceFiling
            | Deed::RecordPoliceReturn => self.go_to_police(deed),
            Deed::TakeSample => {
                self = Self::default();
                self.note(Mark::MakerUntold, !inputs.is(Variable::MakerNamed, maker_named::NO));
            }
            Deed::CloseSampling | Deed::AbandonSampling => self = Self::default(),
            Deed::NotifyMaker
            | Deed::RecordMakerAnswer
            | Deed::EntrustTesting
            | Deed::ReceiveResult
            | Deed::IssueResult
            | Deed::ServeResult
            | Deed::RequestRetest
            | Deed::RefuseRetest
            | Deed::WaiveRetest => self.test(deed),
            Deed::Mask => self.clear(&[Mark::SecrecyPassed]),
            Deed::Correct | Deed::ReturnPublication => self.rewrite(deed == Deed::Correct),
            Deed::CheckSecrecy => {
                self.note(Mark::SecrecyPassed, inputs.is(Variable::SecrecyResult, secrecy_result::PASS));
            }
            Deed::Release | Deed::DeclinePublication => {
                self.note(Mark::Published, deed == Deed::Release);
                self.clear(&[Mark::PublicationOwed, Mark::SecrecyPassed, Mark::TextWrong]);
            }
            Deed::RecordAnnulment => self.annul(),
            Deed::Withdraw => self.clear(&[Mark::WithdrawalOwed, Mark::Published, Mark::TextWrong]),
        }
        self
    }

    /// Cash that was collected on the spot is with an officer, then with the organ, then with the bank.
    fn hand_on_cash(&mut self, deed: Deed) {
        match deed {
            Deed::CollectCash => {
                self.set(Mark::Performed);
                self.set(Mark::CashHeld);
                self.clear(&[Mark::PaymentOwed]);
            }
            Deed::HandInCash => {
                self.set(Mark::CashHanded);
                self.clear(&[Mark::CashHeld]);
            }
            _ => self.clear(&[Mark::CashHanded]),
        }
    }

    /// Evidence is registered once the head approved and the paper was served, until something became of it.
    fn register(&mut self, deed: Deed) {
        self.note(Mark::RegistrationApproved, deed == Deed::ApproveRegistration);
        self.note(Mark::RegistrationHeld, deed == Deed::ServeRegistration);
        self.clear(&[Mark::RegistrationTermPassed]);
    }

    /// A sample is with its maker's word, with the laboratory, and with the party.
    fn test(&mut self, deed: Deed) {
        match deed {
            Deed::NotifyMaker => {
                self.clear(&[Mark::MakerUntold]);
                self.set(Mark::MakerAsked);
                self.set(Mark::MakerWindowOpen);
            }
            Deed::RecordMakerAnswer => self.clear(&[Mark::MakerAsked, Mark::MakerWindowOpen]),
            Deed::EntrustTesting => {
                self.set(Mark::TestingOwed);
                self.clear(&[Mark::RetestOpen]);
            }
            Deed::ReceiveResult => {
                self.set(Mark::ResultUnissued);
                self.clear(&[Mark::TestingOwed]);
            }
            Deed::IssueResult => {
                self.set(Mark::ResultUnserved);
                self.clear(&[Mark::ResultUnissued]);
            }
            Deed::ServeResult => {
                self.set(Mark::RetestWindowOpen);
                self.clear(&[Mark::ResultUnserved]);
            }
            _ => {
                self.note(Mark::RetestOpen, deed == Deed::RequestRetest);
                self.clear(&[Mark::RetestWindowOpen]);
            }
        }
    }

    /// A report waits for the principal, an approved transfer for its handing over.
    fn go_to_police(&mut self, deed: Deed) {
        self.note(Mark::TransferAsked, deed == Deed::ProposePoliceTransfer);
        self.note(Mark::HandOverOwed, deed == Deed::ApprovePoliceTransfer);
    }

    fn file(&mut self, inputs: Inputs) {
        let fit = inputs.is(Variable::Officers, officers::CERTIFIED);
        self.note(Mark::Filed, fit && inputs.is(Variable::Conflict, conflict::NONE));
        self.set(Mark::Pending);
    }

    /// Something that an opinion or a discussion covers has changed: neither covers it any more.
    fn outdate_opinion(&mut self) {
        self.clear(&[
            Mark::Submitted,
            Mark::Assigned,
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
        self.clear(&[Mark::Submitted, Mark::Assigned, Mark::ProblemsStand, Mark::Disputed, Mark::Discussed]);
        self.note(by, late || self.has(by));
    }

    fn add_evidence(&mut self, inputs: Inputs) {
        if !inputs.is(Variable::Bearing, bearing::NONE) {
            self.outdate_opinion();
        }
    }

    fn change_facts(&mut self, inputs: Inputs) {
        self.outdate_opinion();
        if !inputs.is(Variable::Change, change::FAVOURABLE) {
            self.clear(&[Mark::Notified, Mark::NoticeIssued, Mark::IssuedWithHearing]);
        }
    }

    /// What was told to the one who is gone was not told to the one who comes (行政处罚法 第四十四条). A name changes nothing.
    fn change_party(&mut self, inputs: Inputs) {
        if !inputs.is(Variable::Succession, succession::SAME) {
            self.outdate_opinion();
            self.clear(&[Mark::Notified, Mark::NoticeIssued, Mark::IssuedWithHearing]);
        }
    }

    fn order_correction(&mut self) {
        self.set(Mark::CorrectionOrdered);
        self.note(Mark::OrderMade, self.has(Mark::Inspected));
        self.clear(&[Mark::CorrectionTermPassed]);
    }

    /// What is re-checked waits no longer; what is left has a term of its own.
    fn recheck_correction(&mut self, inputs: Inputs) {
        self.outdate_opinion();
        // A case has its own way on from here; an inspection must become one.
        self.owe_case(self.has(Mark::Inspected) && !inputs.is(Variable::Recheck, recheck::CORRECTED));
        let done = inputs.is(Variable::Rest, rest::NONE);
        self.note(Mark::CorrectionOrdered, self.has(Mark::CorrectionOrdered) && !done);
        self.clear(&[Mark::CorrectionTermPassed]);
    }

    /// A proposal outdates the paper that was not served, and a heavier one the notice that was.
    fn propose(&mut self, inputs: Inputs) {
        self.outdate_opinion();
        let founded =
            [prerequisite::NO, prerequisite::MET].map(|value| inputs.is(Variable::Prerequisite, value));
        self.note(Mark::LacksOverdue, !founded.contains(&true));
        self.note(Mark::ProposesPenalty, inputs.is(Variable::Proposal, proposal::PENALTY));
        self.note(Mark::Major, self.has(Mark::Major) || !inputs.is(Variable::Major, major::NO));
        self.clear(&[Mark::NoticeIssued, Mark::IssuedWithHearing]);
        if !inputs.is(Variable::Sanction, sanction::WITHIN) {
            self.clear(&[Mark::Notified]);
        }
    }

    /// What was proposed is off the table until the next proposal.
    fn withdraw_proposal(&mut self) {
        self.outdate_opinion();
        self.clear(&[Mark::ProposesPenalty, Mark::LacksOverdue]);
    }

    fn give_opinion(&mut self, inputs: Inputs) {
        let independent = inputs.is(Variable::Reviewer, reviewer::INDEPENDENT);
        let agreed = independent && inputs.is(Variable::Opinion, opinion::AGREE);
        self.clear(&[
            Mark::Submitted,
            Mark::Assigned,
            Mark::Disputed,
            Mark::PleaUnreviewed,
            Mark::HearingUnreviewed,
        ]);
        self.note(Mark::Agreed, agreed);
        self.note(Mark::AgreedPenalty, agreed && self.has(Mark::ProposesPenalty));
        self.note(Mark::ProblemsStand, !agreed);
    }

    /// A new notice opens new windows; a paper whose content is no longer proposed tells the party nothing. A hearing that
    /// was asked for is held about the new content, of which its old notice said nothing (行政处罚法 第六十四条第二项).
    fn serve_notice(&mut self) {
        self.note(Mark::Notified, self.has(Mark::NoticeIssued));
        self.note(Mark::HearingWindowOpen, self.has(Mark::IssuedWithHearing));
        self.set(Mark::PleaWindowOpen);
        self.clear(&[Mark::NoticeIssued, Mark::IssuedWithHearing]);
        self.clear(&[Mark::HearingNotified, Mark::HearingNoticePassed, Mark::HearingReported]);
    }

    fn plead(&mut self, open: bool, inputs: Inputs) {
        self.note(Mark::PleaOpen, open);
        if !inputs.is(Variable::PleaContent, plea_content::VIEWS) {
            self.outrun_opinion(Mark::PleaUnreviewed);
        }
    }

    /// The hearing is about the notice in force: the right is used.
    fn hold_hearing(&mut self) {
        self.end_hearing();
        self.clear(&[Mark::HearingWindowOpen]);
        self.set(Mark::HearingUnreported);
        self.set(Mark::Major);
        self.outrun_opinion(Mark::HearingUnreviewed);
    }

    fn end_hearing(&mut self) {
        self.clear(&[Mark::HearingOpen, Mark::HearingNotified, Mark::HearingNoticePassed]);
    }

    /// What a recused host or reviewer did does not carry the decision: it is done again by somebody else.
    fn decide_recusal(&mut self, inputs: Inputs) {
        self.clear(&[Mark::RecusalOpen]);
        let heard = self.has(Mark::HearingUnreported) || self.has(Mark::HearingReported);
        let host = inputs.is(Variable::HostRecused, host_recused::YES);
        let opined = self.has(Mark::Agreed) || self.has(Mark::ProblemsStand);
        let weighed = self.has(Mark::Assigned) || !self.has(Mark::Submitted) && opined;
        let reviewer = inputs.is(Variable::ReviewerRecused, reviewer_recused::YES);
        if host && (heard || self.has(Mark::HearingNotified)) {
            self.set(Mark::HearingOpen);
            self.clear(&[Mark::HearingNotified, Mark::HearingNoticePassed]);
            self.clear(&[Mark::HearingUnreported, Mark::HearingReported]);
        }
        if host && heard || reviewer && weighed {
            self.outdate_opinion();
        }
    }

    /// Hearing does not make facts clear again that were unclear: only telling them anew does.
    fn hear_on_spot(&mut self, inputs: Inputs) {
        self.set(Mark::HeardOnSpot);
        let unclear = !inputs.is(Variable::FactsClear, facts_clear::CLEAR);
        self.note(Mark::SpotFactsUnclear, unclear || self.has(Mark::SpotFactsUnclear));
    }

    fn serve_decision(&mut self, inputs: Inputs) {
        self.set(Mark::Served);
        self.clear(&[Mark::ServiceOwed]);
        self.note(Mark::PaymentOwed, inputs.is(Variable::Duty, duty::PAY));
        self.note(Mark::Performed, inputs.is(Variable::Duty, duty::NONE));
    }

    /// A public text is written anew, or its correction is given up.
    fn rewrite(&mut self, wrong: bool) {
        self.note(Mark::TextWrong, wrong);
        self.clear(&[Mark::SecrecyPassed]);
    }

    /// What is public goes; what is not stays away (行政处罚法 第四十八条第二款).
    fn annul(&mut self) {
        let published = self.has(Mark::Published);
        self.note(Mark::WithdrawalOwed, published);
        self.note(Mark::Annulled, !published);
        self.note(Mark::PublicationOwed, published && self.has(Mark::PublicationOwed));
    }

    fn inspect(&mut self, inputs: Inputs) {
        let fit = inputs.is(Variable::Officers, officers::CERTIFIED);
        self.note(Mark::Inspected, fit && inputs.is(Variable::Manners, manners::KEPT));
        self.note(Mark::ApprovalOwed, !self.has(Mark::InspectionApproved));
    }

    fn conclude_inspection(&mut self, inputs: Inputs) {
        self.set(Mark::Concluded);
        self.note(Mark::FoundNothing, inputs.is(Variable::Conclusion, conclusion::CLEAN));
        let harmless = [conclusion::CLEAN, conclusion::FIXED, conclusion::ORDERED];
        self.owe_case(!harmless.iter().any(|value| inputs.is(Variable::Conclusion, *value)));
    }

    fn owe_case(&mut self, due: bool) {
        self.note(Mark::CaseOwed, !self.has(Mark::CaseOpened) && (due || self.has(Mark::CaseOwed)));
    }

    fn perform(&mut self, inputs: Inputs) {
        if inputs.is(Variable::Extent, extent::FULL) {
            self.set(Mark::Performed);
            self.clear(&[Mark::PaymentOwed]);
        }
    }
}
