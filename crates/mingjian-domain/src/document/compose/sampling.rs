//! Composes the papers of sampling and testing: D08, D09, D10 and D11.
//! It counts no days but to print a last day; whether a result proves anything is not said here.

use super::rows::{Sheet, cell};
use super::{ComposeFault, Draft};
use crate::act::{Act, Prose};
use crate::document::DocumentModel;
use crate::document::form::Form;
use crate::document::kind::DocumentKind;
use crate::proceeding::{Sampling, Test};
use crate::value::date_text::chinese_date;
use mingjian_law::limit::Unit;

fn last<'a>(draft: &Draft<'a>) -> Result<&'a Sampling, ComposeFault> {
    draft.after.sampling().ok_or(ComposeFault::NotInCase("采样记录"))
}

fn last_test<'a>(draft: &Draft<'a>) -> Result<&'a Test, ComposeFault> {
    last(draft)?.test().ok_or(ComposeFault::NotInCase("检验委托书"))
}

const COLUMNS: [&str; 5] = ["样品名称", "批号或者生产日期", "规格", "采样数量", "封样编号"];

fn samples(sampling: &Sampling) -> Vec<Vec<Prose>> {
    let row = |one: &crate::act::sampling::Sample| {
        [&one.name, &one.batch, &one.specification, &one.quantity, &one.seal_number]
            .map(|text| cell(text))
            .to_vec()
    };
    sampling.stated.samples.iter().map(row).collect()
}

/// D08 产品样品采样记录 or 非产品样品采样记录.
pub(super) fn record(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::TakeSample(stated) = act else {
        return Err(draft.wrong_act());
    };
    let maker = stated.maker.as_deref().unwrap_or_default();
    Sheet::new(draft, Form::SamplingRecord)
        .text("样品类别", if stated.product { "产品样品" } else { "非产品样品" })
        .moment("采样时间", Some(stated.taken_at))
        .text("采样地点", &stated.place)
        .text("标示的生产者", maker)
        .prose("采样方法和依据", &stated.method)
        .text("保存和运送条件", &stated.storage)
        .text("在场人员", &stated.present)
        .optional("拒绝签名情况", stated.signature.refusal.as_ref())
        .text("采样依据", &draft.action_basis())
        .list("样品", &COLUMNS, samples(last(draft)?))
        .done()
}

/// D09 产品样品确认告知书: to the maker that the sample names, with its last day.
pub(super) fn confirmation(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::NotifyMaker(stated) = act else {
        return Err(draft.wrong_act());
    };
    let sampling = last(draft)?;
    let due = draft.law.due("sampling.maker", draft.day())?.last_day();
    let contact = draft.contact()?;
    let taken = chinese_date(sampling.stated.taken_at.date());
    Sheet::for_everybody(draft, Form::ProductConfirmation)
        .text("生产者", sampling.stated.maker.as_deref().unwrap_or_default())
        .text("生产者地址", &stated.address)
        .text("采样时间和地点", &format!("{taken}，{}", sampling.stated.place))
        .text(
            "确认事项",
            &format!(
                "请在{}前书面确认下列样品是否为你单位产品；否认的，请说明理由并提供证明材料。期满未答复的，视为没有提出异议",
                chinese_date(due)
            ),
        )
        .text("答复地址和联系人", &format!("{}，{}，{}", contact.address, contact.person, contact.telephone))
        .text("送达方式", &stated.through)
        .text("依据", &draft.action_basis())
        .list("样品", &COLUMNS, samples(sampling))
        .done()
}

/// D10 检验（检测）委托书.
pub(super) fn entrustment(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::EntrustTesting(stated) = act else {
        return Err(draft.wrong_act());
    };
    let sampling = last(draft)?;
    let again = sampling.tests.len() > 1;
    let laboratory = &stated.laboratory;
    Sheet::for_everybody(draft, Form::TestingEntrustment)
        .text("受委托机构", &laboratory.name)
        .text("资质认定证书编号", &laboratory.certificate)
        .day("资质有效期至", Some(laboratory.valid_to))
        .text("资质范围内的项目", &laboratory.scope.join("、"))
        .text("委托类别", if again { "复检" } else { "检验" })
        .text("检验项目", &stated.items.join("、"))
        .prose("委托事项和要求", &stated.question)
        .day("完成期限", Some(stated.due_on))
        .text("保存和运送条件", &sampling.stated.storage)
        .text("依据", &draft.action_basis())
        .list("样品", &COLUMNS, samples(sampling))
        .done()
}

/// D11 检验结果告知书: the result, and until when another test can be asked for.
pub(super) fn result_notice(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::IssueResult(stated) = act else {
        return Err(draft.wrong_act());
    };
    let test = last_test(draft)?;
    let result = test.result.as_ref().ok_or(ComposeFault::NotInCase("检验报告"))?;
    let days = draft.length("sampling.retest", Unit::Day)?;
    let paper = draft.last_reference(DocumentKind::TestingEntrustment, draft.day())?;
    Sheet::new(draft, Form::TestResultNotice)
        .text("检验机构", &test.stated.laboratory.name)
        .text("委托书", &format!("{}（{}）", paper.title, paper.number))
        .text("报告编号", &result.number)
        .day("报告日期", Some(result.reported_on))
        .text("检验项目", &result.items.join("、"))
        .prose("检验结论", &result.conclusion)
        .text("申请复检", &format!("对检验结果有异议的，可以自收到本告知书之日起{days}日内书面申请复检，逾期视为放弃；期满后仍可以陈述、申辩"))
        .prose("提出复检的方式", &stated.retest_at)
        .text("依据", &draft.action_basis())
        .list("样品", &COLUMNS, samples(last(draft)?))
        .done()
}
