//! Judges what is stated in an inspection: the item, the unit, the officers.
//! Order is not judged here: that is the procedure's.

use super::lead::check_party;
use super::{Judged, need_prose, need_text, not_after};
use crate::act::InputFault;
use crate::act::inspection::OpenInspection;
use crate::attempt::{Context, officer_records};
use crate::refusal::Refusal;
use chrono::NaiveDate;

/// What was entered of an inspection that shall take place.
pub(crate) fn open(
    stated: &OpenInspection,
    day: NaiveDate,
    context: &Context<'_>,
) -> Result<Judged, Refusal> {
    need_text(&stated.plan, "plan")?;
    need_prose(&stated.summary, "summary")?;
    need_text(&stated.place, "place")?;
    not_after(stated.raised_on, day, "raised_on")?;
    if stated.planned_on < stated.raised_on {
        return Err(InputFault::new("planned_on", "拟检查日期早于提出日期，请核对").into());
    }
    check_party(&stated.party)?;
    Ok(Judged { officers: officer_records(&stated.officers, day, context.facts), ..Judged::default() })
}
