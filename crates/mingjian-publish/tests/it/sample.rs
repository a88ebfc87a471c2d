//! Decisions and notices, all invented.
//! They are values as the gate makes them.

use chrono::NaiveDate;
use mingjian_publish::{
    Instant, MaskNote, PublicChange, PublicDecision, PublicParty, PublicRemedies, PublicSanction,
    PublicViolation, PublicationId, Remedy, Shown, WithdrawalNotice, WithheldNote,
};

pub(crate) fn id(number: u8) -> PublicationId {
    PublicationId::from_parts(u64::from(number) + 1_773_100_000_000, &[number; 10])
}

pub(crate) fn at(seconds: i64) -> Instant {
    Instant::from_micros(1_773_100_000_000_000).plus_seconds(seconds)
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn public<T>(value: T) -> Shown<T> {
    Shown::Public { value }
}

fn text(value: &str) -> Shown<String> {
    public(value.to_owned())
}

pub(crate) fn decision(number: u8) -> PublicDecision {
    PublicDecision {
        title: "行政处罚决定书".to_owned(),
        number: text(&format!("示卫医罚〔2026〕{number}号")),
        organ: text("示例市卫生健康委员会"),
        entrusted_body: None,
        officers: public(vec!["陈立（执法证号99000000001）".to_owned()]),
        party: PublicParty {
            name: text(&format!("示例第{number}口腔门诊部有限公司")),
            kind: text("法人或者其他组织"),
            credit_code: Some(text("91990000MA00000008")),
            address: text("示例市示例路1号"),
            representative: Some(Shown::Masked {
                value: "钱某".to_owned(),
                basis: "政府信息公开条例第十五条".to_owned(),
            }),
            licence: None,
        },
        cause: text("违反医疗废物管理规定"),
        facts: Shown::Masked {
            value: format!("某某于2026年1月{number}日将医疗废物混放。"),
            basis: "政府信息公开条例第十五条".to_owned(),
        },
        evidence_kinds: public(vec!["书证".to_owned()]),
        violations: vec![PublicViolation {
            cause: text("违反医疗废物管理规定"),
            violated: text("《医疗废物管理条例》第十二条"),
            basis: text("《医疗废物管理条例》第四十五条"),
            sanctions: public(vec![fine()]),
        }],
        reasons: Shown::Masked {
            value: "逾期不改正。".to_owned(),
            basis: "政府信息公开条例第十五条".to_owned(),
        },
        penalty_kinds: public(vec!["罚款".to_owned()]),
        total: public(vec![fine()]),
        performance: public(vec!["自收到本决定书之日起15日内缴纳。".to_owned()]),
        remedies: public(PublicRemedies {
            text: vec!["如不服本决定，可以申请行政复议。".to_owned()],
            ways: vec![Remedy {
                way: "行政复议".to_owned(),
                to: "示例市人民政府".to_owned(),
                last_day: Some(day("2026-05-06")),
                provisional: false,
            }],
        }),
        decided_on: public(day("2026-03-02")),
        served_on: public(day("2026-03-03")),
        released_on: day("2026-03-10"),
        correction: None,
        masks: vec![MaskNote {
            label: "自然人姓名".to_owned(),
            count: 2,
            basis: "政府信息公开条例第十五条".to_owned(),
        }],
        withheld: vec![WithheldNote {
            label: "联系电话".to_owned(),
            basis: "政府信息公开条例第十五条".to_owned(),
        }],
        basis: vec!["行政处罚法第四十八条第一款".to_owned()],
        demo: true,
    }
}

fn fine() -> PublicSanction {
    PublicSanction {
        text: "罚款人民币".to_owned(),
        fen: Some(500_000),
        figures: Some("5000元".to_owned()),
        capitals: Some("伍仟元整".to_owned()),
    }
}

pub(crate) fn publish(number: u8, sequence: u64) -> PublicChange {
    PublicChange::Publish {
        id: id(number),
        sequence,
        at: at(i64::from(number)),
        decision: Box::new(decision(number)),
        pdf: Some(format!("%PDF {number}").into_bytes()),
    }
}

pub(crate) fn notice(number: u8) -> WithdrawalNotice {
    WithdrawalNotice {
        number: format!("示卫医罚〔2026〕{number}号"),
        organ: "示例市卫生健康委员会".to_owned(),
        outcome: "撤销".to_owned(),
        instrument: "行政复议决定书（示政复决〔2026〕8号）".to_owned(),
        issuer: "示例市人民政府".to_owned(),
        effective_on: day("2026-06-01"),
        reason: "行政复议决定撤销了原处罚决定。".to_owned(),
        withdrawn_on: day("2026-06-03"),
        basis: "行政处罚法第四十八条第二款".to_owned(),
    }
}

pub(crate) fn withdraw(number: u8, sequence: u64) -> PublicChange {
    PublicChange::Withdraw { id: id(number), sequence, at: at(1_000), notice: notice(number) }
}
