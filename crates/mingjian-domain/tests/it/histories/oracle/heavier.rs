//! Which penalty is heavier, which one carries a hearing and which one the heads discuss: written again from the texts.
//! Figures are those of an organisation in Henan: fifty thousand yuan.

use mingjian_domain::act::decision::Penalty;
use mingjian_law::sanction::PenaltyKind;
use std::collections::BTreeMap;

const LARGE_FEN: i64 = 5_000_000;

/// In any part heavier than what was told, for any violation or in all.
pub(super) fn is_heavier(here: &[Penalty], told: &[Penalty]) -> bool {
    let sum = |penalties: &[Penalty], amount: fn(&Penalty) -> i64| penalties.iter().map(amount).sum::<i64>();
    let amounts: [fn(&Penalty) -> i64; 2] =
        [|penalty| penalty.fine.fen(), |penalty| penalty.confiscated_gains.fen()];
    amounts.into_iter().any(|amount| sum(here, amount) > sum(told, amount))
        || here.iter().any(|penalty| match told.iter().find(|other| other.cause == penalty.cause) {
            None => !penalty.kinds.is_empty(),
            Some(before) => is_heavier_alone(penalty, before),
        })
}

fn is_heavier_alone(here: &Penalty, told: &Penalty) -> bool {
    let stock = |penalty: &Penalty| -> BTreeMap<String, u32> {
        penalty.goods.iter().map(|goods| (goods.name.clone(), goods.number)).collect()
    };
    let (taken, known) = (stock(here), stock(told));
    here.fine > told.fine
        || here.confiscated_gains > told.confiscated_gains
        || here.kinds.iter().any(|kind| !told.kinds.contains(kind))
        || taken.iter().any(|(name, number)| *number > known.get(name).copied().unwrap_or_default())
        || is_longer(here, told)
        || is_wider(here, told)
}

fn suspends(penalty: &Penalty) -> bool {
    penalty.kinds.contains(&PenaltyKind::BusinessSuspension)
}

/// A suspension without an end is longer than any with one.
fn is_longer(here: &Penalty, told: &Penalty) -> bool {
    let months = |penalty: &Penalty| penalty.suspension_months.unwrap_or(u16::MAX);
    suspends(here) && (!suspends(told) || months(here) > months(told))
}

/// A suspension of the whole is wider than that of a department.
fn is_wider(here: &Penalty, told: &Penalty) -> bool {
    if !suspends(here) || !suspends(told) {
        return suspends(here);
    }
    match (here.scope.is_empty(), told.scope.is_empty()) {
        (_, true) => false,
        (true, false) => true,
        (false, false) => here.scope.iter().any(|part| !told.scope.contains(part)),
    }
}

fn total(penalties: &[Penalty], amount: fn(&Penalty) -> i64) -> i64 {
    penalties.iter().map(amount).sum()
}

fn is_large(penalties: &[Penalty]) -> bool {
    total(penalties, |penalty| penalty.fine.fen()) >= LARGE_FEN
        || total(penalties, |penalty| penalty.confiscated_gains.fen()) >= LARGE_FEN
        || total(penalties, |penalty| penalty.goods_value.fen()) >= LARGE_FEN
}

/// 行政处罚法 第六十三条.
pub(super) fn is_hearing_listed(penalties: &[Penalty]) -> bool {
    is_large(penalties) || penalties.iter().any(suspends)
}

/// 行政处罚法 第五十七条第二款, 河南省行政执法条例 第二十八条.
pub(super) fn is_major(penalties: &[Penalty]) -> bool {
    is_large(penalties) || penalties.iter().any(|penalty| suspends(penalty) || penalty.reduced)
}
