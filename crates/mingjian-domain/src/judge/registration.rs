//! Judges the registration of evidence: who may, of what, and what becomes of each thing (行政处罚法 第五十六条).
//! Its term is counted by its clock, and its order is the procedure's.

use super::{Judged, acting_officers, need_prose, need_text, plain};
use crate::act::InputFault;
use crate::act::notice::ServePaper;
use crate::act::registration::{DisposeRegistration, LiftLapsed, RequestRegistration};
use crate::attempt::Context;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use std::collections::BTreeSet;

/// A registration is asked for while evidence is collected: in the investigation, thing by thing.
pub(crate) fn request(
    proceeding: &Proceeding,
    stated: &RequestRegistration,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    check_entrusted(context)?;
    if proceeding.position != "investigating" {
        let message = "先行登记保存是收集证据的措施，只能在调查取证阶段报请。";
        return Err(Refusal::law("not-investigating", message, vec![Citation::article("行政处罚法", 56)]));
    }
    need_prose(&stated.reason, "reason")?;
    need_text(&stated.place, "place")?;
    need_text(&stated.keeper, "keeper")?;
    if stated.items.is_empty() {
        let message = "请逐项填写登记保存的物品。";
        let basis = vec![Citation::article("行政处罚法", 56)];
        return Err(Refusal::field("no-items", "items", message, basis));
    }
    for (place, item) in stated.items.iter().enumerate() {
        need_text(&item.name, &format!("items[{place}].name"))?;
        if item.quantity == 0 {
            return Err(InputFault::new(&format!("items[{place}].quantity"), "数量不能为零").into());
        }
    }
    let names: BTreeSet<String> = stated.items.iter().map(|item| plain(&item.name)).collect();
    if names.len() != stated.items.len() {
        return Err(InputFault::new("items", "同名的物品请合并，或者在名称中加以区分").into());
    }
    acting_officers(proceeding, &stated.officers, day, context)
}

/// Whether an entrusted body may register evidence is for the body to settle; until then only the organ does.
fn check_entrusted(context: &Context<'_>) -> Result<(), Refusal> {
    let entrusted = context.facts.actor.body.is_some();
    if !entrusted || context.law.pack.organ.entrusted_may_register {
        return Ok(());
    }
    Err(Refusal::forbidden(
        "registration-by-entrusted-body",
        "本机关没有确认受委托组织可以先行登记保存，请由本机关的执法人员办理。",
        vec![Citation::article("行政处罚法", 20), Citation::article("行政处罚法", 56)],
    ))
}

/// The decision is served as others are; who keeps the things learns it at once, so that nobody is looked for by announcement.
pub(crate) fn serve(
    proceeding: &Proceeding,
    stated: &ServePaper,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    check_entrusted(context)?;
    super::service::check_not_announced(stated, "mode")?;
    super::service::serve(proceeding, stated, day, context)
}

/// Each thing on the list gets its disposal, and no other.
pub(crate) fn dispose(proceeding: &Proceeding, stated: &DisposeRegistration) -> Result<Judged, Refusal> {
    need_prose(&stated.reason, "reason")?;
    let held =
        proceeding.beside.registrations.last().map(|one| one.stated.items.as_slice()).unwrap_or_default();
    let listed: BTreeSet<String> = held.iter().map(|item| plain(&item.name)).collect();
    let disposed: BTreeSet<String> = stated.items.iter().map(|item| plain(&item.name)).collect();
    if listed != disposed || stated.items.len() != held.len() {
        let message = "请对清单上的每一项物品分别作出处理，不遗漏，也不增加。";
        let basis = vec![Citation::article("行政处罚法", 56)];
        return Err(Refusal::field("items-not-disposed", "items", message, basis));
    }
    Ok(Judged::default())
}

pub(crate) fn lift(stated: &LiftLapsed) -> Result<Judged, Refusal> {
    need_text(&stated.recipient, "recipient")?;
    need_prose(&stated.note, "note")?;
    Ok(Judged::default())
}
