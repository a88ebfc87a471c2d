//! The closed list of things that people do in a proceeding, whatever a pack calls the action that does them.
//! It says nothing of when a deed is allowed: that is the procedure's, and what it must leave behind is the verifier's.

use serde::{Deserialize, Serialize};

macro_rules! deeds {
    ($($(#[$doc:meta])* $Name:ident $id:literal),+ $(,)?) => {
        /// What an action does, in law.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Deed {
            $($(#[$doc])* #[serde(rename = $id)] $Name,)+
        }

        impl Deed {
            /// Every deed.
            pub const ALL: &'static [Deed] = &[$(Deed::$Name),+];

            /// The identifier used in packs and events.
            pub const fn id(self) -> &'static str {
                match self { $(Deed::$Name => $id),+ }
            }
        }
    };
}

deeds! {
    /// Accept a lead (受理).
    AcceptLead "accept-lead",
    /// Refuse to file (不予立案).
    RefuseFiling "refuse-filing",
    /// Hand over to the organ that has jurisdiction (移送).
    TransferOut "transfer-out",
    /// Ask for filing (报请立案).
    RequestFiling "request-filing",
    /// Return a request for filing (退回立案申请).
    ReturnFiling "return-filing",
    /// Approve filing and name the officers (批准立案).
    ApproveFiling "approve-filing",
    /// Record what was found on the scene (现场检查笔录).
    RecordScene "record-scene",
    /// Record an inquiry (询问笔录).
    RecordInquiry "record-inquiry",
    /// Add evidence (添加证据).
    AddEvidence "add-evidence",
    /// Change or add a violation (变更违法事实).
    ChangeFacts "change-facts",
    /// Order a correction (责令改正).
    OrderCorrection "order-correction",
    /// Re-check an ordered correction (复查).
    RecheckCorrection "recheck-correction",
    /// End the investigation with a report (调查终结).
    ConcludeInvestigation "conclude-investigation",
    /// Adopt the proposal in panel (合议).
    AdoptProposal "adopt-proposal",
    /// Go back to the investigation (退回补充调查).
    ReturnToInvestigation "return-to-investigation",
    /// Submit for legal review (送审).
    SubmitForReview "submit-for-review",
    /// Assign the reviewer (分配审核).
    AssignReview "assign-review",
    /// Return an incomplete submission (退回补正).
    ReturnSubmission "return-submission",
    /// Give the reviewer's opinion (出具审核意见).
    GiveOpinion "give-opinion",
    /// Dispute the reviewer's opinion (提出异议).
    DisputeOpinion "dispute-opinion",
    /// Discuss among the heads (集体讨论).
    Discuss "discuss",
    /// Issue the prior notice (制发事先告知书).
    IssueNotice "issue-notice",
    /// Serve the prior notice (送达事先告知书).
    ServeNotice "serve-notice",
    /// Receive a plea (陈述申辩).
    ReceivePlea "receive-plea",
    /// Answer a plea (复核陈述申辩).
    AnswerPlea "answer-plea",
    /// Record the written waiver of the plea (放弃陈述申辩).
    WaivePlea "waive-plea",
    /// Record the written waiver of the hearing (放弃听证).
    WaiveHearing "waive-hearing",
    /// Receive a request for a hearing (要求听证).
    RequestHearing "request-hearing",
    /// Notify the hearing (听证通知).
    NotifyHearing "notify-hearing",
    /// Hold the hearing (举行听证).
    HoldHearing "hold-hearing",
    /// End the hearing without holding it (终止听证).
    EndHearing "end-hearing",
    /// Report the hearing (听证报告).
    ReportHearing "report-hearing",
    /// Order a hearing on the organ's own motion (决定举行听证).
    OrderHearing "order-hearing",
    /// Postpone a notified hearing, or give it another host (延期听证).
    PostponeHearing "postpone-hearing",
    /// Receive or make an application that somebody be recused (回避申请).
    RequestRecusal "request-recusal",
    /// Decide the open applications for recusal (回避决定).
    DecideRecusal "decide-recusal",
    /// Name other handlers (变更承办人员).
    ChangeHandlers "change-handlers",
    /// Name the party anew, or the unit that takes its place (变更当事人).
    ChangeParty "change-party",
    /// Suspend the investigation (中止调查).
    SuspendInvestigation "suspend-investigation",
    /// Resume a suspended investigation (恢复调查).
    ResumeInvestigation "resume-investigation",
    /// Change the proposal without new facts (变更拟处理意见).
    AmendProposal "amend-proposal",
    /// Decide a penalty (作出处罚决定).
    DecidePenalty "decide-penalty",
    /// Decide not to punish (作出不予处罚决定).
    DecideNoPenalty "decide-no-penalty",
    /// Record where and how the party takes papers (登记送达地址、电子送达确认书).
    ConfirmAddress "confirm-address",
    /// Announce a paper that cannot be served otherwise (公告送达).
    AnnounceService "announce-service",
    /// Serve the decision (送达决定书).
    ServeDecision "serve-decision",
    /// Record payment or other performance (登记履行).
    RecordPerformance "record-performance",
    /// Close the case (结案).
    CloseCase "close-case",
    /// File the closed case (归档).
    Archive "archive",
    /// Tell the party on the spot what was found, what is intended and its rights (当场告知).
    TellOnSpot "tell-on-spot",
    /// Hear the party on the spot (当场听取陈述申辩).
    HearOnSpot "hear-on-spot",
    /// Decide a penalty on the spot (当场处罚决定).
    DecideOnSpot "decide-on-spot",
    /// Void a decision that was not handed over (作废未交付的当场处罚决定).
    VoidOnSpot "void-on-spot",
    /// Hand the decision over on the spot (当场交付).
    DeliverOnSpot "deliver-on-spot",
    /// Lodge the decision with the organ (报所属机关备案).
    LodgeDecision "lodge-decision",
    /// Collect a fine in cash on the spot (当场收缴罚款).
    CollectCash "collect-cash",
    /// Hand the collected fine in to the organ (罚款交至行政机关).
    HandInCash "hand-in-cash",
    /// Pay the collected fine into the bank (罚款缴付银行).
    BankCash "bank-cash",
    /// Turn over to the ordinary procedure (转为普通程序).
    TurnOver "turn-over",
    /// Drop the case after filing (撤销案件).
    DropCase "drop-case",
    /// Approve an inspection (批准检查).
    ApproveInspection "approve-inspection",
    /// Tell the unit of the inspection beforehand (通知检查).
    NotifyInspection "notify-inspection",
    /// Inspect on the scene (现场检查).
    Inspect "inspect",
    /// Approve afterwards what had to begin at once (补办审批).
    CompleteApproval "complete-approval",
    /// Say what the inspection comes to (作出检查结果).
    ConcludeInspection "conclude-inspection",
    /// Give the unit more time to correct (延长改正期限).
    ExtendCorrection "extend-correction",
    /// Tell the unit the result (反馈检查结果).
    FeedBack "feed-back",
    /// Open a case from the inspection (转立案).
    OpenCase "open-case",
    /// Close the inspection (办结检查).
    CloseInspection "close-inspection",
    /// Give up an inspection that has not begun (取消检查).
    CancelInspection "cancel-inspection",
    /// Take samples (抽样取证).
    TakeSample "take-sample",
    /// Tell the maker of a product, so that it confirms or denies (告知生产者确认样品).
    NotifyMaker "notify-maker",
    /// Record what the maker said (登记生产者的确认意见).
    RecordMakerAnswer "record-maker-answer",
    /// Entrust a laboratory (委托检验).
    EntrustTesting "entrust-testing",
    /// Record the result, which is evidence from then (登记检验结果).
    ReceiveResult "receive-result",
    /// Issue the notice of the result (制发检验结果告知书).
    IssueResult "issue-result",
    /// Serve it: the term to ask for another test begins (送达检验结果告知书).
    ServeResult "serve-result",
    /// Record that the party asks for another test (登记复检申请).
    RequestRetest "request-retest",
    /// Refuse another test (不予复检).
    RefuseRetest "refuse-retest",
    /// Record that the party gave up another test (登记放弃复检).
    WaiveRetest "waive-retest",
    /// End the sampling (办结抽样检验).
    CloseSampling "close-sampling",
    /// Give the sampling up before there is a result (终止抽样检验).
    AbandonSampling "abandon-sampling",
    /// Ask for the registration of evidence (报请先行登记保存).
    RequestRegistration "request-registration",
    /// Do not approve the registration (不批准先行登记保存).
    RefuseRegistration "refuse-registration",
    /// Approve the registration (批准先行登记保存).
    ApproveRegistration "approve-registration",
    /// Serve the registration, which is in force from then (送达并实施先行登记保存).
    ServeRegistration "serve-registration",
    /// Decide what becomes of what is registered (登记保存处理决定).
    DisposeRegistration "dispose-registration",
    /// Record that the registration lapsed and lift it (登记失效并解除).
    LiftLapsed "lift-lapsed",
    /// Report that a crime is suspected (提出移送报告).
    ProposePoliceTransfer "propose-police-transfer",
    /// Approve the transfer to the police (批准移送公安机关).
    ApprovePoliceTransfer "approve-police-transfer",
    /// Refuse the transfer to the police (不批准移送公安机关).
    RefusePoliceTransfer "refuse-police-transfer",
    /// Hand the case over to the police (送交公安机关).
    SendToPolice "send-to-police",
    /// Record that the police filed a case (登记公安机关立案).
    RecordPoliceFiling "record-police-filing",
    /// Record that the case came back from the police (登记公安机关不予立案或者退回).
    RecordPoliceReturn "record-police-return",
    /// Mask the public text (隐去处理).
    Mask "mask",
    /// Check the public text for secrets (保密审查).
    CheckSecrecy "check-secrecy",
    /// Return the public text to its clerk (退回公示稿).
    ReturnPublication "return-publication",
    /// Release the public text (审核发布).
    Release "release",
    /// Decide not to publish (决定不予公示).
    DeclinePublication "decline-publication",
    /// Correct a text that stands before the public (更正).
    Correct "correct",
    /// Record the instrument that ends the decision (登记撤销文书).
    RecordAnnulment "record-annulment",
    /// Withdraw the page (撤下公示).
    Withdraw "withdraw",
}
