//! What several documents tell in sentences: how the case came about, what the party answered, how it was heard and reviewed.
//! Every sentence is made of typed facts of the case; informants never stand in it.

use super::clause::cited;
use super::rows::NONE;
use super::{ComposeFault, Draft};
use crate::act::investigation::RecheckResult;
use crate::act::lead::LeadSource;
use crate::act::{Act, Prose};
use crate::document::decision::PleaPart;
use crate::document::kind::DocumentKind;
use crate::document::parts::ViolationPart;
use crate::document::remedies::{Remedies, RemedyTerms};
use crate::proceeding::{Correction, CorrectionState, Hearing, Plea, ReviewRound};
use crate::value::date_text::{chinese_date, chinese_time};
use chrono::NaiveDate;
use mingjian_law::citation::Citation;
use mingjian_law::limit::Unit;
use mingjian_law::scope::Ground;
use mingjian_law::variable::{Variable, clock};

impl<'a> Draft<'a> {
    /// How the case came about and was investigated.
    pub(super) fn course(&self) -> Result<Prose, ComposeFault> {
        let opening = &self.after.opening;
        let filed_on = self.after.filed_on.ok_or(ComposeFault::NotInCase("立案日期"))?;
        let mut sentences = vec![format!(
            "{}，本机关{}当事人涉嫌{}，于{}立案调查。",
            chinese_date(opening.on()),
            found(opening.source()),
            self.header.cause,
            chinese_date(filed_on),
        )];
        sentences.extend(self.correction_story());
        sentences.push("案件现已调查终结。".to_owned());
        Ok(Prose(sentences.concat()))
    }

    /// The orders to correct, and what the re-checks of their items found (行政处罚法 第二十八条).
    fn correction_story(&self) -> Vec<String> {
        let orders = self.after.corrections.iter().enumerate();
        orders.map(|(place, order)| self.order_story(place, order)).collect()
    }

    fn order_story(&self, place: usize, order: &Correction) -> String {
        let paper = self.reference(DocumentKind::CorrectionOrder, place, order.ordered_on);
        let paper =
            paper.map(|paper| format!("以《{}》（{}）", paper.title, paper.number)).unwrap_or_default();
        let named = |item: &CorrectionState| {
            let cause = self.law.any_cause(&item.stated.cause);
            cause.map_or_else(|| item.stated.cause.clone(), |cause| cause.label.clone())
        };
        let terms: Vec<String> = order
            .items
            .iter()
            .map(|item| format!("于{}前改正“{}”", chinese_date(item.stated.due_on), named(item)))
            .collect();
        let found = order.items.iter().filter_map(|item| {
            let (on, found) = item.found_on.zip(item.found)?;
            let result = match found {
                RecheckResult::Overdue => "当事人逾期未改正",
                RecheckResult::Corrected => "当事人已改正",
            };
            Some(format!("{}复查“{}”，{result}", chinese_date(on), named(item)))
        });
        let ordered =
            format!("{}，本机关{paper}责令当事人{}", chinese_date(order.ordered_on), terms.join("、"));
        let parts: Vec<String> = [ordered].into_iter().chain(found).collect();
        format!("{}。", parts.join("；"))
    }

    /// The violations in short, with their evidence.
    pub(super) fn facts_in_short(&self) -> Result<Prose, ComposeFault> {
        let told = |part: ViolationPart| {
            let evidence = Some(part.evidence).filter(|names| !names.is_empty());
            let evidence =
                evidence.map(|names| format!("\n证据：{}。", names.join("、"))).unwrap_or_default();
            format!("{}：{}{evidence}", part.cause, part.facts.text())
        };
        let parts = self.violation_parts(&self.after.violations, &[])?;
        Ok(Prose(parts.into_iter().map(told).collect::<Vec<_>>().join("\n")))
    }

    /// The facts as far as they are known: violations, or before them what the lead says.
    pub(super) fn known_facts(&self) -> Result<Prose, ComposeFault> {
        if self.after.violations.is_empty() {
            Ok(self.after.opening.summary().clone())
        } else {
            self.facts_in_short()
        }
    }

    /// Notice, plea, answer and hearing, as the decision tells them (行政处罚法 第四十四条、第四十五条、第六十二条).
    pub(super) fn plea_part(&self) -> Result<PleaPart, ComposeFault> {
        let (place, notice, on) =
            self.notice_in_force().ok_or(ComposeFault::NotInCase("已送达的事先告知书"))?;
        Ok(PleaPart {
            notice: self.notice_reference(place, on)?,
            plea: self.plea_story(on),
            answer: self.answer_story(),
            hearing: self.hearing_story(notice.hearing_right, on),
        })
    }

    /// What the party said in every round, and waived or did not say in the round of the notice served on a day.
    fn plea_story(&self, on: NaiveDate) -> Prose {
        let mut sentences: Vec<String> =
            self.after.pleas.iter().map(|plea| self.plea_sentence(plea)).collect();
        if self.after.is(Variable::PleaClock, clock::WAIVED) {
            let on = self.waived_on(Variable::PleaClock);
            sentences.push(format!("{on}当事人书面放弃陈述、申辩的权利。"));
        } else if !self.after.pleas.iter().any(|plea| plea.received_on >= on) {
            let again = if sentences.is_empty() { "" } else { "重新告知后，" };
            sentences.push(format!("{again}当事人在告知的期限内没有提出陈述、申辩。"));
        }
        Prose(sentences.join("\n"))
    }

    fn plea_sentence(&self, plea: &Plea) -> String {
        let brings = if plea.brings_facts { "，提出新的事实、理由或者证据" } else { "" };
        let evidence = self.names_of(&plea.evidence);
        let evidence = if evidence.is_empty() {
            String::new()
        } else {
            format!("（提交证据：{}）", evidence.join("、"))
        };
        format!(
            "{}，当事人以{}形式陈述、申辩{brings}{evidence}：{}",
            chinese_date(plea.received_on),
            plea.form.label(),
            plea.content.text()
        )
    }

    /// Which points were adopted and why; one answer to several pleas stands once.
    fn answer_story(&self) -> Prose {
        let mut lines: Vec<String> = Vec::new();
        for answer in self.after.pleas.iter().filter_map(|plea| plea.answer.as_ref()) {
            let points = answer.points.iter().map(|point| {
                let adopted = if point.adopted { "予以采纳" } else { "不予采纳" };
                format!("对“{}”，{adopted}。理由：{}", point.claim.text(), point.reason.text())
            });
            let told: Vec<String> =
                points.chain([format!("复核结论：{}", answer.conclusion.text())]).collect();
            if !lines.ends_with(&told) {
                lines.extend(told);
            }
        }
        Prose(lines.join("\n"))
    }

    /// How the party was heard in every round; none where the notice told of no right to a hearing and none was held.
    fn hearing_story(&self, has_right: bool, on: NaiveDate) -> Option<Prose> {
        let since = |hearing: &Hearing| {
            hearing.requested_on >= on || hearing.held_at.is_some_and(|held_at| held_at.date() >= on)
        };
        let mut sentences: Vec<String> = self.after.hearings.iter().map(hearing_sentence).collect();
        if self.after.is(Variable::HearingClock, clock::WAIVED) {
            sentences.push(format!("{}当事人书面放弃听证的权利。", self.waived_on(Variable::HearingClock)));
        } else if has_right && !self.after.hearings.iter().any(since) {
            let again = if sentences.is_empty() { "" } else { "重新告知后，" };
            sentences.push(format!("{again}当事人在告知的期限内没有要求听证。"));
        }
        (!sentences.is_empty()).then(|| Prose(sentences.join("\n")))
    }

    /// The day on which a waiver was signed, with a comma; the day of its entry where the journal is not at hand.
    fn waived_on(&self, variable: Variable) -> String {
        let stated = self.acts_before().find_map(|(_, act)| match act {
            Act::WaivePlea(stated) if variable == Variable::PleaClock => Some(stated.waived_on),
            Act::WaiveHearing(stated) if variable == Variable::HearingClock => Some(stated.waived_on),
            _ => None,
        });
        let entered = || self.after.clock(variable).and_then(|record| record.ended_on);
        stated.or_else(entered).map(|on| format!("{}，", chinese_date(on))).unwrap_or_default()
    }

    /// Notice, plea, answer and hearing in short, for the head; with the host's advice, which the party does not read.
    pub(super) fn notice_in_short(&self) -> Result<Prose, ComposeFault> {
        if self.notice_in_force().is_none() {
            return Ok(NONE.into());
        }
        let part = self.plea_part()?;
        let (title, number) = (&part.notice.title, &part.notice.number);
        let mut lines = vec![format!("《{title}》（{number}）于{}送达。", chinese_date(part.notice.on))];
        lines.push(part.plea.0);
        lines.extend(Some(part.answer.0).filter(|answer| !answer.is_empty()));
        lines.extend(part.hearing.map(|hearing| hearing.0));
        let reports = self.after.hearings.iter().filter_map(|hearing| hearing.report.as_ref());
        lines.extend(reports.map(|report| format!("听证报告的处理意见：{}", report.text())));
        Ok(Prose(lines.join("\n")))
    }

    /// What the last legal review said.
    pub(super) fn review_in_short(&self) -> Prose {
        let opinion = self.after.review().and_then(|round| Some((round, round.opinion.as_ref()?)));
        opinion.map_or_else(
            || NONE.into(),
            |(round, opinion)| {
                let mut text = format!(
                    "{}，{}。{}",
                    chinese_date(opinion.on),
                    opinion.kind.label(),
                    opinion.text.text()
                );
                text.push_str(&dispute(round));
                Prose(text)
            },
        )
    }

    /// What the heads settled in their last discussion.
    pub(super) fn discussion_in_short(&self) -> Option<Prose> {
        let last = self.after.discussions.last()?;
        Some(Prose(format!("{}集体讨论：{}", chinese_time(last.held_at), last.conclusion.text())))
    }

    /// The length of a time limit, in the unit in which the document says it.
    pub(super) fn length(&self, rule: &'static str, unit: Unit) -> Result<u16, ComposeFault> {
        let due = self.law.due(rule, self.day())?;
        if due.unit == unit { Ok(due.length) } else { Err(ComposeFault::Rule(rule)) }
    }

    /// Where and until when to seek remedy against a document of this name (行政复议法 第二十条; 行政诉讼法 第四十六条).
    pub(super) fn remedies(&self, name: &str) -> Result<Remedies, ComposeFault> {
        let terms = RemedyTerms {
            reconsideration_days: self.length("remedy.reconsideration", Unit::Day)?,
            litigation_months: self.length("remedy.litigation", Unit::Month)?,
        };
        let court = self.letterhead.court()?;
        Ok(Remedies::new(name, terms, self.letterhead.remedy_addresses(&court)?))
    }

    /// The same against what was decided on the spot: reconsideration comes first (行政复议法 第二十三条第一款第一项).
    pub(super) fn remedies_after_reconsideration(&self, name: &str) -> Result<Remedies, ComposeFault> {
        let days = self.length("remedy.reconsideration", Unit::Day)?;
        let later = self.length("remedy.litigation-after-reconsideration", Unit::Day)?;
        let basis = cited(self.law, [&Citation::article("行政复议法", 23).paragraph(1).item(1)]);
        let court = self.letterhead.court()?;
        let to = self.letterhead.remedy_addresses(&court)?;
        Ok(Remedies::reconsideration_first(name, (days, later), &basis, to))
    }

    /// The articles of the action itself, as cited.
    pub(super) fn action_basis(&self) -> String {
        let procedure = self.law.procedure(&self.event.procedure);
        let action = procedure.and_then(|procedure| procedure.action(self.event.action()));
        action.map(|action| cited(self.law, &action.basis)).unwrap_or_default()
    }

    /// A ground of the pack for no penalty.
    pub(super) fn ground(&self, id: &'static str) -> Result<&'a Ground, ComposeFault> {
        self.law.pack.scopes.ground(id).ok_or(ComposeFault::Rule(id))
    }
}

/// How the lead was found, up to 当事人涉嫌.
const fn found(source: LeadSource) -> &'static str {
    match source {
        LeadSource::Inspection => "在检查中发现",
        LeadSource::Complaint => "接到投诉举报，反映",
        LeadSource::Transferred => "收到其他机关移送的线索，反映",
        LeadSource::Assigned => "收到上级交办的线索，反映",
        LeadSource::Monitoring => "在监测中发现",
        LeadSource::Media => "根据媒体反映，发现",
    }
}

fn hearing_sentence(hearing: &Hearing) -> String {
    let requested = format!("{}，当事人要求听证", chinese_date(hearing.requested_on));
    let place = hearing.place.as_deref().map(|place| format!("在{place}")).unwrap_or_default();
    let held = hearing.held_at.map(|at| format!("本机关于{}{place}举行听证", chinese_time(at)));
    let ended = hearing.ended.map(|end| format!("听证终止：{}", end.label()));
    let parts: Vec<String> = [Some(requested), held, ended].into_iter().flatten().collect();
    format!("{}。", parts.join("；"))
}

fn dispute(round: &ReviewRound) -> String {
    round.dispute.as_ref().map(|reason| format!("承办机构异议：{}", reason.text())).unwrap_or_default()
}
