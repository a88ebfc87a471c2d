//! Penalties as lines of a document: each kind in the law's own word, with amount, goods, term and what it touches.
//! It compares nothing and sets no amount; totals are the law engine's.

use crate::act::decision::Penalty;
use crate::document::parts::SanctionLine;
use crate::value::money::Fen;
use mingjian_law::cause::{Cause, Circumstances};
use mingjian_law::sanction::{PenaltyKind, Sanction};

/// The penalty for one violation, with the cause whose clauses name it.
#[derive(Clone, Copy)]
pub(super) struct Share<'a> {
    pub penalty: &'a Penalty,
    pub cause: &'a Cause,
    pub circumstances: Circumstances,
}

/// The lines of one penalty, or of several together: each kind once, amounts, goods and terms added.
pub(super) fn sanction_lines(shares: &[Share<'_>]) -> Vec<SanctionLine> {
    PenaltyKind::ALL.iter().filter_map(|kind| line(*kind, shares)).collect()
}

fn line(kind: PenaltyKind, shares: &[Share<'_>]) -> Option<SanctionLine> {
    let with_kind: Vec<&Share<'_>> =
        shares.iter().filter(|share| share.penalty.kinds.contains(&kind)).collect();
    if with_kind.is_empty() {
        return None;
    }
    let sanctions: Vec<Sanction> = with_kind.iter().map(|share| share.penalty.sanction()).collect();
    let total = Sanction::total(&sanctions);
    let name = name(kind, &with_kind);
    Some(match kind {
        PenaltyKind::Fine => SanctionLine::fine(Fen::new(total.fine)),
        PenaltyKind::ConfiscationOfGains => {
            SanctionLine::confiscated_gains(Fen::new(total.confiscated_gains))
        }
        PenaltyKind::ConfiscationOfGoods => SanctionLine::plain(&format!("{name}：{}", goods(&total))),
        PenaltyKind::LicenceSuspension
        | PenaltyKind::BusinessRestriction
        | PenaltyKind::BusinessSuspension => {
            let term = total.suspension_months.map(months).unwrap_or_default();
            SanctionLine::plain(&format!("{name}{}{term}", touched(&name, &total)))
        }
        PenaltyKind::CareerRestriction => {
            let term = total.career_months.map_or_else(|| "，终身".to_owned(), months);
            SanctionLine::plain(&format!("{name}{}{term}", touched(&name, &total)))
        }
        PenaltyKind::QualificationDowngrade | PenaltyKind::LicenceRevocation | PenaltyKind::Closure => {
            SanctionLine::plain(&format!("{name}{}", touched(&name, &total)))
        }
        PenaltyKind::Warning | PenaltyKind::PublicCriticism | PenaltyKind::Detention | PenaltyKind::Other => {
            SanctionLine::plain(&name)
        }
    })
}

/// The law's own word where the open clause is narrower than the kind: 核减诊疗科目.
fn name(kind: PenaltyKind, shares: &[&Share<'_>]) -> String {
    let mut names: Vec<String> = Vec::new();
    for share in shares {
        let open = share.cause.open_branches(&share.circumstances);
        let measure = open.flat_map(|branch| &branch.measures).filter(|measure| measure.kind == kind).last();
        let name = measure.map_or_else(|| kind.label().to_owned(), mingjian_law::cause::Measure::name);
        if !names.contains(&name) {
            names.push(name);
        }
    }
    names.join("、")
}

fn goods(total: &Sanction) -> String {
    let items = total.confiscated_goods.iter().map(|(name, number)| format!("{name}（数量{number}）"));
    items.collect::<Vec<_>>().join("、")
}

/// What is touched, unless the name says it already: 吊销医疗机构执业许可证.
fn touched(name: &str, total: &Sanction) -> String {
    let scope: Vec<&str> =
        total.scope.iter().map(String::as_str).filter(|item| !name.contains(item)).collect();
    if scope.is_empty() { String::new() } else { format!("（{}）", scope.join("、")) }
}

fn months(months: u16) -> String {
    format!("，期限{months}个月")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::decision::Goods;
    use mingjian_law::pack::Pack;

    fn penalty(kinds: &[PenaltyKind]) -> Penalty {
        Penalty {
            cause: String::new(),
            kinds: kinds.to_vec(),
            fine: Fen::from_yuan(100),
            confiscated_gains: Fen::from_yuan(7),
            goods: vec![Goods { name: "口镜".into(), number: 20 }, Goods { name: "手机".into(), number: 2 }],
            goods_value: Fen::ZERO,
            suspension_months: Some(6),
            career_months: None,
            scope: vec!["口腔科".into()],
            reduced: false,
            tier: String::new(),
            reasons: "".into(),
        }
    }

    fn lines(cause: &str, penalties: &[Penalty]) -> Vec<String> {
        let pack = Pack::embedded("demo-health").unwrap();
        let cause = pack.cause(cause).unwrap();
        let circumstances = Circumstances { overdue: true, aggravated: true, ..Circumstances::default() };
        let shares: Vec<Share<'_>> =
            penalties.iter().map(|penalty| Share { penalty, cause, circumstances }).collect();
        sanction_lines(&shares).iter().map(SanctionLine::line).collect()
    }

    #[test]
    fn every_kind_of_行政处罚法_9_has_its_line() {
        use PenaltyKind as Kind;
        for (cause, kind, expected) in [
            ("nurses-unregistered", Kind::Warning, "警告"),
            ("nurses-unregistered", Kind::PublicCriticism, "通报批评"),
            ("practice-without-licence", Kind::Fine, "罚款人民币100元（大写：壹佰元整）"),
            ("practice-without-licence", Kind::ConfiscationOfGains, "没收违法所得人民币7元（大写：柒元整）"),
            (
                "practice-without-licence",
                Kind::ConfiscationOfGoods,
                "没收药品、医疗器械：口镜（数量20）、手机（数量2）",
            ),
            ("nurses-unregistered", Kind::LicenceSuspension, "暂扣许可证件（口腔科），期限6个月"),
            ("nurses-unregistered", Kind::QualificationDowngrade, "降低资质等级（口腔科）"),
            ("practice-beyond-registration", Kind::LicenceRevocation, "吊销医疗机构执业许可证（口腔科）"),
            ("nurses-unregistered", Kind::BusinessRestriction, "核减诊疗科目（口腔科），期限6个月"),
            ("nurses-unregistered", Kind::BusinessSuspension, "暂停执业活动（口腔科），期限6个月"),
            ("nurses-unregistered", Kind::Closure, "责令关闭（口腔科）"),
            ("nurses-unregistered", Kind::CareerRestriction, "限制从业（口腔科），终身"),
        ] {
            assert_eq!(lines(cause, &[penalty(&[kind])]), [expected]);
        }
    }

    #[test]
    fn several_penalties_together_name_each_kind_once_and_add_what_can_be_added() {
        let first = penalty(&[PenaltyKind::Warning, PenaltyKind::Fine, PenaltyKind::BusinessSuspension]);
        let mut second = first.clone();
        second.scope = vec!["内科".into()];
        second.suspension_months = Some(7);
        let third = penalty(&[PenaltyKind::Warning]);
        assert_eq!(
            lines("nurses-unregistered", &[first, second, third]),
            ["警告", "罚款人民币200元（大写：贰佰元整）", "暂停执业活动（内科、口腔科），期限13个月"]
        );
    }
}
