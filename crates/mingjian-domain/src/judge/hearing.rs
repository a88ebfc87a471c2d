//! Judges what is stated of a hearing: host, time, record and end (行政处罚法 第六十四条).
//! Seven working days are counted by the clock, not here.

use super::{Judged, need_prose, need_span, need_text, with_files, written};
use crate::act::InputFault;
use crate::act::hearing::{EndHearing, HearingEnd, HoldHearing, NotifyHearing, ReportHearing};
use crate::actor::Part;
use crate::attempt::Context;
use crate::id::UserId;
use crate::interest;
use crate::proceeding::Proceeding;
use crate::refusal::Refusal;
use chrono::{Days, NaiveDate};
use mingjian_law::citation::Citation;
use mingjian_law::procedure::Role;
use mingjian_law::variable::{Value, Variable, host};

/// The farthest day for a hearing, counted from the first possible one.
const MOST_DAYS_AHEAD: Days = Days::new(180);

/// The notice names a host who did not investigate, and a time that leaves the party seven working days.
pub(crate) fn notify(
    proceeding: &Proceeding,
    stated: &NotifyHearing,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.place, "place")?;
    need_text(&stated.clerk, "clerk")?;
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
    if let Some(conflict) = interest::of_user_id(stated.host, context.facts, proceeding.party(), day) {
        return Err(conflict.refusal("host"));
    }
    let judged = super::notice::serve(proceeding, &stated.service, day, context)?;
    Ok(judged.with(Variable::Host, host_value(proceeding, stated.host, context)))
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
    let planned = proceeding.hearing().and_then(|hearing| hearing.hearing_at);
    if planned.is_some_and(|planned| stated.began_at < planned) {
        return Err(InputFault::new("began_at", "开始时间早于通知的听证时间，请核对").into());
    }
    let judged = with_files(Judged::default(), &[stated.signature.scan], context)?;
    Ok(judged.with(Variable::Host, host_value(proceeding, context.facts.actor.user, context)))
}

/// Nobody has failed to come, or left, before the hearing of which the party was told (行政处罚法 第六十四条).
pub(crate) fn end(proceeding: &Proceeding, stated: &EndHearing) -> Result<Judged, Refusal> {
    let planned = proceeding.hearing().and_then(|hearing| hearing.hearing_at);
    let begun = planned.is_some_and(|planned| stated.ended_on >= planned.date());
    match stated.end {
        HearingEnd::NoShow | HearingEnd::WalkOut if !begun => Err(Refusal::field(
            "hearing-not-begun",
            "end",
            "听证尚未通知或者尚未到举行的日期，不能以当事人未出席或者退出为由终止。当事人撤回的，请选择“撤回”。",
            vec![Citation::article("行政处罚法", 64).item(6)],
        )),
        HearingEnd::Withdrawn | HearingEnd::NoShow | HearingEnd::WalkOut => written(&stated.note, "note"),
    }
}

pub(crate) fn report(stated: &ReportHearing) -> Result<Judged, Refusal> {
    need_prose(&stated.disputed, "disputed")?;
    written(&stated.opinion, "opinion")
}
