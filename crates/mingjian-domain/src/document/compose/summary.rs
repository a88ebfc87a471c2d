//! Composes the decision that is made on the spot: D39.
//! It weighs nothing: penalty and facts are those that were told, or lighter.

use super::clause::cited;
use super::decision::{payment, publicity};
use super::{ComposeFault, Draft};
use crate::act::{Act, Prose};
use crate::document::DocumentModel;
use crate::document::parts::SanctionLine;
use crate::document::summary::SummaryDecision;
use crate::value::money::Fen;
use mingjian_law::citation::Citation;

/// D39 当场行政处罚决定书: the particulars of 行政处罚法 第五十二条第二款.
pub(super) fn summary_decision(draft: &Draft<'_>, act: &Act) -> Result<DocumentModel, ComposeFault> {
    let Act::DecideOnSpot(stated) = act else {
        return Err(draft.wrong_act());
    };
    let told = draft.after.spot.told.last().ok_or(ComposeFault::NotInCase("当场告知的记录"))?;
    let decision = draft.after.decision.as_ref().ok_or(ComposeFault::NotInCase("处理决定"))?;
    let violations = &draft.after.violations;
    let mut parts = draft.violation_parts(violations, &decision.penalties)?;
    let violation = parts.pop().ok_or(ComposeFault::NotInCase("违法行为"))?;
    let total = draft.total(violations, &decision.penalties)?;
    let payment = payment(draft, &decision.penalties)?;
    let model = SummaryDecision {
        header: draft.header.clone(),
        decided_at: stated.decided_at,
        place: stated.place.clone(),
        violation,
        proof: told.proof.clone(),
        evidence: draft.all_evidence(),
        told_at: told.at,
        plea: plea(draft),
        answer: answer(draft),
        performance: performance(&total),
        total,
        cash: payment.as_ref().map(|_| cash(draft)),
        payment,
        remedies: draft.remedies_after_reconsideration("本决定书")?.with_enforcement(),
        publicity: publicity(draft)?,
    };
    Ok(model.into())
}

/// What the party said since it was told last (行政处罚法 第四十五条).
fn plea(draft: &Draft<'_>) -> Prose {
    let said: Vec<&str> = draft.after.pleas.iter().map(|plea| plea.content.text()).collect();
    if said.is_empty() {
        "当事人当场没有提出陈述、申辩。".into()
    } else {
        Prose(format!("当事人当场陈述、申辩：{}", said.join("\n")))
    }
}

fn answer(draft: &Draft<'_>) -> Prose {
    let answers = draft.after.pleas.iter().filter_map(|plea| plea.answer.as_ref());
    let lines = answers.flat_map(|answer| &answer.points).map(|point| {
        let adopted = if point.adopted { "予以采纳" } else { "不予采纳" };
        format!("复核意见：{adopted}。{}", point.reason.text())
    });
    Prose(lines.collect::<Vec<_>>().join("\n"))
}

/// A warning takes effect when the document is handed over.
fn performance(total: &[SanctionLine]) -> Option<Prose> {
    let words: Vec<&str> =
        total.iter().filter(|line| line.amount.is_none()).map(|line| line.text.as_str()).collect();
    (!words.is_empty()).then(|| Prose(format!("{}，自本决定书交付之日起执行。", words.join("；"))))
}

/// When cash may be taken, and against what (行政处罚法 第六十八条至第七十条).
fn cash(draft: &Draft<'_>) -> String {
    let grounds =
        cited(draft.law, &[Citation::article("行政处罚法", 68), Citation::article("行政处罚法", 69)]);
    let most = draft.law.summary().map(|summary| Fen::new(summary.cash.most_fen).yuan_text());
    let most = most.unwrap_or_default();
    format!(
        "有{grounds}规定情形（{most}以下罚款，不当场收缴事后难以执行，或者边远、水上、交通不便地区经当事人提出）的，执法人员可以当场收缴，并应当出具财政部门统一制发的专用票据；不出具的，当事人有权拒绝缴纳。除此以外，执法人员不得自行收缴罚款。"
    )
}
