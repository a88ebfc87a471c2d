//! A penalty in words, as pages show it.
//! The wording of documents is the domain's own.

use mingjian_domain::act::decision::Penalty;
use mingjian_domain::law::Law;
use mingjian_html::parts::Row;
use mingjian_law::sanction::PenaltyKind;

/// A penalty as a row: the cause, and what is imposed, a line for each kind.
pub(crate) fn row(penalty: &Penalty, law: Law<'_>) -> Row {
    let cause = law.any_cause(&penalty.cause).map_or(penalty.cause.as_str(), |cause| cause.label.as_str());
    let tier = penalty.tier.trim();
    let reasons = penalty.reasons.text().trim();
    let note =
        [if tier.is_empty() { String::new() } else { format!("裁量阶次：{tier}。") }, reasons.to_owned()];
    Row {
        term: cause.to_owned(),
        values: lines(penalty),
        note: Some(note.concat()).filter(|note| !note.is_empty()),
    }
}

/// What is imposed, a line for each kind.
pub(crate) fn lines(penalty: &Penalty) -> Vec<String> {
    let mut lines: Vec<String> = penalty.kinds.iter().map(|kind| line(penalty, *kind)).collect();
    if penalty.reduced {
        lines.push("减轻处罚".to_owned());
    }
    lines
}

fn line(penalty: &Penalty, kind: PenaltyKind) -> String {
    let scope =
        if penalty.scope.is_empty() { String::new() } else { format!("：{}", penalty.scope.join("、")) };
    let months = |months: Option<u16>| months.map(|months| format!("{months}个月")).unwrap_or_default();
    let label = kind.label();
    match kind {
        PenaltyKind::Fine => {
            format!("罚款{}（大写：{}）", penalty.fine.yuan_text(), penalty.fine.capitals())
        }
        PenaltyKind::ConfiscationOfGains => {
            let gains = penalty.confiscated_gains;
            format!("没收违法所得{}（大写：{}）", gains.yuan_text(), gains.capitals())
        }
        PenaltyKind::ConfiscationOfGoods => {
            let goods: Vec<String> =
                penalty.goods.iter().map(|goods| format!("{}{}件", goods.name, goods.number)).collect();
            format!("没收{}", goods.join("、"))
        }
        PenaltyKind::LicenceSuspension
        | PenaltyKind::BusinessRestriction
        | PenaltyKind::BusinessSuspension => {
            format!("{label}{}{scope}", months(penalty.suspension_months))
        }
        PenaltyKind::CareerRestriction => {
            let term =
                penalty.career_months.map_or_else(|| "终身".to_owned(), |months| format!("{months}个月"));
            format!("{label}{term}{scope}")
        }
        PenaltyKind::QualificationDowngrade
        | PenaltyKind::LicenceRevocation
        | PenaltyKind::Closure
        | PenaltyKind::Other => format!("{label}{scope}"),
        PenaltyKind::Warning | PenaltyKind::PublicCriticism | PenaltyKind::Detention => label.to_owned(),
    }
}
