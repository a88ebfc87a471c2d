//! What is stated in every act, as JSON, dated by the case's own clock; tests change the one field that they are about.
//! Names, numbers and places are fictional.

use super::case::{Case, HOST, REVIEWER, UNIT_HEAD};
use serde_json::{Value, json};

/// One plain range: a warning and a fine of 10,000 to 50,000 yuan.
pub(crate) const SYSTEM: &str = "management-system-unsound";
/// A warning, gains, and perhaps a fine of 10,000 to 100,000 yuan.
pub(crate) const BEYOND: &str = "practice-beyond-registration";
/// A warning; a fine only where the order stayed unheeded.
pub(crate) const WASTE: &str = "medical-waste-management";
/// No fine at all.
pub(crate) const NURSES: &str = "nurses-unregistered";
/// For the disease-control organ to punish.
pub(crate) const INFECTION: &str = "infection-control-failed";

pub(crate) const CREDIT_CODE: &str = "91350100M000100Y43";
/// The party's telephone.
pub(crate) const PHONE: &str = "13987654321";

/// Another value for some of the fields; `null` takes a field away.
pub(crate) fn with(mut input: Value, changes: Value) -> Value {
    let (Value::Object(fields), Value::Object(changes)) = (&mut input, changes) else {
        panic!("acts are objects");
    };
    for (name, value) in changes {
        if value.is_null() {
            fields.remove(&name);
        } else {
            fields.insert(name, value);
        }
    }
    input
}

// ---------------------------------------------------------------- the lead

pub(crate) fn party() -> Value {
    json!({
        "kind": "organisation", "name": "示例口腔诊所有限公司", "credit_code": CREDIT_CODE,
        "responsible_person": "李明", "address": "示例市示例路2号", "phone": PHONE,
    })
}

pub(crate) fn lead(found_on: &str) -> Value {
    json!({
        "source": "inspection", "found_on": found_on, "summary": "日常检查发现制度不健全。",
        "place": "示例市示例路2号", "party": party(),
    })
}

pub(crate) fn accept() -> Value {
    json!({ "jurisdiction": "违法行为发生地在本市", "long_limitation": false, "initial_evidence": "现场照片" })
}

pub(crate) fn request_filing(case: &Case<'_>, causes: &[&str]) -> Value {
    json!({ "causes": causes, "facts": "涉嫌违法", "officers": case.officers(), "proposal": "建议立案" })
}

pub(crate) fn opinion_of_head() -> Value {
    json!({ "opinion": "同意" })
}

// ---------------------------------------------------------------- investigation

pub(crate) fn signed(case: &Case<'_>) -> Value {
    json!({ "signed_by": "李明", "scan": case.scan })
}

pub(crate) fn scene(case: &Case<'_>) -> Value {
    json!({
        "place": "示例市示例路2号", "began_at": case.moment(), "ended_at": case.moment(),
        "officers": case.officers(), "cards_shown": true, "rights_told": true, "present": "李明",
        "findings": "治疗室内未见质量管理制度文本。", "party_view": "无异议", "signature": signed(case),
    })
}

pub(crate) fn inquiry(case: &Case<'_>) -> Value {
    json!({
        "person": "李明", "relation": "法定代表人", "place": "本机关询问室", "began_at": case.moment(),
        "ended_at": case.moment(), "officers": case.officers(), "cards_shown": true, "rights_told": true,
        "exchanges": [{ "question": "制度有没有", "answer": "没有" }], "signature": signed(case),
    })
}

pub(crate) fn evidence(case: &Case<'_>) -> Value {
    json!({
        "kind": "record", "name": "现场检查笔录", "proves": "制度不健全", "source": "现场检查",
        "collected_on": case.today(), "officers": case.officers(), "original": true, "pages": 2,
        "file": case.scan, "bears_on_facts": true, "from_plea": false,
    })
}

/// The limb of a cause that tests find violated; none where the cause has but one.
fn duties(cause: &str) -> Value {
    match cause {
        SYSTEM => json!(["quality"]),
        WASTE => json!(["registration"]),
        NURSES => json!(["staffing"]),
        _ => json!([]),
    }
}

pub(crate) fn violation(case: &Case<'_>, of: &str) -> Value {
    json!({
        "cause": of, "duties": duties(of), "facts": "治疗室内未见质量管理制度文本。", "evidence": case.evidence,
        "acted_on": "2026-03-02", "gains": 0, "aggravated": false,
    })
}

pub(crate) fn conclude(violations: &[Value]) -> Value {
    json!({
        "course": "现场检查、询问、取证", "violations": violations, "circumstances": "无",
        "proposal": "建议处罚",
    })
}

pub(crate) fn change(violations: &[Value], direction: &str) -> Value {
    json!({ "violations": violations, "direction": direction, "reason": "查明新情况" })
}

pub(crate) fn order_correction(case: &Case<'_>, due_on: &str) -> Value {
    json!({
        "officers": case.officers(), "signature": signed(case), "items": [{
            "cause": WASTE, "duties": duties(WASTE), "violation": "未登记", "measure": "补登记", "due_on": due_on,
        }],
    })
}

pub(crate) fn recheck(case: &Case<'_>, result: &str) -> Value {
    let items = json!([{ "cause": WASTE, "result": result }]);
    json!({ "officers": case.officers(), "items": items, "findings": "现场复查" })
}

pub(crate) fn reason() -> Value {
    json!({ "reason": "需要补充" })
}

// ---------------------------------------------------------------- proposal and review

/// A warning, and a fine of so many yuan.
pub(crate) fn fined(cause: &str, yuan: i64) -> Value {
    with(warned(cause), json!({ "kinds": ["warning", "fine"], "fine": yuan * 100 }))
}

pub(crate) fn warned(cause: &str) -> Value {
    json!({
        "cause": cause, "kinds": ["warning"], "fine": 0, "confiscated_gains": 0, "goods": [], "goods_value": 0,
        "scope": [], "reduced": false, "tier": "一般", "reasons": "情节一般",
    })
}

pub(crate) fn members() -> Value {
    json!([
        { "name": "张一", "title": "科长", "view": "同意" },
        { "name": "张二", "title": "执法人员", "view": "同意" },
        { "name": "张三", "title": "执法人员", "view": "同意" },
    ])
}

pub(crate) fn propose(case: &Case<'_>, penalties: &[Value]) -> Value {
    json!({
        "held_at": case.moment(), "place": "会议室", "members": members(), "result": "penalty",
        "penalties": penalties, "complex": false, "reasons": "事实清楚，一致同意",
    })
}

pub(crate) fn propose_none(case: &Case<'_>) -> Value {
    with(propose(case, &[]), json!({ "result": "no-penalty", "ground": "minor-corrected" }))
}

pub(crate) fn submit() -> Value {
    json!({ "materials": ["调查终结报告", "证据材料"], "note": "请审核" })
}

pub(crate) fn assign(case: &Case<'_>) -> Value {
    json!({ "reviewer": case.api.user(REVIEWER) })
}

const POINTS: [&str; 9] = [
    "subject",
    "officers",
    "procedure",
    "evidence",
    "facts",
    "law",
    "discretion",
    "documents",
    "criminal-transfer",
];

pub(crate) fn findings(finding: &str) -> Value {
    POINTS.iter().map(|point| json!({ "point": point, "finding": finding, "note": "经核对" })).collect()
}

pub(crate) fn opinion(kind: &str) -> Value {
    json!({ "points": findings("pass"), "kind": kind, "text": "事实清楚、程序合法、裁量适当" })
}

pub(crate) fn discuss(case: &Case<'_>) -> Value {
    json!({
        "held_at": case.moment(), "place": "会议室", "host": "周正", "members": members(), "conclusion": "同意",
    })
}

// ---------------------------------------------------------------- notice, plea, hearing

pub(crate) fn issue() -> Value {
    json!({ "opinion": "同意告知", "new_evidence": [] })
}

pub(crate) fn service(case: &Case<'_>) -> Value {
    json!({
        "officers": case.officers(), "served_at": case.moment(), "place": "示例市示例路2号",
        "recipient": "李明", "relation": "法定代表人", "receipt": case.scan,
    })
}

pub(crate) fn plea(case: &Case<'_>) -> Value {
    json!({
        "form": "written", "received_on": case.today(), "content": "请求从轻", "evidence": [],
        "brings_facts": false,
    })
}

pub(crate) fn answer() -> Value {
    json!({ "points": [{ "claim": "请求从轻", "adopted": true, "reason": "确已整改" }], "conclusion": "部分采纳" })
}

pub(crate) fn waiver(case: &Case<'_>) -> Value {
    json!({ "waived_on": case.today(), "statement": "自愿放弃", "signed_by": "李明", "scan": case.scan })
}

pub(crate) fn request_hearing(case: &Case<'_>) -> Value {
    json!({ "requested_on": case.today(), "form": "written", "note": "要求听证" })
}

/// A notice of a hearing at ten on this day.
pub(crate) fn notify_hearing(case: &Case<'_>, day: &str) -> Value {
    json!({
        "hearing_at": format!("{day}T10:00:00"), "place": "本机关会议室", "host": case.api.user(HOST),
        "clerk": "孙记录", "open": true, "service": service(case),
    })
}

pub(crate) fn hold_hearing(case: &Case<'_>) -> Value {
    json!({
        "began_at": case.moment(), "ended_at": case.moment(), "place": "本机关会议室", "present": "双方到场",
        "record": "双方质证、辩论、最后陈述", "signature": signed(case),
    })
}

pub(crate) fn report_hearing() -> Value {
    json!({ "disputed": "金额", "opinion": "建议从轻" })
}

/// A withdrawal comes in writing.
pub(crate) fn end_hearing(case: &Case<'_>, end: &str) -> Value {
    let written = (end == "withdrawn").then_some("李明");
    json!({
        "end": end, "ended_on": case.today(), "note": "情况属实", "signed_by": written,
        "scan": written.map(|_| &case.scan),
    })
}

/// The hearing at ten on another day.
pub(crate) fn postpone_hearing(case: &Case<'_>, day: &str) -> Value {
    json!({ "asked_by": "party", "reason": "代理人另有庭审", "notice": notify_hearing(case, day) })
}

// ---------------------------------------------------------------- recusal, handlers, suspension

pub(crate) fn request_recusal(case: &Case<'_>, officer: &str) -> Value {
    json!({
        "requested_on": case.today(), "applicant": "party", "applicant_name": "李明", "form": "written",
        "subjects": [{
            "capacity": "handler", "officer": case.api.officer(officer), "reason": "是当事人的近亲属"
        }],
        "scan": case.scan,
    })
}

/// A decision on the one application that the last act made.
pub(crate) fn decide_recusal(case: &Case<'_>, granted: bool, officers: &Value) -> Value {
    let key = format!("{}-1", case.version);
    let finding = json!({ "subject": key, "granted": granted, "reason": "经审查核实" });
    json!({ "findings": [finding], "officers": officers })
}

pub(crate) fn change_handlers(case: &Case<'_>, officers: &Value) -> Value {
    json!({
        "officers": officers, "reason": "原承办人员调离", "proposed_by": case.api.user(UNIT_HEAD),
        "opinion": "同意变更",
    })
}

pub(crate) fn suspend(case: &Case<'_>) -> Value {
    json!({
        "ground": "等待鉴定意见", "basis": "本机关办案程序规定", "evidence": [case.evidence[0]],
        "proposed_by": case.api.user(UNIT_HEAD), "opinion": "同意中止",
    })
}

// ---------------------------------------------------------------- decision and after

pub(crate) fn pay(case: &Case<'_>, yuan: i64, receipt: &str) -> Value {
    json!({
        "kind": "payment", "performed_on": case.today(), "amount": yuan * 100, "receipt_number": receipt,
        "note": "", "other_done": false,
    })
}

pub(crate) fn close() -> Value {
    json!({ "result": "履行完毕", "opinion": "同意结案" })
}

pub(crate) fn archive() -> Value {
    json!({ "retention": "长期", "volumes": 1, "location": "档案室" })
}

// ---------------------------------------------------------------- publication

pub(crate) fn mask() -> Value {
    json!({ "facts": "制度不健全", "reasons": "情节一般", "affected": [], "nobody_else": true })
}

pub(crate) fn secrecy(outcome: &str) -> Value {
    json!({ "outcome": outcome, "note": "不涉及国家秘密、商业秘密和个人隐私" })
}

pub(crate) fn annulment(case: &Case<'_>) -> Value {
    json!({
        "kind": "revoked", "title": "行政复议决定书", "number": "示政复决〔2026〕1号", "issuer": "示例市人民政府",
        "effective_on": case.today(), "scan": case.scan,
    })
}

pub(crate) fn correct(case: &Case<'_>) -> Value {
    json!({
        "found_by": "当事人", "found_on": case.today(), "facts": "治疗室内未见质量管理制度文本，共两项。",
        "reasons": "情节一般", "affected": [], "nobody_else": true,
        "public_reason": "公示的违法事实漏写一项制度",
    })
}

pub(crate) fn withdraw() -> Value {
    json!({ "public_reason": "处罚决定已被撤销" })
}
