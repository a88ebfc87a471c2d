//! A case that rests, changes its handlers and is heard on the organ's own motion, for the tests of composing.
//! It judges nothing; the tests do.

use super::super::fixture::{Case, HEAD, HOST, OFFICER, Office, RELIEF, UNIT_HEAD, uuid};
use super::{concluded, evidence, investigated, notified, penalty, proposed, served, signed, violation};
use serde_json::json;

pub(super) fn rehandled(office: &Office) -> Case<'_> {
    let mut case = investigated(office);
    suspended(&mut case);
    relieved(&mut case);
    succeeded(&mut case);
    let found = json!([violation(&case, "practice-beyond-registration", "开展口腔种植三例", 500_000, false)]);
    concluded(&mut case, "2026-03-18", &found);
    let kinds = ["warning", "fine", "confiscation-of-gains"];
    let penalties = json!([penalty("practice-beyond-registration", &kinds, 2_000_000, 500_000)]);
    proposed(&mut case, "adopt-proposal", &penalties, "给予警告、罚款并没收违法所得");
    notified(&mut case, "2026-03-26", json!({ "opinion": "同意告知" }));
    heard_on_order(&mut case);
    case
}

fn suspended(case: &mut Case<'_>) {
    let proof = evidence(case, 0);
    case.on("2026-03-05").act(
        HEAD,
        "suspend-investigation",
        json!({
            "ground": "等待医学会出具鉴定意见", "basis": "本机关办案程序规定第九条", "evidence": [proof],
            "proposed_by": uuid(UNIT_HEAD), "opinion": "同意中止，鉴定完毕即恢复"
        }),
    );
    case.on("2026-03-12").act(
        HEAD,
        "resume-investigation",
        json!({
            "reason": "鉴定意见已经收到", "proposed_by": uuid(UNIT_HEAD), "opinion": "同意恢复"
        }),
    );
}

/// A recusal that is refused, and a change of handlers for another reason.
fn relieved(case: &mut Case<'_>) {
    case.act(
        OFFICER,
        "request-recusal",
        json!({
            "requested_on": "TODAY", "applicant": "party", "applicant_name": "陈杏林", "form": "written",
            "subjects": [
                { "capacity": "handler", "officer": uuid(2), "reason": "曾在同业诊所任职" },
                { "capacity": "head", "person": uuid(HEAD), "reason": "与举报人相识" }
            ],
            "scan": uuid(50)
        }),
    );
    let keys: Vec<String> = case.proceeding.open_recusals().map(|state| state.key.clone()).collect();
    case.act(
        OTHER_HEAD,
        "decide-recusal",
        json!({
            "findings": [
                { "subject": keys[0], "granted": false, "reason": "任职在十年以前，不影响公正" },
                { "subject": keys[1], "granted": false, "reason": "只是工作往来" }
            ],
            "superior": "示例市人民政府（演示）", "scan": uuid(50)
        }),
    );
    case.act(
        HEAD,
        "change-handlers",
        json!({
            "officers": [uuid(OFFICER), uuid(RELIEF)], "reason": "钱二立脱产培训",
            "proposed_by": uuid(UNIT_HEAD), "opinion": "同意，办好交接"
        }),
    );
}

/// The party is merged into another unit, and that one changes its name.
fn succeeded(case: &mut Case<'_>) {
    let proof = evidence(case, 0);
    let party = |name: &str| {
        json!({
            "kind": "organisation", "name": name, "credit_code": "91410000MA00DEM02W",
            "responsible_person": "许院长", "address": "示例市西城区槐树街3号", "phone": "0374-2334466",
            "licence": "医疗机构执业许可证（编号示例000456）"
        })
    };
    case.act(
        UNIT_HEAD,
        "change-party",
        json!({
            "change": "merged", "changed_on": "2026-03-10", "party": party("示例槐树医院有限公司"),
            "reason": "登记机关核准吸收合并", "evidence": [proof], "scan": uuid(50)
        }),
    );
    case.act(
        UNIT_HEAD,
        "change-party",
        json!({
            "change": "renamed", "changed_on": "2026-03-12", "party": party("示例槐荫医院有限公司"),
            "reason": "登记机关核准名称变更", "scan": uuid(50)
        }),
    );
}

const OTHER_HEAD: u128 = super::super::fixture::DEPUTY;

fn heard_on_order(case: &mut Case<'_>) {
    let notice = |at: &str, clerk: &str, gate: &str| {
        json!({
            "hearing_at": at, "place": "二楼听证室", "host": uuid(HOST), "clerk": clerk, "open": true,
            "participants": [
                { "role": "party", "name": "示例杏林诊所有限公司", "agents": ["卫代理", "蒋代理"] },
                { "role": "third-person", "name": "沈患者", "relation": "接受种植的患者", "agents": [] }
            ],
            "service": served(gate)
        })
    };
    case.on("2026-03-30").act(HEAD, "order-hearing", json!({ "reason": "涉及患者较多，有必要听证" }));
    case.act(OFFICER, "notify-hearing", notice("2026-04-15T09:00:00", "韩记录", "杏林诊所门厅"));
    case.on("2026-04-01").act(
        OFFICER,
        "postpone-hearing",
        json!({
            "asked_by": "party", "reason": "委托代理人当日另有庭审",
            "notice": notice("2026-04-21T09:00:00", "杨记录", "杏林诊所后门")
        }),
    );
    case.on("2026-04-21").act(
        HOST,
        "hold-hearing",
        json!({
            "began_at": "2026-04-21T09:05:00", "ended_at": "NOW", "place": "二楼听证室",
            "present": "赵一鸣、冯十里代表本机关，陈杏林到场", "record": "双方举证质证，第三人陈述",
            "participants": [{ "role": "third-person", "name": "沈患者", "relation": "接受种植的患者" }],
            "signature": signed()
        }),
    );
}
