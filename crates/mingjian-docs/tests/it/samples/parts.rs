//! Parts of the samples: body, party, officers, violations, evidence, remedies.
//! None of them exists.

use chrono::{NaiveDate, NaiveDateTime};
use mingjian_domain::act::Personal;
use mingjian_domain::act::lead::{PartyEntry, PartyKind};
use mingjian_domain::document::notice::Replaced;
use mingjian_domain::document::parts::{
    Contact, EvidenceLine, Header, OfficerLine, Organ, Reference, SanctionLine, SignOff, ViolationPart,
};
use mingjian_domain::document::remedies::{Remedies, RemedyAddresses, RemedyTerms};
use mingjian_domain::value::certificate::CertificateNumber;
use mingjian_domain::value::money::Fen;

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub(super) fn moment(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

pub(crate) fn header() -> Header {
    let officer = |name: &str, certificate: &str| OfficerLine {
        name: name.into(),
        certificate: CertificateNumber::parse(certificate).unwrap(),
    };
    Header {
        organ: Organ {
            name: "示例市卫生健康委员会".into(),
            address: "示例市东城区明鉴路1号".into(),
            telephone: "0999-1234567".into(),
            entrusted_body: Some("示例市卫生计生监督局".into()),
        },
        number: None,
        issued_on: None,
        case_number: Some("示卫医案2026-0031".into()),
        cause: "未按规定处置医疗废物；未取得医疗机构执业许可证擅自开展诊疗活动".into(),
        party: PartyEntry {
            kind: PartyKind::IndividualBusiness,
            name: "示例市东城区安和口腔诊所".into(),
            credit_code: Some("92419999MA9EXAMP0H".into()),
            resident_id: Some(Personal("419999198503120015".into())),
            responsible_person: Some("梁安和".into()),
            address: "示例市东城区槐荫街27号".into(),
            phone: Some(Personal("13900000001".into())),
            licence: Some("《诊所备案凭证》示东备2024第018号".into()),
        },
        officers: vec![officer("周明", "16990100123"), officer("郑鉴", "16990100456")],
        demo: false,
    }
}

pub(super) fn violations() -> Vec<ViolationPart> {
    vec![
        ViolationPart {
            cause: "未取得医疗机构执业许可证擅自开展诊疗活动".into(),
            facts: "2026年3月2日现场检查时，当事人在备案范围以外的二层房间设置牙椅两台，正在为一名就诊者实施种植手术。\n经核对收费台账，自2026年1月5日至3月2日共实施同类手术十一例，收取费用合计12600元。".into(),
            evidence: vec!["现场笔录（2026年3月2日）".into(), "收费台账复印件".into(), "对梁安和的询问笔录".into()],
            violated: "《中华人民共和国基本医疗卫生与健康促进法》第三十八条第二款".into(),
            basis: "《中华人民共和国基本医疗卫生与健康促进法》第九十九条第一款".into(),
            tier: "一般".into(),
            reasons: "当事人系首次被查处，开展活动时间不满三个月，能够配合调查并主动停止执业；但实施例数较多，不具备减轻处罚的条件，按一般阶次处罚。".into(),
            sanctions: vec![
                SanctionLine::confiscated_gains(Fen::from_yuan(12600)),
                SanctionLine::fine(Fen::new(6_300_040)),
            ],
        },
        ViolationPart {
            cause: "未按规定处置医疗废物".into(),
            facts: "诊疗后的一次性器械与生活垃圾混放于同一黑色塑料袋，未使用专用包装物和容器；经责令限期改正，2026年3月20日复查时仍未改正。".into(),
            evidence: vec!["现场照片6张".into(), "责令改正通知书及复查笔录".into()],
            violated: "《医疗废物管理条例》第十六条第一款".into(),
            basis: "《医疗废物管理条例》第四十六条第（二）项".into(),
            tier: "从轻".into(),
            reasons: "废物数量较少，尚未流出诊所，复查后三日内完成改正。".into(),
            sanctions: vec![SanctionLine::plain("警告"), SanctionLine::fine(Fen::from_yuan(3000))],
        },
    ]
}

pub(super) fn evidence() -> Vec<EvidenceLine> {
    let line = |kind: &str, name: &str, proves: &str| EvidenceLine {
        kind: kind.into(),
        name: name.into(),
        proves: proves.into(),
    };
    vec![
        line("勘验笔录、现场笔录", "现场笔录（2026年3月2日）", "现场设置牙椅、正在实施手术、废物混放的情况"),
        line("书证", "收费台账复印件（共8页）", "实施例数和收取费用的数额"),
        line("视听资料", "执法记录仪视频（编号SJ-20260302-07）", "检查全过程和当事人当场陈述"),
        line("当事人的陈述", "对梁安和的询问笔录", "当事人对事实的承认和费用的去向"),
    ]
}

pub(super) fn total() -> Vec<SanctionLine> {
    vec![
        SanctionLine::plain("警告"),
        SanctionLine::confiscated_gains(Fen::from_yuan(12600)),
        SanctionLine::fine(Fen::new(6_600_040)),
    ]
}

pub(super) fn remedies(title: &str) -> Remedies {
    Remedies::new(
        title,
        RemedyTerms { reconsideration_days: 60, litigation_months: 6 },
        RemedyAddresses {
            government: "示例市人民政府",
            court: "示例市东城区人民法院",
            online: Some("示例市行政复议在线平台"),
        },
    )
}

pub(super) fn contact() -> Contact {
    Contact {
        person: "周明、郑鉴".into(),
        telephone: "0999-7654321".into(),
        address: "示例市东城区明鉴路1号二楼205室".into(),
    }
}

pub(super) fn sign_offs() -> Vec<SignOff> {
    vec![
        SignOff {
            role: "承办机构负责人".into(),
            opinion: "事实清楚，证据确凿，同意承办人员意见，报请审批。".into(),
            name: Some("冯承办".into()),
            on: Some(day("2026-04-06")),
        },
        SignOff { role: "行政机关负责人".into(), opinion: "同意。".into(), name: None, on: None },
    ]
}

pub(super) fn notice_reference() -> Reference {
    Reference {
        title: "行政处罚事先告知书".into(),
        number: "示卫医告〔2026〕9号".into(),
        on: day("2026-03-25"),
    }
}

pub(super) fn replaced() -> Replaced {
    Replaced {
        notice: notice_reference(),
        reason: "复查中发现新的违法事实，增加一项违法行为，相关证据并非来自当事人的陈述申辩。".into(),
    }
}
