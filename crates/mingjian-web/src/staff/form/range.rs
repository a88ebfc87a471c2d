//! What the law lets the organ impose for a violation, in words beside the fields of its penalty.
//! It judges nothing: the pack computes the range, and the domain compares.

use super::draw::FixedEntry;
use mingjian_domain::act::decision::Penalty;
use mingjian_domain::act::investigation::ViolationFacts;
use mingjian_domain::law::Law;
use mingjian_domain::proceeding::Proceeding;
use mingjian_domain::value::money::Fen;
use mingjian_law::cause::{Branch, Cause, Circumstances, FineRange, Measure, Must, When};
use mingjian_law::citation::Basis;
use mingjian_law::discretion::Discretion;
use mingjian_law::sanction::PenaltyKind;

/// The entry of a penalty, with the clause, the range and its tiers.
pub(super) fn penalty_entry(proceeding: &Proceeding, violation: &ViolationFacts, law: Law<'_>) -> FixedEntry {
    let Some(cause) = law.cause(&violation.cause, violation.acted_on) else {
        let label = violation.cause.clone();
        let notes = vec!["行为当日没有这一案由的有效规定。".to_owned()];
        return FixedEntry { key: violation.cause.clone(), label, notes, ..FixedEntry::default() };
    };
    let circumstances = circumstances(proceeding, violation);
    let beside = fine(cause, &circumstances, law).into_iter().map(|(member, text)| (member.to_owned(), text));
    FixedEntry {
        key: cause.id.clone(),
        label: cause.label.clone(),
        notes: cause.branch.iter().map(branch).collect(),
        beside: beside.collect(),
        only: vec![("kinds".to_owned(), kinds(cause, &circumstances))],
    }
}

/// The kinds that the open clauses name, in the law's own words where they are narrower; gains that were found are
/// confiscated whether or not the clause says so (行政处罚法 第二十八条第二款).
fn kinds(cause: &Cause, circumstances: &Circumstances) -> Vec<(String, String)> {
    let measures: Vec<&Measure> =
        cause.open_branches(circumstances).flat_map(|branch| &branch.measures).collect();
    let words = |kind: PenaltyKind| {
        let named = measures.iter().find(|measure| measure.kind == kind);
        match named.and_then(|measure| measure.label.as_deref()) {
            Some(narrower) if narrower != kind.label() => Some(format!("{}（{narrower}）", kind.label())),
            Some(_) | None if named.is_some() => Some(kind.label().to_owned()),
            Some(_) | None => None,
        }
    };
    let gains = |kind| kind == PenaltyKind::ConfiscationOfGains && circumstances.gains > 0;
    let fits = |kind: PenaltyKind| {
        words(kind).or_else(|| gains(kind).then(|| format!("{}（行政处罚法第二十八条第二款）", kind.label())))
    };
    PenaltyKind::ALL.into_iter().filter_map(|kind| Some((kind.id().to_owned(), fits(kind)?))).collect()
}

/// Whether a cause can be punished on the spot, and with what, for a party whose highest fine there is this.
pub(crate) fn on_the_spot(cause: &Cause, most: Fen) -> String {
    let none = Circumstances::default();
    let ordinary = || cause.branch.iter().filter(|branch| branch.when == When::Ordinary);
    let mandatory = |measure: &&Measure| measure.must == Must::Mandatory && measure.group.is_none();
    let beyond: Vec<String> = ordinary()
        .flat_map(|branch| &branch.measures)
        .filter(mandatory)
        .filter(|measure| {
            !matches!(
                measure.kind,
                PenaltyKind::Warning | PenaltyKind::Fine | PenaltyKind::ConfiscationOfGains
            )
        })
        .map(Measure::name)
        .collect();
    if !beyond.is_empty() {
        return format!("不能当场处罚：法律规定应当给予{}。", beyond.join("、"));
    }
    match cause.fine_range(&none) {
        Ok(range) if range.min > most.fen() && !range.optional => {
            format!("不能当场处罚：罚款下限{}。", Fen::new(range.min).yuan_text())
        }
        Ok(range) if range.min > most.fen() => "可以当场警告；罚款下限高于当场上限。".to_owned(),
        Ok(range) => {
            let highest = Fen::new(range.max.min(most.fen())).yuan_text();
            let lowest = Fen::new(range.min).yuan_text();
            format!("警告等按条款；罚款{lowest}至{highest}（{}）。", articles(&range.basis))
        }
        Err(_)
            if ordinary().flat_map(|branch| &branch.measures).any(|one| one.kind == PenaltyKind::Warning) =>
        {
            "可以当场警告；不能当场罚款。".to_owned()
        }
        Err(_) => "不能当场处罚。".to_owned(),
    }
}

/// The tier of the body's table in which a proposed fine lies.
pub(super) fn tier_of<'l>(proceeding: &Proceeding, penalty: &Penalty, law: Law<'l>) -> Option<&'l str> {
    let violation = proceeding.violations.iter().find(|violation| violation.cause == penalty.cause)?;
    let cause = law.cause(&violation.cause, violation.acted_on)?;
    let range = cause.fine_range(&circumstances(proceeding, violation)).ok()?;
    let table = law.pack.discretion.as_ref()?;
    table.rule.tier_of(penalty.fine.fen(), &range).map(|tier| tier.label.as_str())
}

/// Where a proposed fine lies in the range that the law opens for its violation, in words.
pub(super) fn penalty_standing(proceeding: &Proceeding, penalty: &Penalty, law: Law<'_>) -> String {
    let violation = proceeding.violations.iter().find(|violation| violation.cause == penalty.cause);
    let known =
        violation.and_then(|violation| Some((violation, law.cause(&violation.cause, violation.acted_on)?)));
    let Some((violation, cause)) = known else {
        return "有处罚没有对应的违法行为或者有效规定。".to_owned();
    };
    let fine = penalty.fine;
    match cause.fine_range(&circumstances(proceeding, violation)) {
        Ok(range) if fine.fen() > 0 => {
            let tier = tier_of(proceeding, penalty, law)
                .map(|tier| format!("，处于“{tier}”阶次"))
                .unwrap_or_default();
            let stated = penalty.tier.trim();
            let stated = if stated.is_empty() {
                String::new()
            } else {
                format!("，拟处理意见写为“{stated}”")
            };
            let amount = between(range.min, range.max);
            format!("“{}”罚款{}，幅度{amount}{tier}{stated}。", cause.label, fine.yuan_text())
        }
        Ok(range) => format!("“{}”没有罚款，幅度{}。", cause.label, between(range.min, range.max)),
        Err(fault) => format!("“{}”：{}。", cause.label, fault.message),
    }
}

fn circumstances(proceeding: &Proceeding, violation: &ViolationFacts) -> Circumstances {
    Circumstances {
        gains: violation.gains.fen(),
        overdue: proceeding.is_overdue(violation),
        aggravated: violation.aggravated,
        reduced: false,
    }
}

/// A penalty clause in words.
fn branch(branch: &Branch) -> String {
    let when = match branch.when {
        When::Ordinary => "",
        When::Overdue => "逾期不改正的，",
        When::Aggravated => "情节严重的，",
    };
    let named = |must: Must| {
        let names: Vec<String> =
            branch.measures.iter().filter(|measure| measure.must == must).map(measure_name).collect();
        (!names.is_empty()).then(|| names.join("、"))
    };
    let must = named(Must::Mandatory).map(|names| format!("应当{names}"));
    let may = named(Must::Optional).map(|names| format!("可以{names}"));
    let what: Vec<String> = must.into_iter().chain(may).collect();
    format!("罚则（{}）：{when}{}。", articles(&branch.basis), what.join("，"))
}

fn measure_name(measure: &Measure) -> String {
    measure.label.clone().unwrap_or_else(|| measure.kind.label().to_owned())
}

/// The range of the fine in this case, and the tiers into which the body's table cuts it, each with the field beside
/// which it stands.
fn fine(cause: &Cause, circumstances: &Circumstances, law: Law<'_>) -> Vec<(&'static str, String)> {
    let range = match cause.fine_range(circumstances) {
        Ok(range) => range,
        Err(fault) => {
            return vec![("fine", format!("{}（{}）。", fault.message, articles(&fault.basis)))];
        }
    };
    let counted = range
        .counted_gains
        .map(|gains| format!("，违法所得按{}计算", Fen::new(gains).yuan_text()))
        .unwrap_or_default();
    let optional = if range.optional { "，可以不并处罚款" } else { "" };
    let amount = between(range.min, range.max);
    let told = format!("本案罚款幅度：{amount}{counted}{optional}（{}）。", articles(&range.basis));
    let tiers = law.pack.discretion.as_ref().map(|table| ("tier", tiers(&table.rule, &range)));
    [("fine", told)].into_iter().chain(tiers).collect()
}

fn tiers(table: &Discretion, range: &FineRange) -> String {
    let tiers: Vec<String> = table
        .tiers
        .iter()
        .map(|tier| {
            let (from, to) = Discretion::bounds(tier, range);
            format!("{}：{}", tier.label, between(from, to))
        })
        .collect();
    format!("裁量阶次（{}）：{}。", articles(&table.basis), tiers.join("；"))
}

fn between(min: i64, max: i64) -> String {
    let max = Fen::new(max).yuan_text();
    if min == 0 { format!("{max}以下") } else { format!("{}至{max}", Fen::new(min).yuan_text()) }
}

/// The articles of a basis in words.
pub(crate) fn articles(basis: &Basis) -> String {
    let mut before = "";
    let words = basis.iter().map(|article| {
        // The law is named once for several of its articles.
        let same = before == article.law;
        before = &article.law;
        if same { article.place() } else { article.to_string() }
    });
    words.collect::<Vec<_>>().join("、")
}
