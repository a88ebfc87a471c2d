//! What must never happen in a proceeding, each with the article that forbids it.
//! An invariant reads the history and the facts of the act, never the stored variable on which a pack's guard rests.

use crate::citation::{Basis, Citation, Division};
use crate::deed::Deed;
use crate::variable::{
    Values, Variable, against_earlier, annulled, cash_ground, clock, conclusion, conflict, decider, decision,
    decision_stage, frequency, host, item, leak, manners, officers, on_visit, police, recheck, registration,
    reviewer, sampling, sanction, second_person, special_receipt, spot_limit, urgency,
};
use crate::verify::history::{History, Inputs, Mark};

/// One step of a proceeding, as the invariants see it.
#[derive(Debug, Clone, Copy)]
pub struct Step<'a> {
    /// What was done; `None` when time passed or nothing has happened yet.
    pub deed: Option<Deed>,
    /// The facts of the act.
    pub inputs: Inputs<'a>,
    /// What had happened before.
    pub before: History,
    /// What has happened after.
    pub after: History,
    /// The clocks of the procedure.
    pub clocks: &'a [Variable],
    /// The clocks that the step starts.
    pub started: &'a [Variable],
    /// The values after it; only the invariants on clocks and on the served decision read them.
    pub values: &'a Values,
    /// Whether nothing follows.
    pub is_last: bool,
}

/// A place in a text, as a constant.
struct Cite(&'static str, u16, u8, u8);

const PENALTY_LAW: &str = "行政处罚法";
const DISCLOSURE: &str = "政府信息公开条例";
const HENAN: &str = "河南省行政执法条例";
const PLAN: &str = "许昌市卫生健康委三项制度实施方案";
const BUSINESS: &str = "优化营商环境条例";
const POLICE: &str = "移送涉嫌犯罪案件规定";
const INSPECTION: &str = "严格规范涉企行政检查意见";
const PRIVACY: &str = "个人信息保护法";

/// An article of the 行政处罚法: article, paragraph, item; zero for none.
const fn penalty_law(article: u16, paragraph: u8, item: u8) -> Cite {
    Cite(PENALTY_LAW, article, paragraph, item)
}

impl Cite {
    fn citation(&self) -> Citation {
        let &Self(law, article, paragraph, item) = self;
        let mut citation = Citation::article(law, article);
        citation.paragraph = (paragraph > 0).then_some(paragraph);
        citation.item = (item > 0).then_some(item);
        if law == PLAN || law == INSPECTION {
            citation.division = Division::Part;
        }
        citation
    }
}

macro_rules! invariants {
    ($($(#[$doc:meta])+ $Name:ident $id:literal $label:literal [$($cite:expr),*] $deeds:expr;)+) => {
        /// What must never be broken.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Invariant {
            $($(#[$doc])+ $Name,)+
        }

        impl Invariant {
            /// Every invariant.
            pub const ALL: &'static [Self] = &[$(Self::$Name,)+];

            /// The identifier that guards name in `serves`.
            pub const fn id(self) -> &'static str {
                match self { $(Self::$Name => $id,)+ }
            }

            /// What readers see.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$Name => $label,)+ }
            }

            const fn cites(self) -> &'static [Cite] {
                match self { $(Self::$Name => { const CITES: &[Cite] = &[$($cite),*]; CITES })+ }
            }

            /// The deeds at which it is judged; none for what is judged at every step or on the whole.
            pub const fn deeds(self) -> &'static [Deed] {
                match self { $(Self::$Name => $deeds,)+ }
            }
        }
    };
}

const DECISIONS: &[Deed] = &[Deed::DecidePenalty, Deed::DecideNoPenalty];
const PENALTY: &[Deed] = &[Deed::DecidePenalty];
const BY_OFFICERS: &[Deed] = &[
    Deed::ApproveFiling,
    Deed::RecordScene,
    Deed::RecordInquiry,
    Deed::OrderCorrection,
    Deed::RecheckCorrection,
    Deed::ServeNotice,
    Deed::NotifyHearing,
    Deed::PostponeHearing,
    Deed::DecideRecusal,
    Deed::ChangeHandlers,
    Deed::ServeDecision,
    Deed::ApproveInspection,
    Deed::Inspect,
    Deed::TellOnSpot,
    Deed::DecideOnSpot,
    Deed::DeliverOnSpot,
    Deed::TakeSample,
    Deed::ServeResult,
    Deed::RequestRegistration,
    Deed::ServeRegistration,
    Deed::ProposePoliceTransfer,
];
const SPOT: &[Deed] = &[Deed::DecideOnSpot];
/// Who is named for a case, and where.
const NAMING: &[Deed] = &[
    Deed::ApproveFiling,
    Deed::DecideRecusal,
    Deed::ChangeHandlers,
    Deed::ChangeParty,
    Deed::ApproveInspection,
    Deed::TellOnSpot,
];
/// What moves a case on, and the two deeds that suspend it and let it go on.
const INVESTIGATING: &[Deed] = &[
    Deed::RecordScene,
    Deed::RecordInquiry,
    Deed::ChangeFacts,
    Deed::OrderCorrection,
    Deed::RecheckCorrection,
    Deed::ConcludeInvestigation,
    Deed::AdoptProposal,
    Deed::IssueNotice,
    Deed::ServeNotice,
    Deed::SubmitForReview,
    Deed::GiveOpinion,
    Deed::Discuss,
    Deed::HoldHearing,
    Deed::DecidePenalty,
    Deed::DecideNoPenalty,
    Deed::SuspendInvestigation,
    Deed::ResumeInvestigation,
];

invariants! {
    /// Filing, inspection, inquiry, orders and service are acts of two officers with valid certificates.
    TwoCertifiedOfficers "two-certified-officers" "执法行为由两名以上持有效证件的执法人员实施"
        [penalty_law(42, 1, 0)] BY_OFFICERS;
    /// Nobody with a conflict of interest handles the case.
    NoConflictOfInterest "no-conflict-of-interest" "有利害关系的人员回避"
        [penalty_law(43, 1, 0)] NAMING;
    /// An application for recusal can be made at any time between filing and decision.
    RecusalAlwaysHeard "recusal-always-heard" "立案后决定前随时可以申请回避"
        [penalty_law(43, 2, 0), penalty_law(64, 1, 4)] &[];
    /// A decision on recusal answers an application.
    RecusalOnRequest "recusal-on-request" "回避决定针对待决定的回避申请"
        [penalty_law(43, 3, 0)] &[Deed::DecideRecusal];
    /// The investigation need not stop for an application for recusal, but no decision is made before it is decided.
    RecusalBeforeDecision "recusal-before-decision" "回避申请经决定后方可作出决定"
        [penalty_law(43, 3, 0)] DECISIONS;
    /// Nobody decides on the own recusal, and that of the head belongs to the government or the organ above.
    RecusalByCompetent "recusal-by-competent" "回避由有权的人员或者机关决定"
        [penalty_law(43, 3, 0), Cite(HENAN, 23, 2, 0)] &[Deed::DecideRecusal];
    /// A suspended investigation rests until it is resumed.
    SuspensionHolds "suspension-holds" "中止调查期间不推进案件，恢复后继续"
        [penalty_law(54, 1, 0), penalty_law(60, 0, 0)] INVESTIGATING;
    /// A decision follows a filing with fit officers.
    DecisionAfterFiling "decision-after-filing" "决定前已由合格人员承办并立案"
        [penalty_law(54, 2, 0), penalty_law(42, 1, 0)] DECISIONS;
    /// A re-check belongs to an order, and every item of an order is re-checked before the next.
    RecheckFollowsOrder "recheck-follows-order" "复查与责令改正一一对应"
        [penalty_law(28, 1, 0)] &[Deed::RecheckCorrection, Deed::OrderCorrection];
    /// Nobody is overdue before the term has passed.
    OverdueOnlyAfterTerm "overdue-only-after-term" "改正期限届满前不认定逾期"
        [penalty_law(28, 1, 0)] &[Deed::RecheckCorrection];
    /// A clause that punishes only what stays uncorrected needs a re-check that found it so.
    FineOnlyAfterOverdue "fine-only-after-overdue" "以逾期不改为前提的处罚须有逾期的复查结果"
        [penalty_law(28, 1, 0), penalty_law(4, 0, 0)] PENALTY;
    /// An assignment or a return answers a submission of what is proposed now, an opinion such an assignment.
    OpinionNeedsSubmission "opinion-needs-submission" "审核意见针对现行的送审材料"
        [penalty_law(58, 1, 0)] &[Deed::AssignReview, Deed::GiveOpinion, Deed::ReturnSubmission];
    /// The reviewer took no part in the case.
    IndependentReviewer "independent-reviewer" "审核人员不参与本案承办和听证"
        [penalty_law(58, 1, 0), penalty_law(58, 2, 0), penalty_law(43, 1, 0)]
        &[Deed::AssignReview, Deed::GiveOpinion];
    /// A dispute is about an opinion that found problems and still stands.
    DisputeFollowsProblems "dispute-follows-problems" "异议针对现行的有问题意见"
        [Cite(PLAN, 2, 3, 3)] &[Deed::DisputeOpinion];
    /// A standing dispute goes to the heads, not to another round.
    DisputeGoesToHeads "dispute-goes-to-heads" "审核分歧由负责人集体讨论"
        [Cite(PLAN, 2, 3, 3)] &[Deed::SubmitForReview];
    /// The heads discuss what was reviewed: an agreed opinion, or a disputed one.
    DiscussionAfterReview "discussion-after-review" "集体讨论在法制审核之后"
        [Cite(HENAN, 28, 2, 0)] &[Deed::Discuss];
    /// No decision before an independent reviewer agreed to its last facts, clause and sanction.
    ReviewBeforeDecision "review-before-decision" "未经审核同意不得决定"
        [penalty_law(58, 1, 0), Cite(PLAN, 2, 3, 2)] DECISIONS;
    /// The agreed review is later than the record and the report of the hearing.
    ReviewAfterHearing "review-after-hearing" "审核晚于听证笔录和听证报告"
        [penalty_law(58, 1, 2), penalty_law(65, 0, 0)] DECISIONS;
    /// The agreed review is later than a plea with facts or evidence and than its reply.
    ReviewAfterPlea "review-after-plea" "审核晚于提出事实、证据的申辩及其复核"
        [penalty_law(45, 1, 0), penalty_law(58, 1, 0)] DECISIONS;
    /// What is decided is what was agreed.
    DecidedAsReviewed "decided-as-reviewed" "决定与经审核的处理结果一致"
        [penalty_law(58, 1, 0)] DECISIONS;
    /// The heads discussed a complex or major case, and a case with a hearing, in its last form.
    CollectiveDiscussion "collective-discussion" "重大复杂案件经集体讨论"
        [penalty_law(57, 2, 0), Cite(HENAN, 28, 2, 0)] DECISIONS;
    /// A notice tells a penalty that is proposed.
    NoticeStatesProposal "notice-states-proposal" "只告知拟作出的处罚"
        [penalty_law(44, 0, 0)] &[Deed::IssueNotice];
    /// A later notice is heavier only for a new fact that does not come from the plea.
    HeavierNoticeNeedsNewFact "heavier-notice-needs-new-fact" "加重的告知须有申辩以外的新事实"
        [penalty_law(44, 0, 0), penalty_law(45, 2, 0)] &[Deed::IssueNotice, Deed::TellOnSpot];
    /// No penalty without a notice of its content.
    NoticeBeforeDecision "notice-before-decision" "未告知不得处罚"
        [penalty_law(44, 0, 0), penalty_law(62, 0, 0)] PENALTY;
    /// No penalty while the window to plead is open.
    PleaBeforeDecision "plea-before-decision" "陈述申辩期限届满或书面放弃前不得处罚"
        [penalty_law(45, 1, 0), penalty_law(62, 0, 0)] PENALTY;
    /// Every plea is answered before the decision.
    PleaAnswered "plea-answered" "陈述申辩经复核"
        [penalty_law(45, 1, 0)] DECISIONS;
    /// A reply answers a plea.
    AnswerFollowsPlea "answer-follows-plea" "复核针对已收到的陈述申辩"
        [penalty_law(45, 1, 0)] &[Deed::AnswerPlea];
    /// A plea can be received at any time between filing and decision.
    PleaAlwaysHeard "plea-always-heard" "立案后决定前随时听取陈述申辩"
        [penalty_law(45, 1, 0), penalty_law(62, 0, 0)] &[];
    /// Only an open window can be waived: nothing in advance, nothing afterwards.
    WaiverWithinWindow "waiver-within-window" "只能放弃进行中的期限"
        [penalty_law(62, 0, 0), penalty_law(64, 1, 1)] &[Deed::WaivePlea, Deed::WaiveHearing];
    /// A decision, and a change of the proposal without a new notice, is in no part heavier than the notice in force.
    NeverHeavierThanNotice "never-heavier-than-notice" "不重于已告知的内容"
        [penalty_law(44, 0, 0), penalty_law(45, 2, 0)]
        &[Deed::AmendProposal, Deed::DecidePenalty, Deed::DecideOnSpot];
    /// A hearing follows one request made in time, or one order of the organ; its notice, its end and its report belong
    /// to it.
    HearingOnRequest "hearing-on-request" "听证依当事人在期限内的要求或者本机关的决定组织"
        [penalty_law(63, 1, 0), penalty_law(64, 1, 1), Cite(HENAN, 27, 1, 3)]
        &[
            Deed::RequestHearing,
            Deed::OrderHearing,
            Deed::NotifyHearing,
            Deed::PostponeHearing,
            Deed::EndHearing,
            Deed::ReportHearing,
        ];
    /// A request within the window is never turned away.
    HearingRequestAccepted "hearing-request-accepted" "期限内的听证要求必须受理"
        [penalty_law(63, 1, 0), penalty_law(64, 1, 1)] &[];
    /// No penalty while a hearing can still be asked for.
    HearingWindowBeforeDecision "hearing-window-before-decision" "要求听证的期限届满或书面放弃前不得处罚"
        [penalty_law(63, 1, 0), penalty_law(64, 1, 1)] PENALTY;
    /// A hearing is held only when the days after its notice have passed.
    HearingNotifiedInTime "hearing-notified-in-time" "听证在通知七个工作日后举行"
        [penalty_law(64, 1, 2)] &[Deed::HoldHearing];
    /// The host is no investigator of the case.
    IndependentHost "independent-host" "听证由非本案调查人员主持"
        [penalty_law(64, 1, 4)] &[Deed::NotifyHearing, Deed::PostponeHearing, Deed::HoldHearing];
    /// A hearing asked for is held and reported, or ended.
    HearingHonoured "hearing-honoured" "要求的听证经举行并报告或依法终止"
        [penalty_law(63, 1, 0), penalty_law(65, 0, 0)] DECISIONS;
    /// No case is closed before its decision is served.
    NoClosingBeforeService "no-closing-before-service" "送达前不得结案"
        [penalty_law(61, 1, 0), Cite(HENAN, 30, 1, 0)] &[Deed::CloseCase];
    /// No case is closed before its decision is carried out, or taken away.
    NoClosingBeforePerformance "no-closing-before-performance" "履行完毕前不得结案"
        [penalty_law(66, 1, 0)] &[Deed::CloseCase];
    /// Nothing more is recorded against a party who owes nothing or has done everything.
    NothingBeyondDuty "nothing-beyond-duty" "无义务或已履行完毕的不再登记履行"
        [penalty_law(66, 1, 0)] &[Deed::RecordPerformance, Deed::CollectCash];
    /// No decision on the spot before the party was told what is intended.
    ToldBeforeSpotDecision "told-before-spot-decision" "未当场告知不得当场处罚"
        [penalty_law(44, 0, 0)] SPOT;
    /// No decision on the spot before the party was heard.
    HeardBeforeSpotDecision "heard-before-spot-decision" "未听取陈述申辩不得当场处罚"
        [penalty_law(45, 1, 0)] SPOT;
    /// Only what is clear is punished on the spot.
    SpotFactsClear "spot-facts-clear" "事实不清不得当场处罚"
        [penalty_law(51, 0, 0), penalty_law(40, 0, 0)] SPOT;
    /// On the spot there are warnings and small fines, nothing else.
    WithinSpotLimit "within-spot-limit" "当场处罚不超出法定范围"
        [penalty_law(51, 0, 0)] &[Deed::TellOnSpot, Deed::DecideOnSpot];
    /// A decision on the spot is handed over, and cash collected, on the same visit.
    DoneOnTheVisit "done-on-the-visit" "当场交付、当场收缴"
        [penalty_law(52, 1, 0), penalty_law(68, 0, 0)] &[Deed::DeliverOnSpot, Deed::CollectCash];
    /// A decision on the spot is lodged with the organ, once, before the case is closed.
    LodgedBeforeClosing "lodged-before-closing" "当场处罚决定报所属机关备案"
        [penalty_law(52, 3, 0)] &[Deed::LodgeDecision, Deed::CloseCase];
    /// Cash is collected on a ground of the law only.
    CashNeedsGround "cash-needs-ground" "没有法定情形不得当场收缴罚款"
        [penalty_law(67, 2, 0), penalty_law(68, 0, 0), penalty_law(69, 0, 0)] &[Deed::CollectCash];
    /// Cash is collected against the receipt of the treasury only.
    CashNeedsReceipt "cash-needs-receipt" "当场收缴须出具专用票据"
        [penalty_law(70, 0, 0)] &[Deed::CollectCash];
    /// Cash goes from the officers to the organ and from the organ to the bank, before the case is closed.
    CashInTurn "cash-in-turn" "当场收缴的罚款先交机关、再缴银行"
        [penalty_law(71, 0, 0)] &[Deed::HandInCash, Deed::BankCash, Deed::CloseCase];
    /// The machine tells the publication truly whether the decision was made and served.
    ServiceToldTruly "service-told-truly" "决定书的送达状态如实"
        [penalty_law(61, 1, 0), Cite(HENAN, 30, 1, 0)] &[];
    /// Nothing is published before it is served.
    PublicationAfterService "publication-after-service" "送达前不得公示"
        [penalty_law(48, 1, 0), Cite(HENAN, 30, 1, 0)] &[Deed::Release];
    /// Nothing is published whose last text did not pass the secrecy check.
    SecrecyBeforeRelease "secrecy-before-release" "公示前经保密审查"
        [Cite(DISCLOSURE, 17, 0, 0)] &[Deed::Release];
    /// Whoever releases, declines to, or withdraws is another person than who prepared it.
    ReleaseBySecondPerson "release-by-second-person" "发布、不予公示和撤下由另一人审核"
        [Cite(PLAN, 2, 1, 0), Cite(DISCLOSURE, 17, 0, 0)]
        &[Deed::Release, Deed::DeclinePublication, Deed::Withdraw];
    /// Nothing is published that an instrument ended before.
    NothingAnnulledPublished "nothing-annulled-published" "已被撤销等的决定不再公示"
        [penalty_law(48, 2, 0)] &[Deed::Release];
    /// No published text holds what must be withheld.
    NoLeak "no-leak" "公示内容不含应隐去的信息"
        [Cite(PRIVACY, 28, 0, 0), Cite(DISCLOSURE, 15, 0, 0)] &[Deed::Release];
    /// A page is withdrawn for an instrument that ends its decision.
    WithdrawalHasGround "withdrawal-has-ground" "撤下公示须有撤销等文书"
        [penalty_law(48, 2, 0)] &[Deed::Withdraw];
    /// Only an item of the published list is inspected.
    InspectionItemListed "inspection-item-listed" "未经公布的检查事项不得实施"
        [Cite(INSPECTION, 2, 0, 0), Cite(BUSINESS, 58, 0, 0)] &[Deed::ApproveInspection, Deed::Inspect];
    /// An inspection is approved before it begins, unless it cannot wait.
    ApprovalBeforeInspection "approval-before-inspection" "检查前经本机关负责人批准，紧急情况除外"
        [Cite(INSPECTION, 4, 0, 0)] &[Deed::Inspect];
    /// What began at once is approved afterwards, and nothing else is.
    ApprovalCompleted "approval-completed" "补办审批只用于紧急检查，并且办结前补齐"
        [Cite(INSPECTION, 4, 0, 0)] &[Deed::CompleteApproval, Deed::CloseInspection];
    /// No unit is inspected more often than the published cap allows, matters of its own apart.
    FrequencyCapped "frequency-capped" "不超出公布的年度检查频次上限"
        [Cite(INSPECTION, 3, 0, 0), Cite(BUSINESS, 54, 0, 0)] &[Deed::ApproveInspection];
    /// The unit is told beforehand, unless the approval spares the notice or the inspection cannot wait.
    NoticeBeforeInspection "notice-before-inspection" "检查前通知，批准直接进入现场和紧急情况除外"
        [Cite(INSPECTION, 4, 0, 0)] &[Deed::Inspect];
    /// An inspection that was approved, and told or spared, can begin without any urgency.
    ApprovedInspectionCanBegin "approved-inspection-can-begin" "经批准并通知的检查可以实施"
        [penalty_law(54, 1, 0)] &[];
    /// Who inspects shows the certificate and tells the rights.
    CardsShown "cards-shown" "检查时出示执法证件、告知权利"
        [penalty_law(55, 1, 0), Cite(HENAN, 24, 0, 0)] &[Deed::Inspect];
    /// A result follows an inspection by two certified officers who showed their certificates.
    ResultAfterInspection "result-after-inspection" "检查结果出自依法进行的现场检查"
        [penalty_law(42, 1, 0), penalty_law(55, 1, 0)] &[Deed::ConcludeInspection];
    /// The result says of orders what is true: ordered means an order, nothing found means none.
    ResultFitsOrder "result-fits-order" "检查结果与责令改正一致"
        [penalty_law(28, 1, 0)] &[Deed::ConcludeInspection];
    /// The unit is told a result that was reached, before the inspection is closed.
    FeedbackOfResult "feedback-of-result" "检查结果反馈被检查单位后办结"
        [Cite(INSPECTION, 4, 0, 0)] &[Deed::FeedBack, Deed::CloseInspection];
    /// A correction that was ordered is re-checked before the inspection is closed.
    OrderRechecked "order-rechecked" "责令改正经复查后办结"
        [penalty_law(28, 1, 0)] &[Deed::CloseInspection];
    /// A case is opened where the result or an overdue correction calls for it, before the inspection is closed.
    CaseOpenedWhenDue "case-opened-when-due" "应当立案的已转立案"
        [penalty_law(54, 2, 0)] &[Deed::CloseInspection];
    /// No case comes from an inspection that found nothing, and one inspection opens one case.
    CaseHasGround "case-has-ground" "转立案须有发现的问题，且只转一次"
        [penalty_law(54, 2, 0), penalty_law(40, 0, 0)] &[Deed::OpenCase];
    /// Nothing is registered without the head's approval.
    RegistrationApprovedFirst "registration-approved-first" "先行登记保存经负责人批准"
        [penalty_law(56, 0, 0)] &[Deed::ServeRegistration];
    /// What is registered is disposed of within the term; afterwards the registration has lapsed.
    DisposalWithinTerm "disposal-within-term" "登记保存在期限内处理，不得延长"
        [penalty_law(56, 0, 0), penalty_law(85, 0, 0)] &[Deed::DisposeRegistration];
    /// Only a registration whose term is over has lapsed.
    LiftedOnlyWhenLapsed "lifted-only-when-lapsed" "期限届满的登记保存才自动失效"
        [penalty_law(56, 0, 0)] &[Deed::LiftLapsed];
    /// No investigation ends, and no case is given away, while evidence is registered.
    NothingLeftRegistered "nothing-left-registered" "登记保存处理完毕后终结调查、撤案或者移送"
        [penalty_law(56, 0, 0)] &[Deed::ConcludeInvestigation, Deed::DropCase, Deed::TransferOut];
    /// No investigation ends, and no case is dropped or handed on, while the result of a sample is open.
    NoResultLeftOpen "no-result-left-open" "检验结果告知并办结后终结调查、撤案或者移送"
        [penalty_law(40, 0, 0), penalty_law(46, 2, 0)]
        &[Deed::ConcludeInvestigation, Deed::DropCase, Deed::TransferOut];
    /// The maker whom a sample names is told of it once, before the sample is tested.
    MakerToldBeforeTesting "maker-told-before-testing" "检验前告知样品标示的生产者"
        [penalty_law(46, 2, 0)] &[Deed::NotifyMaker, Deed::EntrustTesting];
    /// What a maker says answers what it was asked.
    MakerAnswerFollowsNotice "maker-answer-follows-notice" "生产者的意见针对已制发的确认告知书"
        [penalty_law(46, 2, 0)] &[Deed::RecordMakerAnswer];
    /// Nothing is closed while the maker can still answer in time.
    MakerAnswerAwaited "maker-answer-awaited" "生产者答复或者期满后办结抽样检验"
        [penalty_law(46, 2, 0)] &[Deed::CloseSampling];
    /// A result comes from a laboratory that was entrusted, and what the party is told comes from a result.
    ResultInTurn "result-in-turn" "先委托、后出结果，先有结果、后告知"
        [penalty_law(46, 2, 0)] &[Deed::ReceiveResult, Deed::IssueResult, Deed::ServeResult];
    /// Another test is asked for, or given up, only while the term runs.
    RetestWithinTerm "retest-within-term" "只在期限内申请或者放弃复检"
        [penalty_law(45, 1, 0), penalty_law(46, 2, 0)] &[Deed::RequestRetest, Deed::WaiveRetest];
    /// Nothing is closed while another test can be asked for, or was asked for.
    RetestHonoured "retest-honoured" "复检期限届满、放弃或者办理后办结"
        [penalty_law(45, 1, 0), penalty_law(46, 2, 0)] &[Deed::CloseSampling];
    /// No case reaches the police without the approval of the principal.
    PoliceTransferApproved "police-transfer-approved" "移送公安机关经正职负责人批准"
        [Cite(POLICE, 5, 2, 0)] &[Deed::SendToPolice];
    /// No penalty takes the place of a transfer to the police.
    NoPenaltyForTransfer "no-penalty-for-transfer" "不得以行政处罚代替移送"
        [Cite(POLICE, 11, 1, 0), penalty_law(27, 1, 0), penalty_law(82, 0, 0)]
        &[Deed::ConcludeInvestigation, Deed::DecidePenalty, Deed::DecideNoPenalty];
    /// Only a term that runs is made longer.
    ExtensionWithinTerm "extension-within-term" "只能在改正期限届满前延长"
        [penalty_law(28, 1, 0)] &[Deed::ExtendCorrection];
    /// The organ's clocks run from their event until what they wait for, and at no other time.
    ClockFollowsEvent "clock-follows-event" "期限随其事由起止"
        [penalty_law(60, 0, 0), penalty_law(61, 1, 0), penalty_law(67, 3, 0), penalty_law(48, 2, 0)] &[];
    /// A clock that runs is not started anew.
    ClockNotRestarted "clock-not-restarted" "进行中的期限不得重新起算"
        [penalty_law(60, 0, 0), penalty_law(48, 2, 0)] &[];
    /// No clock runs in a case that has ended.
    ClocksEndWithCase "clocks-end-with-case" "案件终结后没有进行中的期限"
        [penalty_law(60, 0, 0)] &[];
    /// From everywhere the end can be reached without giving the case up.
    CanFinish "can-finish" "从任何状态都能依法办结"
        [penalty_law(54, 2, 0), penalty_law(60, 0, 0)] &[];
    /// Every state, every action, every effect and the end of every clock occurs on some path.
    EverythingOccurs "everything-occurs" "每个状态、操作、效果和期限届满都会出现"
        [] &[];
    /// Every guard holds somewhere and fails somewhere.
    GuardsCanFail "guards-can-fail" "每个条件都有满足和不满足的时候"
        [] &[];
    /// No action gives one variable two values.
    EffectsAgree "effects-agree" "同一操作的效果不互相矛盾"
        [] &[];
    /// Every guard serves an invariant of this list.
    ServesResolves "serves-resolves" "每个条件所服务的要求都在册"
        [] &[];
    /// The space stays small enough to be seen whole.
    SpaceIsSmall "space-is-small" "状态空间可以穷尽"
        [] &[];
}

impl Invariant {
    /// The invariant with this identifier.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|invariant| invariant.id() == id)
    }

    /// The articles.
    pub fn basis(self) -> Basis {
        Basis(self.cites().iter().map(Cite::citation).collect())
    }

    /// Whether it is judged at every step, whatever is done.
    pub const fn is_of_every_step(self) -> bool {
        matches!(
            self,
            Self::ServiceToldTruly
                | Self::ClockFollowsEvent
                | Self::ClockNotRestarted
                | Self::ClocksEndWithCase
        )
    }

    /// Whether a step breaks it. Those on the whole space are never broken by a step.
    pub fn broken(self, step: &Step) -> bool {
        match step.deed {
            Some(deed) if self.deeds().contains(&deed) => self.broken_by(deed, step),
            Some(_) | None => self.is_of_every_step() && self.broken_at_any_step(step),
        }
    }

    fn broken_at_any_step(self, step: &Step) -> bool {
        if self == Self::ServiceToldTruly {
            step.after.has(Mark::ServiceOwed) != step.values.is(Variable::Decision, decision::MADE)
                || step.after.has(Mark::Served) != step.values.is(Variable::Decision, decision::SERVED)
        } else if self == Self::ClockFollowsEvent {
            unfollowed_clock(step)
        } else if self == Self::ClockNotRestarted {
            // A re-check answers the term of one item; that of the next begins with it.
            let answered = |clock: Variable| {
                step.deed == Some(Deed::RecheckCorrection) && clock == Variable::CorrectionClock
            };
            // The new time of a postponed hearing is told anew, and its days are counted from then.
            let renewed = |clock: Variable| {
                step.deed == Some(Deed::PostponeHearing) && clock == Variable::HearingNoticeClock
            };
            let anew = |clock: Variable| !answered(clock) && !renewed(clock);
            step.started.iter().any(|clock| step.before.awaits(*clock) == Some(true) && anew(*clock))
        } else {
            step.is_last && running_clock(step)
        }
    }

    // long: one short arm for each invariant, read side by side
    #[expect(clippy::too_many_lines, reason = "one short arm for each invariant, read side by side")]
    fn broken_by(self, deed: Deed, step: &Step) -> bool {
        let Step { inputs, before, .. } = *step;
        let has = |mark| before.has(mark);
        match self {
            Self::TwoCertifiedOfficers => !inputs.is(Variable::Officers, officers::CERTIFIED),
            Self::NoConflictOfInterest => !inputs.is(Variable::Conflict, conflict::NONE),
            Self::RecusalOnRequest => !has(Mark::RecusalOpen),
            Self::RecusalBeforeDecision => has(Mark::RecusalOpen),
            Self::RecusalByCompetent => !inputs.is(Variable::Decider, decider::COMPETENT),
            Self::SuspensionHolds => has(Mark::Suspended) != (deed == Deed::ResumeInvestigation),
            Self::DecisionAfterFiling => !has(Mark::Filed),
            Self::RecheckFollowsOrder => has(Mark::CorrectionOrdered) != (deed == Deed::RecheckCorrection),
            Self::OverdueOnlyAfterTerm => {
                inputs.is(Variable::Recheck, recheck::OVERDUE) && !has(Mark::CorrectionTermPassed)
            }
            Self::FineOnlyAfterOverdue => has(Mark::LacksOverdue),
            Self::OpinionNeedsSubmission if deed == Deed::GiveOpinion => !has(Mark::Assigned),
            Self::OpinionNeedsSubmission => !has(Mark::Submitted),
            Self::IndependentReviewer => !inputs.is(Variable::Reviewer, reviewer::INDEPENDENT),
            Self::DisputeFollowsProblems => !has(Mark::ProblemsStand),
            Self::DisputeGoesToHeads => has(Mark::Disputed),
            Self::DiscussionAfterReview => !has(Mark::Disputed) && !is_agreed_last(before),
            Self::ReviewBeforeDecision => !has(Mark::Agreed),
            Self::ReviewAfterHearing => has(Mark::HearingUnreviewed),
            Self::ReviewAfterPlea => has(Mark::PleaUnreviewed),
            Self::DecidedAsReviewed => {
                has(Mark::Agreed) && has(Mark::AgreedPenalty) != (deed == Deed::DecidePenalty)
            }
            Self::CollectiveDiscussion => has(Mark::Major) && !has(Mark::Discussed),
            Self::NoticeStatesProposal => !has(Mark::ProposesPenalty),
            Self::HeavierNoticeNeedsNewFact => !founded(inputs),
            Self::NoticeBeforeDecision => !has(Mark::Notified),
            Self::PleaBeforeDecision => has(Mark::PleaWindowOpen),
            Self::PleaAnswered => has(Mark::PleaOpen),
            Self::AnswerFollowsPlea => !has(Mark::PleaOpen),
            Self::WaiverWithinWindow if deed == Deed::WaivePlea => !has(Mark::PleaWindowOpen),
            Self::WaiverWithinWindow => !has(Mark::HearingWindowOpen),
            Self::NeverHeavierThanNotice => !inputs.is(Variable::Sanction, sanction::WITHIN),
            Self::HearingOnRequest => out_of_turn(deed, before),
            Self::HearingWindowBeforeDecision => has(Mark::HearingWindowOpen),
            Self::HearingNotifiedInTime => !has(Mark::HearingNotified) || !has(Mark::HearingNoticePassed),
            Self::IndependentHost => !inputs.is(Variable::Host, host::INDEPENDENT),
            Self::HearingHonoured => has(Mark::HearingOpen) || has(Mark::HearingUnreported),
            Self::NoClosingBeforeService => !has(Mark::Served),
            Self::NoClosingBeforePerformance => {
                !has(Mark::Performed) && !inputs.is(Variable::Annulled, annulled::YES)
            }
            Self::NothingBeyondDuty => has(Mark::Performed),
            Self::InspectionItemListed => !inputs.is(Variable::Item, item::LISTED),
            Self::ApprovalBeforeInspection => {
                !has(Mark::InspectionApproved) && !inputs.is(Variable::Urgency, urgency::URGENT)
            }
            Self::ApprovalCompleted if deed == Deed::CompleteApproval => !has(Mark::ApprovalOwed),
            Self::ApprovalCompleted => !has(Mark::InspectionApproved),
            Self::FrequencyCapped => !inputs.is(Variable::Frequency, frequency::WITHIN),
            Self::NoticeBeforeInspection => {
                !has(Mark::Announced) && !inputs.is(Variable::Urgency, urgency::URGENT)
            }
            Self::CardsShown => !inputs.is(Variable::Manners, manners::KEPT),
            Self::ResultAfterInspection => !has(Mark::Inspected),
            Self::ResultFitsOrder => {
                let case = inputs.is(Variable::Conclusion, conclusion::CASE);
                let ordered = inputs.is(Variable::Conclusion, conclusion::ORDERED);
                !case && ordered != has(Mark::OrderMade)
            }
            Self::FeedbackOfResult if deed == Deed::FeedBack => !has(Mark::Concluded),
            Self::FeedbackOfResult => !has(Mark::FedBack),
            Self::OrderRechecked => has(Mark::CorrectionOrdered),
            Self::CaseOpenedWhenDue => has(Mark::CaseOwed),
            Self::CaseHasGround => !has(Mark::Concluded) || has(Mark::FoundNothing) || has(Mark::CaseOpened),
            Self::RegistrationApprovedFirst => !has(Mark::RegistrationApproved),
            Self::DisposalWithinTerm => !has(Mark::RegistrationHeld) || has(Mark::RegistrationTermPassed),
            Self::LiftedOnlyWhenLapsed => !has(Mark::RegistrationTermPassed),
            // A case on the spot has none, and its procedure does not ask.
            Self::NothingLeftRegistered => inputs.is(Variable::Registration, registration::OPEN),
            Self::NoResultLeftOpen => inputs.is(Variable::Sampling, sampling::OPEN),
            Self::MakerToldBeforeTesting => has(Mark::MakerUntold) != (deed == Deed::NotifyMaker),
            Self::MakerAnswerFollowsNotice => !has(Mark::MakerAsked),
            Self::MakerAnswerAwaited => has(Mark::MakerWindowOpen),
            Self::ResultInTurn if deed == Deed::ReceiveResult => !has(Mark::TestingOwed),
            Self::ResultInTurn if deed == Deed::IssueResult => !has(Mark::ResultUnissued),
            Self::ResultInTurn => !has(Mark::ResultUnserved),
            Self::RetestWithinTerm => !has(Mark::RetestWindowOpen),
            Self::RetestHonoured => has(Mark::RetestWindowOpen) || has(Mark::RetestOpen),
            Self::PoliceTransferApproved => !has(Mark::HandOverOwed),
            Self::NoPenaltyForTransfer => inputs.is(Variable::Police, police::OPEN),
            Self::ExtensionWithinTerm => !has(Mark::CorrectionOrdered) || has(Mark::CorrectionTermPassed),
            // What stands before the public was served before it came there; a correction asks no more.
            Self::PublicationAfterService => {
                !has(Mark::Published) && !inputs.is(Variable::DecisionStage, decision_stage::SERVED)
            }
            Self::ToldBeforeSpotDecision => !has(Mark::ToldOnSpot),
            Self::HeardBeforeSpotDecision => has(Mark::ToldOnSpot) && !has(Mark::HeardOnSpot),
            Self::SpotFactsClear => has(Mark::SpotFactsUnclear),
            Self::WithinSpotLimit => !inputs.is(Variable::SpotLimit, spot_limit::WITHIN),
            Self::DoneOnTheVisit => !inputs.is(Variable::OnVisit, on_visit::SAME),
            Self::LodgedBeforeClosing => has(Mark::LodgingOwed) != (deed == Deed::LodgeDecision),
            Self::CashNeedsGround => !inputs.is(Variable::CashGround, cash_ground::GIVEN),
            Self::CashNeedsReceipt => !inputs.is(Variable::SpecialReceipt, special_receipt::ISSUED),
            Self::CashInTurn => cash_out_of_turn(deed, before),
            Self::SecrecyBeforeRelease => !has(Mark::SecrecyPassed),
            Self::ReleaseBySecondPerson => !inputs.is(Variable::SecondPerson, second_person::OTHER),
            Self::NoLeak => !inputs.is(Variable::Leak, leak::CLEAN),
            Self::NothingAnnulledPublished => has(Mark::Annulled),
            Self::WithdrawalHasGround => !has(Mark::WithdrawalOwed),
            Self::PleaAlwaysHeard
            | Self::RecusalAlwaysHeard
            | Self::HearingRequestAccepted
            | Self::ApprovedInspectionCanBegin
            | Self::ServiceToldTruly
            | Self::ClockFollowsEvent
            | Self::ClockNotRestarted
            | Self::ClocksEndWithCase
            | Self::CanFinish
            | Self::EverythingOccurs
            | Self::GuardsCanFail
            | Self::EffectsAgree
            | Self::ServesResolves
            | Self::SpaceIsSmall => false,
        }
    }

    /// Whether a proceeding in which only these deeds are accepted turns away what the party may do.
    pub fn denied(self, history: History, accepts: impl Fn(Deed) -> bool) -> bool {
        let must = |deed: Deed, may: bool| may && !accepts(deed);
        let ready = history.has(Mark::InspectionApproved)
            && history.has(Mark::Announced)
            && !history.has(Mark::Inspected);
        let window = history.has(Mark::HearingWindowOpen) && !history.has(Mark::HearingOpen);
        (self == Self::PleaAlwaysHeard && must(Deed::ReceivePlea, history.has(Mark::Pending)))
            || (self == Self::RecusalAlwaysHeard && must(Deed::RequestRecusal, history.has(Mark::Pending)))
            || (self == Self::HearingRequestAccepted && must(Deed::RequestHearing, window))
            || (self == Self::ApprovedInspectionCanBegin && must(Deed::Inspect, ready))
    }
}

/// Whether a step of the hearing does not follow the one before it (行政处罚法 第六十四条).
fn out_of_turn(deed: Deed, before: History) -> bool {
    let open = before.has(Mark::HearingOpen);
    if deed == Deed::RequestHearing {
        open || !before.has(Mark::HearingWindowOpen)
    } else if deed == Deed::OrderHearing {
        open || before.has(Mark::HearingUnreported)
    } else if deed == Deed::PostponeHearing {
        !before.has(Mark::HearingNotified)
    } else if deed == Deed::NotifyHearing {
        !open || before.has(Mark::HearingNotified)
    } else if deed == Deed::EndHearing {
        !open
    } else {
        !before.has(Mark::HearingUnreported)
    }
}

/// Whether cash is handed on by who does not hold it, or a case closed while somebody does (行政处罚法 第七十一条).
fn cash_out_of_turn(deed: Deed, before: History) -> bool {
    let (held, handed) = (before.has(Mark::CashHeld), before.has(Mark::CashHanded));
    if deed == Deed::HandInCash {
        !held
    } else if deed == Deed::BankCash {
        !handed
    } else {
        held || handed
    }
}

fn is_agreed_last(history: History) -> bool {
    history.has(Mark::Agreed) && !history.has(Mark::PleaUnreviewed) && !history.has(Mark::HearingUnreviewed)
}

fn founded(inputs: Inputs) -> bool {
    inputs.is(Variable::AgainstEarlier, against_earlier::NOT_HEAVIER)
        || inputs.is(Variable::AgainstEarlier, against_earlier::NEW_FACT)
}

fn is_live(values: &Values, clock: Variable) -> bool {
    values.is(clock, clock::RUNNING) || values.is(clock, clock::OVER)
}

fn unfollowed_clock(step: &Step) -> bool {
    step.clocks
        .iter()
        .any(|clock| step.after.awaits(*clock).is_some_and(|awaited| awaited != is_live(step.values, *clock)))
}

/// The party's windows may have run out by themselves; what the organ owes must have been done.
fn running_clock(step: &Step) -> bool {
    step.clocks.iter().any(|clock| match step.after.awaits(*clock) {
        Some(_) => is_live(step.values, *clock),
        None => step.values.is(*clock, clock::RUNNING),
    })
}
