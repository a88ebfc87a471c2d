//! A way of a case with samples: of a product that names its maker, tested, told, tested again and closed.
//! What is refused on the way stands with the forbidden orders.

use super::super::fixture::{Case, OFFICER, Office, uuid};
use super::{investigated, officers, served};
use serde_json::json;

pub(super) fn sampled(office: &Office) -> Case<'_> {
    let mut case = investigated(office);
    case.on("2026-03-05").act(
        OFFICER,
        "take-sample",
        json!({
            "officers": officers(), "taken_at": "NOW", "place": "杏林诊所消毒供应室", "product": true,
            "maker": "示例消毒制品有限公司", "samples": [{
                "name": "种植体消毒液", "batch": "批号XD20260201", "specification": "500毫升/瓶",
                "quantity": "三瓶", "seal_number": "封样第7号"
            }],
            "method": "从货架随机抽取未开封产品", "storage": "常温避光运送", "present": "陈杏林",
            "signature": { "signed_by": "陈杏林", "scan": uuid(50) }
        }),
    );
    case.act(OFFICER, "notify-maker", json!({ "address": "示例省示例市工业路9号", "through": "挂号信邮寄" }));
    for (day, number) in [("2026-03-06", "检字第41号"), ("2026-03-12", "检字第57号")] {
        case.on(day).act(
            OFFICER,
            "entrust-testing",
            json!({
                "laboratory": {
                    "name": "示例市疾病预防控制中心", "certificate": "资质认定第9号",
                    "valid_to": "2028-12-31", "scope": ["有效氯含量", "细菌菌落总数"]
                },
                "items": ["有效氯含量"], "question": "是否符合产品标示含量", "due_on": "2026-04-20"
            }),
        );
        case.act(
            OFFICER,
            "receive-result",
            json!({
                "received_on": "TODAY", "reported_on": "TODAY", "number": number, "items": ["有效氯含量"],
                "conclusion": "低于标示下限", "proves": "使用不合格的消毒产品", "scan": uuid(50), "pages": 4
            }),
        )
        .act(OFFICER, "issue-result", json!({ "retest_at": "书面送交本机关执法一科" }))
        .act(OFFICER, "serve-result", served("杏林诊所接待室"));
        if day == "2026-03-06" {
            case.act(
                OFFICER,
                "request-retest",
                json!({
                    "requested_on": "TODAY", "applicant": "陈杏林", "reason": "对检验方法有异议", "scan": uuid(50)
                }),
            );
        }
    }
    case
}
