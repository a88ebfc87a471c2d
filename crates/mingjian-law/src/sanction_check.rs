//! Whether the law allows a sanction: kinds, amounts, terms and alternatives against the clauses that are open.
//! It chooses nothing; the first thing that the law does not allow is named with its clause.

use crate::{
    cause::{Branch, Cause, Circumstances, Measure, Must, SanctionFault, When},
    citation::{Basis, Citation},
    sanction::{PenaltyKind, Sanction, yuan},
};

impl Cause {
    /// Whether the law allows this sanction in these circumstances.
    ///
    /// # Errors
    /// The first thing that it does not allow, with the clause.
    pub fn check_sanction(
        &self,
        sanction: &Sanction,
        circumstances: &Circumstances,
    ) -> Result<(), SanctionFault> {
        if let Some(contradiction) = sanction.contradictions().into_iter().next() {
            return Err(self.fault("contradiction", contradiction));
        }
        for kind in &sanction.kinds {
            self.check_kind(*kind, circumstances)?;
        }
        check_gains(sanction, circumstances)?;
        if sanction.kinds.contains(&PenaltyKind::Fine) {
            self.check_fine(sanction.fine, circumstances)?;
        }
        let has_overdue_clause = self.branch.iter().any(|branch| branch.when == When::Overdue);
        for branch in self.open_branches(circumstances) {
            branch.check_terms(sanction)?;
            branch.check_alternatives(sanction)?;
            // A warning that came with the order stands by itself: the later decision need not repeat it.
            let settled_before = branch.when == When::Ordinary && has_overdue_clause && circumstances.overdue;
            if !settled_before && !circumstances.reduced {
                branch.check_mandatory(sanction, circumstances)?;
            }
        }
        Ok(())
    }

    fn check_kind(&self, kind: PenaltyKind, circumstances: &Circumstances) -> Result<(), SanctionFault> {
        let names = |branch: &&Branch| branch.measures.iter().any(|measure| measure.kind == kind);
        // Gains are confiscated whether or not the special law repeats it (行政处罚法 第二十八条第二款).
        if kind == PenaltyKind::ConfiscationOfGains
            || self.open_branches(circumstances).any(|branch| names(&branch))
        {
            return Ok(());
        }
        Err(match self.branch.iter().find(names) {
            Some(closed) => closed.closed_fault(kind),
            None => self.fault("kind-not-provided", format!("法律对这一案由没有设定“{kind}”")),
        })
    }

    fn check_fine(&self, fine: i64, circumstances: &Circumstances) -> Result<(), SanctionFault> {
        let range = self.fine_range(circumstances)?;
        if fine > range.max {
            return Err(SanctionFault {
                code: "fine-above-range",
                message: format!("罚款{}元高于上限{}元", yuan(fine), yuan(range.max)),
                basis: range.basis,
            });
        }
        if fine < range.min && !circumstances.reduced {
            return Err(SanctionFault {
                code: "fine-below-range",
                message: format!("罚款{}元低于下限{}元，又没有减轻处罚的情形", yuan(fine), yuan(range.min)),
                basis: range.basis,
            });
        }
        Ok(())
    }
}

fn check_gains(sanction: &Sanction, circumstances: &Circumstances) -> Result<(), SanctionFault> {
    let general = || Basis::one(Citation::article("行政处罚法", 28).paragraph(2));
    if sanction.confiscated_gains > circumstances.gains {
        return Err(SanctionFault {
            code: "gains-above-found",
            message: format!("没收的违法所得超过认定的{}元", yuan(circumstances.gains)),
            basis: general(),
        });
    }
    if circumstances.gains > 0 && sanction.confiscated_gains < circumstances.gains {
        return Err(SanctionFault {
            code: "gains-not-confiscated",
            message: format!("认定的违法所得{}元应当全部没收", yuan(circumstances.gains)),
            basis: general(),
        });
    }
    Ok(())
}

impl Branch {
    fn check_terms(&self, sanction: &Sanction) -> Result<(), SanctionFault> {
        for measure in self.measures.iter().filter(|measure| sanction.kinds.contains(&measure.kind)) {
            let Some(months) = measure.months else { continue };
            if !sanction.suspension_months.is_some_and(|chosen| (months.min..=months.max).contains(&chosen)) {
                return Err(SanctionFault {
                    code: "term-outside-range",
                    message: format!("“{}”的期限须在{}至{}个月之间", measure.name(), months.min, months.max),
                    basis: self.basis.clone(),
                });
            }
        }
        Ok(())
    }

    fn check_alternatives(&self, sanction: &Sanction) -> Result<(), SanctionFault> {
        for measure in self.measures.iter().filter(|measure| sanction.kinds.contains(&measure.kind)) {
            let twin = self.measures.iter().find(|other| {
                measure.group.is_some()
                    && other.group == measure.group
                    && other.kind > measure.kind
                    && sanction.kinds.contains(&other.kind)
            });
            if let Some(twin) = twin {
                return Err(SanctionFault {
                    code: "alternatives-together",
                    message: format!("“{}”和“{}”只能选择一种", measure.name(), twin.name()),
                    basis: self.basis.clone(),
                });
            }
        }
        Ok(())
    }

    fn check_mandatory(
        &self,
        sanction: &Sanction,
        circumstances: &Circumstances,
    ) -> Result<(), SanctionFault> {
        for measure in self.measures.iter().filter(|measure| measure.must == Must::Mandatory) {
            let nothing_there = match measure.kind {
                PenaltyKind::ConfiscationOfGains => circumstances.gains == 0,
                // Goods are confiscated where there are some; only the case knows, so that their absence is no fault.
                PenaltyKind::ConfiscationOfGoods => true,
                _ => false,
            };
            let alternatives = || {
                self.measures.iter().filter(|other| {
                    other.kind == measure.kind || (other.group.is_some() && other.group == measure.group)
                })
            };
            if nothing_there || alternatives().any(|other| sanction.kinds.contains(&other.kind)) {
                continue;
            }
            let names: Vec<String> = alternatives().map(Measure::name).collect();
            return Err(SanctionFault {
                code: "mandatory-kind-missing",
                message: format!("法律规定应当给予“{}”", names.join("”或者“")),
                basis: self.basis.clone(),
            });
        }
        Ok(())
    }
}
