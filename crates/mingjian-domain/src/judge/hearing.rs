//! Judges what is stated of a hearing: host, time, record and end (行政处罚法 第六十四条).
//! Seven working days are counted by the clock, not here.

use super::{Judged, need_prose, need_span, need_text, recusal, with_files, written};
use crate::act::InputFault;
use crate::act::hearing::{
    EndHearing, HearingEnd, HoldHearing, NotifyHearing, Participant, ParticipantRole, PostponeHearing,
    ReportHearing,
};
use crate::actor::Part;
use crate::attempt::Context;
use crate::id::UserId;
use crate::interest;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use crate::value::date_text::chinese_date;
use chrono::{Days, NaiveDate};
use mingjian_law::citation::Citation;
use mingjian_law::procedure::Role;
use mingjian_law::variable::{Value, Variable, host};

/// The farthest day for a hearing, counted from the first possible one.
const MOST_DAYS_AHEAD: Days = Days::new(180);
/// How many agents act for one participant (行政处罚法 第六十四条第五项): the statute says it, no pack may change it.
const MOST_AGENTS: usize = 2;

/// The notice names a host who did not investigate, and a time that leaves the party seven working days.
pub(crate) fn notify(
    proceeding: &Proceeding,
    stated: &NotifyHearing,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.place, "place")?;
    need_text(&stated.clerk, "clerk")?;
    check_participants(&stated.participants)?;
    super::service::check_not_announced(&stated.service, "service.mode")?;
    let due = context.law.due("hearing.notice", day).map_err(|error| {
        Refusal::law("clock-not-computable", &error.to_string(), vec![Citation::article("行政处罚法", 64)])
    })?;
    if stated.hearing_at.date() <= due.due {
        let message = format!(
            "听证应当在通知送达满七个工作日之后举行：最早为{}的次日。",
            due.due.format("%Y年%-m月%-d日")
        );
        return Err(Refusal::field(
            "hearing-too-early",
            "hearing_at",
            &message,
            vec![Citation::article("行政处罚法", 64).item(2)],
        ));
    }
    // A year that is mistyped would strand the case: a hearing that is notified is held or ended.
    if stated.hearing_at.date() > due.due.checked_add_days(MOST_DAYS_AHEAD).unwrap_or(NaiveDate::MAX) {
        return Err(InputFault::new("hearing_at", "听证日期过远，请核对年份").into());
    }
    if let Some(conflict) = interest::of_user_id(stated.host, context.facts, &proceeding.everybody(), day) {
        return Err(conflict.refusal("host"));
    }
    recusal::check_user(proceeding, stated.host, "host")?;
    let judged = super::service::serve(proceeding, &stated.service, day, context)?;
    Ok(judged.with(Variable::Host, host_value(proceeding, stated.host, context)))
}

/// Each participant has a name and at most two agents, and the party is entered once.
fn check_participants(participants: &[Participant]) -> Result<(), Refusal> {
    for (place, one) in participants.iter().enumerate() {
        let field = format!("participants[{place}]");
        need_text(&one.name, &format!("{field}.name"))?;
        if one.role != ParticipantRole::Party {
            need_text(one.relation.as_deref().unwrap_or_default(), &format!("{field}.relation"))?;
        }
        if one.agents.len() > MOST_AGENTS {
            let message =
                format!("{}委托了{}人：每一参加人可以委托一至二人代理。", one.name, one.agents.len());
            return Err(Refusal::field(
                "too-many-agents",
                &format!("{field}.agents"),
                &message,
                vec![Citation::article("行政处罚法", 64).item(5)],
            ));
        }
    }
    let parties = participants.iter().filter(|one| one.role == ParticipantRole::Party).count();
    if parties > 1 {
        return Err(
            InputFault::new("participants", "本案当事人只填写一次；其他当事人请选择“共同当事人”").into()
        );
    }
    Ok(())
}

/// A hearing at another time is notified anew like the first: 第六十四条第二项 knows no shorter notice for a second time,
/// whoever wished it and whichever way it moves.
pub(crate) fn postpone(
    proceeding: &Proceeding,
    stated: &PostponeHearing,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_prose(&stated.reason, "reason")?;
    let before = proceeding.hearing().map(|hearing| (hearing.hearing_at, hearing.host));
    if before == Some((Some(stated.notice.hearing_at), Some(stated.notice.host))) {
        return Err(InputFault::new("notice.hearing_at", "时间和主持人都没有变化，不需要延期").into());
    }
    notify(proceeding, &stated.notice, day, context).map_err(|mut refusal| {
        refusal.field = refusal.field.map(|field| format!("notice.{field}"));
        refusal
    })
}

fn host_value(proceeding: &Proceeding, user: UserId, context: &Context<'_>) -> Value {
    let may_host = context
        .facts
        .user(user)
        .is_some_and(|fact| fact.organ == proceeding.organ && fact.roles.contains(&Role::HearingHost));
    let investigated = proceeding.was_handled_by(user) || proceeding.has_part(user, Part::UnitHead);
    if may_host && !investigated { host::INDEPENDENT } else { host::INVOLVED }
}

pub(crate) fn hold(
    proceeding: &Proceeding,
    stated: &HoldHearing,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.place, "place")?;
    need_prose(&stated.present, "present")?;
    need_prose(&stated.record, "record")?;
    need_span(stated.began_at, stated.ended_at, "ended_at")?;
    check_participants(&stated.participants)?;
    let planned = proceeding.hearing().and_then(|hearing| hearing.hearing_at);
    if planned.is_some_and(|planned| stated.began_at < planned) {
        return Err(InputFault::new("began_at", "开始时间早于通知的听证时间，请核对").into());
    }
    if let Some(planned) = planned.filter(|planned| stated.began_at.date() != planned.date()) {
        let message = format!(
            "听证应当在通知的日期（{}）举行。改在其他日期举行的，请先办理“延期听证”，重新通知当事人。",
            chinese_date(planned.date())
        );
        let basis = vec![Citation::article("行政处罚法", 64).item(2)];
        return Err(Refusal::field("hearing-on-another-day", "began_at", &message, basis));
    }
    let judged = with_files(Judged::default(), &[stated.signature.scan], context)?;
    Ok(judged.with(Variable::Host, host_value(proceeding, context.facts.actor.user, context)))
}

/// Nobody has failed to come, or left, before the hearing of which the party was told (行政处罚法 第六十四条).
///
/// A withdrawal is kept as the party signed it; a hearing that the organ ordered is not the party's to withdraw.
pub(crate) fn end(
    proceeding: &Proceeding,
    stated: &EndHearing,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    let planned = proceeding.hearing().and_then(|hearing| hearing.hearing_at);
    let begun = planned.is_some_and(|planned| stated.ended_on >= planned.date());
    match stated.end {
        HearingEnd::NoShow | HearingEnd::WalkOut if !begun => Err(Refusal::field(
            "hearing-not-begun",
            "end",
            "听证尚未通知或者尚未到举行的日期，不能以当事人未出席或者退出为由终止。当事人撤回的，请选择“撤回”。",
            vec![Citation::article("行政处罚法", 64).item(6)],
        )),
        HearingEnd::Withdrawn if proceeding.hearing().is_some_and(|one| one.ordered.is_some()) => {
            Err(Refusal::field(
                "hearing-ordered-by-organ",
                "end",
                "本次听证由本机关决定举行，不能以当事人撤回要求为由终止。请举行听证。",
                vec![Citation::article("河南省行政执法条例", 27).paragraph(1).item(3)],
            ))
        }
        HearingEnd::Withdrawn if stated.signed_by.is_none() || stated.scan.is_none() => Err(Refusal::field(
            "withdrawal-not-written",
            "signed_by",
            "当事人撤回听证要求应当有其签名的撤回书。请填写签名人并上传撤回书。",
            vec![Citation::article("行政处罚法", 64), Citation::article("行政处罚法", 47)],
        )),
        HearingEnd::Withdrawn => {
            need_text(stated.signed_by.as_deref().unwrap_or_default(), "signed_by")?;
            with_files(written(&stated.note, "note")?, &[stated.scan], context)
        }
        HearingEnd::NoShow | HearingEnd::WalkOut => {
            with_files(written(&stated.note, "note")?, &[stated.scan], context)
        }
    }
}

pub(crate) fn report(stated: &ReportHearing) -> Result<Judged, Refusal> {
    need_prose(&stated.disputed, "disputed")?;
    written(&stated.opinion, "opinion")
}
