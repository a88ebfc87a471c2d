//! Judges what is stated in the investigation: records, evidence, violations, corrections.
//! Whether a fact is proved is for people to judge; that it names evidence of the case is judged here.

use super::{
    Judged, acting_officers, need_prose, need_span, need_text, not_after, with_files, with_photos, written,
};
use crate::act::InputFault;
use crate::act::investigation::{
    AddEvidence, ChangeDirection, ChangeFacts, ConcludeInvestigation, CorrectionItem, OrderCorrection,
    RecheckCorrection, RecheckResult, RecordInquiry, RecordScene, Signature, ViolationFacts,
};
use crate::attempt::{Context, officer_records};
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use crate::value::resident_id::ResidentId;
use chrono::{Days, NaiveDate};
use mingjian_law::cause::Cause;
use mingjian_law::citation::Citation;
use mingjian_law::variable::{Variable, bearing, change, notice, recheck as recheck_value, rest};
use std::collections::BTreeSet;

/// A scene record: cards shown, rights told, signed or the refusal noted (行政处罚法 第五十五条).
pub(crate) fn scene(
    proceeding: &Proceeding,
    stated: &RecordScene,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.place, "place")?;
    need_prose(&stated.findings, "findings")?;
    need_span(stated.began_at, stated.ended_at, "ended_at")?;
    check_manners(stated.cards_shown, stated.rights_told)?;
    check_signature(&stated.signature)?;
    let judged = acting_officers(proceeding, &stated.officers, day, context)?;
    with_files(judged, &[stated.signature.scan], context)
}

/// An inquiry record: one person, questions and answers, signed or the refusal noted.
pub(crate) fn inquiry(
    proceeding: &Proceeding,
    stated: &RecordInquiry,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.person, "person")?;
    need_text(&stated.relation, "relation")?;
    need_text(&stated.place, "place")?;
    need_span(stated.began_at, stated.ended_at, "ended_at")?;
    if let Some(id) = &stated.person_id {
        ResidentId::parse(id.reveal()).map_err(|error| InputFault::new("person_id", &error.to_string()))?;
    }
    if let Some(phone) = &stated.person_phone {
        super::lead::check_phone(phone.reveal(), "person_phone")?;
    }
    if stated.exchanges.is_empty() {
        return Err(InputFault::new("exchanges", "至少记录一组问答").into());
    }
    for (place, exchange) in stated.exchanges.iter().enumerate() {
        need_prose(&exchange.question, &format!("exchanges[{place}].question"))?;
        need_prose(&exchange.answer, &format!("exchanges[{place}].answer"))?;
    }
    check_manners(stated.cards_shown, stated.rights_told)?;
    check_signature(&stated.signature)?;
    let judged = acting_officers(proceeding, &stated.officers, day, context)?;
    with_files(judged, &[stated.signature.scan], context)
}

fn check_manners(cards_shown: bool, rights_told: bool) -> Result<(), Refusal> {
    if !cards_shown {
        return Err(Refusal::field(
            "cards-not-shown",
            "cards_shown",
            "调查、检查时应当主动出示执法证件。没有出示的，当事人有权拒绝，记录不能作为依据。",
            vec![Citation::article("行政处罚法", 55).paragraph(1)],
        ));
    }
    if !rights_told {
        return Err(Refusal::field(
            "rights-not-told",
            "rights_told",
            "应当告知当事人陈述、申辩和申请回避等权利。",
            vec![Citation::article("行政处罚法", 43), Citation::article("行政处罚法", 45)],
        ));
    }
    Ok(())
}

/// Signed means a scan of the signed paper, or a refusal that two officers noted.
pub(crate) fn check_signature(signature: &Signature) -> Result<(), Refusal> {
    let signed = signature.scan.is_some()
        && signature.signed_by.as_deref().is_some_and(|name| !name.trim().is_empty());
    let refused = signature.refusal.as_ref().is_some_and(|text| !text.is_blank());
    if signed || refused {
        return Ok(());
    }
    Err(Refusal::field(
        "signature-missing",
        "signature",
        "请上传签名件的扫描或照片并填写签名人；拒绝签名的，写明情况。",
        vec![Citation::article("行政处罚法", 47)],
    ))
}

/// Evidence: what it is, what it proves, who collected it (行政处罚法 第四十六条). What somebody collected before being
/// recused keeps the name.
pub(crate) fn evidence(
    proceeding: &Proceeding,
    stated: &AddEvidence,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.name, "name")?;
    need_prose(&stated.proves, "proves")?;
    need_text(&stated.source, "source")?;
    not_after(stated.collected_on, day, "collected_on")?;
    for officer in stated.officers.iter().filter_map(|id| context.facts.officer(*id)) {
        if proceeding.recused_before(officer.user, officer.id, stated.collected_on) {
            super::recusal::check_officer(proceeding, officer.id, officer.user)?;
        }
    }
    let value = if stated.bears_on_facts { bearing::FACTS } else { bearing::NONE };
    let judged = Judged {
        officers: officer_records(&stated.officers, stated.collected_on, context.facts),
        adds_evidence: true,
        ..Judged::default()
    };
    with_files(judged.with(Variable::Bearing, value), &with_photos(stated.file, &stated.photos), context)
}

/// Facts may change either way, but a new cause is never in the party's favour.
pub(crate) fn change_facts(
    proceeding: &Proceeding,
    stated: &ChangeFacts,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.reason, "reason")?;
    check_violations(proceeding, &stated.violations, day, context)?;
    if stated.direction == ChangeDirection::Favourable && is_adverse(proceeding, &stated.violations) {
        return Err(Refusal::field(
            "change-is-adverse",
            "direction",
            "增加案由或者违反的规定、提高违法所得、认定情节严重，不是有利于当事人的变化，应当重新告知。请把变化方向改为“不利于当事人”。",
            vec![Citation::article("行政处罚法", 44)],
        ));
    }
    let value = match stated.direction {
        ChangeDirection::Favourable => change::FAVOURABLE,
        ChangeDirection::Adverse => change::ADVERSE,
    };
    Ok(Judged::default().with(Variable::Change, value))
}

/// Whether the new list names a cause that the old one, where there is one, does not.
fn has_new_cause(old: &[ViolationFacts], new: &[ViolationFacts]) -> bool {
    let is_known = |violation: &ViolationFacts| old.iter().any(|other| other.cause == violation.cause);
    !old.is_empty() && !new.iter().all(is_known)
}

/// Whether new facts are in any part worse for the party than those it was told of, or, where it was told of none, than
/// those that stand: another cause, another limb of one, higher gains, or grave circumstances.
pub(crate) fn is_adverse(proceeding: &Proceeding, new: &[ViolationFacts]) -> bool {
    let told = proceeding.notice_in_force().map(|notice| notice.violations.as_slice());
    let stands = Some(proceeding.violations.as_slice()).filter(|facts| !facts.is_empty());
    let is_worse = |old: &[ViolationFacts]| {
        new.iter().any(|fact| match old.iter().find(|other| other.cause == fact.cause) {
            None => true,
            Some(before) => {
                fact.gains > before.gains
                    || (fact.aggravated && !before.aggravated)
                    || fact
                        .duties
                        .iter()
                        .any(|duty| !before.duties.is_empty() && !before.duties.contains(duty))
            }
        })
    };
    // What was told and has since been outdated by an adverse change is no measure any more.
    let in_force = proceeding.is(Variable::Notice, notice::SERVED);
    told.filter(|_| in_force).or(stands).is_some_and(is_worse)
}

/// Each violation names a cause of this organ in force on the day of the act, its facts, and evidence of this case.
pub(crate) fn check_violations(
    proceeding: &Proceeding,
    violations: &[ViolationFacts],
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    if violations.is_empty() {
        return Err(InputFault::new("violations", "至少认定一项违法行为").into());
    }
    let mut causes = BTreeSet::new();
    for (place, violation) in violations.iter().enumerate() {
        let field = |name: &str| format!("violations[{place}].{name}");
        super::lead::check_cause(&violation.cause, &field("cause"), context)?;
        need_prose(&violation.facts, &field("facts"))?;
        not_after(violation.acted_on, day, &field("acted_on"))?;
        let Some(cause) = context.law.cause(&violation.cause, violation.acted_on) else {
            return Err(Refusal::field(
                "cause-not-in-force",
                &field("cause"),
                "行为当日所适用的条款尚未施行或者已经失效，请选择行为时有效的规定。",
                vec![Citation::article("行政处罚法", 37)],
            ));
        };
        check_duties(cause, &violation.duties, &field("duties"))?;
        if !causes.insert(violation.cause.as_str()) {
            return Err(InputFault::new(&field("cause"), "同一案由只认定一次，请合并").into());
        }
        if violation.gains.fen() < 0 {
            return Err(InputFault::new(&field("gains"), "违法所得不能小于零").into());
        }
        check_evidence(proceeding, violation, &field("evidence"))?;
    }
    Ok(())
}

/// Which limbs of a cause were violated: its own, each once, and named wherever it has several; a document that cited
/// them all would accuse the party of more than was found.
pub(crate) fn check_duties(cause: &Cause, duties: &[String], field: &str) -> Result<(), Refusal> {
    let basis = || vec![Citation::article("行政处罚法", 44), Citation::article("行政处罚法", 59).item(2)];
    if duties.is_empty() && cause.duty.len() > 1 {
        let message = format!("“{}”包括几种情形，请选择当事人违反的是哪些规定。", cause.label);
        return Err(Refusal::field("duty-unnamed", field, &message, basis()));
    }
    if duties.iter().any(|id| cause.duty.iter().all(|duty| duty.id != *id)) {
        let message = format!("所选规定不属于“{}”，请重新选择。", cause.label);
        return Err(Refusal::field("duty-of-another-cause", field, &message, basis()));
    }
    if duties.iter().collect::<BTreeSet<_>>().len() != duties.len() {
        return Err(InputFault::new(field, "同一规定只选择一次").into());
    }
    Ok(())
}

fn check_evidence(proceeding: &Proceeding, violation: &ViolationFacts, field: &str) -> Result<(), Refusal> {
    let basis = || vec![Citation::article("行政处罚法", 40), Citation::article("行政处罚法", 46)];
    if violation.evidence.is_empty() {
        return Err(Refusal::field(
            "facts-without-evidence",
            field,
            "违法事实没有证据，不得给予行政处罚。请选择证明该事实的证据。",
            basis(),
        ));
    }
    let unknown = violation.evidence.iter().any(|id| proceeding.evidence.iter().all(|item| item.id != *id));
    if unknown {
        return Err(Refusal::field("evidence-unknown", field, "所选证据不在本案中，请重新选择。", basis()));
    }
    Ok(())
}

/// An order to correct names each cause once, with its limbs, what to do, and a last day that lies ahead.
pub(crate) fn order_correction(
    proceeding: &Proceeding,
    stated: &OrderCorrection,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    if stated.items.is_empty() {
        return Err(InputFault::new("items", "至少写明一项责令改正的事项").into());
    }
    let mut causes = BTreeSet::new();
    for (place, item) in stated.items.iter().enumerate() {
        let field = format!("items[{place}]");
        check_correction(item, &field, day, context)?;
        if !causes.insert(item.cause.as_str()) {
            return Err(InputFault::new(&format!("{field}.cause"), "同一案由只写一项，请合并").into());
        }
    }
    check_signature(&stated.signature)?;
    let mut judged = acting_officers(proceeding, &stated.officers, day, context)?;
    judged.term_ends = stated.items.iter().map(|item| item.due_on).min();
    with_files(judged, &[stated.signature.scan], context)
}

fn check_correction(
    item: &CorrectionItem,
    field: &str,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<(), Refusal> {
    let own = |name: &str| format!("{field}.{name}");
    super::lead::check_cause(&item.cause, &own("cause"), context)?;
    if let Some(cause) = context.law.any_cause(&item.cause) {
        check_duties(cause, &item.duties, &own("duties"))?;
    }
    need_prose(&item.violation, &own("violation"))?;
    need_prose(&item.measure, &own("measure"))?;
    if item.due_on < day {
        return Err(InputFault::new(&own("due_on"), "改正期限早于责令当日，请核对").into());
    }
    if latest_term(day, context).is_some_and(|latest| item.due_on > latest) {
        return Err(InputFault::new(&own("due_on"), "改正期限超出规则包允许的最长天数，请核对年份").into());
    }
    Ok(())
}

/// The last day that an order given on a day may name, where the pack says how many days a body may choose.
pub(crate) fn latest_term(day: NaiveDate, context: &Context<'_>) -> Option<NaiveDate> {
    let binding = context.law.pack.limits.binding("correction.order", day);
    let choice = binding.iter().find_map(|entry| entry.rule.choice)?;
    day.checked_add_days(Days::new(u64::from(choice.max)))
}

/// A re-check tells of each item of the order that waits what was found, or leaves it for a later one; an item is overdue
/// only when its own term has passed (行政处罚法 第二十八条).
pub(crate) fn recheck(
    proceeding: &Proceeding,
    stated: &RecheckCorrection,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.findings, "findings")?;
    check_recheck(proceeding, stated, day)?;
    let of = |cause: &str| stated.items.iter().find(|item| item.cause == cause).and_then(|item| item.result);
    let overdue = stated.items.iter().any(|item| item.result == Some(RecheckResult::Overdue));
    let left = proceeding.open_corrections().filter(|item| of(&item.stated.cause).is_none());
    let next = left.map(|item| item.stated.due_on).min();
    let mut judged = acting_officers(proceeding, &stated.officers, day, context)?
        .with(Variable::Recheck, if overdue { recheck_value::OVERDUE } else { recheck_value::CORRECTED })
        .with(Variable::Rest, if next.is_some() { rest::SOME } else { rest::NONE });
    judged.term_ends = next;
    judged.clock_start = proceeding.corrections.last().map(|order| order.ordered_on);
    Ok(judged)
}

fn check_recheck(proceeding: &Proceeding, stated: &RecheckCorrection, day: NaiveDate) -> Result<(), Refusal> {
    if proceeding.open_corrections().next().is_none() {
        // The procedure says that there is no order.
        return Ok(());
    }
    if stated.items.iter().all(|item| item.result.is_none()) {
        return Err(InputFault::new("items", "至少选择一项的复查结果").into());
    }
    let mut causes = BTreeSet::new();
    for (place, item) in stated.items.iter().enumerate() {
        let field = format!("items[{place}]");
        let Some(waits) = proceeding.open_corrections().find(|open| open.stated.cause == item.cause) else {
            return Err(
                InputFault::new(&format!("{field}.cause"), "没有责令改正这一事项，或者已经复查").into()
            );
        };
        if !causes.insert(item.cause.as_str()) {
            return Err(InputFault::new(&format!("{field}.cause"), "同一事项只填写一次").into());
        }
        if item.result == Some(RecheckResult::Overdue) && day <= waits.stated.due_on {
            return Err(Refusal::field(
                "correction-not-due",
                &format!("{field}.result"),
                "改正期限尚未届满，不能认定逾期未改正。请在期限届满后复查。",
                vec![Citation::article("行政处罚法", 28).paragraph(1)],
            ));
        }
    }
    Ok(())
}

/// The report that ends the investigation names the violations as found; none where the facts do not hold.
pub(crate) fn conclude(
    proceeding: &Proceeding,
    stated: &ConcludeInvestigation,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.course, "course")?;
    if !stated.violations.is_empty() {
        check_violations(proceeding, &stated.violations, day, context)?;
    }
    // Before a notice the report may say more of a registered violation; afterwards whatever is worse must be told.
    let worse = if proceeding.notices.is_empty() {
        has_new_cause(&proceeding.violations, &stated.violations)
    } else {
        is_adverse(proceeding, &stated.violations)
    };
    if worse {
        return Err(Refusal::field(
            "adverse-facts-unrecorded",
            "violations",
            "调查终结报告的违法事实超出已登记的案由，或者重于已告知的内容。请先“变更违法事实”。",
            vec![Citation::article("行政处罚法", 44)],
        ));
    }
    written(&stated.proposal, "proposal")
}
