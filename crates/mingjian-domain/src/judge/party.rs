//! Judges a change of the party: the same one under another name, or a unit that takes its place (行政处罚法 第四十条).
//! It asks no register: what proves the change is in the file.

use super::{Judged, lead, need_prose, not_after, with_files};
use crate::act::InputFault;
use crate::act::lead::{PartyEntry, PartyKind};
use crate::act::party::{ChangeParty, PartyChangeKind};
use crate::attempt::Context;
use crate::id::{EvidenceId, FileId};
use crate::interest;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use crate::value::credit_code::CreditCode;
use crate::value::resident_id::ResidentId;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::variable::{Variable, conflict, succession};

pub(crate) fn change(
    proceeding: &Proceeding,
    stated: &ChangeParty,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.reason, "reason")?;
    not_after(stated.changed_on, day, "changed_on")?;
    lead::check_party(&stated.party)?;
    let (before, after) = (proceeding.party(), &stated.party);
    let value = match stated.change {
        PartyChangeKind::Renamed => {
            check_same(before, after)?;
            succession::SAME
        }
        PartyChangeKind::Merged | PartyChangeKind::Divided => {
            check_successor(before, after)?;
            succession::SUCCESSOR
        }
    };
    check_proof(proceeding, (&stated.evidence, stated.scan), "party-change-unproved")?;
    // Whoever handles the case may have an interest in the unit that comes in (行政处罚法 第四十三条).
    let handlers = proceeding.officers.iter();
    let found = handlers
        .map(|officer| officer.id)
        .find_map(|id| interest::of_officer_id(id, context.facts, &[&stated.party], day));
    let standing = if found.is_some() { conflict::FOUND } else { conflict::NONE };
    let judged = Judged { conflict: found, ..Judged::default() }
        .with(Variable::Succession, value)
        .with(Variable::Conflict, standing);
    with_files(judged, &[stated.scan], context)
}

/// What is said of the party is proved by the file (行政处罚法 第四十条).
pub(super) fn check_proof(
    proceeding: &Proceeding,
    (evidence, scan): (&[EvidenceId], Option<FileId>),
    code: &str,
) -> Result<(), Refusal> {
    if evidence.iter().any(|id| proceeding.evidence.iter().all(|item| item.id != *id)) {
        return Err(InputFault::new("evidence", "所选材料不在本案证据中，请重新选择").into());
    }
    if evidence.is_empty() && scan.is_none() {
        return Err(Refusal::field(
            code,
            "scan",
            "当事人变更、死亡或者终止应当有证明。请上传登记机关的文书等证明文件，或者先在“添加证据”里登记，再在这里选择。",
            vec![Citation::article("行政处罚法", 40), Citation::article("行政处罚法", 46)],
        ));
    }
    Ok(())
}

/// A name changes, the person does not: kind and number stay (行政处罚法 第四十条).
fn check_same(before: &PartyEntry, after: &PartyEntry) -> Result<(), Refusal> {
    let differs = |field: &str, what: &str| {
        let message =
            format!("{what}，不是同一当事人更改名称。请核对；由另一单位承受权利义务的，请选择合并或者分立。");
        Refusal::field("party-not-same", field, &message, vec![Citation::article("行政处罚法", 40)])
    };
    if before.kind != after.kind {
        return Err(differs("party.kind", "当事人类别与原来不同"));
    }
    if let (Some(old), Some(new)) = (code_of(before), code_of(after))
        && old != new
    {
        return Err(differs("party.credit_code", "统一社会信用代码与原来不同"));
    }
    if before.kind == PartyKind::Citizen
        && let (Some(old), Some(new)) = (id_of(before), id_of(after))
        && old != new
    {
        return Err(differs("party.resident_id", "居民身份证号码与原来不同"));
    }
    if before == after {
        return Err(InputFault::new("party.name", "与现在的当事人信息完全相同，请填写变更后的内容").into());
    }
    Ok(())
}

/// Only a unit is succeeded: a person who is gone leaves nobody who acted (行政处罚法 第四条).
fn check_successor(before: &PartyEntry, after: &PartyEntry) -> Result<(), Refusal> {
    let unit = |party: &PartyEntry| party.kind == PartyKind::Organisation;
    if !unit(before) || !unit(after) {
        return Err(Refusal::field(
            "party-without-successor",
            "party.kind",
            "只有单位合并、分立后才由另一单位承受权利义务。公民死亡、个体工商户注销的，请办理“撤销案件”。",
            vec![Citation::article("行政处罚法", 4), Citation::article("行政处罚法", 40)],
        ));
    }
    if code_of(before).is_some() && code_of(before) == code_of(after) {
        let problem = "统一社会信用代码与原当事人相同，是同一单位；只是名称变更的，请选择“名称（姓名）变更”";
        return Err(InputFault::new("party.credit_code", problem).into());
    }
    Ok(())
}

fn code_of(party: &PartyEntry) -> Option<String> {
    let code = party.credit_code.as_deref().and_then(|code| CreditCode::parse(code).ok())?;
    Some(code.as_str().to_owned())
}

fn id_of(party: &PartyEntry) -> Option<String> {
    let id = party.resident_id.as_ref().and_then(|id| ResidentId::parse(id.reveal()).ok())?;
    Some(id.reveal().to_owned())
}
