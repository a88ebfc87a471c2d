//! Acts of what runs beside a case: registered evidence, samples, a matter with the police.
//! How they follow each other, the tests say.

use super::{act, both, prose, signed};
use crate::people::scan;
use chrono::{Days, NaiveDate, NaiveDateTime};
use mingjian_domain::act::Act;
use mingjian_domain::act::notice::WaiveRight;
use mingjian_domain::act::police::{
    ApprovePoliceTransfer, PoliceReturn, ProposePoliceTransfer, RecordPoliceFiling, RecordPoliceReturn,
    RefusePoliceTransfer, SendToPolice,
};
use mingjian_domain::act::registration::{
    ApproveRegistration, DisposeRegistration, DisposedItem, HeldItem, ItemDisposal, LiftLapsed,
    RefuseRegistration, RequestRegistration,
};
use mingjian_domain::act::sampling::{
    AbandonSampling, CloseSampling, EntrustTesting, IssueResult, Laboratory, MakerAnswer, NotifyMaker,
    ReceiveResult, RecordMakerAnswer, RefuseRetest, RequestRetest, Sample, TakeSample,
};

pub(crate) fn hold_with(names: &[&str]) -> RequestRegistration {
    let item = |name: &&str| HeldItem {
        name: (*name).to_owned(),
        specification: "批号A1".to_owned(),
        quantity: 2,
        condition: "完好".to_owned(),
    };
    RequestRegistration {
        officers: both(),
        reason: prose("可能被转移"),
        items: names.iter().map(item).collect(),
        place: "库房".to_owned(),
        keeper: "李明".to_owned(),
    }
}

pub(crate) fn hold() -> Act {
    act!(RequestRegistration hold_with(&["账册"]))
}

pub(crate) fn approve_hold() -> Act {
    act!(ApproveRegistration ApproveRegistration { opinion: prose("同意") })
}

pub(crate) fn refuse_hold() -> Act {
    act!(RefuseRegistration RefuseRegistration { reason: prose("没有灭失的可能") })
}

pub(crate) fn dispose_of(names: &[&str]) -> Act {
    let items = names
        .iter()
        .map(|name| DisposedItem { name: (*name).to_owned(), disposal: ItemDisposal::Returned })
        .collect();
    act!(DisposeRegistration DisposeRegistration { items, reason: prose("已复制") })
}

pub(crate) fn lift() -> Act {
    act!(LiftLapsed LiftLapsed { recipient: "李明".to_owned(), note: prose("完好返还") })
}

pub(crate) fn report_with() -> ProposePoliceTransfer {
    ProposePoliceTransfer {
        officers: both(),
        offence: "非法行医罪".to_owned(),
        facts: prose("再次非法行医"),
        grounds: prose("情节严重"),
    }
}

pub(crate) fn report() -> Act {
    act!(ProposePoliceTransfer report_with())
}

pub(crate) fn approve_transfer_with(materials: &[&str]) -> Act {
    act!(ApprovePoliceTransfer ApprovePoliceTransfer {
        opinion: prose("同意移送"),
        police: "示例市公安局".to_owned(),
        materials: materials.iter().map(|name| (*name).to_owned()).collect(),
    })
}

pub(crate) fn refuse_transfer() -> Act {
    act!(RefusePoliceTransfer RefusePoliceTransfer { reason: prose("不涉嫌犯罪") })
}

pub(crate) fn send_to_police(sent_at: NaiveDateTime) -> Act {
    act!(SendToPolice SendToPolice { sent_at, receiver: "周警官".to_owned(), receipt: scan() })
}

pub(crate) fn police_filed(told_on: NaiveDate) -> Act {
    act!(RecordPoliceFiling RecordPoliceFiling {
        told_on,
        number: "示公立字〔2026〕1号".to_owned(),
        handed_over: prose("已移交账册"),
        scan: scan(),
    })
}

pub(crate) fn police_returned(told_on: NaiveDate, ground: PoliceReturn) -> Act {
    act!(RecordPoliceReturn RecordPoliceReturn {
        told_on,
        ground,
        number: "示公不立字〔2026〕1号".to_owned(),
        next: prose("继续办理"),
        scan: scan(),
    })
}

/// Samples of a product of this maker, or of none.
pub(crate) fn sampling_with(taken_at: NaiveDateTime, maker: Option<&str>) -> TakeSample {
    TakeSample {
        officers: both(),
        taken_at,
        place: "消毒供应室".to_owned(),
        product: maker.is_some(),
        maker: maker.map(str::to_owned),
        samples: vec![Sample {
            name: "皮肤消毒液".to_owned(),
            batch: "20260201".to_owned(),
            specification: "500毫升".to_owned(),
            quantity: "3瓶".to_owned(),
            seal_number: "FY001".to_owned(),
        }],
        method: prose("随机抽取未开封产品"),
        storage: "常温避光".to_owned(),
        present: "李明".to_owned(),
        signature: signed(),
    }
}

pub(crate) fn notify_maker() -> Act {
    act!(NotifyMaker NotifyMaker { address: "示例市工业路9号".to_owned(), through: "挂号信".to_owned() })
}

pub(crate) fn maker_answer(received_on: NaiveDate) -> Act {
    act!(RecordMakerAnswer RecordMakerAnswer {
        received_on,
        answer: MakerAnswer::Confirmed,
        content: prose("系我单位产品"),
        scan: scan(),
    })
}

pub(crate) fn entrust_with(day: NaiveDate) -> EntrustTesting {
    EntrustTesting {
        laboratory: Laboratory {
            name: "示例市疾病预防控制中心".to_owned(),
            certificate: "990000000001".to_owned(),
            valid_to: NaiveDate::from_ymd_opt(2030, 12, 31).unwrap(),
            scope: vec!["有效氯含量".to_owned(), "微生物指标".to_owned()],
        },
        items: vec!["有效氯含量".to_owned()],
        question: prose("是否符合标示含量"),
        due_on: day + Days::new(20),
    }
}

pub(crate) fn result_with(day: NaiveDate) -> ReceiveResult {
    ReceiveResult {
        received_on: day,
        reported_on: day,
        number: "JY2026-001".to_owned(),
        items: vec!["有效氯含量".to_owned()],
        conclusion: prose("不符合标示含量"),
        proves: prose("消毒产品不合格"),
        scan: scan(),
        pages: Some(4),
    }
}

pub(crate) fn issue_result() -> Act {
    act!(IssueResult IssueResult { retest_at: prose("书面送交承办机构") })
}

pub(crate) fn ask_retest(requested_on: NaiveDate) -> Act {
    act!(RequestRetest RequestRetest {
        requested_on,
        applicant: "李明".to_owned(),
        phone: None,
        reason: prose("对检验方法有异议"),
        scan: scan(),
    })
}

pub(crate) fn refuse_retest() -> Act {
    act!(RefuseRetest RefuseRetest { reason: prose("没有备样"), told: prose("当日书面答复") })
}

pub(crate) fn waive_retest(waived_on: NaiveDate) -> Act {
    act!(WaiveRetest WaiveRight {
        waived_on,
        statement: prose("自愿放弃复检"),
        signed_by: "李明".to_owned(),
        scan: scan(),
    })
}

pub(crate) fn close_sampling() -> Act {
    act!(CloseSampling CloseSampling { note: prose("备样按规定处理") })
}

pub(crate) fn abandon_sampling() -> Act {
    act!(AbandonSampling AbandonSampling { reason: prose("样品破损"), note: prose("已销毁并记录") })
}
