//! The public text of the sample decision.
//! It is written by hand, so that the typesetter is tested without the gate.

use super::parts::{day, remedies, total, violations};
use mingjian_domain::document::parts::SanctionLine;
use mingjian_domain::gate::{
    MaskNote, PublicDecision, PublicParty, PublicRemedies, PublicSanction, PublicViolation, Remedy, Shown,
    WithheldNote,
};

/// The public text of the decision: the party a citizen whose name is masked, the place of service withheld.
pub(crate) fn public_decision() -> PublicDecision {
    let open = |value: &str| Shown::Public { value: value.to_owned() };
    let sanctions = |lines: &[SanctionLine]| Shown::Public {
        value: lines
            .iter()
            .map(|line| PublicSanction {
                text: line.text.clone(),
                fen: line.amount.as_ref().map(|amount| amount.fen().fen()),
                figures: line.amount.as_ref().map(|amount| amount.figures().to_owned()),
                capitals: line.amount.as_ref().map(|amount| amount.capitals().to_owned()),
            })
            .collect(),
    };
    let privacy = "《政府信息公开条例》第十五条".to_owned();
    PublicDecision {
        title: "行政处罚决定书".into(),
        number: open("示卫医罚〔2026〕12号"),
        organ: open("示例市卫生健康委员会"),
        entrusted_body: Some(open("示例市卫生计生监督局")),
        officers: Shown::Public {
            value: vec!["周明（执法证号16990100123）".into(), "郑鉴（执法证号16990100456）".into()],
        },
        party: PublicParty {
            name: Shown::Masked { value: "梁某".into(), basis: privacy.clone() },
            kind: open("公民"),
            credit_code: None,
            address: Shown::Withheld { basis: privacy.clone() },
            representative: None,
            licence: Some(open("《诊所备案凭证》示东备2024第018号")),
        },
        cause: open("未按规定处置医疗废物；未取得医疗机构执业许可证擅自开展诊疗活动"),
        facts: Shown::Masked {
            value: "2026年3月2日现场检查时，当事人正在为患者甲实施种植手术。\n护士某某承认废物混放。".into(),
            basis: privacy.clone(),
        },
        evidence_kinds: Shown::Public { value: vec!["书证".into(), "视听资料".into()] },
        violations: violations()
            .iter()
            .map(|violation| PublicViolation {
                cause: open(&violation.cause),
                violated: open(&violation.violated),
                basis: open(&violation.basis),
                sanctions: sanctions(&violation.sanctions),
            })
            .collect(),
        reasons: open("首次被查处，能够配合调查，按一般阶次处罚。"),
        penalty_kinds: Shown::Public {
            value: vec!["警告".into(), "没收违法所得".into(), "罚款".into()]
        },
        total: sanctions(&total()),
        performance: Shown::Public {
            value: vec!["自收到决定书之日起15日内缴纳罚没款。".into()]
        },
        remedies: Shown::Public {
            value: PublicRemedies {
                text: remedies("本决定书").text,
                ways: vec![
                    Remedy {
                        way: "行政复议".into(),
                        to: "示例市人民政府".into(),
                        last_day: Some(day("2026-06-08")),
                        provisional: false,
                    },
                    Remedy {
                        way: "行政诉讼".into(),
                        to: "示例市东城区人民法院".into(),
                        last_day: Some(day("2027-01-09")),
                        provisional: true,
                    },
                ],
            },
        },
        decided_on: Shown::Public { value: day("2026-04-08") },
        served_on: Shown::Public { value: day("2026-04-09") },
        released_on: day("2026-04-13"),
        correction: None,
        masks: vec![MaskNote { label: "自然人姓名".into(), count: 3, basis: privacy.clone() }],
        withheld: vec![WithheldNote { label: "公民身份号码".into(), basis: privacy }],
        basis: vec!["《行政处罚法》第四十八条第一款".into(), "《政府信息公开条例》第二十条第（六）项".into()],
        demo: true,
    }
}
