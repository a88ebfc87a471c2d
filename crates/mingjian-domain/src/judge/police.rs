//! Judges what is stated of a transfer to the police: the report, the materials and the answer (移送规定 第五条至第十三条).
//! Who may approve it is reserved by the procedure; its days are counted by clocks.

use super::{Judged, acting_officers, need_prose, need_text, not_after, plain, with_files};
use crate::act::police::{
    ApprovePoliceTransfer, PoliceReturn, ProposePoliceTransfer, RecordPoliceFiling, RecordPoliceReturn,
    SendToPolice,
};
use crate::attempt::Context;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;

const RULES: &str = "移送涉嫌犯罪案件规定";

/// The task group says what is suspected and why.
pub(crate) fn propose(
    proceeding: &Proceeding,
    stated: &ProposePoliceTransfer,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.offence, "offence")?;
    need_prose(&stated.facts, "facts")?;
    need_prose(&stated.grounds, "grounds")?;
    acting_officers(proceeding, &stated.officers, day, context)
}

/// The letter goes with its list (移送规定 第六条).
pub(crate) fn approve(stated: &ApprovePoliceTransfer) -> Result<Judged, Refusal> {
    need_prose(&stated.opinion, "opinion")?;
    need_text(&stated.police, "police")?;
    if stated.materials.iter().all(|name| plain(name).is_empty()) {
        let message = "移送应当附调查报告、涉案物品清单、检验报告或者鉴定结论等材料。请逐份列出。";
        let basis = vec![Citation::article(RULES, 6)];
        return Err(Refusal::field("materials-missing", "materials", message, basis));
    }
    Ok(Judged::default())
}

pub(crate) fn send(stated: &SendToPolice, context: &Context<'_>) -> Result<Judged, Refusal> {
    need_text(&stated.receiver, "receiver")?;
    with_files(Judged::default(), &[Some(stated.receipt)], context)
}

pub(crate) fn filed(
    stated: &RecordPoliceFiling,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.number, "number")?;
    need_prose(&stated.handed_over, "handed_over")?;
    not_after(stated.told_on, day, "told_on")?;
    with_files(Judged::default(), &[Some(stated.scan)], context)
}

/// What was filed can only be given up, and what was not cannot (移送规定 第八条、第十三条).
pub(crate) fn returned(
    proceeding: &Proceeding,
    stated: &RecordPoliceReturn,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.number, "number")?;
    need_prose(&stated.next, "next")?;
    not_after(stated.told_on, day, "told_on")?;
    let filed = proceeding.beside.transfers.last().is_some_and(|one| one.filed_on.is_some());
    if filed != (stated.ground == PoliceReturn::NotProsecuted) {
        let message = if filed {
            "公安机关已经立案，退回情形应当是立案后撤销案件或者不追究刑事责任。"
        } else {
            "公安机关没有立案，请选择不予立案的情形。"
        };
        let basis = vec![Citation::article(RULES, 8), Citation::article(RULES, 13)];
        return Err(Refusal::field("return-does-not-fit", "ground", message, basis));
    }
    with_files(Judged::default(), &[Some(stated.scan)], context)
}
