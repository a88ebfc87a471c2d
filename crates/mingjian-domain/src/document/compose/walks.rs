//! The ways of a case, as acts in order, for the tests of composing.
//! They judge nothing; the tests do.

mod handled;
mod sampled;

use super::fixture::{Case, HEAD, HOST, OFFICER, Office, REVIEW_HEAD, REVIEWER, UNIT_HEAD, uuid};
use crate::id::EvidenceId;
use serde_json::{Value, json};

/// A walk by its name.
pub(super) type Walk = for<'o> fn(&'o Office) -> Case<'o>;

/// Every walk; together they make every document.
pub(super) const WALKS: [(&str, Walk); 15] = [
    ("hearing held, three violations", heard),
    ("second notice for a new fact, both rights waived", renotified),
    ("hearing asked for and withdrawn, penalty made lighter", withdrawn),
    ("suspended, other handlers, a hearing ordered and postponed", handled::rehandled),
    ("no penalty", unpunished),
    ("announced, and no penalty", announced),
    ("registered, lapsed, and sent to the police", registered),
    ("sampled, tested twice and told", sampled::sampled),
    ("no filing", refused),
    ("transfer before acceptance", handed_over),
    ("transfer of a filed case", handed_over_later),
    ("dropped", dropped),
    ("inspection with an order", inspected),
    ("fined on the spot", fined_on_spot),
    ("warned on the spot", warned_on_spot),
];

/// Walks the way whose name begins so.
pub(super) fn walk<'o>(office: &'o Office, name: &str) -> Case<'o> {
    let (_, walk) = WALKS.iter().find(|(known, _)| known.starts_with(name)).unwrap();
    walk(office)
}

pub(super) fn lead() -> Value {
    json!({
        "source": "complaint", "found_on": "TODAY",
        "summary": "群众反映该诊所在登记的诊疗科目之外开展口腔种植，并随意丢弃医疗废物",
        "place": "示例市东城区杏林路8号", "informant": "冯某举报", "informant_phone": "13812345678",
        "party": {
            "kind": "organisation", "name": "示例杏林诊所有限公司", "credit_code": "91350100M000100Y43",
            "responsible_person": "陈杏林", "address": "示例市东城区杏林路8号一层", "phone": "0374-2334455",
            "licence": "医疗机构执业许可证（编号示例000123）"
        }
    })
}

/// An inspection that finds medical waste unregistered, orders its correction and gives more time for it.
fn inspected(office: &Office) -> Case<'_> {
    let party = lead().get("party").cloned().unwrap();
    let mut case = Case::inspect(
        office,
        "2026-03-02",
        json!({
            "item": "medical-waste", "reason": "plan", "plan": "2026年度日常检查计划",
            "summary": "查看暂存间和登记资料", "raised_on": "TODAY", "planned_on": "2026-03-03",
            "place": "示例市东城区杏林路8号", "announced": true, "officers": officers(), "party": party,
        }),
    );
    let check = |line: &str| json!({ "line": line, "result": "conforms" });
    let lines = ["system", "training", "protection", "collection", "storage", "transport"];
    let mut checks: Vec<Value> = lines.iter().map(|line| check(line)).collect();
    checks.push(json!({ "line": "register", "result": "fails", "note": "三月以来没有登记" }));
    case.act(HEAD, "approve-inspection", json!({ "opinion": "同意按计划检查" }))
        .act(
            OFFICER,
            "notify-inspection",
            json!({ "notified_at": "NOW", "way": "直接送达", "recipient": "陈杏林", "prepare": "医疗废物登记本" }),
        )
        .on("2026-03-03")
        .act(
            OFFICER,
            "inspect",
            json!({
                "officers": officers(), "place": "示例市东城区杏林路8号", "began_at": "NOW", "ended_at": "NOW",
                "cards_shown": true, "rights_told": true, "uniform": true, "insignia": true, "present": "陈杏林",
                "checks": checks, "findings": "暂存间有医疗废物两箱", "party_view": "以上属实", "signature": signed(),
            }),
        )
        .act(
            OFFICER,
            "order-correction",
            json!({
                "officers": officers(), "signature": signed(),
                "items": [{
                    "cause": "medical-waste-management", "duties": ["registration"],
                    "violation": "没有登记医疗废物", "measure": "建立登记并逐日填写", "due_on": "2026-03-20",
                }],
            }),
        )
        .act(OFFICER, "conclude-inspection", json!({ "result": "ordered", "opinions": "指定专人管理医疗废物" }))
        .act(OFFICER, "feed-back", json!({ "told_at": "NOW", "recipient": "陈杏林", "signature": signed() }))
        .on("2026-03-18")
        .act(
            UNIT_HEAD,
            "extend-correction",
            json!({
                "cause": "medical-waste-management", "requested_on": "TODAY", "reason": "登记系统正在安装",
                "due_on": "2026-03-30",
            }),
        );
    case
}

fn officers() -> Value {
    json!([uuid(1), uuid(2)])
}

fn signed() -> Value {
    json!({ "signed_by": "陈杏林", "scan": uuid(50) })
}

fn members() -> Value {
    json!([
        { "name": "孙三省", "title": "科长", "view": "事实清楚，证据确实充分" },
        { "name": "赵一鸣", "title": "主办人", "view": "同意调查终结报告的意见" },
        { "name": "钱二立", "title": "协办人", "view": "裁量适当" },
    ])
}

fn served(place: &str) -> Value {
    json!({
        "officers": officers(), "served_at": "NOW", "place": place,
        "recipient": "陈杏林", "relation": "法定代表人", "receipt": uuid(50)
    })
}

/// The evidence that the walk has added so far, by the order in which it was added.
fn evidence(case: &Case<'_>, place: usize) -> EvidenceId {
    case.proceeding.evidence[place].id
}

fn violation(case: &Case<'_>, id: &str, facts: &str, gains: i64, aggravated: bool) -> Value {
    let duties = match id {
        "medical-waste-management" => vec!["registration", "collection"],
        "management-system-unsound" => vec!["technology"],
        _ => Vec::new(),
    };
    json!({
        "cause": id, "duties": duties, "facts": facts, "evidence": [evidence(case, 0)],
        "acted_on": "2026-03-02", "gains": gains, "aggravated": aggravated
    })
}

fn penalty(cause: &str, kinds: &[&str], fine: i64, gains: i64) -> Value {
    json!({
        "cause": cause, "kinds": kinds, "fine": fine, "confiscated_gains": gains, "goods_value": 0,
        "reduced": false, "tier": "一般", "reasons": format!("{cause}一案情节一般，处以幅度中段的处罚")
    })
}

/// From the lead to the first evidence.
fn investigated(office: &Office) -> Case<'_> {
    let mut case = filed(office);
    case.on("2026-03-04").act(OFFICER, "record-scene", json!({
        "place": "杏林诊所一层诊室", "began_at": "2026-03-04T09:10:00", "ended_at": "NOW", "officers": officers(),
        "cards_shown": true, "rights_told": true, "present": "陈杏林",
        "findings": "诊室内设牙椅两台，器械盘内有种植手机两把", "party_view": "以上笔录属实",
        "signature": signed()
    }));
    for (person, id) in [("陈杏林", Some("11010519491231002X")), ("褚护士", None), ("陈杏林", None)]
    {
        case.act(OFFICER, "record-inquiry", json!({
            "person": person, "person_id": id, "person_phone": "13987654321", "relation": "诊所工作人员",
            "place": "执法一科询问室", "began_at": "2026-03-04T09:15:00", "ended_at": "NOW", "officers": officers(),
            "cards_shown": true, "rights_told": true,
            "exchanges": [{ "question": "种植从何时开始？", "answer": "从今年一月开始" }],
            "signature": { "refusal": "被询问人核对后拒绝签名，两名执法人员注明" }
        }));
    }
    for (kind, name, bears) in [
        ("record", "现场检查笔录一份", true),
        ("document", "收费票据存根一册", true),
        ("document", "送达地址确认书一份", false),
    ] {
        case.act(
            OFFICER,
            "add-evidence",
            json!({
                "kind": kind, "name": name, "proves": format!("{name}所证明的内容"), "source": "现场提取",
                "collected_on": "TODAY", "officers": officers(), "original": true, "pages": 2,
                "bears_on_facts": bears, "from_plea": false
            }),
        );
    }
    case
}

fn filed(office: &Office) -> Case<'_> {
    let mut case = Case::open(office, "2026-03-02", lead());
    case.act(UNIT_HEAD, "accept-lead", json!({
        "jurisdiction": "违法行为发生在本市，属于本机关职权", "act_ended_on": "2026-03-01", "long_limitation": true,
        "initial_evidence": "举报材料和照片三张"
    }));
    case.act(
        OFFICER,
        "request-filing",
        json!({
            "causes": ["practice-beyond-registration", "medical-waste-management"],
            "facts": "涉嫌超出登记的诊疗科目开展口腔种植，涉嫌未按规定收集医疗废物",
            "officers": officers(), "proposal": "建议立案调查，由赵一鸣、钱二立承办"
        }),
    );
    case.on("2026-03-03").act(HEAD, "approve-filing", json!({ "opinion": "同意立案，依法查处" }));
    case
}

/// The order to correct, and its overdue re-check.
fn overdue(case: &mut Case<'_>) {
    case.on("2026-03-05").act(
        OFFICER,
        "order-correction",
        json!({
            "officers": officers(), "signature": signed(), "items": [
                {
                    "cause": "medical-waste-management", "duties": ["registration", "collection"],
                    "violation": "医疗废物未及时收集，混入生活垃圾", "measure": "按类别收集医疗废物，建立登记",
                    "due_on": "2026-03-20"
                },
                {
                    "cause": "practice-beyond-registration", "violation": "开展登记科目之外的口腔种植",
                    "measure": "停止口腔种植诊疗活动", "due_on": "2026-03-06"
                }
            ]
        }),
    );
    case.on("2026-03-09").act(
        OFFICER,
        "recheck-correction",
        json!({
            "officers": officers(), "findings": "已停止口腔种植诊疗活动",
            "items": [{ "cause": "practice-beyond-registration", "result": "corrected" }]
        }),
    );
    case.on("2026-03-23").act(
        OFFICER,
        "recheck-correction",
        json!({
            "officers": officers(), "findings": "期限届满后复查，仍未分类收集",
            "items": [{ "cause": "medical-waste-management", "result": "overdue" }]
        }),
    );
}

fn three_violations(case: &Case<'_>) -> Value {
    json!([
        violation(case, "practice-beyond-registration", "开展登记科目之外的口腔种植十二例", 1_203_040, true),
        violation(case, "medical-waste-management", "使用过的口镜混入生活垃圾，逾期未改", 0, false),
        violation(case, "management-system-unsound", "没有建立医疗技术管理制度", 0, false),
    ])
}

fn three_penalties(fine: i64) -> Value {
    let mut first = penalty(
        "practice-beyond-registration",
        &["warning", "fine", "confiscation-of-gains", "business-suspension"],
        fine,
        1_203_040,
    );
    first["suspension_months"] = json!(6);
    first["scope"] = json!(["口腔种植"]);
    json!([
        first,
        penalty("medical-waste-management", &["warning", "fine"], 300_050, 0),
        penalty("management-system-unsound", &["warning", "fine"], 1_500_000, 0),
    ])
}

fn concluded(case: &mut Case<'_>, day: &str, violations: &Value) {
    case.on(day).act(
        OFFICER,
        "conclude-investigation",
        json!({
            "course": "检查现场、询问三次、提取票据，并责令改正后复查", "violations": violations,
            "circumstances": "配合调查，没有从重情节", "proposal": "建议分别裁量、合并处罚"
        }),
    );
}

fn proposed(case: &mut Case<'_>, action: &str, penalties: &Value, reasons: &str) {
    case.act(
        UNIT_HEAD,
        action,
        json!({
            "held_at": "NOW", "place": "三楼会议室", "members": members(), "result": "penalty",
            "penalties": penalties, "complex": false, "reasons": reasons
        }),
    );
}

fn reviewed(case: &mut Case<'_>, kind: &str) {
    let points: Vec<Value> = case
        .office
        .law()
        .review_points()
        .map(|point| json!({ "point": point.id, "finding": "pass", "note": format!("{}符合要求", point.label) }))
        .collect();
    case.act(
        UNIT_HEAD,
        "submit-for-review",
        json!({
            "materials": ["调查终结报告", "合议记录"], "note": "请审核"
        }),
    );
    case.act(REVIEW_HEAD, "assign-review", json!({ "reviewer": uuid(REVIEWER) }));
    case.act(
        REVIEWER,
        "give-opinion",
        json!({
            "points": points, "kind": kind, "text": "主体、程序、证据、裁量均已逐项核对"
        }),
    );
}

fn discussed(case: &mut Case<'_>) {
    case.act(
        HEAD,
        "discuss",
        json!({
            "held_at": "NOW", "place": "二楼会议室", "host": "王八斗",
            "members": [
                { "name": "王八斗", "title": "主任", "view": "同意拟处罚意见" },
                { "name": "李九思", "title": "副主任", "view": "同意，注意说理" },
            ],
            "conclusion": "一致同意按拟处理意见作出决定"
        }),
    );
}

fn notified(case: &mut Case<'_>, day: &str, new_fact: Value) {
    case.on(day).act(HEAD, "issue-notice", new_fact);
    case.act(OFFICER, "serve-notice", served("杏林诊所前台"));
}

fn decided(case: &mut Case<'_>, day: &str) {
    case.on(day).act(HEAD, "decide-penalty", json!({ "opinion": "同意，依法作出处罚决定" }));
    case.act(OFFICER, "serve-decision", served("杏林诊所接待室"));
}

fn paid_and_closed(case: &mut Case<'_>, day: &str) {
    let owed = case.proceeding.owed().fen();
    case.on(day);
    for (amount, receipt) in [(owed - 100_000, "豫财示0001"), (100_000, "豫财示0002")] {
        case.act(
            OFFICER,
            "record-performance",
            json!({
                "kind": "payment", "performed_on": "TODAY", "amount": amount, "receipt_number": receipt,
                "note": "银行代收", "other_done": true
            }),
        );
    }
    case.act(HEAD, "close-case", json!({ "result": "罚没款已全部缴清，停业已执行", "opinion": "同意结案" }));
}

fn pleaded(case: &mut Case<'_>) {
    case.act(OFFICER, "add-evidence", json!({
        "kind": "document", "name": "整改照片一组", "proves": "已经开始整改", "source": "当事人提交",
        "collected_on": "TODAY", "officers": officers(), "original": false, "bears_on_facts": true, "from_plea": true
    }));
    let brought = evidence(case, case.proceeding.evidence.len() - 1);
    case.act(
        OFFICER,
        "receive-plea",
        json!({
            "form": "written", "received_on": "TODAY", "content": "已经整改，请求减少罚款",
            "evidence": [brought], "brings_facts": true
        }),
    );
    case.act(
        UNIT_HEAD,
        "answer-plea",
        json!({
            "points": [{ "claim": "已经整改", "adopted": true, "reason": "照片经核实属实" }],
            "conclusion": "采纳整改事实，在幅度内从轻"
        }),
    );
}

fn asked(case: &mut Case<'_>) {
    case.act(
        OFFICER,
        "request-hearing",
        json!({
            "requested_on": "TODAY", "form": "written", "note": "对停业处罚有异议"
        }),
    );
    case.act(
        OFFICER,
        "notify-hearing",
        json!({
            "hearing_at": "2026-04-15T09:00:00", "place": "一楼听证室", "host": uuid(HOST), "clerk": "卫十全",
            "open": true, "service": served("杏林诊所门厅")
        }),
    );
}

fn heard(office: &Office) -> Case<'_> {
    let mut case = investigated(office);
    overdue(&mut case);
    let violations = three_violations(&case);
    case.act(
        OFFICER,
        "change-facts",
        json!({
            "violations": violations, "direction": "adverse", "reason": "复查时发现没有医疗技术管理制度"
        }),
    );
    concluded(&mut case, "2026-03-24", &violations);
    proposed(&mut case, "adopt-proposal", &three_penalties(6_000_000), "三项违法行为分别裁量、合并处罚");
    reviewed(&mut case, "correct");
    case.act(UNIT_HEAD, "dispute-opinion", json!({ "reason": "裁量已按基准中段，不需要纠正" }));
    discussed(&mut case);
    reviewed(&mut case, "agree");
    notified(&mut case, "2026-03-26", json!({ "opinion": "同意告知" }));
    case.on("2026-03-30");
    pleaded(&mut case);
    asked(&mut case);
    case.on("2026-04-15").act(HOST, "hold-hearing", json!({
        "began_at": "2026-04-15T09:05:00", "ended_at": "NOW", "place": "一楼听证室",
        "present": "赵一鸣、钱二立代表本机关，陈杏林代表当事人", "record": "双方举证质证，当事人作最后陈述",
        "signature": signed()
    }));
    case.act(
        HOST,
        "report-hearing",
        json!({ "disputed": "停业期限是否适当", "opinion": "事实清楚，建议维持" }),
    );
    reviewed(&mut case, "agree");
    discussed(&mut case);
    decided(&mut case, "2026-04-20");
    paid_and_closed(&mut case, "2026-04-27");
    case
}

fn renotified(office: &Office) -> Case<'_> {
    let mut case = investigated(office);
    let first = json!([violation(&case, "practice-beyond-registration", "开展口腔种植三例", 500_000, false)]);
    concluded(&mut case, "2026-03-09", &first);
    let penalties = json!([penalty(
        "practice-beyond-registration",
        &["warning", "fine", "confiscation-of-gains"],
        2_000_000,
        500_000
    )]);
    proposed(&mut case, "adopt-proposal", &penalties, "给予警告、罚款并没收违法所得");
    notified(&mut case, "2026-03-10", json!({ "opinion": "同意告知" }));
    case.act(UNIT_HEAD, "return-to-investigation", json!({ "reason": "核实新收到的线索" }));
    case.act(OFFICER, "add-evidence", json!({
        "kind": "electronic-data", "name": "预约系统数据", "proves": "另有种植九例", "source": "第二次检查提取",
        "collected_on": "TODAY", "officers": officers(), "original": true, "bears_on_facts": true, "from_plea": false
    }));
    let added = evidence(&case, 3);
    let more =
        json!([violation(&case, "practice-beyond-registration", "开展口腔种植十二例", 1_203_040, true)]);
    case.act(
        OFFICER,
        "change-facts",
        json!({
            "violations": more, "direction": "adverse", "reason": "第二次检查另查明九例"
        }),
    );
    concluded(&mut case, "2026-03-11", &more);
    let mut heavier = penalty(
        "practice-beyond-registration",
        &["warning", "fine", "confiscation-of-gains", "licence-revocation"],
        6_000_000,
        1_203_040,
    );
    heavier["scope"] = json!(["医疗机构执业许可证"]);
    proposed(&mut case, "adopt-proposal", &json!([heavier]), "新查明九例，情节严重");
    notified(
        &mut case,
        "2026-03-12",
        json!({
            "opinion": "同意重新告知", "new_fact": "第二次检查另查明种植九例", "new_evidence": [added]
        }),
    );
    for (action, statement) in [("waive-plea", "本人放弃陈述申辩"), ("waive-hearing", "本人放弃要求听证")]
    {
        case.act(
            OFFICER,
            action,
            json!({
                "waived_on": "TODAY", "statement": statement, "signed_by": "陈杏林", "scan": uuid(50)
            }),
        );
    }
    reviewed(&mut case, "agree");
    discussed(&mut case);
    decided(&mut case, "2026-03-16");
    case
}

fn withdrawn(office: &Office) -> Case<'_> {
    let mut case = investigated(office);
    overdue(&mut case);
    let violations = three_violations(&case);
    case.act(
        OFFICER,
        "change-facts",
        json!({
            "violations": violations, "direction": "adverse", "reason": "复查时发现没有医疗技术管理制度"
        }),
    );
    concluded(&mut case, "2026-03-24", &violations);
    proposed(&mut case, "adopt-proposal", &three_penalties(6_000_000), "三项违法行为分别裁量、合并处罚");
    notified(&mut case, "2026-03-26", json!({ "opinion": "同意告知" }));
    case.on("2026-03-30");
    asked(&mut case);
    case.act(
        OFFICER,
        "end-hearing",
        json!({
            "end": "withdrawn", "ended_on": "TODAY", "note": "当事人书面撤回听证要求", "signed_by": "陈撤回",
            "scan": uuid(50)
        }),
    );
    case.on("2026-04-08");
    proposed(&mut case, "amend-proposal", &three_penalties(4_000_000), "当事人整改，在幅度内从轻");
    reviewed(&mut case, "agree");
    discussed(&mut case);
    decided(&mut case, "2026-04-09");
    case
}

/// Nobody is found at the confirmed address, and the decision is announced.
fn announced(office: &Office) -> Case<'_> {
    let mut case = investigated(office);
    case.act(
        OFFICER,
        "confirm-address",
        json!({
            "confirmed_on": "TODAY", "address": "示例市东城区杏林路8号一层", "recipient": "陈杏林",
            "phone": "0374-2334455", "electronic": true, "electronic_address": "xinglin@example.cn",
            "signed_by": "陈杏林", "scan": uuid(50)
        }),
    );
    undecided(&mut case);
    case.act(
        OFFICER,
        "announce-service",
        json!({
            "announced_on": "TODAY", "place": "本机关公告栏和门户网站", "ground": "other-ways-failed",
            "tried": "三月九日、十日两次上门无人，邮件因迁移新址退回", "proof": uuid(50)
        }),
    );
    case.on("2026-04-10").act(
        OFFICER,
        "serve-decision",
        json!({ "mode": "announced", "officers": officers() }),
    );
    case
}

/// Evidence is registered twice: disposed of once, lapsed once; then the case goes to the police.
fn registered(office: &Office) -> Case<'_> {
    let mut case = investigated(office);
    for day in ["2026-03-05", "2026-03-10"] {
        case.on(day)
            .act(
                OFFICER,
                "request-registration",
                json!({
                    "officers": officers(), "reason": "种植器械可能被转移", "place": "杏林诊所二层库房",
                    "keeper": "陈杏林", "items": [{
                        "name": "种植手机", "specification": "批号ZZ2026", "quantity": 2, "condition": "完好，已使用"
                    }],
                }),
            )
            .act(HEAD, "approve-registration", json!({ "opinion": "同意先行登记保存" }))
            .act(OFFICER, "serve-registration", served("杏林诊所二层库房"));
        if day == "2026-03-05" {
            let items = json!([{ "name": "种植手机", "disposal": "returned" }]);
            case.act(
                HEAD,
                "dispose-registration",
                json!({ "items": items, "reason": "已拍照、复制，不需要继续保存" }),
            );
        }
    }
    case.on("2026-03-20").act(
        OFFICER,
        "lift-lapsed",
        json!({ "recipient": "陈杏林", "note": "原封返还，物品完好" }),
    );
    case.act(
        OFFICER,
        "propose-police-transfer",
        json!({
            "officers": officers(), "offence": "非法行医罪", "facts": "两次因非法行医受处罚后再次非法行医",
            "grounds": "依照刑法第三百三十六条和相关司法解释"
        }),
    )
    .act(
        HEAD,
        "approve-police-transfer",
        json!({
            "opinion": "同意移送", "police": "示例市公安局", "materials": ["调查报告一份", "涉案物品清单一份"]
        }),
    )
    .act(
        OFFICER,
        "send-to-police",
        json!({ "sent_at": "NOW", "receiver": "周警官", "receipt": uuid(50) }),
    );
    case
}

fn unpunished(office: &Office) -> Case<'_> {
    let mut case = investigated(office);
    undecided(&mut case);
    case.act(OFFICER, "serve-decision", served("杏林诊所接待室"));
    case.act(HEAD, "close-case", json!({ "result": "已送达并完成教育", "opinion": "同意结案" }));
    case
}

/// From the investigation to the decision that nobody is punished.
fn undecided(case: &mut Case<'_>) {
    let found = json!([violation(case, "management-system-unsound", "制度缺一项，当日补齐", 0, false)]);
    concluded(case, "2026-03-09", &found);
    case.act(UNIT_HEAD, "adopt-proposal", json!({
        "held_at": "NOW", "place": "三楼会议室", "members": members(), "result": "no-penalty",
        "ground": "minor-corrected", "penalties": [], "complex": false, "reasons": "轻微并当日改正，没有造成后果"
    }));
    reviewed(case, "agree");
    case.on("2026-03-10").act(
        HEAD,
        "decide-no-penalty",
        json!({
            "opinion": "同意不予处罚", "education": "当面讲解制度要求，发放指导手册"
        }),
    );
}

fn refused(office: &Office) -> Case<'_> {
    let mut case = Case::open(office, "2026-03-02", lead());
    case.act(
        HEAD,
        "refuse-filing",
        json!({
            "reason": "经核查没有违法事实", "informant_answered_on": "TODAY"
        }),
    );
    case
}

fn transfer(case: &mut Case<'_>) {
    case.act(
        HEAD,
        "transfer-out",
        json!({
            "receiver": "示例市生态环境局", "reason": "涉及环境污染防治，不属于本机关职权",
            "materials": ["举报材料一份", "现场照片三张"]
        }),
    );
}

fn handed_over(office: &Office) -> Case<'_> {
    let mut case = Case::open(office, "2026-03-02", lead());
    transfer(&mut case);
    case
}

fn handed_over_later(office: &Office) -> Case<'_> {
    let mut case = investigated(office);
    transfer(&mut case);
    case
}

fn dropped(office: &Office) -> Case<'_> {
    let mut case = investigated(office);
    let proof = evidence(&case, 0);
    case.act(HEAD, "drop-case", json!({
            "ground": "party-gone", "reason": "当事人已经终止，没有权利义务承受人", "evidence": [proof], "scan": uuid(50)
        }));
    case
}

fn told_on_spot<'o>(office: &'o Office, kinds: &[&str], fine: i64) -> Case<'o> {
    let mut case = Case::open_in(
        "penalty-summary",
        office,
        "2026-03-02",
        json!({
            "found_on": "TODAY", "place": "示例市东城区杏林路8号", "summary": "客用拖鞋未经消毒重复使用",
            "party": lead()["party"]
        }),
    );
    let penalty = json!({ "kinds": kinds, "fine": fine, "tier": "一般", "reasons": "当场改正，情节一般" });
    case.act(OFFICER, "record-scene", json!({
        "place": "示例旅馆一层布草间", "began_at": "2026-03-02T09:05:00", "ended_at": "NOW", "officers": officers(),
        "cards_shown": true, "rights_told": true, "present": "陈杏林",
        "findings": "布草间内客用拖鞋四十双未见消毒记录", "party_view": "以上笔录属实", "signature": signed()
    }));
    case.act(OFFICER, "tell-on-spot", json!({
        "officers": officers(), "cards_shown": true, "cause": "public-place-utensils", "duties": ["cleaning"],
        "acted_on": "TODAY", "facts": "2026年3月2日在一层布草间查见客用拖鞋四十双未清洗消毒即重复使用",
        "proof": "现场照片两张、当事人陈述", "gains": 0, "penalty": penalty, "rights_told": true, "told_at": "NOW"
    }));
    case.act(
        OFFICER,
        "hear-on-spot",
        json!({
            "heard_at": "NOW", "pleaded": fine > 0, "content": if fine > 0 { "消毒柜昨天坏了" } else { "" },
            "brings_facts": false, "adopted": false,
            "answer": if fine > 0 { "消毒柜损坏不免除消毒的义务" } else { "" }, "facts_clear": true
        }),
    );
    case.act(
        OFFICER,
        "decide-on-spot",
        json!({ "decided_at": "NOW", "place": "示例市东城区杏林路8号一层", "penalty": penalty }),
    );
    case.act(
        OFFICER,
        "deliver-on-spot",
        json!({ "delivered_at": "NOW", "relation": "法定代表人", "signature": signed() }),
    );
    case.act(OFFICER, "lodge-decision", json!({ "lodged_on": "TODAY", "receiver": "内勤" }));
    case
}

fn fined_on_spot(office: &Office) -> Case<'_> {
    let mut case = told_on_spot(office, &["warning", "fine"], 10_000);
    case.act(OFFICER, "collect-cash", json!({
        "collected_at": "NOW", "amount": 10_000, "ground": "small", "circumstances": "", "asked_by_party": false,
        "special_receipt": true, "receipt_number": "示财罚000017"
    }));
    case.on("2026-03-03").act(OFFICER, "hand-in-cash", json!({ "handed_on": "TODAY", "receiver": "出纳" }));
    case.act(OFFICER, "bank-cash", json!({ "banked_on": "TODAY", "voucher_number": "示银000018" }));
    case.act(UNIT_HEAD, "close-case", json!({ "result": "罚款已缴付银行", "opinion": "同意结案" }));
    case
}

fn warned_on_spot(office: &Office) -> Case<'_> {
    let mut case = told_on_spot(office, &["warning"], 0);
    case.on("2026-03-03").act(
        UNIT_HEAD,
        "close-case",
        json!({ "result": "已经改正", "opinion": "同意结案" }),
    );
    case
}
