//! Every act with sensible content, dated by the case's own clock; tests change the one field that they are about.
//! Names, numbers and places are fictional.

mod beside;

use crate::case::Case;
use crate::people::{Who, scan};
use crate::stages::{NURSES, SYSTEM, WASTE};
pub(crate) use beside::*;
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};
use mingjian_domain::act::decision::{
    AdoptProposal, DecideNoPenalty, DecidePenalty, Discuss, Goods, MemberOpinion, NoPenaltyGround, Penalty,
    ProposalResult,
};
use mingjian_domain::act::handling::{ChangeHandlers, ResumeInvestigation, SuspendInvestigation};
use mingjian_domain::act::hearing::{
    EndHearing, HearingEnd, HoldHearing, NotifyHearing, OrderHearing, PostponeHearing, PostponedBy,
    ReportHearing, RequestHearing,
};
use mingjian_domain::act::investigation::{
    AddEvidence, ChangeDirection, ChangeFacts, ConcludeInvestigation, CorrectionItem, EvidenceKind,
    OrderCorrection, QuestionAndAnswer, RecheckCorrection, RecheckItem, RecheckResult, RecordInquiry,
    RecordScene, ReturnToInvestigation, Signature, ViolationFacts,
};
use mingjian_domain::act::lead::{
    AcceptLead, ApproveFiling, LeadSource, OpenProceeding, PartyEntry, PartyKind, RefuseFiling,
    RequestFiling, ReturnFiling, TransferOut,
};
use mingjian_domain::act::notice::{
    AnswerPlea, IssueNotice, PleaForm, PleaPoint, ReceivePlea, ServePaper, WaiveRight,
};
use mingjian_domain::act::party::{ChangeParty, PartyChangeKind};
use mingjian_domain::act::performance::{
    Archive, CloseCase, DropCase, DropGround, PerformanceKind, RecordPerformance,
};
use mingjian_domain::act::publication::{
    CheckSecrecy, Correct, DeclinePublication, InstrumentKind, Mask, RecordAnnulment, Release,
    ReturnPublication, SecrecyOutcome, Withdraw,
};
use mingjian_domain::act::recusal::{
    DecideRecusal, RecusalApplicant, RecusalCapacity, RecusalFinding, RecusalSubject, RequestRecusal,
};
use mingjian_domain::act::review::{
    AssignReview, DisputeOpinion, Finding, GiveOpinion, OpinionKind, PointFinding, ReturnSubmission,
    SubmitForReview,
};
use mingjian_domain::act::service::{AnnounceService, AnnouncementGround, ConfirmAddress};
use mingjian_domain::act::{Act, Personal, Prose};
use mingjian_domain::id::{EvidenceId, OfficerId};
use mingjian_domain::proceeding::{Proceeding, RecusalState};
use mingjian_domain::value::money::Fen;
use mingjian_law::sanction::PenaltyKind;

/// A fine of so many yuan.
pub(crate) fn yuan(amount: i64) -> Fen {
    Fen::from_yuan(amount)
}

pub(crate) fn prose(text: &str) -> Prose {
    Prose::from(text)
}

pub(crate) fn both() -> Vec<OfficerId> {
    vec![Who::OfficerA.officer(), Who::OfficerB.officer()]
}

/// Builds an act from its content.
macro_rules! act {
    ($Deed:ident $content:expr) => {
        mingjian_domain::act::Act::$Deed(Box::new($content))
    };
}
pub(crate) use act;

// ---------------------------------------------------------------- the lead

pub(crate) fn party() -> PartyEntry {
    PartyEntry {
        kind: PartyKind::Organisation,
        name: "示例口腔诊所有限公司".to_owned(),
        credit_code: Some("91350100M000100Y43".to_owned()),
        resident_id: None,
        responsible_person: Some("李明".to_owned()),
        address: "示例市示例路2号".to_owned(),
        phone: None,
        licence: None,
    }
}

pub(crate) fn lead(found_on: &str) -> OpenProceeding {
    OpenProceeding {
        source: LeadSource::Inspection,
        found_on: crate::people::day(found_on),
        summary: prose("日常检查发现制度不健全。"),
        place: "示例市示例路2号".to_owned(),
        informant: None,
        informant_phone: None,
        party: party(),
    }
}

pub(crate) fn accept() -> Act {
    act!(AcceptLead AcceptLead {
        jurisdiction: prose("违法行为发生地在本市"),
        act_ended_on: None,
        long_limitation: false,
        initial_evidence: prose("现场照片"),
    })
}

pub(crate) fn refuse_filing() -> Act {
    act!(RefuseFiling RefuseFiling { reason: prose("没有违法事实"), informant_answered_on: None })
}

pub(crate) fn transfer() -> Act {
    act!(TransferOut TransferOut {
        receiver: "示例市疾病预防控制局".to_owned(),
        reason: prose("由疾控部门管辖"),
        materials: vec!["案卷一册".to_owned()],
    })
}

pub(crate) fn request_filing(causes: &[&str]) -> Act {
    request_filing_by(causes, both())
}

pub(crate) fn request_filing_by(causes: &[&str], officers: Vec<OfficerId>) -> Act {
    act!(RequestFiling RequestFiling {
        causes: causes.iter().map(|cause| (*cause).to_owned()).collect(),
        facts: prose("涉嫌违法"),
        officers,
        proposal: prose("建议立案"),
    })
}

pub(crate) fn return_filing() -> Act {
    act!(ReturnFiling ReturnFiling { reason: prose("证据不足") })
}

pub(crate) fn approve_filing() -> Act {
    act!(ApproveFiling ApproveFiling { opinion: prose("同意立案") })
}

// ---------------------------------------------------------------- investigation

pub(crate) fn signed() -> Signature {
    Signature { signed_by: Some("李明".to_owned()), scan: Some(scan()), refusal: None }
}

pub(crate) fn scene_with(case: &Case) -> RecordScene {
    RecordScene {
        place: "示例市示例路2号".to_owned(),
        began_at: moment(case),
        ended_at: moment(case),
        officers: both(),
        cards_shown: true,
        rights_told: true,
        present: "李明".to_owned(),
        findings: prose("治疗室内未见质量管理制度文本。"),
        party_view: prose("无异议"),
        signature: signed(),
    }
}

pub(crate) fn scene(case: &Case) -> Act {
    act!(RecordScene scene_with(case))
}

pub(crate) fn inquiry_with(case: &Case) -> RecordInquiry {
    RecordInquiry {
        person: "李明".to_owned(),
        person_id: None,
        person_phone: None,
        relation: "法定代表人".to_owned(),
        place: "本机关询问室".to_owned(),
        began_at: moment(case),
        ended_at: moment(case),
        officers: both(),
        cards_shown: true,
        rights_told: true,
        exchanges: vec![QuestionAndAnswer { question: prose("制度有没有"), answer: prose("没有") }],
        signature: signed(),
    }
}

pub(crate) fn inquiry(case: &Case) -> Act {
    act!(RecordInquiry inquiry_with(case))
}

pub(crate) fn evidence_with(case: &Case) -> AddEvidence {
    AddEvidence {
        kind: EvidenceKind::Record,
        name: "现场检查笔录".to_owned(),
        proves: prose("制度不健全"),
        source: "现场检查".to_owned(),
        collected_on: case.today(),
        officers: both(),
        original: true,
        pages: Some(2),
        file: Some(scan()),
        photos: Vec::new(),
        bears_on_facts: true,
        from_plea: false,
    }
}

pub(crate) fn evidence(case: &Case) -> Act {
    act!(AddEvidence evidence_with(case))
}

pub(crate) fn pleaded_evidence(case: &Case) -> Act {
    act!(AddEvidence AddEvidence {
        kind: EvidenceKind::Document,
        name: "整改报告".to_owned(),
        from_plea: true,
        ..evidence_with(case)
    })
}

/// The limb of a cause that tests find violated; none where the cause has but one.
pub(crate) fn duties(cause: &str) -> Vec<String> {
    let limb = match cause {
        SYSTEM => Some("quality"),
        WASTE => Some("registration"),
        NURSES => Some("staffing"),
        crate::spot::UTENSILS => Some("cleaning"),
        _ => None,
    };
    limb.map(str::to_owned).into_iter().collect()
}

pub(crate) fn violation(case: &Case, id: &str) -> ViolationFacts {
    ViolationFacts {
        cause: id.to_owned(),
        duties: duties(id),
        facts: prose("2026年3月2日检查时发现"),
        evidence: case.proceeding.evidence.iter().map(|item| item.id).take(1).collect(),
        acted_on: case.proceeding.opening.on(),
        gains: Fen::ZERO,
        aggravated: false,
    }
}

pub(crate) fn change(violations: Vec<ViolationFacts>, direction: ChangeDirection) -> Act {
    act!(ChangeFacts ChangeFacts { violations, direction, reason: prose("进一步查明") })
}

pub(crate) fn order_with(due_on: NaiveDate) -> OrderCorrection {
    OrderCorrection { officers: both(), items: vec![correction(WASTE, due_on)], signature: signed() }
}

/// One item of an order.
pub(crate) fn correction(cause: &str, due_on: NaiveDate) -> CorrectionItem {
    CorrectionItem {
        cause: cause.to_owned(),
        duties: duties(cause),
        violation: prose("未登记医疗废物"),
        measure: prose("立即建立登记制度"),
        due_on,
    }
}

pub(crate) fn order(due_on: NaiveDate) -> Act {
    act!(OrderCorrection order_with(due_on))
}

/// An order about several causes, each with its last day.
pub(crate) fn order_of(items: &[(&str, NaiveDate)]) -> Act {
    let items = items.iter().map(|(cause, due_on)| correction(cause, *due_on)).collect();
    act!(OrderCorrection OrderCorrection { officers: both(), items, signature: signed() })
}

pub(crate) fn recheck_of(found: &[(&str, RecheckResult)]) -> RecheckCorrection {
    let item = |(cause, result): &(&str, RecheckResult)| RecheckItem {
        cause: (*cause).to_owned(),
        result: Some(*result),
    };
    RecheckCorrection {
        officers: both(),
        items: found.iter().map(item).collect(),
        findings: prose("复查所见"),
    }
}

pub(crate) fn found(found: &[(&str, RecheckResult)]) -> Act {
    act!(RecheckCorrection recheck_of(found))
}

pub(crate) fn recheck(result: RecheckResult) -> Act {
    act!(RecheckCorrection recheck_of(&[(WASTE, result)]))
}

pub(crate) fn conclude(violations: Vec<ViolationFacts>) -> Act {
    act!(ConcludeInvestigation ConcludeInvestigation {
        course: prose("经现场检查和询问"),
        violations,
        circumstances: prose("无"),
        proposal: prose("建议处罚"),
    })
}

pub(crate) fn back_to_investigation() -> Act {
    act!(ReturnToInvestigation ReturnToInvestigation { reason: prose("事实需要补充") })
}

// ---------------------------------------------------------------- proposals

fn members(names: &[&str]) -> Vec<MemberOpinion> {
    let member = |name: &&str| MemberOpinion {
        name: (*name).to_owned(),
        title: "成员".to_owned(),
        view: prose("同意"),
    };
    names.iter().map(member).collect()
}

/// A penalty of nothing yet, for a cause.
pub(crate) fn bare(cause: &str) -> Penalty {
    Penalty {
        cause: cause.to_owned(),
        kinds: Vec::new(),
        fine: Fen::ZERO,
        confiscated_gains: Fen::ZERO,
        goods: Vec::new(),
        goods_value: Fen::ZERO,
        suspension_months: None,
        career_months: None,
        scope: Vec::new(),
        reduced: false,
        tier: "一般".to_owned(),
        reasons: prose("情节一般"),
    }
}

pub(crate) fn warning(cause: &str) -> Penalty {
    Penalty { kinds: vec![PenaltyKind::Warning], ..bare(cause) }
}

/// A warning and a fine of so many yuan.
pub(crate) fn fined(cause: &str, amount: i64) -> Penalty {
    Penalty { kinds: vec![PenaltyKind::Warning, PenaltyKind::Fine], fine: yuan(amount), ..bare(cause) }
}

pub(crate) fn goods(name: &str, number: u32) -> Goods {
    Goods { name: name.to_owned(), number }
}

pub(crate) fn proposal_with(case: &Case, penalties: Vec<Penalty>) -> AdoptProposal {
    AdoptProposal {
        held_at: moment(case),
        place: "会议室".to_owned(),
        members: members(&["张一", "张二", "张三"]),
        result: ProposalResult::Penalty,
        ground: None,
        penalties,
        complex: false,
        violations: None,
        reasons: prose("事实清楚，证据充分"),
    }
}

pub(crate) fn no_penalty_with(case: &Case, ground: NoPenaltyGround) -> AdoptProposal {
    AdoptProposal {
        result: ProposalResult::NoPenalty,
        ground: Some(ground),
        ..proposal_with(case, Vec::new())
    }
}

pub(crate) fn adopt(case: &Case, penalties: Vec<Penalty>) -> Act {
    act!(AdoptProposal proposal_with(case, penalties))
}

pub(crate) fn amend(case: &Case, penalties: Vec<Penalty>) -> Act {
    act!(AmendProposal proposal_with(case, penalties))
}

pub(crate) fn discuss(case: &Case) -> Act {
    act!(Discuss Discuss {
        held_at: moment(case),
        place: "会议室".to_owned(),
        host: "王主任".to_owned(),
        members: members(&["王主任", "赵副主任", "钱副主任"]),
        conclusion: prose("同意拟处理意见"),
    })
}

pub(crate) fn decide() -> Act {
    act!(DecidePenalty DecidePenalty { opinion: prose("同意") })
}

pub(crate) fn decide_no_penalty() -> Act {
    act!(DecideNoPenalty DecideNoPenalty { opinion: prose("同意"), education: prose("已当面教育") })
}

// ---------------------------------------------------------------- review

pub(crate) fn submit() -> Act {
    act!(SubmitForReview SubmitForReview { materials: vec!["调查终结报告".to_owned()], note: prose("") })
}

pub(crate) fn assign(reviewer: Who) -> Act {
    act!(AssignReview AssignReview { reviewer: reviewer.user() })
}

pub(crate) fn return_submission() -> Act {
    act!(ReturnSubmission ReturnSubmission { missing: prose("缺少送达回证") })
}

pub(crate) fn opinion_with(kind: OpinionKind) -> GiveOpinion {
    let finding = if kind == OpinionKind::Agree { Finding::Pass } else { Finding::Doubt };
    GiveOpinion {
        points: crate::case::law()
            .review_points()
            .map(|point| PointFinding { point: point.id.clone(), finding, note: prose("见说明") })
            .collect(),
        kind,
        text: prose("审核理由"),
    }
}

pub(crate) fn opinion(kind: OpinionKind) -> Act {
    act!(GiveOpinion opinion_with(kind))
}

pub(crate) fn dispute() -> Act {
    act!(DisputeOpinion DisputeOpinion { reason: prose("沟通后意见仍不一致") })
}

// ---------------------------------------------------------------- notice, plea, hearing

pub(crate) fn issue() -> Act {
    act!(IssueNotice IssueNotice { opinion: prose("同意告知"), new_fact: None, new_evidence: Vec::new() })
}

pub(crate) fn issue_heavier(evidence: &[EvidenceId]) -> Act {
    act!(IssueNotice IssueNotice {
        opinion: prose("同意告知"),
        new_fact: Some(prose("第二次检查发现新的违法行为")),
        new_evidence: evidence.to_vec(),
    })
}

pub(crate) fn service_with(case: &Case) -> ServePaper {
    ServePaper {
        officers: both(),
        served_at: Some(moment(case)),
        place: "示例市示例路2号".to_owned(),
        recipient: "李明".to_owned(),
        relation: "法定代表人".to_owned(),
        receipt: Some(scan()),
        ..ServePaper::default()
    }
}

/// What the party signed, electronic service included.
pub(crate) fn confirmed_on(confirmed_on: NaiveDate) -> ConfirmAddress {
    ConfirmAddress {
        confirmed_on,
        address: "示例市示例路2号".to_owned(),
        recipient: "李明".to_owned(),
        phone: None,
        electronic: true,
        electronic_address: Some(Personal("liming@example.cn".to_owned())),
        signed_by: "李明".to_owned(),
        scan: scan(),
    }
}

/// An announcement on the board of the organ.
pub(crate) fn announced_on(announced_on: NaiveDate) -> AnnounceService {
    AnnounceService {
        announced_on,
        place: "本机关公告栏".to_owned(),
        ground: AnnouncementGround::OtherWaysFailed,
        tried: prose("三次上门无人，邮件因迁移新址退回"),
        proof: Some(scan()),
    }
}

pub(crate) fn serve_notice(case: &Case) -> Act {
    act!(ServeNotice service_with(case))
}

pub(crate) fn plea_with(case: &Case) -> ReceivePlea {
    ReceivePlea {
        form: PleaForm::Written,
        received_on: case.today(),
        content: prose("请求从轻"),
        evidence: Vec::new(),
        brings_facts: false,
    }
}

pub(crate) fn plea(case: &Case) -> Act {
    act!(ReceivePlea plea_with(case))
}

pub(crate) fn answer() -> Act {
    act!(AnswerPlea AnswerPlea {
        points: vec![PleaPoint { claim: prose("请求从轻"), adopted: true, reason: prose("确已整改") }],
        conclusion: prose("部分采纳"),
    })
}

pub(crate) fn waiver_with(case: &Case) -> WaiveRight {
    WaiveRight {
        waived_on: case.today(),
        statement: prose("自愿放弃"),
        signed_by: "李明".to_owned(),
        scan: scan(),
    }
}

pub(crate) fn waive_plea(case: &Case) -> Act {
    act!(WaivePlea waiver_with(case))
}

pub(crate) fn waive_hearing(case: &Case) -> Act {
    act!(WaiveHearing waiver_with(case))
}

pub(crate) fn request_hearing(case: &Case) -> Act {
    request_hearing_on(case.today())
}

pub(crate) fn request_hearing_on(requested_on: NaiveDate) -> Act {
    act!(RequestHearing RequestHearing { requested_on, form: PleaForm::Written, note: prose("要求听证") })
}

pub(crate) fn notify_hearing_with(case: &Case, hearing_at: NaiveDateTime) -> NotifyHearing {
    NotifyHearing {
        hearing_at,
        place: "本机关会议室".to_owned(),
        host: Who::Host.user(),
        clerk: "孙记录".to_owned(),
        open: true,
        participants: Vec::new(),
        service: service_with(case),
    }
}

/// A notice for the first day on which the hearing may be held, at ten.
pub(crate) fn notify_hearing(case: &Case) -> Act {
    let due = crate::case::law().due("hearing.notice", case.today()).unwrap().due;
    let ten = NaiveTime::from_hms_opt(10, 0, 0).unwrap();
    act!(NotifyHearing notify_hearing_with(case, due.succ_opt().unwrap().and_time(ten)))
}

pub(crate) fn hold_hearing(case: &Case) -> Act {
    // At the time of which the party was told, once that has come.
    let planned = case.proceeding.hearing().and_then(|hearing| hearing.hearing_at);
    let at = planned.filter(|planned| *planned <= moment(case)).unwrap_or_else(|| moment(case));
    act!(HoldHearing HoldHearing {
        began_at: at,
        ended_at: at,
        place: "本机关会议室".to_owned(),
        present: prose("双方到场"),
        participants: Vec::new(),
        record: prose("双方质证、辩论、最后陈述"),
        signature: signed(),
    })
}

pub(crate) fn end_hearing(case: &Case, end: HearingEnd) -> Act {
    end_hearing_on(case.today(), end)
}

/// A withdrawal comes in writing.
pub(crate) fn end_hearing_on(ended_on: NaiveDate, end: HearingEnd) -> Act {
    let written = end == HearingEnd::Withdrawn;
    act!(EndHearing EndHearing {
        end,
        ended_on,
        note: prose("情况属实"),
        signed_by: written.then(|| "李明".to_owned()),
        scan: written.then(scan),
    })
}

pub(crate) fn order_hearing() -> Act {
    act!(OrderHearing OrderHearing { reason: prose("涉及众多就诊者，有必要听证") })
}

/// The hearing at another time, by default at ten on the first day that is possible.
pub(crate) fn postpone_hearing_with(case: &Case, asked_by: PostponedBy) -> PostponeHearing {
    let due = crate::case::law().due("hearing.notice", case.today()).unwrap().due;
    let first = due.succ_opt().unwrap().and_hms_opt(10, 0, 0).unwrap();
    PostponeHearing {
        asked_by, reason: prose("代理人另有庭审"), notice: notify_hearing_with(case, first)
    }
}

pub(crate) fn postpone_hearing(case: &Case) -> Act {
    act!(PostponeHearing postpone_hearing_with(case, PostponedBy::Party))
}

pub(crate) fn recusal_of(capacity: RecusalCapacity, who: Who) -> RecusalSubject {
    let handles = capacity == RecusalCapacity::Handler;
    RecusalSubject {
        capacity,
        officer: handles.then(|| who.officer()),
        person: (!handles).then(|| who.user()),
        reason: prose("与当事人有亲属关系"),
    }
}

pub(crate) fn request_recusal(requested_on: NaiveDate, subjects: Vec<RecusalSubject>) -> Act {
    act!(RequestRecusal RequestRecusal {
        requested_on,
        applicant: RecusalApplicant::Party,
        applicant_name: "李明".to_owned(),
        form: PleaForm::Written,
        subjects,
        scan: Some(scan()),
    })
}

/// A decision on every open application.
pub(crate) fn recusal_with(live: &Proceeding, granted: bool, officers: Vec<OfficerId>) -> DecideRecusal {
    let finding = |state: &RecusalState| RecusalFinding {
        subject: state.key.clone(),
        granted,
        reason: prose("经审查核实"),
    };
    DecideRecusal {
        findings: live.open_recusals().map(finding).collect(),
        officers,
        superior: None,
        scan: None,
    }
}

pub(crate) fn decide_recusal(case: &Case, granted: bool, officers: &[Who]) -> Act {
    let officers = officers.iter().map(|who| who.officer()).collect();
    act!(DecideRecusal recusal_with(&case.proceeding, granted, officers))
}

pub(crate) fn change_handlers(officers: &[Who]) -> Act {
    act!(ChangeHandlers ChangeHandlers {
        officers: officers.iter().map(|who| who.officer()).collect(),
        reason: prose("原承办人员调离"),
        proposed_by: Who::UnitHead.user(),
        opinion: prose("同意变更"),
    })
}

/// The party of every case under another name.
pub(crate) fn renaming(name: &str) -> ChangeParty {
    ChangeParty {
        change: PartyChangeKind::Renamed,
        changed_on: crate::people::day("2026-03-01"),
        party: PartyEntry { name: name.to_owned(), ..party() },
        reason: prose("登记机关核准变更"),
        evidence: Vec::new(),
        scan: Some(scan()),
    }
}

/// Another unit.
pub(crate) fn successor() -> PartyEntry {
    PartyEntry {
        name: "示例医疗集团有限公司".to_owned(),
        credit_code: Some("91410000MA00DEM02W".to_owned()),
        responsible_person: Some("周立".to_owned()),
        ..party()
    }
}

/// That unit takes the place of the party.
pub(crate) fn succession() -> ChangeParty {
    ChangeParty { change: PartyChangeKind::Merged, party: successor(), ..renaming("") }
}

/// That unit under another name.
pub(crate) fn renaming_successor(name: &str) -> ChangeParty {
    ChangeParty { party: PartyEntry { name: name.to_owned(), ..successor() }, ..renaming("") }
}

pub(crate) fn suspend(evidence: Vec<EvidenceId>) -> Act {
    act!(SuspendInvestigation SuspendInvestigation {
        ground: prose("等待司法鉴定结论"),
        basis: "本机关办案程序规定".to_owned(),
        evidence,
        proposed_by: Who::UnitHead.user(),
        opinion: prose("同意中止"),
    })
}

pub(crate) fn resume() -> Act {
    act!(ResumeInvestigation ResumeInvestigation {
        reason: prose("鉴定结论已经收到"),
        proposed_by: Who::UnitHead.user(),
        opinion: prose("同意恢复"),
    })
}

pub(crate) fn report_hearing() -> Act {
    act!(ReportHearing ReportHearing { disputed: prose("金额"), opinion: prose("建议从轻") })
}

// ---------------------------------------------------------------- after the decision

pub(crate) fn serve_decision(case: &Case) -> Act {
    act!(ServeDecision service_with(case))
}

pub(crate) fn payment_with(case: &Case, amount: Fen, receipt: &str) -> RecordPerformance {
    RecordPerformance {
        kind: PerformanceKind::Payment,
        performed_on: case.today(),
        amount,
        receipt_number: receipt.to_owned(),
        note: prose(""),
        other_done: false,
    }
}

pub(crate) fn pay(case: &Case, amount: Fen, receipt: &str) -> Act {
    act!(RecordPerformance payment_with(case, amount, receipt))
}

pub(crate) fn other_done(case: &Case) -> Act {
    act!(RecordPerformance RecordPerformance {
        kind: PerformanceKind::Other,
        note: prose("已核减诊疗科目"),
        other_done: true,
        ..payment_with(case, Fen::ZERO, "")
    })
}

pub(crate) fn close() -> Act {
    act!(CloseCase CloseCase { result: prose("履行完毕"), opinion: prose("同意结案") })
}

pub(crate) fn archive() -> Act {
    act!(Archive Archive { retention: "长期".to_owned(), volumes: 1, location: "档案室".to_owned() })
}

pub(crate) fn drop_case() -> Act {
    act!(DropCase dropping())
}

/// A case whose party is gone, with its proof.
pub(crate) fn dropping() -> DropCase {
    DropCase {
        ground: DropGround::PartyGone,
        reason: prose("当事人已注销且无权利义务承受人"),
        evidence: Vec::new(),
        scan: Some(scan()),
    }
}

// ---------------------------------------------------------------- publication

pub(crate) fn mask() -> Act {
    act!(Mask Mask {
        facts: prose("制度不健全"),
        reasons: prose("情节一般"),
        affected: Vec::new(),
        nobody_else: true,
    })
}

pub(crate) fn secrecy(outcome: SecrecyOutcome) -> Act {
    act!(CheckSecrecy CheckSecrecy { outcome, note: prose("不涉及国家秘密、商业秘密和个人隐私") })
}

pub(crate) fn return_publication() -> Act {
    act!(ReturnPublication ReturnPublication { reason: prose("理由须修改") })
}

pub(crate) fn release() -> Act {
    act!(Release Release { opinion: prose("同意发布") })
}

pub(crate) fn decline(proposed_by: Who) -> Act {
    act!(DeclinePublication DeclinePublication {
        proposed_by: proposed_by.user(),
        ground: prose("依法不予公开"),
    })
}

pub(crate) fn annulment(effective_on: NaiveDate) -> Act {
    act!(RecordAnnulment RecordAnnulment {
        kind: InstrumentKind::Revoked,
        title: "行政复议决定书".to_owned(),
        number: "示政复决〔2026〕1号".to_owned(),
        issuer: "示例市人民政府".to_owned(),
        effective_on,
        scan: Some(scan()),
    })
}

pub(crate) fn correction_of(facts: &str) -> Correct {
    Correct {
        found_by: "当事人".to_owned(),
        found_on: NaiveDate::from_ymd_opt(2026, 3, 2).unwrap(),
        facts: prose(facts),
        reasons: prose("情节一般"),
        affected: Vec::new(),
        nobody_else: true,
        public_reason: prose("公示的违法事实漏写一项制度"),
    }
}

pub(crate) fn correct(facts: &str) -> Act {
    act!(Correct correction_of(facts))
}

pub(crate) fn withdraw() -> Act {
    act!(Withdraw Withdraw { public_reason: prose("处罚决定已被撤销") })
}

/// The case's own time as people write it.
pub(crate) fn moment(case: &Case) -> NaiveDateTime {
    case.now.china()
}
